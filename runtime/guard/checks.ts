/** The three ways to check a value; each `isX`, `checkX` and `assertX` calls one of them. */
import { GuardError } from '../core/errors.js';
import { isFault, type Issue } from '../core/issue.js';
import { profileGuard, typeGuard } from './explain-type.js';
import { rootNode } from './link.js';
import { knownTo } from './named-extensions.js';
import { TypeRules, type ProfileRules } from './rules.js';
import type { CheckOptions, Guard } from './run.js';
import { isSound, issuesFor, type Judged } from './verdict.js';

/** Returns true if a value keeps all rules of a type or profile. Never throws, whatever the value. */
export function test(rules: TypeRules | ProfileRules, value: unknown): boolean {
  return isSound(judgedBy(rules), value);
}

/**
 * Returns all issues in a value, in element order; expressions start with the type. The issues of a resource that was
 * read from a text have a line and column. Never throws: a value that cannot be read produces one fatal issue.
 */
export function report(rules: TypeRules | ProfileRules, value: unknown, options?: CheckOptions): Issue[] {
  return issuesFor(judgedBy(rules), value, options);
}

/** Throws a GuardError with all issues if a value breaks a rule. */
export function demand(rules: TypeRules | ProfileRules, value: unknown, options?: CheckOptions): void {
  const issues = report(rules, value, options);
  if (issues.some(isFault)) throw new GuardError(judgedBy(rules).root, issues);
}

/** Returns the guard of a type or profile. */
export function guardOf(rules: TypeRules | ProfileRules): Guard {
  return rules instanceof TypeRules ? typeGuard(rules) : profileGuard(rules);
}

const byRules = /*@__PURE__*/ new WeakMap<TypeRules | ProfileRules, Judged>();

function judgedBy(rules: TypeRules | ProfileRules): Judged {
  const ready = byRules.get(rules);
  if (ready) return ready;
  const known = knownTo(rules);
  const names = known.extensions && new Set(known.extensions);
  const judged: Judged = {
    node: () => rootNode(rules),
    surroundings: {
      typeNamed: undefined,
      claim: undefined,
      extension: undefined,
      mayUse: undefined,
      hasExtension: names && ((url) => names.has(url)),
    },
    guard: guardOf(rules),
    root: (rules instanceof TypeRules ? rules : rules.own).elements.path,
    known,
  };
  byRules.set(rules, judged);
  return judged;
}
