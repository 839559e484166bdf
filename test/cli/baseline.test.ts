/** The baseline from the command line: errors and warnings that are known do not fail a run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, codeSystem, profile, valueSet } from '../support/definitions.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { configText, runCli, type CliOutcome } from './run-cli.ts';

const colour = codeSystem('Colour', { red: 'Red ' });
const lost = profile('Acme-Lost', 'Basic', [], { baseDefinition: `${acme}/StructureDefinition/None` });
const files = {
  'codegen.config.json': configText({ baseline: 'known.json' }),
  'profiles/colour.json': JSON.stringify(colour),
  'profiles/warm.json': JSON.stringify(valueSet('Warm', 'Colour')),
  'profiles/lost.json': JSON.stringify(lost),
  'profiles/broken.json': '{',
};

/** The accepted rows of the baseline, briefly. */
function rowsIn(folder: string): unknown[] {
  const { accepted } = JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8')) as {
    readonly accepted: readonly Readonly<Record<string, unknown>>[];
  };
  return accepted.map(({ code, canonical, file, elements, reason }) => [code, canonical ?? file, elements, reason]);
}

const known = [
  ['load/not-json', 'profiles/broken.json', undefined, undefined],
  ['resolve/stray-white-space', `${acme}/CodeSystem/Colour`, ['CodeSystem.concept[0]'], undefined],
  ['resolve/base-not-found', `${acme}/StructureDefinition/Acme-Lost`, undefined, undefined],
];

const test = suite('--baseline');

test('is written, accepts what is known, and tells what is new and what is gone', async () => {
  await withScratchFolder(files, async (folder) => {
    const run = (...args: string[]): Promise<CliOutcome> => runCli(folder, ...args);
    const missing = await run();
    assert.match(
      [missing.code, missing.stderr].join(),
      /^1,known\.json: error load.bad-baseline: Cannot read the baseline/,
    );

    const updated = await run('--update-baseline');
    assert.equal([updated.code, updated.stderr], [0, '']);
    assert.match(updated.stdout, /^baseline 3 accepted by known\.json$/m);
    assert.equal(rowsIn(folder), known);
    const text = readFileSync(join(folder, 'known.json'), 'utf8').replace(
      '"code": "resolve/base',
      '"reason": "Theirs.", $&',
    );
    writeFileSync(join(folder, 'known.json'), text);

    const accepted = await run();
    assert.equal([accepted.code, accepted.stderr], [0, '']);
    assert.match(accepted.stdout, /^warnings +0\nerrors +0\n3 accepted by known\.json$/m);
    assert.not(readFileSync(join(folder, 'out/generated.files.json'), 'utf8').includes('lost'), 'it is still left out');

    writeFileSync(
      join(folder, 'profiles/colour.json'),
      JSON.stringify({ ...colour, concept: [{ code: 'red', display: 'Red' }] }),
    );
    writeFileSync(join(folder, 'profiles/new.json'), '{');
    const changed = await run();
    assert.is(changed.code, 1);
    assert.match(changed.stderr, /error load.not-json/);
    assert.match(
      changed.stderr,
      /^known\.json:\d+:\d+: warning load.baseline-stale: There is no resolve.stray-white-space/m,
    );

    await run('--update-baseline');
    assert.equal(rowsIn(folder), [
      known[0],
      ['load/not-json', 'profiles/new.json', undefined, undefined],
      ['resolve/base-not-found', `${acme}/StructureDefinition/Acme-Lost`, undefined, 'Theirs.'],
    ]);
  });
});

for (const [args, message] of [
  [['--update-baseline'], '--update-baseline needs --baseline FILE, or the setting baseline.'],
  [['--update-baseline', '--check', '--baseline', 'a'], '--check writes nothing: leave out --update-baseline.'],
  [['--baseline'], '--baseline takes one file.'],
  [['--baseline', 'a', '--baseline', 'b'], '--baseline takes one file.'],
] as const) {
  test(`${args.join(' ')} is wrong use`, async () => {
    await withScratchFolder({ ...files, 'codegen.config.json': configText() }, async (folder) => {
      const { code, stderr } = await runCli(folder, ...args);
      assert.equal([code, stderr.split('\n')[0]], [2, message]);
    });
  });
}

test.run();
