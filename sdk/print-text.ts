import type { IssueSeverity } from '#package/runtime/index.js';
import { painter, type Paint, type Style } from './colours.ts';
import type { EntryIssue } from './entry.ts';
import { EntryCounts } from './entry-counts.ts';
import type { EntryPrinter } from './entry-printer.ts';
import { standardInput } from './io.ts';
import { visible } from './visible.ts';

/** Words that editors and other tools know from compilers. */
const labels: Readonly<Record<IssueSeverity, readonly [label: string, style: Style]>> = {
  fatal: ['fatal', 'red'],
  error: ['error', 'red'],
  warning: ['warning', 'yellow'],
  information: ['note', 'blue'],
};

/**
 * Prints a line for each issue, `file:line:column: severity: path: message`, and a summary after the last entry. A quiet
 * printer prints no notes, and the summary says how many there are.
 */
export function textPrinter(colour: boolean, quiet = false): EntryPrinter {
  const paint = painter(colour);
  const counts = new EntryCounts();
  return {
    start: '',
    entry(entry) {
      counts.add(entry);
      const shown = quiet ? entry.issues.filter((issue) => !isNote(issue)) : entry.issues;
      const text = issuesText(entry.file, shown, paint);
      return text === '' ? '' : `${text}\n`;
    },
    end: () => counts.summary(quiet, paint),
  };
}

/** The issues of a file, a line or two each; nothing where there are none. */
export function issuesText(file: string, issues: readonly EntryIssue[], paint: Paint): string {
  return withNotesOnce(issues)
    .map((issue) => `${issueText(file, issue, paint)}\n`)
    .join('');
}

/** The issues with each note at the first of its places, which says at how many others it is. */
export function withNotesOnce(issues: readonly EntryIssue[]): readonly EntryIssue[] {
  const places = new Map<string, number>();
  for (const issue of issues) if (isNote(issue)) places.set(issue.message, (places.get(issue.message) ?? 0) + 1);
  const told = new Set<string>();
  return issues.flatMap((issue) => {
    if (!isNote(issue)) return [issue];
    if (told.has(issue.message)) return [];
    told.add(issue.message);
    return [{ ...issue, message: issue.message + elsewhere(places.get(issue.message) ?? 1) }];
  });
}

export function isNote({ severity }: EntryIssue): boolean {
  return severity === 'information';
}

function elsewhere(places: number): string {
  if (places === 1) return '';
  return places === 2 ? ' (and at 1 other place)' : ` (and at ${places - 1} other places)`;
}

function issueText(file: string, issue: EntryIssue, paint: Paint): string {
  const { severity, expression, message, profile, element, line, column } = issue;
  const name = file === standardInput ? '<stdin>' : file;
  const place = [name, line, column].filter((part) => part !== null).join(':');
  const path = expression === null ? '' : `${paint('bold', visible(expression))}: `;
  const rule = [element, profile].filter((part) => part !== null).join(' of ');
  const [label, style] = labels[severity];
  const text = `${visible(place)}: ${paint(style, label)}: ${path}${visible(message)}`;
  return profile === null ? text : `${text}\n${paint('dim', `    ${visible(rule)}`)}`;
}
