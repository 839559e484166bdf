import type { ContentRules } from './rules.js';

const bySignature = /*@__PURE__*/ new Map<string, ContentRules>();
const known = /*@__PURE__*/ new WeakMap<ContentRules, ContentRules>();
const numbers = /*@__PURE__*/ new WeakMap<object, number>();
let last = 0;

/**
 * The first rules that said the same: profiles of many events say the same of their codes and names, and one table for
 * all of them stays in the caches of the machine. What is no plain data is the same only where it is one and the same.
 */
export function interned(rules: ContentRules): ContentRules {
  const same = known.get(rules);
  if (same) return same;
  const signature = signatureOf(rules);
  const first = bySignature.get(signature) ?? rules;
  bySignature.set(signature, first);
  known.set(rules, first);
  return first;
}

function signatureOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(signatureOf).join()}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? numberOf(value) : textOf(value);
  if (Object.getPrototypeOf(value) !== Object.prototype || 'has' in value) return numberOf(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}:${signatureOf(part)}`)
    .join()}}`;
}

function textOf(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

function numberOf(value: object): string {
  const number = numbers.get(value) ?? ++last;
  numbers.set(value, number);
  return `#${number}`;
}
