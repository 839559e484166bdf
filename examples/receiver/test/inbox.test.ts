/** The folder of a MESH client, and what MESH says about a message. */
import assert from 'node:assert/strict';
import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parsePartnerId } from '../src/delivery.ts';
import { parseControlFile } from '../src/inbox/control-file.ts';
import { folderInbox } from '../src/inbox/folder.ts';
import { controlFile, deliver } from './support/mesh-folder.ts';
import { scratchFolder } from './support/scratch.ts';

test('Mex-Partnerid: pairs end at three tildes, ids at the first pipe', () => {
  const cases: [string, { id: string; tag: string }[]][] = [
    ['', []],
    ['subA|tagA', [{ id: 'subA', tag: 'tagA' }]],
    [
      'subA|tagA~~~subB|tagB',
      [
        { id: 'subA', tag: 'tagA' },
        { id: 'subB', tag: 'tagB' },
      ],
    ],
    [
      'subA|north|east, 2~~~subB|x',
      [
        { id: 'subA', tag: 'north|east, 2' },
        { id: 'subB', tag: 'x' },
      ],
    ],
    ['subA', [{ id: 'subA', tag: '' }]],
  ];
  for (const [value, want] of cases) assert.deepEqual(parsePartnerId(value), want, value);
});

test('a control file has its elements by name', () => {
  const control = parseControlFile(controlFile('D1', '<Subject>Tea &amp; cake</Subject><Empty/>'));
  assert.equal(control?.get('DTSId'), 'D1');
  assert.equal(control?.get('From_DTS'), 'X99OT001');
  assert.equal(control?.get('StatusRecord.Status'), 'SUCCESS');
  assert.equal(control?.get('Subject'), 'Tea & cake');
  assert.equal(control?.has('Empty'), false);
});

test('what is no complete control file is told', () => {
  const whole = controlFile('D1');
  for (const text of [
    '',
    'DTSControl',
    whole.slice(0, -20),
    '<Other><DTSId>D1</DTSId></Other>',
    '<DTSControl></Other>',
  ]) {
    assert.equal(parseControlFile(text), undefined, text);
  }
});

test('the folder lists what has a control file, and forgets what is acknowledged', async (t) => {
  const folder = await scratchFolder(t);
  const inbox = folderInbox(folder);
  await writeFile(join(folder, 'being-written.dat'), 'x');
  await deliver(folder, 'b', { id: 'D2', body: Buffer.from('two') });
  await deliver(folder, 'a', { id: 'D1', body: Buffer.from('one') });
  assert.deepEqual(await inbox.list(), ['a', 'b']);

  const delivery = await inbox.take('b');
  assert.equal(delivery?.id, 'D2');
  assert.equal(Buffer.from(delivery?.body ?? []).toString(), 'two');
  assert.equal(delivery?.trouble, undefined);
  assert.deepEqual(delivery?.transport, {
    ...{ from: 'X99OT001', to: 'X99OT002', localId: 'L-D2', workflowId: 'VACCINATIONS_1' },
    subscriptions: [],
  });
  await inbox.acknowledge('b');
  assert.deepEqual(await inbox.list(), ['a']);
  assert.deepEqual((await readdir(folder)).sort(), ['a.ctl', 'a.dat', 'being-written.dat']);
  assert.equal(await inbox.take('b'), undefined);
});

test('subscriptions of the control file are read', async (t) => {
  const folder = await scratchFolder(t);
  await writeFile(join(folder, 'a.dat'), 'x');
  await writeFile(join(folder, 'a.ctl'), controlFile('D1', '<PartnerId>subA|x|y</PartnerId>'));
  const delivery = await folderInbox(folder).take('a');
  assert.deepEqual(delivery?.transport.subscriptions, [{ id: 'subA', tag: 'x|y' }]);
});

test('an incomplete control file is left to be completed, for a while', async (t) => {
  const folder = await scratchFolder(t);
  await deliver(folder, 'a', { id: 'D1', body: Buffer.from('one') });
  await writeFile(join(folder, 'a.ctl'), controlFile('D1').slice(0, 100));
  assert.equal(await folderInbox(folder).take('a'), undefined);
  const hourAgo = Date.now() / 1000 - 3600;
  await utimes(join(folder, 'a.ctl'), hourAgo, hourAgo);
  const delivery = await folderInbox(folder).take('a');
  assert.match(delivery?.trouble ?? '', /no DTSControl/);
  assert.match(delivery?.id ?? '', /^sha256-/);
});

test('a failure that MESH reports and a message that is not there are told', async (t) => {
  const folder = await scratchFolder(t);
  await deliver(folder, 'a', { id: 'D1', body: Buffer.from('one') });
  await rm(join(folder, 'a.dat'));
  assert.match((await folderInbox(folder).take('a'))?.trouble ?? '', /no message beside it/);
  const failed = controlFile('D2').replace('SUCCESS', 'ERROR').replace('>00<', '>14<');
  await writeFile(join(folder, 'b.ctl'), failed);
  assert.equal((await folderInbox(folder).take('b'))?.trouble, 'MESH reports ERROR 14');
});
