/** Slices by discriminators of every kind: what belongs to them, what a builder makes of them, and what nobody can tell. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Issue } from '../../runtime/core/issue.ts';
import {
  acme,
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  r3,
  valueSet,
  type Json,
} from '../support/definitions.ts';
import { importGenerated } from '../support/import-generated.ts';
import { generate, troubles } from '../support/pipeline.ts';

const lost = 'https://elsewhere.example/fhir/StructureDefinition/lost';
const kinds = `${acme}/CodeSystem/Acme-Kind-1`;
const marks = `${acme}/StructureDefinition/Acme-Mark-1`;
const sct = 'http://snomed.info/sct';

/** Opens the slices of an element by discriminators, each `type path`. */
function sliced(id: string, by: readonly string[], more: Json = {}): Json {
  const discriminator = by.map((one) => {
    const [type = '', ...path] = one.split(' ');
    return { type, path: path.join(' ') };
  });
  return element(id, { slicing: { discriminator, rules: 'open', ...more } });
}

function bound(set: string): Json {
  return { binding: { strength: 'required', valueSetReference: { reference: `${acme}/ValueSet/${set}` } } };
}

function target(...types: readonly string[]): Json {
  return { type: types.map((type) => ({ code: 'Reference', targetProfile: `${r3}/${type}` })) };
}

const definitions: readonly Json[] = [
  codeSystem('Acme-Kind-1', { inner: 'Inner', outer: 'Outer' }),
  valueSet('Acme-Kind-1', 'Acme-Kind-1'),
  valueSet('Acme-Finding-1', [{ system: sct, filter: [{ property: 'concept', op: 'is-a', value: '404684003' }] }]),
  extension('Acme-Mark-1', [element('Extension.valueCode')]),
  profile('Acme-Exists-1', 'Patient', [
    sliced('Patient.identifier', ['exists system']),
    element('Patient.identifier:with', { min: 1, max: '1' }),
    element('Patient.identifier:with.system', { min: 1 }),
    element('Patient.identifier:without', { max: '1' }),
    element('Patient.identifier:without.system', { max: '0' }),
  ]),
  profile('Acme-Bound-1', 'Observation', [
    sliced('Observation.category', ['value $this']),
    element('Observation.category:kind', { min: 1, max: '1', ...bound('Acme-Kind-1') }),
    sliced('Observation.component', ['value code.coding']),
    element('Observation.component:kind', { max: '1' }),
    element('Observation.component:kind.code', bound('Acme-Kind-1')),
  ]),
  profile('Acme-Unlisted-1', 'Observation', [
    sliced('Observation.category', ['value $this'], { rules: 'closed' }),
    element('Observation.category:finding', { min: 1, max: '1', ...bound('Acme-Finding-1') }),
  ]),
  profile('Acme-Target-1', 'Encounter', [
    sliced('Encounter.participant', ['type individual.resolve()']),
    element('Encounter.participant:doctor', { min: 1, max: '1' }),
    element('Encounter.participant:doctor.individual', { min: 1, ...target('Practitioner') }),
  ]),
  profile('Acme-Old-1', 'Encounter', [
    sliced('Encounter.participant', ['value individual@type']),
    element('Encounter.participant:doctor', { min: 1, max: '1' }),
    element('Encounter.participant:doctor.individual', { min: 1, ...target('Practitioner') }),
  ]),
  profile('Acme-Choice-1', 'Observation', [
    sliced('Observation.component', ['type value']),
    element('Observation.component:measured', { min: 1, max: '1' }),
    element('Observation.component:measured.value[x]', { min: 1, type: [{ code: 'Quantity' }] }),
  ]),
  profile('Acme-Inside-1', 'Observation', [
    sliced('Observation.component', ['pattern code']),
    element('Observation.component:size', { min: 1, max: '1' }),
    element('Observation.component:size.code.coding.system', { fixedUri: kinds }),
    element('Observation.component:size.code.coding.code', { fixedCode: 'inner' }),
  ]),
  profile('Acme-Extended-1', 'Patient', [
    sliced('Patient.contact', [`value extension('${marks}').value`]),
    element('Patient.contact:next', { min: 1, max: '1' }),
    element('Patient.contact:next.extension:mark', { min: 1, max: '1', ...extensionType('Acme-Mark-1') }),
    element('Patient.contact:next.extension:mark.valueCode', { min: 1, fixedCode: 'next' }),
  ]),
  profile('Acme-Lost-1', 'Patient', [
    element('Patient.extension:lost', { min: 1, max: '1', type: [{ code: 'Extension', profile: lost }] }),
  ]),
  profile('Acme-Followed-1', 'Bundle', [
    sliced('Bundle.entry', ['profile resource']),
    element('Bundle.entry:known', { min: 1, max: '1' }),
    element('Bundle.entry:known.resource', {
      min: 1,
      type: [{ code: 'Patient', profile: `${acme}/StructureDefinition/Acme-Exists-1` }],
    }),
  ]),
  profile('Acme-Several-1', 'Patient', [
    sliced('Patient.identifier', ['value system', 'exists period']),
    element('Patient.identifier:current', { min: 1, max: '1' }),
    element('Patient.identifier:current.system', { min: 1, fixedUri: 'urn:a' }),
    element('Patient.identifier:current.period', { max: '0' }),
    element('Patient.identifier:past', { max: '1' }),
    element('Patient.identifier:past.system', { min: 1, fixedUri: 'urn:a' }),
    element('Patient.identifier:past.period', { min: 1 }),
  ]),
  profile('Acme-Again-1', 'Patient', [
    sliced('Patient.identifier', ['value system']),
    sliced('Patient.identifier:one', ['value use'], { rules: 'closed' }),
    element('Patient.identifier:one.system', { min: 1, fixedUri: 'urn:one' }),
    element('Patient.identifier:one/official', { min: 1, max: '1' }),
    element('Patient.identifier:one/official.use', { min: 1, fixedCode: 'official' }),
    element('Patient.identifier:one/usual', { max: '2' }),
    element('Patient.identifier:one/usual.use', { min: 1, fixedCode: 'usual' }),
  ]),
  profile('Acme-Nothing-1', 'Patient', [
    sliced('Patient.identifier', ['value system'], { rules: 'closed' }),
    element('Patient.identifier:any', { min: 1, max: '1' }),
    element('Patient.identifier:any.value', { min: 1 }),
  ]),
  profile('Acme-Twins-1', 'Patient', [
    sliced('Patient.identifier', ['value system']),
    element('Patient.identifier:left', { min: 1 }),
    element('Patient.identifier:left.system', { min: 1, fixedUri: 'urn:a' }),
    element('Patient.identifier:right', { min: 1 }),
    element('Patient.identifier:right.system', { min: 1, fixedUri: 'urn:a' }),
  ]),
];

