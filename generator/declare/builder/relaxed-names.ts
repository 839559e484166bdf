import type { ContentModel, ElementModel, SliceModel, StructureModel, TypeModel } from '../../model/model.ts';
import { elementOf } from '../element-of-type.ts';
import { asValueExtension } from '../extension-content.ts';
import { codedSet, isNeeded, mainPart, neededNames, siblingSlices } from './parts.ts';

/**
 * Names of what the input that a content builds on takes otherwise, so that it has to be left out there: what that needs
 * and the content fills in itself, and what may be given in ways that it does not know.
 */
export function relaxedNames(content: ContentModel, structure: StructureModel): string[] {
  const { inherited } = content;
  if (!inherited) return [];
  const needed = new Set(neededNames(content, structure));
  const eased = neededNames(inherited, structure).filter((name) => !needed.has(name));
  const below = slicesByProperty(inherited);
  const inside = content.elements.flatMap((element) => {
    const other = inherited.elements.find(({ name }) => name === element.name);
    const slices = [...element.slices, ...siblingSlices(element)].filter(
      (slice) => slice.isStated && !isSliceWithin(slice, below.get(slice.propertyName), structure),
    );
    return [
      ...(element.isStated && !isElementWithin(element, other, structure) ? [element.name] : []),
      ...slices.map(({ propertyName }) => propertyName),
    ];
  });
  return [...new Set([...eased, ...inside])];
}

function isElementWithin(element: ElementModel, other: ElementModel | undefined, structure: StructureModel): boolean {
  if (!other || element.max === 0) return true;
  if (element.isBeyondExtended) return false;
  return element.types.every((type) => {
    const like = other.types.find(
      ({ code, kind }) => code === type.code || (kind === 'resource' && type.kind === 'resource'),
    );
    return (
      like !== undefined && isInputWithin([type, elementOf(type, element)], [like, elementOf(like, other)], structure)
    );
  });
}

/** The slices that are given side by side in a content, by the names of their members; of one name, the first. */
function slicesByProperty({ elements }: ContentModel): ReadonlyMap<string, SliceModel> {
  const all = elements.flatMap((element) => [...element.slices, ...siblingSlices(element)]);
  return new Map(all.toReversed().map((slice) => [slice.propertyName, slice]));
}

/** Whether a slice is given as the member of that name is below; true where there is none. */
function isSliceWithin(slice: SliceModel, other: SliceModel | undefined, structure: StructureModel): boolean {
  if (!other) return true;
  const main = mainPart(slice);
  return (
    (main === undefined || main === mainPart(other)) &&
    (slice.max === 1 || other.max > 1) &&
    isInputWithin([slice.type, slice], [other.type, other], structure)
  );
}

type Bound = Pick<ElementModel, 'binding'>;

function isInputWithin(
  [type, bound]: readonly [TypeModel, Bound],
  [other, otherBound]: readonly [TypeModel, Bound],
  structure: StructureModel,
): boolean {
  if (codedSet(type, bound.binding)?.name !== codedSet(other, otherBound.binding)?.name) return false;
  const { content } = type;
  const below = other.content ?? other.inherited;
  if (content?.inherited && content.inherited === below)
    return isValue(content) === isValue(below) && relaxedNames(content, structure).length === 0;
  if (below) return content === undefined && type.inherited !== undefined;
  if (content) return isWithinBase(content, structure);
  if (type.kind === 'reference' && other.kind === 'reference')
    return (
      other.targets.length === 0 ||
      (type.targets.length > 0 && type.targets.every((one) => other.targets.includes(one)))
    );
  return (
    !('home' in type && 'home' in other) ||
    (type.home.name === other.home.name && type.home.module === other.home.module)
  );
}

/** Whether an extension is given by its value: it has one type, which a profile may have chosen of several. */
function isValue(content: ContentModel): boolean {
  return asValueExtension(content) !== undefined;
}

/** Whether an input that stands for itself is one of its base type too: nothing that this needs is filled in, or named. */
function isWithinBase(content: ContentModel, structure: StructureModel): boolean {
  if (structure.role === 'profile' && asValueExtension(content)) return false;
  return content.elements
    .filter(({ isStated }) => isStated)
    .every(
      (element) =>
        (element.min === 0 || isNeeded(element, content, structure)) &&
        element.types.every(
          (type) =>
            codedSet(type, elementOf(type, element).binding) === undefined &&
            (!type.content || isWithinBase(type.content, structure)),
        ),
    );
}
