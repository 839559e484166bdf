/**
 * `npm run generate`: says at once where nothing has changed; otherwise bundles the sources, and runs the command line.
 */
import { describeUnchanged } from './unchanged.js';

const unchanged = describeUnchanged(process.argv.slice(2));
if (unchanged === undefined) {
  const { importCommandLine } = await import('./bundle.js');
  const { main } = await importCommandLine();
  process.exitCode = await main(process.argv);
} else console.log(unchanged);
