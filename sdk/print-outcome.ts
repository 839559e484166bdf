import { toOperationOutcome } from '#package/runtime/index.js';
import type { OperationOutcomeIssue } from 'fhir/r3.js';
import type { Entry, EntryIssue } from './entry.ts';
import type { EntryPrinter } from './entry-printer.ts';
import { indent } from './print-json.ts';

/**
 * Prints one OperationOutcome with the issues of all files; a file without any has an issue that says so, and so has an
 * outcome without files. The `location`
 * of an issue is its place as `file:line:column`, and `expression` the element.
 *
 * @see http://hl7.org/fhir/STU3/operationoutcome.html
 */
export function outcomePrinter(): EntryPrinter {
  let isEmpty = true;
  return {
    start: '{\n  "resourceType": "OperationOutcome",\n  "issue": [',
    entry(entry, index) {
      isEmpty = false;
      return outcomeIssues(entry)
        .map((issue, at) => issueText(issue, index + at === 0))
        .join('');
    },
    end: () =>
      `${
        isEmpty
          ? toOperationOutcome([])
              .issue.map((issue) => issueText(issue, true))
              .join('')
          : ''
      }\n  ]\n}\n`,
  };
}

function issueText(issue: OperationOutcomeIssue, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n${indent(JSON.stringify(issue, null, 2), '    ')}`;
}

function outcomeIssues({ file, line, issues }: Entry): OperationOutcomeIssue[] {
  const { issue: outcome } = toOperationOutcome(
    issues.map(({ expression, profile: _, element: _element, line: _line, column: _column, ...issue }) => ({
      ...issue,
      expression: expression ?? '',
    })),
  );
  return outcome.map((issue, index) => placed(issue, file, issues[index] ?? { line, column: null }));
}

function placed(
  { expression, ...issue }: OperationOutcomeIssue,
  file: string,
  { line, column }: Pick<EntryIssue, 'line' | 'column'>,
): OperationOutcomeIssue {
  const location = [file, line, column].filter((part) => part !== null).join(':');
  const path = expression?.[0] ?? '';
  return { ...issue, location: [location], ...(path !== '' && { expression: [path] }) };
}
