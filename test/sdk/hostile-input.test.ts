/** Whatever a builder is given, it returns plain JSON or throws an InputError, soon. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as careconnect from 'careconnect-ems/careconnect';
import { messageHeader } from 'careconnect-ems/ems';
import { InputError, ref } from 'careconnect-ems/runtime';
import { anything } from '../support/anything.ts';

type Json = Record<string, unknown>;
type Make = (input: unknown) => Json;

const patient = careconnect.patient as unknown as Make;
const amendPatient = careconnect.amendPatient as unknown as (value: unknown, input: unknown) => Json;
const needed = { officialName: { family: 'Thistlewood' } };
const url = 'https://larkspur.example/e';

/** An extension inside an extension, so many times. */
function nested(levels: number): Json {
  let extension: Json = { url, valueString: 'x' };
  for (let level = 0; level < levels; level++) extension = { url, extension: [extension] };
  return extension;
}

function cycle(): Json {
  const extension: Json = { url };
  extension['extension'] = [extension];
  return extension;
}

function listInItself(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

/** An object whose property cannot be read. */
function unreadable(name: string): Json {
  return Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw new Error('no access');
    },
  });
}

const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const own = (name: string): Json => JSON.parse(`{ ${JSON.stringify(name)}: { "url": "a" } }`) as Json;
const contained = (parts: object): object => ({ ...needed, contained: { resourceType: 'Basic', ...parts } });
/** A list as long as a list can be, with nothing in it. */
const gaps: unknown[] = [];
gaps.length = 4_000_000_000;
const long = 'a'.repeat(3_000_000);

