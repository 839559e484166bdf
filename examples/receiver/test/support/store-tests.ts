/** What every store does with what arrives: keeps it once, the latest of it as the state, and all that it cannot read. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Accepted, Assessment } from '../../src/assess.ts';
import type { Delivery } from '../../src/delivery.ts';
import type { Database } from '../../src/store/database.ts';
import { Store, type Outcome } from '../../src/store/store.ts';

const accepted: Accepted = {
  accepted: true,
  messageId: 'M1',
  event: 'vaccinations-1',
  type: 'new',
  key: 'https://larkspur.example/vaccinations|LV-1',
  lastUpdated: '2026-05-12T09:00:00.000Z',
  content: '{}',
  notes: '',
};
const refused = { accepted: false, messageId: undefined, code: 'tea-break-1', problems: 'not known' } as const;

function deliveryOf(id: string): Delivery {
  return { id, body: Buffer.from(`body of ${id}`), transport: { subscriptions: [] } };
}

async function settle(store: Store, id: string, assessment: Assessment): Promise<Outcome | undefined> {
  return (await store.settle([{ delivery: deliveryOf(id), assessment }]))[0];
}

/** Declares the tests; `openDatabase` gives an empty database, and closes it after the test. */
export function testStore(name: string, openDatabase: (t: TestContext) => Promise<Database>): void {
  const open = async (t: TestContext): Promise<{ store: Store; database: Database }> => {
    const database = await openDatabase(t);
    return { store: new Store(database, 'test'), database };
  };

  test(`${name}: the latest message of a record is its state, in whatever order they arrive`, async (t) => {
    const { store } = await open(t);
    const later: Accepted = { ...accepted, messageId: 'M2', type: 'update', lastUpdated: '2026-05-12T09:00:00.001Z' };
    assert.equal(await settle(store, 'D2', later), 'stored');
    assert.equal(await settle(store, 'D1', accepted), 'late');
    const equal: Accepted = { ...later, messageId: 'M3' };
    assert.equal(await settle(store, 'D3', equal), 'late');
    const state = await store.view(accepted.event, accepted.key ?? '', 'ada');
    assert.equal(state?.['message_id'], 'M2');
  });

  test(`${name}: a late message does not bring a deleted record back`, async (t) => {
    const { store } = await open(t);
    const deleted: Accepted = { ...accepted, messageId: 'M2', type: 'delete', lastUpdated: '2026-06-01T00:00:00.000Z' };
    await settle(store, 'D2', deleted);
    assert.equal(await settle(store, 'D1', accepted), 'late');
    assert.equal((await store.view(accepted.event, accepted.key ?? '', 'ada'))?.['deleted'], 1);
  });

  test(`${name}: a message is stored once, and a delivery is processed once`, async (t) => {
    const { store, database } = await open(t);
    assert.equal(await settle(store, 'D1', accepted), 'stored');
    assert.equal(await settle(store, 'D1', accepted), 'again');
    assert.equal(await settle(store, 'D2', accepted), 'duplicate');
    assert.equal(await settle(store, 'D3', refused), 'quarantined');
    assert.equal(await settle(store, 'D3', refused), 'again');
    const audit = await database.transaction(({ all }) => all('select delivery, action, detail from audit'));
    const rows = audit.map((row) => `${String(row['delivery'])} ${String(row['action'])}`).sort();
    assert.deepEqual(rows, [
      ...['D1 received', 'D1 stored', 'D2 duplicate', 'D2 received', 'D3 quarantined', 'D3 received'],
    ]);
    assert.deepEqual(await store.counts(), { messages: 1, current_state: 1, quarantine: 1, audit: 6 });
  });

  test(`${name}: a message without an order is stored and is no state`, async (t) => {
    const { store } = await open(t);
    assert.equal(await settle(store, 'D1', { ...accepted, lastUpdated: undefined }), 'stored');
    assert.deepEqual(await store.counts(), { messages: 1, current_state: 0, quarantine: 0, audit: 2 });
  });

  test(`${name}: what fails leaves nothing behind`, async (t) => {
    const { store } = await open(t);
    const wrong = { ...accepted, messageId: 'M2', event: null } as unknown as Accepted;
    const both = [accepted, wrong].map((assessment, i) => ({ delivery: deliveryOf(`D${i}`), assessment }));
    await assert.rejects(store.settle(both), /null/i);
    assert.deepEqual(await store.counts(), { messages: 0, current_state: 0, quarantine: 0, audit: 0 });
  });

  test(`${name}: what was quarantined keeps its bytes, and is released once`, async (t) => {
    const { store, database } = await open(t);
    await settle(store, 'D1', refused);
    const [delivery] = await store.quarantined();
    assert.equal(Buffer.from(delivery?.body ?? []).toString(), 'body of D1');
    assert.equal(await store.release(delivery as Delivery, accepted), 'stored');
    assert.equal(await store.release(delivery as Delivery, accepted), 'again');
    assert.deepEqual(await store.counts(), { messages: 1, current_state: 1, quarantine: 0, audit: 3 });
    const [row] = await database.transaction(({ all }) => all(`select * from audit where action = 'released'`));
    assert.deepEqual([row?.['delivery'], row?.['message_id'], row?.['who']], ['D1', 'M1', 'test']);
  });

  test(`${name}: the audit says who has seen a record`, async (t) => {
    const { store, database } = await open(t);
    await settle(store, 'D1', accepted);
    await store.view(accepted.event, accepted.key ?? '', 'ada');
    assert.equal(await store.view(accepted.event, 'nothing', 'ada'), undefined);
    const rows = await database.transaction(({ all }) =>
      all(`select who, message_id from audit where action = 'viewed'`),
    );
    assert.deepEqual(rows, [{ who: 'ada', message_id: 'M1' }]);
  });

  test(`${name}: a delivery that is kept for a worker is there until it is settled`, async (t) => {
    const { store } = await open(t);
    const failed: Delivery = { ...deliveryOf('D2'), trouble: 'MESH reports ERROR 14' };
    await store.keep([deliveryOf('D1')]);
    await store.keep([deliveryOf('D1'), failed]);
    assert.deepEqual((await store.kept()).sort(), ['D1', 'D2']);
    assert.deepEqual(await store.takeKept('D2'), failed);
    const delivery = await store.takeKept('D1');
    assert.deepEqual(delivery, deliveryOf('D1'));
    assert.equal(await store.settleKept({ delivery: deliveryOf('D1'), assessment: accepted }), 'stored');
    assert.deepEqual(await store.kept(), ['D2']);
    assert.equal(await store.takeKept('D1'), undefined);
  });
}
