import type { Place } from './positions.js';

/**
 * The places of the elements of a text, noted one after the other as they are read: that costs next to nothing, and what
 * is where is only worked out for those that somebody asks for.
 */
export class PlaceNotes {
  readonly #names: string[] = [];
  readonly #offsets: number[] = [];
  readonly #depths: number[] = [];
  readonly #resources: { readonly index: number; readonly offset: number }[] = [];

  /**
   * Notes that an element begins at an offset.
   *
   * @param name as FHIRPath has it; empty while it is not known whether there is an element
   * @param around number of the element around it; -1 where there is none
   * @returns its number
   */
  add(name: string, offset: number, around: number): number {
    this.#names.push(name);
    this.#offsets.push(offset);
    return this.#depths.push((this.#depths[around] ?? -1) + 1) - 1;
  }

  /** Gives a name to what had none yet. */
  setName(index: number, name: string): void {
    this.#names[index] = name;
  }

  /** What is noted under a number is no element after all. */
  drop(index: number): void {
    this.#offsets[index] = DROPPED;
  }

  /**
   * What is noted under a number is a resource; resources count in the order in which they begin.
   *
   * @param offset where the resource begins, if not where its element does
   */
  addResource(index: number, offset = this.#offsets[index] ?? 0): void {
    this.#resources.push({ index, offset });
  }

  /** The place of a resource of the text, with those inside it. */
  resource(count: number): Place | undefined {
    const found = this.#resources[count];
    return found && new NotedPlace(found.index, found.offset, this);
  }

  #placeOf(index: number): Place {
    return new NotedPlace(index, this.#offsets[index] ?? 0, this);
  }

  childrenOf(index: number): Map<string, Place[]> {
    const children = new Map<string, Place[]>();
    const inside = (this.#depths[index] ?? 0) + 1;
    for (let at = index + 1; (this.#depths[at] ?? 0) >= inside; at++) {
      const name = this.#names[at] ?? '';
      if (this.#depths[at] !== inside || name === '') continue;
      const places = children.get(name) ?? [];
      if (places.length === 0) children.set(name, places);
      if (this.#offsets[at] !== DROPPED) places.push(this.#placeOf(at));
    }
    return children;
  }
}

const DROPPED = -1;

class NotedPlace implements Place {
  readonly offset: number;
  readonly #index: number;
  readonly #notes: PlaceNotes;
  #children: Map<string, Place[]> | undefined;

  constructor(index: number, offset: number, notes: PlaceNotes) {
    this.#index = index;
    this.offset = offset;
    this.#notes = notes;
  }

  get children(): Map<string, Place[]> {
    return (this.#children ??= this.#notes.childrenOf(this.#index));
  }
}
