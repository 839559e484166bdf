/**
 * A fixed catalogue of messages with a single fault each, over seven classes of faults and what builders take besides.
 * Each says where the fault is, under which code, and who catches it: the compiler, the builder or the guard. A change
 * is written as typed code over a sound message, so that the compiler may refuse it; then it is made all the same, and
 * the guard of the event is asked in both of its faces.
 */
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import ts from 'typescript';
import { InputError, isFault, type Issue } from 'careconnect-ems/runtime';
import { compile } from '../support/compile.ts';
import { messageNamed } from '../support/event-messages.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

type Catcher = 'compiler' | 'builder' | 'guard';
type Class = keyof typeof least;

/** How many faults of a class there are at least. */
const least = {
  structure: 8,
  primitive: 5,
  binding: 4,
  reference: 6,
  invariant: 5,
  bundle: 6,
  profile: 10,
  builder: 6,
};

/** Of the guard code and place of each issue, of the builder the path. */
type Row = readonly [group: Class, fault: string, text: string, by: readonly Catcher[], ...wanted: string[]];

const head = `
import {
  immunization, organization, patient, vaccinations, type VaccinationsNewMessage,
} from 'careconnect-ems/events/vaccinations-1';
import { ref } from 'careconnect-ems/runtime';
declare const sound: string;
const parse = (): VaccinationsNewMessage => JSON.parse(sound);
const changed = (change: (m: VaccinationsNewMessage, at: ReturnType<typeof partsOf>) => unknown): VaccinationsNewMessage => {
  const message = parse();
  change(message, partsOf(message));
  return message;
};
const partsOf = (message: VaccinationsNewMessage) => {
  const { header, patient, immunization, encounter, organizations } = vaccinations.read(message);
  return { header, patient, jab: immunization, visit: encounter!, companies: organizations };
};
const urn = 'urn:uuid:11111111-1111-4111-8111-111111111111';
const practice = organization({ odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery' });
const ada = patient({
  nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Thistlewood', given: 'Ada' },
  birthDate: '2020-02-03',
});
const jab = {
  status: 'completed', patient: ada, notGiven: false, date: '2026-11-01', primarySource: true,
  identifier: { system: 'https://larkspur.example/jabs', value: 'J1' },
  vaccineCode: { text: 'MMR' }, vaccinationProcedure: { text: 'First MMR' },
} as const;
const source = { name: 'Larkspur EPR', contact: { system: 'email', value: 'desk@larkspur.example' }, endpoint: 'urn:x:1' } as const;
const input = { source, responsible: practice, immunization: immunization(jab), lastUpdated: '2026-11-01T10:00:00Z' };
`;

const c: Catcher = 'compiler';
const g: Catcher = 'guard';
const b: Catcher = 'builder';

