import type { Accepted, Assessment, Refused } from '../assess.ts';
import type { Delivery, Transport } from '../delivery.ts';
import type { Connection, Database, Row } from './database.ts';

/** What became of a delivery. `again`: it was processed before, and came back because the inbox had not been told. */
export type Outcome = 'stored' | 'late' | 'duplicate' | 'quarantined' | 'again';

/** A delivery with what was found in it. */
export interface Assessed {
  readonly delivery: Delivery;
  readonly assessment: Assessment;
}

/** Messages, the current state, the quarantine and the audit. What a promise resolves to has been committed. */
export class Store {
  readonly #database: Database;
  readonly #system: string;

  /** `system` is what the audit names as having processed a message. */
  constructor(database: Database, system: string) {
    this.#database = database;
    this.#system = system;
  }

  /** Stores what was received, all in one transaction. Repeating it changes nothing. */
  settle(received: readonly Assessed[]): Promise<Outcome[]> {
    return this.#database.transaction(async (connection) => {
      const outcomes: Outcome[] = [];
      for (const one of received) outcomes.push(await this.#settleOne(connection, one));
      return outcomes;
    });
  }

  async #settleOne(connection: Connection, { delivery, assessment }: Assessed): Promise<Outcome> {
    const isFirst = await this.#audit(connection, 'received', delivery.id, assessment.messageId);
    if (!isFirst) return 'again';
    const outcome = assessment.accepted
      ? await storeMessage(connection, delivery, assessment)
      : await putIntoQuarantine(connection, delivery, assessment);
    const detail = assessment.accepted ? assessment.notes : assessment.problems;
    await this.#audit(connection, outcome, delivery.id, assessment.messageId, detail);
    return outcome;
  }

  /** Gives false if that action is in the audit already, which only `received` can be: once for each delivery. */
  async #audit(connection: Connection, action: string, delivery: string, messageId?: string, detail?: string) {
    const values = [now(), this.#system, action, delivery, messageId ?? null, detail ?? null];
    return (await connection.run(addAudit, ...values)) > 0;
  }

  /** Keeps deliveries until workers have settled them. */
  keep(deliveries: readonly Delivery[]): Promise<void> {
    return this.#database.transaction(async (connection) => {
      for (const { id, transport, trouble = null, body } of deliveries) {
        await connection.run(addDelivery, id, now(), JSON.stringify(transport), trouble, body);
      }
    });
  }

  /** The ids of the deliveries that are kept and not settled. */
  async kept(): Promise<string[]> {
    const sql = 'select id from deliveries order by received_at';
    const rows = await this.#database.transaction((connection) => connection.all(sql));
    return rows.map(({ id }) => String(id));
  }

  /** A delivery that is kept; undefined if it has been settled. */
  async takeKept(id: string): Promise<Delivery | undefined> {
    const sql = 'select id, transport, trouble, body from deliveries where id = ?';
    const [row] = await this.#database.transaction((connection) => connection.all(sql, id));
    return row && deliveryOf(row);
  }

  /** Stores what `keep` has kept. Repeating it changes nothing. */
  settleKept(one: Assessed): Promise<Outcome> {
    return this.#database.transaction(async (connection) => {
      const outcome = await this.#settleOne(connection, one);
      await connection.run('delete from deliveries where id = ?', one.delivery.id);
      return outcome;
    });
  }

  async quarantined(): Promise<Delivery[]> {
    const sql = 'select delivery as id, transport, null as trouble, body from quarantine order by received_at';
    const rows = await this.#database.transaction((connection) => connection.all(sql));
    return rows.map(deliveryOf);
  }

  /** Stores a message from the quarantine that is accepted now. Does nothing if it is no longer there. */
  release(delivery: Delivery, message: Accepted): Promise<Outcome> {
    return this.#database.transaction(async (connection) => {
      const removed = await connection.run('delete from quarantine where delivery = ?', delivery.id);
      if (removed === 0) return 'again';
      const outcome = await storeMessage(connection, delivery, message);
      await this.#audit(connection, 'released', delivery.id, message.messageId, outcome);
      return outcome;
    });
  }

  /** What is so now, as the parts of the latest message; the audit says that `user` has seen it. */
  view(event: string, key: string, user: string): Promise<Row | undefined> {
    return this.#database.transaction(async (connection) => {
      const sql =
        'select message_id, last_updated, deleted, content from current_state where event = ? and record_key = ?';
      const [row] = await connection.all(sql, event, key);
      if (row) await connection.run(addAudit, now(), user, 'viewed', null, String(row['message_id']), null);
      return row;
    });
  }

  /** How many rows there are of each kind. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const tables = ['messages', 'current_state', 'quarantine', 'audit'];
    const sql = tables.map((table) => `select '${table}' as name, count(*) as rows from ${table}`).join(' union all ');
    const rows = await this.#database.transaction((connection) => connection.all(sql));
    return Object.fromEntries(rows.map(({ name, rows: count }) => [String(name), Number(count)]));
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

const addAudit =
  'insert into audit (at, who, action, delivery, message_id, detail) values (?, ?, ?, ?, ?, ?) on conflict do nothing';
const addDelivery =
  'insert into deliveries (id, received_at, transport, trouble, body) values (?, ?, ?, ?, ?) on conflict do nothing';
const addMessage = `insert into messages
  (message_id, event, type, record_key, last_updated, received_at, transport, body) values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do nothing`;
/** One statement, so that two workers with messages of the same record cannot overtake each other. */
const replaceState = `insert into current_state
  (event, record_key, message_id, last_updated, deleted, content) values (?, ?, ?, ?, ?, ?)
  on conflict (event, record_key) do update set message_id = excluded.message_id, last_updated = excluded.last_updated,
    deleted = excluded.deleted, content = excluded.content
  where excluded.last_updated > current_state.last_updated`;
const addQuarantine = `insert into quarantine
  (delivery, message_id, code, problems, received_at, transport, body) values (?, ?, ?, ?, ?, ?, ?)`;

async function storeMessage(connection: Connection, delivery: Delivery, message: Accepted): Promise<Outcome> {
  const { messageId, event, type, key = null, lastUpdated = null, content } = message;
  const transport = JSON.stringify(delivery.transport);
  const values = [messageId, event, type, key, lastUpdated, now(), transport, delivery.body];
  const added = await connection.run(addMessage, ...values);
  if (added === 0) return 'duplicate';
  // What has no order replaces nothing: it is a message among the messages, and no state.
  if (key === null || lastUpdated === null) return 'stored';
  const deleted = type === 'delete' ? 1 : 0;
  const changed = await connection.run(replaceState, event, key, messageId, lastUpdated, deleted, content);
  return changed > 0 ? 'stored' : 'late';
}

async function putIntoQuarantine(connection: Connection, delivery: Delivery, refused: Refused): Promise<Outcome> {
  const { messageId = null, code = null, problems } = refused;
  const transport = JSON.stringify(delivery.transport);
  await connection.run(addQuarantine, delivery.id, messageId, code, problems, now(), transport, delivery.body);
  return 'quarantined';
}

function deliveryOf({ id, transport, trouble, body }: Row): Delivery {
  return {
    id: String(id),
    body: body as Uint8Array,
    transport: JSON.parse(String(transport)) as Transport,
    ...(trouble !== null && { trouble: String(trouble) }),
  };
}

function now(): string {
  return new Date().toISOString();
}
