/** What is laid out by hand is what Prettier would make of it. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { format } from 'prettier';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { emitValueSet } from '../../generator/emit/value-set-file.ts';
import { folderTemplates, Templates } from '../../generator/emit/templates.ts';
import type { ConceptModel, ValueSetModel } from '../../generator/model/model.ts';

const templates = new Templates(folderTemplates());
const forms = new Set(['Coding', 'CodeableConcept'] as const);

function pretty(text: string): Promise<string> {
  return format(text, { parser: 'babel-ts', printWidth: 120, singleQuote: true, endOfLine: 'lf' });
}

const test = suite('layout');

test('of the emitted package', async () => {
  const root = new URL('../../generated/src/', import.meta.url);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  // Of the base, which is much the same throughout, a part is enough.
  const some = paths.sort().filter((path, index) => !path.startsWith('base') || index % 4 === 0);
  assert.ok(some.length > 200);
  for (const path of some) {
    const text = readFileSync(new URL(path, root), 'utf8');
    assert.fixture(text, await pretty(text), path);
  }
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

test('of any value set', async () => {
  let count = 0;
  const property = fc.asyncProperty(valueSet, async (set) => {
    const model = { ...set, module: 'acme/value-sets/a' } as ValueSetModel;
    const { text, pieces = [] } = emitValueSet(model, forms, templates);
    if (!pieces.every(({ isLaidOut }) => isLaidOut)) return;
    count++;
    assert.fixture(text, await pretty(text));
  });
  await fc.assert(property, { seed: 20260304, numRuns: 150 });
  assert.ok(count > 40, `only ${count} were laid out`);
});

test.run();
