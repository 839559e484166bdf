import type { ElementModel, TypeModel } from '../model/model.ts';

/** Restricts an element to one of its types: for a choice, with the rules of that type. */
export function elementOf(type: TypeModel, element: ElementModel): ElementModel {
  return type.own ?? element;
}
