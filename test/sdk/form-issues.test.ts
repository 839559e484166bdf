/** What reading finds wrong with the form of a text counts in every check of what was read, and is told once. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  assertPatient,
  checkBundle,
  checkHumanName,
  checkPatient,
  isHumanName,
  isPatient,
  patientSchema,
} from 'careconnect-ems/base';
import { amendPatient } from 'careconnect-ems/careconnect';
import { check } from 'careconnect-ems/check';
import { organization, patient as buildPatient, vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { fromJson } from 'careconnect-ems/json';
import { checkAsync, GuardError, isFault, type Issue } from 'careconnect-ems/runtime';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { messages } from '../support/examples.ts';
import type { Json } from '../support/event-messages.ts';

const text = `<Patient xmlns="http://hl7.org/fhir">
  <contained><Organization><id value="a"/><nam value="b"/></Organization></contained>
  <name>
    <famly value="Thistlewood"/>
    <text value="Ada"/>
    <text value="Eda"/>
  </name>
  <gendr value="female"/>
  <birthDate value="2026-03-04"/>
  <active value="true"/>
  <managingOrganization><reference value="#a"/></managingOrganization>
</Patient>`;

const wanted = [
  'Patient.name[0] 4:5 the element "famly" is unknown, so it is ignored; did you mean "family"?',
  'Patient.name[0].text 6:5 occurs more than once; only the first is read',
  'Patient 8:3 the element "gendr" is unknown, so it is ignored; did you mean "gender"?',
  'Patient.active 10:3 is in the wrong place: active must come before birthDate',
  'Patient.contained[0] 2:43 the element "nam" is unknown, so it is ignored; did you mean "name"?',
];

const test = suite('form issues');

const readPatient = (from = text): Json => fromXml(from).resource as Json;
const faults = (issues: readonly Issue[]): readonly Issue[] => issues.filter(isFault);
const told = ({ expression, line, column, message }: Issue): string => `${expression} ${line}:${column} ${message}`;
const inside = (around: string): string[] => wanted.map((line) => line.replace('Patient', around));

test('each is told once, before what the resource says, with its line and column', () => {
  const found = faults(check(readPatient()));
  assert.equal(found.slice(0, 4).map(told), wanted.slice(0, 4));
  assert.equal(
    found.map(told).filter((one) => wanted.includes(one)),
    wanted,
  );
  const again = fromXml(text).issues.map(told);
  assert.equal([...again].sort(), [...wanted].sort());
});

test('they count in every face of a guard, in whatever holds the resource, and in its parts', async () => {
  const patient = readPatient();
  assert.is(isPatient(patient), false);
  assert.throws(
    () => assertPatient(patient),
    (error: unknown) => error instanceof GuardError,
  );
  assert.is(patientSchema['~standard'].validate(patient).issues?.length, faults(checkPatient(patient)).length);
  assert.equal(
    faults(await checkAsync(check, patient, { terminology: { validateCode: async () => true } }))
      .map(told)
      .slice(0, 4),
    wanted.slice(0, 4),
  );
  assert.is(isHumanName(patient.name[0]), false);
  assert.equal(
    faults(checkHumanName(patient.name[0])).map(({ expression }) => expression),
    ['HumanName', 'HumanName.text'],
  );
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient }, { resource: patient }] };
  for (const found of [checkBundle(bundle), check(bundle)]) {
    const lines = found.map(told);
    for (const index of [0, 1])
      for (const line of inside(`Bundle.entry[${index}].resource`).slice(0, 4))
        assert.is(lines.filter((one) => one === line).length, 1, line);
  }
  assert.is(
    check(bundle)
      .map(told)
      .filter((one) => one === inside('Bundle.entry[1].resource')[4]).length,
    1,
  );
});

test('a resource inside has its own, and only those', () => {
  const patient = readPatient();
  const found = check(patient.contained[0]).filter(({ message }) => message.includes('is unknown'));
  assert.equal(found.map(told), [
    'Organization 2:43 the element "nam" is unknown, so it is ignored; did you mean "name"?',
  ]);
  const others = text.replace(/\s*<(famly|gendr|active|text value="E).*/g, '');
  assert.equal(
    faults(check(readPatient(others))).map(({ expression }) => expression),
    ['Patient.contained[0]', 'Patient.contained[0]'],
  );
});

test('no rules, direction or profile make them less serious', () => {
  for (const direction of ['publish', 'receive'] as const)
    for (const rules of ['base', 'profile', 'event'] as const)
      assert.equal(check(readPatient(), { direction, rules }).map(told).slice(0, 4), wanted.slice(0, 4));
});

test('a warning of reading is told by checks and makes nothing invalid', () => {
  const { resource, issues } = fromXml(
    `<?xml version="1.0"?><?style a?><Patient xmlns="http://hl7.org/fhir"><?b c?><active value="true"/></Patient>`,
  );
  const wantedHere = ['the processing instruction "style" is ignored', 'the processing instruction "b" is ignored'];
  assert.equal(
    issues.map(({ message }) => message),
    wantedHere,
  );
  assert.equal(
    checkPatient(resource).map(({ severity, expression, message }) => [severity, expression, message]),
    wantedHere.map((message) => ['warning', 'Patient', message]),
  );
  assert.is(isPatient(resource), true);
  const { resource: long } = fromJson('{"resourceType":"Patient","active":true}', { warnBytes: 10 });
  assert.equal(
    checkPatient(long).map(({ code }) => code),
    ['too-long'],
  );
});

