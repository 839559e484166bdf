/** The resources of a Bundle, and how they refer to each other. */
import { nameOf } from './person-name.ts';
import { isObject, itemsIn, recordIn, textIn, type Properties } from './properties.ts';

export interface LinkedResource {
  readonly resourceType: string | null;
  readonly id: string | null;
  readonly fullUrl: string | null;
  /** Of an organisation or a place its name, of a person the official one. */
  readonly name: string | null;
  readonly references: readonly Link[];
}

export interface Link {
  /** From the resource: `participant[0].individual`. */
  readonly path: string;
  /** As it stands there. */
  readonly reference: string;
  /** Place of its target among the resources; null for one that is not an entry. */
  readonly place: number | null;
  /** Where its target is: an entry, a resource that is contained, elsewhere by its full address, or nowhere. */
  readonly leads: 'to-entry' | 'to-contained' | 'elsewhere' | 'nowhere';
}

export interface Linked {
  readonly resources: readonly LinkedResource[];
  /** Places of the resources. */
  readonly places: ReadonlyMap<object, number>;
}

export function linkResources(bundle: Properties): Linked {
  const places = new Map<object, number>();
  const addresses = new Map<string, number>();
  const entries: { readonly resource: Properties; readonly fullUrl: string | null }[] = [];
  for (const entry of itemsIn(bundle, 'entry')) {
    const resource = isObject(entry) ? recordIn(entry, 'resource') : undefined;
    if (!isObject(entry) || !resource || places.has(resource)) continue;
    const fullUrl = textIn(entry, 'fullUrl');
    const name = `${textIn(resource, 'resourceType')}/${textIn(resource, 'id')}`;
    // Of two with one address the first counts.
    for (const address of [fullUrl, name]) {
      if (address !== null && !addresses.has(address)) addresses.set(address, entries.length);
    }
    places.set(resource, entries.length);
    entries.push({ resource, fullUrl });
  }
  const resources = entries.map(({ resource, fullUrl }) => ({
    resourceType: textIn(resource, 'resourceType'),
    id: textIn(resource, 'id'),
    fullUrl,
    name: nameOf(resource),
    references: referencesIn(resource).map(([path, reference]) => linkOf(path, reference, addresses)),
  }));
  return { resources, places };
}

function linkOf(path: string, reference: string, addresses: ReadonlyMap<string, number>): Link {
  const place = addresses.get(reference) ?? addresses.get(reference.replace(/\/_history\/[^/]*$/, '')) ?? null;
  if (place !== null) return { path, reference, place, leads: 'to-entry' };
  if (reference.startsWith('#')) return { path, reference, place, leads: 'to-contained' };
  return { path, reference, place, leads: /^https?:/i.test(reference) ? 'elsewhere' : 'nowhere' };
}

type Found = readonly [path: string, reference: string];

/** Adds all references with their paths; what was read is never nested deeper than the reader allows. */
function referencesIn(value: Properties, path = '', found: Found[] = []): readonly Found[] {
  const reference = textIn(value, 'reference');
  if (reference !== null && path !== '') found.push([path, reference]);
  for (const [name, inner] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (isObject(inner)) referencesIn(inner, at, found);
    else if (Array.isArray(inner))
      for (const [index, item] of inner.entries()) if (isObject(item)) referencesIn(item, `${at}[${index}]`, found);
  }
  return found;
}
