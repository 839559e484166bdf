import type { IssueSeverity } from '#package/runtime/index.js';
import { painter } from './colours.ts';
import type { EntryIssue } from './entry.ts';
import { EntryCounts } from './entry-counts.ts';
import type { EntryPrinter } from './entry-printer.ts';
import { standardInput } from './io.ts';
import { isNote, withNotesOnce } from './print-text.ts';
import { visible } from './visible.ts';

const commands: Readonly<Record<IssueSeverity, string>> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/**
 * Prints a workflow command of GitHub Actions for each issue, which becomes an annotation of its line, and a summary. A quiet
 * printer prints no notes, and the summary says how many there are.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubPrinter(quiet = false): EntryPrinter {
  const counts = new EntryCounts();
  return {
    start: '',
    entry(entry) {
      counts.add(entry);
      return withNotesOnce(entry.issues)
        .filter((issue) => !quiet || !isNote(issue))
        .map((issue) => `${annotation(entry.file, issue)}\n`)
        .join('');
    },
    end: () => counts.summary(quiet, painter(false)),
  };
}

function annotation(file: string, { severity, code, expression, message, line, column }: EntryIssue): string {
  const properties = [
    ...(file === standardInput ? [] : [['file', file]]),
    ...(line === null ? [] : [['line', String(line)]]),
    ...(column === null ? [] : [['col', String(column)]]),
    ['title', code],
  ];
  const written = properties.map(([name = '', value = '']) => `${name}=${escapeProperty(value)}`).join(',');
  const text = expression === null ? message : `${expression}: ${message}`;
  return `::${commands[severity]} ${written}::${escapeData(text)}`;
}

/** A line break would end the command, and what follows be read as another; no other control character gets through either. */
function escapeData(text: string): string {
  return visible(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
