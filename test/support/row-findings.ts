/** The findings in the cases of the rows, in a form that can be stored and compared. */
import type { Issue } from '../../runtime/core/issue.ts';
import { invariantKeyOf } from '../../runtime/guard/faults.ts';

/**
 * Returns the issues as short texts, sorted: severity, code and element, and for an invariant its key. Leaves out
 * issues about what cannot be checked.
 */
export function findingsOf(issues: readonly Issue[]): string[] {
  return issues
    .filter(({ severity }) => severity !== 'information')
    .map((issue) => {
      const { severity, code, expression, elementId } = issue;
      const key = invariantKeyOf(issue);
      return [severity, code, elementId ?? withoutIndexes(expression), ...(key === undefined ? [] : [key])].join(' ');
    })
    .sort();
}

function withoutIndexes(expression: string): string {
  return expression.replace(/\[\d+\]/g, '');
}
