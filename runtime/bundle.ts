/** What FHIR itself asks of a Bundle beyond its structure: how entries are addressed and how they refer to each other. */
import { BundleIndex } from './bundle-index.js';
import { describe } from './describe.js';
import { fault } from './faults.js';
import { isObject, itemsOf, type Properties } from './json.js';
import { isUrn } from './references.js';
import { up, type Run } from './run.js';

/** Places among the elements of `Bundle` and of `Bundle.entry`. */
const ENTRY = 8;
const FULL_URL = 4;
const RESOURCE = 5;

const UUID_URN = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const OID_URN = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/;
/** An address without a version. */
const WEB = /^https?:\/\/[^\s?#]+$/;
const WEB_RESOURCE = /\/([A-Z][A-Za-z]*)\/([A-Za-z0-9.-]{1,64})$/;

/** What a run knew of the Bundle around the one at hand. */
export type Outside = Pick<Run, 'bundle' | 'env'>;

/** Makes the entries of a Bundle known to what is checked inside it. Returns what to give to `leave` at the end. */
export function enter(run: Run, bundle: Properties): Outside {
  const { env } = run;
  const outside = { bundle: run.bundle, env };
  const index = new BundleIndex(bundle);
  run.bundle = index;
  run.env = { resource: env.resource, resolve: (reference) => index.find(reference) };
  return outside;
}

/** Forgets a Bundle that has been checked, unless it is the outermost, of which more may be asked. */
export function leave(run: Run, { bundle, env }: Outside): void {
  if (bundle === undefined) return;
  run.bundle = bundle;
  run.env = env;
}

/**
 * Checks that a message starts with its header, and that every `fullUrl` is an address, is there once and agrees with
 * the id of the resource. True means stop.
 *
 * @see http://hl7.org/fhir/STU3/bundle.html#bundle-unique
 * @see http://hl7.org/fhir/STU3/messaging.html#bundle
 */
export function entries(run: Run, bundle: Properties): boolean {
  const list = itemsOf(bundle['entry']);
  if (bundle['type'] === 'message' && headerMissing(run, list[0])) return true;
  const seen = new Set<unknown>();
  for (let i = 0; i < list.length; i++) {
    const entry = list[i];
    if (!isObject(entry) || typeof entry['fullUrl'] !== 'string') continue;
    if (addressed(run, entry, entry['fullUrl'], i)) return true;
    if (bundle['type'] !== 'history' && repeated(run, entry, seen, i)) return true;
  }
  return false;
}

/** The fault is at the deepest place that is there. */
function headerMissing(run: Run, first: unknown): boolean {
  const resource = isObject(first) ? first['resource'] : undefined;
  if (isObject(resource) && resource['resourceType'] === 'MessageHeader') return false;
  const message = 'is not the MessageHeader with which a message starts';
  if (first === undefined)
    return fault(run, 'entry', ENTRY, 'required', 'is empty, and a message starts with its MessageHeader');
  if (!isObject(first)) return fault(run, 'entry', ENTRY, 'structure', message, 0);
  return about(run, 0, 'resource', RESOURCE, 'structure', message);
}

function addressed(run: Run, entry: Properties, fullUrl: string, index: number): boolean {
  const resource = entry['resource'];
  const id = isObject(resource) ? resource['id'] : undefined;
  const isUuid = UUID_URN.test(fullUrl);
  if (!isUuid && !OID_URN.test(fullUrl) && !WEB.test(fullUrl)) {
    const message = `${describe(fullUrl)} is not an address: urn:uuid: and a UUID, urn:oid: and an OID, or a URL`;
    return about(run, index, 'fullUrl', FULL_URL, 'value', message);
  }
  const told = isUuid ? fullUrl.slice('urn:uuid:'.length) : WEB_RESOURCE.exec(fullUrl)?.[2];
  if (told === undefined || typeof id !== 'string' || told === id || told.toLowerCase() === id.toLowerCase())
    return false;
  const message = `${describe(fullUrl)} does not agree with the id of the resource, ${describe(id)}`;
  return about(run, index, 'fullUrl', FULL_URL, 'value', message);
}

function repeated(run: Run, { fullUrl, resource }: Properties, seen: Set<unknown>, index: number): boolean {
  const meta = isObject(resource) ? resource['meta'] : undefined;
  const version = isObject(meta) && typeof meta['versionId'] === 'string' ? meta['versionId'] : '';
  const key = version === '' ? fullUrl : `${String(fullUrl)} ${version}`;
  if (!seen.has(key)) {
    seen.add(key);
    return false;
  }
  const message = `${describe(fullUrl)} is the address of an earlier entry too`;
  return about(run, index, 'fullUrl', FULL_URL, 'duplicate', message);
}

function about(
  run: Run,
  index: number,
  name: string,
  order: number,
  code: 'value' | 'duplicate' | 'structure',
  message: string,
): boolean {
  const before = run.drafts.length;
  fault(run, name, order, code, message);
  return up(run, 'entry', index, ENTRY, before);
}

/** A URN leads to an entry of the Bundle around; checks that there is one. True means stop. */
export function dangling(run: Run, { reference }: Properties): boolean {
  if (run.bundle === undefined || typeof reference !== 'string' || !isUrn(reference)) return false;
  if (!/^urn:(?:uuid|oid):/i.test(reference) || run.bundle.find(reference) !== undefined) return false;
  return fault(run, 'reference', 2, 'not-found', `${describe(reference)} is the address of no entry of this Bundle`);
}
