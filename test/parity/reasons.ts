/** Why our verdict differs from the reference's: each reason explains its own differences and nothing else. */
import type { Issue } from 'careconnect-ems/runtime';
import { propertyAt } from './value-at.ts';
import { isSamePlace } from './verdict.ts';

/**
 * `blind-spot`: the reference passes over what the specification forbids. `stricter`: one of the two asks for more than
 * the specification does of a valid resource. `undecidable`: offline, one of the two cannot tell. `no-answer`: the
 * reference stops. `miss`: we pass over what the specification forbids.
 */
export type Kind = 'blind-spot' | 'stricter' | 'undecidable' | 'no-answer' | 'miss';

/** What a reason looks at besides the error itself. */
export interface Circumstances {
  readonly mutation: string;
  readonly value: unknown;
  /** Elements that the reference could not check. */
  readonly unchecked: readonly string[];
  /** Whether the definition of an extension is at hand. */
  readonly knowsExtension: (url: string) => boolean;
}

export interface Described {
  readonly id: string;
  readonly kind: Kind;
  readonly why: string;
  /** Page of the specification below `http://hl7.org/fhir/STU3/`. */
  readonly page: string;
}

/** Explains an error that only we report. */
export interface OurReason extends Described {
  readonly explains: (fault: Issue, at: Circumstances) => boolean;
}

/** Explains an error that only the reference reports, by its place; of an example, also by what it says. */
export interface TheirReason extends Described {
  readonly explains: (place: string, at: Circumstances, message: string) => boolean;
}

/** Explains why the reference has no answer. */
export interface UnansweredReason extends Described {
  readonly explains: (at: Pick<Circumstances, 'mutation'>, isRejected: boolean) => boolean;
}

const valueAt = ({ value }: Circumstances, place: string): unknown => propertyAt(value, place)?.value;

/** Reasons for errors that only we report. */
export const ourReasons: readonly OurReason[] = [
  {
    id: 'empty-array',
    kind: 'blind-spot',
    why: 'An array in JSON has at least one item. The reference does not look at empty arrays.',
    page: 'json.html',
    explains: ({ code, expression }, at) => {
      const list = valueAt(at, expression);
      return code === 'structure' && Array.isArray(list) && list.length === 0;
    },
  },
  {
    id: 'value-for-array',
    kind: 'blind-spot',
    why: 'An element that may repeat is an array in JSON, also if it has one value. The reference takes a single string for an array of strings.',
    page: 'json.html',
    explains: ({ code, expression }, at) =>
      at.mutation === 'array-to-object' && code === 'structure' && typeof valueAt(at, expression) === 'string',
  },
  {
    id: 'extension-without-url',
    kind: 'blind-spot',
    why: 'Every extension has a `url`. The reference passes over an extension without one.',
    page: 'extensibility.html',
    explains: ({ code, expression }) =>
      code === 'required' && /\.(?:modifierE|e)xtension\[\d+\]\.url$/.test(expression),
  },
  {
    id: 'code-unchecked',
    kind: 'undecidable',
    why: 'The reference wants a terminology service for this value set and leaves the code unchecked. The value set lists its codes, so we check it.',
    page: 'terminologies.html#required',
    explains: ({ code, expression }, { unchecked }) =>
      code === 'code-invalid' && unchecked.some((place) => isSamePlace(place, expression)),
  },
  {
    id: 'unit-unchecked',
    kind: 'undecidable',
    why: 'The code of a quantity in UCUM is a unit of UCUM. The reference leaves it to a terminology service; we know the grammar and the units.',
    page: 'datatypes.html#Quantity',
    explains: ({ code, expression }, at) => {
      const owner = valueAt(at, expression.replace(/\.code$/, '')) as { system?: unknown } | undefined;
      return code === 'code-invalid' && expression.endsWith('.code') && owner?.system === 'http://unitsofmeasure.org';
    },
  },
  {
    id: 'value-set-by-uri',
    kind: 'blind-spot',
    why: 'A required binding asks for a code, and text alone is none. The reference finds no value set where the binding names it by `valueSetUri`.',
    page: 'terminologies.html#required',
    explains: ({ code, expression }, { mutation }) =>
      code === 'code-invalid' && mutation === 'text-only' && expression === 'List.code',
  },
  {
    id: 'full-url-repeated',
    kind: 'blind-spot',
    why: 'No two entries of a message have the same `fullUrl` (bdl-7). The reference notices it only where a reference leads to that address.',
    page: 'bundle.html#bundle-unique',
    explains: ({ code, expression }) => code === 'duplicate' && /\.entry\[\d+\]\.fullUrl$/.test(expression),
  },
  {
    id: 'full-url-form',
    kind: 'blind-spot',
    why: '`fullUrl` is an absolute URI and agrees with the id of the resource. The reference checks neither.',
    page: 'bundle-definitions.html#Bundle.entry.fullUrl',
    explains: ({ code, expression }, { mutation }) =>
      code === 'value' && mutation === 'full-url' && /\.entry\[\d+\]\.fullUrl$/.test(expression),
  },
  {
    id: 'full-url-missing',
    kind: 'blind-spot',
    why: 'Each entry of a message has a `fullUrl`. The reference asks for it only where the resource has no id either.',
    page: 'bundle.html#bundle-unique',
    explains: ({ code, expression }) => code === 'required' && /\.entry\[\d+\]\.fullUrl$/.test(expression),
  },
  {
    id: 'urn-without-entry',
    kind: 'blind-spot',
    why: 'A reference by `urn:uuid:` leads to an entry of the same Bundle, since nobody can look it up elsewhere. The reference only warns.',
    page: 'bundle.html#references',
    explains: ({ code, expression }, at) =>
      code === 'not-found' &&
      String(valueAt(at, expression)).startsWith('urn:uuid:') &&
      expression.endsWith('.reference'),
  },
  {
    id: 'reference-form',
    kind: 'blind-spot',
    why: 'A literal reference is a type and an id, an absolute URL, a URN or a fragment. The reference does not check the form of a relative one.',
    page: 'references.html#literal',
    explains: ({ code, expression }, { mutation }) =>
      code === 'value' && mutation === 'reference-malformed' && expression.endsWith('.reference'),
  },
  {
    id: 'narrative-empty',
    kind: 'blind-spot',
    why: 'A narrative has text or an image (txt-2). The reference accepts an empty `div`.',
    page: 'narrative.html#Narrative',
    explains: ({ code, expression }, at) =>
      code === 'invariant' && expression.endsWith('.text.div') && String(valueAt(at, expression)).endsWith('></div>'),
  },
  {
    id: 'modifier-unknown',
    kind: 'stricter',
    why: 'An application must not use an element with a modifier extension that it does not know, so we report an error. The reference takes the URLs of example.org for examples and lets them pass.',
    page: 'extensibility.html#modifierExtension',
    explains: ({ code, expression }, at) =>
      code === 'extension' &&
      /\.modifierExtension\[\d+\]\.url$/.test(expression) &&
      String(valueAt(at, expression)).startsWith('https://example.org/'),
  },
  {
    id: 'base64-form',
    kind: 'blind-spot',
    why: 'base64 has an alphabet and groups of four characters. The reference does not check them.',
    page: 'datatypes.html#base64binary',
    explains: ({ code, expression }, { value }) =>
      code === 'value' && propertyAt(value, expression)?.key === 'valueBase64Binary',
  },
  {
    id: 'slice-by-url',
    kind: 'blind-spot',
    why: 'The definition of a complex extension limits the type of each part. The reference could not tell which part it had ("Could not verify slice") and accepts any type.',
    page: 'profiling.html#slicing',
    explains: ({ code, expression }, { mutation }) =>
      code === 'structure' &&
      mutation === 'rename-choice' &&
      /\.extension\[\d+\]\.extension\[\d+\]\.value$/.test(expression),
  },
];

