/** The page on event messages shows every example whole, and what it and the page on receiving state is so. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  organization,
  vaccinations,
  type VaccinationsNewInput,
  type VaccinationsNewMessage,
} from 'careconnect-ems/events/vaccinations-1';
import type { Issue } from 'careconnect-ems/runtime';
import { toXml } from 'careconnect-ems/xml';
import { readPage, snippetsOf } from '../support/documents.ts';
import { examples, messages } from '../support/examples.ts';
import { filledReferenceRows } from '../support/filled-references.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import ts from 'typescript';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { text: page, blocks } = readPage('docs/events.md');
const excerpts = blocks.filter(({ source }) => source !== undefined);
const receiving = readPage('docs/receiving.md');
/** Event and element of every rule that is a warning when a message is received. */
function softened(): string[] {
  const folders = readdirSync(here('profiles/events')).filter((name) => name.endsWith('-1'));
  return folders.flatMap((event) =>
    readdirSync(here(`profiles/events/${event}`)).flatMap((file) => {
      const text = readFileSync(here(`profiles/events/${event}/${file}`), 'utf8');
      const { differential } = JSON.parse(text) as { differential?: { element: { id: string }[] } };
      return (differential?.element ?? [])
        .filter((element) => JSON.stringify(element).includes('/severity-when-received'))
        .map(({ id }) => `${event} ${id.replace(/\.(?:value|reference)$/, '')}`);
    }),
  );
}

const test = suite('page on event messages');

test('it shows every example and nothing else, with everything in its file', () => {
  assert.equal(excerpts.length, blocks.length);
  const shown = excerpts.map(({ text }) => text).join('');
  for (const name of Object.keys(examples)) assert.ok(shown.includes(`export function ${name}(`), name);
  for (const source of new Set(excerpts.map((one) => one.source ?? ''))) {
    const own = excerpts.filter((one) => one.source === source).map(({ text }) => text);
    const rest = own.reduce((text, part) => text.replace(part, ''), readFileSync(here(source), 'utf8'));
    assert.match(rest, /^\/\*\*.*?\*\/\s*$/s, source);
  }
});

test('its table has the types of every event', () => {
  const rows = [...page.matchAll(/^\| `(\S+-1)` +\| ([\w, ]+?) +\|/gm)].flatMap(([, event, types = '']) =>
    types.split(', ').map((type) => `${event} ${type}`),
  );
  const kinds = [...new Set(Object.values(examples).map(({ event, type }) => `${event} ${type}`))];
  assert.equal(rows.sort(), kinds.sort());
});

test('its table of references that are filled in is that of the definitions', () => {
  const start = page.indexOf('| Leads to ');
  const lines = page.slice(start, page.indexOf('\n\n', start)).split('\n').slice(2);
  const rows = lines.map((line) => line.slice(2, -1).trim().replaceAll(/ +\|/g, ' |'));
  assert.equal(rows, filledReferenceRows());
});

test('what a builder lets pass and the check finds is refused where the check is asked', () => {
  const doseQuantity = { value: 1, code: 'mL' } as const;
  const name = { family: 'Thistlewood', period: { start: '2026-02-01', end: '2025-01-01' } } as const;
  const input: VaccinationsNewInput = {
    source: { name: 'Larkspur EPR', contact: { system: 'phone', value: '0' }, endpoint: 'urn:x:1' },
    responsible: organization({ odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery' }),
    lastUpdated: '2026-11-01T10:00:00Z',
    patient: {
      nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' },
      officialName: name,
      birthDate: '2020-02-03',
    },
    immunization: {
      identifier: { system: 'https://larkspur.example/jabs', value: 'J1' },
      status: 'completed',
      notGiven: false,
      primarySource: true,
      date: '2026-11-01',
      vaccineCode: { text: 'MMR' },
      vaccinationProcedure: { text: 'First MMR' },
      doseQuantity,
    },
  };
  const { issues } = vaccinations.check(vaccinations.new(input));
  assert.ok(
    issues.some(({ message }) => message.includes('(qty-3)')) &&
      issues.some(({ message }) => message.includes('(per-1)')),
  );
  const check = (message: VaccinationsNewMessage): readonly Issue[] => vaccinations.check(message).issues;
  assert.throws(() => vaccinations.new(input, { check }), /^immunization\.doseQuantity: .*\(qty-3\)$/);
});

test('what is a warning when received is what the definitions soften', () => {
  const rows = [...receiving.text.matchAll(/^\| `(\S+)` +\| `(\S+)`: /gm)].map(
    ([, event, element]) => `${event} ${element}`,
  );
  assert.equal(rows.sort(), [...new Set(softened())].sort());
});

test('what receives messages stores the latest of each key', async () => {
  const [text = ''] = Object.values(snippetsOf([receiving]));
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const script = ts.transpileModule(text, { compilerOptions: options }).outputText;
  const [first = {}, second = {}] = [messages['newVaccination'], messages['updatedVaccination']];
  await withScratchFolder({ 'receiving.mjs': script }, async (folder) => {
    const { store } = (await import(`${folder}/receiving.mjs`)) as { store(xml: string, rows: object): string };
    const stored = new Map();
    assert.is(store(toXml(second), stored), 'update: 2022-11-30, 2026-05-12T10:05:00+01:00, finished');
    assert.is(store(toXml(first), stored), 'older than the stored message');
    assert.match(store('<Bundle xmlns="http://hl7.org/fhir"/>', stored), /is required but missing/);
    assert.match(store(toXml(first).replaceAll('lotNumber', 'lotNumbr'), stored), /error .*"lotNumbr"/);
    assert.match(store('no message', stored), /^fatal: /);
    assert.is(stored.size, 1);
  });
});

test.run();
