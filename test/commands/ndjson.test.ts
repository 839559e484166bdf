/** NDJSON and what is packed: an entry for each line, at its place, however large the file claims to be. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Entry } from '../../sdk/entry.ts';
import { longestInput } from '../../sdk/read-input.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { runInProcess, type CommandOutcome } from './run-command.ts';

const sound = '{"resourceType":"Patient"}';
const faulty = '{"resourceType":"Patient","gender":"F"}';

/** Validates one file with this content, and returns what is printed. */
function validate(name: string, content: string | Buffer, ...args: string[]): Promise<CommandOutcome> {
  return withScratchFolder({}, async (folder) => {
    writeFileSync(join(folder, name), content);
    return runInProcess(folder, ['validate', ...args, name]);
  });
}

async function entriesOf(name: string, content: string | Buffer, ...args: string[]): Promise<readonly Entry[]> {
  const { stdout, stderr } = await validate(name, content, '--format', 'json', ...args);
  assert.is(stderr, '');
  return JSON.parse(stdout) as Entry[];
}

const test = suite('NDJSON and gzip');

test('an issue has the line of the file and the column in it', async () => {
  const { code, stdout } = await validate('a.ndjson', `${sound}\n\n${faulty}\r\n${sound}`);
  assert.is(code, 1);
  assert.match(stdout, /^a\.ndjson:3:27: error: Patient\.gender: "F" is not one of/);
  assert.match(stdout, /\n\n1 file with 3 resources: 2 valid, 1 invalid; 1 error, 0 warnings, 0 notes\n$/);
});

const lines: [what: string, name: string, content: string, want: [line: number | null, valid: boolean][]][] = [
  ['by its name', 'a.ndjson', faulty, [[1, false]]],
  ['by its name, in capitals', 'A.NDJSON', sound, [[1, true]]],
  ['by its content', 'a.json', `${sound}\n${sound}\n`, [[1, true], [2, true]]], // prettier-ignore
  ['by its content, whatever its name', 'a.txt', `\uFEFF${sound}\r\n${faulty}\r\n`, [[1, true], [2, false]]], // prettier-ignore
  ['not where it is one JSON text', 'a.json', `${sound}\n\n`, [[null, true]]],
  ['not where two texts are on one line', 'a.json', `${sound}${sound}`, [[null, false]]],
  ['lines that hold nothing', 'a.ndjson', ` \n\t\r\n${sound}\n\n`, [[3, true]]],
  ['a line that is no JSON', 'a.ndjson', `${sound}\nDear colleague\n${sound}`, [[1, true], [2, false], [3, true]]], // prettier-ignore
  ['a line of XML', 'a.ndjson', '<Patient xmlns="http://hl7.org/fhir"/>', [[1, true]]],
  ['nothing', 'a.ndjson', '', [[null, false]]],
  ['only white space', 'a.ndjson', '\n\n', [[null, false]]],
];

for (const [what, name, content, want] of lines) {
  test(`lines are told ${what}`, async () => {
    for (const packed of [false, true]) {
      const got = await entriesOf(packed ? `${name}.gz` : name, packed ? gzipSync(content) : content);
      assert.equal(
        got.map(({ line, valid }) => [line, valid]),
        want,
      );
    }
  });
}

test('every format has the place', async () => {
  const content = `${sound}\n${faulty}`;
  const outcome = await validate('a.ndjson', content, '--format', 'operation-outcome');
  const { issue } = JSON.parse(outcome.stdout) as { issue: { location: string[] }[] };
  assert.equal(
    issue.map(({ location }) => location),
    [['a.ndjson:1'], ['a.ndjson:2:27']],
  );
  assert.match(
    (await validate('a.ndjson', content, '--format', 'github')).stdout,
    /^::error file=a\.ndjson,line=2,col=27,/,
  );
  assert.match(
    (await validate('a.ndjson', content, '--format', 'sarif')).stdout,
    /"startLine": 2,\s+"startColumn": 27/,
  );
});

