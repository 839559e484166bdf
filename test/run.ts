/**
 * Runs the tests: every `*.test.ts` below the folder of this file, each in a process of its own.
 *
 *   node --import tsx test/run.ts [FILTER...] [--root DIR] [--limit SECONDS] [--jobs N]
 *
 * There are as many processes at a time as cores, or `--jobs`. The files of `longest-first.json` start first, so that none
 * of them is left to run alone at the end. What takes long to make is shared in a folder of the run (`made-once.ts`), and
 * the files load the built package from bundles (`bundled-package.mjs`).
 *
 * A filter keeps the files whose path contains it. A file fails when one of its tests does, and also when it
 * crashes, takes longer than the limit or runs no test at all. The output of a failing file is shown; the last line
 * is always `N passed, N failed`, and the exit code is 1 unless nothing failed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlePackage } from './support/bundle-package.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Why the file failed, where that is not one of its tests. */
  readonly trouble?: string;
  readonly output: string;
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly output: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', default: import.meta.dirname },
    limit: { type: 'string', default: '300' },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});

const root = resolve(values.root);
const limit = Number(values.limit) * 1000;
const loader = import.meta.resolve('tsx');
const hooks = new URL('support/bundled-package.mjs', import.meta.url).href;
const running = new Set<ChildProcess>();
/** Files, or folders, that get no bundles. */
const unbundled = [
  'fuzz/',
  'guards/displays.test.ts',
  'package/dense-value-sets.test.ts',
  'random/',
  'send/event-facts.test.ts',
];
const shared = realpathSync(mkdtempSync(join(tmpdir(), 'careconnect-run-')));
process.on('exit', () => rmSync(shared, { recursive: true, force: true }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of running) kill(child);
    process.exit(130);
  });
}

const chosen = inOrder(findTests(root, positionals));
const bundles = await bundlesFor(chosen);
process.exitCode = await main(chosen, Number(values.jobs));

async function main(files: readonly string[], jobs: number): Promise<number> {
  const queue = [...files];
  let passed = 0;
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const started = performance.now();
      const outcome = judge(await runFile(file));
      show(file, outcome, performance.now() - started);
      passed += outcome.passed;
      failed += outcome.failed;
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  if (files.length === 0) {
    console.log(`No test file in ${root} matches.`);
    failed = 1;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Paths of the test files, sorted; those of installed packages are not ours. */
function findTests(folder: string, filters: readonly string[]): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const found = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : findTests(path, filters);
    const wanted = filters.length === 0 || filters.some((filter) => slashed(path).includes(slashed(filter)));
    return entry.name.endsWith('.test.ts') && wanted ? [path] : [];
  });
  return found.sort();
}

/** Those that take longest first, the others as they are. */
function inOrder(files: readonly string[]): string[] {
  const longest = JSON.parse(readFileSync(join(import.meta.dirname, 'longest-first.json'), 'utf8')) as string[];
  const rank = (file: string): number => {
    const at = longest.indexOf(slashed(relative(root, file)));
    return at < 0 ? longest.length : at;
  };
  return files.toSorted((a, b) => rank(a) - rank(b));
}

function slashed(path: string): string {
  return path.split(sep).join('/').replace(/^\.\//, '');
}

/** Makes the bundles of the built package, if a file needs them and no runner around this one has made them. */
async function bundlesFor(paths: readonly string[]): Promise<string | undefined> {
  const known = process.env['CARECONNECT_BUNDLED_PACKAGE'];
  if (known !== undefined || !paths.some((path) => readFileSync(path, 'utf8').includes('careconnect-ems/')))
    return known;
  const folder = await bundlePackage();
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether a file loads files of the built package itself, whose classes are others than those of the bundles. */
function isUnbundled(file: string): boolean {
  const path = slashed(relative(root, file));
  return unbundled.some((start) => path.startsWith(start));
}

/** Runs one file until it ends or its time is up. In a process group of its own, so that what it starts ends with it. */
function runFile(file: string): Promise<Exit> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NO_COLOR: '1',
    CARECONNECT_TEST_FOLDER: shared,
    CARECONNECT_BUNDLED_PACKAGE: isUnbundled(file) ? undefined : bundles,
  };
  delete env.FORCE_COLOR;
  const imports = ['--import', loader, '--import', hooks];
  const child = spawn(process.execPath, [...imports, file], { env, detached: process.platform !== 'win32' });
  running.add(child);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill(child);
  }, limit);
  return new Promise((done) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, signal, timedOut, output: Buffer.concat(chunks).toString() });
    });
  });
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Counts the tests of a file by the summary that uvu prints at its end. */
function judge({ code, signal, timedOut, output }: Exit): Outcome {
  const total = lastCount(output, 'Total');
  const passed = lastCount(output, 'Passed');
  const failed = total - passed;
  if (timedOut) return { passed, failed: failed + 1, trouble: `took longer than ${limit / 1000} s`, output };
  if (total === 0 && code === 0) return { passed: 0, failed: 1, trouble: 'ran no test', output };
  if (code === 0 && failed === 0) return { passed, failed, output };
  const trouble = failed === 0 ? `ended with ${signal ?? `exit code ${code}`}` : undefined;
  return { passed, failed: Math.max(failed, 1), ...(trouble !== undefined && { trouble }), output };
}

function lastCount(output: string, label: string): number {
  const lines = output.matchAll(new RegExp(`^\\s*${label}:\\s+(\\d+)\\s*$`, 'gm'));
  return Number([...lines].at(-1)?.[1] ?? 0);
}

function show(file: string, { passed, failed, trouble, output }: Outcome, milliseconds: number): void {
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  const name = slashed(relative(root, file));
  if (failed === 0) {
    console.log(`ok    ${name} (${passed}, ${seconds})`);
    return;
  }
  console.log(
    `FAIL  ${name} (${passed} passed, ${failed} failed, ${seconds})${trouble === undefined ? '' : `: ${trouble}`}`,
  );
  console.log(output.replace(/\n?$/, '\n'));
}
