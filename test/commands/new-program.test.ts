/** `new --format ts`: a program for each type and case, which compiles and builds the message that `new` prints. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { examples } from '../support/examples.ts';
import { runPrograms } from '../support/run-programs.ts';
import { runInProcess } from './run-command.ts';

const test = suite('new --format ts');

/** The command lines that name all messages, each once, by the names of files. */
const all = new Map(
  Object.values(examples).map(({ event, type, case: which }) => {
    const name = [event, type, ...(which === undefined ? [] : [which])].join('_').replaceAll('-', '_');
    return [name, [event, type, ...(which === undefined ? [] : ['--case', which])]] as const;
  }),
);

async function print(args: readonly string[], format: string): Promise<string> {
  const { code, stdout, stderr } = await runInProcess('.', ['new', '--format', format, ...args]);
  assert.equal([code, stderr], [0, '']);
  return stdout;
}

test('programs compile under strict settings, and build messages that are equal', async () => {
  assert.is(all.size, 19);
  const programs: Record<string, string> = {};
  for (const [name, args] of all) programs[name] = await print(args, 'ts');
  const { said, thrown, messages } = await runPrograms(programs);
  assert.equal([said, thrown], [[], {}]);
  for (const [name, args] of all) assert.equal(messages[name], JSON.parse(await print(args, 'json')), name);
});

test.run();
