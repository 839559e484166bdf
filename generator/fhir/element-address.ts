import type { ElementDefinition } from './definitions.ts';

/** One step of an element's address: an element name and, for a slice, its name. */
export interface AddressStep {
  readonly name: string;
  readonly slice?: string;
  /** The slice is known by an id alone, which may spell its name otherwise than its `sliceName` does. */
  readonly isFromId?: true;
}

/** What tells where an element of a differential or snapshot belongs. Ids are optional in STU3. */
export interface Addressed extends Pick<ElementDefinition, 'path' | 'sliceName'> {
  readonly id?: string;
}

const camelTail = /^[A-Z]/;

/**
 * Reads where the elements of a differential or snapshot belong: names from `path`, names of slices from `sliceName`, from
 * `id` and from the order of the elements.
 *
 * - Ids and paths are aligned from the right, because some published ids lack their first segment.
 * - What a slice is called says its `sliceName`; where the ids spell it otherwise (`coding:heightcode` of the slice
 *   `HeightCode`), those of the elements inside follow.
 * - An element without an id belongs to the slices that were stated last on its way, and so does one whose id names no
 *   slice where the ids of the slices name none either.
 *
 * A choice keeps the spelling that it has there: `value[x]:valueQuantity`, `valueQuantity:valueQuantity` or `valueQuantity`.
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#path
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#id
 */
export function addressesOf(elements: readonly Addressed[]): readonly (readonly AddressStep[])[] {
  const reader = new AddressReader();
  return elements.map((element) => reader.read(element));
}

/** The address of an element that stands alone. */
export function parseAddress(element: Addressed): readonly AddressStep[] {
  return new AddressReader().read(element);
}

/** The ids of elements, as written, or worked out for those that have none. */
export function elementIdsOf(elements: readonly Addressed[]): readonly string[] {
  return addressesOf(elements).map((steps, index) => elements[index]?.id ?? formatAddress(steps));
}

/** An address as an element id: `Patient.identifier:staffNumber.system`. */
export function formatAddress(steps: readonly AddressStep[]): string {
  return steps.map(({ name, slice }) => (slice === undefined ? name : `${name}:${slice}`)).join('.');
}

/** A slice that elements further down may belong to. */
interface OpenSlice {
  readonly slice: string;
  /** Its own id names it, so that the ids of what is inside do so as well. */
  readonly isById: boolean;
}

class AddressReader {
  /** By the path of what is sliced. */
  readonly #open = new Map<string, OpenSlice>();
  /** Names of slices by the address that ids spell. */
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

  /** On the way to an element: what was open of another slice is so no longer. */
  #enter(path: string, slice: string | undefined, isById: boolean): void {
    const open = this.#open.get(path);
    if (open?.slice === slice) return;
    for (const other of this.#open.keys()) if (other.startsWith(`${path}.`)) this.#open.delete(other);
    if (slice === undefined) this.#open.delete(path);
    else this.#open.set(path, { slice, isById });
  }

  /** What an element does not stand in is behind it. */
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
 * The name among some that a name known from an id stands for: itself, or the only one that differs from it by case and
 * separators alone. Several where that cannot be told.
 */
export function spelledAlike(name: string, names: readonly string[]): readonly string[] {
  const folded = foldName(name);
  if (folded === '' || names.includes(name)) return [name];
  return names.filter((other) => foldName(other) === folded);
}

function foldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}/]/gu, '');
}

/** `value` of `value[x]`; any other name unchanged. */
export function choiceStem(name: string): string {
  return name.endsWith('[x]') ? name.slice(0, -3) : name;
}

/** True when `name` is `stem` followed by a type name, as `valueQuantity` is of `value`. */
export function isChoiceMember(name: string, stem: string): boolean {
  return name.startsWith(stem) && camelTail.test(name.slice(stem.length));
}

/** The member of a choice for one type: `value[x]` and `dateTime` make `valueDateTime`. */
export function choiceMember(name: string, type: string): string {
  return choiceStem(name) + type.charAt(0).toUpperCase() + type.slice(1);
}

/**
 * The slice that the name of another, such as `one/official`, says to lie around it; undefined for a slice of the element
 * itself. Of slices that lie in each other it is the innermost.
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
