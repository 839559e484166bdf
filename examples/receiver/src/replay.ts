/** `npm run replay`: checks what is in the quarantine again, after a release of the SDK or of the policy, and stores what passes. */
import { CheckingPool } from './checking/pool.ts';
import { openStore, settingsFrom } from './settings.ts';

const settings = settingsFrom(process.env);
const store = await openStore(settings);
const pool = new CheckingPool(settings.threads);
for (const delivery of await store.quarantined()) {
  const assessment = await pool.assess(delivery.body);
  const outcome = assessment.accepted ? await store.release(delivery, assessment) : 'still refused';
  console.log(`${outcome}: delivery ${delivery.id}`);
}
await pool.close();
await store.close();
