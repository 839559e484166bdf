/**
 * Reads the messages of an event: their parts by role, and their order. A message that lost content when its text was
 * read is refused.
 */
import { BundleIndex } from '../core/bundle-index.js';
import { GuardError } from '../core/errors.js';
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import { formIssuesOf } from '../core/form-issues.js';
import { isFault, type Issue } from '../core/issue.js';
import { carryMarked } from '../core/marked.js';
import { isObject, itemsOf } from '../core/json.js';
import { headerOf, kindOf, type Find, type Select } from './message.js';

/** A part of a message: one resource, or a list of them; gathered under a name where it is one of a group. */
export interface ReadPart {
  readonly name: string;
  readonly group?: string | undefined;
  readonly isList: boolean;
  readonly select: Select;
}

/** What to read from the messages of an event. */
export interface MessageReading {
  readonly kindExtension: string;
  readonly parts: readonly ReadPart[];
  readonly key?: { readonly select: Select; readonly find: Find } | undefined;
  readonly cases?: readonly (readonly [name: string, when: (bundle: Json, env: FhirPathEnv) => boolean])[] | undefined;
}

/** What expressions are told besides the message. */
export function envOf(bundle: Json): FhirPathEnv {
  const index = new BundleIndex(bundle);
  return { resource: bundle, resolve: (reference) => index.find(reference) };
}

/** What was wrong with the form of the text, in the message and the resources in it. */
function formIssuesIn(bundle: Json): Issue[] {
  const entries: readonly Json[] = itemsOf(bundle?.entry);
  const inEntries = entries.flatMap((entry, index) => {
    const path = `Bundle.entry[${index}].resource`;
    const contained: readonly Json[] = itemsOf(entry?.resource?.contained);
    const inside = contained.flatMap((resource, place) => ownIssues(resource, `${path}.contained[${place}]`));
    return [...ownIssues(entry?.resource, path), ...inside];
  });
  return [...ownIssues(bundle, 'Bundle'), ...inEntries];
}

function ownIssues(value: unknown, at: string): Issue[] {
  if (!isObject(value)) return [];
  return formIssuesOf(value).map(({ issue, path }) => carryMarked(issue, { ...issue, expression: at + path }));
}

/** @throws GuardError */
function refuseMisread(bundle: Json): void {
  const issues = formIssuesIn(bundle);
  if (issues.some(isFault)) throw new GuardError('message', issues);
}

/** Returns true for a message of a kind that lost no content when it was read. */
export function isOfKind(bundle: Json, extension: string, code: string): boolean {
  return kindOf(bundle, extension) === code && !formIssuesIn(bundle).some(isFault);
}

/**
 * Returns the parts of a message; an absent part is undefined or an empty list.
 *
 * @throws GuardError if content was lost when the text of the message was read
 */
export function readMessage(reading: MessageReading, bundle: Json): Record<string, unknown> {
  refuseMisread(bundle);
  const env = envOf(bundle);
  const content: Record<string, unknown> = {
    type: kindOf(bundle, reading.kindExtension),
    header: headerOf(bundle),
    ...(reading.key && { key: keyIn(reading, bundle, env) }),
    ...(reading.cases && { case: reading.cases.find(([, when]) => when(bundle, env))?.[0] }),
  };
  for (const { name, group, isList, select } of reading.parts) {
    const found = select(bundle, env);
    const value = isList ? found : found[0];
    if (group === undefined) content[name] = value;
    else ((content[group] ??= {}) as Record<string, unknown>)[name] = value;
  }
  return content;
}

/**
 * Returns the identifier by which a receiver finds its own record.
 *
 * @throws GuardError as `readMessage` does
 */
export function findKey(reading: MessageReading, bundle: Json): unknown {
  if (!isBundle(bundle)) return bundle.key;
  refuseMisread(bundle);
  return keyIn(reading, bundle, envOf(bundle));
}

function keyIn({ key }: MessageReading, bundle: Json, env: FhirPathEnv): unknown {
  return key?.select(bundle, env).flatMap((resource) => key.find(resource, env))[0];
}

/** What was received, or a row that was made of it: it has by itself what orders messages. */
export interface Dated {
  /** `MessageHeader.meta.lastUpdated`. */
  readonly lastUpdated: string | undefined;
}

/** What was received: it has its key by itself. */
export interface Keyed {
  readonly key: unknown;
}

/**
 * Returns true if the element that orders messages is later in one than in the other; false if either has none. Both are
 * messages, or what was made of messages.
 *
 * @throws GuardError as `readMessage` does
 */
export function isLater(one: Json, other: Json, find: Find): boolean {
  return momentOf(one, find) > momentOf(other, find);
}

function momentOf(value: Json, find: Find): number {
  if (!isBundle(value)) return timeOf(value.lastUpdated);
  refuseMisread(value);
  const header = headerOf(value);
  return timeOf(header === undefined ? undefined : find(header, envOf(value))[0]);
}

function timeOf(moment: unknown): number {
  return typeof moment === 'string' ? Date.parse(moment) : Number.NaN;
}

function isBundle(value: Json): boolean {
  return !isObject(value) || 'entry' in value || !('lastUpdated' in value || 'key' in value);
}
