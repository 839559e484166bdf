import type { IssueCode } from '#package/runtime/index.js';
import type { Paint } from './colours.ts';
import type { Entry } from './entry.ts';
import { issueCodes } from './issue-codes.ts';
import { issuesText } from './print-text.ts';
import { paragraph } from './report.ts';
import { validateFile } from './validate-file.ts';

/** The code of an issue, and what becomes of the example when it is checked. */
export interface IssueCodeReport {
  readonly kind: 'issue-code';
  readonly code: IssueCode;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  readonly example: {
    readonly text: string;
    /** Options of `validate` that belong to it. */
    readonly options: string;
    readonly issues: Entry['issues'];
  } | null;
}

export function isIssueCode(word: string): word is IssueCode {
  return Object.hasOwn(issueCodes, word);
}

/** Says what a code means, with an example that is checked now, so that it is what `validate` prints. */
export async function explainIssueCode(code: IssueCode): Promise<IssueCodeReport> {
  const { title, meaning, remedy, example } = issueCodes[code];
  const base = { kind: 'issue-code', code, title, meaning, remedy } as const;
  if (!example) return { ...base, example: null };
  const { text, limits = {} } = example;
  const stdin = (async function* () {
    yield await Promise.resolve(text);
  })();
  const options = { rules: 'event', direction: 'publish', limits, values: true } as const;
  const checked = await validateFile('-', options, { stdin });
  const issues = 'issues' in checked ? checked.issues.filter((issue) => issue.code === code) : [];
  // Not every package has the event of an example.
  return { ...base, example: issues.length === 0 ? null : { text, options: optionsText(limits), issues } };
}

function optionsText(limits: object): string {
  return Object.entries(limits)
    .map(([name, value]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`)
    .join(' ');
}

export function issueCodeLines({ code, title, meaning, remedy, example }: IssueCodeReport, paint: Paint): string[] {
  const lines = [`${paint('bold', code)}: ${title}`, '', ...paragraph(meaning), '', paint('bold', 'What to do')];
  lines.push(...paragraph(remedy, '  '));
  if (!example) return lines;
  const command = ['validate', ...(example.options === '' ? [] : [example.options]), '-'].join(' ');
  lines.push('', paint('bold', 'Example'), `  ${example.text}`, '', `  ${command} says:`);
  const said = issuesText('-', example.issues, paint).trimEnd().split('\n');
  return [...lines, ...said.map((line) => `  ${line}`)];
}
