import { existsSync, lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { codeOf } from '../diagnostics/thrown.ts';
import { recordFile } from '../input-files.js';
import { compareWith, withRecord, type OutputChanges } from './compare-output.ts';
import { readRecord, type OutputFile, type OutputRecord } from './record.ts';
import { refuseFolder } from './refuse-folder.ts';
import { reportingRefusals } from './system-errors.ts';

/**
 * Start of the name of a temporary folder in the package, into which files are written first; the process id follows.
 */
const temporaryStart = '.generated-';

/** In such a folder: a file by which it can be told from one that somebody else has called so. */
const temporaryMark = '.careconnect-codegen';

/**
 * Updates a folder to the emitted files. It replaces or removes only what the last run wrote and nobody has changed
 * since, as a record beside the files states. Other files are reported and stay as they are; in a folder without a
 * record, a file in the way means that nothing is written. New files are moved into place only when all of them are
 * complete, so that a failed run leaves the folder unchanged.
 *
 * @param inputs folders with definitions, in none of which a package may be
 * @returns undefined if nothing was written because of an error, which has been reported
 */
export async function writePackage(
  folder: string,
  files: readonly OutputFile[],
  report: Report,
  inputs: readonly string[] = [],
): Promise<OutputChanges | undefined> {
  return reportingRefusals(folder, report, async () => {
    const record = await readRecord(folder);
    const all = withRecord(files);
    const paths = [...all.map(({ path }) => path), ...record.hashes.keys()];
    if (await refuseFolder(folder, paths, inputs, report)) return undefined;
    await removeLeftOver(folder);
    const changes = await compareWith(record, folder, all);
    if (reportOthers(folder, changes, record, report)) return undefined;
    await swapIn(folder, changes, new Map(all.map((file) => [file.path, file])));
    return changes;
  });
}

/** Reports files of others; returns true if they prevent writing. */
function reportOthers(
  folder: string,
  { kept, stray }: OutputChanges,
  { isKnown, fault }: OutputRecord,
  report: Report,
): boolean {
  const tell = (code: DiagnosticCode, path: string, what: string): void =>
    report(diagnostic(code, `${join(folder, path)} ${what}.`, { file: join(folder, path) }));
  if (fault !== undefined)
    tell('write/bad-record', recordFile, `cannot be read (${fault}), so the generator cannot recognise its own files`);
  for (const path of stray) tell('write/stray-file', path, 'was not written by the generator and is left alone');
  for (const path of kept) {
    if (isKnown) tell('write/kept-file', path, 'has changed since the generator wrote it and is left alone');
    else tell('write/foreign-file', path, 'was not written by the generator');
  }
  return kept.length > 0 && !isKnown;
}

async function swapIn(
  folder: string,
  { added, changed, stale }: OutputChanges,
  files: ReadonlyMap<string, OutputFile>,
): Promise<void> {
  // The record comes last: until everything is in place, the previous one holds.
  const isRecord = (path: string): number => Number(path === recordFile);
  const paths = [...added, ...changed].sort((a, b) => isRecord(a) - isRecord(b));
  if (paths.length === 0) return;
  const made = await mkdir(folder, { recursive: true });
  let isDone = false;
  const temporary = await mkdtemp(join(folder, `${temporaryStart}${process.pid}-`));
  try {
    writeFileSync(join(temporary, temporaryMark), '');
    for (const below of foldersOf(paths)) mkdirSync(join(temporary, below), { recursive: true });
    // A few thousand small files take half of the time if nothing waits for a thread.
    for (const path of paths) writeFileSync(join(temporary, path), files.get(path)?.text ?? '');
    for (const path of stale) await removeFile(folder, path);
    for (const below of foldersOf(paths)) mkdirSync(join(folder, below), { recursive: true });
    for (const path of paths) renameSync(join(temporary, path), join(folder, path));
    isDone = true;
  } finally {
    await rm(temporary, { recursive: true, force: true });
    if (!isDone && made !== undefined) await rm(made, { recursive: true, force: true });
  }
}

/** Removes what killed runs have left behind, but nothing of a run that is still active. */
async function removeLeftOver(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = new RegExp(`^\\${temporaryStart}(\\d+)-`).exec(name)?.[1];
    const path = join(folder, name);
    const isOurs = pid !== undefined && !isRunning(Number(pid)) && existsSync(join(path, temporaryMark));
    if (isOurs && !lstatSync(path).isSymbolicLink()) await rm(path, { recursive: true, force: true });
  }
}

/** Returns whether another process has this id. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Returns the folders of files, without repetitions. */
function foldersOf(paths: readonly string[]): Set<string> {
  return new Set(paths.map((path) => dirname(path)));
}

async function removeFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path));
  for (let parent = posix.dirname(path); parent !== '.'; parent = posix.dirname(parent)) {
    if ((await readdir(join(folder, parent))).length > 0) return;
    await rmdir(join(folder, parent));
  }
}
