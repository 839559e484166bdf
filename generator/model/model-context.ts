import { baseTypeUrl } from '../fhir/canonical.ts';
import type { ResolvedElement, ResolvedStructure } from '../resolve/resolved.ts';
import type { AssignedName } from './assign-names.ts';
import type { InterfaceRef, ValueSetRef } from './model.ts';
import type { RefinedTypes } from './refined-types.ts';

/** The TypeScript interfaces that the base release declares. */
export interface BaseFacts {
  readonly typesModule: string;
  /** Returns the declared interface of a type or backbone path, `Patient.contact`. */
  interfaceOf(path: string): string | undefined;
  jsonTypeOf(primitive: string): 'string' | 'number' | 'boolean' | undefined;
  hasSibling(path: string): boolean;
}

/** Look-ups for building the model. */
export interface ModelContext {
  readonly facts: BaseFacts;
  structure(canonical: string): ResolvedStructure | undefined;
  nameOf(canonical: string): AssignedName | undefined;
  /** Returns the name for a part, changed if the family of the module already exports it or a name derived from it. */
  claimName(name: string, module: string): string;
  /** Returns whether a value set is a subset of another; false if that is unknown. */
  isWithin(canonical: string, other: string): boolean;
  /** Returns whether a value set contains a code, of whatever system. */
  hasCode(canonical: string, code: string): boolean;
  valueSet(canonical: string): ValueSetRef | undefined;
  /** Returns the code systems of all codes of a value set; undefined if they are unknown. */
  systemsOf(canonical: string): readonly string[] | undefined;
  /** Returns an element of a base type by path: `Patient.contact.name`, `Extension.value[x]`. */
  baseElement(path: string): ResolvedElement | undefined;
  readonly refined: RefinedTypes;
  /** Returns whether the input has a profile of a base type. */
  isProfiled(type: string): boolean;
}

/**
 * Returns the interface of a base type, or of its backbone element: ours if it adds anything, otherwise the declared
 * one.
 */
export function baseInterface(context: ModelContext, path: string): InterfaceRef {
  const type = path.split('.', 1)[0] ?? path;
  const name = context.facts.interfaceOf(path) ?? type;
  const module = context.refined.isRefined(path) ? context.nameOf(baseTypeUrl(type))?.module : undefined;
  return { name, module: module ?? context.facts.typesModule };
}

/** Returns the module and name under which input, shape and guard of a base type or backbone element are emitted. */
export function baseHome(context: ModelContext, path: string): InterfaceRef {
  const type = path.split('.', 1)[0] ?? path;
  return { name: context.facts.interfaceOf(path) ?? type, module: context.nameOf(baseTypeUrl(type))?.module ?? '' };
}

/** Returns the interface that the type package declares for a type or backbone path. */
export function declaredInterface(context: ModelContext, path: string): InterfaceRef {
  return { name: context.facts.interfaceOf(path) ?? path, module: context.facts.typesModule };
}

/** Returns the JSON name of an element, choices by their stem. */
export function elementName(element: ResolvedElement): string {
  return element.name.endsWith('[x]') ? element.name.slice(0, -3) : element.name;
}
