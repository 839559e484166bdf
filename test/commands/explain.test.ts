/** `explain` and `list`: what the package says of its definitions, its events and its issues. */
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { explanationsOf } from '../../sdk/explain.ts';
import type { ElementReport } from '../../sdk/explain-element.ts';
import type { EventReport } from '../../sdk/explain-event.ts';
import type { IssueCodeReport } from '../../sdk/explain-issue.ts';
import type { StructureReport } from '../../sdk/explain-structure.ts';
import type { TermsReport } from '../../sdk/explain-terms.ts';
import { runInProcess } from './run-command.ts';

async function explained<Report>(subject: string): Promise<readonly Report[]> {
  const { code, stdout, stderr } = await runInProcess('.', ['explain', '--format', 'json', subject]);
  assert.equal([code, stderr], [0, '']);
  return JSON.parse(stdout) as Report[];
}

const folder = new URL('../../generated/definitions/', import.meta.url);
const definitions = readdirSync(folder)
  .filter((name) => name !== 'package.json' && name !== '.index.json')
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { id: string; url: string });

const test = suite('explain');

test('every definition is explained by its canonical URL, with or without a version, and by its id', async () => {
  const canonicalsOf = async (subject: string): Promise<readonly unknown[]> =>
    (await explanationsOf(subject)).map((one) => ('canonical' in one ? one.canonical : undefined));
  for (const { id, url } of definitions) {
    assert.equal(await canonicalsOf(`${url}|1.0.0`), [url]);
    assert.ok((await canonicalsOf(id)).includes(url), id);
  }
});