const resources = ['Patient', 'Observation', 'Encounter', 'Bundle', 'Practitioner', 'RelatedPerson'];
const generated = await generate(definitions, { resources });
const made = await importGenerated(generated, 'acme/index');

type Check = (value: unknown) => Issue[];

const { check: checkAny } = (await importGenerated(generated, 'check')) as { check: Check };

function check(name: string, value: unknown): Issue[] {
  return (made[`check${name}`] as Check)(value);
}

const patient = (more: Json): Json => ({ resourceType: 'Patient', ...more });
const identified = (...identifier: readonly Json[]): Json => patient({ identifier });
const observed = (more: Json): Json => ({ resourceType: 'Observation', status: 'final', code: { text: 'c' }, ...more });
const category = (system: string, code: string): Json => observed({ category: [{ coding: [{ system, code }] }] });
const part = (more: Json): Json => ({ code: { text: 'p' }, ...more });
const met = (individual: Json, more: Json = {}): Json => ({
  resourceType: 'Encounter',
  status: 'finished',
  participant: [{ individual }],
  ...more,
});
const contact = (code: string): Json =>
  patient({ contact: [{ extension: [{ url: marks, valueCode: code }], name: { text: 'A' } }] });
const bundle = (...all: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: all.map((resource, index) => ({ fullUrl: `urn:oid:1.${index}`, resource })),
});

