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
  return (bundle) => {
    const found: Json[] = [];
    const entries = itemsOf(bundle?.entry);
    for (let i = 0; i < entries.length; i++) {
      const resource: Json = (entries[i] as Json)?.resource;
      if (resource?.resourceType === type) found.push(resource);
    }
    return found;
  };
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
