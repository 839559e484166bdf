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

/** Tells what a name of another module is called. */
type NameOf = (symbol: SymbolNode) => string;

/**
 * Returns code on one line, except for its own line breaks; `nameOf` returns the local names of other modules' names.
 */
export function flatText(node: Node, nameOf: NameOf = ({ name }) => name): string {
  if (typeof node === 'string') return node;
  let text = '';
  eachPiece(node, nameOf, (piece) => {
    text += typeof piece === 'string' ? piece : flatText(piece.node, nameOf);
  });
  return text;
}

/** Code on one line; undefined where that would be longer than `room`, or the code has lines of its own. */
export function lineText(node: Node, room: number, nameOf: NameOf): string | undefined {
  let text = '';
  let isLine = !hasLines(node);
  const take = (piece: string | Code): void => {
    if (!isLine) return;
    if (typeof piece === 'string') {
      text += piece;
      isLine = text.length <= room;
    } else if (hasLines(piece.node)) isLine = false;
    else eachPiece(piece.node, nameOf, take);
  };
  if (isLine) eachPiece(node, nameOf, take);
  return isLine ? text : undefined;
}

function hasLines(node: Node): boolean {
  return typeof node !== 'string' && (node.kind === 'lines' || node.kind === 'rendered');
}

/** Gives out what stands on the line of some code, one after another: text, and the pieces that it is made of. */
function eachPiece(node: Node, nameOf: NameOf, take: (piece: string | Code) => void): void {
  if (typeof node === 'string') return take(node);
  switch (node.kind) {
    case 'symbol':
      return take(nameOf(node));
    case 'sequence':
      return node.parts.forEach(take);
    case 'lines':
      return separated(node.parts, '\n', take);
    case 'list': {
      const space = node.isSpaced && node.items.length > 0 ? ' ' : '';
      take(node.open + space);
      separated(node.items, `${node.separator} `, take);
      return take(space + node.close);
    }
    case 'call':
      take(node.callee);
      take('(');
      separated(node.args, ', ', take);
      return take(')');
    case 'chain':
      return separated(node.items, ` ${node.operator} `, take);
    case 'choice':
      return [node.condition, ' ? ', node.value, ' : ', node.otherwise].forEach(take);
    case 'pair':
      return [node.start, ' ', node.value].forEach(take);
    case 'rendered':
      return take(node.print((one) => flatText(one.node, nameOf)));
  }
}

function separated(parts: readonly Code[], separator: string, take: (piece: string | Code) => void): void {
  parts.forEach((part, index) => {
    if (index > 0) take(separator);
    take(part);
  });
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

export type Operator = '|' | '&' | '&&' | '||' | '??' | '+' | '-' | '*' | '/' | '%';

/** Items with an operator between them. */
export interface ChainNode {
  readonly kind: 'chain';
  readonly operator: Operator;
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
