import type { ElementBinding } from '../fhir/definitions.ts';
import type { ModelContext } from './model-context.ts';
import type { BindingModel } from './model.ts';

/**
 * Describes a binding with what is known about its value set. A weaker binding with a maximum value set, all of whose codes
 * are known, requires these.
 *
 * @see http://hl7.org/fhir/STU3/extension-elementdefinition-maxvalueset.html
 */
export function bindingModel(
  context: ModelContext,
  { strength, valueSet, maxValueSet }: Pick<ElementBinding, 'strength' | 'valueSet' | 'maxValueSet'>,
): BindingModel {
  if (strength !== 'required' && maxValueSet !== undefined && context.valueSet(maxValueSet)?.isClosed === true)
    return modelOf(context, 'required', maxValueSet);
  return modelOf(context, strength, valueSet);
}

function modelOf(
  context: ModelContext,
  strength: ElementBinding['strength'],
  canonical: string | undefined,
): BindingModel {
  if (canonical === undefined) return { strength };
  const valueSet = context.valueSet(canonical);
  const systems = !valueSet && strength === 'required' ? context.systemsOf(canonical) : undefined;
  return { strength, canonical, ...(valueSet && { valueSet }), ...(systems && { systems }) };
}
