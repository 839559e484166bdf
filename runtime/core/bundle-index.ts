import { isObject, itemsOf, type Properties } from './json.js';
import { isUrn } from './references.js';

/** Finds the entries of a Bundle by what references use. Each table is filled on first use, in one pass. */
export class BundleIndex {
  readonly #bundle: Properties;
  #byAddress: Map<string, Properties> | undefined;
  #areUrns = true;
  #hasPlainUuid = false;
  #hasOnlyUrns: boolean | undefined;
  /** The address that was looked up last, and what it leads to: several rules ask for the target of a reference. */
  #last: string | undefined;
  #target: Properties | undefined;
  #byName: Map<string, Properties> | undefined;
  #places: Map<unknown, number> | undefined;
  #answers: Map<unknown, Map<string, boolean>> | undefined;

  /** Results of searches among the entries, by the searching function. */
  readonly selections = new Map<unknown, readonly unknown[]>();
  /** Resources by type, and by the code of an element. */
  readonly found = new Map<string, ReadonlyMap<string, readonly unknown[]>>();

  constructor(bundle: Properties) {
    this.#bundle = bundle;
  }

  isOf(bundle: Properties): boolean {
    return bundle === this.#bundle;
  }

  /** Finds the target of a literal reference: by `fullUrl`, or by type and id if the reference is relative. */
  find(reference: string): Properties | undefined {
    const found = this.#at(reference);
    // A relative reference contains a slash.
    if (found !== undefined || !reference.includes('/')) return found;
    return this.#byTypeAndId(reference) ?? this.#ofAnyVersion(reference);
  }

  #at(address: string): Properties | undefined {
    if (address !== this.#last) {
      this.#target = this.#addresses().get(address);
      this.#last = address;
    }
    return this.#target;
  }

  /** Returns the type of a reference's target. */
  typeOf(reference: string): string | undefined {
    const type = this.find(reference)?.['resourceType'];
    return typeof type === 'string' ? type : undefined;
  }

  #byTypeAndId(reference: string): Properties | undefined {
    if (reference.includes(':')) return undefined;
    this.#byName ??= indexByName(this.#bundle);
    return this.#byName.get(reference);
  }

  #ofAnyVersion(reference: string): Properties | undefined {
    const plain = reference.replace(VERSION, '');
    if (plain === reference) return undefined;
    return this.#addresses().get(plain) ?? this.#byTypeAndId(plain);
  }

  /** Returns a cache of whether a resource conforms to profiles, by canonical URL. */
  answersFor(resource: unknown): Map<string, boolean> {
    this.#answers ??= new Map();
    const known = this.#answers.get(resource);
    if (known) return known;
    const answers = new Map<string, boolean>();
    this.#answers.set(resource, answers);
    return answers;
  }

  /** Returns the number of distinct addresses. */
  countAddresses(): number {
    return this.#addresses().size;
  }

  /** Returns true for the address of an entry, if every address in the Bundle is `urn:uuid:` and a UUID. */
  hasUrn(text: unknown): boolean {
    return typeof text === 'string' && this.#at(text) !== undefined && this.#areUrns;
  }

  /** Returns true if an address is a UUID without `urn:uuid:`. */
  hasPlainUuid(): boolean {
    this.#addresses();
    return this.#hasPlainUuid;
  }

  /** Returns true if there are addresses, all of them are URNs, and the Bundle is neither a batch nor a transaction. */
  hasOnlyUrns(): boolean {
    if (this.#hasOnlyUrns !== undefined) return this.#hasOnlyUrns;
    const addresses = [...this.#addresses().keys()];
    const isForServer = FOR_SERVERS.includes(String(this.#bundle['type']));
    return (this.#hasOnlyUrns = !isForServer && addresses.length > 0 && addresses.every(isUrn));
  }

  /** Returns the address of the entry with a resource. */
  addressOf(resource: Properties | undefined): string | undefined {
    if (resource === undefined) return undefined;
    const entry = itemsOf(this.#bundle['entry'])[this.placeOf(resource)];
    const address = isObject(entry) ? entry['fullUrl'] : undefined;
    return typeof address === 'string' ? address : undefined;
  }

  /** If two entries have the same address, the first counts. */
  #addresses(): ReadonlyMap<string, Properties> {
    if (this.#byAddress) return this.#byAddress;
    const found = new Map<string, Properties>();
    this.#byAddress = found;
    const entries = itemsOf(this.#bundle['entry']);
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (!isObject(entry)) continue;
      const given = entry['fullUrl'];
      const resource = entry['resource'];
      if (typeof given !== 'string' || !isObject(resource)) continue;
      const isUuid = UUID_URN.test(given);
      const isPlain = !isUuid && PLAIN_UUID.test(given);
      const address = isPlain ? `urn:uuid:${given}` : given;
      this.#areUrns &&= isUuid || isPlain;
      this.#hasPlainUuid ||= isPlain;
      if (!found.has(address)) found.set(address, resource);
    }
    return found;
  }

  /** Returns the index of a resource among the entries; -1 if it is in none. */
  placeOf(resource: unknown): number {
    this.#places ??= indexPlaces(this.#bundle);
    return this.#places.get(resource) ?? -1;
  }
}

export const UUID_URN = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Types of Bundle in which relative references are relative to the server that receives it. */
const FOR_SERVERS = ['batch', 'transaction'];
/** A UUID without `urn:uuid:`: reported as a fault, although its meaning is clear. */
export const PLAIN_UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const VERSION = /\/_history\/[A-Za-z0-9.-]{1,64}$/;

function indexByName(bundle: Properties): Map<string, Properties> {
  const found = new Map<string, Properties>();
  for (const entry of itemsOf(bundle['entry'])) {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (!isObject(resource) || typeof resource['id'] !== 'string') continue;
    const name = `${String(resource['resourceType'])}/${resource['id']}`;
    if (!found.has(name)) found.set(name, resource);
  }
  return found;
}

function indexPlaces(bundle: Properties): Map<unknown, number> {
  const places = new Map<unknown, number>();
  const entries = itemsOf(bundle['entry']);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (isObject(resource)) places.set(resource, i);
  }
  return places;
}