test('a limit of issues holds for them too', () => {
  const found = checkPatient(readPatient(), { maxIssues: 2 });
  assert.equal(found.map(({ severity }) => severity).sort(), ['error', 'error', 'fatal']);
});

test('a property that is named twice in JSON is refused, with the same value too', () => {
  const twice: [text: string, at: string][] = [
    ['{"resourceType":"Patient","id":"a","id":"a"}', '1:37'],
    ['{"resourceType":"Patient","a":[{"b":{"c":1.0,"d":"\\"}:","c" : 1.0}}]}', '1:58'],
    ['{"resourceType":"Patient","resourceType":"Patient"}', '1:28'],
    ['{"resourceType":"Patient","\\u0069d":"a","id":"a"}', '1:42'],
    ['{"resourceType":"Patient","__proto__":{},"__proto__":{}}', '1:43'],
    ['{"resourceType":"Patient","a":{},"a":null}', '1:35'],
  ];
  for (const [one, at] of twice) {
    const { resource, issues } = fromJson(one);
    assert.is(resource, undefined, one);
    assert.equal(
      issues.map(({ severity, line, column }) => `${severity} ${line}:${column}`),
      [`fatal ${at}`],
      one,
    );
    assert.match(issues[0]?.message ?? '', /Duplicate key/);
  }
  const once = '{"resourceType":"Patient","a":{"a":[{"a":":"},{"a":"\\\\"}]},"b":{"a":1.0}}';
  assert.equal(fromJson(once), { resource: JSON.parse(once), issues: [] });
});

test('copies start clean', () => {
  const patient = readPatient(
    '<Patient xmlns="http://hl7.org/fhir"><active value="true"/><gendr value="female"/></Patient>',
  );
  assert.is(isPatient(patient), false);
  for (const copy of [{ ...patient }, structuredClone(patient), JSON.parse(JSON.stringify(patient)) as unknown])
    assert.equal(checkPatient(copy), []);
});

test('an amended copy has what was found outside of what was replaced', () => {
  const kept = (input: object): string[] => {
    const copy = amendPatient(readPatient() as never, input as never);
    return faults(checkPatient(copy))
      .map(told)
      .filter((one) => wanted.includes(one));
  };
  const [family, doubled, gender, order, inner] = wanted;
  assert.equal(kept({ birthDate: '2026-03-05' }), wanted);
  assert.equal(kept({ officialName: { family: 'Thistlewood' } }), [family, doubled, gender, order, inner]);
  assert.equal(kept({ name: [] }), [gender, order, inner]);
  assert.equal(kept({ name: [], gender: 'female' }), [order, inner]);
  assert.equal(kept({ name: [], gender: 'female', active: true }), [inner]);
  assert.equal(kept({ name: [], gender: 'female', active: true, contained: [] }), []);
});

const message = toXml(messages['newVaccination'] as object);
const misspelt = message.replace(/<lotNumber (.*?)\/>/, '<lotNumbr $1/>');

test('a message of which something was lost is not valid, and not read', () => {
  assert.is.not(misspelt, message);
  const { resource } = fromXml(misspelt);
  assert.is(vaccinations.is(resource), false);
  const { valid, issues } = vaccinations.check(resource, { direction: 'receive' });
  assert.is(valid, false);
  assert.is(issues.filter(({ message: what }) => what.includes('lotNumbr')).length, 1);
  for (const use of [vaccinations.read, vaccinations.keyOf, (one: never) => vaccinations.isNewer(one, one)])
    assert.throws(
      () => (use as (one: unknown) => unknown)(resource),
      (error: unknown) => error instanceof GuardError && error.message.includes('"lotNumbr" is unknown'),
    );
  assert.is(vaccinations.isNew(resource as never), false);
  assert.is(vaccinations.isNew(fromXml(message).resource as never), true);
});

test('what a builder puts into a message keeps what was found in it', () => {
  const practice = toXml(organization({ odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery' }));
  const lost = practice.replace('</Organization>', '<nam value="a"/></Organization>');
  const [own, faulty] = [practice, lost].map((one) => madeWith(fromXml(one).resource));
  assert.is(vaccinations.is(own), true);
  assert.is(vaccinations.is(faulty), false);
  const found = faults(vaccinations.check(faulty).issues).map(({ expression }) => expression);
  assert.equal(found.length, 1);
  assert.match(found[0] ?? '', /^Bundle\.entry\[\d\]\.resource$/);
});

function madeWith(practice: unknown): unknown {
  const ada = buildPatient({
    nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' },
    officialName: { family: 'Thistlewood', given: 'Ada' },
    birthDate: '2024-03-04',
  });
  return vaccinations.new({
    source: {
      name: 'Larkspur EPR',
      contact: { system: 'email', value: 'support@larkspur.example' },
      endpoint: 'urn:nhs:addressing:asid:999999999999',
    },
    responsible: practice as never,
    immunization: {
      identifier: { system: 'https://larkspur.example/vaccinations', value: 'LV-17' },
      status: 'completed',
      notGiven: false,
      primarySource: true,
      date: '2026-11-20',
      vaccineCode: { system: 'http://snomed.info/sct', code: '34925411000001109', display: 'Priorix vaccine' },
      vaccinationProcedure: { text: 'Measles, mumps and rubella, second dose' },
    },
    patient: ada,
    encounter: { status: 'finished', type: { encounterType: 'preSchoolImmunisations' } },
    lastUpdated: new Date(0),
  });
}

test.run();
