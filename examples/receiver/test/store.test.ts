/** The store in SQLite. */
import { join } from 'node:path';
import { openSqlite } from '../src/store/sqlite.ts';
import { scratchFolder } from './support/scratch.ts';
import { testStore } from './support/store-tests.ts';

testStore('SQLite', async (t) => {
  const database = openSqlite(join(await scratchFolder(t), 'receiver.db'));
  t.after(() => database.close());
  return database;
});
