import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';

/** What small definitions of tests leave out or name as they like; `test/diagnostics/oddities.test.ts` is about these. */
const oddities = new Set([
  'load/id-differs-from-url',
  'load/case-sensitivity-unstated',
  'load/code-system-empty',
  'load/display-missing',
  'load/early-version',
]);

/** Collects diagnostics, without those. */
export function withoutOddities(diagnostics: Diagnostic[]): (one: Diagnostic) => void {
  return (one) => {
    if (!oddities.has(one.code)) diagnostics.push(one);
  };
}
