import type { ElementDefinition } from '../fhir/definitions.ts';
import { choiceStem, isChoiceMember } from '../fhir/element-address.ts';
import type { ElementReport } from './element-report.ts';
import type { SnapshotNode } from './snapshot-node.ts';

/**
 * Reports an id that does not lead where the path leads; ids may add slices, and spell a choice in their own way.
 *
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#id
 */
export function reportId({ id, path }: ElementDefinition, report: ElementReport): void {
  const names = id.split('.').map((segment) => segment.split(':', 1)[0] ?? '');
  const segments = path.split('.');
  const isAlike = names.length === segments.length && names.every((name, index) => isSame(name, segments[index] ?? ''));
  if (!isAlike) report('resolve/id-differs-from-path', `Id ${id} does not fit path ${path}; the path is used.`);
}

function isSame(one: string, other: string): boolean {
  return one === other || isOfChoice(one, other) || isOfChoice(other, one);
}

function isOfChoice(choice: string, member: string): boolean {
  return choice.endsWith('[x]') && isChoiceMember(member, choiceStem(choice));
}

/**
 * Reports what is stated inside an element that must not occur, and so has no effect: once for each such element, which
 * `known` collects.
 */
export function reportProhibited(
  trail: readonly SnapshotNode[],
  { id }: ElementDefinition,
  known: Set<SnapshotNode>,
  report: ElementReport,
): void {
  const prohibited = trail.find(({ max }) => max === 0);
  if (!prohibited || known.has(prohibited)) return;
  known.add(prohibited);
  const name = prohibited.sliceName ?? prohibited.name;
  report('resolve/inside-prohibited', `${id} is inside ${name}, which must not occur.`);
}
