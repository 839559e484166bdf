import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Entry } from '../../sdk/entry.ts';
import { longestInput } from '../../sdk/read-input.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { runInProcess } from './run-command.ts';

const test = suite('validate');

const canonical = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1';
const nameless = JSON.stringify({ resourceType: 'Patient', meta: { profile: [canonical] } });

const layers: [rules: string, code: number, profiles: (string | null)[]][] = [
  ['base', 0, []],
  ['profile', 1, [canonical]],
  ['event', 1, [canonical]],
];

for (const [rules, code, profiles] of layers) {
  test(`rules of the layer ${rules}, the profiles claimed in any case`, async () => {
    const args = ['validate', '--format', 'json', '--rules', rules, '-'];
    const got = await runInProcess('.', args, { stdin: [nameless] });
    const [entry] = JSON.parse(got.stdout) as [Entry];
    assert.is(got.code, code);
    assert.equal(entry.profiles, [canonical]);
    assert.equal(
      entry.issues.map((issue) => issue.profile),
      profiles,
    );
  });
}

/** So many medicines, each with a note: the codes of SNOMED CT are not known. */
const noted = (count: number): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: Array.from({ length: count }, (_, at) => ({
      fullUrl: `urn:oid:1.2.${at}`,
      resource: {
        resourceType: 'Medication',
        meta: { profile: ['https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Medication-1'] },
        code: { coding: [{ system: 'http://snomed.info/sct', code: '22298006' }] },
      },
    })),
  });

test('notes are left out where nobody wants them, and counted', async () => {
  const args = (...more: string[]): string[] => ['validate', ...more, '-'];
  const stdin = [noted(2)];
  const loud = await runInProcess('.', args(), { stdin });
  assert.match(loud.stdout, /: note: .* \(and at 1 other place\)/);
  assert.match(loud.stdout, /\n1 file: 1 valid; 0 errors, 0 warnings, 2 notes\n$/);
  const quiet = await runInProcess('.', args('--quiet'), { stdin });
  assert.equal([quiet.code, quiet.stdout], [0, '1 file: 1 valid; 0 errors, 0 warnings, 2 notes not shown\n']);
  const json = await runInProcess('.', args('--quiet', '--format', 'json'), { stdin });
  assert.equal((JSON.parse(json.stdout) as [Entry])[0].issues, []);
  const outcome = await runInProcess('.', args('--quiet', '--format', 'operation-outcome'), { stdin });
  assert.match(outcome.stdout, 'No issue was found');
  const silent = await runInProcess('.', args('--quiet'), { stdin: ['{"resourceType":"Patient"}'] });
  assert.is(silent.stdout, '1 file: 1 valid; 0 errors, 0 warnings, 0 notes\n');
});

const limits: [args: string[], valid: boolean, message: RegExp | undefined][] = [
  [['--max-bytes', '100'], false, /^the text has \d+ bytes, more than the limit of 100; it is not read$/],
  [['--max-bytes', '5000000'], true, undefined],
  [['--max-depth', '2'], false, /nested more than 2 levels deep/],
  [['--max-elements', '1'], false, /^is too large$/],
  [['--max-elements', '100'], true, undefined],
  [['--max-issues', '1'], false, /^has 1 or more issues; the rest is not checked$/],
];

for (const [args, valid, message] of limits) {
  test(`limits: ${args.join(' ')}`, async () => {
    const value = args[0] === '--max-issues' ? '{"resourceType":"Patient","a":1,"b":2}' : noted(3);
    const got = await runInProcess('.', ['validate', '--format', 'json', ...args, '-'], { stdin: [value] });
    const [entry] = JSON.parse(got.stdout) as [Entry];
    assert.is(entry.valid, valid);
    const fatal = entry.issues.find(({ severity }) => severity === 'fatal');
    if (message) assert.match(fatal?.message ?? '', message);
    else assert.is(fatal, undefined);
  });
}

