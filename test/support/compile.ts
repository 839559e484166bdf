import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withScratchFolder } from './scratch-folder.ts';
import { compilerPath, type TypescriptVersion } from './typescript-versions.ts';

const settings = fileURLToPath(new URL('../types/tsconfig.json', import.meta.url));

/**
 * Compiles files, given by name and text, and the files that `include` names, as a consumer of the built package would,
 * under the strict settings of the type tests. Returns the compiler's errors; an empty text if there are none.
 */
export function compile(
  version: TypescriptVersion,
  files: Readonly<Record<string, string>>,
  include: readonly string[] = [],
): Promise<string> {
  const project = JSON.stringify({ extends: settings, include: [...Object.keys(files), ...include] });
  return withScratchFolder({ ...files, 'tsconfig.json': project }, (cwd) => {
    const run = spawnSync(process.execPath, [compilerPath(version), '-p', '.'], { cwd, encoding: 'utf8' });
    const said = `${run.stdout}${run.stderr}`.trim();
    return run.status === 0 || said !== '' ? said : `The compiler ended with ${run.status ?? run.signal}.`;
  });
}
