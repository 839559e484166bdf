import type { ExpandedConcept, OpenPart } from './expanded-value-set.ts';

/** Known codes, and open parts of which only the system is known: the operands of every step of an expansion. */
export interface ConceptSet {
  readonly concepts: ReadonlyMap<string, ExpandedConcept>;
  readonly open: readonly OpenPart[];
}

/** Creates a set of known codes. Of two equal ones the first stays, with the display of the second if it has none. */
export function knownSet(concepts: Iterable<ExpandedConcept>): ConceptSet {
  const known = new Map<string, ExpandedConcept>();
  for (const concept of concepts) add(known, concept);
  return { concepts: known, open: [] };
}

/** Creates a set with one open part. */
export function openSet(part: OpenPart): ConceptSet {
  return { concepts: new Map(), open: [part] };
}

/** Returns the union of the sets, in their order. */
export function unite(sets: readonly ConceptSet[]): ConceptSet {
  const concepts = new Map<string, ExpandedConcept>();
  for (const set of sets) for (const concept of set.concepts.values()) add(concepts, concept);
  return { concepts, open: distinct(sets.flatMap((set) => set.open)) };
}

/**
 * Returns the intersection, in the order of the first. A code that only one of them contains stays open if the other
 * may contain it.
 */
export function intersect(a: ConceptSet, b: ConceptSet): ConceptSet {
  const concepts = new Map<string, ExpandedConcept>();
  for (const [key, concept] of a.concepts) {
    const other = b.concepts.get(key);
    if (other !== undefined) concepts.set(key, withDisplay(concept, other));
  }
  const open = [...a.open.filter((part) => mayMeet(b, part)), ...b.open.filter((part) => mayMeet(a, part))];
  return { concepts, open: distinct(open) };
}

/** Returns the first set without the second. A code that the second may contain becomes open. */
export function subtract(a: ConceptSet, b: ConceptSet): ConceptSet {
  const concepts = new Map<string, ExpandedConcept>();
  const open = [...a.open];
  for (const [key, concept] of a.concepts) {
    if (b.concepts.has(key)) continue;
    const doubt = b.open.find((part) => part.system === undefined || part.system === concept.system);
    if (doubt === undefined) concepts.set(key, concept);
    else open.push(doubtful(concept, doubt));
  }
  return { concepts, open: distinct(open) };
}

function doubtful(concept: ExpandedConcept, doubt: OpenPart): OpenPart {
  const reason = `the excluded codes are unknown: ${doubt.reason}`;
  return concept.system === undefined ? { reason } : { system: concept.system, reason };
}

function mayMeet(set: ConceptSet, part: OpenPart): boolean {
  if (part.system === undefined) return set.concepts.size > 0 || set.open.length > 0;
  if (set.open.some((other) => other.system === undefined || other.system === part.system)) return true;
  return [...set.concepts.values()].some((concept) => concept.system === part.system);
}

function add(concepts: Map<string, ExpandedConcept>, concept: ExpandedConcept): void {
  const key = keyOf(concept);
  const known = concepts.get(key);
  concepts.set(key, known === undefined ? concept : withDisplay(known, concept));
}

function withDisplay(concept: ExpandedConcept, other: ExpandedConcept): ExpandedConcept {
  if (concept.display !== undefined || other.display === undefined) return concept;
  return { ...concept, display: other.display };
}

/** Returns a key that is unique to a concept, because a URI contains no line feed. */
function keyOf(concept: ExpandedConcept): string {
  return `${concept.system ?? ''}\n${concept.code}`;
}

function distinct(parts: readonly OpenPart[]): OpenPart[] {
  const seen = new Map(parts.map((part) => [JSON.stringify([part.system, part.reason, part.filter]), part]));
  return [...seen.values()];
}
