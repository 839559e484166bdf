import type { BindingModel, TypeModel } from '../../model/model.ts';
import type { PackageModel } from '../../model/package-model.ts';
import { contentsOf } from '../../model/contents.ts';
import { elementOf } from '../element-of-type.ts';
import { codedForm, restrictingSet, type CodedForm } from './parts.ts';

/** What builders of the package take that may have the codes of one value set only, by the module of the set. */
export function boundForms(model: PackageModel): ReadonlyMap<string, ReadonlySet<CodedForm>> {
  const forms = new Map<string, Set<CodedForm>>();
  const add = (type: TypeModel, binding: BindingModel | undefined): void => {
    const set = restrictingSet(type, binding);
    const form = codedForm(type);
    if (set && form) forms.set(set.module, new Set([...(forms.get(set.module) ?? []), 'Coding', form]));
  };
  const built = model.families.flatMap((family) => family.structures).filter((structure) => structure.isBuilt);
  for (const element of built.flatMap(({ content }) => contentsOf(content)).flatMap((content) => content.elements)) {
    for (const type of element.types) add(type, elementOf(type, element).binding);
    for (const slice of element.slices) add(slice.type, slice.binding);
  }
  return forms;
}
