import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Json } from './definitions.ts';
import { generate, type Generated } from './pipeline.ts';
import { withScratchFolder } from './scratch-folder.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const definitions = here('../golden/message/definitions');
const runtime = here('../../runtime');

/** The definitions of the event that nobody sends: a parcel has moved. */
export function inventedDefinitions(): Json[] {
  return readdirSync(definitions)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(definitions, file), 'utf8')) as Json);
}

/** Runs the generator over them, or over what has been made of them. */
export function generateInvented(given: readonly Json[] = inventedDefinitions()): Promise<Generated> {
  const naming = {
    families: [{ subpath: 'message', base: 'https://acme.example/message', prefix: 'Acme-' }],
    titles: {},
    names: {},
  };
  const resources = ['Bundle', 'Location', 'MessageHeader', 'Organization', 'SupplyDelivery'];
  return generate(given, { naming, resources });
}

/** The module of the family, run as an application would run it. */
export async function importInvented(generated: Generated): Promise<Readonly<Record<string, unknown>>> {
  const texts = readdirSync(runtime, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [`src/runtime/${path}`, readFileSync(join(runtime, path), 'utf8')] as const);
  return withScratchFolder({}, async (folder) => {
    for (const [path, text] of [...generated.files, ...texts]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const outfile = join(folder, 'event.mjs');
    await build({
      entryPoints: [join(folder, 'src/message/index.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      plugins: [runtimeIn(join(folder, 'src/runtime'))],
    });
    return (await import(pathToFileURL(outfile).href)) as Readonly<Record<string, unknown>>;
  });
}

/** `#runtime/x.js` is what the package exports for itself once it is built; here it is the source. */
function runtimeIn(folder: string): Plugin {
  return {
    name: 'runtime',
    setup: (made) => {
      made.onResolve({ filter: /^#runtime\// }, ({ path }) => ({
        path: join(folder, path.slice('#runtime/'.length).replace(/js$/, 'ts')),
      }));
    },
  };
}
