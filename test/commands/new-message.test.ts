/** `new`: a message of each type and case, which `validate` accepts; and words that name none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bundle } from 'fhir/r3.js';
import { examples, messages } from '../support/examples.ts';
import { runInProcess } from './run-command.ts';

interface Listed {
  readonly event: string;
  readonly code: string;
  readonly types: readonly string[];
  readonly cases: readonly string[];
}

const listed = JSON.parse((await runInProcess('.', ['list', 'events', '--format', 'json'])).stdout) as Listed[];

/** What to ask for, with the code of the event. */
const wanted = listed.flatMap(({ event, code, types, cases }) =>
  types.flatMap((type) => [
    { args: [event, type], code, type, case: cases[0] },
    ...cases.map((one) => ({ args: [event, type, '--case', one], code, type, case: one })),
  ]),
);

/** A message with its ids counted, as they are another choice of the build. */
function counted(message: Bundle): unknown {
  const ids = new Map<string, number>();
  const text = JSON.stringify(message).replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    ids.set(id, ids.get(id) ?? ids.size);
    return String(ids.get(id));
  });
  return JSON.parse(text);
}

const test = suite('new');

test('there are 17 types of message, and three cases', () => {
  assert.is(wanted.filter(({ args }) => args.length === 2).length, 17);
  assert.equal(
    wanted.filter(({ args }) => args.length > 2).map((one) => one.case),
    ['informal', 'formal', 'removed'],
  );
});

for (const { args, code, type, case: which } of wanted) {
  test(`new ${args.join(' ')} is valid, in XML and in JSON`, async () => {
    const made = await runInProcess('.', ['new', ...args]);
    assert.equal([made.code, made.stderr], [0, '']);
    const checked = await runInProcess('.', ['validate', '--fail-on', 'warning', '-'], { stdin: [made.stdout] });
    assert.equal([checked.code, checked.stderr], [0, ''], checked.stdout);
    const inJson = await runInProcess('.', ['new', '--format', 'json', ...args]);
    const converted = await runInProcess('.', ['convert', '--to', 'json', '--pretty', '-'], { stdin: [made.stdout] });
    assert.equal(JSON.parse(inJson.stdout), JSON.parse(converted.stdout));
    const example = Object.entries(examples).find(
      ([, one]) => one.event === code && one.type === type && one.case === which,
    );
    assert.equal(counted(JSON.parse(inJson.stdout) as Bundle), counted(messages[example?.[0] ?? ''] as Bundle));
  });
}

test('no two messages have an id in common, and each is the same every time', async () => {
  const texts = [];
  for (const { args } of wanted.filter((one) => one.case === undefined)) {
    texts.push((await runInProcess('.', ['new', ...args])).stdout);
  }
  const ids = texts.flatMap((text) => [...new Set(text.match(/(?<=<id value=")[^"]+/g))]);
  assert.is(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.is(
    (await runInProcess('.', ['new', 'vaccinations', 'new'])).stdout,
    texts.find((text) => /"LV-/.test(text)),
  );
});

const same: [one: string[], other: string[]][] = [
  [['vaccinations'], ['vaccinations', 'new']],
  [
    ['vaccinations-1', 'delete'],
    ['vaccinations', 'delete'],
  ],
  [
    ['Vaccinations', 'NEW'],
    ['vaccinations', 'new'],
  ],
  [['pds-death-notification'], ['pds-death-notification', '--case', 'informal']],
];

for (const [one, other] of same) {
  test(`new ${one.join(' ')} is new ${other.join(' ')}`, async () => {
    const [got, want] = [await runInProcess('.', ['new', ...one]), await runInProcess('.', ['new', ...other])];
    assert.equal([got.code, got.stdout], [0, want.stdout]);
  });
}

const refused: [args: string[], message: RegExp][] = [
  [[], /^Name an event: blood-spot-test-outcome, .*vaccinations\.\n/],
  [['vacinations', 'new'], /^There is no event vacinations\. Did you mean vaccinations\? list events shows all\.\n/],
  [['death'], /^There is no event death\. Did you mean pds-death-notification\?/],
  [['screening'], /^There is no event screening\. list events shows all\.\n/],
  [['pds'], /^There is no event pds\. Did you mean pds-birth-notification, .* or pds-record-change\?/],
  [['__proto__'], /^There is no event __proto__\. list/],
  [['vaccinations', 'updat'], /has no message of the type updat: it has new, update, delete\. Did you mean update\?\n/],
  [['vaccinations', 'constructor'], /has no message of the type constructor: it has new, update, delete\.\n/],
  [['pds-death-notification', 'update'], /^pds-death-notification has no .*: it has new\. This event is never updated/],
  [['vaccinations', '--case', 'formal'], /^vaccinations has no cases: leave --case out\.\n/],
  [
    ['pds-death-notification', '--case', 'fromal'],
    /has no case fromal: it has informal, formal, removed\. Did you mean formal\?/,
  ],
  [['a\u001B[2J\nb'], /^There is no event a\\u001b\[2J\\u000ab\. list events shows all\.\n/],
  [['a'.repeat(100_000)], /^There is no event a+\. list events shows all\.\n/],
];

for (const [args, message] of refused) {
  test(`new ${args.join(' ').slice(0, 60)} is refused`, async () => {
    const { code, stdout, stderr } = await runInProcess('.', ['new', ...args]);
    assert.equal([code, stdout], [2, '']);
    assert.match(stderr, message);
  });
}

test.run();
