/** Shapes of things that FHIR does not have. */
import { memo, words, type Part, type Shape } from '../../runtime/build/shape.ts';

/** A shape with these elements, in order; `needs` names those that have to be given, separated by spaces. */
export function shape(elements: () => Readonly<Record<string, Part>>, needs?: string): Shape {
  return memo(() => ({ elements: elements(), needs: words(needs), slices: {}, siblings: {} }));
}

/** The shape of a resource type. */
export function resourceShape(
  resourceType: string,
  elements: () => Readonly<Record<string, Part>>,
  needs?: string,
): Shape {
  return memo(() => ({ ...shape(elements, needs).parts(), resourceType }));
}
