/** From what arrives to what it says, whatever arrives. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { pdsChangeOfGp } from 'careconnect-ems/events/pds-change-of-gp-1';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { toJson } from 'careconnect-ems/json';
import { isNewer, receive } from 'careconnect-ems/receive';
import { createPolicy, GuardError, isFault } from 'careconnect-ems/runtime';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { eventOf, messageNamed, messageNames, resourcesOf, type Json } from '../support/event-messages.ts';
import { placesOf, replaceAt } from '../support/json-faults.ts';

const NAME = 'vaccinations-new-given';
const sound = suite('receive: what is sound');

for (const name of messageNames)
  sound(`${name} is read from whatever it comes as`, () => {
    const message = messageNamed(name);
    const xml = toXml(message);
    const forms: unknown[] = [
      xml,
      Buffer.from(xml),
      utf16(xml),
      `\ufeff\n ${toJson(message)}`,
      Buffer.from(toJson(message)),
      message,
    ];
    for (const form of forms) {
      const received = receive(form);
      assert.ok(received.valid, received.describe());
      assert.is(received.event, message.entry[0].resource.event.code);
      assert.is(received.accepted, false);
      assert.is(received.messageId, message.entry[0].resource.id);
      assert.is(received.lastUpdated, message.entry[0].resource.meta?.lastUpdated);
      assert.equal(received.content, eventOf(name).read(message as never));
      assert.equal(received.message, message);
      assert.equal([received.code, received.resourceType], [received.event, 'Bundle']);
      assert.equal((received.key as Json).value === undefined, false);
    }
  });

function utf16(xml: string): Uint8Array {
  return Buffer.from(`\ufeff${xml.replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le');
}

sound('one event alone gives the same', () => {
  const xml = toXml(messageNamed(NAME));
  const [all, one] = [receive(xml), vaccinations.receive(xml)];
  assert.equal(
    [one.event, one.type, one.valid, one.content, one.key, one.messageId],
    [all.event, all.type, all.valid, all.content, all.key, all.messageId],
  );
});

sound.run();

const faulty = suite('receive: what is not valid');

faulty('form and rules are in one list, in the order of the text, with places', () => {
  const message = messageNamed(NAME);
  delete resourcesOf(message, 'Patient')[0].name;
  const xml = toXml(message, { pretty: true }).replace(
    '<status value="completed"/>',
    '<status value="completed"/><mood value="x"/>',
  );
  const { valid, issues, content } = vaccinations.receive(xml);
  assert.is(valid, false);
  const lines = issues.map(({ line = 0 }) => line);
  assert.equal(
    lines,
    lines.toSorted((one, other) => one - other),
  );
  assert.ok(lines.every((line) => line > 0));
  const faults = issues.filter(isFault).map(({ message: text }) => text.slice(0, 20));
  assert.equal(faults, ['the element "mood" i', 'has 0 items in the s']);
  assert.is((content as Json).patient.birthDate, messageNamed(NAME).entry.find(isPatient).resource.birthDate);
});

function isPatient({ resource }: Json): boolean {
  return resource.resourceType === 'Patient';
}

faulty('what there is twice and should be there once is not guessed', () => {
  const message = messageNamed(NAME);
  message.entry.push(structuredClone(message.entry.find(isPatient)));
  const { content, valid } = vaccinations.receive(message);
  assert.equal(
    [valid, (content as Json).patient, (content as Json).immunization?.resourceType],
    [false, undefined, 'Immunization'],
  );
});

faulty('a kind that the event does not have is none', () => {
  const message = messageNamed(NAME);
  message.entry[0].resource.extension.find(
    ({ valueCodeableConcept }: Json) => valueCodeableConcept,
  ).valueCodeableConcept.coding[0].code = 'nwe';
  const received = vaccinations.receive(message, { accept: () => 'warning' });
  assert.equal([received.valid, received.event, received.type], [false, 'vaccinations-1', undefined]);
  assert.is((received.content as Json).immunization.resourceType, 'Immunization');
});

faulty('an event that is not known tells its code, and what else there is', () => {
  const message = messageNamed(NAME);
  message.entry[0].resource.event.code = 'vaccinations-2';
  for (const received of [receive(message), pdsChangeOfGp.receive(message)]) {
    assert.equal([received.event, received.valid, received.code], [undefined, false, 'vaccinations-2']);
    assert.ok(
      received.issues.some(
        ({ severity, expression }) => severity === 'error' && expression === 'Bundle.entry[0].resource.event',
      ),
    );
    const { type, header, resources } = received.content as Json;
    assert.equal([type, header.id, resources.length], ['new', received.messageId, message.entry.length - 1]);
  }
  assert.match(receive(message).describe(), 'the event "vaccinations-2" is unknown; did you mean "vaccinations-1"?');
  assert.not.match(receive(message).describe({ values: false }), /vaccinations-2/);
});

faulty('what is no message tells its type, and why it is not valid', () => {
  const received = receive('<Patient xmlns="http://hl7.org/fhir"><gender value="female"/></Patient>');
  assert.equal(
    [received.event, received.valid, received.resourceType, received.content],
    [undefined, false, 'Patient', undefined],
  );
  assert.is(received.describe(), 'error Patient: a Patient is not a message of an event');
});

const unreadable: Readonly<Record<string, unknown>> = {
  'an empty text': '',
  'no bytes': new Uint8Array(),
  'other text': 'MSH|^~\\&|',
  'an archive': Uint8Array.from([0x1f, 0x8b, 8, 0]),
  'XML that breaks off': '<Bundle xmlns="http://hl7.org/fhir"><type',
  'JSON that breaks off': '{"resourceType":"Bundle"',
  nothing: undefined,
  null: null,
  'a number': 7,
  'an object': {},
  'a hostile object': hostile(),
  'a hostile entry': { resourceType: 'Bundle', type: 'message', entry: [hostile()] },
};

function hostile(): object {
  return Object.defineProperty({ resourceType: 'Bundle' }, 'entry', {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });
}

for (const [what, input] of Object.entries(unreadable))
  faulty(`${what} is not valid, and nothing is thrown`, () => {
    for (const received of [receive(input), vaccinations.receive(input), receive(input, { accept: () => true })]) {
      assert.equal([received.event, received.valid, received.message], [undefined, false, undefined]);
      assert.ok(received.issues.some(isFault));
      assert.ok(received.describe({ values: false, resources: true }).length > 0);
    }
  });

faulty('whatever stands in a place of a message, nothing is thrown', () => {
  const message: unknown = messageNamed('pds-birth-notification-new');
  for (const [index, place] of placesOf(message).entries()) {
    const value = [7, null, [], {}, 'x', [null]][index % 6];
    const { valid, issues } = receive(replaceAt(message, place, value), { accept: [] });
    assert.is(valid, !issues.some(isFault));
  }
});

faulty('a text that is longer than allowed is not read', () => {
  const { issues, resource } = receive(toXml(messageNamed(NAME)), { maxBytes: 100 });
  assert.equal([issues[0]?.code, resource], ['too-long', undefined]);
});

faulty.run();

const accepted = suite('receive: with a policy');

function withoutName(): Json {
  const message = messageNamed(NAME);
  delete resourcesOf(message, 'Patient')[0].name[0].family;
  return message;
}

const family = { element: 'Patient.name:official.family' };

accepted('what is accepted is a warning, and the message is valid', () => {
  const message = withoutName();
  const policy = createPolicy([family, { code: 'too-costly' }]);
  assert.is(receive(message).valid, false);
  const received = vaccinations.receive(toXml(message), { accept: policy });
  assert.ok(received.valid && received.accepted);
  assert.equal(policy.unused, [{ code: 'too-costly' }]);
  assert.equal(
    received.issues
      .filter(({ elementId }) => elementId === family.element)
      .map(({ severity, line }) => [severity, typeof line]),
    [['warning', 'number']],
  );
  assert.is(received.content.patient?.name?.[0]?.family, undefined);
  assert.equal(vaccinations.read(received.message).patient, received.content.patient);
});

accepted('the check and the guard do the same', () => {
  const message = withoutName();
  assert.is(vaccinations.is(message, { accept: [family] }), true);
  assert.is(vaccinations.is(message, { accept: [] }), false);
  const result = vaccinations.check(message, { accept: [family] });
  assert.equal([result.valid, result.accepted], [true, true]);
  assert.is(check(message, { accept: [family] }).some(isFault), false);
  assert.is(check(message, { accept: [] }).some(isFault), true);
});

accepted('a message that needs nothing accepted is as strict as without a policy', () => {
  const received = vaccinations.receive(messageNamed(NAME), { accept: [family] });
  assert.equal([received.valid, received.accepted], [true, false]);
});

accepted('what direction receive softens counts as accepted', () => {
  const message = messageNamed(NAME);
  delete message.entry[0].resource.source.name;
  assert.equal(vaccinations.receive(message, { accept: [] }).accepted, true);
  assert.equal(vaccinations.receive(message).accepted, false);
});

accepted('content that was lost in reading is never accepted', () => {
  const xml = toXml(messageNamed(NAME)).replace(
    '<status value="completed"/>',
    '<status value="completed"/><mood value="x"/>',
  );
  const received = vaccinations.receive(xml, { accept: () => 'information' });
  assert.equal([received.valid, received.issues.filter(isFault).length], [false, 1]);
  assert.throws(
    () => vaccinations.read(received.message as never),
    (error: unknown) => error instanceof GuardError,
  );
});

accepted('a value of another JSON type is never accepted', () => {
  const message = messageNamed(NAME);
  resourcesOf(message, 'Patient')[0].name = 'Ada';
  assert.is(vaccinations.receive(message, { accept: () => true }).valid, false);
});

accepted('a policy may make a warning an error', () => {
  const message = messageNamed(NAME);
  delete message.entry[0].resource.source.name;
  const entry = { element: 'MessageHeader.source.name', severity: 'error' } as const;
  assert.is(vaccinations.receive(message, { accept: [entry] }).valid, false);
  assert.is(vaccinations.is(message, { direction: 'receive', accept: [entry] }), false);
});

accepted.run();

const order = suite('receive: keys and order');

order('keys and moments are those of messages, of what was received, and of rows', () => {
  const [older, newer] = [messageNamed(NAME), messageNamed(NAME)];
  newer.entry[0].resource.meta.lastUpdated = '2099-01-01T00:00:00Z';
  const [one, other] = [vaccinations.receive(newer), vaccinations.receive(toXml(older))];
  for (const isLater of [vaccinations.isNewer, isNewer]) {
    assert.is(isLater(one, other), true);
    assert.is(isLater(other, one), false);
    assert.is(isLater(one, { lastUpdated: '2026-03-04T07:15:00Z' }), true);
    assert.is(isLater(one, { lastUpdated: undefined }), false);
  }
  assert.is(vaccinations.isNewer(newer, other), true);
  assert.is(vaccinations.isNewer(fromXml(toXml(newer)).resource as never, older), true);
  assert.equal(vaccinations.keyOf(one), vaccinations.keyOf(newer));
});

order('the key of a message about a record of PDS is the NHS number', () => {
  const { key } = pdsChangeOfGp.receive(messageNamed('pds-change-of-gp-new'));
  assert.is(key?.system, 'https://fhir.nhs.uk/Id/nhs-number');
});

order.run();
