/**
 * Code of an emitted file. Only the functions of this room create it, and each checks or escapes its input, so that
 * text of a definition cannot become code by accident.
 */
export class Code {
  readonly node: Node;
  #text: string | undefined;

  private constructor(node: Node) {
    this.node = node;
  }

  /** For this room alone: the node must contain only code. */
  static of(node: Node): Code {
    return new Code(node);
  }

  /** The code on one line, with the original names of other modules: used to compare pieces of code. */
  get text(): string {
    return (this.#text ??= flatText(this.node));
  }

  /** True for no code at all. */
  get isEmpty(): boolean {
    return this.node === '';
  }
}

/**
 * Returns code on one line, except for its own line breaks; `nameOf` returns the local names of other modules' names.
 */
export function flatText(node: Node, nameOf: (symbol: SymbolNode) => string = ({ name }) => name): string {
  if (typeof node === 'string') return node;
  const textOf = (one: Code): string => flatText(one.node, nameOf);
  switch (node.kind) {
    case 'symbol':
      return nameOf(node);
    case 'sequence':
      return node.parts.map(textOf).join('');
    case 'lines':
      return node.parts.map(textOf).join('\n');
    case 'list': {
      const space = node.isSpaced && node.items.length > 0 ? ' ' : '';
      return `${node.open}${space}${node.items.map(textOf).join(`${node.separator} `)}${space}${node.close}`;
    }
    case 'call':
      return `${textOf(node.callee)}(${node.args.map(textOf).join(', ')})`;
    case 'chain':
      return node.items.map(textOf).join(` ${node.operator} `);
    case 'choice':
      return `${textOf(node.condition)} ? ${textOf(node.value)} : ${textOf(node.otherwise)}`;
    case 'pair':
      return `${textOf(node.start)} ${textOf(node.value)}`;
    case 'rendered':
      return node.print(textOf);
  }
}

/** Returns the pieces that a piece of code consists of. */
export function childrenOf(node: Node): readonly Code[] {
  if (typeof node === 'string') return [];
  switch (node.kind) {
    case 'symbol':
      return [];
    case 'list':
    case 'chain':
      return node.items;
    case 'call':
      return [node.callee, ...node.args];
    case 'choice':
      return [node.condition, node.value, node.otherwise];
    case 'pair':
      return [node.start, node.value];
    default:
      return node.parts;
  }
}

/** Returns whether code has no line break of its own. */
export function fitsOneLine(node: Node): boolean {
  if (typeof node === 'string') return true;
  const isBroken = node.kind === 'lines' || node.kind === 'rendered';
  return !isBroken && childrenOf(node).every((one) => fitsOneLine(one.node));
}

/** The content of a piece of code; plain text has no line break. */
export type Node =
  | string
  | SymbolNode
  | SequenceNode
  | LinesNode
  | ListNode
  | CallNode
  | ChainNode
  | ChoiceNode
  | PairNode
  | RenderedNode;

/** A name of another module; the printer decides its local name. */
export interface SymbolNode {
  readonly kind: 'symbol';
  readonly name: string;
  /** Path of the module from the root of the package, or the import specifier: `#runtime/core/lists.js`. */
  readonly module: string;
  /** True if only the type is needed. */
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

/** Items between brackets, one per line if they do not fit on one. */
export interface ListNode {
  readonly kind: 'list';
  readonly open: '[' | '{' | '<' | '(';
  readonly close: ']' | '}' | '>' | ')';
  readonly separator: ',' | ';';
  /** True if there are spaces inside the brackets. */
  readonly isSpaced: boolean;
  /** True for many short items, with as many on a line as fit. */
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

/** One of two values, depending on a condition. */
export interface ChoiceNode {
  readonly kind: 'choice';
  readonly condition: Code;
  readonly value: Code;
  readonly otherwise: Code;
}

/** A name and what follows it, on the next line only if that helps. */
export interface PairNode {
  readonly kind: 'pair';
  readonly start: Code;
  readonly value: Code;
}

/** Text that a template lays out, once the code in it can be printed. */
export interface RenderedNode {
  readonly kind: 'rendered';
  /** All code that the template may print, so that the names in it are known beforehand. */
  readonly parts: readonly Code[];
  readonly print: (printPart: PrintPart) => string;
}

/**
 * Prints code that starts in a column (from 0) of a line with the given indentation, and is followed by `after`
 * characters.
 */
export type PrintPart = (code: Code, column?: number, indentation?: number, after?: number) => string;
