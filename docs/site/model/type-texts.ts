import { membersOf } from '../../../generator/declare/members.ts';
import { InputWriter } from '../../../generator/declare/builder/input.ts';
import { local } from '../../../generator/declare/expressions.ts';
import type { TypeMember } from '../../../generator/declare/expressions.ts';
import type { PackageNames } from '../../../generator/declare/names.ts';
import { siblingSlices } from '../../../generator/declare/builder/parts.ts';
import { typeCode } from '../../../generator/emit/type-code.ts';
import type {
  ContentModel,
  ElementModel,
  InterfaceRef,
  SliceModel,
  StructureModel,
  TypeModel,
} from '../../../generator/model/model.ts';

/** How an element looks in TypeScript. */
export interface TypeTexts {
  /** Members of the interface; several for a choice. */
  readonly members: readonly MemberText[];
  /** What the builder takes for it. */
  readonly input?: MemberText;
  /** The function that reads a slice. */
  readonly accessor?: string;
}

export interface MemberText {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
}

/**
 * Returns how the elements of a structure look in TypeScript, by their ids in its snapshot: from the same declarations
 * that are emitted, with inherited members.
 *
 * @param ids the ids of the snapshot, which bound how deep it looks
 * @param accessors the names of all accessors of the package
 */
export function typeTextsOf(
  structure: StructureModel,
  ids: readonly string[],
  { names, accessors }: { readonly names: PackageNames; readonly accessors: ReadonlySet<string> },
): ReadonlyMap<string, TypeTexts> {
  const found = new Map<string, TypeTexts>();
  const parents = new Set(ids.map((id) => id.replace(/\.[^.]+$/, '')));
  const inputs = new InputWriter(structure, names);
  const contentAt = (ref: InterfaceRef): ContentModel | undefined => names.contentAt(ref);

  const visit = (content: ContentModel, id: string): void => {
    const { inherited: _, ...alone } = content;
    const given = new Map(inputs.members(alone).map((one) => [one.name, textOf(one)]));
    for (const element of content.elements) visitElement(element, id, given);
  };
  const visitElement = (element: ElementModel, parent: string, given: ReadonlyMap<string, MemberText>): void => {
    const id = `${parent}.${element.name}${element.isChoice && !element.name.endsWith('[x]') ? '[x]' : ''}`;
    const members = membersOf({ ...element, excluded: [] }, local('object'), contentAt).map(textOf);
    const input = given.get(element.name);
    found.set(id, { members: element.max === 0 ? [] : members, ...(input && element.max > 0 && { input }) });
    for (const type of element.types) {
      if (element.isChoice) {
        const member = members.find(({ name }) => name === type.member);
        found.set(`${id}:${type.member}`, { members: member ? [member] : [] });
        visitType(type, `${id}:${type.member}`);
      }
      visitType(type, id);
    }
    for (const slice of [...element.slices, ...siblingSlices(element)]) visitSlice(slice, id, given);
  };
  const visitSlice = (slice: SliceModel, around: string, given: ReadonlyMap<string, MemberText>): void => {
    const id = `${around}:${slice.sliceName}`;
    const input = given.get(slice.propertyName);
    const accessor = `${slice.propertyName}Of`;
    found.set(id, { members: [], ...(input && { input }), ...(accessors.has(accessor) && { accessor }) });
    visitType(slice.type, id);
  };
  const visitType = (type: TypeModel, id: string): void => {
    if (!parents.has(id)) return;
    const content = type.content ?? type.inherited ?? ('home' in type ? contentAt(type.home) : undefined);
    if (content) visit(content, id);
  };
  visit(structure.content, structure.content.elementId);
  return found;
}

function textOf({ name, isOptional, type }: TypeMember): MemberText {
  return { name, isOptional, type: typeCode(type).text };
}
