/** Compiles programs that make messages, all in one run of the compiler, and runs them. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withScratchFolder } from './scratch-folder.ts';

const compilerPath = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
const settings = fileURLToPath(new URL('../types/tsconfig.json', import.meta.url));

/** The result of programs: the compiler's errors, line by line, and the message of each, or its error. */
export interface Ran {
  readonly said: readonly string[];
  readonly messages: Readonly<Record<string, unknown>>;
  readonly thrown: Readonly<Record<string, string>>;
}

const loader = `
const messages = {}, thrown = {};
for (const name of JSON.parse(process.argv[2])) {
  try { messages[name] = (await import('./out/' + name + '.js')).message; } catch (error) { thrown[name] = String(error); }
}
process.stdout.write(JSON.stringify({ messages, thrown }));
`;

/** Compiles and runs programs, given by name, under the strict settings of the type tests. */
export function runPrograms(programs: Readonly<Record<string, string>>): Promise<Ran> {
  const files = Object.fromEntries(Object.entries(programs).map(([name, code]) => [`${name}.ts`, code]));
  const compilerOptions = { allowImportingTsExtensions: false, noEmit: false, outDir: 'out', rootDir: '.' };
  const project = JSON.stringify({ extends: settings, compilerOptions, include: Object.keys(files) });
  return withScratchFolder({ ...files, 'tsconfig.json': project }, (cwd) => {
    const compiler = spawnSync(process.execPath, [compilerPath, '-p', '.'], { cwd, encoding: 'utf8' });
    const said = `${compiler.stdout}${compiler.stderr}`.split(/\n(?=\S)/).filter((line) => line.trim() !== '');
    writeFileSync(join(cwd, 'run.mjs'), loader);
    const args = ['run.mjs', JSON.stringify(Object.keys(programs))];
    const run = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(`The programs were not run.\n${run.stderr}`);
    return { said, ...(JSON.parse(run.stdout) as Pick<Ran, 'messages' | 'thrown'>) };
  });
}
