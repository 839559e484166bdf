import { readdir, readFile } from 'node:fs/promises';
import { posix, sep } from 'node:path';
import { commandsFolder } from '../emit/command-files.ts';
import { generatedMark } from '../emit/emitted-file.ts';
import { runtimeDoor } from '../emit/manifest.ts';
import { allTargets, hasMessages, type Targets } from '../targets.ts';
import type { OutputFile } from '../write/record.ts';

/**
 * Returns the sources that a package contains to stand alone: the runtime, as far as the package needs it, and the
 * commands. Our own package is built together with them.
 */
export async function copiedSources(
  emitted: readonly OutputFile[],
  targets: Targets = allTargets,
): Promise<OutputFile[]> {
  const runtime = await sourcesIn('runtime');
  const commands = targets.guards ? await sourcesIn('sdk') : new Map<string, string>();
  const door = `import '#${runtimeDoor(targets)}.js';`;
  const texts = [door, ...emitted.map(({ text }) => text), ...commands.values()];
  const needed = hasMessages(targets) ? [...runtime.keys()] : neededOf(runtime, texts);
  return [
    ...needed.map((path) => copyOf(`src/runtime/${path}`, runtime.get(path) ?? '', 'runtime')),
    ...[...commands].map(([path, text]) => copyOf(`src/${commandsFolder}/${path}`, text, 'commands')),
  ];
}

/** Reads all TypeScript in a folder of this package, by paths in it. */
async function sourcesIn(name: string): Promise<Map<string, string>> {
  const folder = new URL(`../../${name}/`, import.meta.url);
  const paths = (await readdir(folder, { recursive: true })).filter((path) => /(?<!\.d)\.ts$/.test(path)).sort();
  const entries = paths.map(async (path): Promise<[string, string]> => {
    return [path.split(sep).join('/'), await readFile(new URL(path, folder), 'utf8')];
  });
  return new Map(await Promise.all(entries));
}

/** The imports of the runtime in a file of the package, by their paths in it. */
const importOfRuntime = /'#(?:package\/)?runtime\/([^']+)\.js'/g;
const importInRuntime = /(?:from|import) '(\.[^']+)\.js'/g;

/** Returns the paths of the runtime that sources need, directly or through others, sorted. */
function neededOf(runtime: ReadonlyMap<string, string>, sources: readonly string[]): string[] {
  const needed = new Set(
    sources.flatMap((text) => [...text.matchAll(importOfRuntime)].map(([, path = '']) => `${path}.ts`)),
  );
  for (const path of needed) {
    for (const [, target = ''] of (runtime.get(path) ?? '').matchAll(importInRuntime)) {
      needed.add(`${posix.join(posix.dirname(path), target)}.ts`);
    }
  }
  return [...needed].filter((path) => runtime.has(path)).sort();
}

/** Marks a copy as ours, behind the line that says with what to run it. */
function copyOf(path: string, text: string, what: string): OutputFile {
  const [start = ''] = /^(?:#!.*\n)?/.exec(text) ?? [];
  return { path, text: `${start}${generatedMark} from its own ${what}. Do not edit.\n${text.slice(start.length)}` };
}
