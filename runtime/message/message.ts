/** Shared by builders, guards and readers of messages. */
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import { itemsOf, type Properties } from '../core/json.js';

/** Finds resources in a Bundle. */
export type Select = (bundle: Json, env: FhirPathEnv) => readonly Json[];

/** Finds something in a resource, or in a value that was found there. */
export type Find = (value: Json, env: FhirPathEnv) => readonly Json[];

/** A value of the header that is taken from a resource of the message. */
export interface DerivedPart {
  /** Name of what it is taken from. */
  readonly role: string;
  /** Names that lead to it in the input of that. */
  readonly from?: readonly string[] | undefined;
  readonly select: Select;
  readonly find: Find;
  /** Names that lead to it in the input of the header. */
  readonly to: readonly string[];
  /** Names of the parts of the value that go along; all where there are none. */
  readonly parts?: readonly string[] | undefined;
}

/** The code of an event, or of a kind of message. */
export interface MessageCode {
  readonly system: string;
  readonly code: string;
  readonly display?: string | undefined;
}

declare const kind: unique symbol;

/**
 * A message with its kind. The mark exists for the compiler only, so that it distinguishes the kinds of an event: no
 * message has it at run time, and a literal written by hand fits every kind that it looks like.
 */
export interface OfKind<Kind extends string = string> {
  readonly [kind]?: Kind | undefined;
}

/** A step from the header to an element of it. */
export interface HeaderStep {
  /** JSON property. */
  readonly name: string;
  /** What tells the item of a list: the value at a property. */
  readonly mark?: readonly [property: string, value: unknown];
  /** Name in an element id, where that is another: `extension:routing`, `value[x]`. */
  readonly id?: string;
}

/** Finds all resources of a type. */
export function ofType(type: string): Select {
  return (bundle, env) => foundIn(env, TYPES, () => byType(bundle)).get(type) ?? NONE;
}

/** Finds all resources of a type of which an element, or an item of it where it is a list, has a coding. */
export function codedAs(type: string, element: string, system: string, code: string, isList = false): Select {
  const place = `${type}.${element}`;
  const isCoded = (resource: Json): boolean => hasCoding(resource, element, isList, system, code);
  return (bundle, env) => {
    const typed = foundIn(env, TYPES, () => byType(bundle)).get(type);
    if (typed === undefined) return NONE;
    return (
      foundIn(env, place, () => byCode(typed, element, isList))
        .get(code)
        ?.filter(isCoded) ?? NONE
    );
  };
}

function hasCoding(resource: Json, element: string, isList: boolean, system: string, code: string): boolean {
  const concept: Json = resource[element];
  const isSame = (one: Json): boolean => one?.system === system && one.code === code;
  return isList
    ? itemsOf(concept).some((one: Json) => itemsOf(one?.coding).some(isSame))
    : itemsOf(concept?.coding).some(isSame);
}

type Found = ReadonlyMap<string, readonly Json[]>;

const TYPES = '';
const NONE: readonly Json[] = [];

/** What was found in a Bundle once, where somebody keeps it. */
function foundIn(env: FhirPathEnv | undefined, place: string, find: () => Found): Found {
  const known = env?.found?.get(place);
  if (known !== undefined) return known;
  const found = find();
  env?.found?.set(place, found);
  return found;
}

function byType(bundle: Json): Found {
  const found = new Map<string, Json[]>();
  const entries = itemsOf(bundle?.entry);
  for (let i = 0; i < entries.length; i++) {
    const resource: Json = (entries[i] as Json)?.resource;
    const type: unknown = resource?.resourceType;
    if (typeof type === 'string') push(found, type, resource);
  }
  return found;
}

/**
 * Resources by the codes of an element, of whatever system: a code is found faster than a text joined of both. A resource
 * is there once for each.
 */
function byCode(resources: readonly Json[], element: string, isList: boolean): Found {
  const found = new Map<string, Json[]>();
  for (const resource of resources) {
    const concept: Json = resource[element];
    for (const one of isList ? (itemsOf(concept) as Json[]) : [concept]) {
      for (const coding of itemsOf(one?.coding) as Json[]) {
        const code: unknown = coding?.code;
        if (typeof code === 'string' && found.get(code)?.at(-1) !== resource) push(found, code, resource);
      }
    }
  }
  return found;
}

function push(found: Map<string, Json[]>, key: string, resource: Json): void {
  const list = found.get(key);
  if (list) list.push(resource);
  else found.set(key, [resource]);
}

/** The header of a message: the resource of its first entry, where that is one. */
export function headerOf(bundle: Json): Properties | undefined {
  const first: Json = itemsOf(bundle?.entry)[0];
  return first?.resource?.resourceType === 'MessageHeader' ? first.resource : undefined;
}

/** The code of the kind of a message: in the extension of its header with that URL. */
export function kindOf(bundle: Json, extension: string): string | undefined {
  const header: Json = headerOf(bundle);
  const extensions = itemsOf(header?.extension);
  let found: Json;
  for (let i = 0; i < extensions.length && found === undefined; i++) {
    if ((extensions[i] as Json)?.url === extension) found = extensions[i];
  }
  const codings = itemsOf(found?.valueCodeableConcept?.coding);
  for (let i = 0; i < codings.length; i++) {
    const code: unknown = (codings[i] as Json)?.code;
    if (typeof code === 'string') return code;
  }
  const plain: unknown = found?.valueCoding?.code ?? found?.valueCode;
  return typeof plain === 'string' ? plain : undefined;
}
