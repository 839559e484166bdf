import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, element, profile, r3, slicing, type Json } from '../support/definitions.ts';
import { brief, elementAt, resolve, troubles } from '../support/pipeline.ts';

const url = (id: string): string => `${acme}/StructureDefinition/${id}`;

const narrowing = suite('narrowing');

/** A change to one element of a base: what is reported and what holds. */
const changes: [what: string, id: string, more: Json, warning: string | undefined, want: string][] = [
  ['min', 'Patient.name', { min: 2 }, undefined, '2..* HumanName'],
  ['max', 'Patient.name', { max: '3' }, undefined, '0..3 HumanName'],
  ['max 0', 'Patient.photo', { max: '0' }, undefined, '0..0 Attachment'],
  ['min below the base', 'Patient.link.other', { min: 0 }, 'resolve/wider-cardinality', '1..1 Reference'],
  ['max above the base', 'Patient.gender', { min: 1, max: '*' }, 'resolve/wider-cardinality', '1..1 code'],
  ['both wider', 'Patient.link.other', { min: 0, max: '2' }, 'resolve/wider-cardinality', '1..1 Reference'],
  ['max below the min of the base', 'Patient.link.type', { max: '0' }, 'resolve/wider-cardinality', '1..1 code'],
  ['min above the max of the base', 'Patient.gender', { min: 2 }, 'resolve/wider-cardinality', '0..1 code'],
  ['one type of many', 'Observation.value[x]', { type: [{ code: 'string' }] }, undefined, '0..1 string'],
  [
    'types in another order',
    'Patient.multipleBirth[x]',
    { type: [{ code: 'integer' }, { code: 'boolean' }] },
    undefined,
    '0..1 integer|boolean',
  ],
  [
    'a type too many',
    'Observation.effective[x]',
    { type: [{ code: 'dateTime' }, { code: 'Money' }] },
    'resolve/type-not-allowed',
    '0..1 dateTime',
  ],
  ['only a wrong type', 'Patient.birthDate', { type: [{ code: 'Money' }] }, 'resolve/type-not-allowed', '0..1 date'],
  ['any resource narrowed to one', 'Bundle.entry.resource', { type: [{ code: 'Patient' }] }, undefined, '0..1 Patient'],
];

for (const [what, id, more, warning, want] of changes) {
  narrowing(what, async () => {
    const type = id.slice(0, id.indexOf('.'));
    const got = await resolve([profile('a', type, [element(id, more)])]);
    assert.equal(troubles(got.diagnostics), warning === undefined ? [] : [`${warning} ${id}`]);
    assert.is(brief(got.root('a'), id), want);
  });
}

for (const [id, more] of [
  ['Patient.name', { min: 3, max: '2' }],
  ['Patient.name', { min: 1, max: '0' }],
  ['Patient.name:official', { min: 2, max: '1' }],
] as const) {
  narrowing(`${id} ${more.min}..${more.max}: an error, and the definition is left out`, async () => {
    const got = await resolve([profile('a', 'Patient', [slicing('Patient.name', 'use'), element(id, more)])]);
    assert.equal(troubles(got.diagnostics), [`resolve/empty-cardinality ${id}`]);
    assert.is(got.structure('a'), undefined);
  });
}

narrowing('slices by the thousand take a time in proportion to them', async () => {
  const many = (count: number): Json[] =>
    Array.from({ length: count }, (_, index) => element(`Patient.name:n${index}`, { max: '1' }));
  const got = await resolve([profile('a', 'Patient', [slicing('Patient.name', 'text'), ...many(3300)])]);
  const name = got.root('a').children.find((child) => child.name === 'name');
  assert.equal([name?.slices.length, name?.slices.at(-1)?.slices.length], [3300, 0]);
});

narrowing('says what was wanted and what the base allows', async () => {
  const got = await resolve([profile('a', 'Patient', [element('Patient.gender', { max: '*' })])]);
  assert.is(got.diagnostics[0]?.message, 'Cardinality 0..* is not within 0..1 of the base.');
});

