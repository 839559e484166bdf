/**
 * Shapes say how a value is put together from what a builder takes. They are written once per type, by the generator,
 * and read by `build`. A shape is made from a function, so that types may contain each other and nothing is worked out
 * before it is needed.
 */

import type { Mark } from '../guard/profile.js';

/** A part of a shape that is one JSON value: checks what was given and returns what goes into the result. */
export interface Format {
  readonly kind: 'format';
  /** Returns the JSON value, or throws with the path. */
  read(value: unknown, path: string): unknown;
}

/** An object with named parts. */
export interface Shape {
  readonly kind: 'shape';
  readonly parts: () => Parts;
}

/** A coded value that may be given by the name of a constant. */
export interface Coded {
  readonly kind: 'coded';
  readonly form: 'Coding' | 'CodeableConcept';
  readonly shape: Shape;
  /** The constants, by name; none where codes are given in full only. */
  readonly constants: (() => Constants) | undefined;
}

/** An extension with a value; what is given is the value. */
export interface ValueExtension {
  readonly kind: 'extension';
  readonly url: string;
  /** `valueCodeableConcept`. */
  readonly member: string;
  readonly of: Content;
}

/** A reference: given as a resource, or as what `ref` and `refTo` return. */
export interface ReferenceContent {
  readonly kind: 'reference';
}

/** A whole resource, taken as it is. */
export interface ResourceContent {
  readonly kind: 'resource';
}

export type Content = Format | Shape | Coded | ValueExtension | ReferenceContent | ResourceContent;

export type Constants = Readonly<
  Record<string, { readonly system?: string; readonly code: string; readonly display?: string }>
>;

/** One named part of an object. */
export interface Part {
  readonly isList: boolean;
  readonly of: Content | Choice;
}

/** The types a choice may have, by the key they are given under: `{ quantity, dateTime }`. */
export interface Choice {
  readonly kind: 'choice';
  readonly types: Readonly<Record<string, Content>>;
}

/** A slice: its items go into the list of the element it slices. */
export interface SlicePart extends Part {
  /** What its items are known by, where that is something else than their fixed values. */
  readonly marks?: readonly Mark[] | undefined;
  /** What its items have as a whole, filled in where what is given does not say it. */
  readonly fills?: unknown;
  /** Name of the slice that is sliced again, with this one inside it. */
  readonly within?: string | undefined;
  /** The one part that is needed: it may be given alone. */
  readonly main?: string | undefined;
}

export type Slices = Readonly<Record<string, SlicePart>>;

/** Everything there is to an object: elements in order, slices by element, extensions of primitives by element. */
export interface Parts {
  /** The type of FHIR, or the backbone element, that it is in the end: `Patient`, `Coding`, `Patient.contact`. */
  readonly type?: string | undefined;
  readonly resourceType?: string | undefined;
  /** Canonical for `meta.profile`. */
  readonly profile?: string | undefined;
  /** True when the definition needs an id. */
  readonly needsId?: boolean | undefined;
  /** Names of the elements and slices that an input has to give. */
  readonly needs?: readonly string[] | undefined;
  /** Names of the elements and slices that are filled in whole where nothing is given. */
  readonly implied?: readonly string[] | undefined;
  readonly elements: Readonly<Record<string, Part>>;
  readonly slices: Readonly<Record<string, Slices>>;
  readonly siblings: Readonly<Record<string, Slices>>;
  readonly fixed?: object | undefined;
}

/** What a definition says differently from the shape it builds on. */
export interface Changes {
  readonly profile?: string;
  readonly needsId?: boolean;
  /** Names of the elements and slices that are needed, those of the base left out; separated by spaces. */
  readonly needs?: string;
  /** Names of the elements and slices that are filled in whole, separated by spaces. */
  readonly implied?: string;
  /** Parts that are made otherwise; `undefined` for those that are not used. */
  readonly elements?: Readonly<Record<string, Part | undefined>>;
  readonly slices?: Readonly<Record<string, Slices>>;
  readonly siblings?: Readonly<Record<string, Slices>>;
  readonly fixed?: object;
}

/** The words of a text. */
export function words(text: string | undefined): readonly string[] {
  return text?.split(' ') ?? [];
}

/** A shape with changes laid over it. */
export function constrain(base: Shape, changes: () => Changes): Shape {
  return memo(() => {
    const parts = base.parts();
    const own = changes();
    const elements = Object.entries({ ...parts.elements, ...own.elements }).filter(([, part]) => part !== undefined);
    return {
      ...parts,
      profile: own.profile ?? parts.profile,
      needsId: own.needsId ?? parts.needsId,
      needs: [...new Set([...(parts.needs ?? []), ...words(own.needs)])].filter(
        (name) => !words(own.implied).includes(name),
      ),
      implied: [...(parts.implied ?? []), ...words(own.implied)],
      elements: Object.fromEntries(elements) as Record<string, Part>,
      slices: laidOver(parts.slices, own.slices),
      siblings: laidOver(parts.siblings, own.siblings),
      fixed: own.fixed === undefined ? parts.fixed : { ...parts.fixed, ...own.fixed },
    };
  });
}

type SlicesByElement = Readonly<Record<string, Slices>>;

/** Slices stay in the order of the base, new ones behind them. */
function laidOver(base: SlicesByElement, own: SlicesByElement = {}): SlicesByElement {
  const changed = Object.entries(own).map(([name, slices]) => [name, { ...base[name], ...slices }]);
  return { ...base, ...(Object.fromEntries(changed) as SlicesByElement) };
}

/** A shape whose parts are made when they are first needed. */
export function memo(make: () => Parts): Shape {
  let made: Parts | undefined;
  return { kind: 'shape', parts: () => (made ??= make()) };
}

/** A part that there is once. */
export function single(of: Content): Part {
  return { isList: false, of };
}

/** A part that is a list, given as one item or as many. */
export function many(of: Content): Part {
  return { isList: true, of };
}

/** A choice, given as an object with one key. */
export function choice(types: Readonly<Record<string, Content>>): Part {
  return { isList: false, of: { kind: 'choice', types } };
}

/** A slice; `isList` when it may be there more than once. */
export function slice(of: Content, options: Partial<Omit<SlicePart, 'of'>> = {}): SlicePart {
  return { isList: false, ...options, of };
}

/** A Coding or CodeableConcept; `constants` are the codes that may be given by name. */
export function coded(form: Coded['form'], of: Shape, constants?: () => Constants): Coded {
  return { kind: 'coded', form, shape: of, constants };
}

/** An extension with a value. */
export function valueExtension(url: string, member: string, of: Content): ValueExtension {
  return { kind: 'extension', url, member, of };
}

export const reference: ReferenceContent = { kind: 'reference' };

export const wholeResource: ResourceContent = { kind: 'resource' };
