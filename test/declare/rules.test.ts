/** What is declared of the rules of types and profiles: only what each adds, as data. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ownExtension } from '../../generator/fhir/own-extensions.ts';
import { calls, constantsOf, declareRows, wantOf, type AddedRow } from '../support/declared-rules.ts';
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
import { generateInvented } from '../support/invented-event.ts';

const received = { extension: [{ url: ownExtension('severity-when-received'), valueCode: 'warning' }] };
const colours = `${acme}/ValueSet/Acme-Colour-1`;
const unknown = `${acme}/ValueSet/unknown`;
const shoe = `${acme}/StructureDefinition/Acme-Shoe-1`;
const constraint = (key: string, expression: string, more: Json = {}): Json => ({
  key,
  expression,
  human: `What ${key} says.`,
  severity: 'error',
  ...more,
});

const atMost = (valueUri: string): Json => ({
  extension: [{ url: `${r3}/elementdefinition-maxValueSet`, valueUri }],
});

const rows: readonly AddedRow[] = [
  ['nothing', 'Basic', [], {}],
  ['words alone', 'Basic', [element('Basic.created', { short: 'When' })], {}],
  ['a minimum', 'Basic', [element('Basic.created', { min: 1 })], { elements: { created: { min: 1 } } }],
  [
    'a list of a few',
    'Basic',
    [element('Basic.identifier', { min: 1, max: '2' })],
    { elements: { identifier: { min: 1, max: 2 } } },
  ],
  [
    'what is not used, with what stands beside primitives',
    'Basic',
    [element('Basic.created', { max: '0' }), element('Basic.author', { max: '0' })],
    { elements: { created: { max: 0, unused: ['created', '_created'] }, author: { max: 0, unused: ['author'] } } },
  ],
  [
    'one type of a choice',
    'Patient',
    [element('Patient.deceased[x]', { type: [{ code: 'boolean' }] })],
    { elements: { 'deceased[x]': { only: ['deceasedBoolean'] } } },
  ],
  [
    'no type of a choice',
    'Patient',
    [element('Patient.deceased[x]', { max: '0' })],
    { elements: { 'deceased[x]': { max: 0, only: [] } } },
  ],
  [
    'values of one type of a choice',
    'Patient',
    [
      element('Patient.deceased[x]', { slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' } }),
      element('Patient.deceased[x]:deceasedBoolean', {
        path: 'Patient.deceased[x]',
        type: [{ code: 'boolean' }],
        fixedBoolean: false,
      }),
    ],
    { elements: { 'deceased[x]': { members: { deceasedBoolean: { fixed: false } } } } },
  ],
  [
    'fixed values and patterns',
    'Basic',
    [element('Basic.language', { fixedCode: 'en' }), element('Basic.subject', { patternReference: { display: 'a' } })],
    { elements: { language: { fixed: 'en' }, subject: { pattern: { display: 'a' } } } },
  ],
  [
    'limits',
    'Basic',
    [
      element('Basic.created', { minValueDate: '2020-01-01', maxValueDate: '2030-12-31' }),
      element('Basic.implicitRules', { maxLength: 9 }),
    ],
    {
      elements: {
        implicitRules: { limits: { length: 9 } },
        created: { limits: { min: '2020-01-01', max: '2030-12-31' } },
      },
    },
  ],
  [
    'a value set',
    'Patient',
    [element('Patient.maritalStatus', { binding: { strength: 'extensible', valueSetUri: colours } })],
    { elements: { maritalStatus: { binding: ['extensible', '=colourCodes'] } } },
  ],
  [
    'a value set of which no code is known',
    'Patient',
    [element('Patient.maritalStatus', { binding: { strength: 'required', valueSetUri: unknown } })],
    { elements: { maritalStatus: { binding: ['required', unknown] } } },
  ],
  [
    'the maximum value set of a binding that is weaker than required',
    'Patient',
    [
      element('Patient.maritalStatus', {
        binding: { strength: 'preferred', valueSetUri: unknown, ...atMost(colours) },
      }),
    ],
    { elements: { maritalStatus: { binding: ['required', '=colourCodes'] } } },
  ],
  [
    'nothing of a maximum value set whose codes are not known',
    'Patient',
    [
      element('Patient.maritalStatus', {
        binding: { strength: 'preferred', valueSetUri: colours, ...atMost(unknown) },
      }),
    ],
    {},
  ],
  [
    'nothing of a binding that is only preferred',
    'Patient',
    [element('Patient.maritalStatus', { binding: { strength: 'preferred', valueSetUri: colours } })],
    {},
  ],
  [
    'targets of references',
    'Basic',
    [
      element('Basic.subject', {
        type: [{ code: 'Reference', targetProfile: `${acme}/StructureDefinition/Acme-Row1-1` }],
      }),
      element('Basic.author', { type: [{ code: 'Reference', targetProfile: `${r3}/Patient` }] }),
    ],
    {
      elements: {
        subject: { targets: ['Basic'], targetProfiles: [`${acme}/StructureDefinition/Acme-Row1-1`] },
        author: { targets: ['Patient'] },
      },
    },
  ],
  [
    'the profile of a datatype',
    'Patient',
    [element('Patient.name', { type: [{ code: 'HumanName', profile: `${acme}/StructureDefinition/Acme-Name-1` }] })],
    { elements: { name: { follows: ['=nameAdditions'] } } },
  ],
  [
    'the types of contained resources',
    'Basic',
    [element('Basic.contained', { type: [{ code: 'Patient' }] })],
    { elements: { contained: { resourceTypes: ['Patient'] } } },
  ],
  [
    'parts of a part',
    'Patient',
    [element('Patient.contact.name.family', { min: 1 })],
    { elements: { contact: { inside: { elements: { name: { inside: { elements: { family: { min: 1 } } } } } } } } },
  ],
  [
    'what stands beside a primitive',
    'Basic',
    [
      slicing('Basic.created.extension', 'url'),
      element('Basic.created.extension:shoe', { min: 1, ...extensionType('Acme-Shoe-1') }),
    ],
    {
      elements: {
        created: {
          inside: {
            elements: {
              extension: {
                slicing: {
                  by: 'url',
                  slices: [{ name: 'shoe', is: shoe, min: 1, follows: ['=shoeExtensionAdditions'] }],
                },
              },
            },
          },
        },
      },
    },
  ],
  [
    'invariants: of presence, and others; none that always holds',
    'Basic',
    [
      element('Basic', {
        constraint: [
          constraint('a-1', 'author.exists() or created.exists()'),
          constraint('a-2', 'author.exists() xor subject.exists()'),
          constraint('a-3', "code.text = 'a'", { severity: 'warning' }),
          constraint('a-4', 'true'),
        ],
      }),
      element('Basic.identifier', { constraint: [constraint('a-5', 'value.exists()')] }),
    ],
    {
      invariants: [
        { key: 'a-1', text: 'What a-1 says.', some: ['author', 'created'] },
        { key: 'a-2', text: 'What a-2 says.', one: ['author', 'subject'] },
        {
          key: 'a-3',
          text: 'What a-3 says.',
          severity: 'warning',
          holds: "=condition of Basic: code.text = 'a'",
        },
        {
          key: 'a-5',
          text: 'What a-5 says.',
          at: ['identifier', 'identifier'],
          holds: '=condition of Basic.identifier: value.exists()',
        },
      ],
    },
  ],
  [
    'an invariant on a choice, for each of its types',
    'Patient',
    [element('Patient.deceased[x]', { constraint: [constraint('a-6', 'extension.empty()')] })],
    {
      invariants: ['Boolean', 'DateTime'].map((name) => ({
        key: 'a-6',
        text: 'What a-6 says.',
        at: ['deceased[x]', `deceased${name}`],
        holds: `=condition of Patient.deceased[x] (${name.charAt(0).toLowerCase()}${name.slice(1)}): extension.empty()`,
      })),
    },
  ],
  [
    'what is less serious when it is received',
    'Basic',
    [
      element('Basic.created', { min: 1, ...received }),
      element('Basic.author', { min: 1, constraint: [constraint('a-7', 'display.exists()', received)] }),
    ],
    {
      elements: { created: { min: 1, whenReceived: 'warning' }, author: { min: 1 } },
      invariants: [
        {
          key: 'a-7',
          text: 'What a-7 says.',
          whenReceived: 'warning',
          at: ['author', 'author'],
          holds: '=condition of Basic.author: display.exists()',
        },
      ],
    },
  ],
];

const constant = await declareRows(rows, [
  profile('Acme-Slight-1', 'Basic', [element('Basic.identifier.value', { min: 1 })], {
    baseDefinition: `${acme}/StructureDefinition/Acme-Base-1`,
  }),
  profile('Acme-Base-1', 'Basic', [
    element('Basic.created', { min: 1 }),
    slicing('Basic.identifier', 'system', { rules: 'closed' }),
    element('Basic.identifier:badge', { max: '1' }),
    element('Basic.identifier:badge.system', { min: 1, fixedUri: 'https://acme.example/badge' }),
  ]),
  profile('Acme-Name-1', 'HumanName', [element('HumanName.family', { min: 1 })]),
  extension('Acme-Shoe-1', [element('Extension.valueString')]),
  codeSystem('Acme-Colour-1', { red: 'Red' }),
  valueSet('Acme-Colour-1', 'Acme-Colour-1'),
]);

const profiles = suite('declare the rules of a profile');

for (const [index, row] of rows.entries()) {
  profiles(row[0], () => assert.equal(constant(`acme/row${index}`, `row${index}Additions`), wantOf(row, index)));
}

profiles('those of the profile that it builds on are named, and not said again', () => {
  const added = { elements: { identifier: { inside: { elements: { value: { min: 1 } } } } } };
  const canonical = `${acme}/StructureDefinition/Acme-Slight-1`;
  assert.equal(constant('acme/slight', 'slightAdditions'), calls('additions', '=basicElements', canonical, added));
  assert.equal(constant('acme/slight', 'slightRules'), calls('profileRules', '=baseRules', '=slightAdditions'));
  assert.equal(constant('acme/base', 'baseRules'), calls('profileRules', '=basicRules', '=baseAdditions'));
});

profiles.run();

const ofFhir = suite('declare the rules of a type');

const typeRows: readonly (readonly [module: string, name: string, want: unknown])[] = [
  [
    'base/patient',
    'patientLinkRules',
    calls('typeRules', '=patientLinkElements', {
      parts: ['=extensionRules', '=referenceRules'],
      elements: { other: { min: 1, targets: ['Patient', 'RelatedPerson'] }, type: { min: 1, codes: '=linkTypeCodes' } },
    }),
  ],
  [
    'base/sampled-data',
    'sampledDataRules',
    calls('typeRules', '=sampledDataElements', {
      parts: ['=extensionRules', '=quantityRules'],
      elements: {
        origin: { min: 1, as: '=simpleQuantityRules' },
        period: { min: 1 },
        dimensions: { min: 1 },
        data: { min: 1 },
      },
    }),
  ],
];

for (const [module, name, want] of typeRows) {
  ofFhir(name, () => assert.equal(constant(module, name), want));
}

ofFhir('a choice says what holds for each of its types', () => {
  const rules = JSON.stringify(constant('base/annotation', 'annotationRules'));
  const targets = ['Practitioner', 'Patient', 'RelatedPerson'];
  assert.match(rules, `"author[x]":${JSON.stringify({ members: { authorReference: { targets } } })}`);
});

ofFhir('invariants of abstract types are said once, and named by the types that are built on them', () => {
  const invariants = constant('base/domain-resource', 'domainResourceInvariants') as readonly {
    readonly key: string;
  }[];
  assert.equal(
    invariants.map(({ key }) => key),
    ['dom-2', 'dom-1', 'dom-4', 'dom-3'],
  );
  assert.match(JSON.stringify(constant('base/basic', 'basicRules')), '"inherits":["=domainResourceInvariants"]');
});

ofFhir.run();

const ofMessage = suite('declare the rules of a message');
const invented = constantsOf((await generateInvented()).model);

ofMessage('whoever checks one says what its entries follow', () => {
  const module = 'message/profiles/parcel-sent-message';
  const made = JSON.stringify(invented(module, 'parcelSentMessageAdditionsWith'));
  assert.match(made, '{"(held) =>":{"elements":');
  assert.match(
    made,
    '"name":"companies","is":"Organization","min":1,"inside":{"elements":{"resource":{"follows":"=held.companies"}}}',
  );
  assert.equal(
    invented(module, 'parcelSentMessageAdditions'),
    calls('parcelSentMessageAdditionsWith', {
      header: ['=headerAdditions', '=sentHeaderAdditions'],
      parcel: ['=parcelAdditions'],
      companies: ['=companyAdditions'],
      places: ['=placeAdditions'],
    }),
  );
});

ofMessage.run();
