import { sliceAround } from '../fhir/element-address.ts';
import type { ElementReport } from './element-report.ts';
import type { SnapshotNode } from './snapshot-node.ts';

/** Reports a new slice whose slicing is missing, or does not say what its items are told by. */
export function reportSlicing({ slicing, slices }: SnapshotNode, sliceName: string, report: ElementReport): void {
  if (!slicing) report('resolve/slice-not-sliceable', `Slice ${sliceName} has no slicing to belong to.`);
  else if (slicing.discriminators.length === 0 && !sliceAround(slices, sliceName))
    report(
      'resolve/slice-without-discriminator',
      `The slicing has no discriminator, so items of the slice ${sliceName} are not recognised.`,
    );
}

/** Returns whether an element has one value at most, and no slicing: what is called a slice can only be that value. */
export function isOnlyValue({ slicing, max, name }: SnapshotNode): boolean {
  return !slicing && max <= 1 && !name.endsWith('[x]');
}

/** Reports what is called a slice of such an element, once for each. */
export function reportOnlyValue(node: SnapshotNode, sliceName: string, report: ElementReport): void {
  if (reported.has(node)) return;
  reported.add(node);
  report('resolve/slice-of-one', `${node.name} has one value at most, so that ${sliceName} is no slice of it.`);
}

const reported = new WeakSet<SnapshotNode>();
