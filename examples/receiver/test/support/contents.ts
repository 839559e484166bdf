import type { Database } from '../../src/store/database.ts';
import type { Expected } from './traffic.ts';

/** What there is in the database, in the form of what is expected. */
export async function contentsOf(database: Database): Promise<Expected> {
  return database.transaction(async ({ all }) => {
    const messages = await all('select message_id from messages order by message_id');
    const state = await all('select event, record_key, message_id, deleted from current_state');
    const quarantine = await all('select delivery from quarantine order by delivery');
    const rows = state.map((row) => [
      `${String(row['event'])} ${String(row['record_key'])}`,
      { messageId: String(row['message_id']), deleted: Number(row['deleted']) },
    ]);
    return {
      messages: messages.map((row) => String(row['message_id'])).sort(),
      state: Object.fromEntries(rows.sort()) as Expected['state'],
      quarantine: quarantine.map((row) => String(row['delivery'])),
    };
  });
}

/** How many outcomes the audit has of each delivery that it has any of: one, and never two. */
export async function outcomesByDelivery(database: Database): Promise<ReadonlyMap<string, number>> {
  const sql = `select delivery, count(*) as outcomes from audit
    where action in ('stored', 'late', 'duplicate', 'quarantined') group by delivery`;
  const rows = await database.transaction(({ all }) => all(sql));
  return new Map(rows.map((row) => [String(row['delivery']), Number(row['outcomes'])]));
}
