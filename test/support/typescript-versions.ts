import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './alone.ts';

/** The versions of TypeScript with which the published package has to compile; each has a folder in `test/compat`. */
export const typescriptVersions = ['5.9', '6.0', '7.0'] as const;

export type TypescriptVersion = (typeof typescriptVersions)[number];

/**
 * Returns the path of a version's `tsc`, to be run with Node. Installs it from its own lock file if it is missing:
 * beside the project's own compiler, never in its place. Throws if that fails.
 */
export function compilerPath(version: TypescriptVersion): string {
  const folder = fileURLToPath(new URL(`../compat/ts-${version}/`, import.meta.url));
  if (!isInstalled(folder)) alone(join(folder, '.installing'), () => isInstalled(folder) || install(folder));
  return join(folder, 'node_modules/typescript/bin/tsc');
}

/**
 * Returns whether it is installed: npm writes the inner lock file last, so its version proves that everything is there.
 */
function isInstalled(folder: string): boolean {
  const inner = join(folder, 'node_modules/.package-lock.json');
  return existsSync(inner) && lockedVersion(inner) === lockedVersion(join(folder, 'package-lock.json'));
}

function lockedVersion(lockFile: string): string | undefined {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as { packages?: Record<string, { version?: string }> };
  return lock.packages?.['node_modules/typescript']?.version;
}

function install(folder: string): void {
  const { status, stdout, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--workspaces=false'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}\n${stdout}${stderr}`);
}
