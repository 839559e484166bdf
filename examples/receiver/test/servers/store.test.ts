/** The store in PostgreSQL: each test has a database of its own. */
import { openPostgres } from '../../src/store/postgres.ts';
import { testStore } from '../support/store-tests.ts';
import { openServers } from './servers.ts';

testStore('PostgreSQL', async (t) => {
  const servers = await openServers();
  const database = await openPostgres(servers.databaseUrl, 2);
  t.after(async () => {
    await database.close();
    await servers.close();
  });
  return database;
});
