import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { generateLoaded, memorySource, type Generated } from '../support/pipeline.ts';
import type { Json } from '../support/definitions.ts';
import { localeProbe, mixedDefinitions, mixedFiles, printedFiles } from './mixed-definitions.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function definitionAt(index: number): Json[] {
  return mixedDefinitions.slice(index, index + 1);
}

/** Runs the generator over folders of definitions, given by where each definition goes. */
async function generateFrom(folders: readonly (readonly number[])[]): Promise<Generated> {
  const sources = folders.map((indexes) => memorySource(indexes.flatMap(definitionAt)));
  const loaded = await loadDefinitions(sources, () => undefined);
  return generateLoaded(loaded, { resources: ['Flag'] });
}

const order = suite('order of input');

order('neither that of files nor that of folders changes a byte', async () => {
  const all = mixedDefinitions.map((_, index) => index);
  const want = printedFiles(await mixedFiles());
  assert.match(want, 'src/acme/flag.ts');
  const folders = fc
    .shuffledSubarray(all, { minLength: all.length })
    .chain((shuffled) => fc.nat(all.length).map((cut) => [shuffled.slice(0, cut), shuffled.slice(cut)]));
  await fc.assert(
    fc.asyncProperty(folders, async (some) => {
      assert.is(printedFiles((await generateFrom(some)).files), want);
    }),
    { numRuns: 4 },
  );
});

order('diagnostics are the same too', async () => {
  const all = mixedDefinitions.map((_, index) => index);
  const { diagnostics } = await generateFrom([all]);
  assert.ok(diagnostics.length > 0);
  assert.equal((await generateFrom([all.toReversed()])).diagnostics, diagnostics);
});

order.run();

const machine = suite('the machine');

interface Printed {
  readonly probe: string;
  readonly files: string;
}

/** What another process with these settings prints. */
function printElsewhere(env: Readonly<Record<string, string>>): Printed {
  const script = here('mixed-definitions.ts');
  const options = { encoding: 'utf8', env: { ...process.env, ...env, PRINT_FILES: '1' }, maxBuffer: 2 ** 28 } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script], options);
  assert.is(status, 0, stderr);
  return JSON.parse(stdout) as Printed;
}

machine('its locale and time zone change nothing', async () => {
  const turkish = printElsewhere({ LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia' });
  assert.is.not(turkish.probe, localeProbe(), 'the other process has another locale');
  assert.is(turkish.files, printedFiles(await mixedFiles()));
});

/** Words that bring in what differs from machine to machine, or from run to run. */
const banned =
  /\blocaleCompare\b|\btoLocale\w+|\bIntl\b|\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bhostname\b/;

machine('the generator asks for nothing that differs from one to another', () => {
  const root = here('../../generator/');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  assert.ok(files.length > 50);
  // A registry says by a date how long to wait; nothing that is emitted depends on it.
  const emitting = files.filter((path) => path !== 'packages/download.ts');
  const found = emitting.filter((path) =>
    banned.test(readFileSync(root + path, 'utf8').replace(/'[^'\n]*'|`[^`]*`/g, '')),
  );
  assert.equal(found, []);
});

machine.run();
