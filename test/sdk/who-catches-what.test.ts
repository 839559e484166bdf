/**
 * What catches which fault: the compiler, the builder or the guard. TypeScript does not see everything (a spread or a
 * variable hides a misspelt name from it, and JavaScript has no compiler at all); what it misses, the next one catches.
 * Each line is compiled and run.
 */
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import ts from 'typescript';
import { InputError, isFault, type Issue } from 'careconnect-ems/runtime';
import { compile } from '../support/compile.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

type Catcher = 'compiler' | 'builder' | 'guard';

interface Row {
  readonly fault: string;
  readonly text: string;
  /** All that catch it; a guard only sees what a builder lets through. */
  readonly by: readonly Catcher[];
  /** The path that the builder or the guard names. */
  readonly at?: string;
}

const head = `
import {
  checkImmunization, checkObservation, checkOrganization, checkPatient, HumanLanguage, immunization, MaritalStatus,
  observation, organization, patient, TreatmentCategory,
} from 'careconnect-ems/careconnect';
import { check } from 'careconnect-ems/check';
import { checkMessageHeader, messageHeader } from 'careconnect-ems/ems';
import { ref, refTo } from 'careconnect-ems/runtime';
const officialName = { family: 'Thistlewood' };
const surgery = organization({ id: 'larkspur', name: 'Larkspur Lane Surgery' });
const ada = patient({ id: 'ada', officialName });
const jab = {
  status: 'completed', notGiven: false, primarySource: true, patient: ada, vaccineCode: { text: 'MMR' },
  recordedDate: '2026-03-04', parentPresent: true, vaccinationProcedure: { text: 'Jab' },
  identifier: { system: 'https://larkspur.example/jab', value: '1' },
} as const;
const seen = { status: 'final', code: { text: 'Weight' }, identifier: { system: 'https://larkspur.example/w', value: '1' } } as const;
const event = { event: 'vaccinations', messageEventType: 'newEventMessage', timestamp: '2026-03-04T07:15:00Z', source: { endpoint: 'urn:larkspur' }, focus: ada, responsible: surgery } as const;
const misspelt = { officialName, gendre: 'female' };
const withSpread = { ...misspelt };
`;

const all = ['compiler', 'builder'] as const;
const both = ['compiler', 'guard'] as const;

