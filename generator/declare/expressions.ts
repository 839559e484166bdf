/**
 * Types and values of the emitted TypeScript as plain data. Every name of another file has its module; imports,
 * parentheses, quotes and line breaks are decided when a file is emitted.
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

/** A named type, with its arguments if it is generic. */
export interface NameType extends NameRef {
  readonly kind: 'name';
  readonly args: readonly TypeExpression[];
}

/** A list that starts with certain items; `rest` is the type of all further items. */
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

/** A function that returns whether a FHIRPath expression holds for a value, given its surroundings and its sibling. */
export interface ConditionValue {
  readonly kind: 'condition';
  readonly expression: string;
  /** Path of the element that states it, and its type if that is a choice. */
  readonly at: string;
  readonly only?: string;
}

/** A function that returns everything that a FHIRPath expression selects in a value. */
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
  /** True for a call inside another that a bundler may drop if the result is unused. */
  readonly isPure: boolean;
}

/** A function that only returns a value; one without parameters delays the evaluation of it. */
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

/** A JSON value; as a type, it must be a string, number, boolean or null. */
export function literal(value: unknown): { readonly kind: 'literal'; readonly value: unknown } {
  return { kind: 'literal', value };
}

/** Refers to a type by its name. */
export function named({ name, module }: NameRef, args: readonly TypeExpression[] = []): NameType {
  return { kind: 'name', name, module, args };
}

/** Refers to a type of the file itself or of the language. */
export function local(name: string, args: readonly TypeExpression[] = []): NameType {
  return named({ name, module: '' }, args);
}

/** Refers to a type of the runtime. */
export function runtimeType(file: string, name: string, args: readonly TypeExpression[] = []): NameType {
  return named({ name, module: `#runtime/${file}.js` }, args);
}

/** Creates a union without repetitions or nested unions; returns the type itself if there is only one. */
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

/** Creates `owner['name']`. */
export function memberOf(owner: TypeExpression, name: string): TypeExpression {
  return { kind: 'indexed', owner, index: literal(name) };
}

/** Creates the type of the items of an optional list. */
export function itemsOf(type: TypeExpression): TypeExpression {
  return { kind: 'indexed', owner: local('NonNullable', [type]), index: keyword('number') };
}

/** Adds undefined to a type. */
export function optional(type: TypeExpression): TypeExpression {
  return union([type, keyword('undefined')]);
}

/** What an input takes that need not be there: null too, as databases say it. */
export function absentable(type: TypeExpression): TypeExpression {
  return union([type, keyword('null'), keyword('undefined')]);
}

/** Refers to a value that another module exports, or that the file itself declares. */
export function valueOf({ name, module }: NameRef): ValueExpression {
  return { kind: 'name', name, module };
}

export function call(callee: NameRef, args: readonly ValueExpression[]): CallValue {
  return { kind: 'call', callee: { name: callee.name, module: callee.module }, args, isPure: false };
}

/** Marks a call, or another value, so that bundlers may drop it if it is unused. */
export function pure(value: ValueExpression): ValueExpression {
  return value.kind === 'call' ? { ...value, isPure: true } : value;
}

export function object(entries: readonly ValueEntry[]): ValueExpression {
  return { kind: 'object', entries };
}

/** Creates an object of many short entries, with as many on a line as fit. */
export function packedObject(entries: readonly ValueEntry[]): ValueExpression {
  return { kind: 'object', entries, isPacked: true };
}

export function list(items: readonly ValueExpression[]): ValueExpression {
  return { kind: 'list', items };
}

/** Creates a list of many short items, with as many on a line as fit. */
export function packedList(items: readonly ValueExpression[]): ValueExpression {
  return { kind: 'list', items, isPacked: true };
}

export function entry(name: string, value: ValueExpression): ValueEntry {
  return { name, value };
}

/** Creates `() => value`, which delays the evaluation. */
export function thunk(value: ValueExpression): ArrowValue {
  return arrow([], value);
}

export function arrow(parameters: readonly string[], value: ValueExpression): ArrowValue {
  return { kind: 'arrow', parameters, value };
}

/** Returns the data without repetitions, in the order of first occurrence. */
export function unique<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
