/** The three ways to hold a value to rules; `isX`, `checkX` and `assertX` are one line each on top of these. */
import { quote } from '../core/describe.js';
import { GuardError } from '../core/errors.js';
import { profileGuard, typeGuard } from './explain-type.js';
import { misread } from './faults.js';
import { isMisread } from '../core/form-issues.js';
import { isFault, type Issue } from '../core/issue.js';
import { isObject } from '../core/json.js';
import { locateIssues } from '../core/positions.js';
import { knownTo } from './named-extensions.js';
import { TypeRules, type ProfileRules } from './rules.js';
import {
  finish,
  start,
  type CheckOptions,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
} from './run.js';

/** The guard of a type or profile. */
export function guardOf(rules: TypeRules | ProfileRules): Guard {
  return rules instanceof TypeRules ? typeGuard(rules) : profileGuard(rules);
}

function rootOf(rules: TypeRules | ProfileRules): string {
  return (rules instanceof TypeRules ? rules : rules.own).elements.path;
}

/** Returns true if a value keeps all rules of a type or profile. Never throws, whatever the value. */
export function test(rules: TypeRules | ProfileRules, value: unknown): boolean {
  return passes(guardOf(rules), value, undefined, undefined, knownTo(rules));
}

/** Returns all issues that rules find in a value, as `issuesOf` does. */
export function report(rules: TypeRules | ProfileRules, value: unknown, options?: CheckOptions): Issue[] {
  return issuesOf(guardOf(rules), rootOf(rules), value, options, undefined, knownTo(rules));
}

/** Throws a GuardError with all issues if a value breaks a rule. */
export function demand(rules: TypeRules | ProfileRules, value: unknown, options?: CheckOptions): void {
  const issues = report(rules, value, options);
  if (issues.some(isFault)) throw new GuardError(rootOf(rules), issues);
}

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
 * Returns all issues that the guard finds, in element order; expressions start with `root`. For a resource that was read
 * from a text they have line and column, and the faults in its syntax come before those of its parts.
 * Never throws: a value that cannot be read, such as an object with a getter that throws, gives one fatal issue with the
 * reason.
 */
export function issuesOf(
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
    return [{ severity: 'fatal', code: 'exception', expression: root, message }];
  }
}
