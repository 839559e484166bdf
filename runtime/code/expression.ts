/** What a program says for a value: an expression, before it is text. */
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

/** A builder that a program may import: of a profile, or of a type of FHIR itself. */
export interface ImportedBuilder {
  readonly name: string;
  readonly subpath: string;
  readonly type: string;
  readonly shape: Shape;
  /** What the types of its input follow. */
  readonly rules: ProfileRules | TypeRules;
}

/** What a resource is given as in the input of a message. */
export interface PlayedPart {
  readonly name: string;
  readonly group: string | undefined;
  readonly isList: boolean;
  readonly part: EntryPart;
}

/** A resource of a message that is to be made by a program. */
export interface MessageResource {
  /** Path in the message: `Bundle.entry[1].resource`. */
  readonly path: string;
  readonly resource: Properties;
  readonly type: string;
  /** Its id in the message, if it has one that builders keep. */
  readonly id: string | undefined;
  readonly played: PlayedPart | undefined;
  /** What makes it; undefined for one that is written down as it is. */
  readonly builder: ImportedBuilder | undefined;
  /** What its builder takes, or the resource itself. */
  expression: ObjectExpression;
  /** True where it stands in the input of the message, false where a constant of its own holds it. */
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

/** Items can be taken out: what a builder refuses. */
export interface ListExpression {
  readonly kind: 'list';
  readonly items: Part[];
}

export interface ObjectExpression {
  readonly kind: 'object';
  /** What its members are added to. */
  readonly spread?: Expression;
  readonly members: Member[];
}

/** A part of an expression, with the path in the message of what it stands for. */
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

/** One item by itself, several as a list. */
export function listOf(items: readonly Part[]): Expression | undefined {
  const [first, ...others] = items;
  return others.length === 0 ? first?.value : { kind: 'list', items: [...items] };
}

/** The member of an object with a name. */
export function memberNamed(expression: Expression | undefined, name: string): Member | undefined {
  return expression?.kind === 'object' ? expression.members.find((one) => one.name === name) : undefined;
}

/** What names lead to, through objects alone. */
export function expressionAt(expression: Expression, [name, ...rest]: readonly string[]): Expression | undefined {
  if (name === undefined) return expression;
  const found = memberNamed(expression, name);
  return found && expressionAt(found.value, rest);
}

/** Takes out what names lead to, and the objects around it that are empty then. */
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

/** Visits every expression inside one, with the names that lead there. */
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
