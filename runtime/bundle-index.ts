import { isObject, itemsOf, type Properties } from './json.js';

/** The entries of a Bundle by what refers to them. Each table is made when first asked for, in one pass. */
export class BundleIndex {
  readonly #bundle: Properties;
  #byAddress: Map<string, Properties> | undefined;
  #byName: Map<string, Properties> | undefined;
  #places: Map<unknown, number> | undefined;
  /** What has been found out about a resource once: by profile, whether it conforms. */
  readonly conforms = new Map<unknown, Map<string, boolean>>();

  constructor(bundle: Properties) {
    this.#bundle = bundle;
  }

  /** The resource that a literal reference leads to: by its `fullUrl`, or by type and id where it is relative. */
  find(reference: string): Properties | undefined {
    const found = this.#at(reference);
    if (found !== undefined || !reference.includes(HISTORY)) return found;
    return this.#at(withoutVersion(reference));
  }

  #at(reference: string): Properties | undefined {
    this.#byAddress ??= this.#indexBy((entry) => entry['fullUrl']);
    const found = this.#byAddress.get(reference);
    if (found !== undefined || reference.includes(':')) return found;
    this.#byName ??= this.#indexBy((_entry, { resourceType, id }) =>
      typeof id === 'string' ? `${String(resourceType)}/${id}` : undefined,
    );
    return this.#byName.get(reference);
  }

  /** Place of a resource among the entries, from 0; -1 for one that is none of them. */
  placeOf(resource: unknown): number {
    this.#places ??= this.#indexPlaces();
    return this.#places.get(resource) ?? -1;
  }

  #indexPlaces(): Map<unknown, number> {
    const places = new Map<unknown, number>();
    const entries = itemsOf(this.#bundle['entry']);
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      const resource = isObject(entry) ? entry['resource'] : undefined;
      if (isObject(resource)) places.set(resource, i);
    }
    return places;
  }

  /** Of two entries under one address the first counts. */
  #indexBy(addressOf: (entry: Properties, resource: Properties) => unknown): Map<string, Properties> {
    const found = new Map<string, Properties>();
    const entries = itemsOf(this.#bundle['entry']);
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      const resource = isObject(entry) ? entry['resource'] : undefined;
      if (!isObject(entry) || !isObject(resource)) continue;
      const address = addressOf(entry, resource);
      if (typeof address === 'string' && !found.has(address)) found.set(address, resource);
    }
    return found;
  }
}

const HISTORY = '/_history/';

function withoutVersion(reference: string): string {
  return reference.replace(/\/_history\/[A-Za-z0-9.-]{1,64}$/, '');
}
