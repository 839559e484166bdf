/**
 * The tables of the pages about subscriptions, row for row: what each asks for, and a subscription that breaks it. They
 * are written from the pages, not from the definitions.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Issue } from 'careconnect-ems/runtime';
import {
  checkHeldSubscription,
  checkSubscription,
  explicitSubscription,
  mailboxId,
  odsCode,
  parseCriteria,
} from 'careconnect-ems/subscriptions';

type Json = Record<string, unknown>;

const sound = explicitSubscription({
  contact: odsCode('Z99901'),
  mailbox: mailboxId('Z99901OT001'),
  reason: 'Follow-up of screening',
  criteria: { nhsNumber: '9990000018', events: 'vaccinations-1' },
});
const contact = sound.contact[0];
const held = {
  ...sound,
  id: '7f6a',
  status: 'active',
  meta: { ...sound.meta, versionId: '1', lastUpdated: '2026-11-29T10:00:00Z' },
};

/** A row, what breaks it, and where that is found; nothing where it is allowed. */
type Row = readonly [element: string, broken: Json, found: string | undefined];

const rows: readonly Row[] = [
  ['status 1..1 requested', { status: undefined }, 'Subscription.status'],
  ['status 1..1 requested', { status: 'active' }, 'Subscription.status'],
  ['contact 1..*', { contact: undefined }, 'Subscription.contact'],
  ['contact 1..*', { contact: [] }, 'Subscription.contact'],
  ['contact 1..*', { contact: [contact, contact] }, undefined],
  ['contact.system 1..1 url', { contact: [{ ...contact, system: undefined }] }, 'Subscription.contact[0].system'],
  ['contact.system 1..1 url', { contact: [{ ...contact, system: 'email' }] }, 'Subscription.contact[0].system'],
  ['contact.use 1..1 work', { contact: [{ ...contact, use: undefined }] }, 'Subscription.contact[0].use'],
  ['contact.use 1..1 work', { contact: [{ ...contact, use: 'home' }] }, 'Subscription.contact[0].use'],
  ['contact.value 1..1', { contact: [{ ...contact, value: undefined }] }, 'Subscription.contact[0].value'],
  ['contact.value 1..1', { contact: [{ ...contact, value: 'Z99901' }] }, 'Subscription.contact[0].value'],
  ['contact.value 1..1', { contact: [{ ...contact, value: `${contact.value}/` }] }, 'Subscription.contact[0].value'],
  [
    'contact.value agrees with channel.endpoint',
    { contact: [{ ...contact, value: contact.value.replace('Z99901', 'Z99902') }] },
    'Subscription.channel.endpoint',
  ],
  ['end 0..1 instant', { end: '2027-03-31T12:00:00Z' }, undefined],
  ['end 0..1 instant', { end: '2027-03-31' }, 'Subscription.end'],
  ['reason 1..1', { reason: undefined }, 'Subscription.reason'],
  ['reason 1..1', { reason: '' }, 'Subscription.reason'],
  ['criteria 1..1', { criteria: undefined }, 'Subscription.criteria'],
  ['criteria 1..1', { criteria: '/Bundle?type=message' }, 'Subscription.criteria'],
  ['criteria 1..1', { criteria: 'Patient?name=x' }, 'Subscription.criteria'],
  ['channel.type 1..1 message', { channel: { endpoint: 'Z99901OT001' } }, 'Subscription.channel.type'],
  ['channel.type 1..1 message', { channel: { ...sound.channel, type: 'rest-hook' } }, 'Subscription.channel.type'],
  ['channel.endpoint 1..1', { channel: { type: 'message' } }, 'Subscription.channel.endpoint'],
  [
    'channel.endpoint agrees with contact',
    { channel: { ...sound.channel, endpoint: 'Y99901OT001' } },
    'Subscription.channel.endpoint',
  ],
  ['id 0..0', { id: '7f6a' }, 'Subscription.id'],
  ['meta.versionId 0..0', { meta: { ...sound.meta, versionId: '1' } }, 'Subscription.meta.versionId'],
  [
    'meta.lastUpdated 0..0',
    { meta: { ...sound.meta, lastUpdated: '2026-11-29T10:00:00Z' } },
    'Subscription.meta.lastUpdated',
  ],
  ['error 0..0', { error: 'late' }, 'Subscription.error'],
  ['tag 0..0', { tag: [{ code: 'a' }] }, 'Subscription.tag'],
];

/** Where a check has found faults. */
function placesOf(issues: readonly Issue[]): string[] {
  return issues.filter(({ severity }) => severity === 'error').map(({ expression }) => expression);
}

/** A copy as JSON has it. */
function changed(resource: object, change: Json): Json {
  return JSON.parse(JSON.stringify({ ...resource, ...change })) as Json;
}

const elements = suite('rows of a new subscription');

elements('a subscription that keeps them all', () => assert.equal(checkSubscription(sound), []));

