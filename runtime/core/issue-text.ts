/** Issues as text, with or without the values that they quote. */
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r3.js';
import type { Issue } from './issue.js';
import { isObject, itemsOf } from './json.js';
import { keepMarked, markedOf, textWithoutValues } from './marked.js';
import { isResourceType } from './resource-types.js';

/** What a text reveals about an issue. */
export interface DescribeOptions {
  /**
   * False leaves out what comes from the resource: values, ids and names of unknown properties. Logs are no place for data
   * about patients.
   */
  readonly values?: boolean | undefined;
  /** The resource that was checked; a path then names the type of an entry of a Bundle and, with values, its id. */
  readonly resource?: unknown;
}

/** Options of a list of issues. */
export interface FormatOptions extends DescribeOptions {
  /** The maximum number of issues listed; 10 by default. */
  readonly limit?: number | undefined;
}

/** The parts of an InputError that its text consists of. */
export interface InputFault {
  readonly path: string;
  readonly message: string;
}

/**
 * Returns an issue, or an InputError, as one line of text: severity, path and message.
 *
 * @example
 * for (const issue of issues) log(describe(issue, { values: false }));
 */
export function describe(finding: Issue | InputFault, options: DescribeOptions = {}): string {
  if (!('severity' in finding)) return options.values === false ? withoutValuesOf(finding) : finding.message;
  const { severity, expression, message } = options.values === false ? withoutValues(finding) : finding;
  const path = options.resource === undefined ? expression : named(expression, options);
  return `${severity}${path === '' ? '' : ` ${path}`}: ${message}`;
}

function withoutValuesOf(finding: InputFault): string {
  const { message, path } = markedOf(finding) ?? { message: UNKNOWN, path: '' };
  return [pathWithoutValues(path), textWithoutValues(message)].filter((part) => part !== '').join(': ');
}

const UNKNOWN = 'the text is left out, because its values are not marked';

/**
 * Returns an issue without anything from the resource: an ellipsis replaces each value, and there are no suggestions.
 * An issue that was copied, for example from a worker thread, keeps only what comes from definitions.
 *
 * @example
 * const cleaned = issues.map(withoutValues);
 */
export function withoutValues(issue: Issue): Issue {
  const marked = markedOf(issue);
  const message = marked ? textWithoutValues(marked.message) : UNKNOWN;
  const expression = marked ? pathWithoutValues(marked.path) : (issue.elementId?.replace(/:[^.]*/g, '') ?? '');
  return keepMarked({ ...issue, message, expression }, message, expression, marked);
}

/** Cuts a path before the name of an unknown property. */
function pathWithoutValues(path: string): string {
  return textWithoutValues(path).replaceAll('.…', '');
}

/** Adds the resource of an entry to a path. */
function named(path: string, { resource, values }: DescribeOptions): string {
  const [start, index] = /^Bundle\.entry\[(\d+)\]/.exec(path) ?? [];
  const entry = isObject(resource) && index !== undefined ? itemsOf(resource['entry'])[Number(index)] : undefined;
  const found = isObject(entry) ? entry['resource'] : undefined;
  if (start === undefined || !isObject(found)) return path;
  const { resourceType, id } = found;
  if (typeof resourceType !== 'string' || (values === false && !isResourceType(resourceType))) return path;
  const hasId = values !== false && typeof id === 'string';
  return `${start} (${resourceType}${hasId ? `/${id}` : ''})${path.slice(start.length)}`;
}

/**
 * Returns the issues as text, one per line: at most `limit` of them (10 by default), then the number of the others.
 *
 * @example
 * const text = formatIssues(issues, { values: false, limit: 3 });
 */
export function formatIssues(issues: readonly Issue[], options: number | FormatOptions = {}): string {
  const { limit = 10, ...rest } = typeof options === 'number' ? { limit: options } : options;
  const lines = issues.slice(0, limit).map((issue) => describe(issue, rest));
  if (issues.length > limit) lines.push(`and ${issues.length - limit} more`);
  return lines.join('\n');
}

/**
 * Returns the issues as an OperationOutcome of FHIR STU3, in the same order. An outcome needs at least one issue, so an
 * empty list produces one of severity `information`.
 *
 * @see http://hl7.org/fhir/STU3/operationoutcome.html
 * @example
 * const outcome = toOperationOutcome(issues, { values: false });
 */
export function toOperationOutcome(
  issues: readonly Issue[],
  { values }: Pick<DescribeOptions, 'values'> = {},
): OperationOutcome {
  const none: OperationOutcomeIssue = {
    severity: 'information',
    code: 'informational',
    diagnostics: 'No issue was found',
  };
  const shown = values === false ? issues.map(withoutValues) : issues;
  return { resourceType: 'OperationOutcome', issue: shown.length === 0 ? [none] : shown.map(toOutcomeIssue) };
}

function toOutcomeIssue({ severity, code, message, expression }: Issue): OperationOutcomeIssue {
  return { severity, code, diagnostics: message, ...(expression !== '' && { expression: [expression] }) };
}
