import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { GuardError } from '../../runtime/core/errors.ts';
import { isFault, type Issue } from '../../runtime/core/issue.ts';
import { pathOf, placesOf, replaceAt, valueAt } from '../support/json-faults.ts';
import { assertSamplePatient, checkSamplePatient, isSamplePatient, SAMPLE_PROFILE } from '../support/sample-rules.ts';

const stems = ['value', 'deceased'];

const ada = {
  resourceType: 'Patient',
  id: 'ada',
  meta: { versionId: '1', lastUpdated: '2026-03-04T07:15:00.000+00:00', profile: [SAMPLE_PROFILE] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Ada</div>' },
  extension: [
    { url: 'https://example.org/a', valueString: 'b', _valueString: { id: 'c' } },
    { url: 'https://example.org/d', extension: [{ url: 'e', valueIdentifier: { value: 'f' } }] },
  ],
  identifier: [
    { system: 'https://example.org/id/local', value: 'A-1', period: { start: '2026' } },
    { use: 'secondary', system: 'https://example.org/id/other', value: '2' },
  ],
  active: true,
  name: [
    { use: 'nickname', given: ['Addy', null], _given: [null, { extension: [{ url: 'g', valueBoolean: true }] }] },
    { use: 'official', family: 'Thistlewood', given: ['Ada'], prefix: ['Ms'] },
  ],
  gender: 'female',
  birthDate: '2026-03-04',
  _birthDate: { extension: [{ url: 'https://example.org/time', valueDateTime: '2026-03-04T07:15:00+00:00' }] },
  deceasedBoolean: false,
  generalPractitioner: [{ reference: 'Practitioner/1', display: 'Larkspur Lane Surgery' }],
};

const faultsOf = (issues: readonly Issue[]): string[] =>
  issues.filter(isFault).map(({ expression, code }) => `${code} ${expression}`);

/** Both modes on one value: they must agree, and neither may throw. */
function agree(value: unknown): Issue[] {
  const issues = checkSamplePatient(value);
  assert.is(isSamplePatient(value), !issues.some(isFault), issues.map(({ message }) => message).join('\n'));
  return issues;
}

const sample = suite('runtime guard: sample');

sample('a valid value has no issue', () => {
  assert.equal(checkSamplePatient(ada), []);
  assert.ok(isSamplePatient(ada));
  assertSamplePatient(ada);
});

const single: readonly (readonly [what: string, change: object, issues: readonly string[]])[] = [
  ['another resource type', { resourceType: 'Person' }, ['value Patient.resourceType']],
  ['no resource type', { resourceType: undefined }, ['required Patient.resourceType']],
  ['an id with an underscore', { id: 'a_b' }, ['value Patient.id']],
  ['a misspelt property', { brithDate: '2026' }, ['structure Patient.brithDate']],
  ['two of a choice', { deceasedDateTime: '2026' }, ['structure Patient.deceased']],
  ['no name', { name: undefined }, ['required Patient.name']],
  ['no official name', { name: [{ family: 'Thistlewood' }] }, ['required Patient.name']],
  ['an official name without family', { name: [{ use: 'official', text: 'A' }] }, ['required Patient.name[0].family']],
  ['two of a slice', { identifier: [ada.identifier[0], ada.identifier[0]] }, ['structure Patient.identifier']],
  ['what the profile forbids', { link: [{ other: { display: 'A' }, type: 'refer' }] }, ['structure Patient.link']],
  ['a part of a part', { link: [{ type: 'refer' }] }, ['structure Patient.link', 'required Patient.link[0].other']],
  ['a code', { gender: 'mael' }, ['code-invalid Patient.gender']],
  ['a day that does not exist', { birthDate: '2026-02-30' }, ['value Patient.birthDate']],
  [
    'faults in several places',
    { birthDate: 5, id: 5, name: [{ use: 5, family: ' ', famly: 1 }] },
    [
      'structure Patient.id',
      'required Patient.name',
      'structure Patient.name[0].use',
      'value Patient.name[0].family',
      'structure Patient.name[0].famly',
      'structure Patient.birthDate',
    ],
  ],
];

for (const [what, change, issues] of single) {
  sample(what, () => assert.equal(faultsOf(agree({ ...ada, ...change })), issues));
}

sample('what the profile finds says so, what FHIR finds does not', () => {
  const issues = checkSamplePatient({ ...ada, id: '', name: [{ use: 'official', text: 'A' }] });
  assert.equal(
    issues.map(({ profile, elementId }) => [profile, elementId]),
    [
      [undefined, 'Patient.id'],
      [SAMPLE_PROFILE, 'Patient.name:official.family'],
    ],
  );
});

sample('an assertion throws with all issues', () => {
  assert.throws(
    () => assertSamplePatient({ ...ada, id: '', gender: 'x' }),
    (error: unknown) => error instanceof GuardError && error.issues.length === 2,
  );
});

sample.run();

const words = fc.constantFrom('Ada', 'Mary', 'Thistlewood', 'a b', 'é');
const when = fc.constantFrom('2026', '2026-03', '2024-02-29', '2026-03-04T07:15:00Z');
const optional = <T>(record: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) => fc.record(record, { requiredKeys: [] });
const filled = <T extends object>(arbitrary: fc.Arbitrary<T>) => arbitrary.filter((it) => Object.keys(it).length > 0);
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 });

