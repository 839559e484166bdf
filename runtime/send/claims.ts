import { InputError } from '../core/errors.js';
import { isObject } from '../core/json.js';
import { readable } from '../core/plain.js';
import { textOf, type TextRule } from './text-rule.js';

/** A claim of a token: a fixed value, a given text, or the first of other claims that is present. */
export type ClaimRule =
  | { readonly claim: string; readonly value: string }
  | { readonly claim: string; readonly isOptional?: boolean; readonly given: TextRule }
  | { readonly claim: string; readonly firstOf: readonly string[] };

/**
 * Creates the claims of a token, in the order of their rules. The signer adds the token's own claims.
 *
 * @throws InputError with the name of an input that is missing or malformed
 */
export function makeClaims(rules: readonly ClaimRule[], input: unknown): Readonly<Record<string, string>> {
  const given = readable('input', () => givenClaims(rules, input));
  const claims = rules.flatMap((rule): [string, string | undefined][] => {
    if ('value' in rule) return [[rule.claim, rule.value]];
    const names = 'firstOf' in rule ? rule.firstOf : [rule.claim];
    return [[rule.claim, names.map((name) => given.get(name)).find((one) => one !== undefined)]];
  });
  return Object.fromEntries(claims.filter((claim): claim is [string, string] => claim[1] !== undefined));
}

function givenClaims(rules: readonly ClaimRule[], input: unknown): ReadonlyMap<string, string> {
  if (!isObject(input)) throw new InputError('input', input ?? null, 'an object');
  const given = new Map<string, string>();
  for (const rule of rules) {
    if (!('given' in rule)) continue;
    const value = input[rule.given.name];
    if (rule.isOptional === true && (value === undefined || value === null)) continue;
    given.set(rule.claim, textOf(rule.given, value));
  }
  return given;
}