const quantity = { value: 1, unit: 'mm' };
const rows: readonly (readonly [profile: string, what: string, valid: boolean, value: Json])[] = [
  ['Exists', 'one with and one without', true, identified({ system: 'urn:x' }, { value: '2' })],
  ['Exists', 'only one without', false, identified({ value: '2' })],
  ['Exists', 'two without', false, identified({ system: 'urn:x' }, { value: '2' }, { value: '3' })],
  [
    'Exists',
    'an extension in place of a value',
    true,
    patient({ identifier: [{ _system: { extension: [{ url: 'urn:why', valueString: 'withheld' }] } }] }),
  ],
  ['Bound', 'a code of the set', true, category(kinds, 'inner')],
  ['Bound', 'a code of another system', false, category('urn:other', 'inner')],
  [
    'Bound',
    'two components with codes of the set',
    false,
    {
      ...category(kinds, 'inner'),
      component: [
        part({ code: { coding: [{ system: kinds, code: 'inner' }] } }),
        part({ code: { coding: [{ system: kinds, code: 'outer' }] } }),
      ],
    },
  ],
  ['Unlisted', 'a code that may be one of the set', true, category(sct, '404684003')],
  ['Unlisted', 'a code of another system', false, category('urn:other', 'x')],
  ['Target', 'a Practitioner', true, met({ reference: 'Practitioner/1' })],
  ['Target', 'a Practitioner elsewhere', true, met({ reference: 'https://a.example/fhir/Practitioner/1' })],
  ['Target', 'a RelatedPerson', false, met({ reference: 'RelatedPerson/1' })],
  ['Target', 'nobody', false, met({ display: 'Dr Larkspur' })],
  ['Target', 'who is not at hand', true, met({ reference: 'urn:uuid:0a5e8b1c-6f0d-4c6f-9c31-5a2f6c1d7e10' })],
  [
    'Target',
    'a contained Practitioner',
    true,
    met({ reference: '#a' }, { contained: [{ resourceType: 'Practitioner', id: 'a' }] }),
  ],
  [
    'Target',
    'a contained RelatedPerson',
    false,
    met(
      { reference: '#a' },
      { contained: [{ resourceType: 'RelatedPerson', id: 'a', patient: { reference: 'Patient/1' } }] },
    ),
  ],
  ['Old', 'a Practitioner', true, met({ reference: 'Practitioner/1' })],
  ['Old', 'a RelatedPerson', false, met({ reference: 'RelatedPerson/1' })],
  [
    'Choice',
    'a quantity and a text',
    true,
    observed({ component: [part({ valueQuantity: quantity }), part({ valueString: 'x' })] }),
  ],
  ['Choice', 'a text', false, observed({ component: [part({ valueString: 'x' })] })],
  ['Inside', 'the code', true, observed({ component: [{ code: { coding: [{ system: kinds, code: 'inner' }] } }] })],
  [
    'Inside',
    'another code',
    false,
    observed({ component: [{ code: { coding: [{ system: kinds, code: 'outer' }] } }] }),
  ],
  ['Extended', 'the mark', true, contact('next')],
  ['Extended', 'another mark', false, contact('last')],
  ['Lost', 'the extension', true, patient({ extension: [{ url: lost, valueString: 'x' }] })],
  ['Lost', 'another extension', false, patient({ extension: [{ url: `${lost}-2`, valueString: 'x' }] })],
  ['Followed', 'what follows the profile', true, bundle(identified({ system: 'urn:x' }))],
  ['Followed', 'what does not', false, bundle(identified({ value: '1' }))],
  ['Followed', 'two that follow it', false, bundle(identified({ system: 'urn:x' }), identified({ system: 'urn:y' }))],
  ['Several', 'one of each', true, identified({ system: 'urn:a' }, { system: 'urn:a', period: { start: '2020' } })],
  ['Several', 'none without a period', false, identified({ system: 'urn:a', period: { start: '2020' } })],
  [
    'Again',
    'an official one, and another system',
    true,
    identified({ system: 'urn:one', use: 'official' }, { system: 'urn:two' }),
  ],
  ['Again', 'no official one', false, identified({ system: 'urn:one', use: 'usual' })],
  ['Again', 'an official one of another system', false, identified({ system: 'urn:two', use: 'official' })],
  [
    'Again',
    'one that is in no slice of the slice',
    false,
    identified({ system: 'urn:one', use: 'official' }, { system: 'urn:one', use: 'secondary' }),
  ],
  [
    'Again',
    'two official ones',
    false,
    identified({ system: 'urn:one', use: 'official' }, { system: 'urn:one', use: 'official' }),
  ],
  ['Nothing', 'any identifier', true, identified({ system: 'urn:x' })],
  ['Twins', 'any identifier', true, identified({ system: 'urn:a' })],
];

const guards = suite('guards of slices');

for (const [name, what, valid, value] of rows) {
  guards(`${name}: ${what} is ${valid ? 'accepted' : 'refused'}`, () => {
    const errors = check(name, value).filter(({ severity }) => severity === 'error' || severity === 'fatal');
    assert.is(errors.length === 0, valid, JSON.stringify(errors.map(({ message }) => message)));
    assert.is((made[`is${name}`] as (value: unknown) => boolean)(value), valid);
  });
}

