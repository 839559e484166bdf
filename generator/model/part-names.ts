import type { ResolvedElement } from '../resolve/resolved.ts';
import { extensionInterface, extensionValuesModule } from './extension-values.ts';
import { pascalCase } from './identifiers.ts';
import { elementName } from './model-context.ts';
import type { ElementModel, InterfaceRef, TypeModel } from './model.ts';

/** An extension whose value is of one type extends the interface made for such extensions. */
export function extensionParent(value: ElementModel): InterfaceRef | undefined {
  if (value.max === 0) return { name: extensionInterface(undefined), module: extensionValuesModule };
  const [type, ...others] = value.types;
  if (!type || others.length > 0 || value.excluded.length === 0) return undefined;
  return { name: extensionInterface(type.code), module: extensionValuesModule };
}

/**
 * What a part is called behind the name of its owner. A slice has its name already; a choice that is left with one type
 * goes by its stem, one type beside others by its member; what belongs to a primitive is the Element around its value.
 */
export function partName(element: ResolvedElement, type: TypeModel, isMember: boolean): string {
  const isChoice = element.name.endsWith('[x]');
  if (element.sliceName !== undefined && !isChoice) return '';
  const codes = new Set(element.types.map((candidate) => candidate.code));
  const name = pascalCase(isChoice && codes.size === 1 && !isMember ? elementName(element) : type.member);
  return type.kind === 'primitive' ? `${name}Element` : name;
}

/** Each reference once, in order of appearance. */
export function uniqueRefs(refs: readonly InterfaceRef[]): InterfaceRef[] {
  return [...new Map(refs.map((ref) => [`${ref.module}#${ref.name}`, ref])).values()];
}
