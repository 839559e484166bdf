/** What makes resources, messages, subscriptions and requests of an input. */
import fc from 'fast-check';
import * as send from 'careconnect-ems/send';
import * as runtime from 'careconnect-ems/runtime';
import { AdministrativeGender } from 'careconnect-ems/careconnect';
import * as subscriptions from 'careconnect-ems/subscriptions';
import { attempt, hold, refused } from './attempt.ts';
import { builders, eventModules, type Builder } from './public-functions.ts';
import { target, type Target } from './target.ts';
import { makeText, textRecipes } from './text-recipes.ts';
import { changesOf, makeFrom, makeValue, messages, picked, valueRecipes } from './value-recipes.ts';
import { asInput, messageInputs, requestInputs } from './builder-inputs.ts';

const { InputError, SizeError, GuardError } = runtime;
const choice = fc.nat(1_000_000);

/** What was built is JSON that says the same when it is read again. */
function holdPlain(built: unknown): void {
  hold(
    JSON.stringify(JSON.parse(JSON.stringify(built))) === JSON.stringify(built),
    () => 'what was built is no plain JSON',
  );
}

function builderFor(value: unknown, of: number): Builder {
  const type = (value as { resourceType?: string }).resourceType ?? '';
  const found = builders.filter(({ name }) => name.toLowerCase().endsWith(type.toLowerCase()));
  return picked(of % 4 === 0 || type === '' || found.length === 0 ? builders : found, of);
}

const building = target({
  name: 'builders',
  calls: [],
  throws: 'InputError',
  share: 120,
  recipes: fc.record({ seed: choice, changes: changesOf, other: fc.option(valueRecipes, { freq: 3 }), of: choice }),
  run({ seed, changes, other, of }) {
    const { resource, input } = asInput(seed);
    const { build, amend } = builderFor(resource, of);
    const made = other ? makeValue(other) : makeFrom(input, changes);
    const built = attempt([InputError], () => build(made));
    attempt([InputError], () => amend(resource, made));
    attempt([InputError], () => amend(made, input));
    if (built === refused) return false;
    holdPlain(built);
    return true;
  },
});

const messaging = target({
  name: 'builders of messages',
  calls: [],
  throws: 'InputError',
  share: 40,
  recipes: fc.record({ seed: choice, changes: changesOf, other: fc.option(valueRecipes, { freq: 20 }), of: choice }),
  run({ seed, changes, other, of }) {
    const { maker, input } = picked(messageInputs, seed);
    const make = of % 8 === 0 ? picked(picked(eventModules, of).makers, of) : maker;
    const built = attempt([InputError], () => make(other ? makeValue(other) : makeFrom(input, changes)));
    if (built === refused) return false;
    holdPlain(built);
    return true;
  },
});

type Call = (value: never, more: never) => unknown;

/** Functions of two arguments, each with an input that it takes. */
function calling(
  name: string,
  share: number,
  throws: string,
  errors: Parameters<typeof attempt>[0],
  calls: Record<string, readonly [Call, ...unknown[]]>,
): Target {
  const all = Object.keys(calls);
  return target({
    name,
    calls: all,
    throws,
    share,
    recipes: fc.record({
      call: fc.constantFrom(...all),
      at: choice,
      changes: changesOf,
      other: fc.option(valueRecipes, { freq: 3 }),
    }),
    async run({ call, at, changes, other }) {
      const [act, ...sound] = calls[call] as readonly [Call, ...unknown[]];
      const place = at % Math.max(sound.length, 1);
      const given = sound.map((one, index) =>
        index !== place ? one : other ? makeValue(other) : makeFrom(one, changes),
      );
      const result = attempt(errors, () => act(...(given as [never, never])));
      await result;
      return result !== refused;
    },
  });
}

const { options, claims, subscription, explicit, generic } = requestInputs;
const isText = (value: unknown): value is string => typeof value === 'string';
/** For what is typed as a text and never given anything else by a compiled program. */
const ofText =
  (act: (text: string) => unknown): Call =>
  (value: unknown) =>
    isText(value) ? act(value) : undefined;

