import { choiceMember, choiceStem, isChoiceMember, type AddressStep } from '../fhir/element-address.ts';
import { typeCodes, type SnapshotNode } from './snapshot-node.ts';

/**
 * Returns the choice that a step refers to: `value[x]` for `value[x]`, `value[x]:valueQuantity` and `valueQuantity`.
 */
export function choiceNamed(parent: SnapshotNode, { name }: AddressStep): SnapshotNode | undefined {
  const exact = parent.children.find((child) => child.name === name);
  if (exact) return name.endsWith('[x]') ? exact : undefined;
  const choices = parent.children.filter(
    (child) => child.name.endsWith('[x]') && isChoiceMember(name, choiceStem(child.name)),
  );
  return choices.find((choice) => memberType(choice, name) !== undefined) ?? choices[0];
}

/**
 * Returns the member of a choice, such as `valueQuantity`, or the slice that a step names; undefined for the choice
 * itself.
 */
export function memberNamed(choice: SnapshotNode, { name, slice }: AddressStep): string | undefined {
  return name === choice.name ? slice : name;
}

/**
 * Returns whether a step into a choice is valid. Under `[x]` any name is that of a slice, unless it names a type that
 * the choice does not have; a short form has to name one that it has.
 */
export function isKnown(choice: SnapshotNode, step: AddressStep, isType: (name: string) => boolean): boolean {
  const member = memberNamed(choice, step) ?? '';
  if (memberType(choice, member) !== undefined) return true;
  const isSlice = choice.slices.some(({ sliceName }) => sliceName === (step.slice ?? member));
  return isSlice || (step.name === choice.name && !namesType(choice, member, isType));
}

/** Returns whether a member consists of the choice's stem and the name of a FHIR type. */
export function namesType(choice: SnapshotNode, member: string, isType: (name: string) => boolean): boolean {
  const stem = choiceStem(choice.name);
  if (!isChoiceMember(member, stem)) return false;
  const tail = member.slice(stem.length);
  return isType(tail) || isType(tail.charAt(0).toLowerCase() + tail.slice(1));
}

/** Returns the type that a member of a choice names: `Quantity` for `valueQuantity`. */
export function memberType(choice: SnapshotNode, member: string): string | undefined {
  return typeCodes(choice.types).find((code) => choiceMember(choice.name, code) === member);
}

/** Returns the slice that contains all values of one type. */
export function sliceOfType(choice: SnapshotNode, type: string): SnapshotNode | undefined {
  const [slice, ...others] = choice.slices.filter(({ types }) => typeCodes(types).includes(type));
  return slice && others.length === 0 && typeCodes(slice.types).length === 1 ? slice : undefined;
}
