import type { MessageKindModel, MessageModel } from '../../model/package-model.ts';
import type { Declaration, SourceFileDeclaration } from '../declarations.ts';
import { docOf, sentence } from '../doc-text.ts';
import { literal, local, named, type TypeExpression, union, type ValueExpression, valueOf } from '../expressions.ts';
import { rulesName, type PackageNames } from '../names.ts';
import type {
  EventFact,
  KindTable,
  MessageBuildersDeclaration,
  MessageGuardDeclaration,
  MessageReaderDeclaration,
  MessageTablesDeclaration,
  MessageTestsDeclaration,
  NewerTest,
} from './message-declarations.ts';
import {
  conditionsConstant,
  contentUnionName,
  exportedTypes,
  inputName,
  isKindName,
  lowerFirst,
  makerName,
  makingName,
  receivedName,
  rulesConstant,
  sharedContentName,
  sharedInputName,
  tolerantlyReceivedName,
  unionName,
} from './message-names.ts';
import { selectedIn } from './message-parts.ts';
import { pascal } from './pascal.ts';
import { declareMessageTypes } from './declare-message-types.ts';
import { MessageMembers } from './message-members.ts';
import { MessageTables, objectOf, ownValue, type MessageTableTools } from './message-tables.ts';

/** What the modules of events are declared with. */
export interface MessageTools extends MessageTableTools {
  /** Name of the package, which is the vendor of its Standard Schemas. */
  readonly packageName: string;
}

/** The module of an event: types of its messages, builders, guard and reader. */
export function declareMessage(message: MessageModel, names: PackageNames, tools: MessageTools): SourceFileDeclaration {
  const tables = new MessageTables(message, tools);
  const declarations: Declaration[] = [
    ...declareMessageTypes(message, names),
    declareTables(message, tables),
    declareBuilders(message, tables),
    declareGuard(message, names, tools),
    declareReader(message),
    declareTests(message, tables),
  ];
  const source = message.version === undefined ? message.canonical : `${message.canonical}|${message.version}`;
  return { module: message.module, source, declared: declared(message), declarations };
}

/** Every name that the file declares. */
function declared(message: MessageModel): string[] {
  return [
    'event',
    'rules',
    ...['roles', 'derivations', 'parts'].flatMap((name) => [
      name,
      ...message.kinds.map((kind) => `${lowerFirst(pascal(kind.type.code))}${pascal(name)}`),
    ]),
    'reading',
    'kindExtension',
    'is',
    'check',
    'read',
    'schema',
    'keyOf',
    'receive',
    'isNewer',
    sharedInputName,
    sharedContentName,
    ...exportedTypes(message),
    ...selectedIn(message).map(({ constant }) => constant),
    'messageMakings',
    ...message.kinds.flatMap((kind) => [
      makerName(kind),
      makingName(kind),
      isKindName(kind),
      rulesConstant(kind),
      conditionsConstant(kind),
    ]),
  ];
}

function declareTables(message: MessageModel, tables: MessageTables): MessageTablesDeclaration {
  const { canonical, description, kindExtension, kinds, refused } = message;
  return {
    kind: 'message-tables',
    kindExtension,
    doc: { ...docOf(`The event and its metadata. ${sentence(description)}`), see: canonical },
    event: eventFacts(message),
    selects: selectedIn(message).map((one) => ({ name: one.constant, value: tables.select(one) })),
    roles: tables.roles.all(),
    derivations: tables.derivations.all(),
    rules: kinds.map((kind): KindTable => {
      const doc = docOf(`The rules for a message of the kind \`${kind.type.code}\`.`);
      return { doc, name: rulesConstant(kind), value: tables.rules(kind) };
    }),
    kinds: objectOf(kinds.map((kind) => [kind.type.code, ownValue(rulesConstant(kind))])),
    covered: literal(tables.covered()),
    refused: objectOf(refused.map(({ type, reason }) => [type, literal(reason)])),
    bundle: valueOf({ name: rulesName('Bundle'), module: 'base/bundle' }),
    types: tables.types(),
    reading: tables.reading(),
    conditions: kinds.map((kind): KindTable => {
      const doc = docOf(`What the builder of the kind \`${kind.type.code}\` checks: the rules of the event alone.`);
      return { doc, name: conditionsConstant(kind), value: tables.conditions(kind) };
    }),
    parts: tables.parts.all(),
  };
}

