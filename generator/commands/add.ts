import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { applyEdits, modify, type FormattingOptions } from 'jsonc-parser';
import { loadConfig } from '../config.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { writeLock } from '../packages/lock-file.ts';
import { replaceFile } from '../packages/replace-file.ts';
import { nameOf } from '../packages/package-name.ts';
import { defaultConfig, type PackageOptions } from './arguments.ts';
import { install, lockFileOf } from './inputs.ts';
import { finish } from './output.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

/** Adds packages to the configuration, and their dependencies to the lock file; returns the exit code. */
export async function add(requests: readonly string[], options: PackageOptions): Promise<number> {
  const file = options.config ?? defaultConfig();
  if (!existsSync(file)) throw new WrongUse(`There is no ${file}. Run careconnect-codegen init first.`);
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const config = await loadConfig(file, report);
  if (!config) return finish({ format: 'text' }, diagnostics);
  const packages = withAdded(config.packages, requests);
  const installed = await install(packages, config, options, { format: 'text' }, report);
  if (installed) {
    await writePackages(file, packages);
    await writeLock(lockFileOf(options), installed.lock);
    for (const { manifest } of installed.packages) console.log(`added    ${nameOf(manifest)}`);
  }
  return Math.max(finish({ format: 'text' }, diagnostics), installed ? exitCodes.clean : exitCodes.faulty);
}

/** Replaces the version of a package that is listed already. */
function withAdded(listed: readonly string[], requests: readonly string[]): readonly string[] {
  const nameIn = (text: string): string => text.replace(/(?<=.)@[^@]*$/, '');
  const names = new Set(requests.map(nameIn));
  return [...listed.filter((one) => !names.has(nameIn(one))), ...requests.map(asWritten)];
}

function asWritten(request: string): string {
  return request.lastIndexOf('@') > 0 ? request : `${request}@latest`;
}

const formatting: FormattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** Changes one setting and leaves the rest of the file as the user wrote it. */
async function writePackages(file: string, packages: readonly string[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  const edits = modify(text, ['packages'], packages, { formattingOptions: formatting });
  await replaceFile(file, applyEdits(text, edits));
}
