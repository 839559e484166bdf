import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alone } from './alone.ts';

let folder: string | undefined;

/**
 * Returns the folder of this test run, outside the project. The runner names and removes it; a test file that runs
 * alone has its own until its process ends.
 */
function runFolder(): string {
  return (folder ??= process.env['CARECONNECT_TEST_FOLDER'] ?? ownFolder());
}

function ownFolder(): string {
  const own = realpathSync(mkdtempSync(join(tmpdir(), 'careconnect-run-')));
  process.on('exit', () => rmSync(own, { recursive: true, force: true }));
  return own;
}

/**
 * Returns a folder that the test files of a run share, which are separate processes: the first that needs it makes it,
 * the others wait. `make` fills the folder; if it throws, nothing is left behind.
 */
export function madeOnce(name: string, make: (draft: string) => void): string {
  const made = join(runFolder(), name);
  if (existsSync(made)) return made;
  alone(`${made}.making`, () => {
    if (existsSync(made)) return;
    const draft = `${made}.draft`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    make(draft);
    renameSync(draft, made);
  });
  return made;
}