const table: readonly Row[] = [
  [
    'structure',
    'a property that there is not',
    `changed((m, { patient }) => { patient.gendre = 'female'; })`,
    [c, g],
    'structure Bundle.entry[4].resource.gendre',
  ],
  [
    'structure',
    'a required element that is missing',
    `changed((m, { jab }) => { delete jab.status; })`,
    [c, g],
    'required Bundle.entry[1].resource.status',
  ],
  [
    'structure',
    'a list where one is wanted',
    `changed((m, { jab }) => { jab.vaccineCode = [jab.vaccineCode]; })`,
    [c, g],
    'structure Bundle.entry[1].resource.vaccineCode',
  ],
  [
    'structure',
    'one where a list is wanted',
    `changed((m, { patient }) => { patient.name = patient.name[0]; })`,
    [c, g],
    'structure Bundle.entry[4].resource.name',
    'required Bundle.entry[4].resource.name',
  ],
  [
    'structure',
    'a text where a boolean is wanted',
    `changed((m, { companies }) => { companies[0]!.active = 'yes'; })`,
    [c, g],
    'structure Bundle.entry[2].resource.active',
  ],
  [
    'structure',
    'a text where an object is wanted',
    `changed((m, { jab }) => { jab.route = 'oral'; })`,
    [c, g],
    'structure Bundle.entry[1].resource.route',
  ],
  [
    'structure',
    'an object without content',
    `changed((m, { patient }) => { patient.maritalStatus = {}; })`,
    [c, g],
    'structure Bundle.entry[4].resource.maritalStatus',
    'code-invalid Bundle.entry[4].resource.maritalStatus',
    'required Bundle.entry[4].resource.maritalStatus.coding',
  ],
  [
    'structure',
    'null',
    `changed((m, { jab }) => { jab.lotNumber = null; })`,
    [c, g],
    'structure Bundle.entry[1].resource.lotNumber',
  ],
  [
    'structure',
    'a list without items',
    `changed((m, { companies }) => { companies[0]!.telecom = []; })`,
    [g],
    'structure Bundle.entry[2].resource.telecom',
  ],
  [
    'structure',
    'two members of a choice',
    `changed((m, { patient }) => { patient.deceasedBoolean = false; patient.deceasedDateTime = '2026-05-01'; })`,
    [g],
    'structure Bundle.entry[4].resource.deceased',
  ],
  [
    'structure',
    'another type of resource',
    `changed((m) => { m.entry[9]!.resource!.resourceType = 'Locality'; })`,
    [c, g],
    'value Bundle.entry[1].resource.location.reference',
    'value Bundle.entry[5].resource.location[0].location.reference',
    'value Bundle.entry[8].resource.location[0].reference',
    'value Bundle.entry[9].resource.resourceType',
  ],
  [
    'primitive',
    'a day that there is not',
    `changed((m, { patient }) => { patient.birthDate = '2022-02-30'; delete patient._birthDate; })`,
    [g],
    'business-rule Bundle.entry[0].resource.extension[0].extension[2].value',
    'value Bundle.entry[4].resource.birthDate',
  ],
  [
    'primitive',
    'a moment without its offset',
    `changed((m, { header }) => { header.timestamp = '2026-05-12T11:00:04'; })`,
    [g],
    'value Bundle.entry[0].resource.timestamp',
  ],
  [
    'primitive',
    'a number as a text',
    `changed((m, { jab }) => { jab.doseQuantity!.value = '0.5'; })`,
    [c, g],
    'structure Bundle.entry[1].resource.doseQuantity.value',
  ],
  ['primitive', 'an id with an underscore', `changed((m) => { m.id = 'a_b'; })`, [g], 'value Bundle.id'],
  [
    'primitive',
    'a whole number with a fraction',
    `changed((m, { jab }) => { jab.vaccinationProtocol![0]!.doseSequence = 1.5; })`,
    [g],
    'value Bundle.entry[1].resource.vaccinationProtocol[0].doseSequence',
  ],
  [
    'primitive',
    'a text that is empty',
    `changed((m, { jab }) => { jab.lotNumber = ''; })`,
    [g],
    'value Bundle.entry[1].resource.lotNumber',
  ],
  [
    'binding',
    'a gender by its first letter',
    `changed((m, { patient }) => { patient.gender = 'F'; })`,
    [c, g],
    'code-invalid Bundle.entry[4].resource.gender',
  ],
  [
    'binding',
    'a status of another type',
    `changed((m, { jab }) => { jab.status = 'finished'; })`,
    [c, g],
    'code-invalid Bundle.entry[1].resource.status',
  ],
  [
    'binding',
    'a use that there is not',
    `changed((m, { patient }) => { patient.address![0]!.use = 'house'; })`,
    [c, g],
    'code-invalid Bundle.entry[4].resource.address[0].use',
  ],
  [
    'binding',
    'a channel for reports that is not allowed',
    `changed((m, { header }) => { header.source.contact.system = 'fax'; })`,
    [c, g],
    'code-invalid Bundle.entry[0].resource.source.contact.system',
  ],
  [
    'binding',
    'a class of visits in place of its status',
    `changed((m, { visit }) => { visit.status = 'AMB'; })`,
    [c, g],
    'code-invalid Bundle.entry[5].resource.status',
  ],
  [
    'reference',
    'a patient that is an organisation',
    `changed((m, { jab, header }) => { jab.patient = header.responsible; })`,
    [c, g],
    'value Bundle.entry[1].resource.patient.reference',
  ],
  [
    'reference',
    'a URN of no entry',
    `changed((m, { jab }) => { jab.patient.reference = urn; })`,
    [g],
    'not-found Bundle.entry[1].resource.patient.reference',
  ],
  [
    'reference',
    'a patient outside of the message',
    `changed((m, { jab }) => { jab.patient.reference = 'https://larkspur.example/Patient/1'; })`,
    [g],
    'not-found Bundle.entry[1].resource.patient.reference',
  ],
  [
    'reference',
    'text that is no reference',
    `changed((m, { visit }) => { visit.subject!.reference = '#nobody'; })`,
    [g],
    'invariant Bundle.entry[5].resource.subject',
  ],
  [
    'reference',
    'a focus that is the patient',
    `changed((m, { header, jab }) => { header.focus = [jab.patient]; })`,
    [c, g],
    'value Bundle.entry[0].resource.focus[0].reference',
  ],
  [
    'reference',
    'a focus outside of the message',
    `changed((m, { header }) => { header.focus[0]!.reference = 'https://larkspur.example/Immunization/1'; })`,
    [g],
    'not-found Bundle.entry[0].resource.focus[0].reference',
  ],
  [
    'reference',
    'by its text a patient for a practitioner',
    `changed((m, { jab }) => { jab.practitioner![0]!.actor = { reference: 'Patient/1' }; })`,
    [g],
    'value Bundle.entry[1].resource.practitioner[0].actor.reference',
  ],
  [
    'invariant',
    'a contact point without its system',
    `changed((m, { companies }) => { companies[0]!.telecom = [{ value: '01632 960001' }]; })`,
    [g],
    'invariant Bundle.entry[2].resource.telecom[0]',
  ],
  [
    'invariant',
    'a period that ends before it starts',
    `changed((m, { visit }) => { visit.period = { start: '2026-05-02', end: '2026-05-01' }; })`,
    [g],
    'invariant Bundle.entry[5].resource.period',
  ],
  [
    'invariant',
    'not given, and no reason why',
    `changed((m, { jab }) => { jab.notGiven = true; delete jab.explanation; })`,
    [g],
    'invariant Bundle.entry[1].resource',
  ],
  [
    'invariant',
    'given, with a reason why not',
    `changed((m, { jab }) => { jab.explanation = { reasonNotGiven: [{ text: 'Ill' }] }; })`,
    [g],
    'invariant Bundle.entry[1].resource',
  ],
  [
    'invariant',
    'a narrative with a script',
    `changed((m, { patient }) => { patient.text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>' }; })`,
    [g],
    'invariant Bundle.entry[4].resource.text.div',
  ],
  [
    'invariant',
    'an NHS number with a wrong check digit',
    `changed((m, { patient }) => { patient.identifier[0]!.value = '9990000019'; })`,
    [g],
    'business-rule Bundle.entry[0].resource.extension[0].extension[0].value.value',
    'invariant Bundle.entry[4].resource.identifier[0].value',
  ],
  [
    'bundle',
    'the header in second place',
    `changed((m) => { m.entry.splice(0, 2, m.entry[1]!, m.entry[0]!); })`,
    [g],
    'structure Bundle.entry[0].resource',
  ],
  [
    'bundle',
    'an address that is there twice',
    `changed((m) => { m.entry.push({ fullUrl: m.entry[9]!.fullUrl!, resource: JSON.parse(JSON.stringify(m.entry[9]!.resource)) }); })`,
    [g],
    'duplicate Bundle.entry[10].fullUrl',
  ],
  [
    'bundle',
    'an address that is not that of the id',
    `changed((m) => { m.entry[9]!.resource!.id = '11111111-1111-4111-8111-111111111111'; })`,
    [g],
    'value Bundle.entry[9].fullUrl',
  ],
  [
    'bundle',
    'an entry without address',
    `changed((m) => { delete m.entry[7]!.fullUrl; })`,
    [c, g],
    'required Bundle.entry[7].fullUrl',
  ],
  [
    'bundle',
    'a resource without id',
    `changed((m) => { delete m.entry[9]!.resource!.id; })`,
    [g],
    'invariant Bundle.entry[9].resource',
  ],
  ['bundle', 'another type of Bundle', `changed((m) => { m.type = 'batch'; })`, [c, g], 'value Bundle.type'],
  ['bundle', 'a total, which only searches have', `changed((m) => { m.total = 10; })`, [g], 'invariant Bundle'],
  [
    'bundle',
    'an address that is no URN',
    `changed((m) => { m.entry[9]!.fullUrl = 'https://larkspur.example/Location/' + m.entry[9]!.resource!.id; })`,
    [g],
    'not-found Bundle.entry[1].resource.location.reference',
    'not-found Bundle.entry[5].resource.location[0].location.reference',
    'not-found Bundle.entry[8].resource.location[0].reference',
    'invariant Bundle.entry[9].fullUrl',
  ],
  [
    'profile',
    'no official name',
    `changed((m, { patient }) => { patient.name[0]!.use = 'usual'; })`,
    [g],
    'required Bundle.entry[4].resource.name',
  ],
  [
    'profile',
    'no NHS number',
    `changed((m, { patient }) => { patient.identifier[0]!.system = 'https://larkspur.example/id'; })`,
    [g],
    'required Bundle.entry[4].resource.identifier',
  ],
  [
    'profile',
    'no verification of it',
    `changed((m, { patient }) => { delete patient.identifier[0]!.extension; })`,
    [g],
    'required Bundle.entry[4].resource.identifier[0].extension',
  ],
  [
    'profile',
    'no procedure of the vaccination',
    `changed((m, { jab }) => { delete jab.extension; })`,
    [c, g],
    'required Bundle.entry[1].resource.extension',
  ],
  [
    'profile',
    'no identifier of the vaccination',
    `changed((m, { jab }) => { delete jab.identifier; })`,
    [c, g],
    'required Bundle.entry[1].resource.identifier',
  ],
  [
    'profile',
    'no date of the vaccination',
    `changed((m, { jab }) => { delete jab.date; })`,
    [c, g],
    'required Bundle.entry[1].resource.date',
  ],
  [
    'profile',
    'no time of the last change',
    `changed((m, { header }) => { delete header.meta.lastUpdated; })`,
    [c, g],
    'required Bundle.entry[0].resource.meta.lastUpdated',
  ],
  [
    'profile',
    'no name of the source',
    `changed((m, { header }) => { delete header.source.name; })`,
    [c, g],
    'required Bundle.entry[0].resource.source.name',
  ],
  [
    'profile',
    'another event',
    `changed((m, { header }) => { header.event.code = 'nipe-outcome-1'; })`,
    [c, g],
    'value Bundle.entry[0].resource.event',
  ],
  [
    'profile',
    'a kind that the event has not',
    `changed((m, { header }) => { header.extension![1]!.valueCodeableConcept!.coding![0]!.code = 'merge'; })`,
    [g],
    'business-rule Bundle.entry[0].resource.extension[1]',
  ],
  [
    'profile',
    'a birth date for routing that is another',
    `changed((m, { header }) => { header.extension![0]!.extension![2]!.valueDateTime = '2022-11-29'; })`,
    [g],
    'business-rule Bundle.entry[0].resource.extension[0].extension[2].value',
  ],
  [
    'profile',
    'a second patient',
    `changed((m, { patient }) => { const id = '11111111-1111-4111-8111-111111111111'; m.entry.push({ fullUrl: urn, resource: { ...patient, id } }); })`,
    [g],
    'structure Bundle.entry',
  ],
  [
    'profile',
    'no name of an organisation',
    `changed((m, { companies }) => { delete companies[1]!.name; })`,
    [c, g],
    'required Bundle.entry[3].resource.name',
  ],
  [
    'builder',
    'a name that there is not',
    `vaccinations.new({ ...input, imunization: input.immunization })`,
    [c, b],
    'imunization',
  ],
  [
    'builder',
    'nothing that the message is about',
    `vaccinations.new({ source, responsible: practice, lastUpdated: input.lastUpdated })`,
    [c, b],
    'immunization',
  ],
  ['builder', 'no source', `vaccinations.new({ ...input, source: undefined })`, [c, b], 'source'],
  [
    'builder',
    'no time of the last change',
    `vaccinations.new({ ...input, lastUpdated: undefined })`,
    [c, b],
    'lastUpdated',
  ],
  [
    'builder',
    'a resource of another type',
    `vaccinations.new({ ...input, immunization: ada })`,
    [c, b],
    'immunization.resourceType',
  ],
  [
    'builder',
    'a reference to what does not go along',
    `vaccinations.new({ ...input, immunization: immunization({ ...jab, encounter: ref('Encounter/1') }) })`,
    [b],
    'immunization.encounter.reference',
  ],
  [
    'builder',
    'a contact by a channel that is not allowed',
    `vaccinations.new({ ...input, source: { ...source, contact: { system: 'fax', value: '1' } } })`,
    [c, b],
    'source.contact.system',
  ],
  ['builder', 'a kind that the event has not', `vaccinations.merge(input)`, [c, b], 'vaccinations'],
  [
    'builder',
    'not given, and no reason why',
    `vaccinations.new({ ...input, immunization: immunization({ ...jab, notGiven: true }) })`,
    [b],
    'immunization',
  ],
  [
    'builder',
    'an NHS number with a wrong check digit',
    `vaccinations.new({ ...input, patient: patient({ nhsNumber: { value: '9990000019', verificationStatus: 'numberPresentAndVerified' }, officialName: { family: 'Thistlewood' }, birthDate: '2020-02-03' }) })`,
    [b],
    'Patient.nhsNumber.value',
  ],
];

