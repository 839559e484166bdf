import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from './definitions.ts';
import { importGenerated } from './import-generated.ts';
import { generate, type Generated } from './pipeline.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const definitions = here('../golden/message/definitions');

/** The definitions of a fictional event: a parcel has moved. */
export function inventedDefinitions(): Json[] {
  return readdirSync(definitions)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(definitions, file), 'utf8')) as Json);
}

/** Runs the generator over them, or over changed ones. */
export function generateInvented(given: readonly Json[] = inventedDefinitions()): Promise<Generated> {
  const naming = {
    families: [{ subpath: 'message', base: 'https://acme.example/message', prefix: 'Acme-' }],
    titles: {},
    names: {},
  };
  const resources = ['Bundle', 'Location', 'MessageHeader', 'Organization', 'SupplyDelivery'];
  return generate(given, { naming, resources });
}

/** Imports the module of the family, as an application would. */
export function importInvented(generated: Generated): Promise<Readonly<Record<string, unknown>>> {
  return importGenerated(generated, 'message/index');
}
