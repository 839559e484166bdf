import { slicesWithin } from '../../model/contents.ts';
import type { ContentModel, ElementModel, SliceDiscriminator, SliceModel, TypeModel } from '../../model/model.ts';
import { arrow, entry, list, literal, object, type ValueEntry, type ValueExpression } from '../expressions.ts';
import { describeMark, isDoubtful, namesOf, sliceTest } from '../slice-test.ts';
import { isEqual } from './is-equal.ts';
import { checkedBindings, innerEntries, limitsOf, type InnerRules } from './value-rules.ts';

type ElementSlicing = NonNullable<ElementModel['slicing']>;

/** Slices with the same discriminators: those of an element, or of a reslicing. */
interface Group {
  readonly element: ElementModel;
  /** The slice that is resliced. */
  readonly around: SliceModel | undefined;
  readonly slices: readonly SliceModel[];
  readonly slicing: ElementSlicing | undefined;
  /**
   * False if another profile discriminates the slices: they are tested again if this profile constrains them further.
   */
  readonly isAnew: boolean;
}

/** Declares the slicing of an element in a profile. */
export function slicingEntries(element: ElementModel, rules: InnerRules): ValueEntry[] {
  const slicing = slicingOf(groupOf(element, undefined), rules);
  const undiscriminated = element.slices.filter((slice) => slice.undiscriminated !== undefined && slice.isStated);
  return [
    ...(undiscriminated.length > 0
      ? [entry('undiscriminated', literal(undiscriminated.map(({ sliceName, min }) => [sliceName, min])))]
      : []),
    ...(slicing ? [entry('slicing', slicing)] : []),
  ];
}

/** Declares how the items are discriminated and the rules of each slice; undefined if the slices have no rules. */
function slicingOf(group: Group, rules: InnerRules): ValueExpression | undefined {
  const { element, slices, around, slicing } = group;
  const discriminated = slices.filter(({ undiscriminated }) => undiscriminated === undefined);
  const needed = discriminated.filter((slice) => group.isAnew || isStatedInside(slice, element));
  if (needed.length === 0) return undefined;
  const by = onlyMark(element, discriminated, around);
  const rest = group.isAnew && discriminated.length === slices.length ? restOf(slicing) : undefined;
  return object([
    ...(by === undefined ? [] : [entry('by', literal(by))]),
    ...(rest === undefined ? [] : [entry('rest', literal(rest))]),
    ...(group.isAnew && slicing?.ordered ? [entry('ordered', literal(true))] : []),
    ...(rest === 'refused' ? [entry('text', literal(slices.map(describeSlice).join(', ')))] : []),
    entry('slices', list(needed.map((slice) => ofSlice(slice, group, by, rules)))),
  ]);
}

function restOf(slicing: ElementSlicing | undefined): 'refused' | 'last' | undefined {
  if (slicing?.rules === 'closed') return 'refused';
  return slicing?.rules === 'openAtEnd' ? 'last' : undefined;
}

function ofSlice(slice: SliceModel, group: Group, by: string | undefined, rules: InnerRules): ValueExpression {
  const { element, around } = group;
  const own = ownMarks(slice, around);
  const again = slicingOf(groupOf(element, slice), rules);
  return object([
    entry('name', literal(slice.sliceName)),
    ...(by === undefined ? markEntries(own) : [entry('is', literal(own[0]?.value))]),
    ...counts(slice),
    ...valueEntries(slice),
    ...innerEntries(typeWithin(slice), slice.inherited ? [slice.inherited.type] : [], rules),
    ...bindingOf(slice),
    ...(slice.severityWhenReceived === undefined ? [] : [entry('whenReceived', literal(slice.severityWhenReceived))]),
    ...(again ? [entry('slicing', again)] : []),
  ]);
}

function markEntries(marks: readonly SliceDiscriminator[]): ValueEntry[] {
  const isDoubted = marks.some(({ test }) => test !== undefined && isDoubtful(test));
  return [entry('marks', list(marks.map(markOf))), ...(isDoubted ? [entry('doubtful', literal(true))] : [])];
}

/** Declares a discriminator: a value at a path, or a test. */
function markOf({ path, value, test }: SliceDiscriminator): ValueExpression {
  if (!test) return literal([namesOf(path), value]);
  return arrow(['item', 'run'], sliceTest(test, { kind: 'name', name: 'run', module: '' }));
}

function counts(slice: SliceModel): ValueEntry[] {
  const { inherited, min, max } = slice;
  const isRepeated = inherited?.undiscriminated === undefined && min === inherited?.min && max === inherited.max;
  if ((min === 0 && max === Infinity) || isRepeated) return [];
  return [...(min > 0 ? [entry('min', literal(min))] : []), ...(max === Infinity ? [] : [entry('max', literal(max))])];
}

