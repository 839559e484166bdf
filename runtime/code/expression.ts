/** The expressions of a program, before they become text. */
import type { Concepts } from '../build/concepts.js';
import type { Shape } from '../build/shape.js';
import type { Properties } from '../core/json.js';
import type { ProfileRules, TypeRules } from '../guard/rules.js';
import type { EntryPart } from '../message/message-parts.js';

/** A value set that a program may import. */
export interface ImportedSet {
  readonly name: string;
  readonly subpath: string;
  readonly set: Concepts;
}

/** A builder that a program may import: of a profile, or of a FHIR type. */
export interface ImportedBuilder {
  readonly name: string;
  readonly subpath: string;
  readonly type: string;
  readonly shape: Shape;
  /** The rules that its input follows. */
  readonly rules: ProfileRules | TypeRules;
}

/** The role of a resource in the input of a message. */
export interface PlayedPart {
  readonly name: string;
  readonly group: string | undefined;
  readonly isList: boolean;
  readonly part: EntryPart;
}

/** A resource of a message that a program has to make. */
export interface MessageResource {
  /** Path in the message: `Bundle.entry[1].resource`. */
  readonly path: string;
  readonly resource: Properties;
  readonly type: string;
  /** Its id in the message, if builders keep it. */
  readonly id: string | undefined;
  readonly played: PlayedPart | undefined;
  /** Its builder; undefined if the resource is written unchanged. */
  readonly builder: ImportedBuilder | undefined;
  /** The builder's input, or the resource itself. */
  expression: ObjectExpression;
  /** True if it is written in the input of the message, false if it has a constant of its own. */
  isInline: boolean;
  /** The name of that constant. */
  variable: string;
}

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | ListExpression
  | ObjectExpression
  /** A resource by the name of its constant. */
  | { readonly kind: 'resource'; readonly of: MessageResource }
  /** A reference to such a resource, as an object: `refTo(nurse)`. */
  | { readonly kind: 'reference-to'; readonly of: MessageResource }
  /** `ref('https://…')`. */
  | { readonly kind: 'reference'; readonly text: string }
  /** `Colour.darkRed`. */
  | { readonly kind: 'constant'; readonly from: ImportedSet; readonly name: string }
  /** `newUuid()`. */
  | { readonly kind: 'new-uuid' };

/** Items can be removed if a builder refuses them. */
export interface ListExpression {
  readonly kind: 'list';
  readonly items: Part[];
}

export interface ObjectExpression {
  readonly kind: 'object';
  /** The object to which its members are added. */
  readonly spread?: Expression;
  readonly members: Member[];
}

/** A part of an expression, with the path in the message of its value. */
export interface Part {
  readonly value: Expression;
  readonly from: string;
}

export interface Member extends Part {
  readonly name: string;
}

export function objectOf(members: Member[] = []): ObjectExpression {
  return { kind: 'object', members };
}

/** Returns a single item unchanged, and several as a list. */
export function listOf(items: readonly Part[]): Expression | undefined {
  const [first, ...others] = items;
  return others.length === 0 ? first?.value : { kind: 'list', items: [...items] };
}

/** Returns the member of an object with a name. */
export function memberNamed(expression: Expression | undefined, name: string): Member | undefined {
  return expression?.kind === 'object' ? expression.members.find((one) => one.name === name) : undefined;
}

/** Returns the expression at a path of names, through objects only. */
export function expressionAt(expression: Expression, [name, ...rest]: readonly string[]): Expression | undefined {
  if (name === undefined) return expression;
  const found = memberNamed(expression, name);
  return found && expressionAt(found.value, rest);
}

/** Removes the expression at a path of names, and objects around it that become empty. */
export function takeOut(expression: Expression, [name = '', ...rest]: readonly string[]): void {
  if (expression.kind !== 'object') return;
  const index = expression.members.findIndex((one) => one.name === name);
  const found = expression.members[index];
  if (!found) return;
  if (rest.length > 0) takeOut(found.value, rest);
  if (rest.length === 0 || isEmpty(found.value)) expression.members.splice(index, 1);
}

function isEmpty(expression: Expression): boolean {
  return expression.kind === 'object' && expression.members.length === 0 && expression.spread === undefined;
}

/** Visits every expression inside one, with the names that lead to it. */
export function visit(
  expression: Expression,
  see: (inner: Expression, names: readonly string[]) => void,
  names: readonly string[] = [],
): void {
  see(expression, names);
  if (expression.kind === 'list') for (const { value } of expression.items) visit(value, see, names);
  if (expression.kind !== 'object') return;
  if (expression.spread) visit(expression.spread, see, names);
  for (const { name, value } of expression.members) visit(value, see, [...names, name]);
}
