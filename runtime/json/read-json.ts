import { LosslessNumber, parse } from 'lossless-json';
import { describe } from '../core/describe.js';
import { keepFormIssue } from '../core/form-issues.js';
import type { Issue } from '../core/issue.js';
import { markedIssue, valueText } from '../core/marked.js';
import { isObject } from '../core/json.js';
import type { PlaceNotes } from '../core/place-notes.js';
import { keepOrigin, positions, textSource } from '../core/positions.js';
import {
  byteLength,
  LIMITS,
  sizeIssue,
  type ReadOptions,
  type ReadResource,
  type ReadResult,
} from '../core/read-options.js';
import { keepWritten } from '../core/written.js';
import { placesIn } from './places.js';
import { outline, repeatedName, type Outline } from './scan.js';

type Json = Record<string, unknown>;

/**
 * Reads a resource from JSON. Numbers keep their written form, and issues that guards find have a line and column.
 * Never throws: text that is not JSON, is not a resource or repeats a property produces a fatal issue and no resource.
 *
 * @see http://hl7.org/fhir/STU3/json.html
 */
export function fromJson(input: string | Uint8Array, options: ReadOptions = {}): ReadResult {
  const enough = Math.min(options.maxBytes ?? LIMITS.maxBytes, options.warnBytes ?? LIMITS.warnBytes);
  const size = sizeIssue(typeof input === 'string' ? byteLength(input, enough) : input.length, options);
  if (size?.severity === 'fatal') return refused(size);
  const text = decode(input);
  if (text === undefined) return refused(fatal('the input is not valid UTF-8, which JSON must be', '', 0));
  const seen = outline(text, options.maxDepth ?? LIMITS.maxDepth);
  const resources: object[] = [];
  const value = parsePlain(text, seen, resources) ?? parseText(text, seen, resources);
  if (value instanceof SyntaxError) return refused(syntaxIssue(value, text));
  if (!isResource(value))
    return refused(fatal(`${describe(value)} is not a resource: it has no resourceType`, text, 0));
  let places: PlaceNotes | undefined;
  const source = textSource(text, (index) => (places ??= placesIn(text)).resource(index));
  resources.forEach((one, index) => keepOrigin(one, source, index));
  if (size) keepFormIssue(value, { issue: size, path: '', part: undefined });
  return { resource: value, issues: size ? [size] : [] };
}

function decode(input: string | Uint8Array): string | undefined {
  if (typeof input === 'string') return input.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    return undefined;
  }
}

/**
 * Parses a text that all parsers read alike, as nearly every text: without repeated names, and without numbers whose
 * written form matters. Returns undefined for any other text, and for a faulty one.
 */
function parsePlain(text: string, { tooDeepAt, members, hasPlainNumbers }: Outline, resources: object[]): unknown {
  if (tooDeepAt !== undefined || !hasPlainNumbers) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (settle(value, resources) === members) return value;
  } catch {
    // The slower parser finds the fault.
  }
  resources.length = 0;
  return undefined;
}

/** Parses a text whose numbers keep their written form; returns the value, or the fault. */
function parseText(text: string, { tooDeepAt, maxDepth, members }: Outline, resources: object[]): unknown {
  if (tooDeepAt !== undefined)
    return new SyntaxError(`nested more than ${maxDepth} levels deep at position ${tooDeepAt}`);
  try {
    const value = parse(text, undefined, numberOf);
    return !isResource(value) || settle(value, resources) === members ? value : repeated(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function numberOf(text: string): unknown {
  const value = Number(text);
  return String(value) === text ? value : new LosslessNumber(text);
}

/**
 * Replaces parsed numbers by plain ones, keeping their written form, and collects resources. Returns the number of
 * members of all objects.
 */
function settle(value: unknown, resources: object[]): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (isResource(value)) resources.push(value);
  let members = 0;
  if (Array.isArray(value))
    for (const [index, child] of value.entries()) members += settleIn(value, index, child, resources);
  else for (const key in value) members += 1 + settleIn(value, key, (value as Json)[key], resources);
  return members;
}

function settleIn(owner: object, key: string | number, child: unknown, resources: object[]): number {
  if (!(child instanceof LosslessNumber)) return settle(child, resources);
  (owner as Record<string | number, unknown>)[key] = Number(child.value);
  keepWritten(owner, key, child.value);
  return 0;
}

/** The parser refuses a repeated name in an object only if its second value differs. */
function repeated(text: string): SyntaxError {
  const { name = '', offset = 0 } = repeatedName(text) ?? {};
  return new SyntaxError(`Duplicate key '${name}' encountered at position ${offset + 1}`);
}

function isResource(value: unknown): value is ReadResource {
  return isObject(value) && Object.hasOwn(value, 'resourceType') && typeof value['resourceType'] === 'string';
}

function refused(issue: Issue): ReadResult {
  return { resource: undefined, issues: [issue] };
}

/** The parser states the position in its message only. */
function syntaxIssue({ message }: SyntaxError, text: string): Issue {
  const [, what = message, position = '0'] = /^(.*) at position (\d+)$/s.exec(message) ?? [];
  const hint = /^\s*</.test(text) ? '; it looks like XML, so use fromXml' : '';
  return fatal(`the text is not valid JSON: ${valueText(what)}${hint}`, text, Number(position));
}

function fatal(message: string, text: string, offset: number): Issue {
  return markedIssue({ severity: 'fatal', code: 'structure', expression: '', message, ...positions(text)(offset) });
}
