import type {
  CodeSystem,
  CodeSystemConcept,
  CodeSystemProperty,
  Source,
  ValueSet,
  ValueSetInclude,
} from '../fhir/definitions.ts';
import type { JsonReader } from './json-reader.ts';
import { compact } from './parse-element.ts';
import { parseExpansion } from './parse-expansion.ts';
import { reportCodeSystem } from './report-oddities.ts';

/** Maximum depth of a hierarchy; none in use comes near. */
const maxConceptDepth = 50;

/**
 * Normalises a ValueSet. Its published expansion counts only where nothing else says what it contains: the generator
 * makes its own.
 */
export function parseValueSet(json: JsonReader, source: Source): ValueSet {
  const compose = json.object('compose');
  const isComposed = (compose?.keys().length ?? 0) > 0;
  const expansion = isComposed ? undefined : json.object('expansion');
  const listed = expansion && parseExpansion(expansion);
  return compact<ValueSet>({
    resourceType: 'ValueSet',
    url: json.requiredString('url'),
    version: json.text('version'),
    name: json.text('name') ?? '',
    title: json.text('title'),
    description: json.text('description'),
    include: listed?.include ?? compose?.objects('include').map(parseInclude) ?? [],
    exclude: compose?.objects('exclude').map(parseInclude) ?? [],
    isPartial: listed?.isPartial === true ? true : undefined,
    source,
  });
}

function parseInclude(json: JsonReader): ValueSetInclude {
  return compact<ValueSetInclude>({
    system: json.string('system'),
    version: json.text('version'),
    concepts: json
      .objects('concept')
      .map((concept) => compact({ code: concept.requiredString('code'), display: concept.text('display') })),
    filters: json.objects('filter').map((filter) => ({
      property: filter.requiredString('property'),
      op: filter.requiredString('op'),
      value: filter.requiredString('value'),
    })),
    valueSets: json.strings('valueSet'),
  });
}

/** Normalises a CodeSystem; codes are kept as written. */
export function parseCodeSystem(json: JsonReader, source: Source): CodeSystem {
  const concepts = parseConcepts(json, 0);
  const content = json.code('content', ['not-present', 'example', 'fragment', 'complete']) ?? 'complete';
  reportCodeSystem(json, content, concepts);
  return compact<CodeSystem>({
    resourceType: 'CodeSystem',
    url: json.requiredString('url'),
    version: json.text('version'),
    name: json.text('name') ?? '',
    title: json.text('title'),
    description: json.text('description'),
    caseSensitive: json.boolean('caseSensitive') ?? true,
    content,
    concepts,
    source,
  });
}

function parseConcepts(json: JsonReader, depth: number): CodeSystemConcept[] {
  if (depth > maxConceptDepth) {
    if (json.raw('concept') !== undefined)
      json.report('load/bad-property', `Concepts are nested more than ${maxConceptDepth} deep.`, 'concept');
    return [];
  }
  return json.objects('concept').map((concept) =>
    compact<CodeSystemConcept>({
      code: concept.requiredString('code'),
      display: concept.text('display'),
      designations: parseDesignations(concept),
      definition: concept.text('definition'),
      properties: concept.objects('property').flatMap(parseProperty),
      concepts: parseConcepts(concept, depth + 1),
    }),
  );
}

function parseDesignations(json: JsonReader): string[] | undefined {
  const texts = json.objects('designation').flatMap((designation) => designation.text('value') ?? []);
  return texts.length > 0 ? texts : undefined;
}

function parseProperty(json: JsonReader): CodeSystemProperty[] {
  const code = json.string('code');
  const key = json.keys().find((candidate) => candidate.startsWith('value'));
  const value = key === undefined ? undefined : json.raw(key);
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return code !== undefined && isPlain ? [{ code, value }] : [];
}
