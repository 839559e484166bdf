import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { elementId, touch, typeCodes, type SnapshotNode } from './snapshot-node.ts';

type Report = (elementId: string, code: DiagnosticCode, message: string) => void;

/**
 * Derives the constraints of all choices from their slices, once a differential has been applied: a type whose slice is
 * prohibited is not allowed, nor is one without a slice if the slicing is closed, and one of the required slices is
 * required. Slices that are not discriminated by type alone are reported and left out: a choice has only one value, so
 * that constraints can only depend on its type.
 * @see http://hl7.org/fhir/STU3/profiling.html#slicing
 */
export function settleChoices(root: SnapshotNode, report: Report): void {
  settleInside(root, root.name, [], report);
}

function settleInside(node: SnapshotNode, id: string, trail: readonly SnapshotNode[], report: Report): void {
  const inner = [...trail, node];
  for (const child of node.children) {
    const childId = elementId(child, id);
    if (child.name.endsWith('[x]') && child.slices.length > 0) settle(child, childId, inner, report);
    settleInside(child, childId, inner, report);
    for (const slice of child.slices) settleInside(slice, elementId(slice, id), [...inner, child], report);
  }
}

function settle(choice: SnapshotNode, id: string, trail: readonly SnapshotNode[], report: Report): void {
  const sliced = choice.slices.flatMap(({ types }) => typeCodes(types));
  choice.slices = choice.slices.filter((slice) => isDiscriminatedByType(slice, choice) || leaveOut(slice, id, report));
  const allowed = allowedTypes(choice, sliced);
  const demanded = choice.slices.filter((slice) => slice.min > 0);
  const needed = demanded.flatMap(({ types }) => typeCodes(types));
  if (demanded.length > 1) {
    const names = demanded.map(({ sliceName }) => sliceName).join(' and ');
    report(
      id,
      'resolve/wider-cardinality',
      `Slices ${names} are required, but a choice has one value; only one of them can be required.`,
    );
  }
  const kept = allowed.filter((code) => needed.length === 0 || needed.includes(code));
  const min = needed.length > 0 ? 1 : choice.min;
  if (kept.length === 0) {
    if (min > 0) report(id, 'resolve/wider-cardinality', 'The slices leave no type for the choice, which is required.');
    else if (choice.max > 0) change(choice, trail, { max: 0 });
    return;
  }
  if (kept.length === typeCodes(choice.types).length && min === choice.min) return;
  change(choice, trail, { min, types: choice.types.filter(({ code }) => kept.includes(code)) });
}

/** @param sliced types of all slices, including those that are left out */
function allowedTypes({ types, slices, slicing }: SnapshotNode, sliced: readonly string[]): string[] {
  const ruledOut = slices.filter(({ max }) => max === 0).flatMap((slice) => typeCodes(slice.types));
  return typeCodes(types).filter(
    (code) => !ruledOut.includes(code) && (slicing?.rules !== 'closed' || sliced.includes(code)),
  );
}

/** Returns whether a slice has types that no other slice has, in a slicing that discriminates only by type. */
function isDiscriminatedByType(slice: SnapshotNode, { slices, slicing }: SnapshotNode): boolean {
  const others = slices.filter((other) => other !== slice).flatMap(({ types }) => typeCodes(types));
  const isAlone = !typeCodes(slice.types).some((code) => others.includes(code));
  return isAlone && (slicing?.discriminators ?? []).every(({ type }) => type === 'type');
}

function leaveOut({ sliceName = '' }: SnapshotNode, id: string, report: Report): boolean {
  const message = `Slice ${sliceName} is not discriminated by its type alone, so its rules are not checked.`;
  report(`${id}:${sliceName}`, 'resolve/choice-slice-unusable', message);
  return false;
}

function change(choice: SnapshotNode, trail: readonly SnapshotNode[], to: Partial<SnapshotNode>): void {
  Object.assign(choice, to);
  touch(choice, 'here');
  for (const node of trail) touch(node, 'below');
}
