/** Types of elements that are resources, and the profiles that types name. */
import { baseTypeUrl } from '../fhir/canonical.ts';
import type { ElementType } from '../fhir/definitions.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import { baseInterface, type ModelContext } from './model-context.ts';
import type { InterfaceRef, ResourceType } from './model.ts';

export function isResource(context: ModelContext, code: string): boolean {
  return context.structure(baseTypeUrl(code))?.definition.kind === 'resource';
}

/** A resource inside another: of any type, or of those that a profile leaves. */
export function resourceType(
  context: ModelContext,
  codes: readonly string[],
  { name, types: profiles }: ResolvedElement,
): ResourceType {
  const isAny = codes.some((code) => context.structure(baseTypeUrl(code))?.definition.abstract);
  const types = isAny ? [] : codes;
  const [only = '', ...others] = types;
  const isOne = only !== '' && others.length === 0;
  const any = { name: 'FhirResource', module: context.facts.typesModule };
  const own = isOne ? onlyProfile(context, profilesOf(context, profiles)) : undefined;
  const ref = own ?? (isOne ? baseInterface(context, only) : any);
  const code = isOne ? only : 'Resource';
  return { kind: 'resource', code, member: name, ref, types, ...(own && { profile: own }) };
}

/** The emitted profile of a type, where exactly one is demanded. */
export function onlyProfile(
  context: ModelContext,
  [only = '', ...others]: readonly string[],
): InterfaceRef | undefined {
  const profile = others.length === 0 ? context.nameOf(only) : undefined;
  return profile && { name: profile.name, module: profile.module };
}

/** Profiles of types. One that names the definition of the type itself adds nothing. */
export function profilesOf(context: ModelContext, types: readonly ElementType[]): string[] {
  const isBase = (url: string): boolean => {
    const definition = context.structure(url)?.definition;
    return definition !== undefined && definition.derivation !== 'constraint';
  };
  return [...new Set(types.flatMap(({ profile }) => (profile === undefined || isBase(profile) ? [] : profile)))];
}
