import type { ContentModel, ElementModel, InterfaceRef, TypeModel } from '../../model/model.ts';
import { elementOf } from '../element-of-type.ts';
import { codedSet } from './parts.ts';

/** Finds what of an interface a definition says. */
type ContentAt = (ref: InterfaceRef) => ContentModel | undefined;

/**
 * The elements of a type of FHIR that are built otherwise than its element table says: by a profile of their type, by the
 * names of codes, or of parts of which the same is so.
 */
export function differencesFromTable(content: ContentModel, contentAt: ContentAt): ElementModel[] {
  return new Differences(contentAt).of(content);
}

class Differences {
  readonly #contentAt: ContentAt;
  readonly #seen = new Set<ContentModel>();

  constructor(contentAt: ContentAt) {
    this.#contentAt = contentAt;
  }

  of(content: ContentModel): ElementModel[] {
    if (this.#seen.has(content)) return [];
    this.#seen.add(content);
    const found = content.elements.filter((element) =>
      element.types.some((type) => this.#isOther(type, elementOf(type, element))),
    );
    this.#seen.delete(content);
    return found;
  }

  #isOther(type: TypeModel, { binding }: ElementModel): boolean {
    if (type.kind !== 'complex') return false;
    if (type.profiles.length > 0 || codedSet(type, binding) !== undefined) return true;
    if (type.code === 'Extension' && !type.content) return false;
    const inside = type.content ?? this.#contentAt(type.home);
    return inside !== undefined && this.of(inside).length > 0;
  }
}
