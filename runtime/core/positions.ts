/** Positions of the parts of a resource in the text that it was read from, kept outside the resource. */
import type { Issue } from './issue.js';
import { carryMarked } from './marked.js';

/** A place in a text; both count from 1, columns in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** An element of a text with its children, in the order of the text, by their names in FHIRPath. */
export interface Place {
  readonly offset: number;
  readonly children: Map<string, Place[]>;
}

/** A text and the places in it, which are looked for when they are first asked for. */
export interface TextSource {
  readonly text: string;
  /** The resources of the text, in the order in which they begin. */
  readonly resources: () => readonly Place[];
}

interface Origin {
  readonly source: TextSource;
  readonly index: number;
}

const origins = /*@__PURE__*/ new WeakMap<object, Origin>();

/** Notes that a resource was read from a text, as its resource number `index` from 0. */
export function keepOrigin(resource: object, source: TextSource, index: number): void {
  origins.set(resource, { source, index });
}

/** A source whose places are worked out once. */
export function textSource(text: string, find: () => readonly Place[]): TextSource {
  let found: readonly Place[] | undefined;
  return { text, resources: () => (found ??= find()) };
}

/**
 * Returns the issues of a resource with the line and column of their elements; for a missing element, those of the
 * nearest element around it. A resource that was not read from a text has none; for a resource that has changed since,
 * they refer to the text that was read.
 *
 * @param issues their expressions start at `resource`
 * @example
 * for (const { line, message } of locateIssues(patient, issues)) log(`${line}: ${message}`);
 */
export function locateIssues(resource: unknown, issues: readonly Issue[]): Issue[] {
  const origin = typeof resource === 'object' && resource !== null ? origins.get(resource) : undefined;
  const root = issues.length > 0 && origin ? origin.source.resources()[origin.index] : undefined;
  if (!origin || !root) return [...issues];
  const { text } = origin.source;
  const at = positions(text);
  return issues.map((issue) =>
    issue.line === undefined ? carryMarked(issue, { ...issue, ...at(placeOf(root, issue.expression).offset) }) : issue,
  );
}

/** The place that a FHIRPath leads to, or the last one on the way to it. */
function placeOf(root: Place, expression: string): Place {
  let place = root;
  for (const step of expression.split('.').slice(1)) {
    const [, name = step, index] = /^([^[]*)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const next = (place.children.get(name) ?? choiceIn(place, name))?.[Number(index ?? 0)];
    if (!next) return place;
    place = next;
  }
  return place;
}

/** What FHIRPath calls `value`, JSON calls `valueString` or the like. */
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
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}