/** What is left of a row's text after the compiler: what it throws, or what the guard says. */
type Outcome = InputError | { readonly is: boolean; readonly issues: readonly Issue[] };

interface Rows {
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown) => { issues: readonly Issue[] };
  readonly rows: readonly (() => unknown)[];
}

async function runAll(): Promise<readonly Outcome[]> {
  const lines = table.map(([, , text]) => `() => ${text},\n`).join('');
  const sound = `const sound = ${JSON.stringify(JSON.stringify(messageNamed('vaccinations-new-given')))};\n`;
  const source = `${head.replace('declare const sound: string;\n', sound)}
export const { is, check } = vaccinations;
export const rows = [\n${lines}];`;
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return withScratchFolder({ 'rows.mjs': outputText }, async (folder) => {
    const { is, check, rows } = (await import(pathToFileURL(`${folder}/rows.mjs`).href)) as Rows;
    return rows.map((row) => outcomeOf(row, is, check));
  });
}

function outcomeOf(row: () => unknown, is: Rows['is'], check: Rows['check']): Outcome {
  try {
    const message = row();
    return { is: is(message), issues: check(message).issues.filter(isFault) };
  } catch (error) {
    if (error instanceof InputError) return error;
    // What there is no function for is found out by JavaScript itself.
    if (error instanceof TypeError) return new InputError('vaccinations', undefined, error.message);
    throw error;
  }
}

