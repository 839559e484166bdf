import { type Code, ident, literal, code } from '../code/code.ts';
import type { Context } from './context.ts';
import { always, simple, type Condition } from './condition.ts';
import { typesOf } from './items.ts';
import { flattenFurther, listOf, resultOf } from './lists.ts';
import { anyType, isPrimitive, sortOf } from './type-sorts.ts';
import type { Member } from './type-lookup.ts';
import type { Session } from './session.ts';
import { unsupported } from './unsupported.ts';
import {
  coalesce,
  existsByItem,
  isCertain,
  itemOf,
  none,
  type Many,
  type None,
  type One,
  type Value,
  type Variant,
} from './value.ts';

/** A member with the object that contains it. */
interface Place {
  readonly member: Member;
  readonly holder: Variant;
  readonly base: Code;
}

/** Above this number, properties are found by their common name. */
const mostProperties = 4;

/** Returns the children of a value that have a name. */
export function membersOf(value: Value, name: string, context: Context): Value {
  if (value.kind === 'none') return none;
  if (value.kind === 'bool') return unsupported(`.${name} of a boolean`);
  if (value.kind === 'one') return membersOfOne(value, name, context);
  return membersOfList(value, name, context);
}

/**
 * Returns the members of a list's items. An item of several possible types is only asked for a property, so that types
 * without the element do no harm.
 */
function membersOfList(list: Many, name: string, context: Context): Value {
  if (isOneType(list.types)) return flattenFurther(list, (item) => membersOf(item, name, context));
  const found = list.types.flatMap((type) => context.types.membersOf(type, name));
  return found.length === 0 ? noElement(name, list.types, context) : untyped(list.items(), found, name, context);
}

function isOneType(types: readonly string[]): boolean {
  return types.length === 1 && types[0] !== anyType;
}

function membersOfOne(one: One, name: string, context: Context): Value {
  if (one.variants.some(({ type }) => type === anyType))
    return untyped(itemOf(one), context.types.membersOf(anyType, name), name, context);
  const places = distinctPlaces(one.variants.flatMap((variant) => findPlaces(variant, name, context)));
  const [first] = places;
  if (first === undefined)
    return one.variants.some((it) => it.isDoubtful) ? none : noElement(name, typesOf(one), context);
  if (places.every(({ member }) => !member.isList)) return single(one, places, name, context);
  if (places.length === 1) return listAt(first, context);
  if (places.some(({ base }) => base.text !== first.base.text)) unsupported(`.${name} is a list in some types only`);
  return untyped(
    first.base,
    places.map(({ member }) => member),
    name,
    context,
  );
}

/**
 * Returns nothing, as FHIRPath requires. In the element itself it is probably a mistake, so it is kept for a
 * diagnostic.
 */
function noElement(name: string, types: readonly string[], { session }: Context): None {
  session.report(`no element ${name} in ${types.join(', ')}`);
  return none;
}

/** Removes repeated places: the types of a choice may share an element. */
function distinctPlaces(places: readonly Place[]): readonly Place[] {
  const keyOf = ({ member, base }: Place): string => `${base.text} ${JSON.stringify(member)}`;
  return [...new Map(places.map((place) => [keyOf(place), place])).values()];
}

/** Finds the places of a member; the members of a primitive are those of its sibling. */
function findPlaces(variant: Variant, name: string, { types }: Context): readonly Place[] {
  const isLeaf = isPrimitive(sortOf(variant.type, types));
  if (isLeaf && variant.type.startsWith('System.')) return [];
  const base = isLeaf ? siblingOf(variant) : variant.value;
  if (base === undefined) return [];
  const holder = isLeaf ? { ...variant, isSolid: false } : variant;
  return types.membersOf(variant.type, name).map((member) => ({ member, holder, base }));
}

/**
 * Returns the sibling of a primitive. If nothing more is known about an item, it is the item itself, which is the
 * sibling if there is no value.
 */
function siblingOf({ sibling, beside, isMixed, value }: Variant): Code | undefined {
  return sibling ?? beside ?? (isMixed ? value : undefined);
}

