import type { Place } from './positions.js';

/**
 * The places of the elements in a text. Recording them while reading costs next to nothing; the tree of a resource is
 * only built on demand.
 */
export class PlaceNotes {
  readonly #names: string[] = [];
  readonly #offsets: number[] = [];
  readonly #depths: number[] = [];
  readonly #resources: { readonly index: number; readonly offset: number }[] = [];

  /**
   * Records that an element begins at an offset.
   *
   * @param name as in FHIRPath; empty until it is known whether there is an element
   * @param around number of the surrounding element; -1 if there is none
   * @returns its number
   */
  add(name: string, offset: number, around: number): number {
    this.#names.push(name);
    this.#offsets.push(offset);
    return this.#depths.push((this.#depths[around] ?? -1) + 1) - 1;
  }

  /** Names an element that had no name yet. */
  setName(index: number, name: string): void {
    this.#names[index] = name;
  }

  /** Removes an element that turned out to be none. */
  drop(index: number): void {
    this.#offsets[index] = DROPPED;
  }

  /**
   * Marks an element as a resource; resources are numbered in the order in which they begin.
   *
   * @param offset start of the resource, if it differs from that of the element
   */
  addResource(index: number, offset = this.#offsets[index] ?? 0): void {
    this.#resources.push({ index, offset });
  }

  /** Returns the place of a resource of the text, including those inside it. */
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
