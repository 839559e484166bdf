import type { ContentModel, ElementModel, PrimitiveType, SliceModel, TypeModel } from '../model/model.ts';
import type { MemberDeclaration, Doc } from './declarations.ts';
import { docOf, joined, memberDoc, noDoc, ownDoc } from './doc-text.ts';
import { elementOf } from './element-of-type.ts';
import { type ContentLookup, itemOf, type ItemTypes, listOf, otherItems } from './list-types.ts';
import {
  arrayOf,
  intersection,
  keyword,
  literal,
  local,
  memberOf,
  named,
  optional,
  runtimeType,
  tuple,
  type TypeExpression,
  union,
} from './expressions.ts';

/**
 * The members that one element comes to: one for each type of a choice, and `_` siblings where they are constrained.
 *
 * @param extended the interface that is extended
 * @param contentAt what is said of the types that elements are of
 */
export function membersOf(
  element: ElementModel,
  extended: TypeExpression,
  contentAt: ContentLookup,
): MemberDeclaration[] {
  const doc = memberDoc(element);
  if (element.max === 0)
    return element.types.flatMap((type, index) =>
      neverMembers(type.member, hasSibling(type), index === 0 ? doc : noDoc),
    );
  const isRequired = element.minItems > 0 && element.types.length === 1;
  const members = element.types.flatMap((type, index) => {
    const own = elementOf(type, element);
    const whole = joined(index === 0 ? doc : noDoc, ownDoc(type, element));
    const items = itemTypes(own, type, contentAt);
    const value = own.isList ? listType(own, items) : itemOf(own, items);
    const member = { name: type.member, isOptional: !isRequired, type: value, doc: whole };
    return [member, ...siblingMember(element, type)].map((one) =>
      orUndefined(element.isBeyondExtended ? { ...one, type: inBoth(one, extended) } : one),
    );
  });
  if (element.isLeftOut) return members;
  return [
    ...members,
    ...element.excluded.flatMap(({ member, isPrimitive }) => neverMembers(member, isPrimitive, noDoc)),
  ];
}

export function hasSibling(type: TypeModel): boolean {
  return type.kind === 'primitive' && type.hasSibling;
}

/** Declares a prohibited member, with its `_` sibling. */
export function neverMembers(name: string, isPrimitive: boolean, doc: Doc): MemberDeclaration[] {
  const member = { name, isOptional: true, type: keyword('never'), doc };
  return isPrimitive ? [member, { ...member, name: `_${name}`, doc: noDoc }] : [member];
}

/** Allows undefined for an optional member. */
function orUndefined(member: MemberDeclaration): MemberDeclaration {
  return member.isOptional ? { ...member, type: optional(member.type) } : member;
}

/** Intersects a type with that of the extended interface. */
function inBoth({ type, name }: MemberDeclaration, extended: TypeExpression): TypeExpression {
  return intersection([type, memberOf(extended, name)]);
}

/** Declares the `_` sibling of a primitive, if the definition constrains its extensions. */
function siblingMember(element: ElementModel, type: TypeModel): MemberDeclaration[] {
  if (type.kind !== 'primitive' || !type.content) return [];
  const content = local(type.content.name);
  const isRequired = type.content.elements.some((inner) => inner.min > 0 && inner.isStated);
  return [
    {
      name: `_${type.member}`,
      isOptional: !isRequired || element.min === 0,
      type: element.isList ? arrayOf(content) : content,
      doc: docOf(`Id and extensions of \`${type.member}\`.`),
    },
  ];
}

function itemTypes(element: ElementModel, type: TypeModel, contentAt: ContentLookup): ItemTypes {
  const { slices, slicing } = element;
  // A slice of primitives has no interface of its own: an item is what any item of the element is.
  const ofSlice = type.kind === 'primitive' ? (): TypeExpression => primitiveType(element, type) : sliceType;
  if (slices.length > 0 && slicing?.rules === 'closed') return { ofSlice };
  const content = type.content ?? ('ref' in type ? contentAt(type.ref) : undefined);
  return { ofSlice, other: otherItems(plainType(element, type), content, slices) };
}

function sliceType(slice: SliceModel): TypeExpression {
  if (slice.type.kind === 'reference' && !slice.type.content) return referenceType(slice.type.targets, slice.type);
  return named(slice.item);
}

function plainType(element: ElementModel, type: TypeModel): TypeExpression {
  if (type.kind === 'primitive') return primitiveType(element, type);
  if (element.fixed) return wholeType(element.fixed.value);
  const own = type.content?.hasInterface === true ? local(type.content.name) : undefined;
  const base = own ?? namedType(type);
  return element.pattern ? intersection([base, patternType(element.pattern.value)]) : base;
}

function namedType(type: Exclude<TypeModel, PrimitiveType>): TypeExpression {
  if (type.kind === 'reference') return referenceType(type.targets, type);
  if (type.kind === 'resource' && type.taken && type.types.length === 0)
    return runtimeType('core/other-than', 'OtherResource', [union(type.taken.map(literal))]);
  return named(type.ref);
}

/** Returns the type of a primitive element: its fixed value, its codes, or its JSON type. */
export function primitiveType(element: ElementModel, type: PrimitiveType): TypeExpression {
  const fixed = (element.fixed ?? element.pattern)?.value;
  if (typeof fixed === 'string' || typeof fixed === 'number' || typeof fixed === 'boolean') return literal(fixed);
  if (element.literals && element.literals.length > 0) return union(element.literals.map(literal));
  const { binding } = element;
  const isListed = type.code === 'code' && binding?.strength === 'required' && binding.valueSet?.isClosed === true;
  return isListed && binding.valueSet ? named(binding.valueSet) : keyword(type.json);
}

function referenceType(targets: readonly string[], type: TypeModel & { kind: 'reference' }): TypeExpression {
  if (targets.length === 0) return named(type.ref);
  const target = runtimeType('core/reference', 'Ref', [union(targets.map(literal))]);
  return type.inherited ? intersection([named(type.ref), target]) : target;
}

function listType(element: ElementModel, types: ItemTypes): TypeExpression {
  const first = leadingSlice(element);
  if (!first) return listOf(element, types);
  const others = { ...element, slices: element.slices.filter((slice) => slice !== first) };
  return tuple([sliceType(first)], itemOf(others, types));
}

/** Returns the slice that is always the first item: the header of a message, as FHIR's rules for Bundles require. */
function leadingSlice({ id, slices }: ElementModel): SliceModel | undefined {
  if (id !== 'Bundle.entry') return undefined;
  return slices.find(({ min, max, type }) => min === 1 && max === 1 && holdsHeader(type.content));
}

function holdsHeader(entry: ContentModel | undefined): boolean {
  const [type] = entry?.elements.find(({ name }) => name === 'resource')?.types ?? [];
  return type?.kind === 'resource' && type.types.join() === 'MessageHeader';
}

/** Converts a fixed complex value to a type: exactly these members. */
function wholeType(value: unknown): TypeExpression {
  if (Array.isArray(value)) return tuple(value.map(wholeType));
  return jsonType(value, wholeType);
}

/** Converts a pattern to a type: at least these members; lists may have other items too. */
function patternType(value: unknown): TypeExpression {
  if (Array.isArray(value)) return local('Array', [union([...value.map(patternType), keyword('object')])]);
  return jsonType(value, patternType);
}

function jsonType(value: unknown, partType: (part: unknown) => TypeExpression): TypeExpression {
  if (typeof value !== 'object' || value === null) return literal(value);
  const members = Object.entries(value).map(([name, part]) => ({ name, isOptional: false, type: partType(part) }));
  return { kind: 'object', members };
}
