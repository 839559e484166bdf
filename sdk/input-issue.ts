import type { Issue } from '#package/runtime/index.js';
import { Unreadable } from './read-input.ts';
import { reasonOf } from './thrown.ts';

/**
 * The issue that stands for an error met with a file. A file is data from anywhere: also a fault of our own must not
 * keep the others from being looked at.
 *
 * @param values whether the reason may say anything of what is in the file
 */
export function fatalIssue(error: unknown, values = true): Issue {
  const code = error instanceof Unreadable ? error.code : 'exception';
  const reason = reasonOf(error);
  const message = error instanceof Unreadable ? reason : `cannot be processed${values ? `: ${reason}` : ''}`;
  return { severity: 'fatal', code, expression: '', message };
}
