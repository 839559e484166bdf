import { camelCase, pascalCase, toIdentifier } from './identifiers.ts';

/** What the name of a slice depends on. */
export interface SliceNaming {
  readonly sliceName: string;
  /** Name of the sliced element: `name`, `identifier`, `extension`. */
  readonly element: string;
  /** Base type of the definition, for extensions whose slice name repeats it (`patient-birthTime`). */
  readonly fhirType: string;
  /** True when the slice is told apart by a code that is its own name, as `use` is `official`. */
  readonly isNamedAfterCode: boolean;
}

/**
 * The name of a slice as a property: `nhsNumber` of `identifier:nhsNumber`. A slice that is named after a code, such as
 * `name:official`, only says which one it is, so the element's name follows: `officialName`.
 */
export function slicePropertyName({ sliceName, element, fhirType, isNamedAfterCode }: SliceNaming): string {
  const own = isExtensionElement(element) ? withoutType(sliceName, fhirType) : sliceName;
  const name = camelCase(own);
  return toIdentifier(isNamedAfterCode ? name + pascalCase(singular(element)) : name, 'slice');
}

/**
 * Names of sibling slices, none of which may be an element's name or each other's: one that clashes takes
 * the name of the sliced element behind it.
 */
export function distinctSliceNames(slices: readonly SliceNaming[], taken: ReadonlySet<string>): string[] {
  const names = slices.map(slicePropertyName);
  const uses = (name: string): number => names.filter((other) => other === name).length;
  return slices.map((slice, index) => {
    const name = names[index] ?? '';
    return taken.has(name) || uses(name) > 1 ? name + pascalCase(singular(slice.element)) : name;
  });
}

function withoutType(sliceName: string, fhirType: string): string {
  const prefix = `${fhirType.toLowerCase()}-`;
  return sliceName.toLowerCase().startsWith(prefix) ? sliceName.slice(prefix.length) : sliceName;
}

export function isExtensionElement(element: string): boolean {
  return element === 'extension' || element === 'modifierExtension';
}

/** List elements of FHIR are named in the singular already, but for a few. */
function singular(element: string): string {
  return element.endsWith('ies') ? `${element.slice(0, -3)}y` : element;
}
