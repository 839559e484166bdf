import { choiceMember } from '../fhir/element-address.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import type { ModelContext } from './model-context.ts';
import type { ExcludedMember } from './model.ts';

/** JSON properties of a choice that the base type has and an element rules out. */
export function excludedMembers(context: ModelContext, element: ResolvedElement, basePath: string): ExcludedMember[] {
  if (!element.name.endsWith('[x]') || element.max === 0) return [];
  const base = context.baseElement(`${basePath}.${element.name}`);
  const kept = new Set(element.types.map((type) => type.code));
  const dropped = [...new Set(base?.types.map((type) => type.code))].filter((code) => !kept.has(code));
  return dropped.map((code) => ({
    member: choiceMember(element.name, code),
    isPrimitive: context.facts.jsonTypeOf(code) !== undefined,
  }));
}
