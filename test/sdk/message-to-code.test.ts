/** Programs of messages: that they compile, run, and make the same message but for what they list. */
import { readFileSync } from 'node:fs';
import type { Bundle } from 'fhir/r3.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { messageToCode, type MessageProgram } from 'careconnect-ems/code';
import { InputError } from 'careconnect-ems/runtime';
import { fromJson } from 'careconnect-ems/json';
import { differenceBut } from '../support/equal-but-for.ts';
import { messageNamed, messageNames, type Json } from '../support/event-messages.ts';
import { messages } from '../support/examples.ts';
import { randomFrom, variations } from '../support/message-variations.ts';
import { runPrograms } from '../support/run-programs.ts';

/** Texts that are code, or end it, where they are not escaped. */
const hostileTexts = [
  `'; process.exit(1); //`,
  `"; process.exit(1); //`,
  '`${process.exit(1)}`',
  '*/ process.exit(1); /*',
  '\\',
  `\\'`,
  'one\u2028two\u2029three',
  'one\ntwo\rthree\ttwo',
  '\u202eturned\u2066',
  '\ufeff\u200b\u00a0',
  '</script><!--',
  '__proto__',
  'constructor',
];

/** A fresh copy of an example. */
function example(name: string): Json {
  return JSON.parse(JSON.stringify(messages[name])) as Json;
}

/** The messages that programs are written for, by what the program is called. */
function subjects(): Record<string, Json> {
  const all: Record<string, Json> = {};
  for (const name of Object.keys(messages)) all[name] = example(name);
  for (const name of messageNames) all[`row_${name}`] = messageNamed(name);
  const names = Object.keys(all);
  Object.entries(variations).forEach(([variation, change], place) => {
    for (let count = 0; count < 5; count++) {
      const name = names[(place * 7 + count * 13) % names.length] ?? '';
      const varied: Json = JSON.parse(JSON.stringify(all[name]));
      change(varied, randomFrom(place * 100 + count));
      all[`varied_${variation}_${name}`] = varied;
    }
  });
  all['second_coding_in_a_case'] = secondCoding();
  hostileTexts.forEach((text, index) => (all[`hostile_${index}`] = hostile(text)));
  return all;
}

/** Valid by the definition of the extension, and nothing that the builder of the patient takes in this case. */
function secondCoding(): Json {
  const message = example('removedDeath');
  const { resource } = message.entry.find((entry: Json) => entry.resource.resourceType === 'Patient');
  const [{ extension }] = resource.extension;
  extension[0].valueCodeableConcept.coding.push({ code: 'x', display: 'Ours' });
  return message;
}

/** A message that says a text wherever there is room for one. */
function hostile(text: string): Json {
  const message = example('newVaccination');
  const [header, ...others] = message.entry.map(({ resource }: Json) => resource);
  header.source.name = text;
  const patient = others.find(({ resourceType }: Json) => resourceType === 'Patient');
  patient.name[0].given = [text];
  patient.address[0].text = text;
  patient.extension = [
    ...(patient.extension ?? []),
    { url: 'https://larkspur.example/extension', valueString: text },
    { url: 'https://larkspur.example/extension', valueCoding: { code: 'x', display: text } },
  ];
  const organization = others.find(({ resourceType }: Json) => resourceType === 'Organization');
  organization.name = text;
  organization.contained = [{ resourceType: 'Organization', id: 'part', name: text }];
  Object.defineProperty(organization, text, { value: text, enumerable: true });
  Object.defineProperty(organization.contained[0], text, { value: text, enumerable: true });
  return message;
}

const all = subjects();
const programs: Readonly<Record<string, MessageProgram>> = Object.fromEntries(
  Object.entries(all).map(([name, message]) => [name, messageToCode(message)]),
);
const ran = await runPrograms(Object.fromEntries(Object.entries(programs).map(([name, { code }]) => [name, code])));

function pathsOf({ notExpressible }: MessageProgram): Set<string> {
  return new Set(notExpressible.map(({ path }) => path));
}

const test = suite('message to code');

test('every program that builds compiles', () => {
  const wrong = ran.said.filter((line) => programs[/^[\w-]+/.exec(line)?.[0] ?? '']?.builds !== false);
  assert.equal(wrong, []);
});

