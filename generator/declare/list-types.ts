/** Types of lists and of what is in them: how much of the slicing of a list its type can tell. */
import type { ContentModel, ElementModel, InterfaceRef, SliceModel } from '../model/model.ts';
import { arrayOf, literal, runtimeType, tuple, type TypeExpression, union } from './expressions.ts';

/** What a definition says of that of which an interface is made. */
export type ContentLookup = (ref: InterfaceRef) => ContentModel | undefined;

/** The codes by which items of slices are known, by the member that has them. */
type CodesByMember = ReadonlyMap<string, readonly string[]>;

/**
 * Items that belong to no slice. Where a code discriminates slices, these have another code: the type then admits no faulty
 * item of a slice. All other discriminators, such as a system, can be any text, so nothing is ruled out.
 *
 * @param plain the type of an item of which nothing more is known
 * @param content of that type
 */
export function otherItems(
  plain: TypeExpression,
  content: ContentModel | undefined,
  slices: readonly SliceModel[],
): TypeExpression {
  return [...codesOf(slices)].reduce((type, [member, codes]) => {
    const isListed = content?.elements.some((element) => element.name === member && isClosedCode(element)) === true;
    return isListed ? runtimeType('core/other-than', 'OtherThan', [type, literal(member), unionOf(codes)]) : type;
  }, plain);
}

function codesOf(slices: readonly SliceModel[]): CodesByMember {
  const codes = new Map<string, string[]>();
  for (const { discriminators, undiscriminated, within, severityWhenReceived } of slices) {
    const [only, ...others] = discriminators;
    if (
      !only ||
      others.length > 0 ||
      undiscriminated !== undefined ||
      within !== undefined ||
      severityWhenReceived !== undefined
    )
      continue;
    if (typeof only.value !== 'string' || !/^\w+$/.test(only.path)) continue;
    codes.set(only.path, [...(codes.get(only.path) ?? []), only.value]);
  }
  return codes;
}

/** Whether an element is one code, of which all that there may be are known. */
function isClosedCode({ types, isList, binding }: ElementModel): boolean {
  const isCode = types.length === 1 && types[0]?.code === 'code' && !isList;
  return isCode && binding?.strength === 'required' && binding.valueSet?.isClosed === true;
}

function unionOf(codes: readonly string[]): TypeExpression {
  return union(codes.map(literal));
}

/** The types of what may stand in a list. */
export interface ItemTypes {
  readonly ofSlice: (slice: SliceModel) => TypeExpression;
  /** Of an item that belongs to no slice; absent where there may be none. */
  readonly other?: TypeExpression;
}

/** The type of one item of a list. */
export function itemOf({ slices }: ElementModel, { ofSlice, other }: ItemTypes): TypeExpression {
  return union([...slices.map(ofSlice), ...(other ? [other] : [])]);
}

/** The type of a list: how many items it has at least, and of which slices these are if there are no more. */
export function listOf(element: ElementModel, types: ItemTypes): TypeExpression {
  const { max, minItems, slices } = element;
  const item = itemOf(element, types);
  const needed = slices.filter(isNeeded);
  const count = needed.reduce((sum, { min }) => sum + min, 0);
  if (max === 1) return tuple([count === 1 ? union(needed.map(types.ofSlice)) : item]);
  const others = slices.filter((slice) => !isNeeded(slice));
  const isMixed = others.length > 0 || types.other !== undefined;
  if (isMixed && count > 0 && count <= mostPlaces)
    return slicedList(union(needed.map(types.ofSlice)), itemOf({ ...element, slices: others }, types), count);
  return minItems > 0 ? runtimeType('core/lists', 'NonEmptyList', [item]) : arrayOf(item);
}

/** As many required items as `SlicedListOf` knows. */
const mostPlaces = 4;

function slicedList(slices: TypeExpression, others: TypeExpression, count: number): TypeExpression {
  return count === 1
    ? runtimeType('core/lists', 'SlicedList', [slices, others])
    : runtimeType('core/lists', 'SlicedListOf', [literal(count), slices, others]);
}

/** Whether a list has to contain an item of a slice that can be told; one inside of another slice is counted there. */
function isNeeded({ min, undiscriminated, within, severityWhenReceived }: SliceModel): boolean {
  return min > 0 && undiscriminated === undefined && within === undefined && severityWhenReceived === undefined;
}
