/**
 * The messages of `examples/`: there is one of every kind and case, none has a fault, and each is what it was.
 * `UPDATE=1 node --import tsx test/examples/messages.test.ts` writes the expected ones anew.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { newbornHearing } from 'careconnect-ems/events/newborn-hearing-1';
import { nipeOutcome } from 'careconnect-ems/events/nipe-outcome-1';
import { pdsBirthNotification } from 'careconnect-ems/events/pds-birth-notification-1';
import { pdsChangeOfAddress } from 'careconnect-ems/events/pds-change-of-address-1';
import { pdsChangeOfGp } from 'careconnect-ems/events/pds-change-of-gp-1';
import { pdsDeathNotification } from 'careconnect-ems/events/pds-death-notification-1';
import { pdsRecordChange } from 'careconnect-ems/events/pds-record-change-1';
import { professionalContacts } from 'careconnect-ems/events/professional-contacts-1';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import type { Issue } from 'careconnect-ems/runtime';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { examples, messages } from '../support/examples.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../../examples/');
const events = [
  ...[bloodSpotTestOutcome, newbornHearing, nipeOutcome, pdsBirthNotification, pdsChangeOfAddress],
  ...[pdsChangeOfGp, pdsDeathNotification, pdsRecordChange, professionalContacts, vaccinations],
];
const test = suite('examples');

/** What an issue says, unless it only says that something could not be checked offline. */
function complaints(issues: readonly Issue[]): string[] {
  return issues
    .filter(({ severity, message }) => severity !== 'information' || !message.startsWith('not checked'))
    .map(({ severity, expression, message }) => `${severity} ${expression} ${message}`);
}

/** A text with its UUIDs counted: what an example builds beforehand has an id that differs from run to run. */
function countedIds(text: string): string {
  const ids = new Map<string, string>();
  return text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    const counted = ids.get(id) ?? `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, '0')}`;
    ids.set(id, counted);
    return counted;
  });
}

test('every function of the files is in the table', async () => {
  const files = readdirSync(folder).filter((name) => name !== 'senders.ts' && name.endsWith('.ts'));
  const modules = await Promise.all(files.map((name) => import(`${folder}${name}`) as Promise<object>));
  assert.is(files.length, 10);
  assert.equal(modules.flatMap((one) => Object.keys(one)).sort(), Object.keys(examples).sort());
});

test('there is one of every kind and case', () => {
  const kinds = events.flatMap(({ event }) => event.types.map((type) => `${event.code} ${type}`));
  const made = Object.values(examples).map(({ event, type }) => `${event} ${type}`);
  assert.is(kinds.length, 17);
  assert.equal([...new Set(made)].sort(), [...kinds].sort());
  assert.equal(
    Object.values(examples)
      .flatMap((one) => one.case ?? [])
      .sort(),
    ['formal', 'informal', 'removed'],
  );
});

for (const [name, message] of Object.entries(messages)) {
  test(`${name} has no fault and no warning`, () => {
    assert.equal(complaints(check(message, { rules: 'event', direction: 'publish' })), []);
  });

  test(`${name} is plain JSON, and the same in XML`, () => {
    assert.equal(JSON.parse(JSON.stringify(message)), message);
    const { resource, issues } = fromXml(toXml(message));
    assert.equal(issues, []);
    assert.equal(resource, message);
  });

  test(`${name} is what it was`, () => {
    const path = here(`./expected/${name}.json`);
    const text = countedIds(`${JSON.stringify(message, null, 2)}\n`);
    if (process.env['UPDATE']) {
      mkdirSync(here('./expected'), { recursive: true });
      writeFileSync(path, text);
    }
    assert.is(existsSync(path) ? readFileSync(path, 'utf8') : '', text);
  });
}

test('a message with a fault is told', () => {
  const entry = messages['newAddress']?.entry?.slice(0, 2);
  const issues = check({ ...messages['newAddress'], entry }, { rules: 'event', direction: 'publish' });
  assert.ok(complaints(issues).length > 0);
});

test.run();
