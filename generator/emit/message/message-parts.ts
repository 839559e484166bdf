import type { EntryModel, InterfaceRef, MessageKindModel, MessageModel, RoleModel } from '../../model/model.ts';

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

/** `New` of the code `new`, `NotSent` of `not-sent`. */
export function pascal(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** A resource in the input of a message of which the message sets references that its own builder needs. */
export interface FilledPart {
  readonly ref: InterfaceRef;
  /** The roles that these references lead to, by their names in the input. */
  readonly names: ReadonlyMap<string, string>;
}

/** All such resources, each once, whatever the kinds of messages that have it. */
export function filledParts(message: MessageModel): FilledPart[] {
  const parts = new Map<string, { ref: InterfaceRef; names: Map<string, string> }>();
  for (const { ref, fillings } of message.kinds.flatMap((kind) => [...kind.entries, ...offered(kind)]))
    for (const { path, role, isNeeded } of fillings) {
      if (!isNeeded) continue;
      const id = `${ref.module}#${ref.name}`;
      const part = parts.get(id) ?? { ref, names: new Map<string, string>() };
      parts.set(id, part);
      part.names.set(path[0] ?? '', role);
    }
  return [...parts.values()];
}

/** Whether cases of the messages have profiles of their own, so that types tell them apart. */
export function hasOwnCases({ cases }: MessageModel): boolean {
  return cases.some(({ parts }) => parts.length > 0);
}
