import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { ElementDefinition, StructureDefinition } from '../fhir/definitions.ts';
import { remedyFor } from './missing-definition.ts';

/**
 * Reports required and extensible bindings to unknown value sets, whose codes are not checked.
 *
 * @param known URLs of the value sets in the input and in the release
 * @see http://hl7.org/fhir/STU3/terminologies.html#strength
 */
export function reportUnknownBindings(
  definitions: readonly StructureDefinition[],
  known: ReadonlySet<string>,
  report: Report,
): void {
  for (const { url, source, differential, snapshot = [] } of definitions) {
    const elements = differential.length > 0 ? differential : snapshot;
    const bound = elements.flatMap((element) => setsOf(element).map((canonical) => ({ canonical, id: element.id })));
    const unknown = bound.filter(({ canonical }) => !known.has(parseCanonical(canonical).url));
    for (const canonical of new Set(unknown.map((one) => one.canonical))) {
      const [element = '', ...others] = unknown.filter((one) => one.canonical === canonical).map(({ id }) => id);
      const more = others.length === 0 ? '' : `, with ${others.length} more`;
      const message = `Value set ${canonical} is not in the input. ${element}${more} is bound to it.`;
      const hint = remedyFor(canonical, 'its codes are not checked');
      report(diagnostic('resolve/value-set-not-found', message, { file: source.file, canonical: url, element }, hint));
    }
  }
}

/** Returns the value sets against which the codes of an element are checked. */
function setsOf({ binding }: ElementDefinition): string[] {
  if (!binding) return [];
  const { strength, valueSet, maxValueSet } = binding;
  const isChecked = strength === 'required' || strength === 'extensible';
  return [isChecked ? valueSet : undefined, maxValueSet].filter((canonical) => canonical !== undefined);
}
