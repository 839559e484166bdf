/** The emitted package as npm would publish it, and applications that have installed it; nothing is downloaded. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackageFromTarballData } from '@arethetypeswrong/core';
import { madeOnce } from './made-once.ts';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface PackedPackage {
  readonly name: string;
  readonly tarball: Uint8Array;
  /** Texts by path inside the package. */
  readonly files: ReadonlyMap<string, string>;
}

/** Packs the built package, once in a test run; throws with npm's message if that fails. */
export function packPackage(): PackedPackage {
  const folder = madeOnce('packed', (draft) => {
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', draft],
      { cwd: here('generated'), encoding: 'utf8', shell: process.platform === 'win32' },
    );
    if (status !== 0) throw new Error(`npm pack failed\n${stdout}${stderr}`);
    writeFileSync(join(draft, 'pack.json'), stdout);
  });
  const [{ name, filename }] = JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')) as [
    { name: string; filename: string },
  ];
  const tarball = readFileSync(join(folder, filename));
  const contents = createPackageFromTarballData(tarball);
  const root = `/node_modules/${name}/`;
  const files = contents
    .listFiles()
    .map((path): [string, string] => [path.slice(root.length), contents.readFile(path)]);
  return { name, tarball, files: new Map(files) };
}

/**
 * Creates an application in a new folder outside the project, with only the packed package and its dependencies
 * installed. Passes the folder to `use`, and removes it afterwards. All applications of a run share the installation,
 * which must not be changed.
 */
export async function withApplication<Result>(
  packed: PackedPackage,
  own: Readonly<Record<string, string>>,
  use: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const installation = install(packed);
  const folder = mkdtempSync(join(installation, 'app-'));
  try {
    symlinkSync(join(installation, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [path, text] of Object.entries(own)) write(join(folder, path), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the folder whose `node_modules` contains the package. */
function install({ name, files }: PackedPackage): string {
  const hash = createHash('sha256').update(JSON.stringify([name, ...files]));
  return madeOnce(`installed-${hash.digest('hex').slice(0, 16)}`, (draft) => {
    for (const [path, text] of files) write(join(draft, 'node_modules', name, path), text);
    mkdirSync(join(draft, 'node_modules/@types'));
    for (const dependency of dependenciesOf(files)) {
      symlinkSync(here(`node_modules/${dependency}`), join(draft, 'node_modules', dependency), 'junction');
    }
  });
}

function dependenciesOf(files: PackedPackage['files']): string[] {
  const manifest = JSON.parse(files.get('package.json') ?? '{}') as { dependencies?: Record<string, string> };
  return Object.keys(manifest.dependencies ?? {});
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
