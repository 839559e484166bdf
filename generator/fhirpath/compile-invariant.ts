import { arrow, type Code, ident, code, sequence } from '../code/code.ts';
import { toBool } from './booleans.ts';
import { always, or, type Condition } from './condition.ts';
import { compileExpression, isBooleanUnion } from './compile-expression.ts';
import type { Context } from './context.ts';
import type { Expression } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { mentions, names, Session } from './session.ts';
import { isPrimitive, sortOf } from './type-sorts.ts';
import type { TypeLookup } from './type-lookup.ts';
import { Unsupported, unsupported } from './unsupported.ts';
import { existsByItem, type One, type Variant } from './value.ts';

/** Path of an element in its base type, such as `Period` or `Patient.contact`, without slice names. */
export type ElementPath = string;

export type CompiledInvariant =
  | {
      readonly kind: 'compiled';
      /** The condition on `v`, with its environment `e` and its sibling `s`; constant if it holds for every value. */
      readonly condition: Condition;
      /** Elements in the expression that no type has: sentences, for a diagnostic. */
      readonly remarks: readonly string[];
    }
  | { readonly kind: 'unsupported'; readonly reason: string };

export interface CompileOptions {
  /** The type of the value, if the element is a choice and its type is known. */
  readonly only?: string | undefined;
}

/**
 * Compiles an invariant to a JavaScript expression, without interpretation at run time.
 *
 * The code expects an element of sound structure: types as defined, null only in lists of primitives, no empty arrays,
 * required elements present. On any other value except null it does not throw either, but its result is meaningless.
 *
 * **When it holds.** It holds if the expression is true; if it returns several booleans (ele-1 is written with `|`), if
 * one is true. An empty result does not hold. FHIRPath's logic is three-valued, but the invariants of STU3 were written
 * for two values, and the reference validator reads them so. In the logic of the constraint itself, that is, what
 * `and`, `or`, `xor`, `implies` and `not()` join outside of any `where`, `select`, `all` or `exists`, empty is read as
 * follows:
 * - An absent boolean, and a test of something absent (`=`, `in`, `is`, `startsWith` …), counts as false, and its
 *   negation as true. So ref-1 and bdl-8 hold for an element without `reference` or `fullUrl`, obs-7 (`code !=
 *   component.code`) without components, con-4 for an abatement that is no boolean.
 * - If the data cannot decide a test, it counts in favour of the constraint: an order between elements of which one has
 *   no value, dates that agree up to the lower precision, or quantities in different units; the type of a resource that
 *   `resolve()` does not find.
 *
 * **How it differs from FHIRPath.** If FHIRPath returns true or false, the result is the same, with these exceptions:
 * units of quantities are not converted; `=` and `isDistinct()` compare the values of primitives, but not their ids and
 * extensions; a boolean compared with `'true'` or `'false'` is compared with true or false (mad-3 relies on it); a
 * boolean element as the criterion of `where` is evaluated by its value. If FHIRPath raises an error, as it does for
 * several items in place of one, the result is empty, or the expression is unsupported if the types already show the
 * error; but of several items on the left of `in`, each has to be on its right, and a list in place of a boolean is true
 * if there is an item. A choice is found by the name that one of its types has in JSON too: `valueQuantity`.
 *
 * @param expression FHIRPath, in the subset that invariants use and `../fhirpath` supports
 * @param at the element that states the invariant; for an element of a profile, its path in the base type
 * @see http://hl7.org/fhir/STU3/fhirpath.html
 */
export function compileInvariant(
  expression: string,
  at: ElementPath,
  types: TypeLookup,
  { only }: CompileOptions = {},
): CompiledInvariant {
  const known = compiledWith.get(types) ?? new Map<string, CompiledInvariant>();
  compiledWith.set(types, known);
  const key = JSON.stringify([expression, at, only]);
  const compiled = known.get(key) ?? compile(expression, at, types, only);
  known.set(key, compiled);
  return compiled;
}

/** What has been compiled: an invariant is asked for when it is declared, and again when its code is emitted. */
const compiledWith = new WeakMap<TypeLookup, Map<string, CompiledInvariant>>();

function compile(expression: string, at: ElementPath, types: TypeLookup, only: string | undefined): CompiledInvariant {
  try {
    const session = new Session();
    const condition = holds(parseExpression(expression), contextAt(session, at, types, only));
    return { kind: 'compiled', condition, remarks: session.remarks };
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'unsupported', reason: error.message };
    throw error;
  }
}

/** Creates a function `(value, env, sibling) => boolean` from a condition, without unused parameters. */
export function functionOf({ code: condition }: Condition): Code {
  return arrow(code`(${parametersFor(condition)})`, condition);
}

/** Compiles the constraint itself. Of `a | b`, if both are booleans, one has to hold. */
function holds(expression: Expression, context: Context): Condition {
  if (isBooleanUnion(expression)) return or(holds(expression.left, context), holds(expression.right, context));
  return toBool(compileExpression(expression, context), context).holds();
}

export function contextAt(session: Session, at: ElementPath, types: TypeLookup, only?: string): Context {
  const root = rootAt(at, types, only);
  const type = resourceAround(at, types);
  const value = code`${session.names.env}.resource`;
  const variants = [{ type, value, isDoubtful: true }];
  return { session, types, self: root, root, resource: { kind: 'one', variants, exists: existsByItem(variants) } };
}

/**
 * Returns the type of the resource that contains an element: the last one on its path; any type for an element of a
 * datatype.
 */
function resourceAround(at: ElementPath, types: TypeLookup): string {
  const steps = at.split('.');
  const paths = steps.map((_, index) => steps.slice(0, index + 1).join('.'));
  const around = paths
    .filter((_, index) => index === 0 || index < paths.length - 1)
    .flatMap((path) => types.typesAt(path));
  return around.findLast((type) => types.kindOf(type) === 'resource') ?? 'Resource';
}

function rootAt(at: ElementPath, types: TypeLookup, only: string | undefined): One {
  const all = types.typesAt(at);
  const list = only !== undefined && all.includes(only) ? [only] : all;
  if (list.length === 0) return unsupported(`no element ${at}`);
  const variants = list.map((type): Variant => {
    const isLeaf = isPrimitive(sortOf(type, types));
    const isSure = list.length === 1;
    return {
      type,
      value: names.value,
      ...(isLeaf ? { sibling: names.sibling, isMixed: !isSure } : { isSolid: isSure }),
    };
  });
  return { kind: 'one', variants, exists: () => always };
}

/** Returns the parameters up to the last that is used; an unused one before it gets an underscore before its name. */
function parametersFor(condition: Code): Code {
  const all = [names.value, names.env, names.sibling];
  const last = all.findLastIndex((name) => mentions(condition, name));
  const unused = [ident('_v'), ident('_e'), ident('_s')];
  const list = all
    .slice(0, last + 1)
    .map((name, index) => (mentions(condition, name) ? name : (unused[index] ?? name)));
  return sequence(list.flatMap((name, index) => (index === 0 ? [name] : [code`, `, name])));
}
