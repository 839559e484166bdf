/**
 * Messages written as object literals: what the compiler finds in one that is typed as a message, and what is left to the
 * guard. Every message of `examples/` is a sound literal; the faults are put into one of them.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { compile } from '../support/compile.ts';
import { examples, messages } from '../support/examples.ts';

interface Json {
  [name: string]: any;
}

type Catcher = 'compiler' | 'guard';

/** A fault, the change that makes it, and who catches it; the guard catches all. */
type Row = readonly [
  fault: string,
  change: (at: Record<'header' | 'patient' | 'jab', Json>, message: Json) => void,
  by: Catcher,
];

const c: Catcher = 'compiler';
const g: Catcher = 'guard';

const nowhere = 'urn:uuid:99999999-9999-4999-8999-999999999999';
const communication = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSCommunication-1';

const table: readonly Row[] = [
  // What is there, and of which form
  ['a required element is missing', ({ jab }) => delete jab['status'], c],
  ['a required part is missing', ({ jab }) => (jab['practitioner'] = [{ role: { text: 'Vaccinator' } }]), c],
  ['a text in place of true or false', ({ jab }) => (jab['notGiven'] = 'false'), c],
  ['a member that no resource has', ({ jab }) => (jab['doseGiven'] = 1), c],
  ['one name in place of a list', ({ patient }) => (patient['name'] = patient['name'][0]), c],
  ['a text in place of a number', ({ jab }) => (jab['doseQuantity'].value = '0.5'), c],
  ['an empty list', ({ patient }) => (patient['address'] = []), g],
  [
    'two members of a choice',
    ({ patient }) => Object.assign(patient, { deceasedBoolean: true, deceasedDateTime: '2026-01-01' }),
    g,
  ],
  // Primitive values: to the compiler any text is one
  ['a month 13', ({ patient }) => (patient['birthDate'] = '2022-13-40'), g],
  ['30 February', ({ patient }) => (patient['birthDate'] = '2022-02-30'), g],
  ['a space before the time', ({ jab }) => (jab['date'] = '2026-05-12 10:05:00'), g],
  ['an instant without zone', ({ header }) => (header['timestamp'] = '2026-05-12T10:05:00'), g],
  // Codes
  ['a code that is not in the value set', ({ patient }) => (patient['gender'] = 'boy'), c],
  ['the same inside', ({ patient }) => (patient['identifier'][0].use = 'main'), c],
  ['a code of a later release', ({ jab }) => (jab['status'] = 'not-done'), c],
  ['a code that the extension does not take', ({ patient }) => (status(patient).coding[0].code = '99'), g],
  // References: to the compiler any text is one
  ['a reference to a wrong type', ({ jab }) => (jab['patient'].reference = 'Organization/1'), g],
  ['the same inside', ({ jab }) => (jab['practitioner'][0].actor.reference = 'Patient/1'), g],
  [
    'a reference to an entry of a wrong type',
    ({ jab }, message) => (jab['patient'].reference = entryOf(message, 'Organization')['fullUrl']),
    g,
  ],
  ['a reference to no entry', ({ jab }) => (jab['patient'].reference = nowhere), g],
  ['a reference to nothing contained', ({ jab }) => (jab['manufacturer'] = { reference: '#maker' }), g],
  // Invariants
  ['a contact without a name', ({ patient }) => (patient['contact'] = [{ gender: 'male' }]), c],
  ['a reason not to give what was given', ({ jab }) => (jab['explanation'].reasonNotGiven = [{ text: 'Refused' }]), g],
  [
    'a period that ends before it starts',
    (_, message) => (entryOf(message, 'Encounter')['resource'].period = { start: '2026-02-14', end: '2026-02-13' }),
    g,
  ],
  // The Bundle
  ['a full URL twice', (_, { entry }) => (entry[2].fullUrl = entry[1].fullUrl), g],
  ['the header comes last', (_, { entry }) => entry.push(entry.shift()), c],
  ['no header', (_, { entry }) => entry.shift(), c],
  ['a focus that is not in the message', ({ header }) => (header['focus'][0].reference = nowhere), g],
  // Profiles and slices
  ['no official name', ({ patient }) => (patient['name'][0].use = 'nickname'), c],
  ['an official name without family name', ({ patient }) => patient['name'].push({ use: 'official', text: 'Otis' }), c],
  ['two NHS numbers', ({ patient }) => patient['identifier'].push({ ...patient['identifier'][0] }), g],
  ['an NHS number without value', ({ patient }) => delete patient['identifier'][0].value, c],
  ['an NHS number without its extension', ({ patient }) => delete patient['identifier'][0].extension, c],
  ['an element that is not used', ({ patient }) => (patient['communication'] = [{ language: { text: 'English' } }]), c],
  ['an identifier without system', ({ jab }) => delete jab['identifier'][0].system, c],
  ['a coding without display', ({ jab }) => delete jab['site'].coding[0].display, g],
  ['an extension with a value of another type', ({ jab }) => withText(jab['extension'][0]), c],
  [
    'an extension inside that there is not',
    ({ patient }) =>
      (patient['extension'] = [{ url: communication, extension: [{ url: 'preferred', valueBoolean: true }] }]),
    g,
  ],
];

