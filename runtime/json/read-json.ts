import { describe } from '../core/describe.js';
import { keepFormIssue } from '../core/form-issues.js';
import type { Issue } from '../core/issue.js';
import { markedIssue, valueText } from '../core/marked.js';
import { keepOrigin, positions, textSource } from '../core/positions.js';
import { byteLength, LIMITS, sizeIssue, type ReadOptions, type ReadResult } from '../core/read-options.js';
import { isResource, JsonFault, parseJson, placesIn, type ParsedJson } from './parse-json.js';

/**
 * Reads a resource from JSON. Numbers keep their written form, and issues that guards find have line and column.
 * Never throws: text that is not JSON, is not a resource or repeats a property gives a fatal issue and no resource.
 *
 * @see http://hl7.org/fhir/STU3/json.html
 */
export function fromJson(input: string | Uint8Array, options: ReadOptions = {}): ReadResult {
  const enough = Math.min(options.maxBytes ?? LIMITS.maxBytes, options.warnBytes ?? LIMITS.warnBytes);
  const size = sizeIssue(typeof input === 'string' ? byteLength(input, enough) : input.length, options);
  if (size?.severity === 'fatal') return refused(size);
  const text = decode(input);
  if (text === undefined) return refused(fatal('the input is not valid UTF-8, which JSON must be', '', 0));
  const parsed = parsedFrom(text, options.maxDepth ?? LIMITS.maxDepth);
  if (parsed instanceof JsonFault) return refused(syntaxIssue(parsed, text));
  const { value, resources } = parsed;
  if (!isResource(value))
    return refused(fatal(`${describe(value)} is not a resource: it has no resourceType`, text, 0));
  const source = textSource(text, () => placesIn(text));
  resources.forEach((one, index) => keepOrigin(one, source, index));
  if (size) keepFormIssue(value, { issue: size, path: '', part: undefined });
  return { resource: value, issues: size ? [size] : [] };
}

function parsedFrom(text: string, maxDepth: number): ParsedJson | JsonFault {
  try {
    return parseJson(text, maxDepth);
  } catch (error) {
    if (error instanceof JsonFault) return error;
    if (error instanceof RangeError) return new JsonFault('nested too deeply', 0);
    throw error;
  }
}

function decode(input: string | Uint8Array): string | undefined {
  if (typeof input === 'string') return input.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    return undefined;
  }
}

function refused(issue: Issue): ReadResult {
  return { resource: undefined, issues: [issue] };
}

function syntaxIssue({ message, offset }: JsonFault, text: string): Issue {
  const hint = /^\s*</.test(text) ? '; it looks like XML, so use fromXml' : '';
  return fatal(`the text is not valid JSON: ${valueText(message)}${hint}`, text, offset);
}

function fatal(message: string, text: string, offset: number): Issue {
  return markedIssue({ severity: 'fatal', code: 'structure', expression: '', message, ...positions(text)(offset) });
}
