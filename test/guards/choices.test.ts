/** Rules on single types of a choice, each in the guard of a profile, in its builder and at generation. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Issue } from '../../runtime/core/issue.ts';
import { acme, codeSystem, element, profile, valueSet, type Json } from '../support/definitions.ts';
import { importGenerated } from '../support/import-generated.ts';
import { generate, troubles } from '../support/pipeline.ts';

const byType = { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' };
const rule = (key: string, expression: string): Json => ({
  constraint: [{ key, severity: 'error', human: `${key} holds`, expression }],
});
const colours = { strength: 'required', valueSetReference: { reference: `${acme}/ValueSet/Acme-Colour-1` } };
const colour = (code: string): Json => ({ coding: [{ system: `${acme}/CodeSystem/colours`, code }] });
const marked = { extension: [{ url: `${acme}/mark`, valueString: 'x' }] };
const grams = (value: number): Json => ({ value, system: 'http://unitsofmeasure.org', code: 'g' });

const definitions: readonly Json[] = [
  codeSystem('colours', { red: 'Red', blue: 'Blue' }),
  valueSet('Acme-Colour-1', [{ system: `${acme}/CodeSystem/colours`, concept: [{ code: 'red', display: 'Red' }] }]),
  profile('Acme-Fixed-1', 'Observation', [
    element('Observation.valueString', { fixedString: 'yes' }),
    element('Observation.valueBoolean', { fixedBoolean: true }),
    element('Observation.valueRange.low', { min: 1 }),
    element('Observation.valuePeriod.start', { min: 1 }),
  ]),
  profile('Acme-Ruled-1', 'Observation', [
    element('Observation.value[x]', rule('all-1', 'extension.empty()')),
    element('Observation.valueString', { maxLength: 5, ...rule('one-1', "startsWith('A')") }),
    element('Observation.valueQuantity', {
      minValueQuantity: grams(2),
      maxValueQuantity: grams(9),
      ...rule('one-2', 'code.exists()'),
    }),
    element('Observation.valueQuantity.code', { min: 1 }),
    element('Observation.valueDateTime', { minValueDateTime: '2026-03', maxValueDateTime: '2026-09-30' }),
    element('Observation.valueTime', { maxValueTime: '12:00:00' }),
    element('Observation.valueCodeableConcept', { binding: colours }),
    element('Observation.valueRatio', { patternRatio: { numerator: { value: 1 } } }),
    element('Observation.valueBoolean', { max: '0' }),
  ]),
  profile('Acme-Stricter-1', 'Observation', [element('Observation.valueString', { maxLength: 3 })], {
    baseDefinition: `${acme}/StructureDefinition/Acme-Ruled-1`,
  }),
  profile('Acme-Closed-1', 'Observation', [
    element('Observation.value[x]', { slicing: { ...byType, rules: 'closed' } }),
    element('Observation.value[x]:valueWords', { type: [{ code: 'string' }], maxLength: 5 }),
    element('Observation.value[x]:valueQuantity', { type: [{ code: 'Quantity' }] }),
    element('Observation.value[x]:valueQuantity.code', { min: 1 }),
  ]),
  profile('Acme-Single-1', 'Observation', [
    element('Observation.value[x]', { slicing: { ...byType, rules: 'closed' }, ...rule('all-2', 'value > 0') }),
    element('Observation.value[x]:valueQuantity', { type: [{ code: 'Quantity' }], ...rule('one-3', 'value < 9') }),
    element('Observation.value[x]:valueQuantity.code', { min: 1 }),
  ]),
];

const generated = await generate(definitions, { resources: ['Observation'] });
const module = await importGenerated(generated, 'acme/index');

const test = suite('rules on one type of a choice');

test('are generated without a diagnostic', () => assert.equal(troubles(generated.diagnostics), []));

/** What is wrong with a value under a profile: a word of the message, or nothing. */
const rows: [profile: string, value: Json, want: string | undefined][] = [
  ['Fixed', { valueString: 'yes' }, undefined],
  ['Fixed', { valueString: 'no' }, 'is not the fixed value'],
  ['Fixed', { valueBoolean: true }, undefined],
  ['Fixed', { valueBoolean: false }, 'is not the fixed value'],
  ['Fixed', { valueQuantity: { value: 1 } }, undefined],
  ['Fixed', { valueRange: { high: { value: 2 } } }, 'low'],
  ['Fixed', { valuePeriod: { end: '2026' } }, 'start'],
  ['Ruled', { valueString: 'A' }, undefined],
  ['Ruled', { valueString: 'B' }, 'one-1'],
  ['Ruled', { valueString: 'A', _valueString: marked }, 'all-1'],
  ['Ruled', { valuePeriod: { start: '2026', ...marked } }, 'all-1'],
  ['Ruled', { valueString: 'Abcdef' }, 'longer than the maximum of 5'],
  ['Ruled', { valueQuantity: grams(2) }, undefined],
  ['Ruled', { valueQuantity: grams(1) }, 'less than the minimum of 2 g'],
  ['Ruled', { valueQuantity: grams(10) }, 'more than the maximum of 9 g'],
  ['Ruled', { valueQuantity: { ...grams(10), code: 'kg' } }, undefined],
  ['Ruled', { valueQuantity: { value: 5 } }, 'code'],
  ['Ruled', { valueDateTime: '2026-03-04T07:15:00Z' }, undefined],
  ['Ruled', { valueDateTime: '2026' }, undefined],
  ['Ruled', { valueDateTime: '2026-02-28' }, 'less than the minimum of 2026-03'],
  ['Ruled', { valueDateTime: '2026-10-01' }, 'more than the maximum of 2026-09-30'],
  ['Ruled', { valueTime: '12:00:00.00' }, undefined],
  ['Ruled', { valueTime: '12:00:01' }, 'more than the maximum of 12:00:00'],
  ['Ruled', { valueCodeableConcept: colour('red') }, undefined],
  ['Ruled', { valueCodeableConcept: colour('blue') }, 'blue'],
  ['Ruled', { valueRatio: { numerator: { value: 1 }, denominator: { value: 3 } } }, undefined],
  ['Ruled', { valueRatio: { numerator: { value: 2 }, denominator: { value: 3 } } }, 'does not match the pattern'],
  ['Ruled', { valueBoolean: true }, 'is not allowed'],
  ['Ruled', { valuePeriod: { start: '2026' } }, undefined],
  ['Stricter', { valueString: 'Abc' }, undefined],
  ['Stricter', { valueString: 'Abcd' }, 'longer than the maximum of 3'],
  ['Stricter', { valueString: 'B' }, 'one-1'],
  ['Stricter', { valueQuantity: grams(1) }, 'less than the minimum of 2 g'],
  ['Closed', { valueString: 'words' }, undefined],
  ['Closed', { valueString: 'more words' }, 'longer than the maximum of 5'],
  ['Closed', { valueQuantity: { value: 1 } }, 'code'],
  ['Closed', { valueBoolean: true }, 'is not allowed'],
  ['Closed', {}, undefined],
  ['Single', { valueQuantity: grams(1) }, undefined],
  ['Single', { valueQuantity: grams(9) }, 'one-3'],
  ['Single', { valueQuantity: grams(0) }, 'all-2'],
  ['Single', { valueString: 'A' }, 'is not allowed'],
];

for (const [name, value, want] of rows) {
  test(`${name}: ${JSON.stringify(value)}`, () => {
    const check = module[`check${name}Observation`] ?? module[`check${name}`];
    const resource = { resourceType: 'Observation', status: 'final', code: { text: 'a' }, ...value };
    const found = (check as (of: unknown) => Issue[])(resource).filter(({ severity }) => severity === 'error');
    const said = found.map((issue) => `${issue.expression} ${issue.message} ${JSON.stringify(issue)}`);
    if (want === undefined) assert.equal(said, []);
    else
      assert.ok(
        said.some((text) => text.includes(want)),
        said.join('\n') || 'accepted',
      );
  });
}

test('are in the types', () => {
  const text = generated.text('acme/fixed');
  assert.match(text, /valueString\?: 'yes' \| undefined/);
  assert.match(text, /valueBoolean\?: true \| undefined/);
  assert.match(generated.text('acme/ruled'), /valueBoolean\?: never/);
  assert.match(text, /string: 'yes'/, 'of what the builder takes too');
});

test.run();
