/** The emitted package as npm would publish it, and applications that have installed it; nothing is fetched. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackageFromTarballData } from '@arethetypeswrong/core';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface PackedPackage {
  readonly name: string;
  readonly tarball: Uint8Array;
  /** Texts by path inside the package. */
  readonly files: ReadonlyMap<string, string>;
}

/** Packs the built package as it lies there; throws with what npm says when that fails. */
export function packPackage(): PackedPackage {
  const folder = mkdtempSync(join(tmpdir(), 'careconnect-pack-'));
  try {
    const { status, stdout, stderr } = spawnSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      { cwd: here('generated'), encoding: 'utf8', shell: process.platform === 'win32' },
    );
    if (status !== 0) throw new Error(`npm pack failed\n${stdout}${stderr}`);
    const [{ name, filename }] = JSON.parse(stdout) as [{ name: string; filename: string }];
    const tarball = readFileSync(join(folder, filename));
    const contents = createPackageFromTarballData(tarball);
    const root = `/node_modules/${name}/`;
    const files = contents
      .listFiles()
      .map((path): [string, string] => [path.slice(root.length), contents.readFile(path)]);
    return { name, tarball, files: new Map(files) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Makes an application in a new folder outside the project, with the package installed from what was packed, and beside it
 * only what it depends on. Hands the folder to `use`, and removes it afterwards.
 */
export async function withApplication<Result>(
  { name, files }: PackedPackage,
  own: Readonly<Record<string, string>>,
  use: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'careconnect-app-')));
  try {
    for (const [path, text] of files) write(join(folder, 'node_modules', name, path), text);
    mkdirSync(join(folder, 'node_modules/@types'));
    for (const dependency of dependenciesOf(files)) {
      symlinkSync(here(`node_modules/${dependency}`), join(folder, 'node_modules', dependency), 'junction');
    }
    for (const [path, text] of Object.entries(own)) write(join(folder, path), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function dependenciesOf(files: PackedPackage['files']): string[] {
  const manifest = JSON.parse(files.get('package.json') ?? '{}') as { dependencies?: Record<string, string> };
  return Object.keys(manifest.dependencies ?? {});
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
