import type { ElementDefinition } from '../fhir/definitions.ts';
import { choiceStem, formatAddress, isChoiceMember, type AddressStep } from '../fhir/element-address.ts';

/** What a differential says about choice elements, gathered before any of it is applied. */
export interface DifferentialChoices {
  /** True when a choice keeps several types, so that its short forms are slices and do not narrow it. */
  isSliced(at: readonly AddressStep[], choice: string): boolean;
}

/**
 * Decides for every choice of a differential whether a short form such as `valueQuantity` narrows the choice to that type
 * or is a slice by type. It narrows where it is the only one named; it is a slice where several are named, and where
 * `value[x]` lists several types or says how it is sliced.
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#path
 */
export function choicesOf(
  differential: readonly ElementDefinition[],
  addresses: readonly (readonly AddressStep[])[],
): DifferentialChoices {
  const members = new Map<string, Set<string>>();
  const sliced = new Set<string>();
  for (const [index, steps] of addresses.entries()) {
    // A short form is named by what stands inside it too, as `valueQuantity.unit` names `valueQuantity`.
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

/** Every spelling of one member of a choice comes to the same: `value[x]:valueQuantity`, `valueQuantity:valueQuantity`. */
function memberOf({ name, slice }: AddressStep): string {
  return slice !== undefined && name.endsWith('[x]') && isChoiceMember(slice, choiceStem(name)) ? slice : name;
}

function keyOf(steps: readonly AddressStep[]): string {
  return formatAddress(steps.map((step) => (isOfChoice(step) ? { name: memberOf(step) } : step)));
}

/** A slice that is called as its element may be one of a list too; then the element's name is that of no type. */
function isOfChoice(step: AddressStep): boolean {
  return memberOf(step) !== step.name || (step.slice === step.name && /[a-z][A-Z]/.test(step.name));
}