test('every program that builds makes the message, but for what it lists', () => {
  for (const [name, program] of Object.entries(programs)) {
    if (!program.builds) continue;
    assert.is(ran.thrown[name], undefined, name);
    const wanted: unknown = JSON.parse(JSON.stringify(all[name]));
    assert.is(differenceBut(pathsOf(program), wanted, ran.messages[name]), undefined, name);
  }
});

test('the program of an example makes it whole', () => {
  for (const [name, message] of Object.entries(messages)) {
    const { builds, notExpressible } = messageToCode(message);
    assert.is(builds, true, name);
    assert.equal(notExpressible, [], name);
    assert.equal(ran.messages[name], JSON.parse(JSON.stringify(message)), name);
  }
});

test('of sound messages of others only the order is lost', () => {
  for (const name of messageNames) {
    const { builds, notExpressible } = programs[`row_${name}`] as MessageProgram;
    assert.is(builds, true, name);
    const others = notExpressible.filter(({ reason }) => !reason.endsWith('order'));
    assert.ok(others.length <= 1, `${name}: ${JSON.stringify(others)}`);
  }
});

test('most variations build', () => {
  const varied = Object.entries(programs).filter(([name]) => name.startsWith('varied_'));
  const built = varied.filter(([, { builds }]) => builds);
  assert.is(varied.length, 5 * Object.keys(variations).length);
  assert.ok(built.length > varied.length * 0.8, `${built.length} of ${varied.length}`);
});

test('text stays text', () => {
  hostileTexts.forEach((text, index) => {
    const { code, builds, notExpressible } = programs[`hostile_${index}`] as MessageProgram;
    assert.is(builds, true, text);
    assert.not.match(
      code,
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/,
    );
    assert.ok(
      notExpressible.every(({ path, reason }) => !/[\n\r\u2028\u2029\u202e]/.test(path + reason)),
      text,
    );
    // Two members whose name is the text, unless that is the name of an element or what every object has.
    assert.ok(notExpressible.filter(({ reason }) => /no input|unknown/.test(reason)).length >= 2, text);
    const [{ resource }] = (ran.messages[`hostile_${index}`] as Json).entry.filter(
      (entry: Json) => entry.resource.resourceType === 'Patient',
    );
    assert.is(resource.name[0].given[0], text);
    assert.is(resource.extension.at(-1).valueCoding.display, text);
  });
});

test('a program leaves out what builders fill in, and names what they know', () => {
  const { code } = programs['newVaccination'] as MessageProgram;
  for (const filledIn of [
    'resourceType',
    'meta',
    'fullUrl',
    'urn:uuid',
    'nhs-number',
    'StructureDefinition',
    'reference',
  ])
    assert.not.match(code, new RegExp(filledIn), filledIn);
  for (const named of [
    `import { organization, vaccinations } from 'careconnect-ems/events/vaccinations-1';`,
    `nhsNumber: { verificationStatus: 'numberPresentAndVerified', value: '9990000026' },`,
    `officialName: { family: 'Bramblewick', given: ['Otis', 'Finn'] },`,
    `birthTime: '2022-11-30T04:20:00+00:00',`,
    `type: { encounterType: 'preSchoolImmunisations' },`,
    `specialty: Specialty.communityPaediatrics,`,
    `odsOrganisationCode: 'Z99901',`,
    `    responsible,\n`,
  ])
    assert.ok(code.includes(named), named);
  // A line is longer only where one text is.
  const long = code.split('\n').filter((line) => line.length > 100);
  assert.equal(
    long.filter((line) => !/^ *\w+: '[^']*',$/.test(line)),
    [],
  );
});

test('the documentation shows the program of an example as it is', () => {
  const page = readFileSync(new URL('../../docs/builders.md', import.meta.url), 'utf8');
  assert.ok(page.includes(`\n\`\`\`ts\n${(programs['newAddress'] as MessageProgram).code}\`\`\`\n`));
});

test('each case of a death has its program', () => {
  for (const name of ['informal', 'formal', 'removed'])
    assert.match((programs[`${name}Death`] as MessageProgram).code, new RegExp(`^ {4}case: '${name}',$`, 'm'));
});