guards('the target in the Bundle around counts, whatever the reference says', () => {
  const fullUrl = 'urn:uuid:0a5e8b1c-6f0d-4c6f-9c31-5a2f6c1d7e10';
  const encounter = met({ reference: fullUrl }, { meta: { profile: [`${acme}/StructureDefinition/Acme-Target-1`] } });
  const messages = (resourceType: string): string[] => {
    const entry = [{ fullUrl, resource: { resourceType } }, { resource: encounter }];
    const issues = checkAny({ resourceType: 'Bundle', type: 'collection', entry });
    return issues.map(({ message }) => message).filter((message) => message.includes('"doctor"'));
  };
  assert.equal(messages('Practitioner'), []);
  assert.equal(messages('RelatedPerson'), ['has 0 items in the slice "doctor"; exactly 1 is required']);
});

const untold: readonly (readonly [profile: string, value: Json, notes: readonly string[]])[] = [
  [
    'Nothing',
    identified({ system: 'urn:x' }),
    [
      'Patient.identifier is not checked against the slice "any": the definition has no discriminator that can be evaluated here',
    ],
  ],
  [
    'Twins',
    identified({ system: 'urn:a' }),
    ['left', 'right'].map(
      (name) =>
        `Patient.identifier is not checked against the slice "${name}": the definition has no discriminator that can be evaluated here`,
    ),
  ],
  [
    'Unlisted',
    category(sct, '404684003'),
    [
      'Observation.category[0] is not checked against the slice "finding": whether it belongs to the slice is not known here',
    ],
  ],
  [
    'Target',
    met({ identifier: { value: '1' } }),
    [
      'Encounter.participant[0] is not checked against the slice "doctor": whether it belongs to the slice is not known here',
    ],
  ],
  ['Target', met({ reference: 'Practitioner/1' }), []],
];

for (const [name, value, notes] of untold) {
  guards(`${name}: ${notes.length} notes of what is not checked`, () => {
    const found = check(name, value).filter(
      ({ severity, code }) => severity === 'information' && code === 'not-supported',
    );
    assert.equal(
      found.map(({ expression, message }) => `${expression} ${message}`),
      notes,
    );
  });
}

guards('what cannot be told is a warning', () => {
  const found = troubles(generated.diagnostics).filter((one) => one.startsWith('model/'));
  assert.equal(found, [
    'model/discriminator-unusable Patient.identifier:any',
    'model/discriminator-unusable Patient.identifier:left',
    'model/discriminator-unusable Patient.identifier:right',
    'model/discriminator-unusable Observation.category:finding',
  ]);
});

type Build = (input: unknown) => Json;

const built: readonly (readonly [profile: string, builder: string, input: Json])[] = [
  ['Exists', 'exists', { with_: { system: 'urn:x', value: '1' }, without: { value: '2' } }],
  ['Bound', 'bound', { status: 'final', code: { text: 'c' }, kindCategory: 'inner' }],
  ['Inside', 'inside', { status: 'final', code: { text: 'c' }, size: { code: { text: 'how wide' } } }],
  ['Inside', 'inside', { status: 'final', code: { text: 'c' }, size: { code: { coding: { display: 'Inner' } } } }],
  [
    'Choice',
    'choice',
    { status: 'final', code: { text: 'c' }, measured: { code: { text: 'p' }, value: { quantity } } },
  ],
  ['Extended', 'extended', { next: { mark: 'next', name: { text: 'A' } } }],
  ['Again', 'again', { oneOfficial: { value: '1' }, oneUsual: [{ value: '2' }] }],
  ['Several', 'several', { current: { value: '1' }, past: { period: { start: '2020' } } }],
];

for (const [name, builder, input] of built) {
  guards(`${name}: what the builder makes of ${Object.keys(input).join(', ')} passes`, () => {
    const value = (made[builder] as Build)(input);
    assert.equal(check(name, value), [], JSON.stringify(value));
  });
}

guards('an accessor reads a slice of a slice, and a change keeps what it does not name', () => {
  const value = (made['again'] as Build)({ oneOfficial: { value: '1' }, oneUsual: { value: '2' } });
  const read = (name: string): unknown => (made[name] as (value: unknown) => unknown)(value);
  assert.equal(read('oneOfficialOf'), { use: 'official', system: 'urn:one', value: '1' });
  const changed = (made['amendAgain'] as (value: unknown, input: unknown) => Json)(value, { oneUsual: { value: '3' } });
  assert.equal(changed['identifier'], [
    { use: 'official', system: 'urn:one', value: '1' },
    { use: 'usual', system: 'urn:one', value: '3' },
  ]);
});

guards.run();
