import type { ContentModel, ElementModel, PrimitiveType, SliceModel, TypeModel } from '../model/model.ts';
import {
  alternativesOf,
  type Code,
  nothing,
  ident,
  key,
  typeName,
  literal,
  code,
  chain,
  quoted,
  list,
  objectType,
  generic,
  union,
  unique,
  parenthesised,
} from '../code/code.ts';
import { elementOf } from './element-of-type.ts';
import { memberDoc, ownDoc } from './member-doc.ts';

/** One line of an interface, with its comment. */
export interface MemberView {
  readonly doc: readonly string[];
  readonly key: Code;
  /** `?` or nothing. */
  readonly mark: Code;
  readonly type: Code;
}

const runtimeLists = '#runtime/core/lists.js';
const never = code`never`;
const optional = code`?`;
const required = nothing;

/**
 * The members that one element comes to: one for each type of a choice, and `_` siblings where they are constrained.
 *
 * @param extended the interface that is extended
 */
export function memberViews(element: ElementModel, extended: Code): MemberView[] {
  const doc = memberDoc(element);
  if (element.max === 0)
    return element.types.flatMap((type, index) => neverMembers(type.member, hasSibling(type), index === 0 ? doc : []));
  const isRequired = element.minItems > 0 && element.types.length === 1;
  const members = element.types.flatMap((type, index) => {
    const own = elementOf(type, element);
    const lines = [...(index === 0 ? doc : []), ...ownDoc(type, element)];
    const member = valueMember(own, type, isRequired, lines);
    return [member, ...siblingMember(element, type)].map((one) =>
      orUndefined(element.isBeyondExtended ? { ...one, type: inBoth(one, extended) } : one),
    );
  });
  if (element.isLeftOut) return members;
  return [...members, ...element.excluded.flatMap(({ member, isPrimitive }) => neverMembers(member, isPrimitive, []))];
}

export function hasSibling(type: TypeModel): boolean {
  return type.kind === 'primitive' && type.hasSibling;
}

/** A member that must not be there, with its `_` sibling. */
export function neverMembers(name: string, isPrimitive: boolean, doc: readonly string[]): MemberView[] {
  const member = (text: string, lines: readonly string[]): MemberView => ({
    doc: lines,
    key: key(text),
    mark: optional,
    type: never,
  });
  return isPrimitive ? [member(name, doc), member(`_${name}`, [])] : [member(name, doc)];
}

function valueMember(element: ElementModel, type: TypeModel, isRequired: boolean, doc: readonly string[]): MemberView {
  const value = element.isList ? listType(element, type) : itemType(element, type);
  return {
    doc,
    key: key(type.member),
    mark: isRequired ? required : optional,
    type: value,
  };
}

/** What may be left out may also be there as undefined. */
function orUndefined(view: MemberView): MemberView {
  return view.mark === required ? view : { ...view, type: optionalType(view.type) };
}

/** A type that keeps to that of the extended interface as well. */
function inBoth({ type, key: name }: MemberView, extended: Code): Code {
  return chain([inIntersection(type), memberOf(extended, name.text)], '&');
}

/** The type of a member of an interface. */
export function memberOf(owner: Code, name: string): Code {
  return code`${owner}[${quoted(name)}]`;
}

/** The `_` sibling of a primitive, where the definition says something of its extensions. */
function siblingMember(element: ElementModel, type: TypeModel): MemberView[] {
  if (type.kind !== 'primitive' || !type.content) return [];
  const content = ident(type.content.name);
  const isRequired = type.content.elements.some((inner) => inner.min > 0 && inner.isStated);
  const value = element.isList ? arrayOf([content]) : content;
  const mark = isRequired && element.min > 0 ? required : optional;
  return [
    {
      doc: [`Id and extensions of \`${type.member}\`.`],
      key: key(`_${type.member}`),
      mark,
      type: value,
    },
  ];
}

function itemType(element: ElementModel, type: TypeModel): Code {
  const plain = plainType(element, type);
  const slices = element.slices.map((slice) => sliceType(slice));
  const isOpen = element.slicing?.rules !== 'closed' || slices.length === 0;
  const all = unique([...slices, ...(isOpen ? [plain] : [])]);
  return union(all.length === 1 ? all : all.map(inUnion));
}