const table: readonly Row[] = [
  { fault: 'none', text: 'checkPatient(ada)', by: [] },
  { fault: 'none, in an Immunization', text: 'checkImmunization(immunization(jab))', by: [] },
  { fault: 'none, in an Observation', text: 'checkObservation(observation(seen))', by: [] },
  { fault: 'none, in a MessageHeader', text: 'checkMessageHeader(messageHeader(event))', by: [] },
  // What is missing
  {
    fault: 'a required element',
    text: `checkPatient(patient({ officialName: { given: 'Ada' } }))`,
    by: all,
    at: 'Patient.officialName.family',
  },
  {
    fault: 'a required slice',
    text: `checkPatient(patient({ gender: 'female' }))`,
    by: all,
    at: 'Patient.officialName',
  },
  {
    fault: 'a required slice, as undefined',
    text: `checkPatient(patient({ officialName: undefined }))`,
    by: all,
    at: 'Patient.officialName',
  },
  {
    fault: 'a required part of a slice',
    text: `checkPatient(patient({ officialName, nhsNumber: { value: '9990000018' } }))`,
    by: all,
    at: 'Patient.nhsNumber.verificationStatus',
  },
  { fault: 'a required choice', text: `checkPatient(patient({ officialName, deceased: {} }))`, by: ['compiler'] },
  {
    fault: 'an item of a list that needs one',
    text: `checkImmunization(immunization({ ...jab, vaccinationProtocol: { doseSequence: 1, targetDisease: [], doseStatus: { system: 'x', code: 'y', display: 'z' } } }))`,
    by: all,
    at: 'Immunization.vaccinationProtocol.targetDisease',
  },
  // What is misspelt
  {
    fault: 'a property in a literal',
    text: `checkPatient(patient({ officialName, gendre: 'female' }))`,
    by: all,
    at: 'Patient.gendre',
  },
  {
    fault: 'a property in a literal inside',
    text: `checkPatient(patient({ officialName, address: { cty: 'Thistleborough' } }))`,
    by: all,
    at: 'Patient.address.cty',
  },
  {
    fault: 'a property in a literal beside a spread',
    text: `checkPatient(patient({ ...{ officialName }, gendre: 'female' }))`,
    by: all,
    at: 'Patient.gendre',
  },
  { fault: 'a property in a variable', text: 'checkPatient(patient(misspelt))', by: ['builder'], at: 'Patient.gendre' },
  {
    fault: 'a property that is spread',
    text: 'checkPatient(patient({ ...withSpread }))',
    by: ['builder'],
    at: 'Patient.gendre',
  },
  {
    fault: 'a property of a reference that is spread',
    text: `checkPatient(patient({ officialName, managingOrganization: { ...ref('Organization/1'), ...{ dsplay: 'x' } } }))`,
    by: ['builder'],
    at: 'Patient.managingOrganization.dsplay',
  },
  {
    fault: 'a property of an extension that no profile names',
    text: `checkPatient(patient({ officialName, extension: { url: 'https://larkspur.example/e', valueStrng: 'x' } }))`,
    by: both,
    at: 'Patient.extension[0].valueStrng',
  },
  {
    fault: 'a property of that, in a variable',
    text: `checkPatient(patient({ officialName, extension: [Object.assign({ url: 'https://larkspur.example/e' }, { valueStrng: 'x' })] }))`,
    by: ['guard'],
    at: 'Patient.extension[0].valueStrng',
  },
  {
    fault: 'a property of a contained resource',
    text: `check(patient({ officialName, generalPractitioner: ref('#p'), contained: { resourceType: 'Practitioner', id: 'p', nam: [] } }))`,
    by: both,
    at: 'Patient.contained[0].nam',
  },
  // Codes
  { fault: 'a code', text: `checkPatient(patient({ officialName, gender: 'lady' }))`, by: both, at: 'Patient.gender' },
  {
    fault: 'the name of a constant',
    text: `checkPatient(patient({ officialName, treatmentCategory: 'toPayNoFees' }))`,
    by: all,
    at: 'Patient.treatmentCategory',
  },
  {
    fault: 'a coding',
    text: `checkPatient(patient({ officialName, treatmentCategory: { ...TreatmentCategory.toPayAllFees, code: '77' } }))`,
    by: both,
    at: 'Patient.extension[0].value',
  },
  {
    fault: 'the only coding of a concept',
    text: `checkPatient(patient({ officialName, treatmentCategory: { coding: { ...TreatmentCategory.toPayAllFees, code: '77' } } }))`,
    by: both,
    at: 'Patient.extension[0].value',
  },
  {
    fault: 'a coding and a concept in one',
    text: `checkPatient(patient({ officialName, treatmentCategory: { ...TreatmentCategory.toPayAllFees, text: 'Pays' } }))`,
    by: ['builder'],
    at: 'Patient.treatmentCategory.coding.text',
  },
  // References
  {
    fault: 'a reference to a resource of the wrong type',
    text: `checkPatient(patient({ officialName, managingOrganization: ada }))`,
    by: both,
    at: 'Patient.managingOrganization.reference',
  },
  {
    fault: 'refTo the wrong type',
    text: `checkPatient(patient({ officialName, managingOrganization: refTo(ada) }))`,
    by: both,
    at: 'Patient.managingOrganization.reference',
  },
  {
    fault: 'ref to the wrong type',
    text: `checkPatient(patient({ officialName, managingOrganization: ref('Patient/1') }))`,
    by: both,
    at: 'Patient.managingOrganization.reference',
  },
  {
    fault: 'a bare literal of the wrong type',
    text: `checkPatient(patient({ officialName, managingOrganization: { reference: 'Patient/1' } }))`,
    by: both,
    at: 'Patient.managingOrganization.reference',
  },
  {
    fault: 'a text for a reference',
    text: `checkPatient(patient({ officialName, managingOrganization: 'Organization/1' }))`,
    by: all,
    at: 'Patient.managingOrganization',
  },
  {
    fault: 'a malformed reference',
    text: `checkPatient(patient({ officialName, managingOrganization: ref('larkspur') }))`,
    by: ['builder'],
    at: 'reference',
  },
  // Max 0, max 1, choices
  {
    fault: 'an element that is not used',
    text: `checkPatient(patient({ officialName, animal: { species: { text: 'cat' } } }))`,
    by: all,
    at: 'Patient.animal',
  },
  {
    fault: 'an element that is not used, inside',
    text: `checkMessageHeader(messageHeader({ ...event, event: { code: 'vaccinations-1', display: 'Vaccinations', userSelected: true } }))`,
    by: all,
    at: 'MessageHeader.event.userSelected',
  },
  {
    fault: 'a slice twice',
    text: `checkPatient(patient({ officialName: [officialName, officialName] }))`,
    by: all,
    at: 'Patient.officialName',
  },
  {
    fault: 'a slice twice, once among the other items',
    text: `checkPatient(patient({ officialName, name: { use: 'official', family: 'Thistle' } }))`,
    by: ['guard'],
    at: 'Patient.name',
  },
  {
    fault: 'a list that the profile cuts to one',
    text: `checkMessageHeader(messageHeader({ ...event, focus: [ada, surgery] }))`,
    by: both,
    at: 'MessageHeader.focus',
  },
  {
    fault: 'two members of a choice',
    text: `checkPatient(patient({ officialName, deceased: { boolean: true, dateTime: '2026' } }))`,
    by: all,
    at: 'Patient.deceased',
  },
  {
    fault: 'a choice of another type',
    text: `checkObservation(observation({ ...seen, value: { integer: 3 } }))`,
    by: all,
    at: 'Observation.value.integer',
  },
  // Values
  {
    fault: 'a number for a date',
    text: `checkPatient(patient({ officialName, birthDate: 20260304 }))`,
    by: all,
    at: 'Patient.birthDate',
  },
  {
    fault: 'a malformed date',
    text: `checkPatient(patient({ officialName, birthDate: '04/03/2026' }))`,
    by: ['builder'],
    at: 'Patient.birthDate',
  },
  {
    fault: 'a day that there is not',
    text: `checkPatient(patient({ officialName, birthDate: '2026-02-29' }))`,
    by: ['builder'],
    at: 'Patient.birthDate',
  },
  {
    fault: 'an instant without zone',
    text: `checkMessageHeader(messageHeader({ ...event, timestamp: '2026-03-04T07:15:00' }))`,
    by: ['builder'],
    at: 'MessageHeader.timestamp',
  },
  {
    fault: 'a wrong check digit',
    text: `checkPatient(patient({ officialName, nhsNumber: { value: '9990000019', verificationStatus: 'numberPresentAndVerified' } }))`,
    by: ['builder'],
    at: 'Patient.nhsNumber.value',
  },
  {
    fault: 'a blank text',
    text: `checkPatient(patient({ officialName: { family: ' ' } }))`,
    by: ['builder'],
    at: 'Patient.officialName.family',
  },
  {
    fault: 'the value of an extension',
    text: `checkPatient(patient({ officialName, cadavericDonor: 'yes' }))`,
    by: all,
    at: 'Patient.cadavericDonor',
  },
  {
    fault: 'no resource where one is contained',
    text: `checkPatient(patient({ officialName, contained: { family: 'x' } }))`,
    by: all,
    at: 'Patient.contained.resourceType',
  },
  {
    fault: 'a resource of no type where one is contained',
    text: `check(patient({ officialName, generalPractitioner: ref('#d'), contained: { resourceType: 'Doctor', id: 'd' } }))`,
    by: both,
    at: 'Patient.contained[0].resourceType',
  },
  {
    fault: 'an invariant',
    text: `checkPatient(patient({ officialName, contact: { name: { use: 'usual' }, period: { start: '2026-02-01', end: '2026-01-01' } } }))`,
    by: ['guard'],
    at: 'Patient.contact[0].period',
  },
];

