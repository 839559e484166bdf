/** What a diagnostic code means, for a reader who meets it for the first time. */
export interface Explanation {
  /** What has been found, in a sentence. */
  readonly what: string;
  /** What follows from it for the emitted package or the run, in a sentence. */
  readonly why: string;
  readonly example: Example;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The input that leads to the diagnostic, and the same input put right:
 *
 * - `elements`: the differential of a profile of `type`;
 * - `definitions`: definitions, of which StructureDefinitions leave out what is the same in all of them;
 * - `text`: a file of definitions;
 * - `excerpt`: something else, such as commands, or a piece of a definition that is too long to be shown whole.
 */
export type Example =
  | {
      readonly form: 'elements';
      readonly type: string;
      readonly before: readonly Json[];
      readonly after: readonly Json[];
    }
  | { readonly form: 'definitions'; readonly before: readonly Json[]; readonly after: readonly Json[] }
  | { readonly form: 'text'; readonly file: string; readonly before: string; readonly after: string }
  | { readonly form: 'excerpt'; readonly before: string; readonly after: string };

export function elements(type: string, before: readonly Json[], after: readonly Json[]): Example {
  return { form: 'elements', type, before, after };
}

export function definitions(before: readonly Json[], after: readonly Json[]): Example {
  return { form: 'definitions', before, after };
}

export function text(file: string, before: string, after: string): Example {
  return { form: 'text', file, before, after };
}

export function excerpt(before: string, after: string): Example {
  return { form: 'excerpt', before, after };
}

/** Base URL of the definitions in the examples. */
export const acme = 'https://acme.example';

export const codeSystem = (id: string, more: Json = {}): Json => ({
  resourceType: 'CodeSystem',
  id,
  url: `${acme}/CodeSystem/${id}`,
  content: 'complete',
  caseSensitive: true,
  ...more,
});

export const valueSet = (id: string, include: readonly Json[], more: Json = {}): Json => ({
  resourceType: 'ValueSet',
  id,
  url: `${acme}/ValueSet/${id}`,
  compose: { include, ...more },
});

export const structure = (id: string, more: Json): Json => ({
  resourceType: 'StructureDefinition',
  id,
  url: `${acme}/StructureDefinition/${id}`,
  ...more,
});
