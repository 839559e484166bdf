import { isObject, itemsOf, type Properties } from './json.js';
import { isUrn } from './references.js';

/** The entries of a Bundle by what refers to them. Each table is made when first asked for, in one pass. */
export class BundleIndex {
  readonly #bundle: Properties;
  #byAddress: Map<string, Properties> | undefined;
  #areUrns = true;
  #hasOnlyUrns: boolean | undefined;
  #byName: Map<string, Properties> | undefined;
  #places: Map<unknown, number> | undefined;
  #answers: Map<unknown, Map<string, boolean>> | undefined;

  /** What was found among the entries once, by the function that finds it. */
  readonly selections = new Map<unknown, readonly unknown[]>();
  /** Resources by type, and by the code of an element. */
  readonly found = new Map<string, ReadonlyMap<string, readonly unknown[]>>();

  constructor(bundle: Properties) {
    this.#bundle = bundle;
  }

  /** The resource that a literal reference leads to: by its `fullUrl`, or by type and id where it is relative. */
  find(reference: string): Properties | undefined {
    const found = this.#addresses().get(reference);
    // Nothing but an address has a colon, and nothing without a slash is a type and an id.
    if (found !== undefined || !reference.includes('/')) return found;
    return this.#byTypeAndId(reference) ?? this.#ofAnyVersion(reference);
  }

  /** The type of that resource. */
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

  /** What has been found out about a resource once: by profile, whether it conforms. */
  answersFor(resource: unknown): Map<string, boolean> {
    this.#answers ??= new Map();
    const known = this.#answers.get(resource);
    if (known) return known;
    const answers = new Map<string, boolean>();
    this.#answers.set(resource, answers);
    return answers;
  }

  /** How many resources have an address of their own. */
  countAddresses(): number {
    return this.#addresses().size;
  }

  /** True for the address of a resource, where all of them are known to be `urn:uuid:` and a UUID. */
  hasUrn(text: unknown): boolean {
    return this.#addresses().has(text as string) && this.#areUrns;
  }

  /** True where there are addresses, each a URN of some kind, and the Bundle is not one for a server to act upon. */
  hasOnlyUrns(): boolean {
    if (this.#hasOnlyUrns !== undefined) return this.#hasOnlyUrns;
    const addresses = [...this.#addresses().keys()];
    const isForServer = FOR_SERVERS.includes(String(this.#bundle['type']));
    return (this.#hasOnlyUrns = !isForServer && addresses.length > 0 && addresses.every(isUrn));
  }

  /** The address of the entry with a resource; undefined where there is none. */
  addressOf(resource: Properties | undefined): string | undefined {
    if (resource === undefined) return undefined;
    const entry = itemsOf(this.#bundle['entry'])[this.placeOf(resource)];
    const address = isObject(entry) ? entry['fullUrl'] : undefined;
    return typeof address === 'string' ? address : undefined;
  }

  /** Of two entries under one address the first counts. */
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
      const address = BARE_UUID.test(given) ? `urn:uuid:${given}` : given;
      this.#areUrns &&= UUID_URN.test(address);
      if (!found.has(address)) found.set(address, resource);
    }
    return found;
  }

  /** Place of a resource among the entries, from 0; -1 for one that is none of them. */
  placeOf(resource: unknown): number {
    this.#places ??= indexPlaces(this.#bundle);
    return this.#places.get(resource) ?? -1;
  }
}

export const UUID_URN = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Types of Bundle whose relative references are relative to the server that they are sent to. */
const FOR_SERVERS = ['batch', 'transaction'];
/** Reported as a fault; what it stands for is plain all the same. */
export const BARE_UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
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
