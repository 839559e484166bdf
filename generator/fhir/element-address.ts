import type { ElementDefinition } from './definitions.ts';

/** One step of an element's address: an element name and, for a slice, its name. */
export interface AddressStep {
  readonly name: string;
  readonly slice?: string;
  /** True if only an id names the slice, and may spell it differently from its `sliceName`. */
  readonly isFromId?: true;
}

/** The properties that determine the address of an element in a differential or snapshot. Ids are optional in STU3. */
export interface Addressed extends Pick<ElementDefinition, 'path' | 'sliceName'> {
  readonly id?: string;
}

const camelTail = /^[A-Z]/;

/**
 * Reads the addresses of the elements in a differential or snapshot: names from `path`, names of slices from
 * `sliceName`, from `id` and from the order of the elements.
 *
 * - Ids and paths are aligned from the right, because some published ids lack their first segment.
 * - The `sliceName` decides the name of a slice; if the ids spell it differently (`coding:heightcode` of the slice
 *   `HeightCode`), those of the elements inside follow it.
 * - An element without an id belongs to the slices that were stated last on its path, and so does one whose id names no
 *   slice if the ids of the slices name none either.
 *
 * A choice keeps its spelling: `value[x]:valueQuantity`, `valueQuantity:valueQuantity` or `valueQuantity`.
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#path
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#id
 */
export function addressesOf(elements: readonly Addressed[]): readonly (readonly AddressStep[])[] {
  const reader = new AddressReader();
  return elements.map((element) => reader.read(element));
}

/** Reads the address of a single element. */
export function parseAddress(element: Addressed): readonly AddressStep[] {
  return new AddressReader().read(element);
}

/** Returns the ids of elements, as written, or derived for those that have none. */
export function elementIdsOf(elements: readonly Addressed[]): readonly string[] {
  return addressesOf(elements).map((steps, index) => elements[index]?.id ?? formatAddress(steps));
}

/** Formats an address as an element id: `Patient.identifier:staffNumber.system`. */
export function formatAddress(steps: readonly AddressStep[]): string {
  return steps.map(({ name, slice }) => (slice === undefined ? name : `${name}:${slice}`)).join('.');
}

/** A slice to which elements further down may belong. */
interface OpenSlice {
  readonly slice: string;
  /** True if its own id names it, so that the ids of its elements do so as well. */
  readonly isById: boolean;
}

class AddressReader {
  /** The open slices, by the path of the sliced element. */
  readonly #open = new Map<string, OpenSlice>();
  /** Names of slices by the address as spelt in ids. */
  readonly #spelled = new Map<string, string>();

  read(element: Addressed): readonly AddressStep[] {
    const names = element.path.split('.');
    const ids = element.id?.split('.') ?? [];
    const steps: AddressStep[] = [];
    for (const [index, name] of names.entries()) {
      const path = names.slice(0, index + 1).join('.');
      const fromId = sliceOf(ids[ids.length - names.length + index] ?? '');
      const isLast = index === names.length - 1;
      const spelled = `${formatAddress([...steps, { name }])}:${fromId}`;
      if (isLast && element.sliceName !== undefined) {
        if (fromId !== undefined && fromId !== element.sliceName) this.#spelled.set(spelled, element.sliceName);
        steps.push({ name, slice: element.sliceName });
      } else if (fromId !== undefined) {
        const known = this.#spelled.get(spelled);
        steps.push(known === undefined ? { name, slice: fromId, isFromId: true } : { name, slice: known });
      } else {
        const open = isLast ? undefined : this.#open.get(path);
        const isInside = open && (element.id === undefined || !open.isById);
        steps.push(isInside ? { name, slice: open.slice } : { name });
      }
      this.#enter(path, steps.at(-1)?.slice, fromId !== undefined);
    }
    this.#leave(element.path);
    return steps;
  }

  /** Enters an element on the path, and closes any other slice of it. */
  #enter(path: string, slice: string | undefined, isById: boolean): void {
    const open = this.#open.get(path);
    if (open?.slice === slice) return;
    for (const other of this.#open.keys()) if (other.startsWith(`${path}.`)) this.#open.delete(other);
    if (slice === undefined) this.#open.delete(path);
    else this.#open.set(path, { slice, isById });
  }

  /** Closes the slices that do not contain a path. */
  #leave(path: string): void {
    for (const other of this.#open.keys()) {
      if (other !== path && !path.startsWith(`${other}.`)) this.#open.delete(other);
    }
  }
}

function sliceOf(idSegment: string): string | undefined {
  const colon = idSegment.indexOf(':');
  return colon < 0 ? undefined : idSegment.slice(colon + 1);
}

/**
 * Returns the names that an id's name may stand for: the same one, or those that differ from it only by case and
 * separators.
 */
export function spelledAlike(name: string, names: readonly string[]): readonly string[] {
  const folded = foldName(name);
  if (folded === '' || names.includes(name)) return [name];
  return names.filter((other) => foldName(other) === folded);
}

function foldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}/]/gu, '');
}

/** Returns `value` for `value[x]`; any other name unchanged. */
export function choiceStem(name: string): string {
  return name.endsWith('[x]') ? name.slice(0, -3) : name;
}

/** Returns true if `name` is `stem` followed by a type name, as `valueQuantity` is of `value`. */
export function isChoiceMember(name: string, stem: string): boolean {
  return name.startsWith(stem) && camelTail.test(name.slice(stem.length));
}

/** Returns the member of a choice for one type: `value[x]` and `dateTime` make `valueDateTime`. */
export function choiceMember(name: string, type: string): string {
  return choiceStem(name) + type.charAt(0).toUpperCase() + type.slice(1);
}

/**
 * Returns the slice that a name such as `one/official` reslices; undefined for a slice of the element itself. Of nested
 * slices, returns the innermost.
 *
 * @see http://hl7.org/fhir/STU3/profiling.html#reslicing
 */
export function sliceAround<T extends { readonly sliceName?: string }>(
  slices: readonly T[],
  name: string,
): T | undefined {
  if (!name.includes('/')) return undefined;
  const around = slices.filter(({ sliceName }) => sliceName !== undefined && name.startsWith(`${sliceName}/`));
  return around.sort((one, other) => (other.sliceName?.length ?? 0) - (one.sliceName?.length ?? 0))[0];
}
