/** Serves the built site on this machine, below the path for which it was built. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { baseOf, serveFolder } from './static-server.ts';

const folder = fileURLToPath(new URL('../dist', import.meta.url));
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' } },
});
if (existsSync(`${folder}/index.html`)) {
  const base = baseOf(readFileSync(`${folder}/index.html`, 'utf8'));
  const { address } = await serveFolder(folder, { port: Number(values.port), base });
  console.log(`The site is at ${address}. Stop with Ctrl+C.`);
} else {
  console.error('There is no site yet: run npm run docs first.');
  process.exitCode = 1;
}