/** Declares what the items of a slice are as a whole, as far as that is more than what discriminates them. */
function valueEntries({ discriminators, inherited, fixed, pattern, type, ...rest }: SliceModel): ValueEntry[] {
  const limits = limitsOf(rest, type);
  const isMore = pattern && !isEqual(pattern, inherited?.pattern) && !isMarked(pattern.value, [], discriminators);
  return [
    ...(fixed && !isEqual(fixed, inherited?.fixed) ? [entry('fixed', literal(fixed.value))] : []),
    ...(isMore ? [entry('pattern', literal(pattern.value))] : []),
    ...(limits && !isEqual(limits, inherited && limitsOf(inherited, type)) ? [entry('limits', literal(limits))] : []),
  ];
}

/** Returns whether the discriminators say all of a pattern; a list may hold what they say in several items. */
function isMarked(pattern: unknown, at: readonly string[], marks: readonly SliceDiscriminator[]): boolean {
  if (marks.some(({ path, value }) => isEqual(namesOf(path), at) && isEqual(value, pattern))) return true;
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern)) return false;
  return Object.entries(pattern).every(([name, value]) => isMarked(value, [...at, name], marks));
}

/** Returns the type of the items with a content where the slice has nothing but invariants. */
function typeWithin({ id, type, basePath, constraints, item }: SliceModel): TypeModel {
  if (type.content || constraints.length === 0) return type;
  const content: ContentModel = {
    name: item.name,
    elementId: id,
    extends: item,
    home: item,
    basePath,
    hasInterface: false,
    constraints,
    inherits: [],
    elements: [],
  };
  return { ...type, content };
}

/** Declares the binding of a slice, unless it is the discriminator: its items keep it by definition. */
function bindingOf(slice: SliceModel): ValueEntry[] {
  const { binding } = slice;
  const isMark = slice.discriminators.some(({ test }) => test?.kind === 'member' && test.at.length === 0);
  return isMark ? [] : checkedBindings(binding, slice.inherited?.binding, slice.type);
}

function groupOf(element: ElementModel, around: SliceModel | undefined): Group {
  const { slicing, inherited } = around ?? element;
  return {
    element,
    around,
    slices: slicesWithin(element.slices, around?.sliceName),
    slicing,
    isAnew: !isEqual(slicing, inherited?.slicing),
  };
}

/** Returns whether a profile constrains a slice, or one inside it. */
function isStatedInside(slice: SliceModel, element: ElementModel): boolean {
  return slice.isStated || slicesWithin(element.slices, slice.sliceName).some((one) => isStatedInside(one, element));
}

/** Returns the discriminators of a slice that are not those of the surrounding slice. */
export function ownMarks(slice: SliceModel, around: SliceModel | undefined): readonly SliceDiscriminator[] {
  return slice.discriminators
    .slice(around?.discriminators.length ?? 0)
    .filter(({ value, test }) => value !== undefined || test !== undefined);
}

/**
 * Returns the path of the only discriminator of a list, if it is a text: a property, or the type of the resource in
 * one. Returns undefined for any other slicing.
 */
function onlyMark(
  { isList }: ElementModel,
  slices: readonly SliceModel[],
  around: SliceModel | undefined,
): string | undefined {
  const marks = slices.map((slice) => ownMarks(slice, around));
  const path = marks[0]?.[0]?.path ?? '';
  const isPlain = marks.every(([mark, ...more]) => mark?.path === path && isText(mark) && more.length === 0);
  const values = new Set(marks.map(([mark]) => mark?.value));
  const isDiscriminated = isList && isPlain && values.size === slices.length;
  return isDiscriminated && (/^\w+$/.test(path) || isTypeOfOne(path, slices)) ? path : undefined;
}

function isText({ value, test }: SliceDiscriminator): boolean {
  return typeof value === 'string' && test === undefined;
}

/** Returns whether a path points to the type of a resource that each item has. */
function isTypeOfOne(path: string, slices: readonly SliceModel[]): boolean {
  const name = /^(\w+)\.resourceType$/.exec(path)?.[1];
  return slices.every(({ type }) => {
    const elements = type.kind === 'complex' ? (type.content?.elements ?? []) : [];
    return elements.some((element) => element.name === name && !element.isList);
  });
}

/** Describes a slice by its discriminators: `official (use is "official")`. */
function describeSlice({ sliceName, discriminators }: SliceModel): string {
  const marks = discriminators.flatMap(describeMark);
  return marks.length > 0 ? `${sliceName} (${marks.join(', ')})` : sliceName;
}
