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

/** What the texts are made from. */
export interface TypeTextContext {
  readonly names: PackageNames;
  /** The names of all accessors of the package. */
  readonly accessors: ReadonlySet<string>;
}

/**
 * Returns how the elements of a structure look in TypeScript, by their ids in its snapshot: from the same declarations
 * that are emitted, with inherited members.
 *
 * @param ids the ids of the snapshot, which bound how deep it looks
 */
export function typeTextsOf(
  structure: StructureModel,
  ids: readonly string[],
  context: TypeTextContext,
): ReadonlyMap<string, TypeTexts> {
  const walk = new TypeTextWalk(structure, ids, context);
  walk.visitContent(structure.content, structure.content.elementId);
  return walk.found;
}

/** The inputs of the elements and slices of a content, by name. */
type Inputs = ReadonlyMap<string, MemberText>;

class TypeTextWalk {
  readonly found = new Map<string, TypeTexts>();
  readonly #parents: ReadonlySet<string>;
  readonly #inputs: InputWriter;
  readonly #context: TypeTextContext;

  constructor(structure: StructureModel, ids: readonly string[], context: TypeTextContext) {
    this.#parents = new Set(ids.map((id) => id.replace(/\.[^.]+$/, '')));
    this.#inputs = new InputWriter(structure, context.names);
    this.#context = context;
  }

  visitContent(content: ContentModel, id: string): void {
    const { inherited: _, ...alone } = content;
    const inputs: Inputs = new Map(this.#inputs.members(alone).map((one) => [one.name, textOf(one)]));
    for (const element of content.elements) this.#visitElement(element, id, inputs);
  }

  #visitElement(element: ElementModel, parent: string, inputs: Inputs): void {
    const id = `${parent}.${element.name}${element.isChoice && !element.name.endsWith('[x]') ? '[x]' : ''}`;
    const contentAt = (ref: InterfaceRef): ContentModel | undefined => this.#context.names.contentAt(ref);
    const members = membersOf({ ...element, excluded: [] }, local('object'), contentAt).map(textOf);
    const input = inputs.get(element.name);
    this.found.set(id, { members: element.max === 0 ? [] : members, ...(input && element.max > 0 && { input }) });
    for (const type of element.types) {
      if (element.isChoice) this.#visitChoice(type, id, members);
      this.#visitType(type, id);
    }
    for (const slice of [...element.slices, ...siblingSlices(element)]) this.#visitSlice(slice, id, inputs);
  }

  #visitChoice(type: ElementModel['types'][number], around: string, members: readonly MemberText[]): void {
    const id = `${around}:${type.member}`;
    this.found.set(id, { members: members.filter(({ name }) => name === type.member) });
    this.#visitType(type, id);
  }

  #visitSlice(slice: SliceModel, around: string, inputs: Inputs): void {
    const id = `${around}:${slice.sliceName}`;
    const input = inputs.get(slice.propertyName);
    const accessor = `${slice.propertyName}Of`;
    this.found.set(id, {
      members: [],
      ...(input && { input }),
      ...(this.#context.accessors.has(accessor) && { accessor }),
    });
    this.#visitType(slice.type, id);
  }

  #visitType(type: TypeModel, id: string): void {
    if (!this.#parents.has(id)) return;
    const { names } = this.#context;
    const content = type.content ?? type.inherited ?? ('home' in type ? names.contentAt(type.home) : undefined);
    if (content) this.visitContent(content, id);
  }
}

function textOf({ name, isOptional, type }: TypeMember): MemberText {
  return { name, isOptional, type: typeCode(type).text };
}