const losses: [what: string, change: (message: Json) => void, path: string, reason: RegExp][] = [
  [
    'an extension of a name',
    ({ entry }) => (entry[2].resource.name[0]._family = { id: 'a' }),
    'Bundle.entry[2].resource.name[0]._family',
    /no input/,
  ],
  [
    'an element that is unknown',
    ({ entry }) => (entry[2].resource.adress = []),
    'Bundle.entry[2].resource.adress',
    /./,
  ],
  [
    'a code that is none',
    ({ entry }) => (entry[2].resource.gender = 'F'),
    'Bundle.entry[2].resource.gender',
    /not one of/,
  ],
  [
    'a reference without an address',
    ({ entry }) => (entry[2].resource.generalPractitioner = [{ display: 'Dr Vetch' }]),
    'Bundle.entry[2].resource.generalPractitioner[0]',
    /address/,
  ],
  [
    'a reference that leads nowhere',
    ({ entry }) => (entry[2].resource.managingOrganization = { reference: 'Organization/9' }),
    'Bundle.entry[2].resource.managingOrganization',
    /no resource of the message/,
  ],
  [
    'a member of an entry',
    ({ entry }) => (entry[2].link = [{ relation: 'self', url: 'https://larkspur.example' }]),
    'Bundle.entry[2].link',
    /no input/,
  ],
  [
    'a part of the header',
    ({ entry }) => (entry[0].resource.reason = { text: 'Recall' }),
    'Bundle.entry[0].resource.reason',
    /not allowed/,
  ],
  ['a claim that is missing', ({ entry }) => delete entry[2].resource.meta, 'Bundle.entry[2].resource.meta', /fill in/],
  ['an id that is no UUID', ({ entry }) => (entry[2].resource.id = 'ada'), 'Bundle.entry[2].resource.id', /make/],
  [
    'a second official name',
    ({ entry }) => entry[2].resource.name.push({ use: 'old', family: 'Vetch', suffix: [7] }),
    'Bundle.entry[2].resource.name[1].suffix',
    /./,
  ],
];

for (const [what, change, path, reason] of losses)
  test(`${what} is listed`, () => {
    const message = example('newVaccination');
    change(message);
    const { builds, notExpressible, code } = messageToCode(message);
    assert.is(builds, true);
    const found = notExpressible.filter((one) => one.path.startsWith(path));
    assert.ok(found.length > 0, JSON.stringify(notExpressible));
    assert.match(found[0]?.reason ?? '', reason);
    assert.ok(code.includes(`// ${path}`), code.slice(0, 400));
  });

test('a number that was written with more digits is listed', () => {
  const text = JSON.stringify(messages['newVaccination']).replace('"value":0.5,', '"value":0.50,');
  const { resource } = fromJson(text);
  const { notExpressible } = messageToCode(resource);
  assert.equal(
    notExpressible.map(({ reason }) => reason),
    ['was written as 0.50, and a program keeps the number'],
  );
});

test('a message that builders refuse has a program that says so', () => {
  const message = example('newVaccination');
  delete message.entry[1].resource.status;
  const { builds, notExpressible, code } = messageToCode(message);
  assert.is(builds, false);
  assert.ok(
    notExpressible.some(({ reason }) => reason.includes('status: is required')),
    JSON.stringify(notExpressible),
  );
  assert.match(code, /export const message = vaccinations\.new\(/);
});

const refused: [what: string, value: unknown, message: RegExp][] = [
  ['no object', 'x', /is not a message/],
  ['another resource', { resourceType: 'Patient' }, /is not a message/],
  ['a Bundle without a header', { resourceType: 'Bundle', type: 'message', entry: [] }, /is not a message/],
  ['an unknown event', withHeader((header) => (header.event.code = 'x')), /reports the event "x", which is unknown/],
  ['an unknown kind', withHeader((header) => (header.extension = [])), /is of the kind undefined/],
];

function withHeader(change: (header: Json) => void): Bundle {
  const message = example('newVaccination');
  change(message.entry[0].resource);
  return message;
}

for (const [what, value, message] of refused)
  test(`${what} is refused`, () => {
    assert.throws(
      () => messageToCode(value),
      (error: unknown) => error instanceof InputError && message.test(error.message),
    );
  });

test('the message is left as it was', () => {
  const message = example('newBirth');
  const before = JSON.stringify(message);
  messageToCode(message);
  assert.is(JSON.stringify(message), before);
});

test('a message that contains itself, or is nested too deeply, ends', () => {
  const message = example('newVaccination');
  const extension: Json = { url: 'https://larkspur.example/extension' };
  extension.extension = [extension];
  message.entry[2].resource.extension = [...(message.entry[2].resource.extension ?? []), extension];
  const { builds, notExpressible } = messageToCode(message);
  assert.is(builds, true);
  assert.ok(notExpressible.some(({ reason }) => reason === 'contains itself'));
});

test.run();
