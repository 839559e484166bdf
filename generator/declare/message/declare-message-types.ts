import type { MessageKindModel, MessageModel } from '../../model/package-model.ts';
import type { InterfaceDeclaration, MemberDeclaration, TypeDeclaration } from '../declarations.ts';
import { docOf, sentence } from '../doc-text.ts';
import { literal, local, named, runtimeType, type TypeExpression, union } from '../expressions.ts';
import type { PackageNames } from '../names.ts';
import {
  caseContentName,
  caseInputName,
  contentName,
  contentUnionName,
  inputName,
  namespaceName,
  partInputName,
  receivedName,
  sharedContentName,
  sharedInputName,
  tolerantlyReceivedName,
  unionName,
} from './message-names.ts';
import { builtParts, hasOwnCases } from './message-parts.ts';
import { MessageMembers } from './message-members.ts';

type Declared = InterfaceDeclaration | TypeDeclaration;

/** The types of an event: inputs of its parts and of its builders, contents, messages, and what `receive` returns. */
export function declareMessageTypes(message: MessageModel, names: PackageNames): Declared[] {
  const types = new MessageMembers(message, names);
  const inputs = sharedMembers(message.kinds.map((kind) => types.inputMembers(kind)));
  const contents = sharedMembers(message.kinds.map((kind) => types.contentMembers(kind)));
  const title = message.title ?? message.name;
  return [
    ...builtParts(message).map((part) => declarePartInput(part, message, types)),
    ...types.allGroups().map(({ name, group, members }) => {
      const doc = `The input of \`${group}\` in a message: resources by name.`;
      return declareInterface(doc, name, { parents: [], members });
    }),
    ...declareShared('The input of the builders of all kinds.', sharedInputName, inputs),
    ...declareShared('The content of messages of all kinds.', sharedContentName, contents),
    ...message.kinds.flatMap((kind, index) => {
      const input = { members: inputs.own[index] ?? [], parents: parentsOf(inputs, sharedInputName) };
      const content = { members: contents.own[index] ?? [], parents: parentsOf(contents, sharedContentName) };
      return hasOwnCases(message)
        ? declareKindOfCases(message, kind, types, { input, content })
        : declareKind(message, kind, { input, content });
    }),
    declareUnion(`A message of the event: ${sentence(title)}`, unionName(message), message.kinds.map(bundleType)),
    declareUnion(
      'The content of a message of any kind; `type` names the kind.',
      contentUnionName(message),
      message.kinds.map((kind) => local(contentName(message, kind))),
    ),
    declareReceived(message, {
      doc: 'What `receive` returns: a message of the event, or anything else.',
      name: receivedName(message),
      of: 'ReceivedOf',
    }),
    declareReceived(message, {
      doc: 'What `receive` returns with a policy.',
      name: tolerantlyReceivedName(message),
      of: 'TolerantlyReceivedOf',
    }),
  ];
}

/** What an interface extends, and its members. */
interface Body {
  readonly parents: readonly TypeExpression[];
  readonly members: readonly MemberDeclaration[];
}

/** The bodies of what a builder takes and what a reader returns. */
interface KindBodies {
  readonly input: Body;
  readonly content: Body;
}

function declareInterface(doc: string, name: string, { parents, members }: Body): InterfaceDeclaration {
  return { kind: 'interface', name, doc: docOf(doc), extends: parents, members };
}

function declareUnion(doc: string, name: string, types: readonly TypeExpression[]): TypeDeclaration {
  return { kind: 'type', name, doc: docOf(doc), type: union(types) };
}

function bundleType({ bundle: { name, module } }: MessageKindModel): TypeExpression {
  return named({ name, module });
}

function declarePartInput(
  part: ReturnType<typeof builtParts>[number],
  message: MessageModel,
  types: MessageMembers,
): InterfaceDeclaration {
  const { extends: parents, members } = types.partInput(part);
  const known = members.length > 0 ? ', with references that it can fill in' : '';
  const doc = `The input for \`${part.ref.name}\` inside a message${known}.`;
  return declareInterface(doc, partInputName(message, part.ref), { parents, members });
}

