/** Where a value stands, and what is needed to say how it is made. */
import type { FindConstant } from './constants.js';
import type { MessageResource } from './expression.js';
import type { Lose } from './losses.js';

/** What expressions are found with. */
export interface Finding {
  readonly constant: FindConstant;
  /** Finds the resource of the message that a reference leads to. */
  readonly resource: (reference: string) => MessageResource | undefined;
}

/** What there is to say of one value. */
export interface Place {
  readonly path: string;
  readonly finding: Finding;
  readonly lose: Lose;
}

export const NO_INPUT = 'the builders have no input for it';
export const MALFORMED = 'is not of the form that the element has';
