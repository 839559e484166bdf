/** The page on event messages shows every example as it is, and what else it holds compiles and is true. */
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
import { compile } from '../support/compile.ts';
import { examples, messages } from '../support/examples.ts';
import { filledReferenceRows } from '../support/filled-references.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import ts from 'typescript';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = readFileSync(here('docs/events.md'), 'utf8');
const blocks = [...page.matchAll(/(?:<!-- from (\S+) -->\n\n)?^```ts\n(.*?)^```$/gms)].map(([, source, text = '']) => ({
  source,
  text,
}));
const excerpts = blocks.filter(({ source }) => source !== undefined);
/** Event and element of everything that is softened when a message was received. */
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

test('its excerpts stand in the files named', () => {
  for (const { source = '', text } of excerpts) assert.ok(readFileSync(here(source), 'utf8').includes(text), source);
});

test('it shows every example, with all that its file has', () => {
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

test('its table of what is softened when received has what the definitions soften', () => {
  const rows = [...page.matchAll(/^\| `(\S+)` +\| `(\S+)`: /gm)].map(([, event, element]) => `${event} ${element}`);
  assert.equal(rows.sort(), [...new Set(softened())].sort());
});

test('what reads messages compiles and runs', async () => {
  const [reading, ...others] = blocks.filter(({ source }) => source === undefined);
  assert.equal(others, []);
  const text = reading?.text ?? '';
  assert.is(await compile('6.0', { 'reading.ts': text }), '');
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const script = ts.transpileModule(text, { compilerOptions: options }).outputText;
  const [first = '', second = ''] = ['newVaccination', 'updatedVaccination'].map((name) =>
    toXml(messages[name] as object),
  );
  await withScratchFolder({ 'reading.mjs': script }, async (folder) => {
    const { receive } = (await import(`${folder}/reading.mjs`)) as { receive(xml: string, kept: object): string };
    const kept = new Map();
    assert.is(receive(second, kept), 'update: 2022-11-30, 2026-05-12T10:05:00+01:00, finished');
    assert.is(receive(first, kept), 'older than what is kept');
    assert.match(receive('<Bundle xmlns="http://hl7.org/fhir"/>', kept), /is missing/);
    assert.match(receive('<Bundle>', kept), /is not in the namespace/);
    assert.match(receive(second.replaceAll('lotNumber', 'lotNumbr'), kept), /"lotNumbr" is not known here/);
    assert.is(kept.size, 1);
  });
});

test.run();
