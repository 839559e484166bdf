import { doc, type Doc } from 'prettier';
import { lineText } from './node.ts';
import type { Code } from './code.ts';
import type { CallNode, ChainNode, ListNode, Node, PrintPart, SymbolNode } from './node.ts';

const { align, conditionalGroup, fill, group, hardline, ifBreak, indent, join, line, softline } = doc.builders;

/** Maximum line width. */
export const lineWidth = 120;

/** Returns the local name of another module's name. */
export type LocalName = (symbol: SymbolNode) => string;

/** Prints code as text, with line breaks if a line would be wider than `width`. */
export function codePrinter(nameOf: LocalName, width = lineWidth): PrintPart {
  const print: PrintPart = (code, column = 0, indentation = 0, after = 0) => {
    const { node } = code;
    if (typeof node === 'string') return node;
    if (column === 0 && indentation === 0 && after === 0) {
      // Lines that begin at the margin are printed one by one, and what a template has laid out is.
      if (node.kind === 'lines') return node.parts.map((part) => print(part)).join('\n');
      if (node.kind === 'rendered') return withoutTrailingSpace(node.print(print));
    }
    const flat = lineText(node, width - column - after, nameOf);
    if (flat !== undefined) return flat;
    // The text before and after the code on its lines counts, but is not printed here.
    const whole = ['.'.repeat(column), toDoc(code, { nameOf, width, indentation }), '.'.repeat(after)];
    const { formatted } = doc.printer.printDocToString(align(indentation, whole), {
      printWidth: width,
      tabWidth: 2,
      useTabs: false,
    });
    return formatted.slice(column, formatted.length - after);
  };
  return print;
}

function withoutTrailingSpace(text: string): string {
  return /[ \t]\n/.test(text) ? text.replace(/[ \t]+(?=\n)/g, '') : text;
}

interface Printing {
  readonly nameOf: LocalName;
  readonly width: number;
  /** Indentation of the current line. */
  readonly indentation: number;
}

function toDoc(code: Code, printing: Printing): Doc {
  const { node } = code;
  if (typeof node === 'string') return node;
  const docOf = (part: Code): Doc => toDoc(part, printing);
  switch (node.kind) {
    case 'symbol':
      return printing.nameOf(node);
    case 'sequence':
      return node.parts.map(docOf);
    case 'lines':
      return join(hardline, node.parts.map(docOf));
    case 'list':
      return listDoc(node, inside(printing));
    case 'call':
      return callDoc(node, inside(printing));
    case 'chain':
      return chainDoc(node, inside(printing));
    case 'choice': {
      const { condition, value, otherwise } = node;
      const inner = inside(printing);
      const [yes, no] = [toDoc(value, inner), toDoc(otherwise, inner)];
      return group([docOf(condition), indent([line, '? ', yes, line, ': ', no])]);
    }
    case 'pair':
      return isText(node.value.node) || isCondition(node.value.node)
        ? group([docOf(node.start), indent([line, docOf(node.value)])])
        : [docOf(node.start), ' ', docOf(node.value)];
    case 'rendered':
      return textDoc(node.print(codePrinter(printing.nameOf, printing.width - printing.indentation)));
  }
}

function inside(printing: Printing): Printing {
  return { ...printing, indentation: printing.indentation + 2 };
}

function outside(printing: Printing): Printing {
  return { ...printing, indentation: printing.indentation - 2 };
}

/** Returns whether code is a condition, or a comparison that begins with a calculation. */
function isCondition(node: Node): boolean {
  if (typeof node === 'string') return false;
  if (node.kind === 'sequence') return node.parts[0] !== undefined && isCondition(node.parts[0].node);
  return node.kind === 'chain' && node.operator !== '|';
}

