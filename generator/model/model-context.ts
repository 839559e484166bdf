import { baseTypeUrl } from '../fhir/canonical.ts';
import type { ResolvedElement, ResolvedStructure } from '../resolve/resolved.ts';
import type { AssignedName } from './assign-names.ts';
import type { InterfaceRef, ValueSetRef } from './model.ts';
import type { RefinedTypes } from './refined-types.ts';

/** What the base release knows of its own TypeScript face. */
export interface BaseFacts {
  readonly typesModule: string;
  /** Declared interface of a type or backbone path, `Patient.contact`. */
  interfaceOf(path: string): string | undefined;
  jsonTypeOf(primitive: string): 'string' | 'number' | 'boolean' | undefined;
  hasSibling(path: string): boolean;
}

/** Look-ups shared by everything that builds the model. */
export interface ModelContext {
  readonly facts: BaseFacts;
  structure(canonical: string): ResolvedStructure | undefined;
  nameOf(canonical: string): AssignedName | undefined;
  /** The name for a part: another one where the family that a module belongs to exports it, or what goes with it, already. */
  claimName(name: string, module: string): string;
  /** Whether each code that a value set allows is one of another; false where that is not known. */
  isWithin(canonical: string, other: string): boolean;
  /** Whether a code is in a value set, of whatever system. */
  hasCode(canonical: string, code: string): boolean;
  valueSet(canonical: string): ValueSetRef | undefined;
  /** Code systems that all codes of a value set are from; undefined where that is not known. */
  systemsOf(canonical: string): readonly string[] | undefined;
  /** An element of a base type, by path: `Patient.contact.name`, `Extension.value[x]`. */
  baseElement(path: string): ResolvedElement | undefined;
  readonly refined: RefinedTypes;
  /** Whether the input has a profile of a base type. */
  isProfiled(type: string): boolean;
}

/** The interface of a base type, or of a backbone element of one: ours where it says more, else the plain one. */
export function baseInterface(context: ModelContext, path: string): InterfaceRef {
  const type = path.split('.', 1)[0] ?? path;
  const name = context.facts.interfaceOf(path) ?? type;
  const module = context.refined.isRefined(path) ? context.nameOf(baseTypeUrl(type))?.module : undefined;
  return { name, module: module ?? context.facts.typesModule };
}

/** Where input, shape and guard of a base type or backbone element are emitted, and under which name. */
export function baseHome(context: ModelContext, path: string): InterfaceRef {
  const type = path.split('.', 1)[0] ?? path;
  return { name: context.facts.interfaceOf(path) ?? type, module: context.nameOf(baseTypeUrl(type))?.module ?? '' };
}

/** The interface that the type package declares for a type or backbone path. */
export function declaredInterface(context: ModelContext, path: string): InterfaceRef {
  return { name: context.facts.interfaceOf(path) ?? path, module: context.facts.typesModule };
}

/** Name of an element as JSON has it, choices by their stem. */
export function elementName(element: ResolvedElement): string {
  return element.name.endsWith('[x]') ? element.name.slice(0, -3) : element.name;
}
