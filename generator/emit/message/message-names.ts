import type { MessageKindModel, MessageModel } from '../../model/model.ts';

/** `New` of the code `new`, `NotSent` of `not-sent`. */
export function pascal(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

export function lowerFirst(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

/** What the namespace with all functions of an event is called. */
export function namespaceName(message: MessageModel): string {
  return lowerFirst(message.name);
}

export function unionName(message: MessageModel): string {
  return `${message.name}Message`;
}

export function contentUnionName(message: MessageModel): string {
  return `${message.name}Content`;
}

export function inputName(message: MessageModel, kind: MessageKindModel): string {
  return `${message.name}${pascal(kind.type.code)}Input`;
}

export function contentName(message: MessageModel, kind: MessageKindModel): string {
  return `${message.name}${pascal(kind.type.code)}Content`;
}

export function rulesConstant(kind: MessageKindModel): string {
  return `${lowerFirst(pascal(kind.type.code))}Rules`;
}

/** The builder of a kind inside its module; it is exported under the code of the kind. */
export function makerName(kind: MessageKindModel): string {
  return `make${pascal(kind.type.code)}`;
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
    ...message.kinds.flatMap((kind) => [inputName(message, kind), contentName(message, kind)]),
  ].sort();
}
