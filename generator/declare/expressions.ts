/**
 * Types and values of the emitted TypeScript as plain data. Every name of another file says from which module it comes;
 * imports, parentheses, quotes and line breaks follow from that when a file is emitted, so nothing here knows of them.
 */

/** A name that a file uses, and the module that declares it: `base/patient`, `#runtime/core/lists.js`, `fhir/r3.js`. */
export interface NameRef {
  readonly name: string;
  /** Empty for a name of the file itself, or of the language. */
  readonly module: string;
}

export type Keyword = 'string' | 'number' | 'boolean' | 'object' | 'never' | 'null' | 'undefined';

export type TypeExpression =
  | { readonly kind: 'keyword'; readonly name: Keyword }
  | { readonly kind: 'literal'; readonly value: unknown }
  | NameType
  | { readonly kind: 'union'; readonly types: readonly TypeExpression[] }
  | { readonly kind: 'intersection'; readonly types: readonly TypeExpression[] }
  | { readonly kind: 'array'; readonly item: TypeExpression }
  | TupleType
  | { readonly kind: 'object'; readonly members: readonly TypeMember[] }
  | { readonly kind: 'indexed'; readonly owner: TypeExpression; readonly index: TypeExpression };

/** A named type, with its arguments where it is generic. */
export interface NameType extends NameRef {
  readonly kind: 'name';
  readonly args: readonly TypeExpression[];
}

/** A list that starts with certain items; `rest` is what all items behind these are. */
export interface TupleType {
  readonly kind: 'tuple';
  readonly items: readonly TypeExpression[];
  readonly rest?: TypeExpression;
  readonly isReadonly: boolean;
}

export interface TypeMember {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: TypeExpression;
}

export type ValueExpression =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'undefined' }
  | ({ readonly kind: 'name' } & NameRef)
  | CallValue
  | { readonly kind: 'object'; readonly entries: readonly ValueEntry[]; readonly isPacked?: true }
  | { readonly kind: 'list'; readonly items: readonly ValueExpression[]; readonly isPacked?: true }
  | { readonly kind: 'member'; readonly owner: string; readonly name: string }
  | ArrowValue
  | ConditionValue
  | SelectionValue;

/** A function that tells whether a FHIRPath expression holds for a value, its surroundings, and what stands beside it. */
export interface ConditionValue {
  readonly kind: 'condition';
  readonly expression: string;
  /** Path of the element that it stands on, and its type where that is a choice. */
  readonly at: string;
  readonly only?: string;
}

/** A function that returns all that a FHIRPath expression finds in a value. */
export interface SelectionValue {
  readonly kind: 'selection';
  readonly expression: string;
  readonly at: string;
}

/** A call of a function. */
export interface CallValue {
  readonly kind: 'call';
  readonly callee: NameRef;
  readonly args: readonly ValueExpression[];
  /** True for a call inside of another that a bundler may leave out with what it is for. */
  readonly isPure: boolean;
}

/** A function that only gives a value; one without parameters puts off what it names. */
export interface ArrowValue {
  readonly kind: 'arrow';
  readonly parameters: readonly string[];
  readonly value: ValueExpression;
}

export interface ValueEntry {
  readonly name: string;
  readonly value: ValueExpression;
}

export function keyword(name: Keyword): TypeExpression {
  return { kind: 'keyword', name };
}

/** A JSON value: as a type, a string, number, boolean or null. */
export function literal(value: unknown): { readonly kind: 'literal'; readonly value: unknown } {
  return { kind: 'literal', value };
}

/** A type by its name. */
export function named({ name, module }: NameRef, args: readonly TypeExpression[] = []): NameType {
  return { kind: 'name', name, module, args };
}

/** A type that the file itself declares, or the language. */
export function local(name: string, args: readonly TypeExpression[] = []): NameType {
  return named({ name, module: '' }, args);
}

/** A type of the runtime. */
export function runtimeType(file: string, name: string, args: readonly TypeExpression[] = []): NameType {
  return named({ name, module: `#runtime/${file}.js` }, args);
}

/** Alternatives, each once, those of unions among them by themselves; the type alone where there is only one. */
export function union(types: readonly TypeExpression[]): TypeExpression {
  const all = types.flatMap((type) => (type.kind === 'union' ? type.types : [type]));
  // Mostly these are two of different kinds, such as a name and `undefined`.
  const isMixed = new Set(all.map(({ kind }) => kind)).size === all.length;
  const [only, ...others] = isMixed ? all : unique(all);
  return only && others.length === 0 ? only : { kind: 'union', types: only ? [only, ...others] : [] };
}

export function intersection(types: readonly TypeExpression[]): TypeExpression {
  return { kind: 'intersection', types };
}

export function arrayOf(item: TypeExpression): TypeExpression {
  return { kind: 'array', item };
}

export function tuple(items: readonly TypeExpression[], rest?: TypeExpression): TupleType {
  return { kind: 'tuple', items, ...(rest && { rest }), isReadonly: false };
}

/** `owner['name']`. */
export function memberOf(owner: TypeExpression, name: string): TypeExpression {
  return { kind: 'indexed', owner, index: literal(name) };
}

/** What the items of a list are that may be missing. */
export function itemsOf(type: TypeExpression): TypeExpression {
  return { kind: 'indexed', owner: local('NonNullable', [type]), index: keyword('number') };
}

/** A type that need not be there. */
export function optional(type: TypeExpression): TypeExpression {
  return union([type, keyword('undefined')]);
}

/** What an input takes that need not be there: null too, as databases say it. */
export function absentable(type: TypeExpression): TypeExpression {
  return union([type, keyword('null'), keyword('undefined')]);
}

/** A value that another module exports, or the file itself declares. */
export function valueOf({ name, module }: NameRef): ValueExpression {
  return { kind: 'name', name, module };
}

export function call(callee: NameRef, args: readonly ValueExpression[]): CallValue {
  return { kind: 'call', callee: { name: callee.name, module: callee.module }, args, isPure: false };
}

/** The call, or other value, as one that may be left out with what it is for. */
export function pure(value: ValueExpression): ValueExpression {
  return value.kind === 'call' ? { ...value, isPure: true } : value;
}

export function object(entries: readonly ValueEntry[]): ValueExpression {
  return { kind: 'object', entries };
}

/** An object of many short entries, of which as many stand on a line as fit. */
export function packedObject(entries: readonly ValueEntry[]): ValueExpression {
  return { kind: 'object', entries, isPacked: true };
}

export function list(items: readonly ValueExpression[]): ValueExpression {
  return { kind: 'list', items };
}

/** A list of many short items, of which as many stand on a line as fit. */
export function packedList(items: readonly ValueExpression[]): ValueExpression {
  return { kind: 'list', items, isPacked: true };
}

export function entry(name: string, value: ValueExpression): ValueEntry {
  return { name, value };
}

/** `() => value`: known when first asked for. */
export function thunk(value: ValueExpression): ArrowValue {
  return arrow([], value);
}

export function arrow(parameters: readonly string[], value: ValueExpression): ArrowValue {
  return { kind: 'arrow', parameters, value };
}

/** Each piece of data once, in the order in which they come first. */
export function unique<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
