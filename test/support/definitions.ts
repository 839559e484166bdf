/**
 * Small definitions of a fictional publisher, as JSON and as published: a differential over a FHIR type, value sets and
 * code systems, each with a canonical URL.
 */
import { loadBaseModel } from '../../generator/base/stu3/index.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Base URL of the publisher's definitions. */
export const acme = 'https://acme.example/fhir';
/** Base URL of the FHIR types. */
export const r3 = 'http://hl7.org/fhir/StructureDefinition';

/** Creates an element of a differential from its id, path and slice name included. */
export function element(id: string, more: Json = {}): Json {
  const last = id.slice(id.lastIndexOf('.') + 1);
  const colon = last.indexOf(':');
  return { id, path: id.replace(/:[^.]*/g, ''), ...(colon >= 0 && { sliceName: last.slice(colon + 1) }), ...more };
}

/** Creates the entry that opens the slicing of an element. */
export function slicing(id: string, path: string, more: Json = {}): Json {
  return element(id, { slicing: { discriminator: [{ type: 'value', path }], rules: 'open', ...more } });
}

/** Creates a profile on a FHIR type; `more` overrides its properties. */
export function profile(id: string, type: string, elements: readonly Json[], more: Json = {}): Json {
  return {
    resourceType: 'StructureDefinition',
    id,
    url: `${acme}/StructureDefinition/${id}`,
    name: id,
    kind: kindOf(type),
    abstract: false,
    type,
    baseDefinition: `${r3}/${type}`,
    derivation: 'constraint',
    differential: { element: elements },
    ...more,
  };
}

function kindOf(type: string): string {
  return loadBaseModel().definitions.find((one) => one.name === type)?.kind ?? 'resource';
}

/** Creates an extension with the required fixed URL. */
export function extension(id: string, elements: readonly Json[], more: Json = {}): Json {
  const url = element('Extension.url', { fixedUri: `${acme}/StructureDefinition/${id}` });
  return profile(id, 'Extension', [...elements, url], { kind: 'complex-type', contextType: 'resource', ...more });
}

/** Creates a type entry that requires a profile of the publisher. */
export function extensionType(id: string): Json {
  return { type: [{ code: 'Extension', profile: `${acme}/StructureDefinition/${id}` }] };
}

export function codeSystem(id: string, codes: Readonly<Record<string, string>>, more: Json = {}): Json {
  return {
    resourceType: 'CodeSystem',
    id,
    url: `${acme}/CodeSystem/${id}`,
    name: id,
    content: 'complete',
    concept: Object.entries(codes).map(([code, display]) => ({ code, display })),
    ...more,
  };
}

/** Creates a value set with a whole code system of the publisher, or with the given includes. */
export function valueSet(id: string, include: string | readonly Json[], more: Json = {}): Json {
  const includes = typeof include === 'string' ? [{ system: `${acme}/CodeSystem/${include}` }] : include;
  const url = `${acme}/ValueSet/${id}`;
  return { resourceType: 'ValueSet', id, url, name: id, compose: { include: includes }, ...more };
}
