import type { EntryModel, MessageKindModel, MessageModel, RoleModel } from '../../model/model.ts';
import { pascal } from './message-names.ts';

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
