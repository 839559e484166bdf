import { type MemberView } from '../member-view.ts';
import type { MessageKindModel, MessageModel } from '../../model/package-model.ts';
import { Code, nothing, ident, typeName, valueName, literal, code, key, generic, call } from '../../code/code.ts';
import { docLines, internal, seeLine } from '../../code/comment.ts';
import { symbolsIn } from '../../code/symbols.ts';
import { emitFile, type EmittedFile } from '../emitted-file.ts';
import { sentence } from '../../declare/docs.ts';
import { rulesName, type PackageNames } from '../../declare/names.ts';
import { MessageCode, objectOf } from './message-code.ts';
import {
  caseContentName,
  caseInputName,
  conditionsConstant,
  contentName,
  contentUnionName,
  exportedTypes,
  inputName,
  isKindName,
  lowerFirst,
  makerName,
  makingName,
  namespaceName,
  partInputName,
  receivedName,
  rulesConstant,
  sharedContentName,
  sharedInputName,
  tolerantlyReceivedName,
  unionName,
} from '../../declare/message-names.ts';
import { builtParts, hasOwnCases, pascal, selectedIn } from '../../declare/message-parts.ts';
import type { MessageTools } from './message-tools.ts';
import { MessageTypes, unionOf } from './message-types.ts';

