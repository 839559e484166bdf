/** The entry to the explaining walk: returns a verdict or all issues. */
import { quote } from '../core/describe.js';
import { misread } from './faults.js';
import { isMisread } from '../core/form-issues.js';
import type { Issue } from '../core/issue.js';
import { isObject, reasonOf } from '../core/json.js';
import { markedIssue } from '../core/marked.js';
import { locateIssues } from '../core/positions.js';
import {
  finish,
  start,
  type CheckOptions,
  type Draft,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
  type Run,
} from './run.js';

/**
 * Returns true if neither the guard nor the reader of the text found an error; stops at the first. Never throws,
 * whatever the value.
 */
export function passes(
  guard: Guard,
  value: unknown,
  options?: CheckOptions,
  resources?: ResourceGuards,
  known?: Known,
  profiles?: ProfileLookup,
): boolean {
  try {
    if (isMisread(value)) return false;
    const run = start('is', options, resources, known);
    run.profiles = profiles;
    run.env = { resource: value };
    return guard(value, run);
  } catch {
    return false;
  }
}

/**
 * Returns all issues that the guard finds, in element order; expressions start with `root`. The issues of a resource
 * that was read from a text have a line and column, and faults in its syntax come first. `walked` has the set of objects
 * that may produce notes, with the index of the Bundle; they are given if the fast walk has found no faults. `learn`
 * receives what was found, before it is put into order. Never throws: a value that cannot be read,
 * such as an object with a getter that throws, produces one fatal issue with the reason.
 */
export function issuesOf(
  guard: Guard,
  root: string,
  value: unknown,
  options?: CheckOptions,
  resources?: ResourceGuards,
  known?: Known,
  profiles?: ProfileLookup,
  walked?: Pick<Run, 'only' | 'indexed'> & { readonly learn?: ((drafts: readonly Draft[]) => void) | undefined },
): Issue[] {
  const run = start('check', options, resources, known);
  run.profiles = profiles;
  run.only = walked?.only;
  run.indexed = walked?.indexed;
  try {
    run.env = { resource: value };
    if (!isObject(value) || !misread(run, value)) guard(value, run);
    walked?.learn?.(run.drafts);
    return locateIssues(value, finish(run, root));
  } catch (error) {
    const message = `the value cannot be read: ${quote(reasonOf(error))}`;
    return [markedIssue({ severity: 'fatal', code: 'exception', expression: root, message })];
  }
}