const period = filled(optional({ start: when, end: when }));
const { extension } = fc.letrec<{ extension: object; inner: object }>((tie) => ({
  extension: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ url: fc.constant('https://example.org/a'), valueString: words }),
    fc.record({ url: fc.constant('https://example.org/b'), valueBoolean: fc.boolean() }),
    fc.record({ url: fc.constant('https://example.org/c'), extension: list(tie('extension')) }),
  ),
  inner: fc.constant({}),
}));
const name = filled(
  optional({
    use: fc.constantFrom('nickname', 'old'),
    family: words,
    given: list(words),
    period,
    extension: list(extension),
  }),
);
const identifier = filled(optional({ system: fc.constant('https://example.org/id/other'), value: words, period }));
const reference = fc.record({ reference: fc.constantFrom('Practitioner/1', 'urn:uuid:x') });
const patients = fc
  .tuple(
    optional({
      id: fc.constantFrom('a', 'A-1.b'),
      extension: list(extension),
      identifier: list(identifier),
      active: fc.boolean(),
      gender: fc.constantFrom('male', 'female', 'other', 'unknown'),
      birthDate: fc.constantFrom('2026', '2026-03-04'),
      _birthDate: fc.record({ extension: list(extension) }),
      deceasedDateTime: when,
      generalPractitioner: list(reference),
    }),
    fc.array(name, { maxLength: 2 }),
    words,
  )
  .map(([rest, names, family]) => ({
    resourceType: 'Patient',
    ...rest,
    name: [...names, { use: 'official', family }],
  }));

/** What is put in place of something else: right and wrong, of every kind. */
const replacements = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', ' ', 'x', 0, -1, 1.5, NaN, true, [], {}, [null], [{}], [[]], {
    id: 'a',
  }),
  fc.constantFrom<unknown>(
    ['a', null],
    { url: 'a' },
    { extension: [{ url: 'a', valueString: 'b' }] },
    '2026-02-30',
    5n,
  ),
  fc.anything(),
);

/** A patient with one to three places replaced. */
const mutants = fc
  .tuple(patients, fc.array(fc.tuple(fc.nat(), replacements), { minLength: 1, maxLength: 3 }))
  .map(([patient, changes]) =>
    changes.reduce<unknown>((value, [pick, by]) => {
      const places = placesOf(value);
      return places.length === 0 ? value : replaceAt(value, places[pick % places.length] ?? [], by);
    }, patient),
  );

const properties = suite('runtime guard: properties');

properties('values made to be valid are', () => {
  fc.assert(
    fc.property(patients, (patient) => assert.equal(faultsOf(agree(patient)), [])),
    { seed: 7, numRuns: 500 },
  );
});

properties('both modes agree on mutants, and neither throws', () => {
  let valid = 0;
  fc.assert(
    fc.property(mutants, (mutant) => {
      if (!agree(mutant).some(isFault)) valid++;
    }),
    { seed: 7, numRuns: 5000 },
  );
  assert.ok(valid > 100 && valid < 2500, `some mutants are valid, most are not: ${valid}`);
});

properties('both modes agree on any value', () => {
  const any = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
  });
  const odd = fc.oneof(
    any,
    fc.tuple(fc.constantFrom(...Object.keys(ada)), any).map(([key, value]) => ({ ...ada, [key]: value })),
  );
  fc.assert(
    fc.property(odd, (value) => void agree(value)),
    { seed: 7, numRuns: 3000 },
  );
});

properties('a value of another kind is a fault with the path of the place', () => {
  for (const place of placesOf(ada)) {
    const current = valueAt(ada, place);
    if (current === null) continue;
    const path = pathOf('Patient', place, stems);
    const others = [{}, [], [{}], 7, 'a b ', true, Symbol('a'), () => 1, new Date(), null];
    for (const other of others.filter((it) => kindOf(it) !== kindOf(current))) {
      const issues = agree(withAt(ada, place, other));
      const isNamed = issues.some((issue) => isFault(issue) && issue.expression === path);
      assert.ok(isNamed, `${path} as ${String(other)}: ${JSON.stringify(issues)}`);
    }
  }
});

properties('an unknown property is a fault with its path, in every object', () => {
  const objects = [[], ...placesOf(ada)].filter((place) => kindOf(valueAt(ada, place)) === 'object');
  for (const place of objects) {
    const issues = agree(replaceAt(ada, [...place, 'notAnElement'], 1));
    assert.equal(faultsOf(issues), [`structure ${pathOf('Patient', place, stems)}.notAnElement`]);
  }
});

