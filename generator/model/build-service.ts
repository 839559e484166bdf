import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import type { RequestHeader, ServiceDefinition } from '../fhir/service-definition.ts';
import type { ValueSetRef } from './model.ts';
import type { MessageModel } from './package-model.ts';
import type { HeaderModel, ServiceModel, TakenEvent } from './service-model.ts';

/** The part of the model to which a service refers. */
export interface ServiceContext {
  readonly messages: readonly MessageModel[];
  readonly valueSet: (canonical: string) => ValueSetRef | undefined;
  readonly hasCode: (canonical: string, code: string) => boolean;
}

/** Builds the service that receives messages: the first that can be described. Its faults are reported. */
export function buildService(
  definitions: readonly ServiceDefinition[],
  context: ServiceContext,
  report: Report,
): ServiceModel | undefined {
  const [model, ...others] = definitions.flatMap((definition) => describeService(definition, context, report) ?? []);
  for (const { canonical } of others) {
    const text = `Only one service can be described, and it is ${model?.canonical}.`;
    report(diagnostic('model/service-incomplete', text, { canonical }));
  }
  return model;
}

function describeService(
  definition: ServiceDefinition,
  context: ServiceContext,
  report: Report,
): ServiceModel | undefined {
  const faults = faultsOf(definition, context);
  const codes = context.valueSet(definition.codes);
  if (faults.length > 0 || !codes) {
    for (const fault of faults)
      report(
        diagnostic('model/service-incomplete', fault, { file: definition.source.file, canonical: definition.url }),
      );
    return undefined;
  }
  const { url, path, maxBytes, mediaTypes, claims, notices, passing, duplicate, description } = definition;
  const events = eventsOf(definition, context.messages);
  const taken = new Set(events.map(({ code }) => code));
  return {
    canonical: url,
    ...(description !== undefined && { description }),
    path,
    maxBytes,
    mediaTypes,
    events,
    delivered: named(definition.delivered, context.messages)
      .map(({ event }) => event.code)
      .filter((code) => !taken.has(code)),
    refusal: definition.refusal ?? 'The service only delivers messages of this event.',
    headers: definition.headers.flatMap(headerModel),
    claims,
    codes,
    notices,
    passing,
    duplicate,
    transports: definition.transports.map(({ headers, ...rest }) => ({
      ...rest,
      headers: headers.map(({ header, catalogue }) => ({ header, fact: catalogue })),
    })),
  };
}

function headerModel({ header, given, catalogue }: RequestHeader): HeaderModel[] {
  if (given) return [{ header, given }];
  return catalogue === undefined ? [] : [{ header, fact: catalogue }];
}

function named(canonicals: readonly string[], messages: readonly MessageModel[]): MessageModel[] {
  return canonicals.flatMap((canonical) => findMessage(canonical, messages) ?? []);
}

function findMessage(canonical: string, messages: readonly MessageModel[]): MessageModel | undefined {
  return messages.find((message) => message.canonical === parseCanonical(canonical).url);
}

function eventsOf({ taken, headers }: ServiceDefinition, messages: readonly MessageModel[]): TakenEvent[] {
  const names = new Set(headers.flatMap(({ catalogue }) => catalogue ?? []));
  return named(taken, messages).map(({ event, catalogue }) => ({
    code: event.code,
    facts: catalogue.filter(({ name }) => names.has(name)).map(({ name, value }) => ({ name, value })),
  }));
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
/** An HTTP token, the syntax of a header's name. */
const token = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
/** Names that options and declarations of the file already have. */
const reserved = [
  'endpoint',
  'mediaType',
  'publishRequest',
  'publishClaims',
  'readResponse',
  'publication',
  'claims',
  'answerRules',
  'tables',
];

/** Explains why a service cannot be described. */
function faultsOf(definition: ServiceDefinition, context: ServiceContext): string[] {
  const { url, headers, claims, mediaTypes, path, transports } = definition;
  const given = [...headers, ...claims].flatMap(({ given: one }) => one?.name ?? []);
  const functions = transports.map(({ name }) => name);
  const names = [...given, ...functions];
  const badHeaders = [...headers, ...transports.flatMap((one) => one.headers)].filter(
    ({ header }) => !token.test(header),
  );
  return [
    ...(mediaTypes.length === 0 ? [`${url} lists no media type in format.`] : []),
    ...(/^\/[!-~]*$/.test(path) ? [] : [`The path ${JSON.stringify(path)} does not begin with a slash.`]),
    ...names
      .filter((name) => !identifier.test(name))
      .map((name) => `The name ${JSON.stringify(name)} is no identifier.`),
    ...names.filter((name) => reserved.includes(name)).map((name) => `The name ${name} is taken.`),
    ...badHeaders.map(({ header }) => `${JSON.stringify(header)} cannot be the name of a header.`),
    ...eventFaults(definition, context.messages),
    ...codeFaults(definition, context),
    ...claims.flatMap(({ claim, firstOf = [] }) =>
      firstOf
        .filter((one) => !claims.some((other) => other.claim === one && other.given))
        .map((one) => `The claim ${claim} takes the value of ${one}, which no claim provides.`),
    ),
  ];
}

/** Finds messages that do not exist, and events without a fact that a header requires. */
function eventFaults({ taken, delivered, headers }: ServiceDefinition, messages: readonly MessageModel[]): string[] {
  const facts = headers.flatMap(({ catalogue }) => catalogue ?? []);
  const unknown = [...new Set([...taken, ...delivered])].filter((one) => !findMessage(one, messages));
  return [
    ...unknown.map((one) => `The supported message ${one} is not in the input.`),
    ...named(taken, messages).flatMap(({ event, catalogue }) =>
      facts
        .filter((fact) => !catalogue.some(({ name }) => name === fact))
        .map((fact) => `The catalogue of the event ${event.code} has no ${fact}, which a header needs.`),
    ),
  ];
}

function codeFaults({ codes, notices, passing, duplicate }: ServiceDefinition, context: ServiceContext): string[] {
  if (!context.valueSet(codes))
    return [`The value set ${codes} of the answers has no known code or is not in the input.`];
  return [...notices, ...passing, ...duplicate]
    .filter((code) => !context.hasCode(codes, code))
    .map((code) => `The value set ${codes} has no code ${code}.`);
}
