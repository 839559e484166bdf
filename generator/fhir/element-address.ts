import type { ElementDefinition } from './definitions.ts';

/** One step of an element's address: an element name and, for a slice, its name. */
export interface AddressStep {
  readonly name: string;
  readonly slice?: string;
}

const camelTail = /^[A-Z]/;

/**
 * Reads where a differential's element belongs: names from `path`, slice names from `id`.
 *
 * Ids and paths are aligned from the right, because some published ids lack their first segment,
 * and the slice name of the last step is `sliceName` where the id says nothing or disagrees.
 * A choice written as `value[x]:valueQuantity`, `valueQuantity:valueQuantity` or `valueQuantity`
 * comes out as one step named `valueQuantity`, without a slice.
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#path
 */
export function parseAddress(element: Pick<ElementDefinition, 'id' | 'path' | 'sliceName'>): readonly AddressStep[] {
  const path = element.path.split('.');
  const id = element.id.split('.');
  return path.map((name, index) => {
    const last = index === path.length - 1;
    const fromId = sliceOf(id[id.length - path.length + index] ?? '');
    return addressStep(name, last && element.sliceName !== undefined ? element.sliceName : fromId);
  });
}

function sliceOf(idSegment: string): string | undefined {
  const colon = idSegment.indexOf(':');
  return colon < 0 ? undefined : idSegment.slice(colon + 1);
}

function addressStep(name: string, slice: string | undefined): AddressStep {
  if (slice === undefined || slice === name) return { name };
  if (name.endsWith('[x]') && isChoiceMember(slice, choiceStem(name))) return { name: slice };
  return { name, slice };
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
