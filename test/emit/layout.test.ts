/** What is laid out by hand is what Prettier would make of it. */
import fc from 'fast-check';
import { format } from 'prettier';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { emitValueSet } from '../../generator/emit/value-set-file.ts';
import { folderTemplates, Templates } from '../../generator/emit/templates.ts';
import type { ConceptModel, ValueSetModel } from '../../generator/model/model.ts';
import { loadPackageModel } from '../support/package-model.ts';

const templates = new Templates(folderTemplates());
const forms = new Set(['Coding', 'CodeableConcept'] as const);

function pretty(text: string): Promise<string> {
  return format(text, { parser: 'babel-ts', printWidth: 120, singleQuote: true, endOfLine: 'lf' });
}

const test = suite('layout of value sets');

test('of every set of the package', async () => {
  const sets = (await loadPackageModel()).families.flatMap((family) => family.valueSets);
  const files = sets.map((set) => emitValueSet(set, forms, templates));
  const laidOut = files.filter((file) => file.isLaidOut);
  assert.ok(laidOut.length > sets.length * 0.9, `only ${laidOut.length} of ${sets.length} are laid out`);
  for (const { path, text } of laidOut) assert.fixture(text, await pretty(text), path);
});

const word = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 70 });
const hostile = fc.oneof(
  word,
  fc.constantFrom(
    "it's",
    '"quoted"',
    'both \' and "',
    '\\',
    "\\'",
    '\\"',
    'a\nb',
    '*/',
    '${a}',
    '\u2028',
    'é',
    'x'.repeat(130),
  ),
);
const system = fc.constantFrom(
  '',
  'urn:a',
  'https://larkspur.example/codes',
  'plain',
  '__proto__',
  `urn:${'x'.repeat(120)}`,
);
const concept = fc.record<ConceptModel>(
  {
    key: fc.constantFrom('a', 'aRatherLongNameOfAConstant', 'x1', '__proto__', '0'),
    system,
    code: hostile,
    display: hostile,
  },
  { requiredKeys: ['key', 'code'] },
);
const valueSet = fc.record({
  name: fc.constantFrom('A', 'Colour', `A${'x'.repeat(60)}`),
  canonical: fc.constantFrom('urn:a', `https://larkspur.example/${'x'.repeat(110)}`),
  description: hostile,
  isClosed: fc.boolean(),
  concepts: fc.uniqueArray(concept, { selector: (one) => one.key, minLength: 1, maxLength: 5 }),
  open: fc.array(fc.record({ system, reason: hostile }), { maxLength: 4 }),
});

test('of any set', async () => {
  let count = 0;
  const property = fc.asyncProperty(valueSet, async (set) => {
    const model = { ...set, module: 'acme/value-sets/a' } as ValueSetModel;
    const { text, isLaidOut } = emitValueSet(model, forms, templates);
    if (!isLaidOut) return;
    count++;
    assert.fixture(text, await pretty(text));
  });
  await fc.assert(property, { seed: 20260304, numRuns: 150 });
  assert.ok(count > 40, `only ${count} were laid out`);
});

test.run();
