import { isDeepStrictEqual } from 'node:util';
import type { ElementModel } from '../model/model.ts';
import { finding, shown, type Finding } from './change.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Compares how often something may occur: an element, a slice, an entry or a role. */
export function compareCardinality(old: Bounds, now: Bounds, id?: string): Finding[] {
  if (now.max === 0) return old.max === 0 ? [] : [finding('narrowed', 'It is no longer allowed.', 'both', id)];
  const findings: Finding[] = [];
  if (old.max === 0) findings.push(finding('widened', 'It is now allowed.', 'none', id));
  if (now.min > old.min)
    findings.push(finding('narrowed', `It must occur ${times(now.min)}; ${before(old.min)}.`, 'both', id));
  if (now.min < old.min) {
    const what = now.min === 0 ? 'It may now be missing' : `${capital(times(now.min))} is now enough`;
    findings.push(finding('widened', `${what}; ${before(old.min)}.`, 'none', id));
  }
  if (now.max < old.max)
    findings.push(finding('narrowed', `It may occur ${most(now.max)}; before, ${most(old.max)}.`, 'both', id));
  if (now.max > old.max && old.max > 0)
    findings.push(finding('widened', `It may occur ${most(now.max)}; before, ${most(old.max)}.`, 'none', id));
  return findings;
}

function times(count: number): string {
  return count === 1 ? 'at least once' : `at least ${count} times`;
}

function before(min: number): string {
  return min === 0 ? 'before, it could be missing' : `before, ${times(min)}`;
}

function most(max: number): string {
  if (max === Infinity) return 'any number of times';
  return max === 1 ? 'once at most' : `${max} times at most`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Compares the values that an element may have: fixed, pattern, limits, forms and what builders fill in. */
export function compareValues(old: ElementModel, now: ElementModel): Finding[] {
  return [
    ...compareFixed('fixed value', old, now, ({ fixed }) => fixed?.value),
    ...compareFixed('pattern', old, now, ({ pattern }) => pattern?.value),
    ...compareLimit('The least value', old, now, ({ minValue }) => minValue?.value, false),
    ...compareLimit('The greatest value', old, now, ({ maxValue }) => maxValue?.value, true),
    ...compareLimit('The greatest length', old, now, ({ maxLength }) => maxLength, true),
    ...compareForm('The rule for the last digit', old.checkDigit, now.checkDigit, now.id),
    ...compareForm('The form of the code', old.codeForm, now.codeForm, now.id),
    ...compareFilledIn(old, now),
  ];
}

type Part = (element: ElementModel) => unknown;

function compareFixed(word: string, old: ElementModel, now: ElementModel, part: Part): Finding[] {
  const [was, is] = [part(old), part(now)];
  if (isDeepStrictEqual(was, is)) return [];
  if (was === undefined) return [finding('narrowed', `It has the ${word} ${shown(is)}.`, 'both', now.id)];
  // A builder no longer fills it in.
  const breaks = now.min > 0 ? 'builders' : 'none';
  if (is === undefined) return [finding('widened', `It no longer has the ${word} ${shown(was)}.`, breaks, now.id)];
  return [finding('changed', `The ${word} is ${shown(is)}; before, ${shown(was)}.`, 'both', now.id)];
}

function compareLimit(word: string, old: ElementModel, now: ElementModel, part: Part, isUpper: boolean): Finding[] {
  const [was, is] = [part(old), part(now)];
  if (isDeepStrictEqual(was, is)) return [];
  if (was === undefined)
    return [finding('narrowed', `${word} is ${shown(is)}; before, there was none.`, 'both', now.id)];
  if (is === undefined) return [finding('widened', `${word} is no longer ${shown(was)}.`, 'none', now.id)];
  const what = `${word} is ${shown(is)}; before, ${shown(was)}.`;
  const isGreater = greater(is, was);
  if (isGreater === undefined) return [finding('changed', what, 'both', now.id)];
  return [isGreater === isUpper ? finding('widened', what, 'none', now.id) : finding('narrowed', what, 'both', now.id)];
}

/** Returns undefined for values that have no order, such as dates of different precision. */
function greater(one: unknown, other: unknown): boolean | undefined {
  if (typeof one === 'number' && typeof other === 'number') return one > other;
  const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  return isDay(one) && isDay(other) ? one > other : undefined;
}

function compareForm(word: string, was: unknown, is: unknown, id: string): Finding[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (was === undefined) return [finding('narrowed', `${word} is checked.`, 'both', id)];
  if (is === undefined) return [finding('widened', `${word} is no longer checked.`, 'none', id)];
  return [finding('changed', `${word} has changed.`, 'both', id)];
}

function compareFilledIn(old: ElementModel, now: ElementModel): Finding[] {
  const findings: Finding[] = [];
  const [was, is] = [old.isNeededInBuilders === true, now.isNeededInBuilders === true];
  // Where the element is required, builders ask for it anyway.
  if (is && !was && old.min === 0) findings.push(finding('narrowed', 'Builders ask for it.', 'builders', now.id));
  if (was && !is && now.min === 0) findings.push(finding('widened', 'Builders no longer ask for it.', 'none', now.id));
  if (!isDeepStrictEqual(old.recommended, now.recommended)) {
    const value = now.recommended === undefined ? 'nothing' : shown(now.recommended.value);
    const isLost = now.recommended === undefined && now.min > 0;
    findings.push(finding('changed', `Builders fill in ${value} by default.`, isLost ? 'builders' : 'none', now.id));
  }
  return findings;
}