/** As many of the faults as the compiler finds at least. */
const leastFound = 19;

function entryOf({ entry }: Json, type: string): Json {
  return (entry as Json[]).find(({ resource }) => resource.resourceType === type) ?? {};
}

function status(patient: Json): Json {
  return patient['identifier'][0].extension[0].valueCodeableConcept;
}

function withText(extension: Json): void {
  delete extension['valueCodeableConcept'];
  extension['valueString'] = 'MMR';
}

/** A message in which there is something to break. */
function sound(): Json {
  const message: Json = structuredClone(messages['newVaccination'] ?? {});
  const reason = [{ coding: [{ system: 'http://snomed.info/sct', code: '429060002', display: 'Travel vaccination' }] }];
  entryOf(message, 'Immunization')['resource'].explanation = { reason };
  return message;
}

const faulty = table.map(([, change]) => {
  const message = sound();
  const [header, patient, jab] = ['MessageHeader', 'Patient', 'Immunization'].map(
    (type) => entryOf(message, type)['resource'] as Json,
  ) as [Json, Json, Json];
  change({ header, patient, jab }, message);
  return message;
});

const imported = `import type { VaccinationsNewMessage } from 'careconnect-ems/events/vaccinations-1';\n`;
const typed = (message: Json): string =>
  `${imported}export const message: VaccinationsNewMessage = ${JSON.stringify(message)};\n`;
const satisfying = (message: Json): string =>
  `${imported}export const message = ${JSON.stringify(message)} satisfies VaccinationsNewMessage;\n`;

const pascal = (text: string): string => text.replace(/(?:^|-)(\w)/g, (_, next: string) => next.toUpperCase());

/** Every example as a literal of its type, which is a plain Bundle of FHIR too. */
const soundFiles = Object.fromEntries(
  Object.entries(examples).map(([name, { event, type }]) => {
    const types = `${pascal(event.replace(/-\d+$/, ''))}${pascal(type)}Message`;
    const text = [
      `import type { ${types} } from 'careconnect-ems/events/${event}';`,
      `import type { Bundle } from 'fhir/r3.js';`,
      `export const message: ${types} = ${JSON.stringify(messages[name])};`,
      `export const plain: Bundle = message;`,
    ];
    return [`sound-${name}.ts`, `${text.join('\n')}\n`];
  }),
);

const said = await compile('6.0', {
  ...soundFiles,
  'sound-typed.ts': typed(sound()),
  'sound-satisfying.ts': satisfying(sound()),
  ...Object.fromEntries(faulty.map((message, index) => [`typed-${index}.ts`, typed(message)])),
  ...Object.fromEntries(faulty.map((message, index) => [`satisfying-${index}.ts`, satisfying(message)])),
});
const refused = new Set([...said.matchAll(/^([\w-]+)\.ts\(/gm)].map(([, name = '']) => name));

const test = suite('messages as literals');

test('every example is one', () => {
  assert.equal(
    [...refused].filter((name) => name.startsWith('sound-')),
    [],
    said.slice(0, 2000),
  );
  assert.equal(vaccinations.check(sound()).valid, true);
});

table.forEach(([fault, , by], index) => {
  test(`${fault}: ${by}`, () => {
    assert.is(refused.has(`typed-${index}`), by === 'compiler');
    assert.is(refused.has(`satisfying-${index}`), by === 'compiler', 'with satisfies');
    assert.is(vaccinations.check(faulty[index]).valid, false, 'the guard takes it for valid');
  });
});

test(`the compiler finds at least ${leastFound} of ${table.length}`, () => {
  const found = table.filter((_, index) => refused.has(`typed-${index}`));
  assert.ok(found.length >= leastFound, `${found.length}`);
});

test.run();
