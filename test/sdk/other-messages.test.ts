/** What the check of an event says of what is no message of it: that, and nothing that follows from it. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { observationSchema } from 'careconnect-ems/careconnect';
import { check } from 'careconnect-ems/check';
import type { Issue } from 'careconnect-ems/runtime';
import type { Json } from '../support/event-messages.ts';

const read = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../examples/expected/${name}.json`, import.meta.url), 'utf8')) as Json;
const isKind = ({ url }: Json): boolean => String(url).endsWith('Extension-MessageEventType-1');
const kindOf = ({ entry }: Json): Json => entry[0].resource.extension.find(isKind).valueCodeableConcept.coding[0];

function changed(name: string, change: (message: Json) => void): Json {
  const message = read(name);
  change(message);
  return message;
}

const withoutKind = changed('newVaccination', ({ entry: [{ resource }] }) => {
  resource.extension = resource.extension.filter((one: Json) => !isKind(one));
});
const others: readonly (readonly [what: string, message: Json, event: Json, says: RegExp])[] = [
  [
    'a message of another event',
    read('newBloodSpotOutcome'),
    vaccinations,
    /^error Bundle\.entry\[0\]\.resource\.event: this is a message for the event "blood-spot-test-outcome-1", not vaccinations-1$/,
  ],
  [
    'a misspelt event',
    changed('newVaccination', ({ entry }) => (entry[0].resource.event.code = 'vaccination-1')),
    vaccinations,
    /, not vaccinations-1; did you mean "vaccinations-1"\?$/,
  ],
  [
    'a kind that there is not',
    changed('newVaccination', (message) => (kindOf(message)['code'] = 'amend')),
    vaccinations,
    /extension\[1\]: "amend" is not a kind of message for vaccinations-1; use "new", "update" or "delete"$/,
  ],
  [
    'a kind that the event does not have',
    changed('newBloodSpotOutcome', (message) => (kindOf(message)['code'] = 'update')),
    bloodSpotTestOutcome,
    /"update" is not sent for blood-spot-test-outcome-1: .*Send a correction as a new message/,
  ],
  ['no kind', withoutKind, vaccinations, /^error .*extension: the message does not state its kind: "new", /],
  [
    'a header that comes last',
    changed('newVaccination', ({ entry }) => entry.push(entry.shift())),
    vaccinations,
    /is not a MessageHeader, which must be the first entry of a message; it is Bundle\.entry\[8\]$/,
  ],
];

const serious = (issues: readonly Issue[]): string[] =>
  issues.flatMap(({ severity, expression, message }) =>
    severity === 'information' ? [] : [`${severity} ${expression}: ${message}`],
  );

const test = suite('what is no message of an event');

for (const [what, message, event, says] of others)
  test(`${what}: one issue says so`, () => {
    const found = serious(event['check'](message).issues);
    assert.is(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', says);
    assert.not(event['is'](message));
  });

test('the check that knows all profiles goes on with them', () => {
  const message = changed('newVaccination', (one) => {
    kindOf(one)['code'] = 'amend';
    one.entry[2].resource.name[0].family = undefined;
  });
  const found = serious(check(message));
  assert.match(found[0] ?? '', /"amend" is not a kind of message/);
  assert.ok(
    found.some((one) => /entry\[2\].*family: is required but missing/.test(one)),
    found.join('\n'),
  );
  assert.not.ok(
    found.some((one) => one.includes('unknown')),
    found.join('\n'),
  );
});

test('it asks once for a kind that is not said', () => {
  assert.is(serious(check(withoutKind)).length, 1);
});

const counts: readonly (readonly [what: string, change: (entries: Json[]) => Json[], says: string])[] = [
  [
    'too many entries',
    (entries) => [
      ...entries,
      {
        fullUrl: 'urn:uuid:11111111-1111-4111-8111-111111111111',
        resource: { ...entries[2]?.['resource'], id: undefined },
      },
    ],
    'there are 2 entries for `patient`; exactly 1 is allowed',
  ],
  ['too few', (entries) => entries.toSpliced(2, 1), 'there is no entry for `patient`; exactly 1 is required'],
];

for (const [what, change, says] of counts)
  test(`${what} are told by the name of the part`, () => {
    const message = changed('newVaccination', (one) => (one.entry = change(one.entry)));
    const found = vaccinations.check(message).issues.find(({ expression }) => expression === 'Bundle.entry');
    assert.is(found?.message, says);
  });

test('types are named with their article', () => {
  const message = changed('newVaccination', ({ entry }) => {
    entry[1].resource.patient.reference = entry[4].fullUrl;
  });
  const found = vaccinations.check(message).issues.find(({ code }) => code === 'value');
  assert.match(found?.message ?? '', /points to an Encounter; allowed here: Patient/);
});

/** A vaccination with one entry more, of a type that its event does not list. */
function withObservation(more: Json): Json {
  const id = '11111111-1111-4111-8111-111111111111';
  const resource = { resourceType: 'Observation', id, status: 'final', code: { text: 'Temperature' }, ...more };
  return changed('newVaccination', ({ entry }) => {
    entry.push({ fullUrl: `urn:uuid:${id}`, resource });
  });
}

