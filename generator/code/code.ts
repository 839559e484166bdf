/**
 * Code as a document: pieces of text, names of other modules, and lists that break where a line is too long. A document
 * knows nothing of line widths or imports; both are settled when its file is printed (`printFile`).
 */
import { Code } from './node.ts';
import { quote } from './quote.ts';

export { Code };

/** Characters that end a line, show nothing, or turn the direction of what follows. */
const hidden = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const identifierPattern = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** No code at all. */
export const nothing: Code = Code.of('');

/** A name. Throws when it is none: names are made in the model, so that would be our own mistake. */
export function ident(name: string): Code {
  if (!identifierPattern.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return Code.of(name);
}

/** A property name: as it is where it can be, else as a string; computed where it would set the prototype. */
export function key(name: string): Code {
  if (name === '__proto__') return Code.of("['__proto__']");
  return identifierPattern.test(name) ? Code.of(name) : quoted(name);
}

/** The property of an object: `v.name`, or `v['a-b']` where the name is no identifier. */
export function property(owner: Code, name: string): Code {
  return identifierPattern.test(name) && name !== '__proto__'
    ? sequence([owner, Code.of(`.${name}`)])
    : sequence([owner, Code.of('['), quoted(name), Code.of(']')]);
}

/** The type of a name of another module, called there by its own name. A module of '' stands for the language itself. */
export function typeName({ name, module }: { readonly name: string; readonly module: string }): Code {
  return symbol(name, module, true);
}

/** A value of another module: a function or a constant. */
export function valueName(name: string, module: string): Code {
  return symbol(name, module, false);
}

function symbol(name: string, module: string, isType: boolean): Code {
  ident(name);
  return module === '' ? Code.of(name) : Code.of({ kind: 'symbol', name, module, isType });
}

/** A text as an expression, in the quotes that need fewer escapes. */
export function quoted(value: string): Code {
  return Code.of(escapeHidden(quote(value)));
}

/** A JSON value as an expression; also as a type, where it is a string, number or boolean. */
export function literal(value: unknown): Code {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value === 'object' && value !== null)
    return object(Object.entries(value).map(([name, part]) => entry(name, literal(part))));
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error('only JSON values can be written as literals');
  return Code.of(text);
}

/** Text in quotes with everything that cannot be seen written as an escape. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Puts pieces of code together. What stands in the template itself is ours; what is put in has to be code already. */
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

/** Pieces of code one after another. */
export function sequence(parts: readonly Code[]): Code {
  const all = parts.filter((part) => !part.isEmpty);
  return all.length > 1 ? Code.of({ kind: 'sequence', parts: all }) : (all[0] ?? nothing);
}

/** Code on lines of its own. */
export function lines(parts: readonly Code[]): Code {
  return Code.of({ kind: 'lines', parts });
}

/** `(a)`, with the inside on a line of its own where it does not fit. */
export function parenthesised(inside: Code): Code {
  return Code.of({ kind: 'list', open: '(', close: ')', separator: ',', isSpaced: false, items: [inside] });
}

/** `[a, b]`, one item a line where it does not fit. */
export function list(items: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '[', close: ']', separator: ',', isSpaced: false, items });
}

/** A list of many short items, of which as many stand on a line as fit. */
export function packedList(items: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '[', close: ']', separator: ',', isSpaced: false, isFilled: true, items });
}

/** `{ a: 1, b }`, one entry a line where it does not fit. */
export function object(entries: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '{', close: '}', separator: ',', isSpaced: true, items: entries });
}

/** An object of many short entries, or names of an import, of which as many stand on a line as fit. */
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

/** `{ a: string; b?: number }`, one member a line where it does not fit. */
export function objectType(members: readonly Code[]): Code {
  return Code.of({ kind: 'list', open: '{', close: '}', separator: ';', isSpaced: true, items: members });
}

/** `Name<A, B>`. */
export function generic(name: Code, args: readonly Code[]): Code {
  const brackets = Code.of({ kind: 'list', open: '<', close: '>', separator: ',', isSpaced: false, items: args });
  return sequence([name, brackets]);
}

/** `f(a, b)`; an object or list at the end opens behind the parenthesis. */
export function call(callee: Code, args: readonly Code[]): Code {
  return Code.of({ kind: 'call', callee, args });
}

/** A call, or list, made when a module is loaded, which bundlers may leave out with what it is for. */
export function pure(value: Code): Code {
  return typeof value.node !== 'string' && value.node.kind === 'call' ? code`/*@__PURE__*/ ${value}` : value;
}

/** `(a) => value`; a condition that does not fit behind the arrow has lines of its own. */
export function arrow(parameters: Code, value: Code): Code {
  return Code.of({ kind: 'pair', start: code`${parameters} =>`, value });
}

/** `() => value`. */
export function thunk(value: Code): Code {
  return isObject(value) ? code`() => (${value})` : code`() => ${value}`;
}

function isObject({ node }: Code): boolean {
  return typeof node !== 'string' && node.kind === 'list' && node.open === '{';
}

/** `name: value` of an object; `name` alone where the value is called so. */
export function entry(name: string, value: Code): Code {
  const start = key(name);
  return value.node === name && start.node === name ? value : named(start, value);
}

/** `name: value`; a text that does not fit behind the name has a line of its own. */
function named(name: Code, value: Code): Code {
  return Code.of({ kind: 'pair', start: code`${name}:`, value });
}

/** Alternatives of a type. */
export function union(types: readonly Code[]): Code {
  return chain(types, '|');
}

/** The alternatives of a type, or the type alone. */
export function alternativesOf(type: Code): readonly Code[] {
  const { node } = type;
  return typeof node !== 'string' && node.kind === 'chain' && node.operator === '|' ? node.items : [type];
}

/** Code with an operator between its parts. */
export function chain(items: readonly Code[], operator: '|' | '&' | '&&' | '||' | '??'): Code {
  const [only, ...others] = items;
  return only && others.length === 0 ? only : Code.of({ kind: 'chain', operator, items });
}

/** `condition ? value : otherwise`. */
export function choose(condition: Code, value: Code, otherwise: Code): Code {
  return Code.of({ kind: 'choice', condition, value, otherwise });
}
