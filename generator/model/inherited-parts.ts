import { contentsOf } from './contents.ts';
import type { ContentModel, ElementModel, InterfaceRef, SliceModel, StructureModel } from './model.ts';

/** A part of a profile with its emitted interface. */
export interface InheritedPart {
  readonly content: ContentModel;
  readonly ref: InterfaceRef;
}

/** A look-up of what has been stated about an element. */
export interface PartSource {
  /** Returns the rules inside an element; `basePath` distinguishes the types of a choice. */
  part(elementId: string, basePath: string): InheritedPart | undefined;
  element(elementId: string): ElementModel | undefined;
  slice(elementId: string): SliceModel | undefined;
}

/** Combines sources: the first that knows an element answers. */
export function firstOf(sources: readonly PartSource[]): PartSource {
  const ask = <T>(question: (source: PartSource) => T | undefined): T | undefined => {
    for (const source of sources) {
      const answer = question(source);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return {
    part: (id, basePath) => ask((source) => source.part(id, basePath)),
    element: (id) => ask((source) => source.element(id)),
    slice: (id) => ask((source) => source.slice(id)),
  };
}

/** Returns the parts of a datatype's profile, by their ids inside an element of that type. */
export function partsInside(parts: PartSource, elementId: string, type: string): PartSource {
  const inProfile = (id: string): string =>
    id === elementId || id.startsWith(`${elementId}.`) ? type + id.slice(elementId.length) : '';
  return {
    part: (id, basePath) => parts.part(inProfile(id), basePath),
    element: (id) => parts.element(inProfile(id)),
    slice: (id) => parts.slice(inProfile(id)),
  };
}

/** The parts of the base profiles of a structure, which states only what it adds to them. */
export class InheritedParts implements PartSource {
  readonly #structure: StructureModel;
  readonly #further: InheritedParts | undefined;
  readonly #contents: ReadonlyMap<string, ContentModel>;
  readonly #elements: ReadonlyMap<string, ElementModel>;
  readonly #slices: ReadonlyMap<string, SliceModel>;

  constructor(structure: StructureModel, further: InheritedParts | undefined) {
    const contents = contentsOf(structure.content);
    const elements = contents.flatMap((content) => content.elements).flatMap(withTypes);
    this.#structure = structure;
    this.#further = further;
    this.#contents = new Map(contents.map((content) => [`${content.elementId} ${content.basePath}`, content]));
    this.#elements = new Map(elements.map((element) => [element.id, element]));
    this.#slices = new Map(elements.flatMap(({ slices }) => slices).map((slice) => [slice.id, slice]));
  }

  part(elementId: string, basePath: string): InheritedPart | undefined {
    const content = this.#contents.get(`${elementId} ${basePath}`);
    if (!content) return this.#further?.part(elementId, basePath);
    return { content, ref: { name: content.name, module: this.#structure.module } };
  }

  element(elementId: string): ElementModel | undefined {
    return this.#elements.get(elementId) ?? this.#further?.element(elementId);
  }

  slice(elementId: string): SliceModel | undefined {
    return this.#slices.get(elementId) ?? this.#further?.slice(elementId);
  }
}

/** Returns an element, and its rules for each type. */
function withTypes(element: ElementModel): ElementModel[] {
  return [element, ...element.types.flatMap(({ own }) => own ?? [])];
}
