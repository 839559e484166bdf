/** FHIR's own rules for a Bundle beyond its structure: the addresses of entries and the references between them. */
import { BundleIndex, PLAIN_UUID, UUID_URN } from '../core/bundle-index.js';
import { describe, describeType } from '../core/describe.js';
import type { IssueCode } from '../core/issue.js';
import { fault, note } from './faults.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { isUrn, readReference } from '../core/references.js';
import { isResourceType } from '../core/resource-types.js';
import { lowerErrors, up, type Run } from './run.js';

/** Positions of elements in `Bundle` and in `Bundle.entry`. */
const ENTRY = 8;
const FULL_URL = 4;
const RESOURCE = 5;

const OID_URN = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/;
/** A URL without a version. */
const WEB = /^https?:\/\/[^\s?#]+$/;
const WEB_RESOURCE = /\/([A-Z][A-Za-z]*)\/([A-Za-z0-9.-]{1,64})$/;

/** The Bundle and environment of a run before it entered a nested Bundle. */
export type Outside = Pick<Run, 'bundle' | 'env'>;

/** Makes the entries of a Bundle available to the checks inside it. Returns the state to pass to `leave`. */
export function enter(run: Run, bundle: Properties): Outside {
  const { env } = run;
  const outside = { bundle: run.bundle, env };
  const index = run.indexed?.isOf(bundle) === true ? run.indexed : new BundleIndex(bundle);
  run.bundle = index;
  run.env = { resource: env.resource, resolve: (reference) => index.find(reference) };
  return outside;
}

/** Restores the surrounding Bundle. The outermost Bundle stays, for checks that follow the walk. */
export function leave(run: Run, { bundle, env }: Outside): void {
  if (bundle === undefined) return;
  run.bundle = bundle;
  run.env = env;
}

/**
 * Checks that a message starts with its header, that every entry has an address where its kind of Bundle asks for one,
 * and that every `fullUrl` is an address, is unique and agrees with the resource: a URL that ends in a type and an id
 * requires a resource of that type with that id, and a `urn:uuid:` requires that id. True means stop.
 *
 * @see http://hl7.org/fhir/STU3/bundle.html#bundle-unique
 * @see http://hl7.org/fhir/STU3/messaging.html#bundle
 */
export function entries(run: Run, bundle: Properties): boolean {
  const list = itemsOf(bundle['entry']);
  if (bundle['type'] === 'message' && headerMissing(run, list)) return true;
  // If there are as many addresses as entries, no address is repeated.
  const isUnique = bundle['type'] === 'history' || run.bundle?.countAddresses() === list.length;
  const seen = isUnique ? undefined : new Set<unknown>();
  for (let i = 0; i < list.length; i++) {
    const entry = list[i];
    if (!isObject(entry)) continue;
    if (isAnonymous(bundle['type'], entry) && unaddressed(run, i)) return true;
    if (typeof entry['fullUrl'] !== 'string') continue;
    if (addressed(run, entry, entry['fullUrl'], i)) return true;
    if (seen && repeated(run, entry, seen, i)) return true;
  }
  return false;
}

/**
 * Returns whether nothing identifies the resource of an entry, although this kind of Bundle asks for it. Messages and
 * documents need the address, since their references lead to it; elsewhere published Bundles make do with an id.
 */
function isAnonymous(type: unknown, { fullUrl, _fullUrl, resource }: Properties): boolean {
  if (fullUrl !== undefined || _fullUrl !== undefined) return false;
  if (type === 'message' || type === 'document') return true;
  return (type === 'collection' || type === 'searchset') && isObject(resource) && resource['id'] === undefined;
}

function unaddressed(run: Run, index: number): boolean {
  return about(run, index, 'fullUrl', FULL_URL, 'required', 'is required but missing');
}

/** Reports a missing header at the deepest place that is present. */
function headerMissing(run: Run, list: readonly unknown[]): boolean {
  const [first] = list;
  if (isHeader(first)) return false;
  const place = list.findIndex(isHeader);
  const hint = place < 0 ? '' : `; it is Bundle.entry[${place}]`;
  const message = `is not a MessageHeader, which must be the first entry of a message${hint}`;
  if (first === undefined)
    return fault(
      run,
      'entry',
      ENTRY,
      'required',
      'is empty, but the first entry of a message must be its MessageHeader',
    );
  if (!isObject(first)) return fault(run, 'entry', ENTRY, 'structure', message, 0);
  return about(run, 0, 'resource', RESOURCE, 'structure', message);
}

function isHeader(entry: unknown): boolean {
  const resource = isObject(entry) ? entry['resource'] : undefined;
  return isObject(resource) && resource['resourceType'] === 'MessageHeader';
}

function addressed(run: Run, entry: Properties, fullUrl: string, index: number): boolean {
  const resource = entry['resource'];
  const id = isObject(resource) ? resource['id'] : undefined;
  const isUuid = isEntryUrn(run, fullUrl) || UUID_URN.test(fullUrl);
  if (!isUuid && PLAIN_UUID.test(fullUrl)) return plainUuid(run, fullUrl, id, index);
  if (!isUuid && !OID_URN.test(fullUrl) && !WEB.test(fullUrl)) {
    return about(run, index, 'fullUrl', FULL_URL, 'value', notAddress(fullUrl));
  }
  const [, type = '', urlId] = isUuid ? [] : (WEB_RESOURCE.exec(fullUrl) ?? []);
  const actual = isObject(resource) ? resource['resourceType'] : undefined;
  if (type !== actual && typeof actual === 'string' && isResourceType(type)) {
    const message = `${describe(fullUrl)} is the address of ${describeType(type)}, but the resource is ${describeType(actual)}`;
    if (about(run, index, 'fullUrl', FULL_URL, 'value', message)) return true;
  }
  const expected = isUuid ? fullUrl.slice('urn:uuid:'.length) : urlId;
  return otherId(run, fullUrl, expected, id, index);
}

/** Reports an id that differs from the one in `fullUrl`; true means stop. */
function otherId(run: Run, fullUrl: string, expected: string | undefined, id: unknown, index: number): boolean {
  if (
    expected === undefined ||
    typeof id !== 'string' ||
    expected === id ||
    expected.toLowerCase() === id.toLowerCase()
  )
    return false;
  const message = `${describe(fullUrl)} does not match the id of the resource, ${describe(id)}`;
  return about(run, index, 'fullUrl', FULL_URL, 'value', message);
}

/** Reports a UUID without `urn:uuid:`, which a receiver can still understand; true means stop. */
function plainUuid(run: Run, fullUrl: string, id: unknown, index: number): boolean {
  const strict = lowerErrors(run, 'warning');
  const message = notAddress(fullUrl);
  const isOver = about(run, index, 'fullUrl', FULL_URL, 'value', message);
  const isLowered = run.loweredTo !== undefined;
  run.loweredTo = strict;
  return isLowered ? otherId(run, fullUrl, fullUrl, id, index) : isOver;
}

function notAddress(fullUrl: string): string {
  return `${describe(fullUrl)} is not a valid address; use urn:uuid: and a UUID, urn:oid: and an OID, or a URL`;
}

function repeated(run: Run, { fullUrl, resource }: Properties, seen: Set<unknown>, index: number): boolean {
  const meta = isObject(resource) ? resource['meta'] : undefined;
  const version = isObject(meta) && typeof meta['versionId'] === 'string' ? meta['versionId'] : '';
  const key = version === '' ? fullUrl : `${String(fullUrl)} ${version}`;
  if (!seen.has(key)) {
    seen.add(key);
    return false;
  }
  const message = `${describe(fullUrl)} is already the address of an earlier entry`;
  return about(run, index, 'fullUrl', FULL_URL, 'duplicate', message);
}

function about(run: Run, index: number, name: string, order: number, code: IssueCode, message: string): boolean {
  const before = run.drafts.length;
  fault(run, name, order, code, message);
  return up(run, 'entry', index, ENTRY, before);
}

/**
 * Returns true for the address of an entry of the surrounding Bundle, if that is known to be `urn:uuid:` and a UUID.
 */
export function isEntryUrn({ bundle }: Run, text: unknown): boolean {
  return bundle !== undefined && bundle.hasUrn(text);
}

/**
 * Checks that a URN resolves to an entry of the surrounding Bundle. Warns of a relative reference if every address in
 * the Bundle is a URN: a relative reference is resolved against the address of its entry, so that no receiver can
 * resolve this one. Only in a batch or transaction is it relative to the server, whose resources it may name. True
 * means stop.
 *
 * @see http://hl7.org/fhir/STU3/bundle.html#references
 */
export function dangling(run: Run, { reference }: Properties): boolean {
  if (run.bundle === undefined || typeof reference !== 'string') return false;
  if (!isUrn(reference)) return unresolvable(run, run.bundle, reference);
  if (run.bundle.find(reference) !== undefined || !/^urn:(?:uuid|oid):/i.test(reference)) return false;
  return fault(run, 'reference', 2, 'not-found', `${describe(reference)} does not match any entry of this Bundle`);
}

/** Warns of a relative reference and never stops, because the publisher may have meant it. */
function unresolvable(run: Run, bundle: BundleIndex, reference: string): false {
  if (run.stop || !bundle.hasOnlyUrns() || readReference(reference)?.form !== 'relative') return false;
  const target = bundle.addressOf(bundle.find(reference));
  const hint = target === undefined ? '' : `; the entry with that type and id has the address ${describe(target)}`;
  const message = `${describe(reference)} is relative, but all addresses in this Bundle are URNs, so no receiver can resolve it${hint}`;
  note(run, 'reference', 2, 'warning', 'not-found', message);
  return false;
}