function declareKind(message: MessageModel, kind: MessageKindModel, { input, content }: KindBodies): Declared[] {
  return [
    declareInterface(`${takes(message, kind)}. ${sentence(kind.meaning)}`, inputName(message, kind), input),
    declareInterface(`${gives(kind)}.`, contentName(message, kind), content),
  ];
}

/** The types of a kind whose cases have profiles of their own: what all share, each case, and any of them. */
function declareKindOfCases(
  message: MessageModel,
  kind: MessageKindModel,
  types: MessageMembers,
  { input, content }: KindBodies,
): Declared[] {
  const { cases } = message;
  const [taken, given] = [takes(message, kind), gives(kind)];
  const [commonInput, commonContent] = [caseInputName(message, kind), caseContentName(message, kind)];
  return [
    declareInterface(`${taken} in all cases. ${sentence(kind.meaning)}`, commonInput, input),
    ...cases.map((one) => {
      const body = { parents: [local(commonInput)], members: types.caseInputMembers(kind, one) };
      return declareInterface(`${taken} in the case \`${one.name}\`.`, caseInputName(message, kind, one.name), body);
    }),
    declareUnion(
      `${taken}; \`case\` names the alternative.`,
      inputName(message, kind),
      cases.map(({ name }) => local(caseInputName(message, kind, name))),
    ),
    declareInterface(`${given}, in all cases.`, commonContent, content),
    ...cases.map((one) => {
      const body = { parents: [local(commonContent)], members: types.caseContentMembers(kind, one) };
      return declareInterface(`${given}, in the case \`${one.name}\`.`, caseContentName(message, kind, one.name), body);
    }),
    declareUnion(
      `${given}; \`case\` names the alternative.`,
      contentName(message, kind),
      cases.map(({ name }) => local(caseContentName(message, kind, name))),
    ),
  ];
}

function takes(message: MessageModel, { type }: MessageKindModel): string {
  return `The input of \`${namespaceName(message)}.${type.code}\``;
}

function gives({ type }: MessageKindModel): string {
  return `The content of a message of the kind \`${type.code}\``;
}

function declareReceived(
  message: MessageModel,
  { doc, name, of }: { readonly doc: string; readonly name: string; readonly of: string },
): TypeDeclaration {
  const parts = [literal(message.event.code), local(unionName(message)), local(contentUnionName(message))];
  const file = 'receive/received';
  return declareUnion(doc, name, [runtimeType(file, of, parts), runtimeType(file, 'OtherReceived')]);
}

/** Members that the kinds of an event share, and those that each has of its own. */
interface SharedMembers {
  readonly shared: readonly MemberDeclaration[];
  readonly own: readonly (readonly MemberDeclaration[])[];
}

/** What the kinds of an event share; one kind alone shares nothing. */
function sharedMembers(ofKinds: readonly (readonly MemberDeclaration[])[]): SharedMembers {
  const [first = new Set<string>(), ...others] = ofKinds.map((members) => new Set(members.map(textOf)));
  const isShared = new Set([...first].filter((text) => others.every((members) => members.has(text))));
  if (others.length === 0) return { shared: [], own: ofKinds };
  return {
    shared: ofKinds[0]?.filter((one) => isShared.has(textOf(one))) ?? [],
    own: ofKinds.map((members) => members.filter((one) => !isShared.has(textOf(one)))),
  };
}

function textOf(member: MemberDeclaration): string {
  return JSON.stringify(member);
}

/** Nobody else uses what the kinds share, so it is not exported. */
function declareShared(doc: string, name: string, { shared }: SharedMembers): InterfaceDeclaration[] {
  return shared.length === 0
    ? []
    : [{ ...declareInterface(doc, name, { parents: [], members: shared }), isLocal: true }];
}

function parentsOf({ shared }: SharedMembers, name: string): TypeExpression[] {
  return shared.length > 0 ? [local(name)] : [];
}
