import type {
  Constraint,
  ElementDefinition,
  ElementType,
  Slicing,
  StructureKind,
  TypedValue,
} from '../../fhir/definitions.ts';
import { canonicalOf } from './canonical-of.ts';
import type { ElementRow } from './expand-elements.ts';
import type { ElementFacts, Overlay, PrimitiveFacts } from './overlay.ts';

/** The facts about a type that its elements need. */
export interface TypeContext {
  readonly name: string;
  readonly kind: StructureKind;
  readonly overlay: Overlay;
  /** Returns the invariants of a type's root, inherited ones first. */
  readonly rootConstraints: (type: string) => readonly Constraint[];
}

/**
 * Builds one element of a snapshot from its derived row and its authored facts.
 *
 * @throws Error if the overlay names another number of reference targets than the sources count
 */
export function buildElement(row: ElementRow, context: TypeContext): ElementDefinition {
  const facts = findFacts(row, context.overlay);
  const types = buildTypes(row, facts);
  const slicing = slicingOf(row, context);
  const constraints = constraintsOf(row, facts, context);
  return Object.freeze({
    id: row.id,
    path: row.path,
    ...cardinalityOf(row, facts),
    ...(types.length === 0 ? {} : { types }),
    ...(row.derived?.contentReference === undefined ? {} : { contentReference: row.derived.contentReference }),
    ...(facts.binding === undefined ? {} : { binding: facts.binding }),
    ...(slicing === undefined ? {} : { slicing }),
    ...(facts.defaultValue === undefined ? {} : { defaultValue: facts.defaultValue }),
    ...valueFacts(row, context),
    ...(constraints.length === 0 ? {} : { constraints }),
    ...(facts.isModifier === undefined ? {} : { isModifier: facts.isModifier }),
    ...(facts.representation === undefined ? {} : { representation: facts.representation }),
  });
}

function findFacts(row: ElementRow, overlay: Overlay): ElementFacts {
  const stated = overlay.elements.get(row.origin);
  const own = row.id === row.origin ? undefined : overlay.elements.get(row.id);
  return own === undefined ? (stated ?? noFacts) : { ...stated, ...own };
}

const noFacts: ElementFacts = Object.freeze({});

/** Returns the cardinality. The root of a type may be repeated; a primitive type has at most one value. */
function cardinalityOf(row: ElementRow, facts: ElementFacts): { readonly min: number; readonly max: string } {
  const max = isRoot(row) ? '*' : '1';
  return { min: facts.min ?? row.derived?.min ?? 0, max: facts.max ?? row.derived?.max ?? max };
}

function buildTypes({ id, derived }: ElementRow, facts: ElementFacts): readonly ElementType[] {
  const types = (derived?.types ?? []).flatMap((code): readonly ElementType[] => {
    if (code === 'Reference') return buildReferences(id, derived, facts);
    if (code === 'Quantity' && facts.simpleQuantity) return [simpleQuantity];
    return [plainType(code)];
  });
  return Object.freeze(types);
}

/** Builds one entry per target, as STU3 writes it; one without a target if any resource is allowed. */
function buildReferences(id: string, derived: ElementRow['derived'], facts: ElementFacts): readonly ElementType[] {
  const targets = facts.targets ?? (derived?.target === undefined ? [] : [derived.target]);
  const expected = derived?.targets ?? targets.length;
  if (targets.length !== expected) {
    throw new Error(`${id} has ${expected} targets, but the overlay names ${targets.length}.`);
  }
  if (targets.length === 0) return [plainType('Reference')];
  return targets.map((target) => Object.freeze({ code: 'Reference', targetProfile: canonicalOf(target) }));
}

const simpleQuantity: ElementType = Object.freeze({ code: 'Quantity', profile: canonicalOf('SimpleQuantity') });

const plainTypes = new Map<string, ElementType>();

/** Returns a type without profile or target; these are the same everywhere, so that each is made once. */
function plainType(code: string): ElementType {
  const type = plainTypes.get(code) ?? Object.freeze({ code });
  plainTypes.set(code, type);
  return type;
}

const extensionSlicing: Slicing = Object.freeze({
  discriminators: Object.freeze([Object.freeze({ type: 'value', path: 'url' } as const)]),
  ordered: false,
  rules: 'open',
});

/**
 * Returns the slicing, which is published on the extension lists of complex types and of DomainResource, but not on
 * inherited ones.
 */
function slicingOf(row: ElementRow, { name, kind }: TypeContext): Slicing | undefined {
  const isOfDatatype = kind === 'complex-type' && row.path.endsWith('.extension');
  const isOfResource = name === 'DomainResource' && /\.(extension|modifierExtension)$/.test(row.path);
  return isOfDatatype || isOfResource ? extensionSlicing : undefined;
}

function constraintsOf(
  row: ElementRow,
  facts: ElementFacts,
  { name, rootConstraints }: TypeContext,
): readonly Constraint[] {
  if (isRoot(row)) return rootConstraints(name);
  const [type] = row.derived?.types ?? [];
  const inherited = row.derived?.interface === undefined || type === undefined ? [] : rootConstraints(type);
  return inherited.length === 0
    ? (facts.constraints ?? [])
    : Object.freeze([...inherited, ...(facts.constraints ?? [])]);
}

type ValueFacts = Pick<ElementDefinition, 'minValue' | 'maxValue' | 'maxLength' | 'representation'>;

/** Returns the limits and representation of the `.value` of a primitive type. */
function valueFacts(row: ElementRow, { name, kind, overlay }: TypeContext): ValueFacts {
  const primitive = overlay.primitives[name];
  if (kind !== 'primitive-type' || primitive === undefined || row.id !== `${name}.value`) return {};
  return {
    ...limit('minValue', name, primitive),
    ...limit('maxValue', name, primitive),
    ...(primitive.maxLength === undefined ? {} : { maxLength: primitive.maxLength }),
    representation: Object.freeze([primitive.representation]),
  };
}

function limit(property: 'minValue' | 'maxValue', type: string, primitive: PrimitiveFacts): ValueFacts {
  const value = primitive[property];
  const typed: TypedValue | undefined = value === undefined ? undefined : Object.freeze({ type, value });
  return typed === undefined ? {} : { [property]: typed };
}

function isRoot(row: ElementRow): boolean {
  return !row.path.includes('.');
}
