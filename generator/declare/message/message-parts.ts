import { pascal } from './pascal.ts';
import { neededNames } from '../builder/parts.ts';
import type { InterfaceRef } from '../../model/model.ts';
import type { EntryModel, MessageKindModel, MessageModel, RoleModel } from '../../model/package-model.ts';

/** Something that is found in a message: all entries of a type, or those of a role. */
export interface Selected {
  readonly name: string;
  readonly group?: string;
  readonly isList: boolean;
  /** Name of the constant with the function that finds it. */
  readonly constant: string;
  /** Resource type, or FHIRPath from the Bundle. */
  readonly by: { readonly type: string } | { readonly path: string };
}

/** The roles that builders and readers know. */
export function offered(kind: MessageKindModel): readonly RoleModel[] {
  return kind.roles.filter(({ isCheckOnly }) => !isCheckOnly);
}

/** Names under which a kind of message takes several roles. */
export function groupsOf(kind: MessageKindModel): string[] {
  return [...new Set(offered(kind).flatMap(({ group }) => group ?? []))];
}

/** Everything that is found in the messages of an event, whatever their kind: a name means the same in all of them. */
export function selectedIn(message: MessageModel): Selected[] {
  const all = message.kinds.flatMap((kind) => [...kind.entries.map(ofEntry), ...kind.roles.map(ofRole)]);
  return [...new Map(all.map((one) => [`${one.group ?? ''}.${one.name}`, one])).values()];
}

function ofEntry({ name, fhirType, max }: EntryModel): Selected {
  return { name, isList: max > 1, constant: `select${pascal(name)}`, by: { type: fhirType } };
}

function ofRole({ name, group, max, select }: RoleModel): Selected {
  return {
    name,
    ...(group !== undefined && { group }),
    isList: max > 1,
    constant: `select${pascal(group ?? '')}${pascal(name)}`,
    by: { path: select },
  };
}

/** The constant that finds the resources of a role, or of an entry. */
export function constantFor(message: MessageModel, name: string): string | undefined {
  return selectedIn(message).find((one) => one.name === name)?.constant;
}

/** Whether any kind of message offers it. */
export function isOffered(message: MessageModel, { name, group }: Selected): boolean {
  return message.kinds.some((kind) =>
    [...kind.entries, ...offered(kind)].some(
      (one) => one.name === name && ('group' in one ? one.group : undefined) === group,
    ),
  );
}

/** A resource in the input of a message that may be given as the input from which it is made. */
export interface BuiltPart {
  readonly ref: InterfaceRef;
  readonly fhirType: string;
  /** References that its own builder requires and that the message sets: the roles they point to, by their names. */
  readonly filled: ReadonlyMap<string, string>;
}

/** All such resources, each once, whatever the kinds of messages that have it. */
export function builtParts(message: MessageModel): BuiltPart[] {
  const parts = new Map<string, BuiltPart & { readonly filled: Map<string, string> }>();
  const partOf = (ref: InterfaceRef, fhirType: string): Map<string, string> => {
    const id = `${ref.module}#${ref.name}`;
    const part = parts.get(id) ?? { ref, fhirType, filled: new Map<string, string>() };
    parts.set(id, part);
    return part.filled;
  };
  for (const one of message.kinds.flatMap((kind) => [...kind.entries, ...offered(kind)])) {
    if (!isBuilt(one) || isOfCases(message, one.name)) continue;
    const filled = partOf(one.ref, one.fhirType);
    for (const { path, role, isNeeded } of one.fillings) if (isNeeded) filled.set(path[0] ?? '', role);
  }
  for (const { ref, structure } of message.cases.flatMap(({ parts: own }) => own)) partOf(ref, structure.fhirType);
  return [...parts.values()];
}

/** Whether there is a builder for a part of a message, which is then known by a profile. */
export function isBuilt(part: EntryModel | RoleModel): boolean {
  return 'select' in part ? !part.ref.module.startsWith('fhir/') : part.profile !== undefined;
}

/** Whether the input of a header always has a member. */
export function isNeededInHeader(name: string, { profile }: EntryModel): boolean {
  return profile !== undefined && neededNames(profile.content, profile).includes(name);
}

/** Whether each case has a profile of its own for an entry or a role. */
export function isOfCases({ cases }: MessageModel, name: string): boolean {
  return cases.some(({ parts }) => parts.some(({ role }) => role === name));
}

/** Whether cases of the messages have profiles of their own, so that their types differ. */
export function hasOwnCases({ cases }: MessageModel): boolean {
  return cases.some(({ parts }) => parts.length > 0);
}