/** A type that need not be there. */
export function optionalType(type: Code): Code {
  return union([...alternativesOf(type), code`undefined`]);
}

function isChain({ node }: Code, operator: '|' | '&'): boolean {
  return typeof node !== 'string' && node.kind === 'chain' && node.operator === operator;
}

/** A type as one of several alternatives. */
function inUnion(type: Code): Code {
  return isChain(type, '&') ? parenthesised(type) : type;
}

/** A type as one of several that hold at once. */
export function inIntersection(type: Code): Code {
  return isChain(type, '|') ? parenthesised(type) : type;
}

function sliceType(slice: SliceModel): Code {
  if (slice.type.kind === 'reference' && !slice.type.content) return referenceType(slice.type.targets, slice.type);
  return typeName(slice.item);
}

function plainType(element: ElementModel, type: TypeModel): Code {
  if (type.kind === 'primitive') return primitiveType(element, type);
  if (element.fixed) return wholeType(element.fixed.value);
  const own = type.content?.hasInterface === true ? ident(type.content.name) : undefined;
  const base = own ?? (type.kind === 'reference' ? referenceType(type.targets, type) : typeName(type.ref));
  return element.pattern ? chain([base, patternType(element.pattern.value)], '&') : base;
}

/** The type of a primitive element: its fixed value, its codes, or what JSON calls it. */
export function primitiveType(element: ElementModel, type: PrimitiveType): Code {
  const fixed = (element.fixed ?? element.pattern)?.value;
  if (typeof fixed === 'string' || typeof fixed === 'number' || typeof fixed === 'boolean') return literal(fixed);
  if (element.literals && element.literals.length > 0) return union(element.literals.map(literal));
  const { binding } = element;
  const isListed = type.code === 'code' && binding?.strength === 'required' && binding.valueSet?.isClosed === true;
  return isListed && binding.valueSet ? typeName(binding.valueSet) : ident(type.json);
}

function referenceType(targets: readonly string[], type: TypeModel & { kind: 'reference' }): Code {
  if (targets.length === 0) return typeName(type.ref);
  const target = generic(typeName({ name: 'Ref', module: '#runtime/core/reference.js' }), [
    union(targets.map(literal)),
  ]);
  return type.inherited ? chain([typeName(type.ref), target], '&') : target;
}

function listType(element: ElementModel, type: TypeModel): Code {
  const first = leadingSlice(element);
  if (first) {
    const others = { ...element, slices: element.slices.filter((slice) => slice !== first) };
    return code`[${sliceType(first)}, ...${generic(code`Array`, [itemType(others, type)])}]`;
  }
  const item = itemType(element, type);
  if (element.max === 1) return code`[${item}]`;
  if (element.minItems > 0) return generic(typeName({ name: 'NonEmptyList', module: runtimeLists }), [item]);
  return arrayOf([item]);
}

/** The slice that is always the first item: in a message that is its header, as the rules of Bundles have it. */
function leadingSlice({ id, slices }: ElementModel): SliceModel | undefined {
  if (id !== 'Bundle.entry') return undefined;
  return slices.find(({ min, max, type }) => min === 1 && max === 1 && holdsHeader(type.content));
}

function holdsHeader(entry: ContentModel | undefined): boolean {
  const [type] = entry?.elements.find(({ name }) => name === 'resource')?.types ?? [];
  return type?.kind === 'resource' && type.types.join() === 'MessageHeader';
}

function arrayOf(items: readonly Code[]): Code {
  const item = union(items);
  return /^[\w$]+$/.test(item.text) ? code`${item}[]` : generic(code`Array`, [item]);
}

/** A fixed complex value as a type: exactly these members. */
function wholeType(value: unknown): Code {
  if (Array.isArray(value)) return list(value.map(wholeType));
  if (typeof value !== 'object' || value === null) return literal(value);
  return objectType(Object.entries(value).map(([name, part]) => code`${key(name)}: ${wholeType(part)}`));
}

/** A pattern as a type: at least these members; of lists, items that may also be others. */
function patternType(value: unknown): Code {
  if (Array.isArray(value)) return generic(code`Array`, [union([...value.map(patternType), code`object`])]);
  if (typeof value !== 'object' || value === null) return literal(value);
  return objectType(Object.entries(value).map(([name, part]) => code`${key(name)}: ${patternType(part)}`));
}