/** The event as data: each fact with what it means. */
function eventFacts({ event, kinds, catalogue, sequence, title }: MessageModel): EventFact[] {
  const types = kinds.map((kind) => kind.type.code);
  return [
    ...factOf('system', 'Code system of events.', event.system),
    ...factOf('code', 'Code of the event, which the header of every message states.', event.code),
    ...factOf('display', 'Display of the code.', event.display),
    ...factOf('title', 'Name of the event, for people.', title),
    ...factOf('types', 'The kinds of messages there are of it.', types),
    ...factOf('sequence', 'Path of the element by which messages are put in order.', sequence),
    ...catalogue.flatMap(({ name, value, meaning }) => factOf(name, meaning, value)),
  ];
}

function factOf(name: string, doc: string | undefined, value: unknown): EventFact[] {
  return value === undefined ? [] : [{ name, doc: doc ?? '', value: literal(value) }];
}

function declareBuilders(message: MessageModel, tables: MessageTables): MessageBuildersDeclaration {
  const builders = message.kinds.map((kind) => ({
    name: makerName(kind),
    exported: exportedName(kind),
    doc: docOf(`Builds a message. ${sentence(kind.meaning)} Throws InputError with the path of an invalid value.`),
    input: local(inputName(message, kind)),
    message: bundleType(kind),
    making: makingName(kind),
    parts: tables.parts.of(kind),
    header: tables.shapeOf(kind.header),
    conditions: conditionsConstant(kind),
  }));
  return { kind: 'message-builders', builders };
}

function declareGuard(
  message: MessageModel,
  names: PackageNames,
  { packageName }: MessageTools,
): MessageGuardDeclaration {
  const { code } = message.event;
  return {
    kind: 'message-guard',
    isDoc: docOf(
      `Returns true if \`value\` is a valid message of ${code}; stops at the first error. With the option \`accept\`, what is accepted counts as valid, so that nothing is known of the type.`,
    ),
    checkDoc: docOf(
      `Lists every reason why \`value\` is not a valid message of ${code}, in element order; \`valid\` is true if it has no errors. With the option \`accept\`, it is true as well if the policy accepts all of them. Never throws.`,
    ),
    message: local(unionName(message)),
    packageName,
    makings: makingsTable(message, new MessageMembers(message, names)),
  };
}

/** How the messages of each kind are made, for programs that make them. */
function makingsTable(message: MessageModel, types: MessageMembers): ValueExpression {
  const makings = message.kinds.map((kind) => {
    const making = objectOf([
      ['name', literal(exportedName(kind))],
      ['parts', ownValue(makingName(kind))],
      ['needs', literal(types.neededNames(kind))],
    ]);
    return [kind.type.code, making] as const;
  });
  return objectOf(makings);
}

/** What the builder of a kind is called for its users. */
function exportedName({ type }: MessageKindModel): string {
  return type.code.replace(/-(\w)/g, (_, next: string) => next.toUpperCase());
}

function declareReader(message: MessageModel): MessageReaderDeclaration {
  const { event, kinds } = message;
  const codes = kinds.map(({ type }) => literal(type.code));
  return {
    kind: 'message-reader',
    message: local(unionName(message)),
    content: local(contentUnionName(message)),
    ...(codes.length > 1 && { kinds: union(codes) }),
    receiveDoc: docOf(
      `Receives a message of ${event.code}, as text or bytes of XML or JSON or as a value: reads it, checks it, and returns its issues and its content. Never throws.`,
    ),
    received: local(receivedName(message)),
    tolerantlyReceived: local(tolerantlyReceivedName(message)),
  };
}

function declareTests(message: MessageModel, tables: MessageTables): MessageTestsDeclaration {
  const { kinds, key, sequence } = message;
  return {
    kind: 'message-tests',
    message: local(unionName(message)),
    tests: kinds.map((kind) => ({
      name: isKindName(kind),
      message: bundleType(kind),
      kind: kind.type.code,
      doc: docOf(`Returns true for a message of the kind \`${kind.type.code}\`.`),
    })),
    ...(key && { key: named({ name: 'Identifier', module: 'base/identifier' }) }),
    ...(sequence !== undefined && { newer: declareNewer(sequence, tables) }),
  };
}

function declareNewer(sequence: string, tables: MessageTables): NewerTest {
  const doc = docOf(
    `Returns true if \`message\` has the later \`${sequence}\`, by which messages are ordered; false if either has none. Each is a message, what \`receive\` returns, or a row with its \`lastUpdated\`.`,
  );
  return { doc, find: tables.sequence(sequence) };
}

function bundleType({ bundle: { name, module } }: MessageKindModel): TypeExpression {
  return named({ name, module });
}
