import type { Constraint, StructureDefinition } from '../../fhir/definitions.ts';
import { buildElement, type TypeContext } from './build-element.ts';
import { canonicalOf } from './canonical-of.ts';
import type { DerivedType } from './derived.ts';
import type { ElementRow } from './expand-elements.ts';
import type { Overlay } from './overlay.ts';

export const fhirVersion = '3.0.2';

const source = Object.freeze({ file: `fhir.core#${fhirVersion}` });
const nothing: readonly never[] = Object.freeze([]);

/** Builds the definitions of all types, in the order given. */
export function buildDefinitions(
  types: readonly DerivedType[],
  rows: ReadonlyMap<string, readonly ElementRow[]>,
  overlay: Overlay,
): readonly StructureDefinition[] {
  const rootConstraints = collectRootConstraints(types, overlay);
  return Object.freeze(
    types.map((type) => {
      const context: TypeContext = { name: type.name, kind: type.kind, overlay, rootConstraints };
      const snapshot = (rows.get(type.name) ?? []).map((row) => buildElement(row, context));
      return buildDefinition(type, Object.freeze(snapshot), overlay);
    }),
  );
}

function buildDefinition(
  type: DerivedType,
  snapshot: StructureDefinition['snapshot'] & {},
  overlay: Overlay,
): StructureDefinition {
  const { name, kind, base } = type;
  const isProfile = overlay.types.profiles[name] !== undefined;
  return Object.freeze({
    resourceType: 'StructureDefinition',
    url: canonicalOf(name),
    version: fhirVersion,
    name,
    fhirVersion,
    kind,
    abstract: overlay.types.abstract.includes(name),
    type: isProfile && base !== undefined ? base : name,
    ...(base === undefined ? {} : { baseDefinition: canonicalOf(base) }),
    ...(base === undefined ? {} : { derivation: isProfile ? 'constraint' : 'specialization' }),
    context: nothing,
    differential: nothing,
    snapshot,
    source,
  });
}

/**
 * Collects the invariants of a type's root: those of its base, without those that its definition leaves out, then its
 * own.
 */
function collectRootConstraints(
  types: readonly DerivedType[],
  overlay: Overlay,
): (type: string) => readonly Constraint[] {
  const bases = new Map(types.map(({ name, base }) => [name, base]));
  const done = new Map<string, readonly Constraint[]>();
  const collect = (name: string): readonly Constraint[] => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const base = bases.get(name);
    const omitted = overlay.notInherited.get(name) ?? [];
    const inherited = base === undefined ? [] : collect(base).filter(({ key }) => !omitted.includes(key));
    const all = Object.freeze([...inherited, ...ownConstraints(name, base, overlay)]);
    done.set(name, all);
    return all;
  };
  return collect;
}

function ownConstraints(name: string, base: string | undefined, overlay: Overlay): readonly Constraint[] {
  const suffix = overlay.types.profiles[name];
  const root = suffix === undefined ? name : `${base ?? ''}${suffix}`;
  return overlay.elements.get(root)?.constraints ?? nothing;
}
