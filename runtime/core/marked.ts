/**
 * Marks inside the text of a message that tell its words from the values that it quotes. A message is put together with
 * them and loses them where it becomes public; what it was with them is kept beside the issue or error, so that it can
 * be said without its values too.
 *
 * The marks are halves of surrogate pairs. No word of ours has one, and a quoted text has none either, because
 * `JSON.stringify` escapes a half that stands alone.
 */
import type { Issue } from './issue.js';

const VALUE = '\udc01';
const HINT = '\udc02';
const END = '\udc00';

/** With the flag, an expression finds halves that stand alone, and passes over pairs that have one. */
const MARKS = /[\udc00-\udc02]/gu;
const MARKED_VALUE = /\udc01[^\udc00]*\udc00/gu;
const MARKED_HINT = /\udc02[^\udc00]*\udc00/gu;
const HINT_AT_END = /\udc02[^\udc00]*\udc00$/u;
/** JSON can bring a half, which must not be taken for a mark. */
const HALVES = /[\ud800-\udfff]/gu;

/** Marks a text that comes from what is checked: `quoted` where it has been through `JSON.stringify`. */
export function valueText(text: string, isQuoted = false): string {
  return `${VALUE}${isQuoted ? text : text.replace(HALVES, '\ufffd')}${END}`;
}

/** Marks what is said only to help, and gives away what a value is like: it is left out where values are. */
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

/** A text as it is published: without marks. Most texts that come here have some. */
export function plainText(marked: string): string {
  return marked.replace(MARKS, '');
}

/** A text without its values, with an ellipsis in place of each, and without hints. */
export function bareText(marked: string): string {
  return marked.replace(MARKED_HINT, '').replace(MARKED_VALUE, '…').replace(MARKS, '');
}

/** A message and a path, both with marks, and how an issue came about. */
export interface Marked {
  readonly message: string;
  readonly path: string;
  /** True where reading a text has lost content. */
  readonly isLost?: boolean;
  /** True where the issue would be an error in a message that is published. */
  readonly isSoftened?: boolean;
}

/** Where an issue or error keeps how it was put together: nobody sees it who does not ask, and a copy starts without it. */
const MARKED = /*@__PURE__*/ Symbol('marked');

interface Keeper {
  [MARKED]?: Marked;
}

function keep(told: Keeper, marked: Marked): void {
  Object.defineProperty(told, MARKED, { value: marked, configurable: true });
}

/** Notes how an issue or an error was put together. Returns it. */
export function keepMarked<Told extends object>(
  told: Told,
  message: string,
  path: string,
  origin?: Pick<Marked, 'isLost' | 'isSoftened'>,
): Told {
  keep(told, { ...origin, message, path });
  return told;
}

/** How an issue or an error was put together; undefined of one that somebody else made, or copied. */
export function markedOf(told: object): Marked | undefined {
  return (told as Keeper)[MARKED];
}

/** Makes an issue of a message and an expression with marks. */
export function markedIssue(issue: Issue): Issue {
  const { message, expression } = issue;
  return keepMarked({ ...issue, message: plainText(message), expression: plainText(expression) }, message, expression);
}

/** Makes known of a copy how the original was put together. */
export function carryMarked<Told extends object>(from: object, to: Told): Told {
  const marked = markedOf(from);
  if (marked) keep(to, marked);
  return to;
}

/** The message of an issue with its marks, to be said again; without them where it has none that are known. */
export function saidAgain(issue: Issue): string {
  return markedOf(issue)?.message ?? valueText(issue.message);
}