/** What is given, and how the message begins. */
const refused: Readonly<Record<string, readonly [input: () => unknown, message: string]>> = {
  'nesting without end in an extension': [
    () => ({ ...needed, extension: nested(10_000) }),
    'Patient.extension.extension[0]',
  ],
  'nesting without end in a contained resource': [
    () => contained({ extension: nested(10_000) }),
    'Patient.contained.extension',
  ],
  'an extension that contains itself': [() => ({ ...needed, extension: cycle() }), 'Patient.extension.extension[0]'],
  'a resource that contains itself': [
    () => {
      const input: Json = { ...needed };
      input['contained'] = [Object.assign(input, { resourceType: 'Patient' })];
      return input;
    },
    'Patient.contained[0].contained[0]',
  ],
  'a list that contains itself': [() => ({ ...needed, address: listInItself() }), 'Patient.address[0]: a list is not'],
  'a getter that throws': [() => Object.assign(unreadable('gender'), needed), 'Patient.gender: cannot be read'],
  'a getter of an unknown name that throws': [() => unreadable('gendre'), 'Patient.gendre: cannot be read'],
  'a getter in a slice': [
    () => ({ officialName: unreadable('family') }),
    'Patient.officialName.family: cannot be read',
  ],
  'a getter in an item': [
    () => ({ ...needed, address: [unreadable('city')] }),
    'Patient.address[0].city: cannot be read',
  ],
  'a getter in a choice': [
    () => ({ ...needed, deceased: unreadable('boolean') }),
    'Patient.deceased.boolean: cannot be read',
  ],
  'a getter in a coding': [
    () => ({ ...needed, maritalStatus: unreadable('code') }),
    'Patient.maritalStatus.code: cannot be read',
  ],
  'a getter in meta': [() => ({ ...needed, meta: unreadable('tag') }), 'Patient'],
  'a getter in an extension': [
    () => ({ ...needed, extension: unreadable('url') }),
    'Patient.extension.url: cannot be read',
  ],
  'a getter in a contained resource': [
    () => ({ ...needed, contained: unreadable('resourceType') }),
    'Patient.contained.resourceType: cannot be read',
  ],
  'a getter in a reference': [() => ({ ...needed, managingOrganization: unreadable('reference') }), 'Patient'],
  'an object that has been revoked': [revoked, 'Patient'],
  'a part that has been revoked': [() => ({ ...needed, address: revoked() }), 'Patient'],
  '__proto__ of JSON': [() => own('__proto__'), 'Patient.__proto__: unknown property'],
  '__proto__ in a slice': [
    () => ({ officialName: own('__proto__') }),
    'Patient.officialName.__proto__: unknown property',
  ],
  '__proto__ in a choice': [
    () => ({ ...needed, deceased: own('__proto__') }),
    'Patient.deceased.__proto__: unknown property',
  ],
  '__proto__ in an extension': [
    () => ({ ...needed, extension: own('__proto__') }),
    'Patient.extension.__proto__: unknown property',
  ],
  '__proto__ in a contained resource': [
    () => contained({ meta: own('__proto__') }),
    'Patient.contained.meta.__proto__: unknown property',
  ],
  'a property called constructor': [
    () => ({ ...needed, ...own('constructor') }),
    'Patient.constructor: unknown property',
  ],
  'constructor in a choice': [
    () => ({ ...needed, deceased: own('constructor') }),
    'Patient.deceased.constructor: unknown property',
  ],
  'a list of gaps': [() => ({ ...needed, address: gaps }), 'Patient.address[0]: is undefined'],
  'a text of three megabytes': [() => ({ officialName: { family: long } }), `Patient.officialName.family: "aaaa`],
  'a date of three megabytes': [
    () => ({ ...needed, birthDate: '2026-'.repeat(600_000) }),
    'Patient.birthDate: "2026-2026-',
  ],
  'a name of three megabytes': [() => ({ ...needed, [long]: 1 }), 'Patient.aaaa'],
  'a constant of three megabytes': [() => ({ ...needed, maritalStatus: long }), 'Patient.maritalStatus: "aaaa'],
  'a reference of three megabytes': [
    () => ({ ...needed, managingOrganization: { reference: `a:${'/A'.repeat(1_500_000)} ` } }),
    'Patient.managingOrganization.reference: "a:/A',
  ],
  'base64 of three megabytes': [() => ({ ...needed, photo: { data: `${long}=${long}` } }), 'Patient.photo.data: "aaaa'],
  'a symbol': [() => Symbol('x'), 'Patient: a symbol is not a plain object'],
  'a bigint in an extension': [
    () => ({ ...needed, extension: { url, valueInteger: 5n } }),
    'Patient.extension.valueInteger: a bigint is not',
  ],
  'a Date in an extension': [
    () => ({ ...needed, extension: { url, valueDate: new Date(0) } }),
    'Patient.extension.valueDate: a Date is not',
  ],
  'an iterable that is no list': [
    () => ({ ...needed, address: new Set([{ city: 'a' }]) }),
    'Patient.address: an object is not a plain object',
  ],
  'a text in a box': [
    () => ({ officialName: { family: new String('x') } }),
    'Patient.officialName.family: an object is not',
  ],
};

const test = suite('hostile input');

