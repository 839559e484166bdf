import type { Place } from '../positions.js';

/** The next piece of a JSON text: a string, a bracket, a comma or colon, or any other value. */
const PIECE = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/gs;

/**
 * Finds the places in a text that is known to be JSON. Members go by their names, items of a list by that of the list;
 * a choice such as `valueString` also by its stem. The places of all resources are returned, in the order of the text.
 */
export function placesIn(text: string): Place[] {
  const found: Place[] = [];
  new PlaceFinder(text, found).value();
  return found;
}

class PlaceFinder {
  readonly #pieces: IterableIterator<RegExpMatchArray>;
  readonly #resources: Place[];
  #piece = '';
  #offset = 0;

  constructor(text: string, resources: Place[]) {
    this.#pieces = text.matchAll(PIECE);
    this.#resources = resources;
    this.#next();
  }

  #next(): void {
    const match = this.#pieces.next();
    this.#piece = match.done === true ? '' : match.value[0];
    this.#offset = match.done === true ? this.#offset : (match.value.index ?? 0);
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
      const values = this.value();
      if (values[0]) values[0] = { ...values[0], offset: values.length === 1 ? at : values[0].offset };
      addChild(place, key, values);
      if (this.#piece === ',') this.#next();
    }
    this.#next();
    if (!isResource) this.#resources.splice(index, 1);
  }
}

/** What stands beside a primitive belongs to the same element. */
function addChild(place: Place, key: string, values: readonly Place[]): void {
  const name = key.replace(/^_/, '');
  for (const alias of [name, ...stems(name)]) {
    const known = place.children.get(alias) ?? [];
    values.forEach((value, index) => {
      const other = known[index];
      if (!other) known[index] = value;
      else for (const [child, places] of value.children) other.children.set(child, places);
    });
    place.children.set(alias, known);
  }
}

/** What a choice may be called in FHIRPath: `value` for `valueString`. */
function stems(name: string): string[] {
  return [...name.matchAll(/[A-Z]/g)].map(({ index }) => name.slice(0, index)).filter((stem) => stem !== '');
}
