import type { ElementBinding } from '../fhir/definitions.ts';
import type { ElementReport } from './element-report.ts';
import { typeCodes, type SnapshotNode } from './snapshot-node.ts';

/** What has codes: the types that eld-11 names, and those that are Quantities under another name. */
const bindable = new Set([
  'code',
  'Coding',
  'CodeableConcept',
  'Quantity',
  'Age',
  'Count',
  'Distance',
  'Duration',
  'Money',
  'SimpleQuantity',
  'Extension',
  'string',
  'uri',
]);

/**
 * Reports a binding that has no effect, or another than it seems: one of an element without codes, and one that is
 * checked but names no value set.
 *
 * @param node the element with its types, and still with the binding of the base
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#ElementDefinition (eld-11)
 */
export function reportBinding(node: SnapshotNode, binding: ElementBinding, report: ElementReport): void {
  const codes = typeCodes(node.types);
  if (codes.length > 0 && !codes.some((code) => bindable.has(code))) {
    report('resolve/binding-not-bindable', `A binding has no effect on type ${codes.join(', ')}, which has no codes.`);
    return;
  }
  const { strength, valueSet, maxValueSet } = binding;
  const isChecked = strength === 'required' || strength === 'extensible';
  if (!isChecked || valueSet !== undefined || maxValueSet !== undefined) return;
  const kept = node.binding?.valueSet;
  const effect = kept === undefined ? 'no code is checked' : `${kept}, the value set of the base, is used`;
  report('resolve/binding-without-value-set', `The ${strength} binding names no value set: ${effect}.`);
}
