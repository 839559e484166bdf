/** Runs rules that a test writes by hand, on top of those of the sample. */
import * as assert from 'uvu/assert';
import { isFault } from '../../runtime/core/issue.ts';
import { issuesOf, passes } from '../../runtime/guard/explained.ts';
import { guardOf } from '../../runtime/guard/checks.ts';
import {
  additions,
  profileRules,
  type Additions,
  type ContentRules,
  type ProfileRules,
  type TypeRules,
} from '../../runtime/guard/rules.ts';
import type { CheckOptions } from '../../runtime/guard/run.ts';
import { bundleRules, extensionRules, humanNameRules, identifierRules, patientRules } from './sample-rules.ts';

/** The types that profiles in tests constrain, by name. */
const types: Readonly<Record<string, TypeRules>> = {
  Bundle: bundleRules,
  Extension: extensionRules,
  HumanName: humanNameRules,
  Identifier: identifierRules,
  Patient: patientRules,
};

function typeNamed(name: string): TypeRules {
  const type = types[name];
  if (!type) throw new Error(`there are no rules of ${name}`);
  return type;
}

/** Returns what a profile of a test adds to a type. */
export function added(type: string, name: string, content: ContentRules): Additions {
  return additions(typeNamed(type).elements, `https://example.org/${name}`, () => content);
}

/** Returns the rules of a profile of a test, on a type or on another profile. */
export function ruled(type: string, content: ContentRules, base?: ProfileRules, name = 'test'): ProfileRules {
  return profileRules(() => base ?? typeNamed(type), added(type, name, content));
}

/**
 * Returns what rules find in a value: code and path, preceded by the severity if it is no error. Both modes have to
 * agree.
 */
export function foundBy(rules: TypeRules | ProfileRules, value: unknown, options?: CheckOptions): string[] {
  const guard = guardOf(rules);
  const root = ('own' in rules ? rules.own : rules).elements.path;
  const issues = issuesOf(guard, root, value, options);
  const isSound = passes(guard, value, options);
  assert.is(isSound, !issues.some(isFault), JSON.stringify(issues));
  return issues.map(({ severity, code, expression }) =>
    severity === 'error' ? `${code} ${expression}` : `${severity} ${code} ${expression}`,
  );
}

/** Returns the messages of the issues in a value. */
export function saidBy(rules: TypeRules | ProfileRules, value: unknown): string[] {
  return issuesOf(guardOf(rules), '', value).map(({ message }) => message);
}
