/** What is found in the cases of the rows, in a form that can be kept and compared. */
import type { Issue } from '../../runtime/core/issue.ts';

/**
 * Returns the issues as short texts, sorted: severity, code and element, of an invariant also its key. What cannot be
 * checked is left out.
 */
export function findingsOf(issues: readonly Issue[]): string[] {
  return issues
    .filter(({ severity }) => severity !== 'information')
    .map(({ severity, code, expression, elementId, message }) => {
      const key = code === 'invariant' ? /\(([\w-]+)\)$/.exec(message)?.[1] : undefined;
      return [severity, code, elementId ?? withoutIndexes(expression), ...(key === undefined ? [] : [key])].join(' ');
    })
    .sort();
}

function withoutIndexes(expression: string): string {
  return expression.replace(/\[\d+\]/g, '');
}
