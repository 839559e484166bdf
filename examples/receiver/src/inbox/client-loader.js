/**
 * A module hook, for one file: `nhs-mesh-client` 1.0.9 imports JSON with the keyword `assert`, which Node 22 no longer
 * reads and Node 20 warns of. Remove it when a later release of the client says `with`.
 */
import { readFile } from 'node:fs/promises';

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith('/nhs-mesh-client/src/headers/generate_headers.js')) return nextLoad(url, context);
  const text = await readFile(new URL(url), 'utf8');
  return { format: 'module', source: text.replace(' assert {', ' with {'), shortCircuit: true };
}
