/** What the page asks its worker, and what it gets back. Everything is plain data. */
import type { Issue } from 'careconnect-ems/runtime';
import type { MessageFacts } from '../../../../sdk/message-facts.ts';

/** How a text is checked. */
export interface CheckSettings {
  readonly direction: 'receive' | 'publish';
  /** A policy as `validate --accept` reads it, as JSON text; empty for none. */
  readonly policy: string;
}

export type Question =
  | { readonly kind: 'check'; readonly text: string; readonly settings: CheckSettings }
  | { readonly kind: 'convert'; readonly text: string }
  | { readonly kind: 'program'; readonly text: string };

/** The result of a check. */
export interface Report {
  /** The type of the resource; undefined if nothing could be read. */
  readonly resourceType: string | undefined;
  readonly valid: boolean;
  /** Number of issues by severity; `fatal` counts as an error. */
  readonly counts: Counts;
  /** The first issues, in the order of the text. */
  readonly issues: readonly Issue[];
  /** What a message says; undefined for anything that is no message. */
  readonly facts: MessageFacts | undefined;
  /** Line at which each of the resources in `facts` begins, counted from 1. */
  readonly lines: readonly (number | undefined)[];
  /** What is wrong with the policy, which then accepted nothing. */
  readonly policyFault: string | undefined;
  /** Time of the check in milliseconds. */
  readonly milliseconds: number;
}

export interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly information: number;
}

/** The same resource in the other syntax. */
export interface Conversion {
  readonly to: 'xml' | 'json';
  /** Undefined if nothing could be converted. */
  readonly text: string | undefined;
  /** What could not be carried over. */
  readonly issues: readonly Issue[];
}

/** The program that builds a message. */
export interface Program {
  /** Undefined for anything that is no message of a known event. */
  readonly code: string | undefined;
  readonly notExpressible: readonly { readonly path: string; readonly reason: string }[];
  readonly builds: boolean;
  /** Why there is no program. */
  readonly fault: string | undefined;
}

export interface Answers {
  readonly check: Report;
  readonly convert: Conversion;
  readonly program: Program;
}

/** A question with the number by which its answer is recognised. */
export interface NumberedQuestion {
  readonly number: number;
  readonly question: Question;
}

export interface NumberedAnswer {
  readonly number: number;
  readonly answer?: Answers[keyof Answers];
  /** Set if the question could not be answered; the message of the error. */
  readonly failure?: string;
}
