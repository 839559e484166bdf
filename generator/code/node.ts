import type { Code } from './code.ts';

/** What a piece of code is made of; plain text stands for itself and has no line break. */
export type Node =
  | string
  | SymbolNode
  | SequenceNode
  | LinesNode
  | BlockNode
  | ListNode
  | CallNode
  | ChainNode
  | ChoiceNode
  | PairNode
  | RenderedNode;

/** A name of another module; what it is called in a file is settled when that is printed. */
export interface SymbolNode {
  readonly kind: 'symbol';
  readonly name: string;
  /** Path of the module from the root of the package, or what an import names: `#runtime/lists.js`. */
  readonly module: string;
  /** True where only the type is needed. */
  readonly isType: boolean;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly parts: readonly Code[];
}

export interface LinesNode {
  readonly kind: 'lines';
  readonly parts: readonly Code[];
}

/** Statements on indented lines between what opens and what closes them; without a close only indented. */
export interface BlockNode {
  readonly kind: 'block';
  readonly open: Code;
  readonly close: Code;
  readonly parts: readonly Code[];
}

/** Items between brackets, one a line where they do not fit on one. */
export interface ListNode {
  readonly kind: 'list';
  readonly open: '[' | '{' | '<' | '(';
  readonly close: ']' | '}' | '>' | ')';
  readonly separator: ',' | ';';
  /** True where a space stands inside the brackets. */
  readonly isSpaced: boolean;
  /** True for many short items, of which as many stand on a line as fit. */
  readonly isFilled?: boolean;
  readonly items: readonly Code[];
}

export interface CallNode {
  readonly kind: 'call';
  readonly callee: Code;
  readonly args: readonly Code[];
}

/** Items with an operator between them. */
export interface ChainNode {
  readonly kind: 'chain';
  readonly operator: '|' | '&' | '&&' | '||' | '??';
  readonly items: readonly Code[];
}

/** One of two values, by a condition. */
export interface ChoiceNode {
  readonly kind: 'choice';
  readonly condition: Code;
  readonly value: Code;
  readonly otherwise: Code;
}

/** What stands behind a name, on the next line where only that helps. */
export interface PairNode {
  readonly kind: 'pair';
  readonly start: Code;
  readonly value: Code;
}

/** Text that a template lays out, once the code in it can be printed. */
export interface RenderedNode {
  readonly kind: 'rendered';
  /** Everything that the template may print, so that the names in it are known beforehand. */
  readonly parts: readonly Code[];
  readonly print: (printPart: PrintPart) => string;
}

/** Prints code that starts in a column (from 0) of a line with an indentation, and that so many characters follow. */
export type PrintPart = (code: Code, column?: number, indentation?: number, after?: number) => string;
