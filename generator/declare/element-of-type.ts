import type { ElementModel, TypeModel } from '../model/model.ts';

/** An element restricted to one of its types: for a choice, the rules of that type. */
export function elementOf(type: TypeModel, element: ElementModel): ElementModel {
  return type.own ?? element;
}
