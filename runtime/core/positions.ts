/** Positions of the parts of a resource in the text that it was read from, kept outside the resource. */
import type { Issue } from './issue.js';
import { carryMarked } from './marked.js';

/** A position in a text; line and column count from 1, columns in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** An element of a text with its children, in the order of the text, by their names in FHIRPath. */
export interface Place {
  readonly offset: number;
  readonly children: Map<string, Place[]>;
}

/** A text and the places in it, which are found on demand. */
export interface TextSource {
  /** Line and column of an offset in the text. */
  readonly at: (offset: number) => TextPosition;
  /** Returns a resource of the text by its number, in the order in which they begin. */
  readonly resource: (index: number) => Place | undefined;
}

interface Origin {
  readonly source: TextSource;
  readonly index: number;
}

const origins = /*@__PURE__*/ new WeakMap<object, Origin>();

/** Records that a resource was read from a text, as its resource number `index` from 0. */
export function keepOrigin(resource: object, source: TextSource, index: number): void {
  origins.set(resource, { source, index });
}

/** Creates a source that looks for each resource only once. */
export function textSource(text: string, find: (index: number) => Place | undefined): TextSource {
  let found: Map<number, Place | undefined> | undefined;
  const resource = (index: number): Place | undefined => {
    found ??= new Map();
    if (!found.has(index)) found.set(index, find(index));
    return found.get(index);
  };
  return { at: positions(text), resource };
}

/**
 * Returns the issues of a resource with the line and column of their elements; for a missing element, those of the
 * nearest surrounding element. The issues of a resource that was not read from a text have no position; if a resource
 * has changed since, positions refer to the text that was read.
 *
 * @param issues their expressions start at `resource`
 * @example
 * for (const { line, message } of locateIssues(patient, issues)) log(`${line}: ${message}`);
 */
export function locateIssues(resource: unknown, issues: readonly Issue[]): Issue[] {
  const origin = typeof resource === 'object' && resource !== null ? origins.get(resource) : undefined;
  const root = issues.length > 0 ? origin?.source.resource(origin.index) : undefined;
  if (!origin || !root) return [...issues];
  const { at } = origin.source;
  return issues.map((issue) => {
    if (issue.line !== undefined) return issue;
    const { line, column } = at(placeOf(root, issue.expression).offset);
    return carryMarked(issue, { ...issue, line, column });
  });
}

/** Returns the place that a FHIRPath expression leads to, or the last one on the path. */
function placeOf(root: Place, expression: string): Place {
  let place = root;
  for (const step of expression.split('.').slice(1)) {
    const bracket = step.indexOf('[');
    const name = bracket < 0 ? step : step.slice(0, bracket);
    const index = bracket < 0 ? 0 : Number(step.slice(bracket + 1, -1));
    const next = (place.children.get(name) ?? choiceIn(place, name))?.[index];
    if (!next) return place;
    place = next;
  }
  return place;
}

/** Finds a choice that FHIRPath calls `value` and JSON `valueString` or the like. */
function choiceIn({ children }: Place, stem: string): Place[] | undefined {
  for (const [name, places] of children) {
    if (name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length))) return places;
  }
  return undefined;
}

/** Returns a function that gives the line and column of an offset in a text. */
export function positions(text: string): (offset: number) => TextPosition {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', end) + 1) starts.push(end);
    return starts;
  }
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}
