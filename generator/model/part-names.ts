import type { ResolvedElement } from '../resolve/resolved.ts';
import { extensionInterface, extensionValuesModule } from './extension-values.ts';
import { pascalCase } from './identifiers.ts';
import { elementName } from './model-context.ts';
import type { ElementModel, InterfaceRef, TypeModel } from './model.ts';

/** Returns the interface that an extension with a value of a single type extends. */
export function extensionParent(value: ElementModel): InterfaceRef | undefined {
  if (value.max === 0) return { name: extensionInterface(undefined), module: extensionValuesModule };
  const [type, ...others] = value.types;
  if (!type || others.length > 0 || value.excluded.length === 0) return undefined;
  return { name: extensionInterface(type.code), module: extensionValuesModule };
}

/**
 * Names a part after its owner. A slice already has its name; a choice with a single type is named by its stem, one of
 * several types by its member; the part of a primitive is its sibling.
 */
export function partName(element: ResolvedElement, type: TypeModel, isMember: boolean): string {
  const isChoice = element.name.endsWith('[x]');
  if (element.sliceName !== undefined && !isChoice) return '';
  const codes = new Set(element.types.map((candidate) => candidate.code));
  const name = pascalCase(isChoice && codes.size === 1 && !isMember ? elementName(element) : type.member);
  return type.kind === 'primitive' ? `${name}Element` : name;
}

/** Returns the references without repetitions, in order of first occurrence. */
export function uniqueRefs(refs: readonly InterfaceRef[]): InterfaceRef[] {
  return [...new Map(refs.map((ref) => [`${ref.module}#${ref.name}`, ref])).values()];
}