test('more than is read otherwise, where a limit allows it', async () => {
  const stdin = [Buffer.from('{"resourceType":"Patient"}'), Buffer.alloc(longestInput, 0x20)];
  const refused = await runInProcess('.', ['validate', '-'], { stdin });
  assert.match(refused.stdout, `has more than ${longestInput} bytes; it is not read`);
  const got = await runInProcess('.', ['validate', '--max-bytes', String(longestInput + 100), '-'], { stdin });
  assert.match(got.stdout, /1 file: 1 valid;/);
});

const empty: [format: string, operands: string[], code: number, stdout: RegExp][] = [
  ['text', ['none'], 0, /^0 files; 0 errors, 0 warnings, 0 notes\n$/],
  ['json', ['none'], 0, /^\[\n\]\n$/],
  ['operation-outcome', ['none'], 0, /"diagnostics": "No issue was found"/],
  ['text', ['none', 'good.json'], 0, /^1 file: 1 valid;/],
  ['text', ['bad.json', 'none'], 1, /\n1 file: 1 invalid;/],
];

for (const [format, operands, code, stdout] of empty) {
  test(`a folder without resources, as ${format}: ${operands.join(' ')}`, () => {
    const files = { 'none/notes.txt': 'a', 'good.json': '{"resourceType":"Patient"}', 'bad.json': '{}' };
    return withScratchFolder(files, async (folder) => {
      const got = await runInProcess(folder, ['validate', '--format', format, ...operands]);
      assert.equal([got.code, got.stderr], [code, 'none contains no files to check.\n']);
      assert.match(got.stdout, stdout);
      if (format !== 'text') JSON.parse(got.stdout);
    });
  });
}

test('standard input may come in pieces, as bytes or as text', async () => {
  const bytes = Buffer.from('{ "resourceType": "Patient", "id": "a", "language": "é" }');
  const pieces = [bytes.subarray(0, 53), bytes.subarray(53)];
  const got = await runInProcess('.', ['validate', '--format', 'json', '-'], { stdin: pieces });
  const whole = await runInProcess('.', ['validate', '--format', 'json', '-'], { stdin: [bytes.toString()] });
  assert.is(got.stdout, whole.stdout);
  assert.is((JSON.parse(got.stdout) as [Entry])[0].resourceType, 'Patient');
});

test('many files on a terminal have progress, which is gone where there is other text', () => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`in/${at}.json`, nameless]));
  return withScratchFolder(files, async (folder) => {
    const seen = await runInProcess(folder, ['validate', 'in'], { isTTY: true, env: { NO_COLOR: '1' } });
    assert.match(seen.both, /^\r\u001B\[K0 of 12 files checked\r\u001B\[Kin\/0\.json:/);
    assert.not.match(seen.stdout, '\u001B');
    const piped = await runInProcess(folder, ['validate', 'in']);
    assert.equal([piped.stderr, piped.stdout], ['', seen.stdout]);
    const names = [...piped.stdout.matchAll(/^in\/(\d+)\.json:\S+ error/gm)].map(([, name]) => name);
    assert.equal(names, ['0', '1', '10', '11', '2', '3', '4', '5', '6', '7', '8', '9']);
  });
});

test('progress is gone at the end, where there is nothing to say', () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`in/${at}.json`, '{"resourceType":"Patient"}']),
  );
  return withScratchFolder(files, async (folder) => {
    const { code, both } = await runInProcess(folder, ['validate', 'in'], { isTTY: true, env: { NO_COLOR: '1' } });
    assert.is(code, 0);
    assert.match(both, /^\r\u001B\[K0 of 12 files checked.*\r\u001B\[K12 files: 12 valid; /s);
  });
});

const thresholds: [failOn: string, code: number][] = [
  ['error', 0],
  ['warning', 1],
];

for (const [failOn, code] of thresholds) {
  test(`a warning, with --fail-on ${failOn}: the exit code is ${code}, and the file is valid`, async () => {
    const stdin = ['{ "resourceType": "Patient", "meta": { "profile": ["https://acme.example/fhir/Visitor"] } }'];
    const got = await runInProcess('.', ['validate', '--format', 'json', '--fail-on', failOn, '-'], { stdin });
    const [{ valid, issues }] = JSON.parse(got.stdout) as [Entry];
    assert.equal([got.code, valid, issues.map(({ severity }) => severity)], [code, true, ['warning']]);
  });
}

test.run();