const outcomes = await runAll();
const files = Object.fromEntries(
  table.map(([, , text], index) => [`row-${index}.ts`, `${head}export default ${text};\n`]),
);
const said = await compile('6.0', files);
const refused = new Set([...said.matchAll(/^row-(\d+)\.ts\(/gm)].map(([, index]) => Number(index)));

function catchersOf(index: number): Catcher[] {
  const outcome = outcomes[index];
  const isRefused = outcome instanceof InputError;
  return [
    ...(refused.has(index) ? [c] : []),
    ...(isRefused ? [b] : []),
    ...(!isRefused && outcome && !outcome.is ? [g] : []),
  ];
}

const test = suite('a single fault');

for (const [group, count] of Object.entries(least))
  test(`${group}: at least ${count}`, () => {
    assert.ok(table.filter(([one]) => one === group).length >= count);
  });

table.forEach(([group, fault, , by, ...wanted], index) => {
  test(`${group}: ${fault}: ${by.join(', ')}; ${wanted.join('; ')}`, () => {
    assert.equal(catchersOf(index), [...by], JSON.stringify(outcomes[index]));
    assert.equal(saidBy(outcomes[index]), wanted);
  });
});

function saidBy(outcome: Outcome | undefined): string[] {
  if (outcome instanceof InputError) return [outcome.path];
  return outcome?.issues.map(({ code, expression }) => `${code} ${expression}`) ?? [];
}

test.run();
