import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Generated } from './pipeline.ts';
import { withScratchFolder } from './scratch-folder.ts';

const runtime = fileURLToPath(new URL('../../runtime', import.meta.url));

/** Imports a generated module, such as `acme/index`, as an application would. */
export async function importGenerated(
  generated: Generated,
  module: string,
): Promise<Readonly<Record<string, unknown>>> {
  const texts = readdirSync(runtime, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [`src/runtime/${path}`, readFileSync(join(runtime, path), 'utf8')] as const);
  return withScratchFolder({}, async (folder) => {
    for (const [path, text] of [...generated.files, ...texts]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const outfile = join(folder, 'module.mjs');
    await build({
      entryPoints: [join(folder, `src/${module}.ts`)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      plugins: [runtimeIn(join(folder, 'src/runtime'))],
    });
    return (await import(pathToFileURL(outfile).href)) as Readonly<Record<string, unknown>>;
  });
}

/** Resolves `#runtime/x.js`, which the built package exports for itself, to the source. */
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
