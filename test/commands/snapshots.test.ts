/** What the commands print for the files in `inputs/`, byte for byte: `UPDATE=1` rewrites `expected/`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runInProcess } from './run-command.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const rows: [file: string, code: number, args: string[]][] = [
  ['validate.txt', 1, ['validate', '.']],
  ['validate.json', 1, ['validate', '--format', 'json', '.']],
  ['validate.outcome.json', 1, ['validate', '--format', 'operation-outcome', '.']],
  ['validate-base.txt', 1, ['validate', '--rules', 'base', 'patient-faulty.xml', 'patient.xml']],
  ['validate-sound.txt', 0, ['validate', 'patient.xml', 'more/observation.json']],
  ['patient.json', 0, ['convert', '--to', 'json', '--pretty', 'patient.xml']],
  ['patient-faulty.xml', 1, ['convert', '--to', 'xml', '--pretty', 'patient-faulty.xml']],
  ['misplaced.json', 0, ['convert', '--to', 'json', 'misplaced.xml']],
  ['observation.xml', 0, ['convert', '--to', 'xml', 'more/observation.json']],
  ['organization.xml', 1, ['convert', '--to', 'xml', 'more/organization.json']],
  ['truncated.txt', 1, ['convert', '--to', 'json', 'more/truncated.xml']],
];

const test = suite('what the commands print');

for (const [file, code, args] of rows) {
  test(`${args.join(' ')} prints ${file}`, async () => {
    const got = await runInProcess(here('inputs'), args);
    const text = got.stdout + (got.stderr === '' ? '' : `on standard error:\n${got.stderr}`);
    const path = here(`expected/${file}`);
    if (process.env['UPDATE'] === '1') writeFileSync(path, text);
    assert.is(text, readFileSync(path, 'utf8'));
    assert.is(got.code, code);
  });
}

test.run();
