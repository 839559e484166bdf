/** One of the test files of a run makes what they share, while the others wait. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { madeOnce } from './made-once.ts';
import { withScratchFolder } from './scratch-folder.ts';

const script = `
import { appendFileSync, writeFileSync } from 'node:fs';
import { madeOnce } from '${new URL('made-once.ts', import.meta.url).href}';
const made = madeOnce('thing', (draft) => {
  appendFileSync('log', 'made ');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  writeFileSync(draft + '/content', 'done');
});
console.log(made);
`;

function runIn(folder: string): Promise<string> {
  const env = { ...process.env, CARECONNECT_TEST_FOLDER: folder };
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), 'script.ts'], { cwd: folder, env });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return new Promise((done) => child.on('close', () => done(printed.trim())));
}

const test = suite('made once');

test('several processes make it once', async () => {
  await withScratchFolder({ 'script.ts': script }, async (folder) => {
    const paths = await Promise.all([1, 2, 3].map(() => runIn(folder)));
    assert.equal(
      paths,
      [1, 2, 3].map(() => `${folder}/thing`),
    );
    assert.is(readFileSync(`${folder}/log`, 'utf8'), 'made ');
    assert.is(readFileSync(`${folder}/thing/content`, 'utf8'), 'done');
  });
});

test('nothing is left of what fails', () => {
  let folder = '';
  const fail = (draft: string): never => {
    folder = dirname(draft);
    throw new Error('no');
  };
  assert.throws(() => madeOnce('failing', fail), 'no');
  assert.not(existsSync(`${folder}/failing`));
  assert.is(
    madeOnce('failing', () => undefined),
    `${folder}/failing`,
  );
});

test.run();
