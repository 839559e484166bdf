import type { ElementDefinition } from '../fhir/definitions.ts';
import { choiceStem, formatAddress, isChoiceMember, type AddressStep } from '../fhir/element-address.ts';

/** What a differential states about choices, collected before any of it is applied. */
export interface DifferentialChoices {
  /** Returns true if a choice keeps several types, so that its short forms are slices and do not narrow it. */
  isSliced(at: readonly AddressStep[], choice: string): boolean;
}

/**
 * Decides for every choice of a differential whether a short form such as `valueQuantity` narrows the choice to that
 * type or is a slice by type. It narrows if it is the only one; it is a slice if there are several, or if `value[x]`
 * lists several types or has a slicing.
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#path
 */
export function choicesOf(
  differential: readonly ElementDefinition[],
  addresses: readonly (readonly AddressStep[])[],
): DifferentialChoices {
  const members = new Map<string, Set<string>>();
  const sliced = new Set<string>();
  for (const [index, steps] of addresses.entries()) {
    // An element inside a short form implies it: `valueQuantity.unit` implies `valueQuantity`.
    for (const [depth, step] of steps.entries()) {
      const parent = keyOf(steps.slice(0, depth));
      members.set(parent, (members.get(parent) ?? new Set()).add(memberOf(step)));
    }
    const last = steps.at(-1);
    const element = differential[index];
    if (!last || !element) continue;
    const isWhole = last.slice === undefined && last.name.endsWith('[x]');
    if (isWhole && (element.slicing || isSeveral(element)))
      sliced.add(`${keyOf(steps.slice(0, -1))} ${choiceStem(last.name)}`);
  }
  return {
    isSliced(at, choice) {
      const parent = keyOf(at);
      const stem = choiceStem(choice);
      const named = [...(members.get(parent) ?? [])].filter((name) => isChoiceMember(name, stem));
      return named.length > 1 || sliced.has(`${parent} ${stem}`);
    },
  };
}

function isSeveral({ types = [] }: ElementDefinition): boolean {
  return new Set(types.map(({ code }) => code)).size > 1;
}

/**
 * Returns the same name for every spelling of a choice's member: `value[x]:valueQuantity`,
 * `valueQuantity:valueQuantity`.
 */
function memberOf({ name, slice }: AddressStep): string {
  return slice !== undefined && name.endsWith('[x]') && isChoiceMember(slice, choiceStem(name)) ? slice : name;
}

function keyOf(steps: readonly AddressStep[]): string {
  return formatAddress(steps.map((step) => (isOfChoice(step) ? { name: memberOf(step) } : step)));
}

/**
 * Returns whether a slice named like its element belongs to a choice; in a list, the element's name contains no type.
 */
function isOfChoice(step: AddressStep): boolean {
  return memberOf(step) !== step.name || (step.slice === step.name && /[a-z][A-Z]/.test(step.name));
}
