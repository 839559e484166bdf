import type { IssueSeverity } from 'careconnect-ems/runtime';
import { painter, type Paint, type Style } from './colours.ts';
import type { EntryIssue } from './entry.ts';
import { standardInput } from './io.ts';
import type { EntryPrinter } from './entry-printer.ts';

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
  const entries = { valid: 0, invalid: 0 };
  const severities: Record<IssueSeverity, number> = { fatal: 0, error: 0, warning: 0, information: 0 };
  return {
    start: '',
    entry(entry) {
      entries[entry.valid ? 'valid' : 'invalid']++;
      for (const { severity } of entry.issues) severities[severity]++;
      const shown = quiet ? entry.issues.filter((issue) => !isNote(issue)) : entry.issues;
      const text = issuesText(entry.file, shown, paint);
      return text === '' ? '' : `${text}\n`;
    },
    end: () => summary(entries, severities, quiet, paint),
  };
}

/** The issues of a file, a line or two each; nothing where there are none. */
export function issuesText(file: string, issues: readonly EntryIssue[], paint: Paint): string {
  const places = new Map<string, number>();
  for (const issue of issues) if (isNote(issue)) places.set(issue.message, (places.get(issue.message) ?? 0) + 1);
  const told = new Set<string>();
  const lines = issues.flatMap((issue) => {
    if (!isNote(issue)) return [issueText(file, issue, paint)];
    if (told.has(issue.message)) return [];
    told.add(issue.message);
    return [issueText(file, { ...issue, message: issue.message + elsewhere(places.get(issue.message) ?? 1) }, paint)];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** A note that is the same at many places is printed at the first of them. */
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

/** Text of files and names of files may hold anything; a terminal must not take it for an order. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function summary(
  { valid, invalid }: Readonly<Record<'valid' | 'invalid', number>>,
  severities: Readonly<Record<IssueSeverity, number>>,
  quiet: boolean,
  paint: Paint,
): string {
  const counts = [
    count(severities.fatal + severities.error, 'error'),
    count(severities.warning, 'warning'),
    `${count(severities.information, 'note')}${quiet && severities.information > 0 ? ' not shown' : ''}`,
  ];
  const files = [
    ...(valid > 0 ? [paint('green', `${valid} valid`)] : []),
    ...(invalid > 0 ? [paint('red', `${invalid} invalid`)] : []),
  ];
  return `${count(valid + invalid, 'file')}${files.length > 0 ? `: ${files.join(', ')}` : ''}; ${counts.join(', ')}\n`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
