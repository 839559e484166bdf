import type { Limits } from './limits.ts';

/** Values of options, as they are written on the command line. */
export const formats = ['text', 'json', 'operation-outcome', 'sarif', 'github'] as const;
export const layers = ['base', 'profile', 'event'] as const;
export const directions = ['publish', 'receive'] as const;
export const thresholds = ['error', 'warning'] as const;
export const syntaxes = ['json', 'xml'] as const;
export const messageFormats = ['xml', 'json', 'ts'] as const;
export const reports = ['text', 'json'] as const;
const lists = ['events', 'profiles', 'valuesets'] as const;

export type Format = (typeof formats)[number];
export type Syntax = (typeof syntaxes)[number];
export type Listed = (typeof lists)[number];
/** How a command prints what it has found. */
export type Report = (typeof reports)[number];

export interface ValidateOptions {
  readonly command: 'validate';
  /** Files, folders, and `-` for standard input, as they were named; at least one. */
  readonly operands: readonly string[];
  readonly format: Format;
  readonly rules: (typeof layers)[number];
  readonly direction: (typeof directions)[number];
  readonly failOn: (typeof thresholds)[number];
  /** Whether to hide notes. */
  readonly quiet: boolean;
  /** File with what is accepted; undefined where nothing is. */
  readonly accept: string | undefined;
  /** Whether to print what comes from the files themselves. */
  readonly values: boolean;
  readonly limits: Limits;
}

export interface ConvertOptions {
  readonly command: 'convert';
  /** A file, or `-` for standard input. */
  readonly operand: string;
  readonly to: Syntax;
  readonly pretty: boolean;
  readonly limits: Limits;
}

export interface NewOptions {
  readonly command: 'new';
  /** As they were written; undefined where they were left out. */
  readonly event: string | undefined;
  readonly type: string | undefined;
  readonly case: string | undefined;
  readonly format: (typeof messageFormats)[number];
}

export interface ReadOptions {
  readonly command: 'read';
  /** A file, or `-` for standard input. */
  readonly operand: string;
  readonly format: Report;
  readonly direction: (typeof directions)[number];
  readonly limits: Limits;
}

export interface ListOptions {
  readonly command: 'list';
  readonly what: Listed;
  readonly format: Report;
}

export interface ExplainOptions {
  readonly command: 'explain';
  /** As it was written. */
  readonly subject: string;
  readonly format: Report;
}

/** What is to be done on demand, as only few runs do. */
export type OnDemandOptions = NewOptions | ReadOptions | ListOptions | ExplainOptions;

export type Options = ValidateOptions | ConvertOptions | OnDemandOptions;
export type Command = Options['command'];
