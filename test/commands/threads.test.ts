/** Many files are checked in threads: the same is printed, whoever checks what, and whatever becomes of a thread. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkInThreads } from '../../sdk/check-in-threads.ts';
import type { Entry } from '../../sdk/entry.ts';
import { isEntry, validateFile, type Checked } from '../../sdk/validate-file.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { runInProcess } from './run-command.ts';

const here = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const command = fileURLToPath(here('generated/dist/cli/main.js'));
const thread = here('generated/dist/cli/thread.js');
const options = { rules: 'event', direction: 'publish', limits: {}, values: true } as const;

const input = (name: string): string => readFileSync(here(`test/commands/inputs/${name}`), 'utf8');
const kinds = [
  input('patient.xml'),
  input('patient-faulty.xml'),
  '{"resourceType":"Patient","active":"yes"}',
  'nothing',
  '{"resourceType":"Patient"}\n{"resourceType":"Patient","active":"yes"}\n',
];

/** Files of all kinds, in a folder; every kind has its turn in every batch, and no two batches are alike. */
function inbox(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      return [`in/${String(at).padStart(5, '0')}.xml`, kinds[(at + Math.floor(at / 7)) % kinds.length] ?? ''];
    }),
  );
}

/** The entries of files, checked in threads that run a script, and what was told. */
async function checked(
  files: readonly string[],
  script: URL,
  threads: number,
): Promise<{ entries: Entry[]; told: string[] }> {
  const told: string[] = [];
  const entries: Entry[] = [];
  const tell = async (text: string): Promise<void> => void told.push(text);
  for await (const one of checkInThreads(files, options, script, threads, tell)) entries.push(...entriesIn(one));
  return { entries, told };
}

/** The entries of files, checked one after the other. */
async function checkedHere(files: readonly string[]): Promise<Entry[]> {
  const all = await Promise.all(files.map((file) => validateFile(file, options, { stdin: process.stdin })));
  return all.flatMap(entriesIn);
}

function entriesIn(one: Checked): readonly Entry[] {
  return isEntry(one) ? [one] : [...one];
}

const test = suite('threads');

for (const format of ['text', 'json', 'operation-outcome']) {
  test(`the command prints the same as ${format}`, () =>
    withScratchFolder(inbox(900), async (folder) => {
      const args = ['validate', '--format', format, 'in'];
      const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, FORCE_COLOR: undefined },
        maxBuffer: 1e8,
      });
      const want = await runInProcess(folder, args);
      assert.equal([status, stderr, stdout === want.stdout], [want.code, '', true]);
    }));
}

test('two threads give an entry for each file, in their order', () =>
  withScratchFolder(inbox(500), async (folder) => {
    const files = Object.keys(inbox(500)).map((file) => `${folder}/${file}`);
    files.splice(250, 0, `${folder}/nowhere.xml`);
    const { entries, told } = await checked(files, thread, 2);
    assert.equal(told, []);
    assert.equal(entries, await checkedHere(files));
  }));

/** Scripts of threads that do not do what they should, and what is told of them. */
const failing: Readonly<Record<string, readonly [script: string, reason: RegExp]>> = {
  'cannot start': [
    'import "./nowhere.js";',
    /^A thread has failed \(.*nowhere.*\); its files are checked without it\.\n$/,
  ],
  throws: ['throw new Error("no more\\n");', /^A thread has failed \(no more\\u000a\); /],
  ends: ['process.exit(3);', /^A thread has failed \(exit code 3\); /],
  'ends when it is asked again': [
    `import { parentPort } from 'node:worker_threads';
    import { answerFiles } from '${thread.href.replace('thread.js', 'commands.js')}';
    let asked = 0;
    answerFiles({
      on: (event, listen) => parentPort.on(event, (question) => (++asked > 1 ? process.exit(4) : listen(question))),
      postMessage: (answer) => parentPort.postMessage(answer),
    });`,
    /^A thread has failed \(exit code 4\); /,
  ],
};

for (const [what, [script, reason]] of Object.entries(failing)) {
  test(`a thread that ${what} is told, and nothing is lost`, () =>
    withScratchFolder({ ...inbox(300), 'thread.js': script }, async (folder) => {
      const files = Object.keys(inbox(300)).map((file) => `${folder}/${file}`);
      const { entries, told } = await checked(files, new URL(`file://${folder}/thread.js`), 1);
      assert.equal(entries, await checkedHere(files));
      assert.is(told.length, 1);
      assert.match(told[0] ?? '', reason);
    }));
}

test('standard input among many files is read', () =>
  withScratchFolder(inbox(5), async (folder) => {
    const many = Array.from({ length: 900 }, () => 'in/00000.xml');
    const { stdout } = spawnSync(process.execPath, [command, 'validate', ...many, '-'], {
      cwd: folder,
      encoding: 'utf8',
      input: '{"resourceType":"Patient"}',
    });
    assert.match(stdout, /901 files: 901 valid;/);
  }));

test.run();
