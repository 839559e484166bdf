import type { ElementTables } from '../core/elements.js';
import { keepFormIssue } from '../core/form-issues.js';
import type { Issue } from '../core/issue.js';
import { keepOrigin, textSource } from '../core/positions.js';
import { byteLength, LIMITS, sizeIssue, type ReadResult } from '../core/read-options.js';
import { decodeXml } from './decode.js';
import { PlainScanner } from './plain-scanner.js';
import { XmlReader, type XmlReadOptions } from './reader.js';
import { SaxesScanner } from './saxes-scanner.js';

export type { XmlReadOptions };

/**
 * Reads a resource from XML, given as text or as bytes in UTF-8 or UTF-16. Never throws: faults in the syntax become
 * issues with line and column, and after a fatal one there is no resource. Guards repeat these issues along with their
 * own. Values are not corrected: text in place of a number stays text, and guards report it.
 *
 * @see http://hl7.org/fhir/STU3/xml.html
 */
export function readXml(tables: ElementTables, input: string | Uint8Array, options: XmlReadOptions = {}): ReadResult {
  const enough = Math.min(options.maxBytes ?? LIMITS.maxBytes, options.warnBytes ?? LIMITS.warnBytes);
  const size = sizeIssue(typeof input === 'string' ? byteLength(input, enough) : input.length, options);
  if (size?.severity === 'fatal') return refused(size);
  const text = decodeXml(input);
  if (typeof text !== 'string') return refused(text);
  const reader = readText(tables, text, options);
  const { resource, places } = reader;
  if (resource && size) keepFormIssue(resource, { issue: size, path: '', part: undefined });
  const source = textSource(text, (index) => places.resource(index));
  reader.resources.forEach((one, index) => keepOrigin(one, source, index));
  return { resource, issues: size ? [size, ...reader.issues] : reader.issues };
}

function refused(issue: Issue): ReadResult {
  return { resource: undefined, issues: [issue] };
}

/** Reads a text with the fast scanner, and again with the full parser if the scanner gives up. */
function readText(tables: ElementTables, text: string, options: XmlReadOptions): XmlReader {
  const reader = new XmlReader(text, tables, options, new PlainScanner(text));
  if (reader.read()) return reader;
  const other = new XmlReader(text, tables, options, new SaxesScanner(text));
  other.read();
  return other;
}
