/** Small pairs of definitions, and all that differs between them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Change } from '../../generator/compare/change.ts';
import { compareModels } from '../../generator/compare/compare-models.ts';
import type { NamingConfig } from '../../generator/model/naming-config.ts';
import type { PackageModel } from '../../generator/model/package-model.ts';
import { makeModel } from '../../generator/run.ts';
import {
  acme,
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  r3,
  slicing,
  valueSet,
  type Json,
} from '../support/definitions.ts';
import { acmeNaming, baseWith, load } from '../support/pipeline.ts';

const packageInfo = { name: 'acme', version: '0.0.0', description: '' };

/** Only what the rows need, so that a model is made sooner. */
const base = baseWith(['Patient', 'Observation']);
const made = new Map<string, Promise<PackageModel>>();

/** Makes the model of each set of definitions once. */
function modelOf(definitions: readonly Json[], naming = acmeNaming): Promise<PackageModel> {
  const key = JSON.stringify([definitions, naming]);
  const model = made.get(key) ?? makeFrom(definitions, naming);
  made.set(key, model);
  return model;
}

async function makeFrom(definitions: readonly Json[], naming: NamingConfig): Promise<PackageModel> {
  return makeModel(base, await load(definitions), { naming, packageInfo }, () => undefined);
}

/** `narrowed Patient.name: It must … [builders checks]`, for changes of one definition only. */
function line({ element: id, kind, what, breaksBuilders, breaksChecks }: Change): string {
  const breaks = [breaksBuilders ? 'builders' : '', breaksChecks ? 'checks' : ''].filter((word) => word !== '');
  return `${kind} ${id === undefined ? '' : `${id}: `}${what}${breaks.length > 0 ? ` [${breaks.join(' ')}]` : ''}`;
}

const patient = (...elements: Json[]): Json[] => [profile('Acme-Patient-1', 'Patient', elements)];
const observation = (...elements: Json[]): Json[] => [profile('Acme-Observation-1', 'Observation', elements)];

const invariant = (more: Json = {}): Json =>
  element('Patient', {
    constraint: [{ key: 'acme-1', severity: 'error', human: 'Named.', expression: 'name.exists()', ...more }],
  });

const colours = (codes: Readonly<Record<string, string>>): Json[] => [
  codeSystem('Acme-Colour-1', codes),
  valueSet('Acme-Colour-1', 'Acme-Colour-1'),
];
/** A preferred binding to codes that nobody knows, with a maximum value set. */
const boundAtMost = (): Json =>
  element('Patient.maritalStatus', {
    binding: {
      strength: 'preferred',
      valueSetUri: `${acme}/ValueSet/Acme-Unknown-1`,
      extension: [{ url: `${r3}/elementdefinition-maxValueSet`, valueUri: `${acme}/ValueSet/Acme-Colour-1` }],
    },
  });
const bound = (strength: string, set = 'Acme-Colour-1'): Json =>
  element('Patient.maritalStatus', { binding: { strength, valueSetUri: `${acme}/ValueSet/${set}` } });

const identifiers = (...more: Json[]): Json[] => patient(slicing('Patient.identifier', 'system'), ...more);
const staff = (more: Json = {}): Json[] => [
  element('Patient.identifier:staff', more),
  element('Patient.identifier:staff.system', { min: 1, fixedUri: 'https://acme.example/staff' }),
];
const closed = slicing('Patient.identifier', 'system', { rules: 'closed' });

type Row = readonly [name: string, old: readonly Json[], now: readonly Json[], want: readonly string[]];

