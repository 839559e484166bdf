import {
  call,
  code,
  entry,
  type Code,
  generic,
  ident,
  key,
  list,
  literal,
  nothing,
  object,
  objectType,
  typeName,
  union,
  valueName,
} from '../code/code.ts';
import { docLines, internal } from '../code/comment.ts';
import { elementsModule, ownTypes } from '../declare/elements.ts';
import { codesName, elementsName } from '../declare/names.ts';
import type { PackageModel } from '../model/package-model.ts';
import type { HeaderModel, ServiceModel, TransportModel } from '../model/service-model.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { optionalType, type MemberView } from './member-view.ts';
import type { Templates } from './templates.ts';

type Given = Extract<HeaderModel, { readonly given: unknown }>['given'];

const publishing = '#runtime/send/publish.js';
const answering = '#runtime/send/read-answer.js';
const claiming = '#runtime/send/claims.js';

const text = code`string`;

/** Emits the file that sends messages to the service of the package, and reads its answers. */
export function emitSend(service: ServiceModel, model: PackageModel, templates: Templates): EmittedFile {
  const declare = (doc: string, name: string, members: readonly MemberView[]): Code =>
    templates.render('interface', { doc: docLines(doc), name: ident(name), parents: [], members, isLocal: false });
  const alias = (doc: string, name: string, type: Code): Code =>
    templates.render('type', { doc: docLines(doc), name: ident(name), type });
  const sections = [
    alias(
      'Code of an event whose messages the service takes.',
      'PublishableCode',
      texts(service.events.map(({ code: one }) => one)),
    ),
    declare(
      `A message that the service takes. ${service.delivered.length > 0 ? service.refusal : ''}`,
      'PublishableMessage',
      publishableMembers(),
    ),
    declare('What `publishRequest` needs besides the message.', 'PublishOptions', optionMembers(service)),
    alias('The request of `publishRequest`.', 'PublishRequest', requestType(service)),
    declare('The input of `publishClaims`.', 'PublishClaimsInput', claimInputs(service)),
    declare(
      'The claims of a token that are about the request. The signer adds the issuer, the audience and the times.',
      'PublishClaims',
      claimMembers(service),
    ),
    alias('The answer of the service; `result` is one of four outcomes.', 'Answer', answerType(service)),
    templates.render('send', sendView(service, model)),
  ];
  return emitFile('send', service.canonical, declared(service), sections);
}

function declared({ transports }: ServiceModel): string[] {
  const types = [
    'PublishableCode',
    'PublishableMessage',
    'PublishOptions',
    'PublishRequest',
    'PublishClaimsInput',
    'PublishClaims',
    'Answer',
  ];
  const values = ['publication', 'claims', 'answerRules', 'tables', 'publishRequest', 'publishClaims', 'readResponse'];
  return [...types, ...values, ...transports.map(({ name }) => name)];
}

export function texts(all: readonly string[]): Code {
  return all.length === 0 ? code`never` : union(all.map(literal));
}

export function member(name: string, doc: string, type: Code, isOptional = false): MemberView {
  return {
    doc: docLines(doc),
    key: key(name),
    mark: isOptional ? code`?` : nothing,
    type: isOptional ? optionalType(type) : type,
  };
}

/** Returns the members that identify the event: a message of another event differs in them. */
function publishableMembers(): MemberView[] {
  const event = objectType([code`readonly event: ${objectType([code`readonly code: PublishableCode`])}`]);
  const header = objectType([code`readonly resource: ${event}`]);
  return [
    member('resourceType', '', literal('Bundle')),
    member(
      'entry',
      'The header first; its event is one that the service takes.',
      code`readonly [${header}, ...unknown[]]`,
    ),
  ];
}

export function optionMembers({
  headers,
  mediaTypes,
  path,
}: Pick<ServiceModel, 'headers' | 'mediaTypes' | 'path'>): MemberView[] {
  const given = headers.flatMap((header) => ('given' in header ? [header.given] : []));
  return [
    member(
      'endpoint',
      `Address of the service, with or without ${path} at its end.`,
      code`string | ${objectType([code`readonly href: string`])}`,
    ),
    ...given.map(({ name, short = '' }) => member(name, short, text)),
    member(
      'mediaType',
      `Media type of the body and of the answer; ${mediaTypes[0]} unless given.`,
      texts(mediaTypes),
      true,
    ),
  ];
}

function requestType({ headers }: ServiceModel): Code {
  const names = [...headers.map(({ header }) => header), 'Content-Type', 'Accept'];
  return generic(typeName({ name: 'PublicationRequest', module: publishing }), [texts(names)]);
}

export function claimInputs({ claims }: Pick<ServiceModel, 'claims'>): MemberView[] {
  return claims.flatMap(({ given, isOptional }) =>
    given ? [member(given.name, given.short ?? '', isOptional ? code`string | null` : text, isOptional)] : [],
  );
}

export function claimMembers({ claims }: Pick<ServiceModel, 'claims'>): MemberView[] {
  return claims.map(({ claim, short, given, value, isOptional }) => ({
    doc: docLines(short ?? given?.short ?? ''),
    key: key(claim),
    mark: isOptional ? code`?` : nothing,
    type: value === undefined ? text : literal(value),
  }));
}

