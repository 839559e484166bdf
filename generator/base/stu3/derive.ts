/**
 * Writes `derived.json` from the installed `@types/fhir` and fhirpath:
 *
 *     node --import tsx generator/base/stu3/derive.ts            writes it
 *     node --import tsx generator/base/stu3/derive.ts --check    exits 1 and shows what differs
 *
 * A developer's command: the generator itself reads the committed file and never loads ts-morph.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { deriveModel } from './derive/derive-model.ts';
import { describeDifferences, printDerived } from './derive/print-derived.ts';

const file = new URL('./derived.json', import.meta.url);
const shownDifferences = 10;

function run(args: readonly string[]): number {
  if (args.some((arg) => arg !== '--check')) {
    console.error('usage: derive.ts [--check]');
    return 2;
  }
  const text = printDerived(deriveModel());
  if (args.includes('--check')) return check(text);
  writeFileSync(file, text);
  return 0;
}

function check(text: string): number {
  const differences = describeDifferences(readFileSync(file, 'utf8'), text, shownDifferences);
  if (differences.length === 0) return 0;
  console.error(`derived.json is not what the sources give; the first differences:\n${differences.join('\n')}`);
  return 1;
}

process.exitCode = run(process.argv.slice(2));
