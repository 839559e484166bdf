/** What is made of the bytes of a message, and the threads in which that happens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assess } from '../src/assess.ts';
import { CheckingPool } from '../src/checking/pool.ts';
import { buildMessage, keyOf, type Wanted } from './support/build-messages.ts';
import { makeTraffic } from './support/traffic.ts';

let count = 0;
const wanted: Wanted = {
  ...{ event: 'vaccinations-1', type: 'new', record: 1, lastUpdated: '2026-05-12T10:00:00.250+01:00', mark: 'M1' },
  uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
};

test('a message has its key, and its time in UTC', () => {
  for (const event of ['vaccinations-1', 'professional-contacts-1', 'pds-change-of-gp-1'] as const) {
    const one = { ...wanted, event };
    const found = assess(Buffer.from(buildMessage(one)));
    assert.ok(found.accepted, JSON.stringify(found));
    assert.deepEqual([found.event, found.type, found.key], [event, 'new', keyOf(one)]);
    assert.equal(found.lastUpdated, '2026-05-12T09:00:00.250Z');
    assert.match(found.content, /Thistlewood/);
  }
});

test('what is refused says why, and nothing about the patient', () => {
  const xml = buildMessage(wanted);
  const cases: [string, string, string | undefined][] = [
    ['cut', xml.slice(0, 900), undefined],
    ['empty', '', undefined],
    ['another event', xml.replace('<code value="vaccinations-1"/>', '<code value="tea-break-1"/>'), 'tea-break-1'],
    ['no message', '<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>', 'Patient'],
    [
      'a wrong date',
      xml.replace('<birthDate value="2024-03-04"/>', '<birthDate value="Thistlewood"/>'),
      'vaccinations-1',
    ],
    ['an unknown element', xml.replace('<birthDate value', '<Thistlewood value'), 'vaccinations-1'],
  ];
  for (const [name, text, code] of cases) {
    const found = assess(Buffer.from(text));
    assert.ok(!found.accepted, name);
    assert.equal(found.code, code, name);
    assert.notEqual(found.problems, '', name);
    assert.doesNotMatch(found.problems, /Thistlewood/, name);
  }
});

test('an id or a code that may be anything is left out', () => {
  const header = { resourceType: 'MessageHeader', id: 'Ada\0', event: { code: 'Thistlewood, Ada' } };
  const bundle = { resourceType: 'Bundle', type: 'message', entry: [{ resource: header }] };
  for (const value of [bundle, { resourceType: '\0' }, { ...bundle, entry: [{ resource: { ...header, id: 7 } }] }]) {
    const found = assess(Buffer.from(JSON.stringify(value)));
    assert.ok(!found.accepted);
    assert.deepEqual([found.messageId, found.code], [undefined, undefined]);
  }
});

test('threads find what this one finds', async () => {
  const pool = new CheckingPool(2);
  const bodies = makeTraffic(60, 3).arrivals.map(({ body }) => body);
  const found = await Promise.all(bodies.map((body) => pool.assess(body)));
  assert.deepEqual(found, bodies.map(assess));
  await pool.close();
});

test('a body that ends its thread is refused, and those behind it are checked', async () => {
  const pool = new CheckingPool(1, new URL('support/fragile-thread.js', import.meta.url));
  const found = await Promise.all(['a', 'die', 'b', 'c', 'die', 'd'].map((text) => pool.assess(Buffer.from(text))));
  const problems = found.map((one) => !one.accepted && one.problems);
  const ended = 'the check ended its thread: RangeError';
  assert.deepEqual(problems, ['checked a', ended, 'checked b', 'checked c', ended, 'checked d']);
  await pool.close();
});
