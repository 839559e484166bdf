import Sqlite from 'libsql';
import type { Connection, Database, Row } from './database.ts';
import { schema } from './schema.ts';

/** Opens a database in one file, and creates its tables where they are missing. */
export function openSqlite(file: string): Database {
  const sqlite = new Sqlite(file, { timeout: 10_000 });
  sqlite.pragma('journal_mode = wal');
  // Not "normal": the inbox forgets a message after the commit, so the commit has to be on the disk.
  sqlite.pragma('synchronous = full');
  for (const statement of schema) sqlite.exec(statement.replaceAll('bytea', 'blob'));

  const statements = new Map<string, Sqlite.Statement>();
  const prepared = (sql: string): Sqlite.Statement => {
    const statement = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const connection: Connection = {
    all: async (sql, ...values) =>
      prepared(sql)
        .all(values)
        .map((row) => withBuffers(row as Row)),
    run: async (sql, ...values) => prepared(sql).run(values).changes,
  };

  // One connection: each transaction waits for the one before.
  let last: Promise<unknown> = Promise.resolve();
  const transaction = async <Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> => {
    sqlite.exec('begin immediate');
    try {
      const result = await work(connection);
      sqlite.exec('commit');
      return result;
    } catch (error) {
      sqlite.exec('rollback');
      throw error;
    }
  };
  return {
    transaction(work) {
      const result = last.then(() => transaction(work));
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      await last;
      sqlite.close();
    },
  };
}

function withBuffers(row: Row): Row {
  const pairs = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof ArrayBuffer ? Buffer.from(value) : value,
  ]);
  return Object.fromEntries(pairs) as Row;
}
