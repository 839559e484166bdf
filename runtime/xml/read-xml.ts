import type { ElementTables } from '../core/elements.js';
import { keepFormIssue } from '../core/form-issues.js';
import type { Issue } from '../core/issue.js';
import { keepOrigin, textSource } from '../core/positions.js';
import { byteLength, LIMITS, sizeIssue, type ReadResult } from '../core/read-options.js';
import { decodeXml } from './decode.js';
import { XmlReader, type XmlReadOptions } from './reader.js';

export type { XmlReadOptions };

/**
 * Reads a resource from XML, given as text or as bytes in UTF-8 or UTF-16. Never throws: faults in the syntax are
 * in the issues, each with line and column, and after a fatal one there is no resource. Guards repeat these issues along
 * with their own. Values are kept as they are: text in place of a number stays text, and guards report it.
 *
 * @see http://hl7.org/fhir/STU3/xml.html
 */
export function readXml(tables: ElementTables, input: string | Uint8Array, options: XmlReadOptions = {}): ReadResult {
  const enough = Math.min(options.maxBytes ?? LIMITS.maxBytes, options.warnBytes ?? LIMITS.warnBytes);
  const size = sizeIssue(typeof input === 'string' ? byteLength(input, enough) : input.length, options);
  if (size?.severity === 'fatal') return refused(size);
  const text = decodeXml(input);
  if (typeof text !== 'string') return refused(text);
  const reader = new XmlReader(text, tables, options);
  const resource = reader.read();
  if (resource && size) keepFormIssue(resource, { issue: size, path: '', part: undefined });
  const source = textSource(text, () => placesIn(text, tables, options));
  reader.resources.forEach((one, index) => keepOrigin(one, source, index));
  return { resource, issues: size ? [size, ...reader.issues] : reader.issues };
}

function refused(issue: Issue): ReadResult {
  return { resource: undefined, issues: [issue] };
}

/** Reads the text again, this time for its places. */
function placesIn(text: string, tables: ElementTables, options: XmlReadOptions): XmlReader['places'] {
  const reader = new XmlReader(text, tables, options, true);
  reader.read();
  return reader.places;
}
