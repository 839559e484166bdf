/** The place of a value, and what is needed to express it. */
import type { FindConstant } from './constants.js';
import type { MessageResource } from './expression.js';
import type { Lose } from './losses.js';

/** What is needed to find expressions. */
export interface Finding {
  readonly constant: FindConstant;
  /** Finds the resource of the message to which a reference leads. */
  readonly resource: (reference: string) => MessageResource | undefined;
}

/** The context of one value. */
export interface Place {
  readonly path: string;
  readonly finding: Finding;
  readonly lose: Lose;
}

export const NO_INPUT = 'the builders have no input for it';
export const MALFORMED = 'is not of the form that the element has';