properties('the order of properties does not change the order of issues', () => {
  // Where both a primitive and its sibling are wrong, two issues have the same path and no order.
  const inOrder = (issues: readonly Issue[]): string[] => issues.map(({ expression }) => expression);
  const inAnyOrder = (issues: readonly Issue[]): string[] => issues.map((issue) => JSON.stringify(issue)).sort();
  fc.assert(
    fc.property(mutants, (mutant) => {
      const issues = agree(mutant);
      // Unknown properties come last, in the order in which they stand.
      if (issues.some(({ elementId }) => elementId === undefined)) return;
      const others = agree(reversed(mutant));
      assert.equal(inOrder(others), inOrder(issues));
      assert.equal(inAnyOrder(others), inAnyOrder(issues));
    }),
    { seed: 11, numRuns: 2000 },
  );
});

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}

/** As `replaceAt`, for values that cannot be cloned. */
function withAt(value: unknown, place: readonly (string | number)[], by: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return by;
  const part = withAt((value as Record<string, unknown>)[key], rest, by);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? part : (item as unknown)));
  return { ...(value as object), [key]: part };
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (kindOf(value) !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value as object)
      .toReversed()
      .map(([key, part]) => [key, reversed(part)]),
  );
}

properties.run();

const hostile = suite('runtime guard: hostile input');

function nestedExtensions(levels: number): object {
  let extensions: object[] = [{ url: 'a', valueString: 'b' }];
  for (let level = 0; level < levels; level++) extensions = [{ url: 'a', extension: extensions }];
  return { ...ada, extension: extensions };
}

hostile('10,000 levels', () => {
  const issues = agree(nestedExtensions(10_000));
  assert.equal(
    issues.map(({ severity, code }) => [severity, code]),
    [['fatal', 'too-costly']],
  );
  assert.match(issues[0]?.expression ?? '', /^Patient\.extension\[0\](\.extension\[0\])+$/);
  assert.equal(agree(nestedExtensions(50)), []);
});

hostile('a million levels of lists', () => {
  let lists: unknown = [];
  for (let level = 0; level < 1_000_000; level++) lists = [lists];
  assert.equal(faultsOf(agree({ ...ada, name: lists })), ['required Patient.name', 'structure Patient.name[0]']);
});

hostile('cycles', () => {
  const loop: Record<string, unknown> = { url: 'a' };
  loop['extension'] = [loop, loop, loop];
  assert.equal(
    agree({ ...ada, extension: [loop] }).map(({ code }) => code),
    ['too-costly'],
  );
  const patient: Record<string, unknown> = { ...ada };
  patient['contained'] = [patient];
  assert.equal(
    agree(patient).map(({ code }) => code),
    ['not-supported'],
  );
});

hostile('the same object in many places is checked within limits', () => {
  let shared: object = { url: 'a', valueString: 'b' };
  for (let level = 0; level < 40; level++) shared = { url: 'a', extension: [shared, shared] };
  const issues = checkSamplePatient({ ...ada, extension: [shared] }, { maxElements: 100_000 });
  assert.equal(
    issues.map(({ code }) => code),
    ['too-costly'],
  );
});

hostile('getters that throw, everywhere', () => {
  for (const place of placesOf(ada)) {
    const value = structuredClone(ada);
    Object.defineProperty(valueAt(value, place.slice(0, -1)), place.at(-1) as string, {
      enumerable: true,
      get() {
        throw new Error('no such luck');
      },
    });
    const [issue, ...more] = agree(value);
    assert.equal(
      [issue?.code, issue?.message, more.length],
      ['exception', 'the value cannot be read: "no such luck"', 0],
    );
  }
});

hostile('proxies', () => {
  const refusing = new Proxy({}, { ownKeys: () => assertNever(), getPrototypeOf: () => assertNever() });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [refusing, proxy]) {
    assert.equal(
      agree(value).map(({ code }) => code),
      ['exception'],
    );
    assert.equal(
      agree({ ...ada, name: [value] }).map(({ code }) => code),
      ['exception'],
    );
  }
  assert.equal(agree(new Proxy(ada, {})), []);
});

function assertNever(): never {
  throw new TypeError('refused');
}

hostile('long texts', () => {
  const long = 'a'.repeat(3_000_000);
  assert.equal(faultsOf(agree({ ...ada, id: long })), ['value Patient.id']);
  assert.equal(faultsOf(agree({ ...ada, [long]: 1 })), ['structure Patient']);
  const [issue] = agree({ ...ada, gender: long });
  assert.ok((issue?.message.length ?? 1000) < 200, 'messages stay short');
});

hostile('many faults', () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`birthDat${index}`, 1]));
  const issues = agree({ ...ada, ...many });
  assert.is(issues.length, 10_001);
  assert.is(issues.filter(({ severity }) => severity === 'fatal').length, 1);
});

hostile('a list of a million items', () => {
  const items = Array.from({ length: 1_000_000 }, () => ({ use: 'old', family: 'Thistlewood' }));
  assert.equal(agree({ ...ada, name: [...items, { use: 'official', family: 'Thistlewood' }] }), []);
});

hostile.run();
