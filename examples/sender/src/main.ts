/** `npm start`: sends messages to a service that runs as long as this program does. */
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { demo, demoSettings } from './demo.ts';
import { newVaccination, row } from './messages.ts';
import { send, type SenderSettings } from './sender.ts';
import { startService } from './service/server.ts';
import { unsigned } from './token.ts';

const service = await startService(demoSettings);
const settings: SenderSettings = {
  endpoint: service.endpoint,
  caller: { system: demo.asid, organisation: demo.organisation },
  toASID: demo.service,
  sign: unsigned,
  attempts: 3,
  pause: 0.2,
  patience: 5,
  audit: ({ request, answer }) => console.log(`  ${request.headers.InteractionID}: ${answer?.status ?? 'no answer'}`),
};

const sound = newVaccination(row);
const faulty = {
  ...sound,
  entry: sound.entry.filter((one) => one.resource.resourceType !== 'Patient'),
} as typeof sound;

for (const [name, message, changes] of [
  ['a vaccination', sound, {}],
  ['a message without its patient', faulty, {}],
  ['a system that nobody knows', sound, { caller: { system: '999', organisation: demo.organisation } }],
] as const) {
  console.log(name);
  const sent = await send(vaccinations, message, { ...settings, ...changes });
  console.log(`  ${sent.state}`);
  for (const line of sent.state === 'sent' ? sent.notices : sent.reason.split('\n')) console.log(`  ${line}`);
}
console.log(`the service has taken ${service.state.published.length} message`);
await service.close();
