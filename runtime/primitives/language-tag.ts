import type { Rule } from './rules.js';

const SUBTAGS =
  '(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\\d{3}))?' +
  '(?:-(?:[a-z\\d]{5,8}|\\d[a-z\\d]{3}))*(?:-[a-wyz\\d](?:-[a-z\\d]{2,8})+)*(?:-x(?:-[a-z\\d]{1,8})+)?';
/** Tags that are older than their grammar and do not follow it. */
const IRREGULAR =
  'i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)';
const TAG = /*@__PURE__*/ wholeText(SUBTAGS, 'x(?:-[a-z\\d]{1,8})+', IRREGULAR);

function wholeText(...alternatives: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives.join('|')})$`, 'i');
}

/** No tag is nearly as long; the expression need not look at more. */
const LONGEST = 1000;

/**
 * Returns whether a value is a well-formed language tag of BCP 47: `en`, `en-GB`, `zh-Hant-TW`. Whether its parts are
 * registered is not looked up.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5646#section-2.1
 */
export function isLanguageTag(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST && TAG.test(value);
}

/** The rule for a language tag, in words. */
export const languageRule: Rule = {
  json: 'string',
  code: 'code-invalid',
  text: 'a language tag of BCP 47, such as en or en-GB',
};
