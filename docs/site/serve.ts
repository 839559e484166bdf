/** Serves the built site on this machine: `node --import tsx docs/site/serve.ts [--port N] [--base PATH]`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serveFolder } from './static-server.ts';

const folder = fileURLToPath(new URL('../dist', import.meta.url));
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, base: { type: 'string', default: '/' } },
});
if (existsSync(folder)) {
  const { address } = await serveFolder(folder, { port: Number(values.port), base: values.base });
  console.log(`The site is at ${address}. Stop with Ctrl+C.`);
} else {
  console.error('There is no site yet: run npm run docs first.');
  process.exitCode = 1;
}