function isText(node: Node): boolean {
  return typeof node === 'string' && /^['"]/.test(node);
}

/** Returns text that a template has laid out, at the indentation of its place. */
function textDoc(text: string): Doc {
  return join(hardline, text.split('\n'));
}

/** Prints code with its last brackets open, one item per line. */
function openDoc(code: Code, printing: Printing): Doc {
  const { node } = code;
  if (typeof node === 'string') return node;
  if (node.kind === 'list') return listDoc(node, inside(printing), true);
  if (node.kind !== 'sequence') return toDoc(code, printing);
  return node.parts.map((part) => (opens(part.node) ? openDoc(part, printing) : toDoc(part, printing)));
}

function listDoc(
  { open, close, separator, isSpaced, isFilled, items }: ListNode,
  printing: Printing,
  shouldBreak = false,
): Doc {
  if (items.length === 0) return open + close;
  const edge = isSpaced ? line : softline;
  const parts = items.map((item) => (items.length === 1 ? onlyItemDoc(item, printing) : toDoc(item, printing)));
  if (isFilled) return group([open, indent([edge, packed(parts, separator)]), edge, close], { shouldBreak });
  const last = open === '<' || open === '(' ? '' : ifBreak(separator);
  return group([open, indent([edge, join([separator, line], parts)]), last, edge, close], { shouldBreak });
}

/** Prints the only item of a list: alternatives begin on the line that the list opens for them. */
function onlyItemDoc(item: Code, printing: Printing): Doc {
  const { node } = item;
  if (typeof node === 'string' || node.kind !== 'chain' || node.operator !== '|') return toDoc(item, printing);
  return group(alternativesDoc(node.items, printing));
}

/** Prints alternatives, one per line; if they are short, as many on a line as fit. */
function alternativesDoc(items: readonly Code[], printing: Printing): Doc[] {
  const parts = items.map((item) => toDoc(item, printing));
  if (items.some(({ node }) => canBreak(node))) return [ifBreak('| '), join([line, '| '], parts)];
  return [ifBreak('| '), fill(parts.flatMap((part, index) => (index === 0 ? [part] : [line, ['| ', part]])))];
}

/** Prints as many parts on a line as fit. */
function packed(parts: readonly Doc[], separator: string): Doc {
  const ended = parts.map((part, index) => (index < parts.length - 1 ? [part, separator] : part));
  return fill(ended.flatMap((part, index) => (index === 0 ? [part] : [line, part])));
}

function callDoc({ callee, args }: CallNode, printing: Printing): Doc {
  const name = toDoc(callee, printing);
  if (args.length === 0) return [name, '()'];
  const parts = args.map((arg) => toDoc(arg, printing));
  // Only names and texts are packed, because readers look them up by their order.
  if (!args.some(({ node }) => canBreak(node)))
    return group([name, '(', indent([softline, packed(parts, ',')]), softline, ')']);
  const broken = [name, '(', indent([softline, join([',', line], parts)]), ifBreak(','), softline, ')'];
  const [last, ...others] = args.toReversed();
  if (!last || !opens(last.node) || others.some(({ node }) => canBreak(node))) return group(broken);
  // An object, list or function in last place opens behind the parenthesis, if everything before it fits on the line.
  const head = [name, '(', ...parts.slice(0, -1).flatMap((part): Doc[] => [part, ', '])];
  return conditionalGroup([
    [...head, parts.at(-1) ?? '', ')'],
    [...head, openDoc(last, outside(printing)), ')'],
    group(broken, { shouldBreak: true }),
  ]);
}

/** Returns whether code ends in brackets between which it may break. */
function opens(node: Node): boolean {
  if (typeof node === 'string') return false;
  if (node.kind === 'list') return node.items.length > 0;
  if (node.kind !== 'sequence') return false;
  const [first, ...rest] = node.parts.map((part) => part.node);
  return typeof first === 'string' && /=> \(?$/.test(first) && rest.some(opens);
}

function canBreak(node: Node): boolean {
  if (typeof node === 'string' || node.kind === 'symbol') return false;
  return node.kind !== 'sequence' || node.parts.some((part) => canBreak(part.node));
}

function chainDoc({ operator, items }: ChainNode, printing: Printing): Doc {
  if (operator === '|') return group(indent([softline, ...alternativesDoc(items, printing)]));
  const parts = items.map((item) => toDoc(item, printing));
  const [first, ...rest] = items;
  // What follows parentheses with lines of their own stays behind them: `(…) % 11`.
  const isAfterBrackets = first !== undefined && isList(first.node) && !rest.some(({ node }) => canBreak(node));
  return isAfterBrackets ? join(` ${operator} `, parts) : group(join([` ${operator}`, line], parts));
}

function isList(node: Node): boolean {
  return typeof node !== 'string' && node.kind === 'list';
}
