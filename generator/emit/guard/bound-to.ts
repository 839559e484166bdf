import type { BindingModel, TypeModel } from '../../model/model.ts';
import { type Code, valueName, literal, code, call } from '../../code/code.ts';
import { codesName } from '../../declare/names.ts';

const bindings = '#runtime/guard/bindings.js';

/** Whether values of a type are codes, or hold some. */
export function isCoded(type: TypeModel): boolean {
  return type.kind === 'primitive' || ['CodeableConcept', 'Coding', 'Quantity'].includes(type.code);
}

/**
 * The test of a value against a value set: its codes where there are some, or its canonical URL, for whoever knows it,
 * and what is known of the systems of its codes. True means stop.
 *
 * @param place value, name and order
 */
export function boundTo(
  { strength, valueSet, systems }: BindingModel,
  canonical: string,
  place: readonly Code[],
  index?: Code,
): Code {
  const helper = valueName(valueSet ? 'bound' : 'unchecked', bindings);
  const set = valueSet ? valueName(codesName(valueSet.name), valueSet.module) : literal(canonical);
  const last = systems ? [index ?? literal(-1), literal(systems)] : index ? [index] : [];
  return call(helper, [code`run`, ...place, set, literal(strength), ...last]);
}
