import { baseTypeUrl } from '../fhir/canonical.ts';
import type { ElementDefinition, ElementType, StructureDefinition } from '../fhir/definitions.ts';
import type { ElementReport } from './element-report.ts';
import type { StructureLookup } from './resolved.ts';
import type { SnapshotNode } from './snapshot-node.ts';

/** Types that stand for any of those that build on them. */
const general = new Set(['Resource', 'DomainResource', 'Element', 'BackboneElement']);

/**
 * Reports profiles and targets of an element's types that belong to another type, or that the base does not allow. A
 * profile of another type is dropped, so that the plain type holds, and so is a resource that does not exist.
 *
 * @param base the types of the element before the differential changed them
 */
export function settleTypes(
  node: SnapshotNode,
  base: readonly ElementType[],
  lookup: StructureLookup,
  report: ElementReport,
): void {
  reportForeignTargets(node.types, base, lookup, report);
  node.types = withoutForeignProfiles(withoutUnknownResources(node.types, base, lookup, report), lookup, report);
}

/**
 * Returns an element whose types are those of their profiles: a `Resource` with a profile of Patient, as published
 * Bundles have in their entries, is a Patient.
 */
export function withTypesOfProfiles(element: ElementDefinition, lookup: StructureLookup): ElementDefinition {
  const { types } = element;
  if (!types?.some(({ code, profile }) => profile !== undefined && resources.has(code))) return element;
  return { ...element, types: types.map((type) => ofProfile(type, lookup)) };
}

/** Types of which there are no resources. */
const resources = new Set(['Resource', 'DomainResource']);

function ofProfile(type: ElementType, lookup: StructureLookup): ElementType {
  const found = type.profile !== undefined && resources.has(type.code) ? lookup.structure(type.profile) : undefined;
  return found?.kind === 'resource' && !resources.has(found.type) ? { ...type, code: found.type } : type;
}

/** Where the base allows any resource, drops types that are none; if no other is left, those of the base stay. */
function withoutUnknownResources(
  types: readonly ElementType[],
  base: readonly ElementType[],
  lookup: StructureLookup,
  report: ElementReport,
): readonly ElementType[] {
  if (!base.some(({ code }) => code === 'Resource')) return types;
  const isKnown = ({ code }: ElementType): boolean => lookup.structure(baseTypeUrl(code))?.kind === 'resource';
  const unknown = new Set(types.filter((type) => !isKnown(type)).map(({ code }) => code));
  if (unknown.size === 0) return types;
  report('resolve/type-not-allowed', `Type ${[...unknown].join(', ')} is not a resource type of FHIR STU3.`);
  const kept = types.filter(isKnown);
  return kept.length > 0 ? kept : base;
}

function reportForeignTargets(
  types: readonly ElementType[],
  base: readonly ElementType[],
  lookup: StructureLookup,
  report: ElementReport,
): void {
  const allowed = targetsOf(base, lookup);
  if (!allowed) return;
  const foreign = new Map<string, string>();
  for (const { targetProfile } of types) {
    const type = targetProfile === undefined ? undefined : lookup.structure(targetProfile)?.type;
    if (targetProfile !== undefined && type !== undefined && !allowed.has(type)) foreign.set(targetProfile, type);
  }
  const names = [...allowed].join(', ');
  for (const [target, type] of foreign) {
    const what = target.endsWith(`/${type}`) ? type : `${target}, a ${type},`;
    report('resolve/target-not-allowed', `Target ${what} is not among ${names} of the base.`);
  }
}

/** Returns the types that may be targets; undefined if any may. */
function targetsOf(types: readonly ElementType[], lookup: StructureLookup): ReadonlySet<string> | undefined {
  const targets = types.filter(({ code }) => code === 'Reference').map(({ targetProfile }) => targetProfile);
  const known = targets.map((target) => (target === undefined ? undefined : lookup.structure(target)?.type));
  const isOpen = known.length === 0 || known.some((type) => type === undefined || general.has(type));
  return isOpen ? undefined : new Set(known.filter((type) => type !== undefined));
}

function withoutForeignProfiles(
  types: readonly ElementType[],
  lookup: StructureLookup,
  report: ElementReport,
): readonly ElementType[] {
  const foreign = new Set<string>();
  const kept = types.map((type) => {
    const { profile, ...plain } = type;
    const found = profile === undefined ? undefined : lookup.structure(profile);
    if (!found || profile === undefined || isOfType(found, type.code, lookup)) return type;
    if (!foreign.has(profile))
      report('resolve/profile-of-other-type', `Profile ${profile} of the type ${type.code} is one of ${found.type}.`);
    foreign.add(profile);
    return plain;
  });
  return foreign.size === 0 ? types : kept;
}

function isOfType(definition: StructureDefinition, code: string, lookup: StructureLookup): boolean {
  if (general.has(code)) return true;
  const seen = new Set<StructureDefinition>();
  for (let one: StructureDefinition | undefined = definition; one && !seen.has(one); one = baseOf(one, lookup)) {
    if (one.type === code) return true;
    seen.add(one);
  }
  return false;
}

function baseOf({ baseDefinition }: StructureDefinition, lookup: StructureLookup): StructureDefinition | undefined {
  return baseDefinition === undefined ? undefined : lookup.structure(baseDefinition);
}
