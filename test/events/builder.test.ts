/** What the builder of a message gathers, how it refers, and what it refuses. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { amendPatient } from 'careconnect-ems/careconnect';
import { encounter, immunization, organization, patient, vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { fromJson, toJson } from 'careconnect-ems/json';
import { InputError, ref, refTo } from 'careconnect-ems/runtime';
import { resourcesOf, type Json } from '../support/event-messages.ts';

const uuid = '11111111-1111-4111-8111-111111111111';
const practice: Json = organization({ id: uuid, odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery' });
const ada: Json = patient({
  nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Thistlewood', given: 'Ada' },
  birthDate: '2020-02-03',
});
const visit: Json = encounter({ status: 'finished', subject: ada, type: { text: 'Clinic' } });

function jabOf(more: Json = {}): Json {
  return immunization({
    status: 'completed',
    patient: ada,
    identifier: { system: 'https://larkspur.example/jabs', value: 'J1' },
    notGiven: false,
    date: '2026-11-01',
    primarySource: true,
    vaccineCode: { text: 'MMR' },
    vaccinationProcedure: { text: 'First MMR' },
    ...more,
  });
}

function inputOf(more: Json = {}): Json {
  return {
    source: { name: 'Larkspur EPR', contact: { system: 'email', value: 'desk@larkspur.example' }, endpoint: 'urn:x:1' },
    responsible: practice,
    immunization: jabOf(),
    lastUpdated: '2026-11-01T10:00:00Z',
    ...more,
  };
}

const make = (more: Json = {}): Json => vaccinations.new(inputOf(more));
const typesOf = (message: Json): string[] => message.entry.map(({ resource }: Json) => resource.resourceType);
const counter = (): (() => string) => {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
};

function errorOf(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const gathers = suite('the builder of a message gathers');

const basic = { resourceType: 'Basic', code: { text: 'Note' } };
const company = (id: string, partOf?: string): Json => ({
  ...practice,
  id,
  name: `Company ${id}`,
  ...(partOf !== undefined && { partOf: { reference: partOf } }),
});

const gathered: [what: string, more: () => Json, types: string[]][] = [
  ['what references lead to, in the order in which they are met', () => ({}), ['Patient', 'Organization']],
  [
    'what those lead to',
    () => ({ immunization: jabOf({ encounter: visit }) }),
    ['Patient', 'Encounter', 'Organization'],
  ],
  [
    'what is given, before what only the header names',
    () => ({ organizations: [company('b'), company('a')] }),
    ['Patient', 'Organization', 'Organization', 'Organization'],
  ],
  ['what is given and led to, once', () => ({ organizations: [practice], patient: ada }), ['Patient', 'Organization']],
  ['the same object twice, once', () => ({ organizations: [practice, practice] }), ['Patient', 'Organization']],
  ['an equal object, once', () => ({ organizations: [{ ...practice }] }), ['Patient', 'Organization']],
  ['others', () => ({ others: [basic, { ...basic, id: 'b' }] }), ['Patient', 'Basic', 'Basic', 'Organization']],
  [
    'two that lead to each other',
    () => ({ organizations: company('a', 'Organization/b'), others: company('b', 'Organization/a') }),
    ['Patient', 'Organization', 'Organization', 'Organization'],
  ],
  [
    'nothing that is contained, and what that leads to',
    () => ({ others: { ...basic, contained: [{ ...basic, id: 'c', subject: refTo(visit) }] } }),
    ['Patient', 'Basic', 'Encounter', 'Organization'],
  ],
];

for (const [what, more, types] of gathered) {
  gathers(what, () => {
    const message = make(more());
    assert.equal(typesOf(message), ['MessageHeader', 'Immunization', ...types]);
    for (const { fullUrl, resource } of message.entry) assert.is(fullUrl, `urn:uuid:${resource.id}`);
    assert.equal(
      vaccinations.check(message).issues.filter(({ severity }) => severity === 'error'),
      [],
    );
  });
}

gathers('the same every time, but for the ids of message and header', () => {
  const input = inputOf({ immunization: jabOf({ encounter: visit }) });
  const [one, other]: Json[] = [vaccinations.new(input), vaccinations.new(input)];
  assert.is.not(one.id, other.id);
  assert.is.not(one.entry[0].fullUrl, other.entry[0].fullUrl);
  assert.equal(one.entry.slice(1), other.entry.slice(1));
  const fixed = { uuid: counter(), now: () => new Date(0) };
  const message: Json = vaccinations.new(input, fixed);
  assert.ok(message.entry[0].resource.timestamp.startsWith('1970-01-01'));
  assert.match(message.id, /^00000000-0000-4000-8000-/);
});

gathers('plain JSON, and leaves what it was given as it was', () => {
  const before = JSON.stringify([practice, ada, visit]);
  const message = make({ immunization: jabOf({ encounter: visit }) });
  assert.equal(JSON.parse(JSON.stringify(message)), message);
  assert.is(JSON.stringify([practice, ada, visit]), before);
  assert.not.ok(message.entry.some(({ resource }: Json) => resource === practice));
});

gathers('numbers as they were written', () => {
  const text =
    '{"resourceType":"Basic","code":{"text":"Note"},"extension":[{"url":"https://a.example","valueDecimal":39.0}]}';
  const message = make({ others: fromJson(text).resource });
  assert.match(toJson(message), /"valueDecimal":39\.0/);
});

gathers.run();

const refers = suite('references in a message');

refers('lead to entries by their address', () => {
  const message = make({ immunization: jabOf({ encounter: visit }) });
  const addresses = new Set(message.entry.map(({ fullUrl }: Json) => fullUrl));
  const found = [...JSON.stringify(message).matchAll(/"reference":"([^"]+)"/g)].map(([, text]) => text);
  assert.is(found.length, 5, found.join());
  for (const text of found) assert.ok(addresses.has(text), text);
});

const ids: [what: string, more: () => Json][] = [
  ['a resource whose id is no UUID', () => ({ responsible: { ...practice, id: 'larkspur' } })],
  ['one in capitals', () => ({ responsible: { ...practice, id: 'ABCDEF01-1111-4111-8111-111111111111' } })],
  ['a reference by type and id', () => ({ responsible: ref('Organization/p'), organizations: [company('p')] })],
  ['a reference by URN', () => ({ responsible: ref(`urn:uuid:${uuid}`), organizations: [practice] })],
  ['a reference by URN in capitals', () => ({ responsible: ref(`URN:UUID:${uuid}`), organizations: [practice] })],
];

for (const [what, more] of ids) {
  refers(`${what} becomes a UUID, in the entry and where it is named`, () => {
    const message = make(more());
    const [{ id }] = resourcesOf(message, 'Organization');
    assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.is(message.entry[0].resource.responsible.reference, `urn:uuid:${id}`);
  });
}

refers('a full address elsewhere stays, and so does a fragment', () => {
  const responsible = ref<'Organization'>('https://directory.example/Organization/1');
  const contained = [{ ...practice, id: 'head' }];
  const message = make({ responsible, organizations: { ...practice, contained, partOf: ref('#head') } });
  assert.is(message.entry[0].resource.responsible.reference, 'https://directory.example/Organization/1');
  assert.is(resourcesOf(message, 'Organization')[0].partOf.reference, '#head');
});

refers('from what is contained are addresses too', () => {
  const contained = [{ ...practice, id: 'head', partOf: refTo(company('top')) }];
  const message = make({ responsible: { ...practice, contained, partOf: ref('#head') } });
  const [first, top] = resourcesOf(message, 'Organization');
  assert.is(first.contained[0].partOf.reference, `urn:uuid:${top.id}`);
});

refers.run();

const refuses = suite('the builder of a message refuses');

const throwing = (name: string, rest: Json): Json =>
  Object.defineProperty({ ...rest }, name, {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });
const withProto = (text: string): Json => JSON.parse(text) as Json;

function cyclic(): Json {
  const value: Json = { ...basic };
  value.extension = [{ url: 'https://a.example', extension: [value] }];
  return value;
}

function deep(): Json {
  let extension: Json = { url: 'https://a.example', valueString: 'x' };
  for (let i = 0; i < 20_000; i++) extension = { url: 'https://a.example', extension: [extension] };
  return { ...basic, extension: [extension] };
}

const refused: [what: string, input: () => Json, path: string, message: RegExp][] = [
  ['no object', () => null, 'message', /null is not a plain object/],
  ['an object of a class', () => new Map(), 'message', /not a plain object/],
  ['a misspelt name', () => inputOf({ imunization: 1 }), 'imunization', /did you mean "immunization"\?/],
  ['a name that nothing is like', () => inputOf({ zzzzzz: 1 }), 'zzzzzz', /unknown property$/],
  ['__proto__', () => withProto('{"__proto__":{"immunization":{}}}'), 'message.__proto__', /unknown property/],
  [
    '__proto__ in a resource',
    () => inputOf({ others: withProto('{"resourceType":"Basic","__proto__":{}}') }),
    'others[0].__proto__',
    /unknown property/,
  ],
  ['a getter that throws', () => throwing('others', inputOf()), 'message.others', /cannot be read/],
  ['one in a resource', () => inputOf({ others: throwing('code', basic) }), 'others[0].code', /cannot be read/],
  ['nothing that it is about', () => inputOf({ immunization: undefined }), 'immunization', /is required/],
  [
    'two that it is about',
    () => inputOf({ immunization: [jabOf(), jabOf()] }),
    'immunization',
    /two resources have the role `immunization`: `immunization\[0\]` and `immunization\[1\]`\. Build it once/,
  ],
  [
    'two objects for one part',
    () => inputOf({ patient: { ...ada, id: undefined } }),
    'patient',
    /two resources have the role `patient`: `immunization\.patient` and `patient`\. Build it once and give the same/,
  ],
  [
    'a patient elsewhere',
    () => inputOf({ immunization: jabOf({ patient: ref('https://directory.example/Patient/1') }) }),
    'immunization.patient',
    /immunization\.patient: points outside the message; include the resource for the role `patient`/,
  ],
  [
    'a patient who has no number to repeat',
    () => inputOf({ immunization: jabOf({ patient: { ...ada, id: undefined, identifier: undefined } }) }),
    'immunization.patient.nhsNumber',
    /^immunization\.patient\.nhsNumber: is required; the header repeats it$/,
  ],
  [
    'another type',
    () => inputOf({ immunization: ada }),
    'immunization.resourceType',
    /not the resource type Immunization/,
  ],
  ['a text for a resource', () => inputOf({ others: 'x' }), 'others[0]', /not a plain object/],
  ['others without a type', () => inputOf({ others: { name: 'x' } }), 'others[0].resourceType', /is required/],
  ['a Date in a resource', () => inputOf({ others: { ...basic, created: new Date(0) } }), 'others[0].created', /Date/],
  ['a function in a resource', () => inputOf({ others: { ...basic, created: () => 1 } }), 'others[0].created', /JSON/],
  ['what contains itself', () => inputOf({ others: cyclic() }), 'message', /contains itself/],
  ['what is nested too deeply', () => inputOf({ others: deep() }), 'message', /nested too deeply/],
  ['no source', () => inputOf({ source: undefined }), 'source', /^source: is required$/],
  [
    'a source without a contact',
    () => inputOf({ source: { name: 'A', endpoint: 'urn:x:1' } }),
    'source.contact',
    /is required/,
  ],
  ['a version that is none', () => inputOf({ versionId: 'a b' }), 'versionId', /"a b" is not/],
  ['a wrong moment', () => inputOf({ lastUpdated: 'noon' }), 'lastUpdated', /^lastUpdated: "noon" is not/],
  [
    'a relative reference to nothing in the message',
    () => inputOf({ immunization: jabOf({ encounter: ref('Encounter/1') }) }),
    'immunization.encounter.reference',
    /^immunization\.encounter\.reference: Encounter\/1 does not match any resource in the message/,
  ],
  [
    'a URN of nothing in the message',
    () =>
      inputOf({
        immunization: jabOf({ encounter: ref<'Encounter'>('urn:uuid:11111111-1111-4111-8111-111111111112') }),
      }),
    'immunization.encounter.reference',
    /does not match any resource/,
  ],
  [
    'such a reference in the header',
    () => inputOf({ responsible: ref('Organization/1') }),
    'responsible.reference',
    /does not match any resource/,
  ],
  [
    'such a reference from what is contained',
    () => inputOf({ others: { ...basic, contained: [{ ...basic, id: 'c', subject: { reference: 'Patient/1' } }] } }),
    'others[0].contained[0].subject.reference',
    /does not match any resource/,
  ],
  [
    'two resources under one id',
    () => inputOf({ organizations: [practice, { ...practice, name: 'Another' }] }),
    'organizations[1]',
    /has the same id as (?:organizations\[0\]|responsible) but different content/,
  ],
  [
    'a resource and an amended copy of it',
    () => inputOf({ patient: amendPatient(ada, { gender: 'female' }) }),
    'patient',
    /has the same id as immunization\.patient but different content/,
  ],
  [
    'what breaks a rule of the event',
    () => inputOf({ immunization: jabOf({ notGiven: true }) }),
    'immunization',
    /vac-/,
  ],
];

for (const [what, input, path, message] of refused) {
  refuses(what, () => {
    const error = errorOf(() => vaccinations.new(input()));
    assert.match(error.message, message);
    assert.is(error.path, path);
  });
}

refuses('what a check that is given finds', () => {
  const check = (): Json[] => [{ severity: 'error', code: 'value', expression: 'Bundle.id', message: 'is odd' }];
  assert.is(errorOf(() => vaccinations.new(inputOf(), { check })).path, 'Bundle.id');
});

refuses('what only a profile that events share asks of a resource as it is, where the guard is given', () => {
  const site = { coding: [{ system: 'http://snomed.info/sct', code: '368208006' }] };
  const input = inputOf({ immunization: { ...jabOf(), site } });
  const message: Json = vaccinations.new(input);
  assert.equal(message.entry[1].resource.site, site);
  const check = (made: Json): readonly Json[] => vaccinations.check(made).issues;
  assert.is(errorOf(() => vaccinations.new(input, { check })).path, 'immunization.site.coding[0].display');
});

refuses.run();

const reads = suite('the reader of a message');

reads('gives the very resources, each under its name', () => {
  const message = make({ immunization: jabOf({ encounter: visit }) });
  const content: Json = vaccinations.read(message);
  const [header, jab, who, seen, surgery] = message.entry.map(({ resource }: Json) => resource);
  const got = [content.header, content.immunization, content.patient, content.encounter, content.organizations[0]];
  got.forEach((one, index) => assert.is(one, [header, jab, who, seen, surgery][index]));
  assert.equal(content.key, jab.identifier[0]);
  assert.is(content.type, 'new');
});

reads('never guesses: what is not there is undefined, or an empty list', () => {
  const lists = { organizations: [], practitioners: [], practitionerRoles: [], locations: [] };
  for (const odd of [undefined, null, 5, 'x', {}, { entry: 5 }, { entry: [null, {}, { resource: 5 }] }]) {
    const content: Json = vaccinations.read(odd as never);
    assert.equal(JSON.parse(JSON.stringify(content)), lists);
    assert.is(vaccinations.keyOf(odd as never), undefined);
    assert.not(vaccinations.isNewer(odd as never, odd as never));
    assert.not(vaccinations.isNew(odd as never));
  }
});

reads('a header counts where it comes first, and nowhere else', () => {
  const message = make();
  message.entry.reverse();
  const content: Json = vaccinations.read(message);
  assert.is(content.header, undefined);
  assert.is(content.type, undefined);
  assert.is(content.patient.resourceType, 'Patient');
});

const moments: [first: string | undefined, second: string | undefined, isNewer: boolean][] = [
  ['2026-11-01T10:00:00Z', '2026-11-01T09:59:59Z', true],
  ['2026-11-01T10:00:00Z', '2026-11-01T10:00:00Z', false],
  ['2026-11-01T10:00:00+00:00', '2026-11-01T10:30:00+01:00', true],
  ['2026-11-01T10:30:00+01:00', '2026-11-01T10:00:00Z', false],
  ['2026-11-01T10:00:00.001Z', '2026-11-01T10:00:00Z', true],
  ['2026-11-01T10:00:00Z', undefined, false],
  [undefined, '2026-11-01T10:00:00Z', false],
  ['noon', '2026-11-01T10:00:00Z', false],
];

for (const [first, second, isNewer] of moments) {
  reads(`${first} is ${isNewer ? '' : 'not '}newer than ${second}`, () => {
    const at = (lastUpdated: string | undefined): Json => {
      const message = make();
      message.entry[0].resource.meta = { lastUpdated };
      return message;
    };
    assert.is(vaccinations.isNewer(at(first), at(second)), isNewer);
  });
}

reads.run();