function property(base: Code, name: string, isSolid: boolean): Code {
  return isSolid ? code`${base}.${ident(name)}` : code`${base}?.${ident(name)}`;
}

function single(one: One, places: readonly Place[], name: string, context: Context): One {
  const variants = places.flatMap((place) => toVariants(place, context));
  return {
    kind: 'one',
    variants,
    exists: () => existence(one, places, variants, name, context),
    ...(one.isResolved && { isResolved: true }),
  };
}

function toVariants({ member, holder, base }: Place, { types }: Context): readonly Variant[] {
  const { isSolid = false, isDoubtful = false } = holder;
  return member.properties.map(({ name, type }) => ({
    type,
    value: property(base, name, isSolid),
    ...(isPrimitive(sortOf(type, types)) && { sibling: property(base, `_${name}`, isSolid) }),
    isDoubtful,
  }));
}

function existence(
  one: One,
  places: readonly Place[],
  variants: readonly Variant[],
  name: string,
  { session, types }: Context,
): Condition {
  const isGiven = places.every(({ member, holder }) => member.isRequired && !holder.isDoubtful);
  if (isGiven && isCertain(one) && one.variants.every(({ type }) => !isPrimitive(sortOf(type, types)))) return always;
  const [first] = places;
  const byName = places.length === 1 && variants.length > mostProperties && first?.member.isChoice;
  return byName ? hasChoice(session, first.base, name) : existsByItem(variants)();
}

/** Returns a condition that one of the properties of a choice is present. */
function hasChoice(session: Session, holder: Code, name: string): Condition {
  return simple(session.call('hasChoice', holder, literal(name)));
}

function listAt({ member, holder, base }: Place, { session, types }: Context): Many {
  const { isSolid = false, isDoubtful = false } = holder;
  const [first] = member.properties;
  if (first === undefined || member.isChoice) return unsupported('a list of a choice');
  const itemTypes = member.properties.map(({ type }) => type);
  const hasSiblings = itemTypes.some((type) => isPrimitive(sortOf(type, types)));
  const siblings = hasSiblings ? property(base, `_${first.name}`, isSolid) : undefined;
  return listOf(session, itemTypes, property(base, first.name, isSolid), siblings, isDoubtful);
}

/**
 * Reads a property by name from items of several types. A choice has no property of its name, and a primitive has none
 * at all; its `id` and `extension` are elsewhere.
 */
function untyped(from: Code, members: readonly Member[], name: string, { session }: Context): Many {
  if (name === 'id' || name === 'extension') unsupported(`.${name} of elements of any type`);
  if (members.some(({ isChoice }) => isChoice)) unsupported(`.${name} is a choice in some types only`);
  const types = new Set(members.flatMap(({ properties }) => properties.map(({ type }) => type)));
  return resultOf(session, [...types], session.call('members', from, literal(name)));
}

/** Compiles `children()`, whatever the types of the elements. */
export function childrenOf(value: Value, context: Context): Value {
  if (value.kind === 'none') return none;
  if (value.kind === 'bool') return none;
  const types = typesOf(value).flatMap((type) => (type === anyType ? [anyType] : context.types.childTypesOf(type)));
  return resultOf(context.session, [...new Set(types)], context.session.call('children', arrayFrom(value, context)));
}

export function descendantsOf(value: Value, context: Context): Value {
  if (value.kind === 'none' || value.kind === 'bool') return none;
  return resultOf(context.session, [anyType], context.session.call('descendants', arrayFrom(value, context)));
}

/** Returns the array of objects that have children: objects, and the siblings of primitives. */
function arrayFrom(value: One | Many, { types }: Context): Code {
  const isLeaf = (type: string): boolean => type !== anyType && isPrimitive(sortOf(type, types));
  const leaves = typesOf(value).filter(isLeaf);
  if (leaves.length > 0 && leaves.length < typesOf(value).length) unsupported('children of items of any type');
  if (value.kind === 'many') return leaves.length === 0 ? value.items() : value.map(besideOf);
  return leaves.length === 0 ? itemOf(value) : besideOf(value);
}

function besideOf({ variants }: One): Code {
  return coalesce(variants.map((variant) => siblingOf(variant) ?? code`undefined`));
}
