import { diagnostic, type DiagnosticLocation, type Report } from '../diagnostics/diagnostic.ts';
import type { CodeSystem, CodeSystemConcept, CodeSystemProperty } from '../fhir/definitions.ts';
import type { ExpandedConcept } from './expanded-value-set.ts';
import { tidyConcept } from './tidy-text.ts';

/** One concept of a code system. */
export interface IndexedConcept extends ExpandedConcept {
  readonly properties: readonly CodeSystemProperty[];
}

/** A flat code system. */
export interface CodeSystemIndex {
  readonly url: string;
  readonly content: CodeSystem['content'];
  /** True if nothing but its codes is known. */
  readonly hasOnlyCodes: boolean;
  /** Every concept, parents before children, in the order of the definition. */
  readonly concepts: readonly IndexedConcept[];
  /** Respects or ignores case as the code system requires. */
  find(code: string): IndexedConcept | undefined;
  /** Returns all descendants of a code, without the code itself. */
  below(code: string): ReadonlySet<string>;
  /** Returns all ancestors of a code, without the code itself. */
  above(code: string): ReadonlySet<string>;
  /** Returns the codes directly above a code, or directly below it. */
  next(code: string, property: 'parent' | 'child'): ReadonlySet<string>;
}

/** Returns whether a code that is not there is a mistake. Of a release, later versions of a table may have more codes. */
export function isWhole({ content, hasOnlyCodes }: CodeSystemIndex): boolean {
  return content === 'complete' && !hasOnlyCodes;
}

interface Visit {
  readonly concept: CodeSystemConcept;
  readonly path: string;
  readonly parent?: string;
}

/** The parents, or the children, of each code. */
type Edges = Map<string, Set<string>>;

/**
 * Indexes a code system by code. The hierarchy consists of nesting and the properties `parent`, `subsumedBy` and
 * `child`. Reports repeated codes and stray white space.
 *
 * @see http://hl7.org/fhir/STU3/codesystem.html#hierarchy
 */
export function indexCodeSystem(system: CodeSystem, report: Report): CodeSystemIndex {
  const fold = (code: string): string => (system.caseSensitive ? code.trim() : code.trim().toLowerCase());
  const byCode = new Map<string, IndexedConcept>();
  const [up, down]: [Edges, Edges] = [new Map(), new Map()];
  for (const visit of walk(system)) {
    const concept = conceptOf(system, visit, report);
    if (concept === undefined) continue;
    if (byCode.has(fold(concept.code))) reportDuplicate(system, visit, report);
    else byCode.set(fold(concept.code), concept);
    for (const [parent, child] of links(visit)) {
      connect(up, fold(child), fold(parent));
      connect(down, fold(parent), fold(child));
    }
  }
  const reach = (edges: Edges, code: string): Set<string> => codesOf(byCode, reachable(edges, fold(code)));
  return {
    url: system.url,
    content: system.content,
    hasOnlyCodes: system.hasOnlyCodes === true,
    concepts: [...byCode.values()],
    find: (code) => byCode.get(fold(code)),
    below: (code) => reach(down, code),
    above: (code) => reach(up, code),
    next: (code, property) => codesOf(byCode, (property === 'parent' ? up : down).get(fold(code)) ?? []),
  };
}

/** Returns a concept as a value set lists it, without its properties. */
export function asMember({ properties: _, ...member }: IndexedConcept): ExpandedConcept {
  return member;
}

/**
 * Visits concepts in document order. It uses a stack of its own, so that deeply nested files cannot exhaust the call
 * stack.
 */
function* walk(system: CodeSystem): Generator<Visit> {
  const stack: Visit[] = [];
  const add = (concepts: readonly CodeSystemConcept[], path: string, parent?: string): void => {
    for (let i = concepts.length - 1; i >= 0; i--) {
      const concept = concepts[i];
      if (concept !== undefined)
        stack.push({ concept, path: `${path}.concept[${i}]`, ...(parent !== undefined && { parent }) });
    }
  };
  add(system.concepts, 'CodeSystem');
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    yield visit;
    add(visit.concept.concepts, visit.path, visit.concept.code);
  }
}

function conceptOf(system: CodeSystem, { concept, path }: Visit, report: Report): IndexedConcept | undefined {
  const tidy = tidyConcept(concept, placeOf(system, path), report);
  return tidy && { system: system.url, ...tidy, properties: concept.properties };
}

/** Returns the pairs of parent and child that a concept states. */
function links({ concept, parent }: Visit): [string, string][] {
  const pairs: [string, string][] = parent === undefined ? [] : [[parent, concept.code]];
  for (const { code, value } of concept.properties) {
    if (code === 'parent' || code === 'subsumedBy') pairs.push([String(value), concept.code]);
    if (code === 'child') pairs.push([concept.code, String(value)]);
  }
  return pairs;
}

function connect(edges: Edges, from: string, to: string): void {
  const known = edges.get(from);
  if (known === undefined) edges.set(from, new Set([to]));
  else known.add(to);
}

/** Returns the codes reachable from one; a circle in the hierarchy ends where it began. */
function reachable(edges: Edges, start: string): Set<string> {
  const found = new Set<string>([start]);
  for (const code of found) for (const next of edges.get(code) ?? []) found.add(next);
  found.delete(start);
  return found;
}

function codesOf(byCode: ReadonlyMap<string, IndexedConcept>, keys: Iterable<string>): Set<string> {
  const codes = new Set<string>();
  for (const key of keys) {
    const concept = byCode.get(key);
    if (concept !== undefined) codes.add(concept.code);
  }
  return codes;
}

function reportDuplicate(system: CodeSystem, { concept, path }: Visit, report: Report): void {
  const message = `Code "${concept.code.trim()}" occurs twice in code system ${system.url}.`;
  report(diagnostic('resolve/duplicate-code', message, placeOf(system, path)));
}

function placeOf(system: CodeSystem, element: string): DiagnosticLocation {
  return { file: system.source.file, line: system.source.line, canonical: system.url, element };
}
