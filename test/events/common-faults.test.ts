/**
 * Four faults that messages are known to arrive with: a receiver can tell what is meant all the same, so that they are
 * warnings when a message is received and errors when it is published.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { receive } from 'careconnect-ems/receive';
import { isFault } from 'careconnect-ems/runtime';
import { toXml } from 'careconnect-ems/xml';
import { eventOf, messageNamed, messageNames, resourcesOf, type Json } from '../support/event-messages.ts';

const STATUS = 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1';

interface Fault {
  /** Changes the message; returns how many issues that gives, 0 where it cannot have the fault. */
  readonly make: (message: Json) => number;
  readonly path: RegExp;
}

const faults: Readonly<Record<string, Fault>> = {
  'addresses that are bare UUIDs': {
    make(message) {
      for (const entry of message.entry) entry.fullUrl = entry.fullUrl.replace('urn:uuid:', '');
      return message.entry.length;
    },
    path: /^Bundle\.entry\[\d+\]\.fullUrl$/,
  },
  'no name of the source': {
    make(message) {
      delete message.entry[0].resource.source.name;
      return 1;
    },
    path: /^Bundle\.entry\[0\]\.resource\.source\.name$/,
  },
  'no version of the record': {
    make(message) {
      const patients = resourcesOf(message, 'Patient').filter(({ meta }) => meta?.versionId !== undefined);
      for (const { meta } of patients) delete meta.versionId;
      return message.entry[0].resource.event.code.startsWith('pds-') ? patients.length : 0;
    },
    path: /^Bundle\.entry\[\d+\]\.resource\.meta\.versionId$/,
  },
  'a verification status under another URL': {
    make(message) {
      const codings = resourcesOf(message, 'Patient').flatMap(codingsOf);
      for (const coding of codings) coding.system = coding.system.replace('/CodeSystem/', '/');
      return codings.length;
    },
    path: /^Bundle\.entry\[\d+\]\.resource\.identifier\[\d+\]\.extension\[\d+\]\.value$/,
  },
};

function codingsOf({ identifier = [] }: Json): Json[] {
  const extensions: Json[] = identifier.flatMap(({ extension = [] }: Json) => extension);
  const codings: Json[] = extensions.flatMap(({ valueCodeableConcept }) => valueCodeableConcept?.coding ?? []);
  return codings.filter(({ system }) => system === STATUS);
}

const test = suite('faults that messages are known to arrive with');
const met = new Map<string, number>();

for (const name of messageNames)
  for (const [what, { make, path }] of Object.entries(faults))
    test(`${name}: ${what}`, () => {
      const message = messageNamed(name);
      const count = make(message);
      if (count === 0) return;
      met.set(what, (met.get(what) ?? 0) + 1);
      const received = check(message, { direction: 'receive' }).filter(({ expression }) => path.test(expression));
      assert.equal(
        received.map(({ severity }) => severity),
        received.map(() => 'warning'),
      );
      assert.ok(received.length >= 1);
      const published = check(message).filter(isFault);
      assert.ok(published.some(({ expression }) => path.test(expression)));
      assert.ok(
        published.every(({ expression }) => path.test(expression)),
        JSON.stringify(published, null, 1),
      );
      assert.is(eventOf(name).is(message, { direction: 'receive' }), true);
      assert.is(eventOf(name).is(message), false);
    });

test('each was met', () => {
  for (const what of Object.keys(faults)) assert.ok((met.get(what) ?? 0) >= 5, what);
});

for (const name of messageNames)
  test(`${name} with all of them is read`, () => {
    const sound = receive(toXml(messageNamed(name)));
    const message = messageNamed(name);
    for (const { make } of Object.values(faults)) make(message);
    const received = receive(toXml(message));
    assert.ok(received.valid, received.describe());
    assert.ok(received.event !== undefined && sound.event !== undefined);
    assert.equal(received.key, withoutStatus(sound.key));
    assert.equal(Object.keys(received.content), Object.keys(sound.content));
    for (const [part, value] of Object.entries(sound.content))
      assert.is(received.content[part as 'header'] === undefined, value === undefined, part);
    assert.ok(received.issues.some(({ severity }) => severity === 'warning'));
    assert.is(receive(toXml(message), { direction: 'publish' }).valid, false);
  });

/** A key as it is in a message with the fault. */
function withoutStatus(key: unknown): unknown {
  return JSON.parse(JSON.stringify(key).replaceAll(STATUS, STATUS.replace('/CodeSystem/', '/')));
}

test('another system is an error all the same', () => {
  const message = messageNamed('pds-change-of-gp-new');
  for (const coding of resourcesOf(message, 'Patient').flatMap(codingsOf))
    coding.system = 'https://larkspur.example/status';
  assert.ok(check(message, { direction: 'receive' }).some(isFault));
});

test('an address that is a UUID of another resource is an error all the same', () => {
  const message = messageNamed('pds-change-of-gp-new');
  message.entry[0].fullUrl = '3f2b8c1e-5d04-4a7e-9c61-0e8d7a5b4f12';
  const issues = check(message, { direction: 'receive' }).filter(isFault);
  assert.equal(
    issues.map(({ expression }) => expression),
    ['Bundle.entry[0].fullUrl'],
  );
});

test.run();
