import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Loads each script in turn and collects its output: values as `console.log` shows them. */
const loader = `
import { formatWithOptions } from 'node:util';
const printed = {};
for (const script of JSON.parse(process.argv[2])) {
  printed[script] = '';
  console.log = (...values) => { printed[script] += formatWithOptions({ colors: false }, ...values) + '\\n'; };
  await import('./' + script);
}
process.stdout.write(JSON.stringify(printed));
`;

/**
 * Runs scripts of a folder, ES modules or CommonJS, in one Node process. Returns the output of each, by its path.
 * Throws with the error output if one of them fails.
 */
export function runScripts(folder: string, scripts: readonly string[]): Record<string, string> {
  const file = join(folder, 'run-scripts.mjs');
  writeFileSync(file, loader);
  const run = spawnSync(process.execPath, [file, JSON.stringify(scripts)], { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0 || run.stderr !== '') throw new Error(`A script failed.\n${run.stderr}`);
  return JSON.parse(run.stdout) as Record<string, string>;
}
