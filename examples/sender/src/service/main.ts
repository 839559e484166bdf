/** `npm run service`: runs the service until it is stopped, for requests of your own. */
import { demoSettings } from '../demo.ts';
import { startService } from './server.ts';

const { endpoint } = await startService(demoSettings, Number(process.env['SERVICE_PORT'] ?? 8470));
console.log(`listening at ${endpoint}`);
