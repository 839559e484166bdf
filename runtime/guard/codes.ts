import type { Rule } from '../primitives/rules.js';

/** The codes that a required binding allows. */
export interface Codes extends Rule {
  readonly among: readonly string[];
  readonly has: (value: unknown) => boolean;
}

/** The number of codes up to which a message lists them all. */
const LISTED = 12;

/** Returns the codes of a value set as a test and as the rule that it tests. */
export function codes(name: string, among: readonly string[]): Codes {
  let known: Set<unknown> | undefined;
  const list = among.length > LISTED ? `the ${among.length} codes of ${name}` : `${among.join(', ')} (${name})`;
  const has = (value: unknown): boolean => (known ??= new Set(among)).has(value);
  return { json: 'string', code: 'code-invalid', text: `one of ${list}`, among, has };
}

/** Returns the rule that a value is exactly the one that the definition fixes. */
export function exactly(fixed: string | number | boolean): Rule {
  const json = typeof fixed as 'string' | 'number' | 'boolean';
  return {
    json,
    text: `the fixed value ${JSON.stringify(fixed)}`,
    ...(json === 'string' && { among: [String(fixed)] }),
  };
}
