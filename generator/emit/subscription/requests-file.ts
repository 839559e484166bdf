import {
  call,
  code,
  entry,
  generic,
  ident,
  list,
  literal,
  object,
  thunk,
  typeName,
  union,
  valueName,
  type Code,
} from '../../code/code.ts';
import { docLines } from '../../code/comment.ts';
import { elementsModule, ownTypes } from '../../declare/elements.ts';
import { checkName, elementsName } from '../../declare/names.ts';
import type { PackageModel } from '../../model/package-model.ts';
import type { ServiceModel } from '../../model/service-model.ts';
import type { SubscriptionModel } from '../../model/subscription-model.ts';
import { emitFile, type EmittedFile } from '../emitted-file.ts';
import { claimInputs, claimMembers, claimRule, headerRule, member, optionMembers, texts } from '../send-file.ts';
import type { Templates } from '../templates.ts';

const asking = '#runtime/subscription/requests.js';
const answering = '#runtime/subscription/answers.js';

/** What the resources of answers may hold in XML; `contained` may hold the last one. */
const answered = ['OperationOutcome', 'Subscription', 'Provenance'];

/** The module with requests that create, read and delete subscriptions, and what reads their answers. */
export function emitRequests(
  subscription: SubscriptionModel & { readonly requests: string },
  service: ServiceModel,
  model: PackageModel,
  templates: Templates,
): EmittedFile {
  const all = allClaims(subscription, service);
  const { path, mediaTypes } = subscription;
  const { headers } = service;
  const declare = (doc: string, name: string, members: readonly object[]): Code =>
    templates.render('interface', { doc: docLines(doc), name: ident(name), parents: [], members, isLocal: false });
  const alias = (doc: string, name: string, type: Code): Code =>
    templates.render('type', { doc: docLines(doc), name: ident(name), type });
  const sections = [
    declare(
      'What every request about a subscription needs.',
      'SubscriptionRequestOptions',
      optionMembers({ headers, mediaTypes, path }),
    ),
    declare('The input of `subscriptionClaims`.', 'SubscriptionClaimsInput', claimInputs({ claims: all })),
    declare(
      'The claims of a token that are about the request. The signer adds the issuer, the audience and the times.',
      'SubscriptionClaims',
      [scopeMember(subscription), ...claimMembers({ claims: all })],
    ),
    alias(
      'The answer of the service to a request that creates a subscription; `result` is one of four outcomes.',
      'CreateAnswer',
      answerType('CreatedAnswer', service),
    ),
    alias(
      'What the service answers when a subscription is read.',
      'ReadAnswer',
      answerType('HeldAnswer', service, [
        typeName(subscription.held),
        typeName({ name: 'ParsedCriteria', module: subscription.module }),
      ]),
    ),
    alias(
      'What the service answers when a subscription is deleted.',
      'DeleteAnswer',
      answerType('ServiceAnswer', service),
    ),
    templates.render('subscription-requests', view(subscription, service, model)),
  ];
  return emitFile(subscription.requests, subscription.created.canonical, declared, sections);
}

const declared = [
  'SubscriptionRequestOptions',
  'SubscriptionClaimsInput',
  'SubscriptionClaims',
  'CreateAnswer',
  'ReadAnswer',
  'DeleteAnswer',
  'rules',
  'tables',
  'subscriptionClaims',
  'createRequest',
  'readRequest',
  'deleteRequest',
  'readCreated',
  'readSubscription',
  'readDeleted',
];

/** The claims of both; the scope is that of the operation. */
function allClaims({ claims }: SubscriptionModel, service: ServiceModel): ServiceModel['claims'] {
  return [...service.claims.filter(({ value }) => value === undefined), ...claims];
}

function scopeMember({ operations }: SubscriptionModel): object {
  return member('scope', 'What the token allows.', texts([...new Set(operations.map(({ scope }) => scope))]));
}

function answerType(name: string, { codes, notices }: ServiceModel, more: readonly Code[] = []): Code {
  const module = name === 'ServiceAnswer' ? '#runtime/send/answer.js' : answering;
  return generic(typeName({ name, module }), [typeName(codes), texts(notices), ...more]);
}

