import { contentsOf } from './contents.ts';
import type { ContentModel, ElementModel, InterfaceRef, SliceModel, StructureModel } from './model.ts';

/** A part of a profile, and the interface that is emitted for it. */
export interface InheritedPart {
  readonly content: ContentModel;
  readonly ref: InterfaceRef;
}

/**
 * What the profile that a structure builds on, and those that it builds on itself, say of its parts. A structure states
 * only what it adds to that.
 */
export class InheritedParts {
  readonly #structure: StructureModel;
  readonly #further: InheritedParts | undefined;
  readonly #contents: ReadonlyMap<string, ContentModel>;
  readonly #elements: ReadonlyMap<string, ElementModel>;
  readonly #slices: ReadonlyMap<string, SliceModel>;

  constructor(structure: StructureModel, further: InheritedParts | undefined) {
    const contents = contentsOf(structure.content);
    const elements = contents.flatMap((content) => content.elements);
    this.#structure = structure;
    this.#further = further;
    this.#contents = new Map(contents.map((content) => [`${content.elementId} ${content.basePath}`, content]));
    this.#elements = new Map(elements.map((element) => [element.id, element]));
    this.#slices = new Map(elements.flatMap(({ slices }) => slices).map((slice) => [slice.id, slice]));
  }

  /** What is said inside an element; `basePath` tells the types of a choice apart. */
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
