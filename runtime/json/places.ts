import type { Place } from '../core/positions.js';
import { stringEnd } from './scan.js';

/**
 * Finds the places in a text that is known to be JSON. A member stands where its name does; items of a list go by the
 * name of the list. The places of all resources are returned, in the order of the text.
 */
export function placesIn(text: string): Place[] {
  const found: Place[] = [];
  new PlaceFinder(text, found).value();
  return found;
}

/** Reads a piece at a time: a string, a bracket, a comma or colon, or any other value. */
class PlaceFinder {
  readonly #text: string;
  readonly #resources: Place[];
  #offset = 0;
  #end = 0;

  constructor(text: string, resources: Place[]) {
    this.#text = text;
    this.#resources = resources;
    this.#next();
  }

  /** The piece at hand; empty at the end of the text. */
  get #piece(): string {
    return this.#text.slice(this.#offset, this.#end);
  }

  #next(): void {
    const text = this.#text;
    let at = this.#end;
    while (SPACE.includes(text.charAt(at)) && at < text.length) at++;
    this.#offset = at;
    if (text.charAt(at) === '"') at = stringEnd(text, at);
    else if (ALONE.includes(text.charAt(at))) at++;
    else while (at < text.length && !ALONE.includes(text.charAt(at)) && !SPACE.includes(text.charAt(at))) at++;
    this.#end = Math.min(at, text.length);
  }

  value(): Place[] {
    const place: Place = { offset: this.#offset, children: new Map() };
    if (this.#piece === '[') return this.#list(place);
    if (this.#piece === '{') this.#object(place);
    else this.#next();
    return [place];
  }

  #list(list: Place): Place[] {
    const items: Place[] = [];
    this.#next();
    while (this.#piece !== ']' && this.#piece !== '') {
      items.push(...this.value());
      if (this.#piece === ',') this.#next();
    }
    this.#next();
    return items.length > 0 ? items : [list];
  }

  #object(place: Place): void {
    const index = this.#resources.push(place) - 1;
    this.#next();
    let isResource = false;
    while (this.#piece !== '}' && this.#piece !== '') {
      const key = String(JSON.parse(this.#piece));
      const at = this.#offset;
      this.#next();
      this.#next();
      isResource ||= key === 'resourceType' && this.#piece.startsWith('"');
      const isList = this.#piece === '[';
      const values = this.value();
      addChild(place, key, isList ? values : values.map((value) => ({ ...value, offset: at })));
      if (this.#piece === ',') this.#next();
    }
    this.#next();
    if (!isResource) this.#resources.splice(index, 1);
  }
}

const SPACE = ' \t\r\n';
const ALONE = '[]{},:';

/** What stands beside a primitive belongs to the same element. */
function addChild(place: Place, key: string, values: readonly Place[]): void {
  const name = key.replace(/^_/, '');
  const known = place.children.get(name) ?? [];
  values.forEach((value, index) => {
    const other = known[index];
    if (!other) known[index] = value;
    else for (const [child, places] of value.children) other.children.set(child, places);
  });
  place.children.set(name, known);
}
