import { Pool, type PoolClient } from 'pg';
import type { Connection, Database } from './database.ts';
import { schema } from './schema.ts';

/** Any number: the same for all that open the same database. */
const SCHEMA_LOCK = 14_020_518;

/** Opens a database by its URL, and creates its tables where they are missing. */
export async function openPostgres(url: string, connections = 10): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: connections });
  // A connection that breaks while idle is replaced; without a listener its error would end the process.
  pool.on('error', () => undefined);
  const database: Database = {
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work(connectionOf(client));
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        // Closed, not returned: that rolls back whatever state it is in.
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
  await database.transaction(async (connection) => {
    // Several workers may start at once, and "if not exists" alone does not keep them from colliding.
    await connection.all('select pg_advisory_xact_lock(?)', SCHEMA_LOCK);
    for (const statement of schema) await connection.run(statement);
  });
  return database;
}

function connectionOf(client: PoolClient): Connection {
  return {
    all: async (sql, ...values) => (await client.query(numbered(sql), values)).rows,
    run: async (sql, ...values) => (await client.query(numbered(sql), values)).rowCount ?? 0,
  };
}

function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
}