function errorOf(make: () => unknown): Error {
  try {
    make();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

for (const [what, [input, message]] of Object.entries(refused)) {
  test(`is refused: ${what}`, () => {
    const error = errorOf(() => patient(input()));
    assert.instance(error, InputError);
    assert.is(error.message.slice(0, message.length), message);
  });
  test(`is refused in a change: ${what}`, () => {
    assert.instance(
      errorOf(() => amendPatient(patient(needed), input())),
      InputError,
    );
    assert.instance(
      errorOf(() => amendPatient(input(), { active: true })),
      InputError,
    );
  });
}

test('without a prototype is as good as any', () => {
  const name: unknown = Object.assign(Object.create(null), { family: 'Thistlewood' });
  assert.equal(patient(Object.assign(Object.create(null), { officialName: name })), patient(needed));
});

test('nested as deep as the guards look is taken', () => {
  const deep = careconnect.patient({ ...needed, extension: nested(25) as never });
  assert.ok(careconnect.isPatient(deep), JSON.stringify(careconnect.checkPatient(deep)));
});

test('does not reach what is inherited', () => {
  const prototype = Object.prototype as Json;
  prototype['gender'] = 'female';
  prototype['boolean'] = true;
  try {
    assert.equal(Object.keys(patient({ ...needed, deceased: {} })), ['resourceType', 'meta', 'name']);
  } finally {
    delete prototype['gender'];
    delete prototype['boolean'];
  }
});

test('of the functions that a caller gives is told by its own error', () => {
  const uuid = (): string => {
    throw new TypeError('no entropy');
  };
  const error = errorOf(() =>
    careconnect.patient({ ...needed, managingOrganization: careconnect.organization({}) }, { uuid }),
  );
  assert.instance(error, InputError);
  assert.match(error.message, 'no entropy');
});

/** Inputs in which every kind of part occurs. */
const inputs: Readonly<Record<string, readonly [make: Make, input: Json]>> = {
  patient: [
    patient,
    {
      ...needed,
      meta: { profile: ['a'], tag: [{ code: 'a' }] },
      nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' },
      nhsCommunication: { language: careconnect.HumanLanguage.english, preferred: true },
      address: [{ line: ['a'], period: { start: '2026' } }],
      birthDate: '2026-03-04',
      birthTime: '2026-03-04T07:15:00Z',
      deceased: { boolean: true },
      maritalStatus: { coding: 'married' },
      contact: { name: { use: 'usual' }, organization: ref('Organization/a') },
      contained: { resourceType: 'Basic', id: 'b', code: { text: 'x' } },
      extension: { url, valuePeriod: { start: '2026' } },
      managingOrganization: { resourceType: 'Organization', id: 'a' },
    },
  ],
  observation: [
    careconnect.observation as unknown as Make,
    {
      status: 'final',
      code: { snomedCT: { code: 'a', display: 'b' }, coding: { code: 'c' } },
      value: { quantity: { value: 3.2 } },
      component: [{ code: { text: 'x' }, value: { period: { start: '2026' } } }],
    },
  ],
  messageHeader: [
    messageHeader as unknown as Make,
    {
      event: 'vaccinations',
      messageEventType: 'newEventMessage',
      routingDemographics: { name: { family: 'a' } },
      timestamp: '2026-03-04T07:15:00Z',
      source: { endpoint: 'urn:a' },
      responsible: ref('Organization/a'),
      focus: ref('Patient/a'),
    },
  ],
};

const junk = fc.oneof(
  anything,
  fc.constantFrom(null, NaN, -0, '', ' ', '__proto__', 'constructor', 'urn:uuid:', '2026-02-30', []),
  fc.constantFrom(cycle(), listInItself(), unreadable('url'), own('__proto__'), Symbol('x'), () => 'x'),
);

/** All places of a JSON value, as the names that lead there. */
function placesOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([name, part]) => placesOf(part).map((place) => [name, ...place]))];
}

/** A copy with something else at a place. */
function replaced(value: unknown, [name, ...place]: readonly string[], part: unknown): unknown {
  if (name === undefined) return part;
  const copy: Json | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Json) };
  (copy as Json)[name] = replaced((value as Json)[name], place, part);
  return copy;
}

for (const [what, [make, input]] of Object.entries(inputs))
  test(`anything at any place of a ${what} gives plain JSON or an InputError`, () => {
    const places = placesOf(input);
    let made = 0;
    let thrown = 0;
    const property = fc.property(fc.constantFrom(...places), junk, (place, part) => {
      try {
        const built = make(replaced(input, place, part));
        made++;
        assert.equal(JSON.parse(JSON.stringify(built)), built);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        thrown++;
      }
    });
    fc.assert(property, { seed: 20260304, numRuns: 3000 });
    assert.ok(made > 50 && thrown > 500, `${made} made, ${thrown} thrown`);
  });

test.run();
