import fhirpath from 'fhirpath';
import { reasonOf } from '../diagnostics/thrown.ts';
import type { Expression, LiteralType } from './expression.ts';
import { unsupported } from './unsupported.ts';

/** A node of the tree that `fhirpath.parse` returns. */
interface Node {
  readonly type: string;
  readonly text?: string;
  readonly children?: readonly Node[];
}

const parsed = new Map<string, Expression>();

/**
 * Parses a FHIRPath expression. Throws Unsupported for invalid text, and for expressions outside the supported subset.
 * Results are kept, because most invariants apply to many elements.
 *
 * @see http://hl7.org/fhirpath/N1/grammar.html
 */
export function parseExpression(text: string): Expression {
  const expression = parsed.get(text) ?? parse(text);
  parsed.set(text, expression);
  return expression;
}

function parse(text: string): Expression {
  let root: Node;
  try {
    root = fhirpath.parse(text) as Node;
  } catch (error) {
    unsupported(`does not parse (${oneLine(error)})`);
  }
  return read(root);
}

function oneLine(error: unknown): string {
  return reasonOf(error).replace(/\s+/g, ' ').trim();
}

/** Nodes that only wrap another one. */
const wrappers = new Set(['EntireExpression', 'TermExpression', 'InvocationTerm', 'ParenthesizedTerm', 'LiteralTerm']);

const operators: ReadonlySet<string> = new Set(
  (
    'OrExpression XorExpression AndExpression ImpliesExpression EqualityExpression InequalityExpression ' +
    'MembershipExpression UnionExpression AdditiveExpression MultiplicativeExpression'
  ).split(' '),
);

function read(node: Node): Expression {
  if (wrappers.has(node.type)) return read(child(node, 0));
  if (operators.has(node.type)) {
    return { kind: 'binary', op: node.text ?? '', left: read(child(node, 0)), right: read(child(node, 1)) };
  }
  if (node.type === 'InvocationExpression') return readStep(child(node, 1), read(child(node, 0)));
  return readStep(node, undefined);
}

function readStep(node: Node, of: Expression | undefined): Expression {
  const at = of === undefined ? {} : { of };
  switch (node.type) {
    case 'MemberInvocation':
      return { kind: 'member', ...at, name: nameOf(child(node, 0)) };
    case 'FunctionInvocation':
      return { kind: 'call', ...at, ...readFunction(child(node, 0)) };
    case 'ThisInvocation':
      return { kind: 'this' };
    default:
      return readOther(node);
  }
}

function readFunction(node: Node): { readonly name: string; readonly args: readonly Expression[] } {
  const [name, list] = node.children ?? [];
  if (name === undefined) unsupported('a function without a name');
  return { name: nameOf(name), args: (list?.children ?? []).map(read) };
}

function readOther(node: Node): Expression {
  const text = node.text ?? '';
  switch (node.type) {
    case 'StringLiteral':
      return literal('String', unescape(text.slice(1, -1)));
    case 'BooleanLiteral':
      return literal('Boolean', text === 'true');
    case 'NumberLiteral':
      return number(text);
    case 'DateLiteral':
      return literal('Date', text.slice(1));
    case 'DateTimeLiteral':
      return literal('DateTime', text.slice(1));
    case 'NullLiteral':
      return { kind: 'empty' };
    case 'ExternalConstantTerm':
      return { kind: 'variable', name: variableName(node) };
    case 'IndexerExpression':
      return { kind: 'item', of: read(child(node, 0)), index: read(child(node, 1)) };
    case 'TypeExpression':
      return readTyped(node);
    case 'PolarityExpression':
      return readSigned(node);
    default:
      unsupported(`${node.type} (${text})`);
  }
}

function literal(type: LiteralType, value: string | number | boolean): Expression {
  return { kind: 'literal', type, value };
}

function number(text: string): Expression {
  return literal(text.includes('.') ? 'Decimal' : 'Integer', Number(text));
}

function variableName(node: Node & { readonly delimitedText?: string }): string {
  return (node.delimitedText ?? node.text ?? '').replace(/^[`']|[`']$/g, '');
}

function readTyped(node: Node): Expression {
  const specifier = child(node, 1);
  const names = (specifier.text ?? '').split('.').map(plainName);
  const type = names.reduce<Expression | undefined>(
    (of, name) => ({ kind: 'member', ...(of && { of }), name }),
    undefined,
  );
  if (type === undefined) unsupported('a type without a name');
  return { kind: 'typed', op: node.text === 'is' ? 'is' : 'as', of: read(child(node, 0)), type };
}

function readSigned(node: Node): Expression {
  const of = read(child(node, 0));
  if (of.kind !== 'literal' || typeof of.value !== 'number')
    unsupported(`the sign ${node.text} before what is no number`);
  return node.text === '-' ? { ...of, value: -of.value } : of;
}

function child(node: Node, index: number): Node {
  return node.children?.[index] ?? unsupported(`${node.type} without its part ${index}`);
}

function nameOf(node: Node): string {
  return plainName(node.text ?? '');
}

function plainName(text: string): string {
  return text.startsWith('`') ? unescape(text.slice(1, -1)) : text;
}

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', f: '\f' };

/** Resolves escapes: those of JSON, and a backslash before any other character, which stands for that character. */
function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, char: string) =>
    hex === undefined ? (escapes[char] ?? char) : String.fromCharCode(parseInt(hex, 16)),
  );
}
