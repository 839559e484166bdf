/** The explaining walk over invariants of objects and of the values of their elements. */
import type { ElementRow, ElementTable } from '../core/elements.js';
import type { Properties } from '../core/json.js';
import { broken } from './faults.js';
import { brokenAt, eachHolds, isThere, naming } from './invariant.js';
import type { ContentRules, InvariantRule } from './rules.js';
import { withSeverity, type Run } from './run.js';

/** Tests the invariants of an object whose structure is sound; true means stop. */
export function explainInvariants(rules: ContentRules, table: ElementTable, value: Properties, run: Run): boolean {
  const { whenReceived } = rules;
  const { all, warnings } = preparedOf(rules);
  // The fast walk has found no errors, so that only warnings are left.
  for (const rule of run.only === undefined ? all : warnings) {
    const stops = withSeverity(rule.whenReceived ?? whenReceived, run, () =>
      rule.at ? isBrokenInside(rule, rule.at, table, value, run) : isBroken(rule, table, value, run),
    );
    if (stops) return true;
  }
  return false;
}

interface PreparedInvariants {
  readonly all: readonly InvariantRule[];
  readonly warnings: readonly InvariantRule[];
}

const byContent = /*@__PURE__*/ new WeakMap<ContentRules, PreparedInvariants>();

function preparedOf(rules: ContentRules): PreparedInvariants {
  const known = byContent.get(rules);
  if (known) return known;
  const all = invariantsOf(rules);
  const prepared = { all, warnings: all.filter(({ severity }) => severity === 'warning') };
  byContent.set(rules, prepared);
  return prepared;
}

/** Returns the invariants of an object, those of abstract types first. */
export function invariantsOf({ inherits, invariants = NONE }: ContentRules): readonly InvariantRule[] {
  return inherits ? [...inherits.flat(), ...invariants] : invariants;
}

const NONE: readonly InvariantRule[] = [];

function isBroken(rule: InvariantRule, table: ElementTable, value: Properties, run: Run): boolean {
  if (keeps(rule, table, value, run)) return false;
  const found = rule.culprits?.(value, run.env);
  return broken(run, rule.key, found ? naming(rule.text, found) : rule.text, rule.severity);
}

/** Returns whether an object keeps an invariant about it as a whole. */
export function keeps({ some, one, holds }: InvariantRule, table: ElementTable, value: Properties, run: Run): boolean {
  if (some) return some.some((name) => isPresent(name, table, value));
  if (one) return isPresent(one[0], table, value) !== isPresent(one[1], table, value);
  return holds === undefined || holds(value, run.env, undefined);
}

function isPresent(name: string, table: ElementTable, value: Properties): boolean {
  const row = table.rows.get(name);
  return row?.entries.some((entry) => isEntryThere(entry.name, value) || isEntryThere(entry.sibling, value)) ?? false;
}

function isEntryThere(name: string, value: Properties): boolean {
  return value[name] !== undefined && value[name] !== null;
}

/** Tests an invariant on the values of an element; true means stop. */
function isBrokenInside(
  { key, text, severity, holds }: InvariantRule,
  [name, property]: readonly [string, string],
  table: ElementTable,
  value: Properties,
  run: Run,
): boolean {
  const row: ElementRow | undefined = table.rows.get(name);
  if (!row || !holds) return false;
  const [item, sibling] = [value[property], value[`_${property}`]];
  const test = (one: unknown, beside: unknown): boolean => holds(one, run.env, beside);
  if (row.isList) return eachHolds(run, item, sibling, name, row.order, test, key, text, severity);
  if (!isThere(item, sibling) || test(item, sibling)) return false;
  return brokenAt(run, name, row.order, key, text, severity);
}