const notesOf = (issues: readonly Issue[]): string[] =>
  issues
    .filter(({ code }) => code === 'not-supported')
    .map(({ severity, expression, message }) => `${severity} ${expression}: ${message}`);

test('a message of an event that is not known says that no rules of it were applied', () => {
  const message = changed('newVaccination', ({ entry }) => (entry[0].resource.event.code = 'moved-house-1'));
  const says =
    'information Bundle.entry[0].resource.event: the rules of the event "moved-house-1" are not known here, ' +
    'so only those of FHIR and of the claimed profiles were applied';
  assert.ok(notesOf(check(message)).includes(says), notesOf(check(message)).join('\n'));
  assert.not.ok(notesOf(check(message, { rules: 'profile' })).includes(says));
  assert.not.ok(notesOf(check(read('newVaccination'))).some((note) => note.includes('the event')));
  assert.not.ok(
    notesOf(check({ resourceType: 'Bundle', type: 'collection' })).some((note) => note.includes('the event')),
  );
});

test('it says so too of a message about which there is nothing else to say', () => {
  const id = '11111111-1111-4111-8111-111111111111';
  const resource = {
    resourceType: 'MessageHeader',
    id,
    event: { system: 'https://larkspur.example/events', code: 'moved' },
    timestamp: '2026-01-05T09:00:00Z',
    source: { endpoint: 'urn:x:larkspur' },
  };
  const message = { resourceType: 'Bundle', type: 'message', entry: [{ fullUrl: `urn:uuid:${id}`, resource }] };
  const found = check(message);
  assert.equal(
    found.map(({ code, expression }) => `${code} ${expression}`),
    ['not-supported Bundle.entry[0].resource.event'],
  );
  assert.equal(found, check(message, { maxDepth: 64 }), 'as the explaining walk alone');
});

test('what the event does not list is looked into where all profiles are known', () => {
  const place = 'Bundle.entry[9].resource';
  const message = withObservation({ status: 'finished' });
  assert.ok(notesOf(vaccinations.check(message).issues).some((note) => note.includes(`${place}: the content of this`)));
  assert.ok(vaccinations.is(message));
  assert.ok(serious(check(message)).some((one) => one.startsWith(`error ${place}.status: "finished"`)));
});

test('an event looks into what it does not list where the options name a profile', () => {
  const profiles = [observationSchema];
  const claims = { meta: { profile: [observationSchema.canonical] } };
  const wrongType = withObservation({ status: 'finished' });
  assert.match(serious(vaccinations.check(wrongType, { profiles }).issues).join(), /status: "finished"/);
  assert.not(vaccinations.is(wrongType, { profiles }));

  // CareConnect asks for the system of an identifier.
  const wrongProfile = withObservation({ ...claims, identifier: [{ value: '1' }] });
  assert.match(serious(vaccinations.check(wrongProfile).issues).join(), /not checked: the profile .*Observation-1 is/);
  assert.not(vaccinations.check(wrongProfile, { profiles }).valid);
  assert.not(vaccinations.is(wrongProfile, { profiles }));
  assert.ok(vaccinations.is(wrongProfile));

  const right = withObservation({ status: 'final' });
  assert.ok(vaccinations.check(right, { profiles }).valid);
  assert.ok(vaccinations.is(right, { profiles }));
  assert.equal(notesOf(vaccinations.check(right, { profiles }).issues), notesOf(check(right)));
});

test.run();
