import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { ElementDefinition, StructureDefinition } from '../fhir/definitions.ts';
import { remedyFor } from './missing-definition.ts';
import { endMeaning } from './near-name.ts';

/** URLs in the input and in the release. */
export interface KnownTerminology {
  readonly valueSets: ReadonlySet<string>;
  readonly codeSystems: ReadonlySet<string>;
}

/**
 * Reports required and extensible bindings to unknown value sets, whose codes are not checked.
 *
 * @see http://hl7.org/fhir/STU3/terminologies.html#strength
 */
export function reportUnknownBindings(
  definitions: readonly StructureDefinition[],
  known: KnownTerminology,
  report: Report,
): void {
  for (const { url, source, differential, snapshot = [] } of definitions) {
    const elements = differential.length > 0 ? differential : snapshot;
    const bound = elements.flatMap((element) => setsOf(element).map((canonical) => ({ canonical, id: element.id })));
    const unknown = bound.filter(({ canonical }) => !known.valueSets.has(parseCanonical(canonical).url));
    for (const canonical of new Set(unknown.map((one) => one.canonical))) {
      const [element = '', ...others] = unknown.filter((one) => one.canonical === canonical).map(({ id }) => id);
      const more = others.length === 0 ? '' : `, with ${others.length} more`;
      const message = `Value set ${canonical} is not in the input${endOf(canonical, known)} ${element}${more} is bound to it.`;
      const hint = remedyFor(canonical, 'its codes are not checked');
      report(diagnostic('resolve/value-set-not-found', message, { file: source.file, canonical: url, element }, hint));
    }
  }
}

/** Ends the sentence about an unknown value set: beginners name the code system instead. */
function endOf(canonical: string, { valueSets, codeSystems }: KnownTerminology): string {
  const { url } = parseCanonical(canonical);
  return codeSystems.has(url) ? '. That is the URL of a code system.' : endMeaning(url, valueSets);
}

/** Returns the value sets against which the codes of an element are checked. */
function setsOf({ binding }: ElementDefinition): string[] {
  if (!binding) return [];
  const { strength, valueSet, maxValueSet } = binding;
  const isChecked = strength === 'required' || strength === 'extensible';
  return [isChecked ? valueSet : undefined, maxValueSet].filter((canonical) => canonical !== undefined);
}
