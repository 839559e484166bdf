import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { ElementDefinition, StructureDefinition } from '../fhir/definitions.ts';
import { remedyFor, whyMissing, type Known } from './missing-definition.ts';

/** URLs in the input and in the release. */
export interface KnownTerminology {
  readonly valueSets: ReadonlySet<string>;
  readonly codeSystems: ReadonlySet<string>;
  readonly isRefused?: (url: string) => boolean;
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
      const message = `Value set ${canonical} ${why(canonical, known)} ${element}${more} is bound to it.`;
      const hint = remedyFor(canonical, 'its codes are not checked', amongSets(known));
      report(diagnostic('resolve/value-set-not-found', message, { file: source.file, canonical: url, element }, hint));
    }
  }
}

/** Says why a value set is unknown: beginners name the code system instead. */
function why(canonical: string, known: KnownTerminology): string {
  const isSystem = known.codeSystems.has(parseCanonical(canonical).url);
  return isSystem ? 'is not in the input. That is the URL of a code system.' : whyMissing(canonical, amongSets(known));
}

function amongSets({ valueSets, isRefused }: KnownTerminology): Known {
  return { urls: () => valueSets, isRefused };
}

/** Returns the value sets against which the codes of an element are checked. */
function setsOf({ binding }: ElementDefinition): string[] {
  if (!binding) return [];
  const { strength, valueSet, maxValueSet } = binding;
  const isChecked = strength === 'required' || strength === 'extensible';
  return [isChecked ? valueSet : undefined, maxValueSet].filter((canonical) => canonical !== undefined);
}
