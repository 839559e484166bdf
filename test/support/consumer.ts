import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { printedBy, readPages, snippetsOf } from './documents.ts';
import { packPackage, withApplication } from './packed-package.ts';
import { runScripts } from './run-scripts.ts';
import { compilerPath, type TypescriptVersion } from './typescript-versions.ts';

/** What consumers write: the snippets of the README and of `docs/`, and a file that uses every builder of a profile. */
export const consumerFiles: Readonly<Record<string, string>> = {
  ...snippetsOf(readPages()),
  'ten-resources.ts': readFileSync(new URL('./ten-resources.ts', import.meta.url), 'utf8'),
};

/** Node and browsers have a console; the language itself has none, and applications take theirs from either. */
const console = 'declare const console: { log(...values: unknown[]): void };\n';

interface Way {
  readonly name: string;
  readonly type: 'module' | 'commonjs';
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether Node runs what the compiler makes of it; a bundler is needed otherwise. */
  readonly runs: boolean;
}

/** How applications take the package. */
const ways: readonly Way[] = [
  { name: 'ESM under node16', type: 'module', options: { module: 'node16' }, runs: true },
  { name: 'ESM under nodenext', type: 'module', options: { module: 'nodenext' }, runs: true },
  { name: 'CommonJS under nodenext', type: 'commonjs', options: { module: 'nodenext' }, runs: true },
  { name: 'a bundler', type: 'module', options: { module: 'esnext', moduleResolution: 'bundler' }, runs: false },
];

/**
 * Tests that an application which installed the package compiles with a version of TypeScript, declarations of libraries
 * included, and that Node runs it.
 */
export function testConsumer(version: TypescriptVersion): void {
  const packed = packPackage();
  const test = suite(`application with TypeScript ${version}`);
  for (const { name, type, options, runs } of ways) {
    test(`${name} compiles${runs ? ' and runs' : ''}`, async () => {
      const own = { ...consumerFiles, 'console.d.ts': console, ...settings(type, options) };
      await withApplication(packed, own, (folder) => {
        const run = spawnSync(process.execPath, [compilerPath(version), '-p', '.'], { cwd: folder, encoding: 'utf8' });
        assert.is(`${run.stdout}${run.stderr}`, '');
        assert.is(run.status, 0);
        if (runs) runAll(folder);
      });
    });
  }
  test('a fault is found', async () => {
    const own = { 'fault.ts': `import { patient } from '${packed.name}/careconnect';\npatient({ gender: 'F' });\n` };
    await withApplication(packed, { ...own, ...settings('module', { module: 'nodenext' }) }, (cwd) => {
      const { stdout } = spawnSync(process.execPath, [compilerPath(version), '-p', '.'], { cwd, encoding: 'utf8' });
      assert.match(stdout, /^fault\.ts\(2,\d+\): error TS/);
    });
  });
  test.run();
}

function settings(type: Way['type'], options: Way['options']): Record<string, string> {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022'],
    types: [],
    strict: true,
    skipLibCheck: false,
    rootDir: '.',
    outDir: 'out',
    ...options,
  };
  return {
    'package.json': JSON.stringify({ type }),
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts'] }),
  };
}

function runAll(folder: string): void {
  const scriptOf = (file: string): string => `out/${file.replace(/ts$/, 'js')}`;
  const printed = runScripts(folder, Object.keys(consumerFiles).map(scriptOf));
  for (const [file, text] of Object.entries(consumerFiles)) assert.is(printed[scriptOf(file)], printedBy(text), file);
}
