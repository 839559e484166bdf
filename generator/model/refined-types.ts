import type { ResolvedElement, ResolvedStructure } from '../resolve/resolved.ts';
import { baseTypeUrl } from '../fhir/canonical.ts';
import { isExtensionElement } from './slice-names.ts';

/** Base types, backbone elements and single elements about which more is known than their declared interface says. */
export interface RefinedTypes {
  /** `Patient`, `Patient.contact`. */
  isRefined(path: string): boolean;
  /** An element of a base type whose member has to be declared again. */
  isNarrowed(element: ResolvedElement): boolean;
}

/**
 * Finds the base types and backbone elements about which more is known than their declared interface says: codes of a
 * required binding, targets of a reference, or a refined part.
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
  // A type is refined by its parts, whose types may be refined by theirs, so repeat until nothing changes.
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

/**
 * Excludes extensions: they can have a value of nearly any type, so that refining them would refine almost everything.
 */
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

/** Returns whether an element can have nearly any value. */
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
