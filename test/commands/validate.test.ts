import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Entry } from '../../sdk/entry.ts';
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
