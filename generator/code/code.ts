/**
 * Code as a document: pieces of text, names of other modules, and lists that break if a line is too long. Line widths
 * and imports are decided when the file is printed (`printFile`).
 */
import { Code, type ChainNode, type Node, type Operator } from './node.ts';
import { quote } from './quote.ts';

export { Code };

/** Characters that end a line, show nothing, or change the direction of what follows. */
const hidden = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const identifierPattern = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** No code at all. */
export const nothing: Code = Code.of('');

/** Creates a name. Throws if it is no identifier: names are made in the model, so that would be our own mistake. */
export function ident(name: string): Code {
  if (!identifierPattern.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return Code.of(name);
}

/** Creates a property name: unquoted if possible, otherwise a string; computed if it would set the prototype. */
export function key(name: string): Code {
  if (name === '__proto__') return Code.of("['__proto__']");
  return identifierPattern.test(name) ? Code.of(name) : quoted(name);
}

/** Creates a property access: `v.name`, or `v['a-b']` if the name is no identifier. */
export function property(owner: Code, name: string): Code {
  return identifierPattern.test(name) && name !== '__proto__'
    ? sequence([owner, Code.of(`.${name}`)])
    : sequence([owner, Code.of('['), quoted(name), Code.of(']')]);
}

/** Refers to a type of another module; the printer decides its local name. The module '' is the language itself. */
export function typeName({ name, module }: { readonly name: string; readonly module: string }): Code {
  return symbol(name, module, true);
}

/** Refers to a value of another module: a function or a constant. */
export function valueName(name: string, module: string): Code {
  return symbol(name, module, false);
}

function symbol(name: string, module: string, isType: boolean): Code {
  ident(name);
  return module === '' ? Code.of(name) : Code.of({ kind: 'symbol', name, module, isType });
}

/** Creates a string, in the quotes that need fewer escapes. */
export function quoted(value: string): Code {
  return Code.of(escapeHidden(quote(value)));
}

/** Creates a JSON value; also a type, if it is a string, number or boolean. */
export function literal(value: unknown): Code {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value === 'object' && value !== null)
    return object(Object.entries(value).map(([name, part]) => entry(name, literal(part))));
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error('only JSON values can be written as literals');
  return Code.of(text);
}

/** Escapes every invisible character in a quoted text. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Joins pieces of code in a template. Its literal text is ours; the parts have to be code already. */
export function code(strings: TemplateStringsArray, ...parts: readonly Code[]): Code {
  const all: Code[] = [];
  for (const [index, string] of strings.entries()) {
    const part = parts[index];
    if (part !== undefined && !(part instanceof Code)) throw new Error('only code can be put into code');
    if (string !== '') all.push(Code.of(string));
    if (part) all.push(part);
  }
  return sequence(all);
}

/** Joins pieces of code. */
export function sequence(parts: readonly Code[]): Code {
  const all = parts.filter((part) => !part.isEmpty);
  return all.length > 1 ? Code.of({ kind: 'sequence', parts: all }) : (all[0] ?? nothing);
}

/** Puts pieces of code on lines of their own. */
export function lines(parts: readonly Code[]): Code {
  return Code.of({ kind: 'lines', parts });
}

/** Creates `(a)`, with the inside on a line of its own if it does not fit. */
export function parenthesised(inside: Code): Code {
  return Code.of({ kind: 'list', open: '(', close: ')', separator: ',', isSpaced: false, items: [inside] });
}

/** Creates `[a, b]`, with one item per line if it does not fit. */
export function list(items: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '[', close: ']', separator: ',', isSpaced: false, items: items.map(bare) });
}

/** Creates a list of many short items, with as many on a line as fit. */
export function packedList(items: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '[', close: ']', separator: ',', isSpaced: false, isFilled: true, items });
}

/** Creates `{ a: 1, b }`, with one entry per line if it does not fit. */
export function object(entries: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '{', close: '}', separator: ',', isSpaced: true, items: entries });
}

/** Creates an object of many short entries, or the names of an import, with as many on a line as fit. */
export function packedObject(entries: readonly Code[]): Code {
  return Code.of({
    kind: 'list',
    open: '{',
    close: '}',
    separator: ',',
    isSpaced: true,
    isFilled: true,
    items: entries,
  });
}

