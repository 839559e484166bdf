import type { Issue } from '#package/runtime/index.js';

/** Sorts what was found in reading and what was found later in the order of the text. */
export function byPlace(a: Issue, b: Issue): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