const requests = calling('requests and subscriptions', 25, 'InputError, SizeError', [InputError, SizeError], {
  'send publishRequest': [send.publishRequest as Call, messages[0], options],
  'send publishClaims': [send.publishClaims as Call, claims],
  'subscriptions createRequest': [subscriptions.createRequest as Call, subscription, options],
  'subscriptions readRequest': [subscriptions.readRequest as Call, 'abc', options],
  'subscriptions deleteRequest': [subscriptions.deleteRequest as Call, 'abc', options],
  'subscriptions subscriptionClaims': [
    subscriptions.subscriptionClaims as Call,
    'create',
    { ...claims, patient: '9990000018' },
  ],
  'subscriptions explicitCriteria': [subscriptions.explicitCriteria as Call, explicit],
  'subscriptions genericCriteria': [subscriptions.genericCriteria as Call, generic],
  'subscriptions explicitSubscription': [
    subscriptions.explicitSubscription as Call,
    { criteria: explicit, contact: 'Z99901', channel: { endpoint: 'Z99901OT001' } },
  ],
  'subscriptions genericSubscription': [
    subscriptions.genericSubscription as Call,
    { criteria: generic, contact: 'Z99901', channel: { endpoint: 'Z99901OT001' } },
  ],
  'subscriptions odsCode': [subscriptions.odsCode as Call, 'Z99901'],
  'subscriptions mailboxId': [subscriptions.mailboxId as Call, 'Z99901OT001'],
  'subscriptions parseCriteria': [
    ofText(subscriptions.parseCriteria),
    '/Bundle?type=message&MessageHeader.event=vaccinations-1',
  ],
});

const small = calling('small functions', 15, 'InputError, GuardError', [InputError, GuardError], {
  'runtime ref': [runtime.ref as Call, 'Patient/a'],
  'runtime refTo': [runtime.refTo as Call, messages[0].entry[0].resource],
  'runtime resolve': [runtime.resolve as Call, messages[0], { reference: 'Patient/a' }],
  'runtime readReference': [ofText(runtime.readReference), 'https://larkspur.example/Patient/a'],
  'runtime modulus11': [ofText(runtime.modulus11), '9990000018'],
  'runtime formatDate': [runtime.formatDate as Call, '2026-03-04'],
  'runtime formatDateTime': [runtime.formatDateTime as Call, '2026-03-04'],
  'runtime formatInstant': [runtime.formatInstant as Call, '2026-03-04T07:15:00Z'],
  'runtime hasCode': [((value: unknown) => runtime.hasCode(AdministrativeGender, value)) as Call, 'male'],
  'runtime conceptOf': [ofText((text) => runtime.conceptOf(AdministrativeGender, text as 'male')), 'male'],
  'runtime displayOf': [ofText((text) => runtime.displayOf(AdministrativeGender, text as 'male')), 'male'],
  'runtime fromCode': [ofText((text) => runtime.fromCode(AdministrativeGender, text as 'male')), 'male'],
  'send meshHeaders': [send.meshHeaders as Call, { meshWorkflowId: 'VACCINATIONS_1' }],
});

const answers = target({
  name: 'answers of a service',
  calls: [
    'send readResponse',
    'subscriptions readCreated',
    'subscriptions readSubscription',
    'subscriptions readDeleted',
  ],
  throws: 'nothing',
  share: 20,
  recipes: fc.record({
    text: textRecipes,
    status: fc.constantFrom(200, 201, 202, 400, 401, 404, 500, 503, 0),
    location: fc.option(fc.string()),
  }),
  async run({ text, status, location }) {
    const input = makeText(text);
    const response = () => ({
      status,
      headers: { get: (name: string) => (name.toLowerCase() === 'location' ? location : null) },
      text: () => Promise.resolve(typeof input === 'string' ? input : new TextDecoder().decode(input)),
    });
    const answer = await send.readResponse(response());
    await subscriptions.readCreated(response());
    await subscriptions.readSubscription(response());
    await subscriptions.readDeleted(response());
    return answer.accepted;
  },
});

export const builderTargets = [building, messaging, requests, small, answers];
