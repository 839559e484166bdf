import type { ElementBinding } from '../fhir/definitions.ts';
import type { ModelContext } from './model-context.ts';
import type { BindingModel } from './model.ts';

/** Describes a binding, and that to its maximum value set, with what is known about the value sets. */
export function bindingModel(
  context: ModelContext,
  { strength, valueSet: canonical, maxValueSet }: Pick<ElementBinding, 'strength' | 'valueSet' | 'maxValueSet'>,
): BindingModel {
  const maximum =
    maxValueSet === undefined ? undefined : bindingModel(context, { strength: 'required', valueSet: maxValueSet });
  const beside = maximum && { maximum };
  if (canonical === undefined) return { strength, ...beside };
  const valueSet = context.valueSet(canonical);
  const systems = !valueSet && strength === 'required' ? context.systemsOf(canonical) : undefined;
  return { strength, canonical, ...(valueSet && { valueSet }), ...(systems && { systems }), ...beside };
}
