import { isWord } from './primitives.js';
import { isUrn, readReference } from '../core/references.js';
import type { Rule } from './rules.js';

/** The rule for `Reference.reference`: its type is string, but only these forms are allowed. */
export const referenceRule: Rule = {
  json: 'string',
  text: 'a literal reference: Type/id, an absolute URL, a URN such as urn:uuid:…, or # and the id of a contained resource',
};

/**
 * Returns true for the text of a literal reference.
 *
 * @see http://hl7.org/fhir/STU3/references.html#literal
 */
export function isReference(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  return isUrn(value) ? value.length > 4 && isWord(value) : readReference(value) !== undefined && isWord(value);
}