rows.forEach(([row, broken, found], index) => {
  elements(`${index + 1}. ${row}: ${JSON.stringify(broken)}`, () => {
    const places = placesOf(checkSubscription(changed(sound, broken)));
    if (found === undefined) assert.equal(places, []);
    else
      assert.ok(
        places.some((place) => place.startsWith(found)),
        places.join(),
      );
  });
});

elements.run();

const ofService = suite('rows of what the service sets');

ofService('id 1..1, lastUpdated 0..1, versionId 0..1, and active', () => {
  assert.equal(checkHeldSubscription(held), []);
  assert.equal(placesOf(checkHeldSubscription(changed(held, { id: undefined }))), ['Subscription.id']);
  assert.equal(checkHeldSubscription(changed(held, { meta: undefined })), []);
});

ofService.run();

/** The table of parameters: how often each may stand in either form, and values that it has and does not have. */
type Parameter = readonly [
  name: string,
  explicit: string,
  generic: string,
  good: readonly string[],
  bad: readonly string[],
];

const system = 'http://fhir.nhs.net/Id/nhs-number';
const parameters: readonly Parameter[] = [
  ['serviceType', '0..1', '0..1', ['GP', 'CHO', 'UHV', 'EPCHR'], ['', 'gp', 'PDS']],
  [
    'Patient.identifier',
    '1..1',
    '0..0',
    [`${system}|9990000018`],
    [`${system} |9990000018`, `${system}|999000001`, '9990000018'],
  ],
  ['MessageHeader.event', '1..*', '1..1', ['vaccinations-1', 'pds-change-of-address-1'], ['vaccinations', 'CH035', '']],
  ['Patient.age', '0..2', '0..2', ['lt19', 'gt0'], ['19', 'eq19', 'le19', 'gt', 'gt-1']],
  ['GPRegistration', '0..1', '0..1', ['RegisteredOnly', 'UnregisteredOnly'], ['Both', 'registeredonly']],
  [
    'subscriptionRuleType',
    '0..0',
    '1..1',
    ['GP_GP_GP', 'UHV_POSTCODE_LACODE', 'CHO_GP_CCG', 'CHO_POSTCODE_CCG'],
    ['GP', 'CHO_GP_ICB'],
  ],
  [
    'Organization.identifier',
    '0..0',
    '1..1',
    ['X2458', 'E09000001'],
    ['', 'x2458', 'https://fhir.nhs.uk/Id/ods-organization-code|X2458'],
  ],
  ['tag', '0..1', '0..1', ['site123', 'a_b|c,d-e', 'a'.repeat(100)], ['', 'a b', 'a~b', 'é', 'a'.repeat(101)]],
];

const needed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  explicit: { 'Patient.identifier': `${system}|9990000018`, 'MessageHeader.event': 'vaccinations-1' },
  generic: {
    subscriptionRuleType: 'CHO_POSTCODE_CCG',
    'Organization.identifier': 'X2458',
    'MessageHeader.event': 'vaccinations-1',
  },
};

/** Criteria of a form with these values of a parameter in place of what it needs of it. */
function criteriaWith(form: string, name: string, values: readonly string[]): string {
  const others = Object.entries(needed[form] ?? {}).filter(([other]) => other !== name);
  const all = [...others, ...values.map((value) => [name, value])];
  return `/Bundle?type=message${all.map(([key, value]) => `&${key}=${value}`).join('')}`;
}

const isRead = (form: string, name: string, values: readonly string[]): boolean => {
  const parsed = parseCriteria(criteriaWith(form, name, values));
  return parsed.valid && parsed.form === form;
};

const table = suite('rows of the criteria');

for (const [name, ...cells] of parameters) {
  const [explicit, generic, good, bad] = cells;
  for (const [form, range] of [
    ['explicit', explicit],
    ['generic', generic],
  ] as const) {
    table(`${name}, ${form}: ${range}`, () => {
      const [min, max] = range.split('..');
      const [first = ''] = good;
      const two = name === 'Patient.age' ? ['gt5', 'lt19'] : [first, first];
      assert.is(isRead(form, name, []), min === '0', 'none');
      assert.is(isRead(form, name, [first]), max !== '0', 'one');
      assert.is(isRead(form, name, two), max === '2' || max === '*', 'two');
      assert.is(isRead(form, name, [...two, 'gt7']), false, 'three');
      if (max === '0') return;
      for (const value of good) assert.ok(isRead(form, name, [value]), value);
      for (const value of bad) assert.not.ok(isRead(form, name, [value]), value);
    });
  }
}

table('COUNTRYCODE goes with the six codes of countries', () => {
  const read = (code: string): boolean =>
    parseCriteria(
      `/Bundle?type=message&subscriptionRuleType=COUNTRYCODE&Organization.identifier=${code}&MessageHeader.event=vaccinations-1`,
    ).valid;
  const codes = ['E92000001', 'W92000004', 'S92000003', 'N92000002', 'L93000001', 'M83000003'];
  for (const code of codes) assert.ok(read(code), code);
  for (const code of ['X2458', 'E92000002', 'England']) assert.not.ok(read(code), code);
});

table('what begins in another way is refused', () => assert.not.ok(parseCriteria('/Bundle?type=collection').valid));

table.run();
