import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { printedBy, readPages, snippetsOf } from './documents.ts';
import { packPackage, withApplication } from './packed-package.ts';
import { runScripts } from './run-scripts.ts';
import { compilerPath, type TypescriptVersion } from './typescript-versions.ts';

/** Consumers' files: the snippets of the README and of `docs/`, and a file that uses every builder of a profile. */
export const consumerFiles: Readonly<Record<string, string>> = {
  ...snippetsOf(readPages()),
  'ten-resources.ts': readFileSync(new URL('./ten-resources.ts', import.meta.url), 'utf8'),
};

/** Node and browsers have these; the language itself has none of them, and applications take theirs from either. */
const platform = `declare const console: { log(...values: unknown[]): void };
declare class Response {
  constructor(body: string | null, init: { status: number; headers?: Record<string, string> });
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}
declare function fetch(url: string, init: object): Promise<Response>;
`;

/** A program of the compiler: folders that use the package as ESM, as CommonJS, or with a fault. */
interface Way {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Each folder has the consumers' files, and the type of its package. */
  readonly folders: Readonly<Record<string, 'module' | 'commonjs'>>;
  /** True if Node can run the compiled files; otherwise a bundler is needed. */
  readonly runs: boolean;
}

/** How applications use the package. The compiler checks the declarations of the package once for each program. */
const ways: readonly Way[] = [
  { name: 'ESM under node16', options: { module: 'node16' }, folders: { esm: 'module' }, runs: true },
  {
    name: 'ESM and CommonJS under nodenext',
    options: { module: 'nodenext' },
    folders: { esm: 'module', commonjs: 'commonjs' },
    runs: true,
  },
  {
    name: 'ESM for a bundler',
    options: { module: 'esnext', moduleResolution: 'bundler' },
    folders: { esm: 'module' },
    runs: false,
  },
];

/**
 * Tests that an application which installed the package compiles with a version of TypeScript, including the
 * declarations of libraries, that Node runs it, and that a fault in another file is found.
 */
export function testConsumer(version: TypescriptVersion): void {
  const packed = packPackage();
  const test = suite(`application with TypeScript ${version}`);
  for (const { name, options, folders, runs } of ways) {
    test(`${name} compiles${runs ? ' and runs' : ''}, and a fault is found`, async () => {
      const own = Object.entries(folders).flatMap(([folder, type]) => Object.entries(applicationIn(folder, type)));
      const fault = `import { patient } from '${packed.name}/careconnect';\npatient({ gender: 'F' });\n`;
      const files = { ...Object.fromEntries(own), 'platform.d.ts': platform, 'fault.ts': fault, ...settings(options) };
      await withApplication(packed, files, (cwd) => {
        const run = spawnSync(process.execPath, [compilerPath(version), '-p', '.'], { cwd, encoding: 'utf8' });
        const said = `${run.stdout}${run.stderr}`.split(/^(?=\S)/m);
        assert.is(said.length, 1, said.join(''));
        assert.match(said[0] ?? '', /^fault\.ts\(2,\d+\): error TS/);
        if (runs) for (const [folder, type] of Object.entries(folders)) runAll(`${cwd}/out/${folder}`, filesFor(type));
      });
    });
  }
  test.run();
}

/**
 * Returns the consumers' files in a folder, with the `package.json` that tells Node the module type of the compiled
 * ones.
 */
function applicationIn(folder: string, type: 'module' | 'commonjs'): Record<string, string> {
  const files = Object.entries(filesFor(type)).map(([file, text]) => [`${folder}/${file}`, text]);
  const manifest = JSON.stringify({ type });
  return {
    ...Object.fromEntries(files),
    [`${folder}/package.json`]: manifest,
    [`out/${folder}/package.json`]: manifest,
  };
}

/** The files for a module type: one of CommonJS, like a script, cannot wait outside of a function. */
export function filesFor(type: 'module' | 'commonjs'): Readonly<Record<string, string>> {
  if (type === 'module') return consumerFiles;
  return Object.fromEntries(Object.entries(consumerFiles).filter(([, text]) => !/^\S.*\bawait\b/m.test(text)));
}

function settings(options: Way['options']): Record<string, string> {
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
    'package.json': JSON.stringify({ type: 'module' }),
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts', '*/*.ts'] }),
  };
}

function runAll(folder: string, files: Readonly<Record<string, string>>): void {
  const scriptOf = (file: string): string => file.replace(/ts$/, 'js');
  const printed = runScripts(folder, Object.keys(files).map(scriptOf));
  for (const [file, text] of Object.entries(files)) assert.is(printed[scriptOf(file)], printedBy(text), file);
}
