import type { ElementDefinition } from '../fhir/definitions.ts';
import { choiceStem, isChoiceMember, parseAddress, type AddressStep } from '../fhir/element-address.ts';

/** What a differential says about choice elements, gathered before any of it is applied. */
export interface DifferentialChoices {
  /** True when a choice keeps several types, so that its short forms are slices and do not narrow it. */
  isSliced(address: string): boolean;
}

/**
 * Decides for every choice of a differential whether a short form such as `valueQuantity` narrows the choice
 * to that type (it is the only one named) or is a slice by type (several are named, or `value[x]` lists several).
 * @see http://hl7.org/fhir/STU3/elementdefinition.html#path
 */
export function choicesOf(differential: readonly ElementDefinition[]): DifferentialChoices {
  const members = new Map<string, Set<string>>();
  const listed = new Set<string>();
  for (const element of differential) {
    const steps = parseAddress(element);
    // A short form is named by what stands inside it too, as `valueQuantity.unit` names `valueQuantity`.
    steps.forEach((step, index) => {
      const parent = formatSteps(steps.slice(0, index));
      members.set(parent, (members.get(parent) ?? new Set()).add(step.name));
    });
    const last = steps.at(-1);
    const codes = new Set(element.types?.map((type) => type.code));
    if (last?.name.endsWith('[x]') && codes.size > 1) listed.add(formatSteps(steps));
  }
  return {
    isSliced(address) {
      if (listed.has(address)) return true;
      const dot = address.lastIndexOf('.');
      const stem = choiceStem(address.slice(dot + 1));
      const named = [...(members.get(address.slice(0, dot)) ?? [])].filter((name) => isChoiceMember(name, stem));
      return named.length > 1;
    },
  };
}

function formatSteps(steps: readonly AddressStep[]): string {
  return steps.map((step) => (step.slice === undefined ? step.name : `${step.name}:${step.slice}`)).join('.');
}
