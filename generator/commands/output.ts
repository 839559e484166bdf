import { basename } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { countSeverities, formatDiagnostic } from '../diagnostics/print.ts';
import type { RunResult } from '../run.ts';
import type { OutputChanges } from '../write/compare-output.ts';
import type { OutputFile } from '../write/record.ts';
import { exitCodes } from './wrong-use.ts';

/** How much to print: only diagnostics if a program reads them. */
export interface Printing {
  readonly format: 'text' | 'json';
  /** Whether to print a line for each run, and no more unless something is wrong. */
  readonly watch?: boolean;
}

/** Prints the result of a stage. */
export function progress(options: Printing, stage: string, summary: string): void {
  const isShown = options.watch !== true || stage === 'write';
  if (options.format === 'text' && isShown) console.log(`${stage.padEnd(8)} ${summary}`);
}

/** Returns the counts of changes in words. */
export function summarize({ added, changed, stale, unchanged, kept, stray }: OutputChanges): string {
  const others = kept.length + stray.length;
  const left = others === 0 ? '' : `, ${others} other files left alone`;
  return `${added.length} added, ${changed.length} changed, ${stale.length} removed, ${unchanged.length} unchanged${left}`;
}

/** Prints the result of a run; `baseline` is the file that accepts diagnostics, if there is one. */
export function printTable(
  result: RunResult,
  files: readonly OutputFile[],
  diagnostics: readonly Diagnostic[],
  milliseconds: number,
  baseline: string | undefined,
): void {
  const structures = result.model.families.flatMap((family) => family.structures);
  const rows: [string, string | number][] = [
    ['profiles', structures.filter((structure) => structure.role === 'profile' && !structure.isExtension).length],
    ['extensions', structures.filter((structure) => structure.role === 'profile' && structure.isExtension).length],
    ['base types', structures.filter((structure) => structure.role === 'base').length],
    ['value sets', result.model.families.reduce((sum, family) => sum + family.valueSets.length, 0)],
    // The record of the files counts too.
    ['files', files.length + 1],
    ['bytes', files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0)],
    ['seconds', (milliseconds / 1000).toFixed(2)],
    ['warnings', countSeverities(diagnostics).warning],
    ['errors', countSeverities(diagnostics).error],
  ];
  console.log(`\n${rows.map(([label, value]) => `${label.padEnd(12)}${String(value).padStart(10)}`).join('\n')}`);
  const accepted = diagnostics.filter((diagnostic) => diagnostic.accepted !== undefined).length;
  if (baseline !== undefined) console.log(`${accepted} accepted by ${basename(baseline)}`);
}

/** Prints how the folder differs from the generated files; returns true if it does. */
export function printDifferences(options: Printing, changes: OutputChanges): boolean {
  const { added, changed, stale, kept, stray } = changes;
  // Somebody who has not generated the package yet, or names another folder, need not read the name of each file.
  const isNothingThere = [changed, stale, changes.unchanged, kept].every((paths) => paths.length === 0);
  const lines = [
    ...(isNothingThere && added.length > 0
      ? [`missing  all ${added.length} files`]
      : added.map((path) => `missing  ${path}`)),
    ...[...changed, ...kept].sort().map((path) => `differs  ${path}`),
    ...stale.map((path) => `stale    ${path}`),
    ...stray.map((path) => `foreign  ${path}`),
  ];
  if (lines.length === 0) return false;
  if (options.format === 'text')
    console.error(`\n${lines.join('\n')}\nGenerate the package again without --check, and commit the result.`);
  return true;
}

/** Prints diagnostics; returns the exit code. */
export function finish(options: Printing, diagnostics: readonly Diagnostic[]): number {
  if (options.format === 'json') console.log(JSON.stringify(diagnostics, null, 2));
  else {
    const shown = diagnostics.filter((diagnostic) => diagnostic.severity !== 'info');
    for (const diagnostic of shown) console.error(formatDiagnostic(diagnostic, process.stderr.isTTY === true));
  }
  return countSeverities(diagnostics).error > 0 ? exitCodes.faulty : exitCodes.clean;
}
