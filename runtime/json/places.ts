import { PlaceNotes } from '../core/place-notes.js';
import type { Place } from '../core/positions.js';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  scalarEnd,
  spaceEnd,
  stringEnd,
} from './scan.js';

/**
 * Records the places in a text that is known to be JSON, and which of them are resources. A member begins at its name;
 * items of a list have the name of the list.
 */
export function placesIn(text: string): PlaceNotes {
  return new PlaceFinder(text).find();
}

class PlaceFinder {
  readonly #text: string;
  readonly #notes = new JsonPlaces();
  /** The objects known to be resources, in the order in which they begin. */
  readonly #resources: { readonly place: number; readonly start: number }[] = [];
  /** Offset up to which the text was read. */
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  find(): PlaceNotes {
    this.#value('', undefined, -1);
    for (const { place, start } of this.#resources) this.#notes.addResource(place, start);
    return this.#notes;
  }

  /**
   * @param offset start of the member; undefined if it is none
   * @param around number of the surrounding object
   */
  #value(name: string, offset: number | undefined, around: number): void {
    const start = spaceEnd(this.#text, this.#at);
    const code = this.#text.charCodeAt(start);
    if (code === OPEN_LIST) {
      this.#list(name, start, around);
      return;
    }
    const place = this.#notes.add(name, offset ?? start, around);
    if (code === OPEN_OBJECT) this.#object(place, start);
    else this.#at = code === QUOTE ? stringEnd(this.#text, start) : scalarEnd(this.#text, start);
  }

  #list(name: string, start: number, around: number): void {
    const text = this.#text;
    this.#at = spaceEnd(text, start + 1);
    if (text.charCodeAt(this.#at) === CLOSE_LIST) {
      this.#notes.add(name, start, around);
      this.#at++;
    } else {
      do this.#value(name, undefined, around);
      while (this.#passesComma());
    }
  }

  #object(place: number, start: number): void {
    const text = this.#text;
    const index = this.#resources.push({ place, start }) - 1;
    let isResource = false;
    this.#at = spaceEnd(text, start + 1);
    if (text.charCodeAt(this.#at) === CLOSE_OBJECT) this.#at++;
    else {
      do {
        const offset = spaceEnd(text, this.#at);
        const end = stringEnd(text, offset);
        const written = text.slice(offset + 1, end - 1);
        const key = written.includes('\\') ? String(JSON.parse(text.slice(offset, end))) : written;
        this.#at = spaceEnd(text, spaceEnd(text, end) + 1);
        isResource ||= key === 'resourceType' && text.charCodeAt(this.#at) === QUOTE;
        this.#value(key, offset, place);
      } while (this.#passesComma());
    }
    if (!isResource) this.#resources.splice(index, 1);
  }

  /** Skips a comma; false if there is a closing bracket instead. */
  #passesComma(): boolean {
    const at = spaceEnd(this.#text, this.#at);
    this.#at = at + 1;
    return this.#text.charCodeAt(at) === COMMA;
  }
}

/** The sibling of a primitive, whose name begins with `_`, belongs to the same element. */
class JsonPlaces extends PlaceNotes {
  override childrenOf(index: number): Map<string, Place[]> {
    const children = super.childrenOf(index);
    const joined = new Map<string, Place[]>();
    for (const [key, places] of children) {
      const name = key.replace(/^_/, '');
      const known = joined.get(name);
      if (known) places.forEach((place, at) => void (known[at] = known[at] ? join(known[at], place) : place));
      else joined.set(name, places);
    }
    return joined;
  }
}

/** Joins two places of one element. */
function join(one: Place, other: Place): Place {
  return { offset: one.offset, children: new Map([...one.children, ...other.children]) };
}