/** The module of an event: types of its messages, builders, guard and reader. */
export function emitMessage(message: MessageModel, names: PackageNames, tools: MessageTools): EmittedFile {
  const sections = [
    ...typeSections(message, new MessageTypes(message, names), tools),
    code`const kindExtension = ${literal(message.kindExtension)};`,
    functionSection(message, new MessageCode(message, tools), new MessageTypes(message, names), tools),
  ];
  const source = message.version === undefined ? message.canonical : `${message.canonical}|${message.version}`;
  return emitFile(message.module, source, declared(message), sections);
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

function typeSections(message: MessageModel, types: MessageTypes, { templates }: MessageTools): Code[] {
  const title = message.title ?? message.name;
  const bundles = message.kinds.map((kind) => typeName({ name: kind.bundle.name, module: kind.bundle.module }));
  const contents = message.kinds.map((kind) => ident(contentName(message, kind)));
  const declare = (doc: string, name: string, members: readonly MemberView[], parents: readonly Code[] = []): Code =>
    templates.render('interface', { doc: docLines(doc), name: ident(name), parents, members, isLocal: false });
  const inputs = sharedMembers(message.kinds.map((kind) => types.inputMembers(kind)));
  const readings = sharedMembers(message.kinds.map((kind) => types.contentMembers(kind)));
  const union = (doc: string, name: string, of: readonly Code[]): Code =>
    templates.render('type', { doc: docLines(doc), name: ident(name), type: unionOf(of) });
  const shared = (doc: string, name: string, members: readonly MemberView[]): Code[] =>
    members.length === 0
      ? []
      : [templates.render('interface', { doc: docLines(doc), name: ident(name), parents: [], members, isLocal: true })];
  return [
    ...builtParts(message).map((part) => {
      const { parents, members } = types.partInput(part);
      const known = members.length > 0 ? ', with references that it can fill in' : '';
      const doc = `The input for \`${part.ref.name}\` inside a message${known}.`;
      return declare(doc, partInputName(message, part.ref), members, [parents]);
    }),
    ...shared('The input of the builders of all kinds.', sharedInputName, inputs.shared),
    ...shared('The content of messages of all kinds.', sharedContentName, readings.shared),
    ...message.kinds.flatMap((kind, index) => {
      const inputMembers = inputs.own[index] ?? [];
      const contentMembers = readings.own[index] ?? [];
      const inputParents = inputs.shared.length > 0 ? [ident(sharedInputName)] : [];
      const contentParents = readings.shared.length > 0 ? [ident(sharedContentName)] : [];
      const takes = `The input of \`${namespaceName(message)}.${kind.type.code}\``;
      const gives = `The content of a message of the kind \`${kind.type.code}\``;
      if (!hasOwnCases(message))
        return [
          declare(`${takes}. ${sentence(kind.meaning)}`, inputName(message, kind), inputMembers, inputParents),
          declare(`${gives}.`, contentName(message, kind), contentMembers, contentParents),
        ];
      const { cases } = message;
      const [input, content] = [caseInputName(message, kind), caseContentName(message, kind)];
      return [
        declare(`${takes} in all cases. ${sentence(kind.meaning)}`, input, inputMembers, inputParents),
        ...cases.map((one) =>
          declare(
            `${takes} in the case \`${one.name}\`.`,
            caseInputName(message, kind, one.name),
            types.caseInputMembers(kind, one),
            [ident(input)],
          ),
        ),
        union(
          `${takes}; \`case\` names the alternative.`,
          inputName(message, kind),
          cases.map(({ name }) => ident(caseInputName(message, kind, name))),
        ),
        declare(`${gives}, in all cases.`, content, contentMembers, contentParents),
        ...cases.map((one) =>
          declare(
            `${gives}, in the case \`${one.name}\`.`,
            caseContentName(message, kind, one.name),
            types.caseContentMembers(kind, one),
            [ident(content)],
          ),
        ),
        union(
          `${gives}; \`case\` names the alternative.`,
          contentName(message, kind),
          cases.map(({ name }) => ident(caseContentName(message, kind, name))),
        ),
      ];
    }),
    union(`A message of the event: ${sentence(title)}`, unionName(message), bundles),
    union('The content of a message of any kind; `type` names the kind.', contentUnionName(message), contents),
    ...receivedTypes(message, templates),
  ];
}

/** The types of what `receive` returns, without a policy and with one. */
function receivedTypes(message: MessageModel, templates: MessageTools['templates']): Code[] {
  const parts = [literal(message.event.code), ident(unionName(message)), ident(contentUnionName(message))];
  const of = (doc: string, name: string, all: string): Code => {
    const runtime = (one: string): Code => typeName({ name: one, module: '#runtime/receive/received.js' });
    const type = unionOf([generic(runtime(all), parts), runtime('OtherReceived')]);
    return templates.render('type', { doc: docLines(doc), name: ident(name), type });
  };
  return [
    of('What `receive` returns: a message of the event, or anything else.', receivedName(message), 'ReceivedOf'),
    of('What `receive` returns with a policy.', tolerantlyReceivedName(message), 'TolerantlyReceivedOf'),
  ];
}

/** Members that the kinds of an event share, and those that each has of its own; one kind alone shares none. */
function sharedMembers(ofKinds: readonly (readonly MemberView[])[]): {
  readonly shared: readonly MemberView[];
  readonly own: readonly (readonly MemberView[])[];
} {
  // Types of one name may be of several modules.
  const textOf = ({ doc, key: name, mark, type }: MemberView): string =>
    JSON.stringify([doc, name.text, mark.text, type.text, symbolsIn([type]).map(({ module }) => module)]);
  const [first = new Set<string>(), ...others] = ofKinds.map((members) => new Set(members.map(textOf)));
  const texts = [...first].filter((text) => others.every((members) => members.has(text)));
  if (others.length === 0 || texts.length === 0) return { shared: [], own: ofKinds };
  const isShared = new Set(texts);
  return {
    shared: ofKinds[0]?.filter((one) => isShared.has(textOf(one))) ?? [],
    own: ofKinds.map((members) => members.filter((one) => !isShared.has(textOf(one)))),
  };
}

function functionSection(message: MessageModel, tables: MessageCode, types: MessageTypes, tools: MessageTools): Code {
  const runtime = (name: string, module: string): Code => valueName(name, `#runtime/${module}.js`);
  const type = (name: string, module: string): Code => typeName({ name, module: `#runtime/${module}.js` });
  const { event, refused, key: found, sequence } = message;
  return tools.templates.render('message', {
    eventDoc: [
      ...docLines(`The event and its metadata. ${sentence(message.description)}`),
      '',
      seeLine(message.canonical),
    ],
    event: eventFacts(message),
    selectType: type('Select', 'message/message'),
    selects: selectedIn(message).map((one) => ({ name: ident(one.constant), value: tables.select(one) })),
    roleType: type('RoleRules', 'message/message-rules'),
    roles: tables.roles.all(),
    derivationType: type('DerivationRules', 'message/message-rules'),
    derivations: tables.derivations.all(),
    kindRulesType: type('KindRules', 'message/message-rules'),
    rules: message.kinds.map((kind) => ({
      kind: plainCode(kind),
      name: ident(rulesConstant(kind)),
      value: tables.rules(kind),
    })),
    messageRulesType: type('MessageRules', 'message/message-guard'),
    kinds: objectOf(message.kinds.map((kind) => [kind.type.code, ident(rulesConstant(kind))])),
    covered: literal(tables.covered()),
    refused: objectOf(refused.map(({ type: kind, reason }) => [kind, literal(reason)])),
    bundle: valueName(rulesName('Bundle'), 'base/bundle'),
    types: tables.types(),
    readingType: type('MessageReading', 'message/message-reader'),
    reading: tables.reading(),
    optionsType: type('BuildOptions', 'build/builder'),
    conditionsType: type('KindConditions', 'message/message-rules'),
    conditions: message.kinds.map((kind) => ({
      kind: plainCode(kind),
      name: ident(conditionsConstant(kind)),
      value: tables.conditions(kind),
    })),
    partsType: type('SharedParts', 'message/message-builder'),
    parts: tables.parts.all(),
    messagePartsType: type('MessageParts', 'message/message-builder'),
    makers: message.kinds.map((kind) => makerView(message, kind, tables)),
    makingsDoc: internal('How its messages are made, for programs that make them.'),
    makingType: type('MessageMaking', 'message/message-builder'),
    makings: makingsTable(message, types),
    union: ident(unionName(message)),
    checkOptions: type('CheckOptions', 'guard/run'),
    result: type('MessageResult', 'message/message-guard'),
    acceptingOptions: type('AcceptingOptions', 'guard/check-options'),
    tolerantResult: type('TolerantResult', 'message/tolerant'),
    tolerant: type('Tolerant', 'message/tolerant'),
    tolerantMessage: type('TolerantMessage', 'message/tolerant'),
    found: type('Found', 'message/tolerant'),
    isAcceptable: runtime('isAcceptable', 'message/accepting'),
    checkAccepting: runtime('checkAccepting', 'message/accepting'),
    ...receiverView(message, type),
    receiveMessage: runtime('receiveMessage', 'receive/receive'),
    isDoc: docLines(
      `Returns true if \`value\` is a valid message of ${event.code}; stops at the first error. With the option \`accept\`, what is accepted counts as valid, so that nothing is known of the type.`,
    ),
    checkDoc: docLines(
      `Lists every reason why \`value\` is not a valid message of ${event.code}, in element order; \`valid\` is true if it has no errors. With the option \`accept\`, it is true as well if the policy accepts all of them. Never throws.`,
    ),
    schemaDoc: docLines('The check as a Standard Schema, for libraries that accept any validator.'),
    schemaType: type('StandardSchema', 'guard/standard-schema'),
    makeSchema: runtime('messageSchema', 'message/message-guard'),
    vendor: literal(tools.packageName),
    messageRulesDoc: docLines('All rules of the event, for the check of any resource.'),
    messageReadingDoc: docLines('What is read from its messages, for `receive` of all events.'),
    ...readerView(message, type),
    readDoc: docLines(
      'The parts of a message by their roles. An absent part is undefined or an empty list; nothing is guessed. Throws GuardError if content was lost when the text of the message was read. Of a message that is valid only because something was accepted, any part may be missing.',
    ),
    readMessage: runtime('readMessage', 'message/message-reader'),
    isOfKind: runtime('isOfKind', 'message/message-reader'),
    key: found
      ? [
          {
            doc: docLines(
              'The identifier by which a receiver finds its own record; undefined if there is none. Takes a message, or what `receive` returns.',
            ),
            keyed: type('Keyed', 'message/message-reader'),
            type: typeName({ name: 'Identifier', module: 'base/identifier' }),
            find: runtime('findKey', 'message/message-reader'),
          },
        ]
      : [],
    newer:
      sequence === undefined
        ? []
        : [
            {
              doc: docLines(
                `Returns true if \`message\` has the later \`${sequence}\`, by which messages are ordered; false if either has none. Each is a message, what \`receive\` returns, or a row with its \`lastUpdated\`.`,
              ),
              dated: type('Dated', 'message/message-reader'),
              isLater: runtime('isLater', 'message/message-reader'),
              find: tables.sequence(sequence),
            },
          ],
  });
}

/** The types that `read` accepts and returns; for an event with several kinds, the kind decides what is returned. */
function readerView(message: MessageModel, type: (name: string, module: string) => Code): Record<string, Code> {
  const [messages, contents] = [ident(unionName(message)), ident(contentUnionName(message))];
  const [only, ...others] = message.kinds.map(({ type: kind }) => literal(kind.code));
  const tolerant = generic(type('TolerantMessage', 'message/tolerant'), [messages]);
  if (!only || others.length === 0)
    return { readKinds: nothing, readable: messages, tolerantly: unionOf([messages, tolerant]), content: contents };
  return {
    readKinds: generic(nothing, [code`Kind extends ${unionOf([only, ...others])}`]),
    readable: code`${messages} & ${type('OfKind', 'message/message')}<Kind>`,
    tolerantly: code`(${messages} | ${tolerant}) & ${type('OfKind', 'message/message')}<Kind>`,
    content: code`Extract<${contents}, { type: Kind }>`,
  };
}

/** What `receive` takes and returns. */
function receiverView(
  message: MessageModel,
  type: (name: string, module: string) => Code,
): Record<string, Code | readonly string[]> {
  return {
    receiveDoc: docLines(
      `Receives a message of ${message.event.code}, as text or bytes of XML or JSON or as a value: reads it, checks it, and returns what is wrong with it and what it says. Never throws.`,
    ),
    receiveOptions: type('ReceiveOptions', 'receive/received'),
    acceptingReceiveOptions: type('AcceptingReceiveOptions', 'receive/received'),
    received: ident(receivedName(message)),
    tolerantlyReceived: ident(tolerantlyReceivedName(message)),
    fromXml: valueName('fromXml', 'xml'),
  };
}

function makerView(message: MessageModel, kind: MessageKindModel, tables: MessageCode): object {
  const { code: kindCode } = kind.type;
  return {
    name: ident(makerName(kind)),
    exported: ident(exportedName(kind)),
    partsName: ident(makingName(kind)),
    parts: tables.making(kind),
    input: ident(inputName(message, kind)),
    message: typeName({ name: kind.bundle.name, module: kind.bundle.module }),
    made: call(valueName('messageBuilder', '#runtime/message/message-builder.js'), [ident(makingName(kind))]),
    doc: docLines(`Builds a message. ${sentence(kind.meaning)} Throws InputError with the path of an invalid value.`),
    isKind: ident(isKindName(kind)),
    isKindDoc: docLines(`Returns true for a message of the kind \`${kindCode}\`.`),
    code: literal(kindCode),
  };
}

/** How the messages of each kind are made, for programs that make them. */
function makingsTable(message: MessageModel, types: MessageTypes): Code {
  return objectOf(
    message.kinds.map((kind) => [
      kind.type.code,
      objectOf([
        ['name', literal(exportedName(kind))],
        ['parts', ident(makingName(kind))],
        ['needs', literal(types.neededNames(kind))],
      ]),
    ]),
  );
}

/** What the builder of a kind is called for its users. */
function exportedName({ type }: MessageKindModel): string {
  return type.code.replace(/-(\w)/g, (_, next: string) => next.toUpperCase());
}

/** The code of a kind as a comment may hold it. */
function plainCode({ type }: MessageKindModel): Code {
  return Code.of(type.code.replace(/[^\w-]/g, ''));
}

/** The event as data: each fact with what it means. */
function eventFacts({ event, kinds, catalogue, sequence, title }: MessageModel): object[] {
  const fact = (name: string, doc: string | undefined, value: unknown): object[] =>
    value === undefined ? [] : [{ key: key(name), doc: docLines(doc ?? ''), value: literal(value) }];
  return [
    ...fact('system', 'Code system of events.', event.system),
    ...fact('code', 'Code of the event, which the header of every message states.', event.code),
    ...fact('display', 'Display of the code.', event.display),
    ...fact('title', 'Name of the event, for people.', title),
    ...fact(
      'types',
      'The kinds of messages there are of it.',
      kinds.map((kind) => kind.type.code),
    ),
    ...fact('sequence', 'Path of the element by which messages are put in order.', sequence),
    ...catalogue.flatMap(({ name, value, meaning }) => fact(name, meaning, value)),
  ];
}
