/** Examples of others: what is kept of them, and how verdicts on them are compared. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Issue } from 'careconnect-ems/runtime';
import { ourExampleReasons, theirExampleReasons } from './example-reasons.ts';
import { exampleSets, hashOfSet, setTitles } from './example-sets.ts';
import { compareExample, compareSet, readSets, verdictOf, type ExampleVerdict } from './example-verdicts.ts';
import { judgeFor } from './judge.ts';
import { theirReasons } from './reasons.ts';

const test = suite('examples of others');
const known = new Set([...ourExampleReasons, ...theirExampleReasons].map(({ id }) => id));

for (const [name, { files, bothAccept, bothReject, different, reasons, verdicts }] of Object.entries(readSets()))
  test(`the figures of ${name} are whole`, () => {
    assert.ok(setTitles.has(name), 'no title');
    assert.is(bothAccept + bothReject + different, files);
    assert.is(Object.keys(verdicts).length, files);
    assert.equal(
      Object.keys(reasons).filter((reason) => !known.has(reason)),
      [],
    );
    const explained = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    assert.ok(explained >= different, 'a difference has no reason');
    for (const [, ...given] of Object.values(verdicts)) assert.ok(given.every((reason) => known.has(reason)));
  });

test('each reason of examples explains a difference', () => {
  const used = new Set(Object.values(readSets()).flatMap(({ reasons }) => Object.keys(reasons)));
  const shared = new Set([...ourExampleReasons, ...theirReasons].map(({ id }) => id));
  const idle = theirExampleReasons.filter(({ id }) => !shared.has(id) && !used.has(id));
  assert.equal(
    idle.map(({ id }) => id),
    [],
  );
});

const fault = { code: 'value', expression: 'Patient.id', message: 'odd', severity: 'error' } as Issue;
const explained = { ...fault, code: 'duplicate', expression: 'Bundle.entry[1].fullUrl' } as Issue;
const judged = (...faults: Issue[]) => ({ faults, value: {}, knowsExtension: () => false });

const rows: readonly (readonly [string, readonly Issue[], ExampleVerdict, reasons: string[], open: number])[] = [
  ['both accept', [], [0], [], 0],
  ['both reject', [fault], [1], [], 0],
  ['only the reference rejects', [], [1], [], 1],
  ['only we reject', [fault], [0], [], 1],
  ['only the reference rejects, for a reason', [], [1, 'schema-location'], ['schema-location'], 0],
  ['the reference rejects for a reason, and we for a fault', [fault], [1, 'schema-location'], [], 1],
  ['only we reject, for a reason', [explained], [0], ['full-url-repeated'], 0],
  ['we reject for a reason, and the reference for a fault', [explained], [1], [], 1],
  ['the reference has no answer', [], [2], [], 1],
];

for (const [name, faults, verdict, reasons, open] of rows)
  test(name, () => {
    const compared = compareExample(judged(...faults), verdict);
    assert.equal(compared.reasons, reasons);
    assert.is(compared.open.length, open);
  });

test('a verdict is kept with reasons only if every error has one', () => {
  assert.equal(verdictOf(false, []), [0]);
  assert.equal(verdictOf(true, []), [2]);
  assert.equal(verdictOf(false, ['b', 'a', 'b']), [1, 'a', 'b']);
  assert.equal(verdictOf(false, ['a', undefined]), [1]);
});

test('a set is read from its folder, compared and counted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  try {
    writeFileSync(join(folder, 'a.json'), '{"resourceType":"Patient","gender":"x"}');
    writeFileSync(join(folder, 'b.xml'), '<Patient xmlns="http://hl7.org/fhir"><gender value="other"/></Patient>');
    writeFileSync(join(folder, 'notes.txt'), 'none');
    const [set] = exampleSets(`own=${folder}`) as [ReturnType<typeof exampleSets>[number]];
    assert.is(hashOfSet(set), hashOfSet({ examples: set.examples.toReversed() }));
    const verdicts = Object.fromEntries(
      set.examples.map(({ hash, path }): [string, ExampleVerdict] => [hash, [path.endsWith('.json') ? 1 : 0]]),
    );
    const { counts, unexplained } = compareSet(set, await judgeFor(set), verdicts);
    assert.equal(unexplained, []);
    assert.equal(counts, { files: 2, hash: hashOfSet(set), bothAccept: 1, bothReject: 1, different: 0, reasons: {} });
    const { unexplained: open } = compareSet(set, await judgeFor(set), {});
    assert.is(open.length, 2, 'no verdict');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a place without a name is refused', () => {
  assert.throws(() => exampleSets('/a/b'), /is not name=folder/);
});

test.run();
