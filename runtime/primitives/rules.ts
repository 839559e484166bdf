import type { IssueCode } from '../core/issue.js';

/** The rule for a value, worded so that it follows "is not" in a message. */
export interface Rule {
  readonly text: string;
  /** The required JSON type; a value of another type is a fault of structure. */
  readonly json?: 'string' | 'number' | 'boolean';
  /** Code of the issue, `value` by default. */
  readonly code?: IssueCode;
  /** The allowed texts, from which the nearest is suggested. */
  readonly among?: readonly string[];
}

/** The primitive types, and `elementId`: the `id` of an element inside a resource. */
export type PrimitiveName =
  | 'base64Binary'
  | 'boolean'
  | 'code'
  | 'date'
  | 'dateTime'
  | 'decimal'
  | 'elementId'
  | 'id'
  | 'instant'
  | 'integer'
  | 'markdown'
  | 'oid'
  | 'positiveInt'
  | 'string'
  | 'time'
  | 'unsignedInt'
  | 'uri'
  | 'uuid'
  | 'xhtml';

/**
 * The rule of each primitive type of FHIR STU3, in words.
 *
 * @see http://hl7.org/fhir/STU3/datatypes.html#primitive
 */
export const rules: Readonly<Record<PrimitiveName, Rule>> = {
  base64Binary: {
    json: 'string',
    text: 'base64: A–Z, a–z, 0–9, + and / in groups of four, padded with =',
  },
  boolean: { json: 'boolean', text: 'true or false, without quotes' },
  code: { json: 'string', text: 'a code: no white space except single spaces between words' },
  date: { json: 'string', text: 'a valid date: YYYY, YYYY-MM or YYYY-MM-DD' },
  dateTime: {
    json: 'string',
    text: 'a valid date: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with Z or an offset such as +01:00',
  },
  decimal: { json: 'number', text: 'a decimal: digits, without an exponent in XML and without quotes in JSON' },
  elementId: { json: 'string', text: 'an element id: no white space' },
  id: { json: 'string', text: 'an id: 1 to 64 characters from A–Z, a–z, 0–9, - and .' },
  instant: {
    json: 'string',
    text: 'a valid instant: YYYY-MM-DDThh:mm:ss with Z or an offset such as +01:00',
  },
  integer: { json: 'number', text: 'a whole number from -2147483648 to 2147483647' },
  markdown: {
    json: 'string',
    text: 'text of 1 to 1048576 characters that are not all white space',
  },
  oid: { json: 'string', text: 'an OID: urn:oid: followed by numbers separated by dots, such as urn:oid:1.2.3' },
  positiveInt: { json: 'number', text: 'a whole number from 1 to 2147483647' },
  string: {
    json: 'string',
    text: 'text of 1 to 1048576 characters that are not all white space',
  },
  time: { json: 'string', text: 'a time of day: hh:mm:ss' },
  unsignedInt: { json: 'number', text: 'a whole number from 0 to 2147483647' },
  uri: { json: 'string', text: 'a URI, which has no white space' },
  uuid: { json: 'string', text: 'a UUID: urn:uuid: followed by 32 lower-case hexadecimal digits grouped 8-4-4-4-12' },
  xhtml: { json: 'string', text: 'a single well-formed <div xmlns="http://www.w3.org/1999/xhtml">' },
};
