/** What a slice says of its items as a whole: a fixed value, a pattern, a limit, an invariant. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Issue } from '../../runtime/core/issue.ts';
import { acme, element, extension, extensionType, profile, slicing, type Json } from '../support/definitions.ts';
import { importGenerated } from '../support/import-generated.ts';
import { generate, troubles } from '../support/pipeline.ts';

const lab = { coding: [{ system: `${acme}/kinds`, code: 'lab' }], text: 'Laboratory' };

function demand(key: string, expression: string): Json {
  return { constraint: [{ key, severity: 'error', human: `${key} is needed`, expression }] };
}

const definitions: readonly Json[] = [
  extension('Acme-Motto-1', [element('Extension.valueString')]),
  profile('Acme-Member-1', 'Patient', [
    element('Patient.extension:motto', {
      ...extensionType('Acme-Motto-1'),
      ...demand('m-1', "valueString.startsWith('A')"),
    }),
    slicing('Patient.identifier', 'system'),
    element('Patient.identifier:card', { fixedIdentifier: { system: 'urn:card', use: 'usual' } }),
    element('Patient.identifier:card.system', { fixedUri: 'urn:card' }),
    element('Patient.identifier:pass', { patternIdentifier: { system: 'urn:pass', use: 'official' } }),
    slicing('Patient.telecom', 'system'),
    element('Patient.telecom:phone', { patternContactPoint: { system: 'phone' }, ...demand('t-1', 'value.exists()') }),
    slicing('Patient.contact', 'gender'),
    element('Patient.contact:mother', demand('c-1', 'name.exists()')),
    element('Patient.contact:mother.gender', { fixedCode: 'female' }),
  ]),
  profile('Acme-Founder-1', 'Patient', [element('Patient.telecom:phone', demand('t-2', 'rank.exists()'))], {
    baseDefinition: `${acme}/StructureDefinition/Acme-Member-1`,
  }),
  profile('Acme-Chair-1', 'Patient', [element('Patient.telecom:phone.use', { min: 1 })], {
    baseDefinition: `${acme}/StructureDefinition/Acme-Founder-1`,
  }),
  profile('Acme-Result-1', 'Observation', [
    slicing('Observation.category', 'coding.code'),
    element('Observation.category:lab', { max: '1', fixedCodeableConcept: lab }),
  ]),
];

const generated = await generate(definitions, { resources: ['Patient', 'Observation'] });
const acmeModule = await importGenerated(generated, 'acme/index');
type Check = (value: unknown) => Issue[];
const checked = (name: string, value: Json): string[] =>
  (acmeModule[`check${name}`] as Check)(value)
    .filter(({ severity }) => severity === 'error')
    .map(({ expression, message }) => `${expression}: ${message}`);

const patient = (more: Json): Json => ({ resourceType: 'Patient', ...more });
const phone = { system: 'phone', value: '1', rank: 1, use: 'home' };
const motto = (valueString: string): Json => ({ url: `${acme}/StructureDefinition/Acme-Motto-1`, valueString });
const result = (more: Json): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Height' },
  category: [{ ...lab, ...more }],
});

const rows: [what: string, profile: string, value: Json, faults: RegExp[]][] = [
  ['the fixed value', 'Member', patient({ identifier: [{ system: 'urn:card', use: 'usual' }] }), []],
  ['not all of the fixed value', 'Member', patient({ identifier: [{ system: 'urn:card' }] }), [/identifier\[0\]/]],
  [
    'more than the fixed value',
    'Member',
    patient({ identifier: [{ system: 'urn:card', use: 'usual', value: '1' }] }),
    [/identifier\[0\]/],
  ],
  [
    'more than the pattern',
    'Member',
    patient({ identifier: [{ system: 'urn:pass', use: 'official', value: '1' }] }),
    [],
  ],
  [
    'another value than the pattern',
    'Member',
    patient({ identifier: [{ system: 'urn:pass', use: 'temp' }] }),
    [/identifier\[0\].*pattern/],
  ],
  ['an item of no slice', 'Member', patient({ identifier: [{ system: 'urn:other' }] }), []],
  ['the fixed concept', 'Result', result({}), []],
  ['another text than the fixed concept', 'Result', result({ text: 'Lab' }), [/category\[0\]/]],
  ['an invariant of an extension holds', 'Member', patient({ extension: [motto('Ad astra')] }), []],
  ['an invariant of an extension is broken', 'Member', patient({ extension: [motto('Per aspera')] }), [/m-1/]],
  ['an invariant of a datatype is broken', 'Member', patient({ telecom: [{ system: 'phone', rank: 1 }] }), [/t-1/]],
  [
    'an invariant of a backbone element is broken',
    'Member',
    patient({ contact: [{ gender: 'female', telecom: [phone] }] }),
    [/c-1/],
  ],
  ['every invariant once', 'Founder', patient({ telecom: [{ system: 'phone', use: 'home' }] }), [/t-1/, /t-2/]],
  [
    'every invariant once, from further up',
    'Chair',
    patient({ telecom: [{ system: 'phone', use: 'home' }] }),
    [/t-1/, /t-2/],
  ],
  ['all invariants hold', 'Chair', patient({ telecom: [phone] }), []],
];

const test = suite('what a slice says of its items');

test('the definitions are without fault', () => assert.equal(troubles(generated.diagnostics), []));

for (const [what, name, value, faults] of rows) {
  test(what, () => {
    const found = checked(name, value);
    assert.is(found.length, faults.length, found.join('\n'));
    faults.forEach((fault, index) => assert.match(found[index] ?? '', fault));
  });
}

test('a builder fills it in', () => {
  const build = acmeModule['member'] as (input: Json) => Json;
  const made = build({ card: {}, pass: { value: '1' } });
  assert.equal(made['identifier'], [
    { use: 'usual', system: 'urn:card' },
    { use: 'official', system: 'urn:pass', value: '1' },
  ]);
  const results = acmeModule['result'] as (input: Json) => Json;
  assert.equal(
    results({ status: 'final', code: { text: 'Height' }, labCategory: { text: 'Laboratory' } })['category'],
    [lab],
  );
});

test('a builder leaves what contradicts it to the guard', () => {
  const build = acmeModule['member'] as (input: Json) => Json;
  const made = build({ pass: { use: 'temp', value: '1' } });
  assert.equal(made['identifier'], [{ use: 'temp', system: 'urn:pass', value: '1' }]);
});

test.run();
