/** What `npm run fuzz` has found, each as a row that is tried again, and a few values of every target. */
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { organization } from 'careconnect-ems/careconnect';
import { check, identify } from 'careconnect-ems/check';
import { messageToCode } from 'careconnect-ems/code';
import { receive } from 'careconnect-ems/receive';
import { InputError, isFault, ref, refTo, type Issue } from 'careconnect-ems/runtime';
import { publishClaims, publishRequest } from 'careconnect-ems/send';
import { checkSubscription, createRequest, readRequest, subscriptionClaims } from 'careconnect-ems/subscriptions';
import { toXml } from 'careconnect-ems/xml';
import { readArchive } from '../../generator/packages/archive.ts';
import { PackageError } from '../../generator/packages/package-error.ts';
import { holdPrototypes } from './attempt.ts';
import { exotic } from './exotic-values.ts';
import { targets } from './targets.ts';
import { tryTarget } from './try-target.ts';
import { messages } from './value-recipes.ts';

/** Values of which nothing can be read, or not everything. */
const unreadable = [
  'a proxy that throws',
  'a revoked proxy',
  'a revoked proxy of a list',
  'a getter that throws for the type',
  'a getter that throws what has no text',
];

const test = suite('found by fuzzing');

/** What says of a value that it is not sound, and never throws. */
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  check: (value) => check(value).some(isFault),
  'check with a policy': (value) => check(value, { accept: () => 'warning' }).length > 0,
  'is of an event': (value) => !vaccinations.is(value),
  'check of an event': (value) => !vaccinations.check(value).valid,
  'check of an event with a policy': (value) => !vaccinations.check(value, { accept: () => 'warning' }).valid,
  'receive of an event': (value) => !vaccinations.receive(value).valid,
  receive: (value) => !receive(value).valid,
  identify: (value) => identify(value).event === undefined,
  checkSubscription: (value) => checkSubscription(value).some(isFault),
};

for (const [name, refuses] of Object.entries(checks))
  test(`${name} refuses what cannot be read`, () => {
    for (const kind of unreadable) assert.ok(refuses(exotic[kind]?.({})), kind);
  });

test('a check says why a value cannot be read', () => {
  const [issue] = check(exotic['a revoked proxy']?.({})) as [Issue];
  assert.match(issue.message, 'the value cannot be read: ');
});

const options = {
  endpoint: 'https://service.example',
  fromASID: '999999999999',
  toASID: '999999999999',
  authorization: 'Bearer a.b.c',
};

/** What throws an InputError, and nothing else. */
const makers: Readonly<Record<string, (value: never) => unknown>> = {
  'a builder': organization,
  'a builder of messages': vaccinations.new,
  toXml,
  'toXml of a part': (value) => toXml({ resourceType: 'Patient', contact: [value] }),
  publishRequest: (value) => publishRequest(value, options),
  'options of publishRequest': (value) => publishRequest(messages[0], value),
  publishClaims,
  createRequest: (value) => createRequest(value, options),
  'options of readRequest': (value) => readRequest('a', value),
  subscriptionClaims: (value) => subscriptionClaims('create', value),
  messageToCode,
  ref,
};

for (const [name, make] of Object.entries(makers))
  test(`${name} throws an InputError for what cannot be read`, () => {
    for (const kind of unreadable.slice(0, 3)) {
      const value = exotic[kind]?.({}) as never;
      assert.throws(
        () => make(value),
        (error: unknown) => error instanceof InputError,
        kind,
      );
    }
  });

test('a reference that is no text is an InputError', () => {
  for (const value of [undefined, null, 5, {}, ['Patient/a']])
    assert.throws(
      () => ref(value as never),
      (error: unknown) => error instanceof InputError,
      String(value),
    );
});

test('a reference to no resource, and an operation without a name, are InputErrors', () => {
  const unnamed = { [Symbol.toPrimitive]: 'x' };
  for (const value of [undefined, null, 5, 'Patient/a'])
    assert.throws(
      () => refTo(value as never),
      (error: unknown) => error instanceof InputError,
      String(value),
    );
  assert.throws(
    () => subscriptionClaims(unnamed as never, {} as never),
    (error: unknown) => error instanceof InputError,
  );
});

test('an archive with an entry of a negative size is refused, and not read without end', async () => {
  for (const size of ['-1000', '\u00a0-1000', ' -1', '+7', 'ten']) {
    const tar = Buffer.alloc(2048);
    tar.write('a.json', 0);
    tar.write(size, 124, 'latin1');
    const error: unknown = await readArchive(new Uint8Array(gzipSync(tar)), 'x.tgz').catch((one: unknown) => one);
    assert.instance(error, PackageError, size);
  }
});

/** Few, as a sign that the targets work; `npm run fuzz` gives them as many as told. */
const count = 25;
/** A run of the generator takes seconds, and its own tests make many. */
const quick = targets.filter(({ share }) => share >= 1);

for (const target of quick)
  test(`${count} values: ${target.name}`, async () => {
    const { findings, values } = await tryTarget(target, count, 20260304);
    assert.equal(findings, []);
    assert.is(values, count);
  });

test('a target that breaks its word is found, with the smallest value', async () => {
  const [first] = quick;
  const broken = { ...(first as (typeof quick)[number]), run: () => Promise.reject(new TypeError('odd')) };
  const { findings } = await tryTarget(broken, 1, 1);
  assert.is(findings.length, 1);
  assert.match(findings[0]?.error ?? '', 'TypeError: odd');
});

test('a changed prototype is found, and put back', () => {
  holdPrototypes();
  (Object.prototype as Record<string, unknown>)['polluted'] = true;
  assert.throws(holdPrototypes, 'polluted');
  assert.not('polluted' in {});
});

test.run();
