import { readReference } from './references.js';
import type { Rule } from './rules.js';

/** What `Reference.reference` allows: a string by type, but one of these forms. */
export const referenceRule: Rule = {
  json: 'string',
  text: 'a literal reference: Type/id, an absolute URL, a URN such as urn:uuid:…, or # and the id of a contained resource',
};

/** Length of `urn:uuid:` and a UUID. */
const URN_UUID = 45;

/**
 * True for the text of a literal reference.
 *
 * @see http://hl7.org/fhir/STU3/references.html#literal
 */
export function isReference(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  // Most references are of this form, and a look at its length costs less than the whole test.
  return (
    (value.length === URN_UUID && value.startsWith('urn:uuid:') && !/\s/.test(value)) ||
    readReference(value) !== undefined
  );
}