/** Creates `{ a: string; b?: number }`, with one member per line if it does not fit. */
export function objectType(members: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '{', close: '}', separator: ';', isSpaced: true, items: members });
}

/** Creates `Name<A, B>`. */
export function generic(name: Code, args: readonly Code[]): Code {
  const brackets = Code.of({ kind: 'list', open: '<', close: '>', separator: ',', isSpaced: false, items: args });
  return sequence([name, brackets]);
}

/** Creates `f(a, b)`; an object or list in last place opens behind the parenthesis. */
export function call(callee: Code, args: readonly Code[]): Code {
  return Code.of({ kind: 'call', callee, args: args.map(bare) });
}

/** Returns code without parentheses that brackets around it make unnecessary. */
function bare(item: Code): Code {
  const { node } = item;
  if (typeof node === 'string' || node.kind !== 'list' || node.open !== '(') return item;
  const [only, ...others] = node.items;
  return only && others.length === 0 && isChain(only.node) ? only : item;
}

/** Marks a call or list that is evaluated when a module is loaded, so that bundlers may drop it if it is unused. */
export function pure(value: Code): Code {
  return typeof value.node !== 'string' && value.node.kind === 'call' ? code`/*@__PURE__*/ ${value}` : value;
}

/**
 * Creates `(a) => value`; a condition that does not fit behind the arrow gets lines of its own, and an object opens
 * behind it.
 */
export function arrow(parameters: Code, value: Code): Code {
  if (isObject(value)) return sequence([Code.of(`${parameters.text} => (`), value, Code.of(')')]);
  return Code.of({ kind: 'pair', start: code`${parameters} =>`, value });
}

/** Creates `() => value`. */
export function thunk(value: Code): Code {
  return isObject(value) ? code`() => (${value})` : code`() => ${value}`;
}

function isObject({ node }: Code): boolean {
  return typeof node !== 'string' && node.kind === 'list' && node.open === '{';
}

/** Creates `name: value` of an object; only `name` if the value has the same name. */
export function entry(name: string, value: Code): Code {
  const start = key(name);
  return value.node === name && start.node === name ? value : named(start, value);
}

/** Creates `name: value`; a text that does not fit behind the name gets a line of its own. */
function named(name: Code, value: Code): Code {
  return Code.of({ kind: 'pair', start: code`${name}:`, value });
}

/** Creates a union type. */
export function union(types: readonly Code[]): Code {
  return chain(types, '|');
}

/** Returns the alternatives of a union type, or the type itself. */
export function alternativesOf(type: Code): readonly Code[] {
  const { node } = type;
  return isChain(node) && node.operator === '|' ? node.items : [type];
}

/** Joins code with an operator. */
export function chain(items: readonly Code[], operator: Operator): Code {
  const [only, ...others] = items;
  return only && others.length === 0 ? only : Code.of({ kind: 'chain', operator, items });
}

const precedence: Partial<Readonly<Record<Operator, number>>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2 };

/** Joins two numbers with an operator, with parentheses around sums in a product. */
export function calculation(left: Code, operator: '+' | '-' | '*' | '/' | '%', right: Code): Code {
  const own = precedence[operator] ?? 0;
  const last = rankOf(right) <= own ? parenthesised(right) : right;
  if (isChain(left.node) && left.node.operator === operator) return chain([...left.node.items, last], operator);
  return chain([rankOf(left) < own || (own > 1 && rankOf(left) === own) ? parenthesised(left) : left, last], operator);
}

/** Returns the precedence of an operation; infinite for anything that needs no parentheses. */
function rankOf({ node }: Code): number {
  return isChain(node) ? (precedence[node.operator] ?? 0) : Infinity;
}

function isChain(node: Node): node is ChainNode {
  return typeof node !== 'string' && node.kind === 'chain';
}

/** Creates `condition ? value : otherwise`. */
export function choose(condition: Code, value: Code, otherwise: Code): Code {
  return Code.of({ kind: 'choice', condition, value, otherwise });
}
