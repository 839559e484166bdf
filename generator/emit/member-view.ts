import type { ContentModel, ElementModel, PrimitiveType, SliceModel, TypeModel } from '../model/model.ts';
import { code, Code, ident, join, key, literalType, quoted } from './code.ts';
import { elementOf } from './element-of-type.ts';
import type { Imports } from './imports.ts';
import { memberDoc, ownDoc } from './member-doc.ts';

/** One line of an interface, with its comment. */
export interface MemberView {
  readonly doc: readonly string[];
  readonly key: Code;
  /** `?` or nothing. */
  readonly mark: Code;
  readonly type: Code;
}

const runtimeLists = '#runtime/lists.js';
const never = Code.trusted('never');
const optional = Code.trusted('?');
const required = Code.trusted('');

/**
 * The members that one element comes to: one for each type of a choice, and `_` siblings where they are constrained.
 *
 * @param extended the interface that is extended
 */
export function memberViews(element: ElementModel, imports: Imports, extended: Code): MemberView[] {
  const doc = memberDoc(element);
  if (element.max === 0)
    return element.types.flatMap((type, index) => neverMembers(type.member, hasSibling(type), index === 0 ? doc : []));
  const isRequired = element.minItems > 0 && element.types.length === 1;
  const members = element.types.flatMap((type, index) => {
    const own = elementOf(type, element);
    const lines = [...(index === 0 ? doc : []), ...ownDoc(type, element)];
    const member = valueMember(own, type, isRequired, lines, imports);
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

function valueMember(
  element: ElementModel,
  type: TypeModel,
  isRequired: boolean,
  doc: readonly string[],
  imports: Imports,
): MemberView {
  const value = element.isList ? listType(element, type, imports) : itemType(element, type, imports);
  return {
    doc,
    key: key(type.member),
    mark: isRequired ? required : optional,
    type: value,
  };
}

/** What may be left out may also be there as undefined. */
function orUndefined(view: MemberView): MemberView {
  return view.mark === required ? view : { ...view, type: code`${inUnion(view.type)} | undefined` };
}

/** A type that keeps to that of the extended interface as well. */
function inBoth({ type, key: name }: MemberView, extended: Code): Code {
  return code`${inIntersection(type)} & ${memberOf(extended, name.text)}`;
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

function itemType(element: ElementModel, type: TypeModel, imports: Imports): Code {
  const plain = plainType(element, type, imports);
  const slices = element.slices.map((slice) => sliceType(slice, imports));
  const isOpen = element.slicing?.rules !== 'closed' || slices.length === 0;
  const union = uniqueCode([...slices, ...(isOpen ? [plain] : [])]);
  return union.length === 1 ? join(union, ' | ') : join(union.map(inUnion), ' | ');
}

/** A type as one of several alternatives. */
function inUnion(type: Code): Code {
  return outermost(type).includes(' & ') ? code`(${type})` : type;
}

/** A type as one of several that hold at once. */
export function inIntersection(type: Code): Code {
  return outermost(type).includes(' | ') ? code`(${type})` : type;
}

/** A type without its texts and what stands in brackets. */
function outermost({ text }: Code): string {
  let left = text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '');
  for (let before = ''; before !== left;) {
    before = left;
    left = left.replace(/<[^<>]*>|\{[^{}]*\}|\([^()]*\)|\[[^[\]]*\]/g, '');
  }
  return left;
}

function sliceType(slice: SliceModel, imports: Imports): Code {
  if (slice.type.kind === 'reference' && !slice.type.content)
    return referenceType(slice.type.targets, imports, slice.type);
  return imports.use(slice.item);
}

function plainType(element: ElementModel, type: TypeModel, imports: Imports): Code {
  if (type.kind === 'primitive') return primitiveType(element, type, imports);
  if (element.fixed) return wholeType(element.fixed.value);
  const own = type.content?.hasInterface === true ? ident(type.content.name) : undefined;
  const base = own ?? (type.kind === 'reference' ? referenceType(type.targets, imports, type) : imports.use(type.ref));
  return element.pattern ? code`${base} & ${patternType(element.pattern.value)}` : base;
}

/** The type of a primitive element: its fixed value, its codes, or what JSON calls it. */
export function primitiveType(element: ElementModel, type: PrimitiveType, imports: Imports): Code {
  const fixed = (element.fixed ?? element.pattern)?.value;
  if (typeof fixed === 'string' || typeof fixed === 'number' || typeof fixed === 'boolean') return literalType(fixed);
  if (element.literals && element.literals.length > 0) return join(element.literals.map(literalType), ' | ');
  const { binding } = element;
  const isListed = type.code === 'code' && binding?.strength === 'required' && binding.valueSet?.isClosed === true;
  return isListed && binding.valueSet ? imports.use(binding.valueSet) : ident(type.json);
}

function referenceType(targets: readonly string[], imports: Imports, type: TypeModel & { kind: 'reference' }): Code {
  const own = type.inherited && code`${imports.use(type.ref)} & `;
  if (targets.length === 0) return imports.use(type.ref);
  return code`${own ?? Code.trusted('')}${imports.use({ name: 'Ref', module: '#runtime/reference.js' })}<${join(targets.map(literalType), ' | ')}>`;
}

function listType(element: ElementModel, type: TypeModel, imports: Imports): Code {
  const first = leadingSlice(element);
  if (first) {
    const others = { ...element, slices: element.slices.filter((slice) => slice !== first) };
    return code`[${sliceType(first, imports)}, ...Array<${itemType(others, type, imports)}>]`;
  }
  const item = itemType(element, type, imports);
  if (element.max === 1) return code`[${item}]`;
  if (element.minItems > 0) return code`${imports.use({ name: 'NonEmptyList', module: runtimeLists })}<${item}>`;
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
  const item = join(items, ' | ');
  return /^[\w$\u0001]+$/.test(item.text) ? code`${item}[]` : code`Array<${item}>`;
}

/** A fixed complex value as a type: exactly these members. */
function wholeType(value: unknown): Code {
  if (Array.isArray(value)) return code`[${join(value.map(wholeType), ', ')}]`;
  if (typeof value !== 'object' || value === null) return literalType(value);
  return code`{ ${join(
    Object.entries(value).map(([name, part]) => code`${key(name)}: ${wholeType(part)}`),
    '; ',
  )} }`;
}

/** A pattern as a type: at least these members; of lists, items that may also be others. */
function patternType(value: unknown): Code {
  if (Array.isArray(value)) return code`Array<${join([...value.map(patternType), Code.trusted('object')], ' | ')}>`;
  if (typeof value !== 'object' || value === null) return literalType(value);
  return code`{ ${join(
    Object.entries(value).map(([name, part]) => code`${key(name)}: ${patternType(part)}`),
    '; ',
  )} }`;
}

function uniqueCode(parts: readonly Code[]): Code[] {
  return [...new Map(parts.map((part) => [part.text, part])).values()];
}
