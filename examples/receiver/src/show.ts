/** `npm run show -- EVENT KEY USER`: prints the current state of a record; the audit says who has seen it. */
import { openStore, settingsFrom } from './settings.ts';

const [event, key, user] = process.argv.slice(2);
if (event === undefined || key === undefined || user === undefined) {
  console.error(
    'usage: npm run show -- EVENT KEY USER, for example vaccinations-1 "https://larkspur.example/vaccinations|LV-1" ada',
  );
  process.exit(2);
}
const store = await openStore(settingsFrom(process.env));
const state = await store.view(event, key, user);
if (state)
  console.log(JSON.stringify({ ...state, content: JSON.parse(String(state['content'])) as unknown }, undefined, 2));
else console.error('no such record');
await store.close();
if (!state) process.exitCode = 1;