narrowing('the profile of a Reference is read as that of its target', async () => {
  const type = [
    { code: 'Reference', profile: `${r3}/Patient` },
    { code: 'Reference', profile: url('Acme-Reference') },
  ];
  const got = await resolve([
    profile('Acme-Reference', 'Reference', []),
    profile('a', 'Observation', [element('Observation.subject', { type })]),
  ]);
  assert.equal(elementAt(got.root('a'), 'Observation.subject').types, [
    { code: 'Reference', targetProfile: `${r3}/Patient` },
    { code: 'Reference', profile: url('Acme-Reference') },
  ]);
});

narrowing('a binding without value set keeps that of the base', async () => {
  const binding = { strength: 'required' };
  const got = await resolve([profile('a', 'Patient', [element('Patient.maritalStatus', { binding })])]);
  assert.equal(elementAt(got.root('a'), 'Patient.maritalStatus').binding, {
    strength: 'required',
    valueSet: 'http://hl7.org/fhir/ValueSet/marital-status',
  });
});

narrowing('an invariant joins those of the base; one with a key of the base replaces it', async () => {
  const constraint = [
    { key: 'a-1', severity: 'error', expression: 'true' },
    { key: 'pat-1', severity: 'warning' },
  ];
  const got = await resolve([profile('a', 'Patient', [element('Patient.contact', { constraint })])]);
  const { constraints } = elementAt(got.root('a'), 'Patient.contact');
  assert.equal(
    constraints.map(({ key, severity }) => `${key} ${severity}`),
    ['ele-1 error', 'a-1 error', 'pat-1 warning'],
  );
});

narrowing('slicing without discriminators keeps those of the base', async () => {
  const got = await resolve([
    profile('parent', 'Patient', [slicing('Patient.name', 'use')]),
    profile('a', 'Patient', [element('Patient.name', { slicing: { rules: 'closed' } })], {
      baseDefinition: url('parent'),
    }),
  ]);
  assert.equal(elementAt(got.root('a'), 'Patient.name').slicing, {
    discriminators: [{ type: 'value', path: 'use' }],
    ordered: false,
    rules: 'closed',
  });
});

narrowing('a type that is repeated without its profile keeps the profile of the base', async () => {
  const quantity = { type: [{ code: 'Quantity' }] };
  const got = await resolve([
    profile('a', 'Dosage', [element('Dosage.doseQuantity', quantity), element('Dosage.maxDosePerLifetime', quantity)]),
    profile('b', 'Patient', [element('Patient.name', { type: [{ code: 'HumanName', profile: url('c') }] })]),
    profile('c', 'HumanName', [element('HumanName.family', { min: 1 })]),
    profile('d', 'Patient', [element('Patient.name', { type: [{ code: 'HumanName' }] })], { baseDefinition: url('b') }),
  ]);
  assert.equal(troubles(got.diagnostics), []);
  const profiles = (root: string, id: string): unknown[] =>
    elementAt(got.root(root), id).types.map((type) => type.profile);
  assert.equal(profiles('a', 'Dosage.dose[x]:doseQuantity'), [`${r3}/SimpleQuantity`]);
  assert.equal(profiles('a', 'Dosage.maxDosePerLifetime'), [`${r3}/SimpleQuantity`]);
  assert.equal(profiles('d', 'Patient.name'), [url('c')]);
});

narrowing('values, lengths and flags are taken over', async () => {
  const fixedString = 'x';
  const rest = { maxLength: 9, mustSupport: true, isModifier: true, short: 'A', definition: 'B' };
  const got = await resolve([profile('a', 'Patient', [element('Patient.name.text', { ...rest, fixedString })])]);
  const { fixed, maxLength, mustSupport, isModifier, short, definition } = elementAt(
    got.root('a'),
    'Patient.name.text',
  );
  assert.equal(
    { fixed, maxLength, mustSupport, isModifier, short, definition },
    { ...rest, fixed: { type: 'string', value: fixedString } },
  );
});

narrowing.run();
