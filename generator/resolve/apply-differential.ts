import { baseTypeOf, lastSegment } from '../fhir/canonical.ts';
import type { Constraint, ElementDefinition, ElementType, Slicing } from '../fhir/definitions.ts';
import type { ElementReport } from './element-report.ts';
import { reportBinding } from './report-binding.ts';
import { onlyMember, parseMax, typeCodes, type SnapshotNode } from './snapshot-node.ts';

/**
 * Applies a differential's element to its node. A profile may only narrow: an attempt to widen is reported, and the
 * narrower of the two applies.
 */
export function applyDifferential(node: SnapshotNode, element: ElementDefinition, report: ElementReport): void {
  applyCardinality(node, element, report);
  applyTypes(node, element, report);
  applyValues(node, element);
  applyBinding(node, element, report);
  if (element.slicing) node.slicing = mergeSlicing(node.slicing, element.slicing);
  if (element.constraints) node.constraints = mergeConstraints(node.constraints, element.constraints);
  if (element.isModifier !== undefined) node.isModifier = element.isModifier;
  if (element.mustSupport !== undefined) node.mustSupport = element.mustSupport;
}

function applyCardinality(node: SnapshotNode, element: ElementDefinition, report: ElementReport): void {
  const wanted = { min: element.min ?? node.min, max: element.max === undefined ? node.max : parseMax(element.max) };
  const min = Math.max(node.min, wanted.min);
  const max = Math.min(node.max, wanted.max);
  if (wanted.min < node.min || wanted.max > node.max || min > max) {
    const message = `Cardinality ${rangeText(wanted)} is not within ${rangeText(node)} of the base.`;
    report('resolve/wider-cardinality', message);
  }
  // If no value satisfies both, the base applies: its type requires or allows the element.
  if (min <= max) Object.assign(node, { min, max });
}

function rangeText({ min, max }: { readonly min: number; readonly max: number }): string {
  return `${min}..${max === Infinity ? '*' : max}`;
}

function applyTypes(node: SnapshotNode, element: ElementDefinition, report: ElementReport): void {
  if (!element.types || element.types.length === 0) return;
  const allowed = new Set(typeCodes(node.types));
  const types = element.types.map(profileOnReferenceAsTarget);
  const misplaced = element.types.filter((type, index) => type !== types[index]);
  for (const profile of new Set(misplaced.map((type) => type.profile)))
    report('resolve/profile-on-reference', `${profile} is the profile of a Reference; it is read as its target.`);
  const strangers = typeCodes(types).filter(
    (code) => allowed.size > 0 && !allowed.has(code) && !allowed.has('Resource'),
  );
  if (strangers.length > 0) {
    report(
      'resolve/type-not-allowed',
      `Type ${strangers.join(', ')} is not among ${[...allowed].join(', ')} of the base.`,
    );
  }
  const kept = types.filter((type) => !strangers.includes(type.code));
  if (kept.length > 0) node.types = kept.flatMap((type) => withProfilesOf(node.types, type));
}

/** Returns a type with the profiles of the base if it names none: a profile that only repeats the type relaxes nothing. */
function withProfilesOf(base: readonly ElementType[], type: ElementType): readonly ElementType[] {
  const same = base.filter(({ code }) => code === type.code);
  const profiles = same.flatMap(({ profile }) => profile ?? []);
  const isLess = type.profile === undefined && profiles.length > 0 && profiles.length === same.length;
  return isLess ? profiles.map((profile) => ({ ...type, profile })) : [type];
}

/** Reads `type.profile` of a Reference that names a resource as `targetProfile`, which is a common mistake. */
function profileOnReferenceAsTarget(type: ElementType): ElementType {
  if (type.code !== 'Reference' || type.profile === undefined || type.targetProfile !== undefined) return type;
  if (baseTypeOf(type.profile) === 'Reference' || lastSegment(type.profile).includes('Reference')) return type;
  const { profile, ...rest } = type;
  return { ...rest, targetProfile: profile };
}

function applyValues(node: SnapshotNode, element: ElementDefinition): void {
  if (element.short !== undefined) node.short = element.short;
  if (element.definition !== undefined) node.definition = element.definition;
  if (element.fixed) node.fixed = element.fixed;
  if (element.pattern) node.pattern = element.pattern;
  if (element.minValue) node.minValue = element.minValue;
  if (element.maxValue) node.maxValue = element.maxValue;
  if (element.maxLength !== undefined) node.maxLength = element.maxLength;
  if (element.checkDigit) node.checkDigit = element.checkDigit;
  if (element.codeForm) node.codeForm = element.codeForm;
  if (element.isNeededInBuilders === true) node.isNeededInBuilders = true;
  if (element.recommended) node.recommended = element.recommended;
  if (element.severityWhenReceived) node.severityWhenReceived = element.severityWhenReceived;
}

/**
 * Applies a binding. One that only repeats its strength keeps the value set of the base; the maximum value set
 * stays, since no profile can allow more codes than its base.
 */
function applyBinding(node: SnapshotNode, element: ElementDefinition, report: ElementReport): void {
  if (!element.binding) return;
  reportBinding(node, element.binding, report);
  const valueSet = element.binding.valueSet ?? node.binding?.valueSet;
  const maxValueSet = element.binding.maxValueSet ?? node.binding?.maxValueSet;
  node.binding = {
    ...element.binding,
    ...(valueSet !== undefined && { valueSet }),
    ...(maxValueSet !== undefined && { maxValueSet }),
  };
}

function mergeSlicing(base: Slicing | undefined, own: Slicing): Slicing {
  return own.discriminators.length > 0 || !base ? own : { ...own, discriminators: base.discriminators };
}

function mergeConstraints(base: readonly Constraint[], own: readonly Constraint[]): readonly Constraint[] {
  const keys = new Set(own.map((constraint) => constraint.key));
  return [...base.filter((constraint) => !keys.has(constraint.key)), ...own];
}

/** Narrows a choice to one of its types; afterwards it is spelt as that member, such as `valueQuantity`. */
export function narrowChoice(node: SnapshotNode, type: string): void {
  node.types = node.types.filter((candidate) => candidate.code === type);
  const member = onlyMember(node);
  if (member !== undefined) node.sliceName = member;
}