/** What is left of a row's text after the compiler: what it throws, or the issues it returns. */
type Outcome = InputError | readonly Issue[];

async function runAll(): Promise<readonly Outcome[]> {
  const lines = table.map(({ text }) => `() => ${text},\n`).join('');
  const { outputText } = ts.transpileModule(`${head}export default [\n${lines}];`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return withScratchFolder({ 'rows.mjs': outputText }, async (folder) => {
    const module = (await import(pathToFileURL(`${folder}/rows.mjs`).href)) as { default: (() => readonly Issue[])[] };
    return module.default.map((row) => {
      try {
        return row();
      } catch (error) {
        if (error instanceof InputError) return error;
        throw error;
      }
    });
  });
}

const outcomes = await runAll();
const files = Object.fromEntries(table.map(({ text }, index) => [`row-${index}.ts`, `${head}${text};\n`]));
const said = await compile('6.0', files);
const refused = new Set([...said.matchAll(/^row-(\d+)\.ts\(/gm)].map(([, index]) => Number(index)));

function catchersOf(index: number): Catcher[] {
  const outcome = outcomes[index];
  const isFaulty = !(outcome instanceof InputError) && outcome?.some(isFault);
  return [
    ...(refused.has(index) ? (['compiler'] as const) : []),
    ...(outcome instanceof InputError ? (['builder'] as const) : []),
    ...(isFaulty ? (['guard'] as const) : []),
  ];
}

const test = suite('who catches what');

table.forEach(({ fault, by, at }, index) => {
  test(`${fault}: ${by.join(', ') || 'nobody'}`, () => {
    const outcome = outcomes[index];
    assert.equal(catchersOf(index), [...by], JSON.stringify(outcome));
    const found = outcome instanceof InputError ? outcome.path : outcome?.find(isFault)?.expression;
    assert.is(found, at);
  });
});

test.run();