function answerType({ codes, notices }: ServiceModel): Code {
  const args = [typeName({ name: codes.name, module: codes.module }), texts(notices)];
  return generic(typeName({ name: 'ServiceAnswer', module: '#runtime/send/answer.js' }), args);
}

function sendView(service: ServiceModel, model: PackageModel): object {
  const outcome = ownTypes(model).find(({ fhirType }) => fhirType === 'OperationOutcome');
  const { codes, notices, passing, duplicate } = service;
  return {
    publicationType: typeName({ name: 'PublicationRules', module: publishing }),
    publication: publicationTable(service),
    makePublication: valueName('makePublication', publishing),
    toXml: valueName('toXml', 'xml'),
    publishDoc: docLines(
      'Makes the request that publishes a message, for `fetch`. The message is written, not checked: call `check` of its event before. Throws InputError if an option is malformed or the service does not take the event, and SizeError if the body would be too long.',
    ),
    claimsType: typeName({ name: 'ClaimRule', module: claiming }),
    claims: list(service.claims.map(claimRule)),
    makeClaims: valueName('makeClaims', claiming),
    claimsDoc: docLines(
      'Makes the claims of the token that comes with a request. Throws InputError with the name of what is malformed.',
    ),
    tables: call(
      valueName('elementTables', '#runtime/core/elements.js'),
      outcome ? [valueName(elementsName(outcome.name), elementsModule(outcome.module))] : [],
    ),
    answerDoc: internal('What the codes of the service mean.'),
    answerRulesType: generic(typeName({ name: 'AnswerRules', module: answering }), [
      typeName({ name: codes.name, module: codes.module }),
      texts(notices),
    ]),
    answerRules: object([
      entry('codes', valueName(codesName(codes.name), codes.module)),
      entry('notices', list(notices.map(literal))),
      entry('passing', list(passing.map(literal))),
      entry('duplicate', list(duplicate.map(literal))),
    ]),
    readAnswer: valueName('readAnswer', answering),
    responseType: typeName({ name: 'ResponseLike', module: '#runtime/send/http.js' }),
    readDoc: docLines(
      'Reads what the service answered, in XML or JSON: whether it took the request, with what warnings, or why it did not. Never rejects.',
    ),
    transports: service.transports.map(transportView),
  };
}

function publicationTable({ path, mediaTypes, maxBytes, headers, events, delivered, refusal }: ServiceModel): Code {
  const facts = events.map(({ code: one, facts: all }) =>
    entry(one, object(all.map(({ name, value }) => entry(name, literal(value))))),
  );
  return object([
    entry('path', literal(path)),
    entry('mediaTypes', list(mediaTypes.map(literal))),
    entry('maxBytes', literal(maxBytes)),
    entry('headers', list(headers.map(headerRule))),
    entry('events', object(facts)),
    entry('delivered', list(delivered.map(literal))),
    entry('refusal', literal(refusal)),
  ]);
}

export function headerRule(header: HeaderModel): Code {
  const name = entry('header', literal(header.header));
  return 'given' in header
    ? object([name, ...textRule(header.given)])
    : object([name, entry('of', literal(header.fact))]);
}

function textRule({ name, pattern, form, checkDigit, prefix }: Given): Code[] {
  return [
    entry('name', literal(name)),
    entry('pattern', literal(pattern)),
    entry('form', literal(form)),
    ...(checkDigit === undefined ? [] : [entry('checkDigit', literal(checkDigit))]),
    ...(prefix === undefined ? [] : [entry('prefix', literal(prefix))]),
  ];
}

export function claimRule({ claim, value, firstOf, given, isOptional }: ServiceModel['claims'][number]): Code {
  return object([
    entry('claim', literal(claim)),
    ...(value === undefined ? [] : [entry('value', literal(value))]),
    ...(firstOf === undefined ? [] : [entry('firstOf', list(firstOf.map(literal)))]),
    ...(isOptional ? [entry('isOptional', literal(true))] : []),
    ...(given === undefined ? [] : [entry('given', object(textRule(given)))]),
  ]);
}

/** The texts of the event are literals in the returned type. */
function transportView({ name, description, headers }: TransportModel): object {
  const facts = [...new Set(headers.map(({ fact }) => fact))];
  const types = new Map(facts.map((fact, index) => [fact, ident(facts.length === 1 ? 'Fact' : `Fact${index + 1}`)]));
  const typeOf = (fact: string): Code => types.get(fact) ?? text;
  const table = headers.map(({ header, fact }) =>
    object([entry('header', literal(header)), entry('of', literal(fact))]),
  );
  return {
    name: ident(name),
    doc: docLines(`${description ?? ''} Takes the \`event\` of an event.`),
    parameters: facts.map((fact) => code`${typeOf(fact)} extends string`),
    event: objectType(facts.map((fact) => code`readonly ${key(fact)}: ${typeOf(fact)}`)),
    result: objectType(headers.map(({ header, fact }) => code`readonly ${key(header)}: ${typeOf(fact)}`)),
    make: valueName('makeEventHeaders', '#runtime/send/event-headers.js'),
    table: list(table),
  };
}