const cardinality: Row[] = [
  ['the same', patient(element('Patient.name', { min: 1 })), patient(element('Patient.name', { min: 1 })), []],
  [
    'an element is required',
    patient(),
    patient(element('Patient.name', { min: 1 })),
    ['narrowed Patient.name: It must occur at least once; before, it could be missing. [builders checks]'],
  ],
  [
    'an element is optional again',
    patient(element('Patient.name', { min: 1 })),
    patient(),
    ['widened Patient.name: It may now be missing; before, at least once.'],
  ],
  [
    'fewer are enough',
    patient(element('Patient.name', { min: 2 })),
    patient(element('Patient.name', { min: 1 })),
    ['widened Patient.name: At least once is now enough; before, at least 2 times.'],
  ],
  [
    'an element may occur once',
    patient(),
    patient(element('Patient.name', { max: '1' })),
    ['narrowed Patient.name: It may occur once at most; before, any number of times. [builders checks]'],
  ],
  [
    'an element may occur more often',
    patient(element('Patient.name', { max: '1' })),
    patient(element('Patient.name', { max: '3' })),
    ['widened Patient.name: It may occur 3 times at most; before, once at most.'],
  ],
  [
    'an element is excluded',
    patient(element('Patient.photo', { min: 0 })),
    patient(element('Patient.photo', { max: '0' })),
    ['narrowed Patient.photo: It is no longer allowed. [builders checks]'],
  ],
  [
    'an element is allowed again',
    patient(element('Patient.photo', { max: '0' })),
    patient(),
    ['widened Patient.photo: It is now allowed.'],
  ],
  [
    'an element of a datatype is required',
    patient(),
    patient(element('Patient.name.family', { min: 1 })),
    ['narrowed Patient.name.family: It must occur at least once; before, it could be missing. [builders checks]'],
  ],
  [
    'an element of a datatype is optional again, and its interface is gone',
    patient(element('Patient.name.family', { min: 1 })),
    patient(),
    [
      'removed Patient.name: There is no interface PatientName any more. [builders]',
      'widened Patient.name.family: It may now be missing; before, at least once.',
    ],
  ],
  [
    'an element of a backbone element is required',
    patient(),
    patient(element('Patient.contact.gender', { min: 1 })),
    ['narrowed Patient.contact.gender: It must occur at least once; before, it could be missing. [builders checks]'],
  ],
  [
    'a profile states again what its base profile states',
    [
      ...patient(),
      profile('Acme-Child-1', 'Patient', [], { baseDefinition: `${acme}/StructureDefinition/Acme-Patient-1` }),
    ],
    [
      ...patient(invariant(), element('Patient.name.family', { min: 1 })),
      profile('Acme-Child-1', 'Patient', [], { baseDefinition: `${acme}/StructureDefinition/Acme-Patient-1` }),
    ],
    [
      // Of the profile on it, and of itself.
      ...[1, 2].flatMap(() => [
        'narrowed Patient: The invariant "acme-1" applies (error). [builders checks]',
        'narrowed Patient.name.family: It must occur at least once; before, it could be missing. [builders checks]',
      ]),
    ],
  ],
];

