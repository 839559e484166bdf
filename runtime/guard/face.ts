/** The three ways to call a guard; `isX`, `checkX` and `assertX` are one line each on top of these. */
import { quote } from '../core/describe.js';
import { GuardError } from '../core/errors.js';
import { misread } from './faults.js';
import { isMisread } from '../core/form-issues.js';
import { isFault, type Issue } from '../core/issue.js';
import { isObject } from '../core/json.js';
import { markedIssue } from '../core/marked.js';
import { locateIssues } from '../core/positions.js';
import {
  finish,
  start,
  type CheckOptions,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
} from './run.js';

/**
 * Returns true if neither the guard nor the reader of the text found an error; stops at the first. Never throws,
 * whatever the value.
 */
export function test(
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
 * Returns all issues that the guard finds, in element order; expressions start with `root`. For a resource that was read
 * from a text they have line and column, and the faults in its syntax come before those of its parts.
 * Never throws: a value that cannot be read, such as an object with a getter that throws, gives one fatal issue with the
 * reason.
 */
export function report(
  guard: Guard,
  root: string,
  value: unknown,
  options?: CheckOptions,
  resources?: ResourceGuards,
  known?: Known,
  profiles?: ProfileLookup,
): Issue[] {
  const run = start('check', options, resources, known);
  run.profiles = profiles;
  try {
    run.env = { resource: value };
    if (!isObject(value) || !misread(run, value)) guard(value, run);
    return locateIssues(value, finish(run, root));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the value cannot be read: ${quote(reason)}`;
    return [markedIssue({ severity: 'fatal', code: 'exception', expression: root, message })];
  }
}

/** Throws a GuardError with all issues if the guard finds an error. */
export function demand(
  guard: Guard,
  root: string,
  value: unknown,
  options?: CheckOptions,
  resources?: ResourceGuards,
  known?: Known,
): void {
  const issues = report(guard, root, value, options, resources, known);
  if (issues.some(isFault)) throw new GuardError(root, issues);
}