/** Reasons for errors that only the reference reports. */
export const theirReasons: readonly TheirReason[] = [
  {
    id: 'extension-unknown',
    kind: 'stricter',
    why: 'An extension may be one whose definition is not at hand. The reference rejects it; we warn and name the nearest known URL.',
    page: 'extensibility.html',
    explains: (place, at) => {
      const url = (valueAt(at, place) as { url?: unknown } | undefined)?.url;
      return /\.extension\[\d+\]$/.test(place) && typeof url === 'string' && !at.knowsExtension(url);
    },
  },
  {
    id: 'system-like-snomed',
    kind: 'stricter',
    why: 'A code system may have any URI. The reference rejects one that starts like that of SNOMED CT and goes on.',
    page: 'datatypes.html#Coding',
    explains: (place, at) => {
      const system = (valueAt(at, place) as { system?: unknown } | undefined)?.system;
      return typeof system === 'string' && system.startsWith('http://snomed.info/sct') && /^\w/.test(system.slice(22));
    },
  },
  {
    id: 'invariant-of-another',
    kind: 'stricter',
    why: 'An invariant of this extension looks at elements that no extension has (`substanceExposureRisk.exists() and code.empty()`), so that none could be valid. The reference applies it as it is; we leave it out.',
    page: 'extensibility.html',
    explains: (place, at) =>
      (valueAt(at, place) as { url?: unknown } | undefined)?.url ===
      'http://hl7.org/fhir/StructureDefinition/allergyintolerance-substanceExposureRisk',
  },
  {
    id: 'code-as-condition',
    kind: 'stricter',
    why: 'The invariant dis-1 takes the code of a Distance as a condition, and one that is there is true in FHIRPath. The reference takes it as false and rejects every Distance with a code.',
    page: 'datatypes.html#Distance',
    explains: (place, at) =>
      propertyAt(at.value, place)?.key === 'valueDistance' &&
      typeof (valueAt(at, place) as { code?: unknown }).code === 'string',
  },
];

/** Reasons for cases without an answer, each for its own classes. */
export const noAnswers: readonly UnansweredReason[] = [
  {
    id: 'versioned-reference',
    kind: 'no-answer',
    why: 'The reference stops with an exception of its own at a `urn:uuid:` reference that names a version.',
    page: 'references.html#literal',
    explains: ({ mutation }) => mutation === 'reference-versioned',
  },
  {
    id: 'no-value',
    kind: 'no-answer',
    why: 'The reference stops with an exception of its own at `null` or an empty string in some elements. We report an error there.',
    page: 'json.html',
    explains: ({ mutation }, isRejected) => isRejected && (mutation === 'null-value' || mutation === 'empty-string'),
  },
];
