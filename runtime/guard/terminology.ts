/** Value sets that cannot be expanded offline, such as those of SNOMED CT, and terminologies that can. */
import type { Checked } from '../core/issue.js';
import { valueText } from '../core/marked.js';
import type { CommonCheckOptions, Terminology } from './check-options.js';
import type { Run } from './run.js';

export type { Terminology };

/** A terminology with asynchronous answers, for example a server. */
export interface AsyncTerminology {
  validateCode(
    valueSet: string,
    system: string | undefined,
    code: string,
    display: string | undefined,
  ): boolean | undefined | Promise<boolean | undefined>;
}

/** A code in an element that is bound to a value set. */
interface Question {
  readonly valueSet: string;
  readonly system: unknown;
  readonly code: unknown;
  readonly display: unknown;
}

/** Asks the terminology of a run about a code; returns undefined if there is none, or nothing to ask. */
export function askAbout(
  { options: { terminology } }: Run,
  { valueSet, system, code, display }: Question,
): boolean | { readonly undecided: string } | undefined {
  if (terminology === undefined || typeof code !== 'string') return undefined;
  try {
    return terminology.validateCode(valueSet, textOf(system), code, textOf(display));
  } catch (error) {
    return {
      undecided: `the terminology lookup failed: ${valueText(error instanceof Error ? error.message : String(error))}`,
    };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * Checks a value with an asynchronous terminology: collects all questions, asks each of them once and all in parallel,
 * and then checks with the answers. A code whose question fails is reported as not checked.
 *
 * @param check a check of the package: `checkPatient`, `check`, or that of an event, whose result is returned
 *
 * @example
 * const issues = await checkAsync(checkPatient, patient, { terminology });
 */
export async function checkAsync<Options extends CommonCheckOptions, Result extends Checked>(
  check: (value: unknown, options?: Options) => Result,
  value: unknown,
  { terminology, ...options }: Omit<Options, 'terminology'> & { readonly terminology: AsyncTerminology },
): Promise<Result> {
  const answers = new Map<string, () => boolean | undefined>();
  const open: Promise<void>[] = [];
  const collect: Terminology['validateCode'] = (...question) => {
    const key = JSON.stringify(question);
    if (answers.has(key)) return undefined;
    answers.set(key, () => undefined);
    open.push(ask(terminology, question).then((answer) => void answers.set(key, answer)));
    return undefined;
  };
  const answer: Terminology['validateCode'] = (...question) => answers.get(JSON.stringify(question))?.();
  const withTerminology = (validateCode: Terminology['validateCode']): Options =>
    ({ ...options, terminology: { validateCode } }) as unknown as Options;

  const result = check(value, withTerminology(collect));
  if (open.length === 0) return result;
  await Promise.all(open);
  return check(value, withTerminology(answer));
}

/** Asks one question. Returns a function that returns the answer, or throws the reason why there is none. */
async function ask(
  terminology: AsyncTerminology,
  question: Parameters<AsyncTerminology['validateCode']>,
): Promise<() => boolean | undefined> {
  try {
    const answer = await terminology.validateCode(...question);
    return () => answer;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
