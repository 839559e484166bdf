import { readFileSync } from 'node:fs';
import type { ElementBinding, TypedValue } from '../../fhir/definitions.ts';
import { canonicalOf } from './canonical-of.ts';
import { freezeDeep } from '../../freeze-deep.ts';
import type { ElementFacts, Overlay, PrimitiveFacts, TypeFacts } from './overlay.ts';

interface CardinalityLine {
  readonly element: string;
  readonly min?: number;
  readonly max?: string;
}

interface InvariantLine {
  readonly element: string;
  readonly key: string;
  readonly severity: 'error' | 'warning';
  /** The rule in our own words: part of an error message, so without a full stop. */
  readonly human: string;
  readonly expression: string;
  /** FHIRPath to what breaks it, for messages. */
  readonly culprits?: string;
  /** Why the expression differs from the published one. */
  readonly reason?: string;
}

interface InvariantFile {
  readonly invariants: readonly InvariantLine[];
  readonly notInherited: readonly { readonly type: string; readonly keys: readonly string[] }[];
}

type DefaultLine = TypedValue & { readonly element: string };

/** Reads a file of `overlay/`, which is part of the program: its shape is trusted, and tests check it. */
export function readOverlayFile<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./overlay/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Reads all of `overlay/` except value sets and code systems, and sorts its lines by element. */
export function readOverlay(): Overlay {
  const { invariants, notInherited } = readOverlayFile<InvariantFile>('invariants');
  const types = readOverlayFile<TypeFacts>('types');
  const elements = new Map<string, ElementFacts>();
  addCardinalities(elements);
  addFacts(elements, 'targets', readOverlayFile<Record<string, readonly string[]>>('targets'));
  addFacts(elements, 'binding', readOverlayFile<Record<string, ElementBinding>>('bindings'));
  addFacts(elements, 'representation', readOverlayFile<Record<string, readonly string[]>>('representations'));
  addFlags(elements, 'isModifier', 'modifiers');
  addFlags(elements, 'simpleQuantity', 'simple-quantities');
  addDefaultValues(elements);
  invariants.forEach((line) => addInvariant(elements, line, types));
  elements.forEach((facts) => freezeDeep(facts));
  return {
    elements,
    types,
    primitives: readOverlayFile<Record<string, PrimitiveFacts>>('primitives'),
    notInherited: new Map(notInherited.map(({ type, keys }) => [type, keys])),
  };
}

function addCardinalities(elements: Map<string, ElementFacts>): void {
  for (const { element, ...cardinality } of readOverlayFile<readonly CardinalityLine[]>('cardinalities')) {
    Object.assign(factsOf(elements, element), cardinality);
  }
}

function addFacts<K extends keyof ElementFacts>(
  elements: Map<string, ElementFacts>,
  property: K,
  lines: Readonly<Record<string, Exclude<ElementFacts[K], undefined>>>,
): void {
  for (const [id, value] of Object.entries(lines)) factsOf(elements, id)[property] = value;
}

function addFlags(elements: Map<string, ElementFacts>, property: 'isModifier' | 'simpleQuantity', file: string): void {
  for (const id of readOverlayFile<readonly string[]>(file)) factsOf(elements, id)[property] = true;
}

function addDefaultValues(elements: Map<string, ElementFacts>): void {
  for (const { element, type, value } of readOverlayFile<readonly DefaultLine[]>('default-values')) {
    factsOf(elements, element).defaultValue = { type, value };
  }
}

function addInvariant(elements: Map<string, ElementFacts>, line: InvariantLine, types: TypeFacts): void {
  const { element, key, severity, human, expression, culprits } = line;
  const facts = factsOf(elements, element);
  const source = canonicalOf(typeNameOf(element, types));
  facts.constraints = [
    ...(facts.constraints ?? []),
    { key, severity, human, expression, source, ...(culprits && { culprits }) },
  ];
}

/** Returns the name of a type: `Patient.contact` → `Patient`; `Quantity:simplequantity` → `SimpleQuantity`. */
function typeNameOf(id: string, { profiles }: TypeFacts): string {
  const [root = ''] = id.split('.', 1);
  return Object.keys(profiles).find((name) => root.endsWith(profiles[name] ?? root)) ?? root;
}

function factsOf(elements: Map<string, ElementFacts>, id: string): ElementFacts {
  const known = elements.get(id);
  if (known !== undefined) return known;
  const facts: ElementFacts = {};
  elements.set(id, facts);
  return facts;
}
