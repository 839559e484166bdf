/** `read`: what a message says, whatever is wrong with it. */
import { readFileSync } from 'node:fs';
import type { MessageHeader } from 'fhir/r3.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { MessageFacts } from '../../sdk/message-facts.ts';
import { messages } from '../support/examples.ts';
import { runInProcess, type CommandOutcome } from './run-command.ts';

const read = (value: unknown, ...args: string[]): Promise<CommandOutcome> =>
  runInProcess('.', ['read', ...args, '-'], { stdin: [typeof value === 'string' ? value : JSON.stringify(value)] });

async function factsOf(value: unknown): Promise<MessageFacts> {
  const { code, stdout, stderr } = await read(value, '--format', 'json');
  assert.equal([code, stderr], [0, '']);
  return JSON.parse(stdout) as MessageFacts;
}

const test = suite('read');

for (const [name, message] of Object.entries(messages)) {
  test(`${name}: event, patient, focus and references are those of the message`, async () => {
    const facts = await factsOf(message);
    const header = message.entry?.[0]?.resource as MessageHeader;
    assert.equal(
      [facts.valid, facts.event.code, facts.timestamp, facts.messageId],
      [true, header.event.code, header.timestamp, header.id],
    );
    assert.match(String(facts.patient?.['nhsNumber']), /^999/);
    assert.equal(
      facts.focus.map((place) => facts.resources[place]?.fullUrl),
      header.focus?.map(({ reference }) => reference),
    );
    const references = [...JSON.stringify(message).matchAll(/"reference":"([^"]+)"/g)].map(([, one]) => one);
    const found = facts.resources.flatMap((one) => one.references);
    assert.equal(found.map(({ reference }) => reference).sort(), references.sort());
    for (const { reference, place, leads } of found) {
      if (leads === 'elsewhere') assert.match(reference, /^https:/);
      else assert.is(facts.resources[place ?? -1]?.fullUrl, reference);
    }
  });

  test(`${name}: each resource has a line of its own, and the tree begins with the header`, async () => {
    const { code, stdout } = await read(message);
    assert.is(code, 0);
    const [, tree = ''] = stdout.split('\n\nResources\n');
    assert.match(tree, /^MessageHeader\//);
    for (const { resource } of message.entry ?? []) assert.match(tree, `${resource?.resourceType}/${resource?.id}`);
  });
}

test('the case and the type are told', async () => {
  assert.equal((await factsOf(messages['removedDeath'])).event, {
    code: 'pds-death-notification-1',
    type: 'new',
    case: 'removed',
  });
  assert.is((await factsOf(messages['deletedContact'])).event.type, 'delete');
});

const header = (more: object): object => ({ fullUrl: 'urn:x:0', resource: { resourceType: 'MessageHeader', ...more } });
const bundle = (...entry: unknown[]): object => ({ resourceType: 'Bundle', type: 'message', entry });
const patient = (more: object): object => ({ resourceType: 'Patient', ...more });

test('a message with faults is read as far as possible, and said to be invalid', async () => {
  const facts = await factsOf(bundle(header({}), { resource: patient({ name: [{ family: 'Fennel' }] }) }));
  assert.equal(
    [facts.valid, facts.event, facts.patient?.name],
    [false, { code: null, type: null, case: null }, 'Fennel'],
  );
  const { stdout } = await read(bundle(header({})));
  assert.match(stdout, /^Event {9}none\nPatient {7}none\nLast updated {2}not stated\n/);
  assert.match(stdout, /\nValid {9}no; \d+ errors, \d+ warnings?: validate lists them\n/);
});

test('an event that nobody knows has its code', async () => {
  assert.is((await factsOf(bundle(header({ event: { code: 'colds-1' } })))).event.code, 'colds-1');
});

const others: [what: string, value: unknown, stderr: RegExp][] = [
  ['another resource', patient({}), /^<stdin>: is no message, but a resource of the type Patient\.\n$/],
  ['a Bundle without a header', bundle({ resource: patient({}) }), /^<stdin>: is no message, but .* type Bundle\.\n$/],
  ['a type that gives orders', { resourceType: '\u001B[2J\n' }, /type \\u001b\[2J\\u000a\.\n$/],
  ['prose', 'Dear colleague', /^<stdin>: fatal: is neither XML nor JSON, but text of another kind\n$/],
  ['half a text', '{"resourceType":"Bundle"', /^<stdin>:1:25: fatal: the text is not valid JSON/],
];

for (const [what, value, stderr] of others) {
  test(`no message: ${what}`, async () => {
    const got = await read(value);
    assert.equal([got.code, got.stdout], [1, '']);
    assert.match(got.stderr, stderr);
  });
}

test('a file that is not there', async () => {
  const got = await runInProcess('.', ['read', 'nowhere.xml']);
  assert.equal([got.code, got.stderr], [1, 'nowhere.xml: fatal: cannot be read: there is no such file or folder\n']);
});

test('where a reference leads: to an entry, into the resource, elsewhere or nowhere', async () => {
  const reference = (text: string): object => ({ reference: text });
  const facts = await factsOf(
    bundle(
      header({ focus: [reference('urn:x:1'), reference('Patient/a/_history/2'), reference('#b')] }),
      { fullUrl: 'urn:x:1', resource: patient({ id: 'a' }) },
      {
        resource: patient({
          generalPractitioner: [reference('https://acme.example/Organization/1'), reference('nobody')],
        }),
      },
    ),
  );
  assert.equal(
    facts.resources.flatMap(({ references }) => references.map(({ path, place, leads }) => [path, place, leads])),
    [
      ['focus[0]', 1, 'to-entry'],
      ['focus[1]', 1, 'to-entry'],
      ['focus[2]', null, 'to-contained'],
      ['generalPractitioner[0]', null, 'elsewhere'],
      ['generalPractitioner[1]', null, 'nowhere'],
    ],
  );
});

/** A message of so many patients, of whom each refers to the next, and the last to the first. */
function circle(count: number): object {
  const link = (place: number): object => ({ other: { reference: `urn:x:${(place % count) + 1}` }, type: 'seealso' });
  return bundle(
    header({ focus: [{ reference: 'urn:x:1' }] }),
    ...Array.from({ length: count }, (_, at) => ({
      fullUrl: `urn:x:${at + 1}`,
      resource: patient({ id: `p${at}`, link: [link(at + 1)] }),
    })),
  );
}

test('a circle ends, and a long chain gives no long lines', async () => {
  const short = await read(circle(3));
  assert.match(short.stdout, /\n {9}└─ link\[0\]\.other: Patient\/p0, see above\n$/);
  const { code, stdout } = await read(circle(5000));
  assert.is(code, 0);
  assert.is(stdout.match(/└─ link/g)?.length, 5000);
  assert.ok(Math.max(...stdout.split('\n').map((line) => line.length)) < 200);
});

test('what a message holds gives no orders to a terminal', async () => {
  const order = '\u001B[2J\r\nValid  yes\u202E';
  const { stdout } = await read(
    bundle(header({ id: order, event: { code: order }, source: { name: order }, focus: [{ reference: order }] }), {
      fullUrl: order,
      resource: { resourceType: order, id: order, name: [{ given: [order], family: order }] },
    }),
  );
  assert.not.match(stdout, /[\u0000-\u0009\u000B-\u001F\u202E]/);
  assert.not.match(stdout, /^Valid {2}yes/m);
});

test('names of the language are names', async () => {
  const text = `{"resourceType":"Bundle","type":"message","__proto__":{"entry":[]},"entry":[{"resource":{"resourceType":"MessageHeader","constructor":{"reference":"toString"},"__proto__":{"focus":1}}}]}`;
  const facts = await factsOf(text);
  assert.equal(
    facts.resources[0]?.references.map(({ leads }) => leads),
    ['nowhere'],
  );
});

test('in XML, and packed, it is read alike', async () => {
  const xml = readFileSync(new URL('inputs/patient.xml', import.meta.url), 'utf8');
  assert.match((await read(xml)).stderr, 'no message, but a resource of the type Patient');
});

test.run();
