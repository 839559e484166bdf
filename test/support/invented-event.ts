import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from './definitions.ts';
import { importGenerated } from './import-generated.ts';
import { generate, type Generated } from './pipeline.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const definitions = here('../golden/message/definitions');

/** Their family. */
export const inventedNaming = {
  families: [{ subpath: 'message', base: 'https://acme.example/message', prefix: 'Acme-' }],
  titles: {},
  names: {},
};

/** The definitions of a fictional event: a parcel has moved. */
export function inventedDefinitions(): Json[] {
  return readdirSync(definitions)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(definitions, file), 'utf8')) as Json);
}

/** Runs the generator over them, or over what has been made of them; `more` are further resource types that are needed whole. */
export function generateInvented(
  given: readonly Json[] = inventedDefinitions(),
  more: readonly string[] = [],
): Promise<Generated> {
  const resources = ['Bundle', 'Location', 'MessageHeader', 'Organization', 'SupplyDelivery', ...more];
  return generate(given, { naming: inventedNaming, resources });
}

/** Imports the module of the family, as an application would. */
export function importInvented(generated: Generated): Promise<Readonly<Record<string, unknown>>> {
  return importGenerated(generated, 'message/index');
}