test('a folder has both, and standard input may be either', () =>
  withScratchFolder({ 'in/a.ndjson': `${sound}\n${faulty}`, 'in/notes.gz': 'a' }, async (folder) => {
    writeFileSync(join(folder, 'in/b.xml.gz'), gzipSync('<Patient xmlns="http://hl7.org/fhir"/>'));
    const { code, stdout } = await runInProcess(folder, ['validate', 'in']);
    assert.is(code, 1);
    assert.match(stdout, /\n2 files with 3 resources: 2 valid, 1 invalid;/);
    const piped = await runInProcess(folder, ['validate', '-'], { stdin: [gzipSync(`${sound}\n${sound}`)] });
    assert.is(piped.stdout, '1 file with 2 resources: 2 valid; 0 errors, 0 warnings, 0 notes\n');
  }));

test('other commands unpack too, and take one resource', async () => {
  const packed = [gzipSync(sound)];
  const converted = await runInProcess('.', ['convert', '--to', 'json', '-'], { stdin: packed });
  assert.equal([converted.code, converted.stdout], [0, `${sound}\n`]);
  for (const args of [
    ['convert', '--to', 'xml', '-'],
    ['read', '-'],
  ]) {
    const got = await runInProcess('.', args, { stdin: [`${sound}\n${sound}\n`] });
    assert.equal([got.code, got.stdout], [1, '']);
    assert.match(got.stderr, /^<stdin>: fatal: is NDJSON, with a JSON text on each line; give one of them at a time\n/);
  }
});

test('no values of a line are told where nobody wants them', async () => {
  const secret = '{"resourceType":"Secret","gender":"Secret"}';
  for (const name of ['a.ndjson', 'a.json']) {
    const { stdout } = await validate(name, `${secret}\n${secret}\nSecret`, '--no-values', '--format', 'json');
    assert.not.match(stdout, 'Secret');
  }
});

test('a huge line is not read, and the others are', async () => {
  const huge = `{"resourceType":"Patient","id":"${'a'.repeat(3_200_000)}"}`;
  const entries = await entriesOf('a.ndjson', `${sound}\n${huge}\n${sound}`);
  assert.equal(
    entries.map(({ valid, issues }) => [valid, issues[0]?.code]),
    [
      [true, undefined],
      [false, 'too-long'],
      [true, undefined],
    ],
  );
  assert.equal(
    entries[1]?.issues.map(({ line, column }) => [line, column]),
    [[2, 1]],
  );
});

test('lines that hold no resource are not looked at for ever', async () => {
  const entries = await entriesOf('a.ndjson', 'x\n'.repeat(1_000_000));
  assert.is(entries.length, 1000);
  const last = entries.at(-1);
  assert.equal(
    last?.issues.map(({ line, code }) => [line, code]),
    [
      [1000, 'structure'],
      [1000, 'too-costly'],
    ],
  );
  const two = await entriesOf('a.ndjson', 'x\nx\nx\nx\n', '--max-issues', '2');
  assert.match(two.at(-1)?.issues.at(-1)?.message ?? '', /^has 2 lines or more without a resource/);
  assert.is(two.length, 2);
});

test('what is packed may be as long as what is not, and no longer', async () => {
  const padded = (length: number): Buffer =>
    gzipSync(Buffer.concat([Buffer.from(`${sound}\n`), Buffer.alloc(length, 0x0a)]));
  const fits = longestInput - sound.length - 1;
  assert.is((await entriesOf('a.ndjson.gz', padded(fits)))[0]?.valid, true);
  const [refused] = await entriesOf('a.ndjson.gz', padded(fits + 1));
  assert.equal([refused?.line, refused?.issues[0]?.code], [null, 'too-long']);
  const [allowed] = await entriesOf('a.ndjson.gz', padded(fits + 1), '--max-bytes', String(longestInput + 1));
  assert.is(allowed?.valid, true);
  await entriesOf('a.json.gz', gzipSync(sound), '--max-bytes', String(Number.MAX_SAFE_INTEGER));
});

test.run();