const types: Row[] = [
  [
    'a type of a choice is gone',
    observation(),
    observation(element('Observation.value[x]', { type: [{ code: 'Quantity' }, { code: 'string' }] })),
    [
      'narrowed Observation.value[x]: It no longer allows the types CodeableConcept, boolean, Range, Ratio, SampledData and 4 more. [builders checks]',
    ],
  ],
  [
    'a type of a choice is new',
    observation(element('Observation.value[x]', { type: [{ code: 'Quantity' }] })),
    observation(element('Observation.value[x]', { type: [{ code: 'Quantity' }, { code: 'string' }] })),
    ['widened Observation.value[x]: It allows the type string too.'],
  ],
  [
    'a type of a choice has rules of its own',
    observation(),
    observation(
      element('Observation.value[x]', { slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' } }),
      element('Observation.value[x]:valueQuantity', { type: [{ code: 'Quantity' }] }),
      element('Observation.value[x]:valueQuantity.unit', { min: 1 }),
    ),
    [
      'narrowed Observation.value[x]:valueQuantity.unit: It must occur at least once; before, it could be missing. [builders checks]',
    ],
  ],
  [
    'a target of a reference is gone',
    patient(),
    patient(
      element('Patient.generalPractitioner', { type: [{ code: 'Reference', targetProfile: `${r3}/Practitioner` }] }),
    ),
    ['narrowed Patient.generalPractitioner: It no longer allows Organization as target. [builders checks]'],
  ],
  [
    'a target of a reference is new',
    patient(
      element('Patient.generalPractitioner', { type: [{ code: 'Reference', targetProfile: `${r3}/Practitioner` }] }),
    ),
    patient(),
    ['widened Patient.generalPractitioner: It allows Organization as target too.'],
  ],
  [
    'the target of a reference has to be in the Bundle',
    patient(),
    patient(
      element('Patient.managingOrganization', {
        type: [{ code: 'Reference', targetProfile: `${r3}/Organization`, aggregation: ['bundled'] }],
      }),
    ),
    ['narrowed Patient.managingOrganization: Its target has to be in the same Bundle. [builders checks]'],
  ],
  [
    'the profile of a target is another one',
    [profile('Acme-Organization-1', 'Organization', []), ...patient()],
    [
      profile('Acme-Organization-1', 'Organization', []),
      ...patient(
        element('Patient.managingOrganization', {
          type: [{ code: 'Reference', targetProfile: `${acme}/StructureDefinition/Acme-Organization-1` }],
        }),
      ),
    ],
    [
      `changed Patient.managingOrganization: The profiles of its target are "${acme}/StructureDefinition/Acme-Organization-1"; before, "${r3}/Organization".`,
    ],
  ],
  [
    'a datatype has to follow a profile',
    [profile('Acme-Name-1', 'HumanName', [element('HumanName.family', { min: 1 })]), ...patient()],
    [
      profile('Acme-Name-1', 'HumanName', [element('HumanName.family', { min: 1 })]),
      ...patient(
        element('Patient.name', {
          type: [{ code: 'HumanName', profile: `${acme}/StructureDefinition/Acme-Name-1` }],
        }),
      ),
    ],
    [
      `narrowed Patient.name: It has to follow "${acme}/StructureDefinition/Acme-Name-1". [builders checks]`,
      'narrowed Patient.name.family: It must occur at least once; before, it could be missing. [builders checks]',
    ],
  ],
];

const values: Row[] = [
  [
    'a fixed value is new',
    patient(element('Patient.gender', { min: 1 })),
    patient(element('Patient.gender', { min: 1, fixedCode: 'other' })),
    ['narrowed Patient.gender: It has the fixed value "other". [builders checks]'],
  ],
  [
    'a fixed value is gone: builders of a required element no longer fill it in',
    patient(element('Patient.gender', { min: 1, fixedCode: 'other' })),
    patient(element('Patient.gender', { min: 1 })),
    ['widened Patient.gender: It no longer has the fixed value "other". [builders]'],
  ],
  [
    'a fixed value is another one',
    patient(element('Patient.gender', { fixedCode: 'other' })),
    patient(element('Patient.gender', { fixedCode: 'unknown' })),
    ['changed Patient.gender: The fixed value is "unknown"; before, "other". [builders checks]'],
  ],
  [
    'a pattern is gone',
    patient(element('Patient.maritalStatus', { patternCodeableConcept: { text: 'x' } })),
    patient(),
    ['widened Patient.maritalStatus: It no longer has the pattern {"text":"x"}.'],
  ],
  [
    'a length is limited, and then limited more',
    patient(element('Patient.name.family', { maxLength: 30 })),
    patient(element('Patient.name.family', { maxLength: 20 })),
    ['narrowed Patient.name.family: The greatest length is 20; before, 30. [builders checks]'],
  ],
  [
    'a least value is less',
    patient(element('Patient.birthDate', { minValueDate: '1900-01-01' })),
    patient(element('Patient.birthDate', { minValueDate: '1890-01-01' })),
    ['widened Patient.birthDate: The least value is "1890-01-01"; before, "1900-01-01".'],
  ],
];

const bindings: Row[] = [
  [
    'a binding is stronger',
    [...colours({ red: 'Red' }), ...patient(bound('preferred'))],
    [...colours({ red: 'Red' }), ...patient(bound('required'))],
    [
      `narrowed Patient.maritalStatus: The binding to the value set "${acme}/ValueSet/Acme-Colour-1" is required; before, preferred. [builders checks]`,
    ],
  ],
  [
    'a binding of a concept is stronger, which holds for its only coding too',
    [...colours({ red: 'Red' }), ...patient(bound('preferred'), element('Patient.maritalStatus.coding', { max: '1' }))],
    [...colours({ red: 'Red' }), ...patient(bound('required'), element('Patient.maritalStatus.coding', { max: '1' }))],
    [
      `narrowed Patient.maritalStatus: The binding to the value set "${acme}/ValueSet/Acme-Colour-1" is required; before, preferred. [builders checks]`,
    ],
  ],
  [
    'a binding is weaker',
    [...colours({ red: 'Red' }), ...patient(bound('extensible'))],
    [...colours({ red: 'Red' }), ...patient(bound('preferred'))],
    [
      `widened Patient.maritalStatus: The binding to the value set "${acme}/ValueSet/Acme-Colour-1" is preferred; before, extensible.`,
    ],
  ],
  [
    'a code is gone that an element had to have',
    [...colours({ red: 'Red', blue: 'Blue' }), ...patient(bound('required'))],
    [...colours({ red: 'Red' }), ...patient(bound('required'))],
    ['narrowed It no longer has the code "blue". [builders checks]'],
  ],
  [
    'a code is gone that an element had to have at most',
    [...colours({ red: 'Red', blue: 'Blue' }), ...patient(boundAtMost())],
    [...colours({ red: 'Red' }), ...patient(boundAtMost())],
    ['narrowed It no longer has the code "blue". [builders checks]'],
  ],
  [
    'a code is gone that no element had to have',
    [...colours({ red: 'Red', blue: 'Blue' }), ...patient(bound('extensible'))],
    [...colours({ red: 'Red' }), ...patient(bound('extensible'))],
    ['narrowed It no longer has the code "blue". [builders]'],
  ],
  [
    'codes are new',
    colours({ red: 'Red' }),
    colours({ red: 'Red', blue: 'Blue', green: 'Green' }),
    ['widened It has the codes "blue" and "green" too.'],
  ],
  [
    'a display is another one, and the constant too',
    colours({ red: 'Red' }),
    colours({ red: 'Crimson' }),
    ['changed The constants have other names: crimson. [builders]'],
  ],
];

const slices: Row[] = [
  [
    'a slice is new',
    identifiers(),
    identifiers(...staff({ max: '1' })),
    ['added Patient.identifier:staff: The slice staff is new. [checks]'],
  ],
  [
    'a slice is new and required',
    identifiers(),
    identifiers(...staff({ min: 1 })),
    ['added Patient.identifier:staff: The slice staff is new and required. [builders checks]'],
  ],
  [
    'a slice of an extension is new',
    [extension('Acme-Shoe-1', [element('Extension.valueString')]), ...patient()],
    [
      extension('Acme-Shoe-1', [element('Extension.valueString')]),
      ...patient(element('Patient.extension:shoe', extensionType('Acme-Shoe-1'))),
    ],
    ['added Patient.extension:shoe: The slice shoe is new.'],
  ],
  [
    'a slice of an extension is new, which could occur more often before',
    [extension('Acme-Shoe-1', [element('Extension.valueString')]), ...patient()],
    [
      extension('Acme-Shoe-1', [element('Extension.valueString')]),
      ...patient(element('Patient.extension:shoe', { max: '1', ...extensionType('Acme-Shoe-1') })),
    ],
    ['added Patient.extension:shoe: The slice shoe is new. [checks]'],
  ],
  [
    'a slice of a new extension is new',
    patient(),
    [
      extension('Acme-Shoe-1', [element('Extension.valueString')]),
      ...patient(element('Patient.extension:shoe', { max: '1', ...extensionType('Acme-Shoe-1') })),
    ],
    ['added Patient.extension:shoe: The slice shoe is new.', 'added It is new.'],
  ],
  [
    'a slice is gone',
    identifiers(...staff({ min: 0 })),
    identifiers(),
    ['removed Patient.identifier:staff: There is no slice staff any more. [builders]'],
  ],
  [
    'a slice is required',
    identifiers(...staff({ min: 0 })),
    identifiers(...staff({ min: 1 })),
    ['narrowed Patient.identifier:staff: It must occur at least once; before, it could be missing. [builders checks]'],
  ],
  [
    'the value that discriminates a slice is another one',
    identifiers(...staff()),
    identifiers(
      element('Patient.identifier:staff'),
      element('Patient.identifier:staff.system', { min: 1, fixedUri: 'https://acme.example/crew' }),
    ),
    [
      'changed Patient.identifier:staff.system: The fixed value is "https://acme.example/crew"; before, "https://acme.example/staff". [builders checks]',
    ],
  ],
  [
    'a slicing is closed',
    patient(slicing('Patient.identifier', 'system'), ...staff()),
    patient(closed, ...staff()),
    ['narrowed Patient.identifier: The slicing is closed; before, open. [builders checks]'],
  ],
  [
    'slices are discriminated by something else',
    patient(slicing('Patient.identifier', 'system'), ...staff()),
    patient(slicing('Patient.identifier', 'use'), ...staff()),
    ['changed Patient.identifier: Its slices are discriminated by value of "use". [builders checks]'],
  ],
];

const invariants: Row[] = [
  [
    'an invariant is new',
    patient(),
    patient(invariant()),
    ['narrowed Patient: The invariant "acme-1" applies (error). [builders checks]'],
  ],
  [
    'an invariant that only warns is new',
    patient(),
    patient(invariant({ severity: 'warning' })),
    ['narrowed Patient: The invariant "acme-1" applies (warning).'],
  ],
  [
    'an invariant is gone',
    patient(invariant()),
    patient(),
    ['widened Patient: The invariant "acme-1" no longer applies.'],
  ],
  [
    'an invariant is another one',
    patient(invariant()),
    patient(invariant({ expression: 'name.family.exists()' })),
    ['changed Patient: The invariant "acme-1" is now "name.family.exists()". [builders checks]'],
  ],
  [
    'an invariant is an error',
    patient(invariant({ severity: 'warning' })),
    patient(invariant()),
    ['narrowed Patient: A breach of "acme-1" is an error; before, a warning. [builders checks]'],
  ],
];

const definitions: Row[] = [
  ['a profile is new', [], patient(), ['added It is new.']],
  ['a profile is gone', patient(), [], ['removed It is no longer there. [builders checks]']],
  ['a value set is gone', colours({ red: 'Red' }), [], ['removed It is no longer there. [builders]']],
  [
    'a profile is based on another one',
    [...patient(), profile('Acme-Child-1', 'Patient', [])],
    [
      ...patient(),
      profile('Acme-Child-1', 'Patient', [], { baseDefinition: `${acme}/StructureDefinition/Acme-Patient-1` }),
    ],
    [`changed It is based on "${acme}/StructureDefinition/Acme-Patient-1"; before, on Patient.`],
  ],
  [
    'a profile constrains another type',
    [profile('Acme-Colour-1', 'Patient', [])],
    [profile('Acme-Colour-1', 'Observation', [])],
    ['changed It constrains Observation; before, Patient. [builders checks]'],
  ],
];

const test = suite('compare');

for (const [name, old, now, want] of [
  ...cardinality,
  ...types,
  ...values,
  ...bindings,
  ...slices,
  ...invariants,
  ...definitions,
]) {
  test(name, async () => {
    assert.equal(compareModels(await modelOf(old), await modelOf(now)).map(line), want);
  });
}

test('a definition is called otherwise', async () => {
  const model = await modelOf(patient());
  const renamed = await modelOf(patient(), {
    ...acmeNaming,
    names: { [`${acme}/StructureDefinition/Acme-Patient-1`]: 'Visitor' },
  });
  assert.equal(compareModels(model, renamed).map(line), [
    'changed It is called Visitor in acme; before, Patient in acme. [builders checks]',
  ]);
});

test('the order is that of kinds, canonical URLs and elements, whatever the order of the files', async () => {
  const old = [
    extension('Acme-Shoe-1', []),
    ...colours({ red: 'Red' }),
    ...patient(),
    profile('Acme-Zoo-1', 'Observation', []),
  ];
  const now = [
    extension('Acme-Shoe-1', [], { description: 'x' }),
    ...patient(element('Patient.name', { min: 1 }), element('Patient.active', { min: 1 })),
  ];
  const changes = compareModels(await modelOf(old), await modelOf(now));
  assert.equal(
    changes.map(({ subject, element: id }) => [subject.kind, subject.name, id]),
    [
      ['profile', 'Patient', 'Patient.active'],
      ['profile', 'Patient', 'Patient.name'],
      ['profile', 'Zoo', undefined],
      ['value-set', 'Colour', undefined],
    ],
  );
  assert.equal(compareModels(await modelOf(old.toReversed()), await modelOf(now.toReversed())), changes);
});

test.run();
