import type { ResolvedElement, ResolvedStructure } from '../resolve/resolved.ts';
import { baseTypeUrl } from '../fhir/canonical.ts';
import { isExtensionElement } from './slice-names.ts';

/** Base types, backbone elements and single elements about which we know more than their declared interface says. */
export interface RefinedTypes {
  /** `Patient`, `Patient.contact`. */
  isRefined(path: string): boolean;
  /** An element of a base type whose member has to be stated again. */
  isNarrowed(element: ResolvedElement): boolean;
}

/**
 * Finds the base types, and backbone elements of them, about which more is known than their declared interface says:
 * codes of a required binding, targets of a reference, or a part of which that is true.
 */
export function findRefined(
  structures: readonly ResolvedStructure[],
  isListed: (valueSet: string) => boolean,
): RefinedTypes {
  const refined = new Set<string>();
  const isNarrowed = (element: ResolvedElement): boolean =>
    element.types.some(
      (type) => isSpecificReference(type.targetProfile) || (type.code !== 'Reference' && refined.has(type.code)),
    ) ||
    (element.types.some((type) => type.code === 'code') && isRequired(element, isListed)) ||
    element.types.some((type) => type.profile !== undefined) ||
    (element.contentReference !== undefined && refined.has(element.contentReference)) ||
    refined.has(element.path);
  // A type is refined by its parts, which may be of types that are refined by theirs: repeat until nothing changes.
  for (let before = -1; before !== refined.size;) {
    before = refined.size;
    for (const { root, definition } of structures) {
      if (isCandidate(definition)) addRefined(root, isNarrowed, refined);
    }
  }
  for (const { definition } of structures) if (definition.kind === 'resource') refined.add(definition.type);
  return {
    isRefined: (path) => refined.has(path),
    isNarrowed: (element) => !isOpenEnded(element) && isNarrowed(element),
  };
}

/** Extensions can hold a value of nearly any type, so refining them would refine everything that can be extended. */
function isCandidate({ derivation, kind, type }: ResolvedStructure['definition']): boolean {
  return derivation !== 'constraint' && kind !== 'primitive-type' && type !== 'Extension';
}

function addRefined(
  element: ResolvedElement,
  isNarrowed: (element: ResolvedElement) => boolean,
  refined: Set<string>,
): void {
  for (const child of element.children) {
    if (isOpenEnded(child)) continue;
    addRefined(child, isNarrowed, refined);
    if (isNarrowed(child)) refined.add(element.path);
  }
}

/** Elements that can hold nearly anything. */
function isOpenEnded(element: ResolvedElement): boolean {
  return isExtensionElement(element.name) || element.name === 'contained';
}

function isSpecificReference(target: string | undefined): boolean {
  return target !== undefined && target !== baseTypeUrl('Resource');
}

function isRequired(element: ResolvedElement, isListed: (valueSet: string) => boolean): boolean {
  return (
    element.binding?.strength === 'required' &&
    element.binding.valueSet !== undefined &&
    isListed(element.binding.valueSet)
  );
}
