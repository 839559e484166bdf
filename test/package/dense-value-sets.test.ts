/** The build writes the constants of value sets as rows, from which they are made again as they stand in the source. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { constantName, constants } from '../../runtime/build/constants.ts';
import { denseValueSet } from '../../sdk/dense-value-sets.mjs';
import * as built from '../../generated/dist/careconnect/value-sets/ethnic-category.js';

const test = suite('dense value sets');

/** A module as the compiler leaves it. */
function moduleOf(constant: string): string {
  return [
    '// @generated',
    "import { codeSet } from '#runtime/guard/code-set.js';",
    "const system1 = 'urn:a';",
    "const system2 = 'urn:b';",
    '/** Colours. */',
    'export const Colour = {',
    constant,
    '};',
    "export const colourCodes = codeSet('Colour', {});",
    '',
  ].join('\n');
}

const written: readonly (readonly [constant: string, rows: string])[] = [
  ["    red: { system: system1, code: 'r', display: 'Red' },", '[system1, "r|Red"]'],
  [
    "    red: { system: system1, code: 'r', display: 'Red' },\n    b: { system: system2, code: 'b', display: 'Blue' },",
    '[system1, "r|Red"], [system2, "b|Blue|b"]',
  ],
  ["    paleRed: { system: 'urn:c', code: 'p', display: 'Pale red; rose' },", '["urn:c", "p|Pale red; rose|2"]'],
  ["    x: { code: 'x' },", '[undefined, "x||x"]'],
  ["    quote: { code: '\\'', display: '$& \"quote\"' },", '[undefined, "\'|$& \\"quote\\""]'],
];
for (const [constant, rows] of written)
  test(`rows for ${constant.trim()}`, () => {
    const dense = denseValueSet(moduleOf(constant), constants, constantName);
    assert.ok(dense.includes(`export const Colour = /*@__PURE__*/ constants(${rows});\n`), dense);
    assert.ok(dense.startsWith("// @generated\nimport { constants } from '#runtime/build/constants.js';\nimport"));
    assert.ok(dense.endsWith("export const colourCodes = codeSet('Colour', {});\n"));
  });

const left = [
  "    bar: { code: 'a|b', display: 'Bar' },",
  "    line: { code: 'a', display: 'Two\\nlines' },",
  "    blank: { code: 'a', display: '' },",
  "    Infinity: { code: 'i', display: 'Endless' },",
  "    more: { code: 'a', display: 'More', note: 'of it' },",
  '    ...unknown,',
];
for (const constant of left)
  test(`left as it is: ${constant.trim()}`, () => {
    assert.is(denseValueSet(moduleOf(constant), constants, constantName), moduleOf(constant));
  });

test('every value set of the built package has rows, and what they make is what the source says', () => {
  const dist = new URL('../../generated/dist/', import.meta.url);
  const sets = readdirSync(dist, { recursive: true }).map(String);
  const objects = sets
    .filter((path) => /value-sets[\\/][^\\/]+\.js$/.test(path))
    .filter((path) => /^export const \w+ = \{/m.test(readFileSync(new URL(path, dist), 'utf8')));
  assert.equal(objects, []);
  const source = readFileSync(
    new URL('../../generated/src/careconnect/value-sets/ethnic-category.ts', import.meta.url),
  );
  const [, name = '', code, display] =
    /^ {2}(\w+): \{ system, code: '(\w+)', display: '([^']+)' \}/m.exec(source.toString()) ?? [];
  const concept = (built.EthnicCategory as Readonly<Record<string, object>>)[name];
  const system = 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-EthnicCategory-1';
  assert.equal(concept, { system, code, display });
});

test.run();