test('every definition has text of its own, and no line gives orders', async () => {
  for (const { url } of definitions.filter((_, at) => at % 10 === 0)) {
    const { code, stdout } = await runInProcess('.', ['explain', url]);
    assert.is(code, 0);
    assert.match(stdout, url);
    assert.not.match(stdout, /[\u0000-\u0009\u000B-\u001F]|undefined|\[object/);
  }
});

const cardinalities: [subject: string, min: number, max: string, types: string[]][] = [
  ['CareConnect-Patient-1#Patient.name', 0, '*', ['HumanName']],
  ['CareConnect-Patient-1#name', 0, '*', ['HumanName']],
  ['careconnect-patient-1#patient.name', 0, '*', ['HumanName']],
  ['CareConnect-Patient-1#Patient.photo', 0, '*', ['Attachment']],
  ['CareConnect-Patient-1#Patient.contact.name', 1, '1', ['HumanName']],
  ['CareConnect-Location-1#Location.identifier:odsSiteCode', 0, '1', ['Identifier']],
  ['CareConnect-Location-1#Location.identifier:odsSiteCode.system', 1, '1', ['uri']],
  ['vaccinations#Immunization.identifier', 1, '1', ['Identifier']],
  ['vaccinations#Bundle.entry', 1, '*', ['BackboneElement']],
  ['vaccinations-1#Immunization.practitioner.actor', 1, '1', ['Reference(https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Practitioner-1)']], // prettier-ignore
  ['Patient#Patient.contact.gender', 0, '1', ['code']],
  ['Patient#deceased', 0, '1', ['boolean', 'dateTime']],
  ['Patient#deceasedDateTime', 0, '1', ['dateTime']],
  ['http://hl7.org/fhir/StructureDefinition/Observation#status', 1, '1', ['code']],
  ['HumanName#given', 0, '*', ['string']],
  ['Bundle#entry.resource', 0, '1', ['Resource']],
];

for (const [subject, min, max, types] of cardinalities) {
  test(`${subject} is ${min}..${max}`, async () => {
    const [report] = await explained<ElementReport>(subject);
    assert.equal([report?.element.min, report?.element.max, report?.element.types], [min, max, types]);
  });
}

test('an element of an event is that of each of its messages, and of each of its cases', async () => {
  assert.equal(
    (await explained<ElementReport>('pds-death-notification#Patient.deceased')).map(({ messages, element }) => [
      messages,
      element.min,
      element.max,
    ]),
    [
      [['pds-death-notification new'], 0, '1'],
      [['pds-death-notification in the case informal'], 1, '1'],
      [['pds-death-notification in the case formal'], 1, '1'],
      [['pds-death-notification in the case removed'], 0, '0'],
    ],
  );
});

test('a binding, a fixed value, slices and invariants are told', async () => {
  const [status] = await explained<ElementReport>('Observation#status');
  assert.is(status?.element.binding?.strength, 'required');
  assert.ok(status?.element.binding?.codes?.includes('final'));
  const [system] = await explained<ElementReport>('CareConnect-Location-1#identifier:odsSiteCode.system');
  assert.is(system?.element.fixed, 'https://fhir.nhs.uk/Id/ods-site-code');
  const [identifier] = await explained<ElementReport>('CareConnect-Location-1#identifier');
  assert.equal(identifier?.element.slicedBy, ['value of system']);
  assert.ok(identifier?.inside.some(({ id }) => id === 'Location.identifier:odsSiteCode'));
  const [immunization] = await explained<StructureReport>('vaccinations-1-Immunization');
  assert.ok(immunization?.invariants.some(({ key, element }) => key === 'vac-6' && element === 'Immunization'));
  const [backbone] = await explained<ElementReport>('Patient#contact');
  assert.ok(backbone?.inside.some(({ id }) => id === 'Patient.contact.gender'));
});

test('a profile has the elements of those that it builds on, each once and under what it is in', async () => {
  const [report] = await explained<StructureReport>('vaccinations-1-Immunization');
  const ids = report?.elements.map(({ id }) => id) ?? [];
  assert.is(new Set(ids).size, ids.length);
  assert.ok(ids.includes('Immunization.vaccineCode'), 'of CareConnect-Immunization-1');
  for (const [at, id] of ids.entries()) {
    const parent = ids.indexOf(id.replace(/[.:][^.:]*$/, ''));
    assert.ok(parent <= at, id);
  }
  assert.equal(report?.buildsOn, [
    'https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Immunization-1',
    'http://hl7.org/fhir/StructureDefinition/Immunization',
  ]);
});

test('an event has its messages, its cases and what it refuses', async () => {
  const [event] = await explained<EventReport>('pds-death-notification');
  assert.equal(
    event?.types.map(({ type }) => type),
    ['new'],
  );
  assert.equal(
    event?.cases.map(({ name }) => name),
    ['informal', 'formal', 'removed'],
  );
  assert.equal(
    event?.refused.map(({ type }) => type),
    ['update', 'delete'],
  );
  assert.ok(
    event?.types[0]?.entries.some(({ name, min, type }) => name === 'patient' && min === 1 && type === 'Patient'),
  );
  assert.is(event?.catalogue['meshWorkflowId'], 'DEATHNOTIFICATION_1');
});

test('a value set has its codes where the package knows them', async () => {
  const [known] = await explained<TermsReport>('https://fhir.nhs.uk/STU3/ValueSet/DCH-Specialty-1');
  assert.ok(known?.parts[0]?.codes?.some(({ code }) => code === '290'));
  const [open] = await explained<TermsReport>('CareConnect-VaccineCode-1');
  assert.ok(open?.parts.some(({ codes, filters }) => codes === null && filters.length > 0));
  const both = await explained<TermsReport>('DCH-Specialty-1');
  assert.equal(
    both.map(({ kind }) => kind),
    ['code-system', 'value-set'],
  );
});

const withoutExample = ['invalid', 'exception'];
const codes = [
  ...['invalid', 'structure', 'required', 'value', 'invariant', 'code-invalid', 'extension', 'not-found'],
  ...['not-supported', 'duplicate', 'business-rule', 'too-long', 'too-costly', 'exception', 'informational'],
];

for (const code of codes) {
  test(`the issue code ${code} has a meaning, and an example that gives it`, async () => {
    const [report] = await explained<IssueCodeReport>(code);
    assert.ok(report?.meaning && report.remedy);
    if (withoutExample.includes(code)) assert.is(report.example, null);
    else
      assert.is(report.example?.issues.every((issue) => issue.code === code) && report.example.issues.length > 0, true);
  });
}

test('an example is checked as validate does', async () => {
  const [report] = await explained<IssueCodeReport>('too-long');
  const args = ['validate', ...(report?.example?.options.split(' ') ?? []), '-'];
  const { stdout } = await runInProcess('.', args, { stdin: [report?.example?.text ?? ''] });
  assert.match(stdout, report?.example?.issues[0]?.message ?? 'nothing');
});

const refused: [subject: string, message: RegExp][] = [
  ['CareConnect-Pateint-1', /^Nothing is known of CareConnect-Pateint-1\. Did you mean CareConnect-Patient-1\?\n/],
  ['https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Locaton-1', /Did you mean CareConnect-Location-1\?\n/],
  [
    'https://elsewhere.example/CareConnect-Location-1',
    /^Nothing is known of https.*Did you mean CareConnect-Location-1\?/,
  ],
  ['code-invlid', /Did you mean code-invalid\?\n/],
  ['vacination', /Did you mean vaccinations\?\n/],
  ['Pateint', /Did you mean Patient\?\n/],
  ['constructor', /^Nothing is known of constructor\.\n/],
  ['__proto__#__proto__', /^Nothing is known of __proto__\.\n/],
  ['../../package', /^Nothing is known of \.\.\/\.\.\/package\.\n/],
  ['', /^Nothing is known of \.\n/],
  ['Patient#nmae', /^There is no element Patient\.nmae in Patient\. Did you mean Patient\.name\?\n/],
  ['Patient#constructor', /^There is no element Patient\.constructor in Patient\.\n/],
  ['Patient#Patient.name.__proto__', /^There is no element Patient\.name\.__proto__ in Patient\.\n/],
  ['CareConnect-Location-1#managingOrganisation', /Did you mean Location\.managingOrganization\?\n/],
  [
    'vaccinations#Imunization.date',
    /^No message of vaccinations has an entry of the type Imunization: .* Did you mean Immunization\?\n/,
  ],
  ['vaccinations#Immunization.dat', /^There is no element Immunization\.dat in .* Did you mean Immunization\.date\?\n/],
  ['CareConnect-VaccineCode-1#x', /^CareConnect-VaccineCode-1 has no elements: leave # and what follows out\.\n/],
  ['required#x', /^Nothing is known of required\. Did you mean required\?/],
  ['a\u001B[2J', /^Nothing is known of a\\u001b\[2J\.\n/],
  ['a'.repeat(100_000), /^Nothing is known of a+\.\n/],
];

for (const [subject, message] of refused) {
  test(`${JSON.stringify(subject.slice(0, 70))} is refused`, async () => {
    const { code, stdout, stderr } = await runInProcess('.', ['explain', subject]);
    assert.equal([code, stdout], [2, '']);
    assert.match(stderr, message);
  });
}

test.run();

const lists = suite('list');

for (const [what, type, count] of [
  ['events', 'MessageDefinition', 10],
  ['profiles', 'StructureDefinition', definitions.length],
  ['valuesets', 'ValueSet', definitions.length],
] as const) {
  lists(`${what} are all of them, as text and as JSON`, async () => {
    const wanted = readdirSync(folder).filter((name) => name.startsWith(`${type}-`)).length;
    assert.ok(wanted > 0 && wanted <= count);
    const text = await runInProcess('.', ['list', what]);
    assert.equal([text.code, text.stdout.trimEnd().split('\n').length], [0, wanted]);
    const json = await runInProcess('.', ['list', what, '--format', 'json']);
    assert.is((JSON.parse(json.stdout) as unknown[]).length, wanted);
  });
}

lists('events are what is listed where nothing is named', async () => {
  assert.is((await runInProcess('.', ['list'])).stdout, (await runInProcess('.', ['list', 'events'])).stdout);
});

lists.run();
