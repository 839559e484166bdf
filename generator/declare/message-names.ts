import type { InterfaceRef } from '../model/model.ts';
import type { MessageKindModel, MessageModel } from '../model/package-model.ts';
import { builtParts, hasOwnCases, pascal } from './message-parts.ts';

export function lowerFirst(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

/** What the namespace with all functions of an event is called. */
export function namespaceName(message: MessageModel): string {
  return lowerFirst(message.name);
}

/** Where the functions of an event can be had one by one: not all bundlers look into a namespace that is passed on. */
export function messageSubpath(message: MessageModel): string {
  return message.module;
}

export function unionName(message: MessageModel): string {
  return `${message.name}Message`;
}

export function contentUnionName(message: MessageModel): string {
  return `${message.name}Content`;
}

/** What `receive` of an event returns. */
export function receivedName(message: MessageModel): string {
  return `${message.name}Received`;
}

/** What it returns with a policy. */
export function tolerantlyReceivedName(message: MessageModel): string {
  return `${message.name}TolerantlyReceived`;
}

/** What the kinds of an event share; neither is exported, as each kind has a type of its own. */
export const sharedInputName = 'InputOfAllKinds';
export const sharedContentName = 'ContentOfAllKinds';

export function inputName(message: MessageModel, kind: MessageKindModel): string {
  return `${message.name}${pascal(kind.type.code)}Input`;
}

/** What is common to the inputs of a kind in all cases. */
export function caseInputName(message: MessageModel, kind: MessageKindModel, one?: string): string {
  return `${message.name}${pascal(kind.type.code)}${one === undefined ? 'Common' : pascal(one)}Input`;
}

export function caseContentName(message: MessageModel, kind: MessageKindModel, one?: string): string {
  return `${message.name}${pascal(kind.type.code)}${one === undefined ? 'Common' : pascal(one)}Content`;
}

/** The input of a resource inside the input of a message; one from elsewhere says so where the event has its like. */
export function partInputName(message: MessageModel, { name, module }: InterfaceRef): string {
  const isAlone = builtParts(message).every(({ ref }) => ref.name !== name || ref.module === module);
  const isOwn = module.startsWith(`${message.subpath}/`);
  return `${message.name}${isAlone || isOwn ? '' : pascal(module.slice(0, module.lastIndexOf('/')))}${name}PartInput`;
}

export function contentName(message: MessageModel, kind: MessageKindModel): string {
  return `${message.name}${pascal(kind.type.code)}Content`;
}

export function rulesConstant(kind: MessageKindModel): string {
  return `${lowerFirst(pascal(kind.type.code))}Rules`;
}

/** What the builder of a kind checks. */
export function conditionsConstant(kind: MessageKindModel): string {
  return `${lowerFirst(pascal(kind.type.code))}Conditions`;
}

/** The builder of a kind inside its module; it is exported under the code of the kind. */
export function makerName(kind: MessageKindModel): string {
  return `make${pascal(kind.type.code)}`;
}

/** How the messages of a kind are made, inside its module. */
export function makingName(kind: MessageKindModel): string {
  return `${lowerFirst(pascal(kind.type.code))}Making`;
}

/** The type guard of a kind. */
export function isKindName(kind: MessageKindModel): string {
  return `is${pascal(kind.type.code)}`;
}

/** Types that the index of a family passes on beside the namespace. */
export function exportedTypes(message: MessageModel): string[] {
  return [
    unionName(message),
    contentUnionName(message),
    receivedName(message),
    tolerantlyReceivedName(message),
    ...message.kinds.flatMap((kind) => [inputName(message, kind), contentName(message, kind)]),
    ...message.kinds.flatMap((kind) => caseTypes(message, kind)),
    ...builtParts(message).map(({ ref }) => partInputName(message, ref)),
  ].sort();
}

/** Types for each of the cases that have profiles of their own. */
function caseTypes(message: MessageModel, kind: MessageKindModel): string[] {
  if (!hasOwnCases(message)) return [];
  return [undefined, ...message.cases.map(({ name }) => name)].flatMap((name) => [
    caseInputName(message, kind, name),
    caseContentName(message, kind, name),
  ]);
}
