/**
 * Marks in the text of a message that separate its words from the values that it quotes. A message is composed with
 * marks and published without; the marked text is kept beside the issue or error, so that a message without values can
 * be made too.
 *
 * The marks are halves of surrogate pairs. Our own texts contain none, nor does a quoted text, because `JSON.stringify`
 * escapes a lone half.
 */
import type { Issue } from './issue.js';

const VALUE = '\udc01';
const HINT = '\udc02';
const END = '\udc00';

/** With the flag `u`, the expression matches lone halves but not those in pairs. */
const MARKS = /[\udc00-\udc02]/gu;
const MARKED_VALUE = /\udc01[^\udc00]*\udc00/gu;
const MARKED_HINT = /\udc02[^\udc00]*\udc00/gu;
const HINT_AT_END = /\udc02[^\udc00]*\udc00$/u;
/** A half in JSON data must not be taken for a mark. */
const HALVES = /[\ud800-\udfff]/gu;

/** Marks a text that comes from the checked value. `quoted` means that it has been through `JSON.stringify`. */
export function valueText(text: string, isQuoted = false): string {
  return `${VALUE}${isQuoted ? text : text.replace(HALVES, '\ufffd')}${END}`;
}

/** Marks a hint. It reveals the value too, so a text without values leaves it out. */
export function hintText(text: string): string {
  return text === '' ? '' : `${HINT}${text}${END}`;
}

/** Whether a text ends with a hint. */
export function hasHint(marked: string): boolean {
  return hintAtEnd(marked) !== '';
}

/** The hint that a text ends with, to be said again; empty where there is none. */
export function hintAtEnd(marked: string): string {
  return HINT_AT_END.exec(marked)?.[0] ?? '';
}

/** Returns a text for publication, without marks. Most texts that come here have some. */
export function plainText(marked: string): string {
  return marked.replace(MARKS, '');
}

/** Returns a text with an ellipsis in place of each value, and without hints. */
export function textWithoutValues(marked: string): string {
  return marked.replace(MARKED_HINT, '').replace(MARKED_VALUE, '…').replace(MARKS, '');
}

/** A message and a path, both with marks, and the origin of the issue. */
export interface Marked {
  readonly message: string;
  readonly path: string;
  /** True if content was lost while reading a text. */
  readonly isLost?: boolean;
  /** True if the issue would be an error in a published message. */
  readonly isLowered?: boolean;
}

/** A class whose instances are the objects that it is given. */
const Given = function (given: object): object {
  return given;
} as unknown as new (given: object) => object;

/**
 * The marked text of an issue or error, as a private field of that: nobody else sees it, and a copy starts without it.
 * Engines add such a field several times as fast as they define a property that is not enumerable.
 */
class Keeper extends Given {
  #marked: Marked | undefined;

  static keep(finding: object, marked: Marked): void {
    const keeper = #marked in finding ? finding : new Keeper(finding);
    (keeper as Keeper).#marked = marked;
  }

  static markedOf(finding: object): Marked | undefined {
    return #marked in finding ? finding.#marked : undefined;
  }
}

/** Keeps the marked text of an issue or an error. Returns the issue or error. */
export function keepMarked<Finding extends object>(
  finding: Finding,
  message: string,
  path: string,
  origin?: Pick<Marked, 'isLost' | 'isLowered'>,
): Finding {
  Keeper.keep(finding, { ...origin, message, path });
  return finding;
}

/** Returns the marked text of an issue or an error; undefined if it was copied or made elsewhere. */
export function markedOf(finding: object): Marked | undefined {
  return Keeper.markedOf(finding);
}

/** Creates an issue from a message and an expression with marks. */
export function markedIssue(issue: Issue): Issue {
  const { message, expression } = issue;
  return keepMarked({ ...issue, message: plainText(message), expression: plainText(expression) }, message, expression);
}

/** Carries the marked text of the original over to a copy. */
export function carryMarked<Finding extends object>(from: object, to: Finding): Finding {
  const marked = markedOf(from);
  if (marked) Keeper.keep(to, marked);
  return to;
}

/** Returns the message of an issue with its marks; if these are unknown, all of it is marked as a value. */
export function saidAgain(issue: Issue): string {
  return markedOf(issue)?.message ?? valueText(issue.message);
}
