import type { ContentModel, ElementModel, PrimitiveType, SliceModel, TypeModel } from '../model/model.ts';
import type { MemberDeclaration, Doc } from './declarations.ts';
import { docOf, joined, memberDoc, noDoc, ownDoc } from './docs.ts';
import { elementOf } from './element-of-type.ts';
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
 * Declares the members of one element: one for each type of a choice, and `_` siblings if they are constrained.
 *
 * @param extended the interface that is extended
 */
export function membersOf(element: ElementModel, extended: TypeExpression): MemberDeclaration[] {
  const doc = memberDoc(element);
  if (element.max === 0)
    return element.types.flatMap((type, index) =>
      neverMembers(type.member, hasSibling(type), index === 0 ? doc : noDoc),
    );
  const isRequired = element.minItems > 0 && element.types.length === 1;
  const members = element.types.flatMap((type, index) => {
    const own = elementOf(type, element);
    const whole = joined(index === 0 ? doc : noDoc, ownDoc(type, element));
    const member = valueMember(own, type, isRequired, whole);
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

function valueMember(element: ElementModel, type: TypeModel, isRequired: boolean, doc: Doc): MemberDeclaration {
  const value = element.isList ? listType(element, type) : itemType(element, type);
  return { name: type.member, isOptional: !isRequired, type: value, doc };
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

function itemType(element: ElementModel, type: TypeModel): TypeExpression {
  const plain = plainType(element, type);
  const slices = element.slices.map((slice) => sliceType(slice));
  const isOpen = element.slicing?.rules !== 'closed' || slices.length === 0;
  return union([...slices, ...(isOpen ? [plain] : [])]);
}

function sliceType(slice: SliceModel): TypeExpression {
  if (slice.type.kind === 'reference' && !slice.type.content) return referenceType(slice.type.targets, slice.type);
  return named(slice.item);
}

function plainType(element: ElementModel, type: TypeModel): TypeExpression {
  if (type.kind === 'primitive') return primitiveType(element, type);
  if (element.fixed) return wholeType(element.fixed.value);
  const own = type.content?.hasInterface === true ? local(type.content.name) : undefined;
  const base = own ?? (type.kind === 'reference' ? referenceType(type.targets, type) : named(type.ref));
  return element.pattern ? intersection([base, patternType(element.pattern.value)]) : base;
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

function listType(element: ElementModel, type: TypeModel): TypeExpression {
  const first = leadingSlice(element);
  if (first) {
    const others = { ...element, slices: element.slices.filter((slice) => slice !== first) };
    return tuple([sliceType(first)], itemType(others, type));
  }
  const item = itemType(element, type);
  if (element.max === 1) return tuple([item]);
  return element.minItems > 0 ? runtimeType('core/lists', 'NonEmptyList', [item]) : arrayOf(item);
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
