/**
 * `npm run generate`: says so at once if nothing has changed; otherwise loads the TypeScript runner and the command
 * line.
 */
import { describeUnchanged } from './unchanged.js';

const unchanged = describeUnchanged(process.argv.slice(2));
if (unchanged === undefined) {
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./cli.ts');
  process.exitCode = await main(process.argv);
} else console.log(unchanged);
