import type { ElementBinding } from '../fhir/definitions.ts';
import type { ModelContext } from './model-context.ts';
import type { BindingModel } from './model.ts';

/** Describes a binding with what is known about its value set. */
export function bindingModel(
  context: ModelContext,
  { strength, valueSet: canonical }: Pick<ElementBinding, 'strength' | 'valueSet'>,
): BindingModel {
  if (canonical === undefined) return { strength };
  const valueSet = context.valueSet(canonical);
  const systems = !valueSet && strength === 'required' ? context.systemsOf(canonical) : undefined;
  return { strength, canonical, ...(valueSet && { valueSet }), ...(systems && { systems }) };
}
