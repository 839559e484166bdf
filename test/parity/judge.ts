/** Our verdict on examples: by the definitions of this project, or by a package that is generated from those of the set. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import * as ownCheck from 'careconnect-ems/check';
import * as ownJson from 'careconnect-ems/json';
import * as ownXml from 'careconnect-ems/xml';
import { isFault, type Issue } from 'careconnect-ems/runtime';
import type { Example, ExampleSet } from './example-sets.ts';

/** What a package exports to read and to check. */
type Package = Pick<typeof ownCheck, 'check' | 'registry'> &
  Pick<typeof ownJson, 'fromJson'> &
  Pick<typeof ownXml, 'fromXml'>;

/** What we make of an example. */
export interface Judged {
  readonly faults: readonly Issue[];
  /** The resource; undefined if the text is none. */
  readonly value: unknown;
  readonly knowsExtension: (url: string) => boolean;
}

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Returns what judges the examples of a set. */
export async function judgeFor({ name, definitions }: ExampleSet): Promise<(example: Example) => Judged> {
  const { check, registry, fromJson, fromXml } =
    definitions.length === 0 ? { ...ownCheck, ...ownJson, ...ownXml } : await packageOf(name, definitions);
  return ({ path, bytes }) => {
    const { resource, issues } = path.endsWith('.xml') ? fromXml(bytes) : fromJson(bytes);
    const found = resource ? check(resource, { rules: 'profile' }) : issues;
    return {
      faults: found.filter(isFault),
      value: resource,
      knowsExtension: (url) => registry.extensions.has(url),
    };
  };
}

/** Generates a package and loads what it exports. */
async function packageOf(name: string, definitions: readonly string[]): Promise<Package> {
  const folder = join(project, 'node_modules/.cache/parity', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const inputs = definitions.map((path) => resolve(path));
  generate([...inputs, '--out', folder, '--name', 'parity-set', '--without-definitions'], folder);
  const file = join(folder, 'package.mjs');
  await bundle(join(folder, 'src'), file);
  return (await import(pathToFileURL(file).href)) as Package;
}

/** Runs the generator, in a folder without a configuration; what it says of single definitions is not of interest here. */
function generate(given: readonly string[], cwd: string): void {
  try {
    execFileSync(process.execPath, [join(project, 'generator/start.js'), 'generate', ...given], {
      cwd,
      stdio: 'ignore',
    });
  } catch (error) {
    if ((error as { status?: unknown }).status !== 1) throw error;
  }
}

async function bundle(source: string, outfile: string): Promise<void> {
  const contents = ['check.ts', 'xml.ts', 'runtime/json/index.ts'].map((path) => `export * from './${path}';`);
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: source, loader: 'ts' },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [ownSources(source)],
  });
}

/** The package names its own sources by what will be compiled of them. */
function ownSources(source: string): Plugin {
  return {
    name: 'own-sources',
    setup({ onResolve }) {
      onResolve({ filter: /^#(?:package|runtime)\// }, ({ path }) => ({
        path: join(
          source,
          path
            .replace(/^#package\//, '')
            .replace('#', '')
            .replace(/\.js$/, '.ts'),
        ),
      }));
    },
  };
}
