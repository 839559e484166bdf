import type { ElementModel, TypeModel } from '../model/model.ts';

/** An element as it is where it is of one of its types: of a choice, what is said of that type counts. */
export function elementOf(type: TypeModel, element: ElementModel): ElementModel {
  return type.own ?? element;
}
