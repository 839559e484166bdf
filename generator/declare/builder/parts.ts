import type {
  BindingModel,
  ContentModel,
  ElementModel,
  SliceModel,
  StructureModel,
  TypeModel,
  ValueSetRef,
} from '../../model/model.ts';
import { neededBySlices } from '../../model/contents.ts';
import { asValueExtension, extensionUrl } from '../extension-content.ts';

/** Larger sets are given by their constants, so that a builder does not carry all of their codes along. */
const maxNamed = 100;

/** The value set whose constants a coded element takes by name; none where these cannot be what is needed. */
export function codedSet(type: TypeModel | undefined, binding: BindingModel | undefined): ValueSetRef | undefined {
  const set = binding?.valueSet;
  if (!type || !codedForm(type) || !set || set.size > maxNamed) return undefined;
  const inner = codingIn(type)?.elements ?? [];
  const isChosen = inner.some((element) => element.name === 'code' && filledIn(element) !== undefined);
  const needsDisplay = inner.some((element) => element.name === 'display' && element.min > 0);
  return isChosen || (needsDisplay && !set.hasDisplays) ? undefined : set;
}

/** What a definition says inside the codings of a coded element. */
export function codingIn(type: TypeModel): ContentModel | undefined {
  return codedForm(type) === 'Coding' ? type.content : codingOf(type.content);
}

/** A type that has codes. */
export type CodedForm = 'Coding' | 'CodeableConcept';

export function codedForm({ code }: TypeModel): CodedForm | undefined {
  return code === 'Coding' || code === 'CodeableConcept' ? code : undefined;
}

/** What a definition says inside the codings of a concept. */
export function codingOf(concept: ContentModel | undefined): ContentModel | undefined {
  return concept?.elements.find((element) => element.name === 'coding')?.types[0]?.content;
}

/** The value set of a coded element that allows no other codes, unless the definition says so in the codings themselves. */
export function restrictingSet(type: TypeModel, binding: BindingModel | undefined): ValueSetRef | undefined {
  const set = requiredSet(binding);
  const isSaid = codingIn(type)?.elements.some((element) => element.name === 'code' && requiredSet(element.binding));
  return codedForm(type) && !isSaid ? set : undefined;
}

function requiredSet(binding: BindingModel | undefined): ValueSetRef | undefined {
  return binding?.strength === 'required' && binding.valueSet?.isClosed ? binding.valueSet : undefined;
}

/** The JSON that is filled in where nothing is given: what is fixed, a pattern, or the only value allowed. */
export function filledIn(element: ElementModel): unknown {
  const [only, ...others] = element.literals ?? [];
  const value =
    (element.fixed ?? element.pattern ?? element.recommended)?.value ?? (others.length === 0 ? only : undefined);
  if (value === undefined || element.isChoice) return undefined;
  return element.isList ? [value] : value;
}

/** Whether something that has to be there is known whole: all that is needed inside it is filled in. */
export function isImplied(min: number, { content, inherited }: TypeModel, structure: StructureModel): boolean {
  const inside = content ?? inherited;
  return min > 0 && inside !== undefined && fillsIn(inside, structure) && neededNames(inside, structure).length === 0;
}

function fillsIn({ elements }: ContentModel, structure: StructureModel): boolean {
  return elements.some(
    (element) =>
      (element.min > 0 && element.name !== 'url' && filledIn(element) !== undefined) ||
      isImpliedElement(element, structure) ||
      element.slices.some((slice) => isImplied(slice.min, slice.type, structure)),
  );
}

/** An extension of one type is its value, so that a choice may be known too. */
export function isImpliedElement({ min, max, types, slices }: ElementModel, structure: StructureModel): boolean {
  const [type, ...others] = types;
  if (!type || others.length > 0 || max === 0 || slices.length > 0 || type.kind !== 'complex') return false;
  return isImplied(min, type, structure);
}

/** Names of the elements and slices of a content that are known whole. */
export function impliedNames(content: ContentModel, structure: StructureModel): string[] {
  return content.elements.flatMap((element) => [
    ...element.slices
      .filter((slice) => isOwnNeed(slice, element) && isImplied(slice.min, slice.type, structure))
      .map((slice) => slice.propertyName),
    ...(!element.isChoice && isImpliedElement(element, structure) ? [element.name] : []),
  ]);
}

/** Whether an element has to be given. One with slices is given by them, and the id of a resource is made where needed. */
export function isNeeded(element: ElementModel, content: ContentModel, structure: StructureModel): boolean {
  if (
    (element.min === 0 && !element.isNeededInBuilders) ||
    element.max === 0 ||
    element.slices.length > 0 ||
    filledIn(element) !== undefined
  )
    return false;
  if (isImpliedElement(element, structure)) return false;
  if (content.basePath === 'Extension' && element.name === 'url') return extensionUrl(content) === undefined;
  return !(element.name === 'id' && structure.kind === 'resource' && content === structure.content);
}

/** Extensions of a primitive, which are given beside it. */
export function siblingSlices(element: ElementModel): readonly SliceModel[] {
  const [type] = element.types;
  if (type?.kind !== 'primitive' || !type.content) return [];
  return type.content.elements.find((inner) => inner.name === 'extension')?.slices ?? [];
}

/** Whether a slice has to be given: the items of slices inside it count for it too. */
export function isOwnNeed({ min, sliceName }: SliceModel, { slices }: ElementModel): boolean {
  return min > neededBySlices(slices, sliceName);
}

/** The names of what has to be given for a content. */
export function neededNames(content: ContentModel, structure: StructureModel): string[] {
  return content.elements.flatMap((element) => [
    ...element.slices
      .filter((slice) => isOwnNeed(slice, element) && !isImplied(slice.min, slice.type, structure))
      .map((slice) => slice.propertyName),
    ...(isNeeded(element, content, structure) ? [element.name] : []),
    ...siblingSlices(element)
      .filter((slice) => slice.min > 0)
      .map((slice) => slice.propertyName),
  ]);
}

/**
 * The part of a slice that may be given alone: its `value` (of a coding, its `code`), where nothing else is needed.
 * Other parts that happen to be the only mandatory one do not say what the slice is about.
 */
export function mainPart(slice: SliceModel): string | undefined {
  const content = slice.type.content ?? slice.type.inherited;
  if (!content || slice.type.kind !== 'complex' || asValueExtension(content)) return undefined;
  // A text is the name of a constant then.
  if (codedSet(slice.type, slice.binding)) return undefined;
  const open = content.elements.filter((element) => element.min > 0 && filledIn(element) === undefined);
  const isSliceNeeded = content.elements.some((element) => element.slices.some((inner) => inner.min > 0));
  const [only, ...others] = open;
  if (!only || others.length > 0 || isSliceNeeded || only.isChoice || only.isList) return undefined;
  const isMain = only.name === 'value' || (only.name === 'code' && slice.type.code === 'Coding');
  return isMain && only.types[0]?.kind === 'primitive' && only.types[0].json === 'string' ? only.name : undefined;
}
