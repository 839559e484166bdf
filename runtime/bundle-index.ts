import { isObject, itemsOf, type Properties } from './json.js';

/** The entries of a Bundle by what refers to them. It is made when first asked for, in one pass. */
export class BundleIndex {
  readonly #bundle: Properties;
  #byAddress: Map<string, Properties> | undefined;
  #places: Map<unknown, number> | undefined;
  /** What has been found out about a resource once: by profile, whether it conforms. */
  readonly conforms = new Map<unknown, Map<string, boolean>>();

  constructor(bundle: Properties) {
    this.#bundle = bundle;
  }

  /** The resource that a literal reference leads to: by its `fullUrl`, or by type and id where it is relative. */
  find(reference: string): Properties | undefined {
    this.#byAddress ??= this.#indexAddresses();
    return this.#byAddress.get(reference) ?? this.#byAddress.get(withoutVersion(reference));
  }

  /** Place of a resource among the entries, from 0; -1 for one that is none of them. */
  placeOf(resource: unknown): number {
    this.#places ??= new Map(this.#resources());
    return this.#places.get(resource) ?? -1;
  }

  #resources(): [Properties, number][] {
    return itemsOf(this.#bundle['entry']).flatMap((entry, index): [Properties, number][] => {
      const resource = isObject(entry) ? entry['resource'] : undefined;
      return isObject(resource) ? [[resource, index]] : [];
    });
  }

  #indexAddresses(): Map<string, Properties> {
    const found = new Map<string, Properties>();
    const add = (address: unknown, resource: Properties): void => {
      if (typeof address === 'string' && !found.has(address)) found.set(address, resource);
    };
    for (const entry of itemsOf(this.#bundle['entry'])) {
      const resource = isObject(entry) ? entry['resource'] : undefined;
      if (!isObject(entry) || !isObject(resource)) continue;
      add(entry['fullUrl'], resource);
      if (typeof resource['id'] === 'string') add(`${String(resource['resourceType'])}/${resource['id']}`, resource);
    }
    return found;
  }
}

function withoutVersion(reference: string): string {
  return reference.replace(/\/_history\/[A-Za-z0-9.-]{1,64}$/, '');
}
