import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { watch as startWatching, type FSWatcher } from 'chokidar';
import type { GeneratorConfig } from '../config.ts';
import { reasonOf } from '../diagnostics/thrown.ts';
import { lockFileName } from '../packages/lock-file.ts';
import { isPackageRequest } from '../packages/package-name.ts';
import { defaultConfig, type GenerateOptions } from './arguments.ts';
import { baselineFile } from './baseline.ts';
import { templateFolder } from './custom.ts';
import { generate } from './generate.ts';
import { configOf } from './project.ts';
import { exitCodes } from './wrong-use.ts';

/** Time in milliseconds without a change before the next run: editors and version control write in several steps. */
const QUIET = 100;

/** Exit codes of what a signal has ended, as shells have them. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Generates the package, and again whenever an input changes, until a signal ends it. A run that is under way is
 * completed. Whatever is wrong is reported, and corrected inputs are generated. Returns the exit code.
 */
export async function watch(options: GenerateOptions, args: readonly string[]): Promise<number> {
  const changes = new Changes();
  const stopped = stopOnSignal(changes);
  const roots = new Roots();
  let watcher: FSWatcher | undefined;
  try {
    while (stopped.code === undefined) {
      if (await roots.find(options)) {
        await watcher?.close();
        watcher = await startOn(roots, changes);
      }
      await generateReported(options, args);
      await changes.next();
    }
    return stopped.code;
  } finally {
    await watcher?.close();
  }
}

/** Watches from now on: what changes after this is not missed. */
async function startOn(roots: Roots, changes: Changes): Promise<FSWatcher> {
  const there = roots.paths.filter((path) => existsSync(path));
  const watcher = startWatching(there, { ignoreInitial: true, ignored: (path) => roots.isIgnored(path) });
  watcher.on('all', () => changes.add());
  // A folder that cannot be watched, such as one without permission, must not end the others.
  watcher.on('error', (error) => console.error(`watch    ${reasonOf(error)}`));
  if (there.length > 0) await new Promise<void>((done) => watcher.once('ready', () => done()));
  // With one that does not exist yet, the watcher would be ready before it has seen the others.
  watcher.add(roots.paths.filter((path) => !there.includes(path)));
  return watcher;
}

interface Stopped {
  code: number | undefined;
}

/** The first signal ends the watch after the run, a second one at once. */
function stopOnSignal(changes: Changes): Stopped {
  const stopped: Stopped = { code: undefined };
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => {
      stopped.code ??= code;
      changes.end();
    });
  }
  return stopped;
}

/** A run prints its errors itself. */
async function generateReported(options: GenerateOptions, args: readonly string[]): Promise<void> {
  try {
    const code = await generate(options, args);
    if (code !== exitCodes.clean) console.log('watch    there are errors; waiting for changes');
  } catch (error) {
    console.error(error);
  }
}

/** Returns the paths of the inputs, whether they exist or not; packages in the cache never change. */
function inputsOf(options: GenerateOptions, config: GeneratorConfig | undefined): string[] {
  const named = options.inputs.filter((input) => existsSync(input) || !isPackageRequest(input));
  const templates = config && templateFolder(options, config);
  // A run that writes the baseline must not start the next one.
  const baseline = config && !options.updatesBaseline ? baselineFile(options, config) : undefined;
  const paths = [
    ...(config && options.config === undefined && !existsSync(defaultConfig())
      ? []
      : [options.config ?? defaultConfig()]),
    ...(options.inputs.length > 0 ? named : (config?.profiles ?? [])),
    ...(templates === undefined ? [] : [templates]),
    ...(baseline === undefined ? [] : [baseline]),
    ...(config?.readme ? [config.readme.file] : []),
  ];
  return [...new Set(paths.map((path) => resolve(path)))];
}

/** The watched paths, and what inside them is no input. */
class Roots {
  #paths: readonly string[] = [];
  #out: string | undefined;

  get paths(): readonly string[] {
    return this.#paths;
  }

  /** Finds what decides the result now, as the configuration may have changed; returns whether it is something else. */
  async find(options: GenerateOptions): Promise<boolean> {
    const config = await configOf(options, () => undefined);
    const found = inputsOf(options, config);
    // Without a configuration that can be read, what was watched before still is.
    const paths = config ? found : [...new Set([...this.#paths, ...found])];
    const out = config ? resolve(options.out ?? config.out) : this.#out;
    const isOther = out !== this.#out || paths.join('\0') !== this.#paths.join('\0');
    [this.#paths, this.#out] = [paths, out];
    return isOther;
  }

  isIgnored(path: string): boolean {
    if (this.#out !== undefined && isInside(path, this.#out)) return true;
    const root = this.#paths.find((one) => isInside(path, one));
    const parts = root === undefined ? [] : relative(root, path).split(sep);
    return parts.some((part) => part.startsWith('.') || ['node_modules', lockFileName].includes(part));
  }
}

function isInside(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below === '' || (!isAbsolute(below) && below.split(sep)[0] !== '..');
}

/** Changes that no run has seen. */
class Changes {
  #isPending = false;
  #isEnded = false;
  #timer: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;

  add(): void {
    this.#isPending = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), QUIET);
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#wake();
  }

  /** Waits until something has changed and nothing has for a moment, or until the end. */
  async next(): Promise<void> {
    if (!this.#isEnded) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
        if (this.#isPending) this.add();
      });
    }
    this.#isPending = false;
    this.#wake = () => undefined;
  }
}
