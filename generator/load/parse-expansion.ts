import type { ValueSetConcept, ValueSetInclude } from '../fhir/definitions.ts';
import type { JsonReader } from './json-reader.ts';
import { compact } from './parse-element.ts';

/** What a published expansion lists. */
export interface PublishedExpansion {
  /** Its codes: an include for each code system, in the order of the first codes. */
  readonly include: readonly ValueSetInclude[];
  /** True if it says that it lists only a part, or has codes without a system. */
  readonly isPartial: boolean;
}

/** Extensions by which an expansion says that it is not whole. */
const partial = new Set(
  ['valueset-toocostly', 'valueset-unclosed'].map((name) => `http://hl7.org/fhir/StructureDefinition/${name}`),
);

/**
 * Reads the expansion of a ValueSet that has no definition of its content. Entries that are abstract only group others.
 *
 * @see http://hl7.org/fhir/STU3/valueset-definitions.html#ValueSet.expansion
 */
export function parseExpansion(expansion: JsonReader): PublishedExpansion {
  const bySystem = new Map<string, ValueSetConcept[]>();
  let count = 0;
  let isPartial = (expansion.number('offset') ?? 0) > 0 || expansion.objects('extension').some(saysPartial);
  const visit = (entry: JsonReader): void => {
    count += 1;
    const system = entry.string('system');
    const code = entry.string('code');
    const isSelectable = code !== undefined && entry.boolean('abstract') !== true;
    if (isSelectable && system === undefined) isPartial = true;
    if (isSelectable && system !== undefined) {
      const concepts = bySystem.get(system) ?? [];
      bySystem.set(system, concepts);
      concepts.push(compact<ValueSetConcept>({ code, display: entry.text('display') }));
    }
    entry.objects('contains').forEach(visit);
  };
  expansion.objects('contains').forEach(visit);
  const include = [...bySystem].map(([system, concepts]) => ({ system, concepts, filters: [], valueSets: [] }));
  return { include, isPartial: isPartial || count < (expansion.number('total') ?? 0) };
}

function saysPartial(extension: JsonReader): boolean {
  return partial.has(extension.string('url') ?? '') && extension.boolean('valueBoolean') === true;
}