function view(subscription: SubscriptionModel, service: ServiceModel, model: PackageModel): object {
  return {
    rulesType: typeName({ name: 'SubscriptionRequestRules', module: asking }),
    rules: rulesTable(subscription, service),
    options: ident('SubscriptionRequestOptions'),
    operations: operationViews(subscription, service),
    claimsDoc: docLines(
      'Makes the claims of the token that comes with a request. Throws InputError with the name of what is malformed.',
    ),
    claimsName: ident('subscriptionClaims'),
    operationType: union(subscription.operations.map(({ name }) => literal(name))),
    claimsInput: ident('SubscriptionClaimsInput'),
    claimsType: ident('SubscriptionClaims'),
    makeClaims: valueName('makeSubscriptionClaims', asking),
    tables: call(
      valueName('elementTables', '#runtime/core/elements.js'),
      ownTypes(model)
        .filter(({ fhirType }) => answered.includes(fhirType))
        .map(({ name, module }) => valueName(elementsName(name), elementsModule(module))),
    ),
    responseType: typeName({ name: 'ResponseLike', module: '#runtime/send/http.js' }),
    answers: answerViews(subscription),
  };
}

function rulesTable(subscription: SubscriptionModel, service: ServiceModel): Code {
  const { path, mediaTypes, operations } = subscription;
  const facts = operations.map(({ name, interactionId, scope }) => entry(name, literal({ interactionId, scope })));
  return object([
    entry('path', literal(path)),
    entry('mediaTypes', list(mediaTypes.map(literal))),
    entry('headers', list(service.headers.map(headerRule))),
    entry('operations', object(facts)),
    entry('claims', list(allClaims(subscription, service).map(claimRule))),
  ]);
}

function operationViews({ created }: SubscriptionModel, { headers }: ServiceModel): object[] {
  const names = headers.map(({ header }) => header);
  const request = (method: string, more: readonly string[]): Code =>
    generic(typeName({ name: 'SubscriptionRequest', module: asking }), [literal(method), texts([...names, ...more])]);
  const byId = (name: 'read' | 'delete'): Code =>
    call(valueName('makeIdRequest', asking), [code`rules`, literal(name), code`id`, code`options`]);
  const made = call(valueName('makeCreateRequest', asking), [
    code`rules`,
    valueName('toXml', 'xml'),
    code`subscription`,
    code`options`,
  ]);
  return [
    {
      name: ident('createRequest'),
      doc: docLines(
        'Makes the request that creates a subscription, for `fetch`; `readCreated` reads the answer. The subscription is written, as XML or JSON by the media type, and not checked. Throws InputError with the name of an option that is malformed.',
      ),
      subject: code`subscription: ${typeName(created)}`,
      request: request('POST', ['Content-Type', 'Accept']),
      made,
    },
    {
      name: ident('readRequest'),
      doc: docLines(
        'Makes the request that reads the subscription of an id; `readSubscription` reads the answer. Throws InputError with the name of what is malformed.',
      ),
      subject: code`id: string`,
      request: request('GET', ['Accept']),
      made: byId('read'),
    },
    {
      name: ident('deleteRequest'),
      doc: docLines(
        'Makes the request that ends the subscription of an id; `readDeleted` reads the answer. Throws InputError with the name of what is malformed.',
      ),
      subject: code`id: string`,
      request: request('DELETE', ['Accept']),
      made: byId('delete'),
    },
  ];
}

function answerViews({ held, module }: SubscriptionModel): object[] {
  const rules = valueName('answerRules', 'send');
  const tables = thunk(ident('tables'));
  const reading = object([
    entry('tables', tables),
    entry('check', valueName(checkName(held), held.module)),
    entry('parse', valueName('parseCriteria', module)),
  ]);
  return [
    {
      name: ident('readCreated'),
      doc: docLines(
        'Reads the answer to `createRequest`: the id of the subscription, or why there is none. `existingId` of a rejected one is that of the same subscription, if there is one already. Never rejects.',
      ),
      type: ident('CreateAnswer'),
      made: call(valueName('readCreatedAnswer', answering), [rules, tables, code`response`]),
    },
    {
      name: ident('readSubscription'),
      doc: docLines(
        'Reads the answer to `readRequest`: the subscription and its criteria, or why there is none. Never rejects.',
      ),
      type: ident('ReadAnswer'),
      made: call(valueName('readHeldAnswer', answering), [rules, reading, code`response`]),
    },
    {
      name: ident('readDeleted'),
      doc: docLines('Reads the answer to `deleteRequest`. Never rejects.'),
      type: ident('DeleteAnswer'),
      made: call(valueName('readAnswer', '#runtime/send/read-answer.js'), [
        rules,
        code`response`,
        object([entry('tables', tables)]),
      ]),
    },
  ];
}
