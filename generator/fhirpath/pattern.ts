import { unsupported } from './unsupported.ts';

/** Escapes that a regular expression does not need, and that JavaScript does not accept with the flag `u`: `\_`. */
const needlessEscape = /\\([^A-Za-z0-9^$\\.*+?()[\]{}|/-])/g;
const backReference = /\\(?:[1-9]|k<)/;
const repeatedGroup = /\)(?:[*+]|\{\d+,)/;
const unbounded = /(?<!\\)(?:[*+]|\{\d+,\})/g;

/**
 * Returns a regular expression as JavaScript reads it with the flags `s` and `u`. Unsupported if it is invalid, or if
 * its time could grow faster than the text, which is untrusted.
 */
export function checkPattern(pattern: string): string {
  const plain = pattern.replace(needlessEscape, '$1');
  if (!isPattern(plain)) unsupported(`the pattern ${pattern}`);
  const outside = plain.replace(/\[(?:\\.|[^\]\\])*\]/gs, 'x');
  const repeats = outside.match(unbounded)?.length ?? 0;
  const isSlow = backReference.test(outside) || repeatedGroup.test(outside) || repeats > 2;
  if (isSlow || (repeats > 0 && !outside.startsWith('^'))) unsupported(`the pattern ${pattern}, which may take long`);
  return plain;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'su') instanceof RegExp;
  } catch {
    return false;
  }
}
