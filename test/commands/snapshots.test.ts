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
  ['validate.github.txt', 1, ['validate', '--format', 'github', '.']],
  ['list-events.txt', 0, ['list', 'events']],
  ['explain-event.txt', 0, ['explain', 'professional-contacts']],
  ['explain-profile.txt', 0, ['explain', 'CareConnect-Location-1']],
  ['explain-element.txt', 0, ['explain', 'vaccinations#Immunization.practitioner']],
  ['explain-type.txt', 0, ['explain', 'ContactPoint']],
  [
    'explain-value-set.txt',
    0,
    ['explain', 'https://fhir.hl7.org.uk/STU3/ValueSet/CareConnect-NHSNumberVerificationStatus-1'],
  ],
  ['explain-issue.txt', 0, ['explain', 'code-invalid']],
  ['read.txt', 0, ['read', '../../examples/expected/newVaccination.json']],
  ['read-delete.txt', 0, ['read', '../../examples/expected/deletedHearingOutcome.json']],
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
