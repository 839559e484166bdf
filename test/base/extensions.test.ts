/** The extensions that FHIR STU3 publishes, counted and sampled against the published definitions. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { titleOf } from '../../generator/base/stu3/describe-extension.ts';
import type { ElementDefinition, StructureDefinition } from '../../generator/fhir/definitions.ts';

const { extensions, valueSets } = loadBaseModel();
const byName = new Map(extensions.map((one) => [one.name, one]));
const elements = extensions.flatMap(({ differential }) => differential);
const values = elements.filter(({ id, max }) => id.endsWith('.value[x]') && max !== '0');

function named(name: string): StructureDefinition {
  const found = byName.get(name);
  assert.ok(found, name);
  return found;
}

/** Counts items by a name. */
function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const test = suite('base model: extensions');

test('376, each once, in the order of their names', () => {
  const names = extensions.map(({ name }) => name);
  assert.is(names.length, 376);
  assert.equal(names, [...new Set(names)].sort());
  for (const { url, name } of extensions) assert.is(url, `http://hl7.org/fhir/StructureDefinition/${name}`);
});

test('contexts: 296 of resources and 80 of datatypes, 489 places', () => {
  assert.equal(tally(extensions.map(({ contextType = '' }) => contextType)), { resource: 296, datatype: 80 });
  assert.ok(extensions.every(({ context }) => context.length > 0));
  assert.is(extensions.flatMap(({ context }) => context).length, 489);
});

test('cardinalities of the root', () => {
  const roots = elements.filter(({ id }) => id === 'Extension');
  assert.equal(tally(roots.map(({ min, max }) => `${min}..${max}`)), { '0..1': 246, '0..*': 126, '1..1': 4 });
});

test('modifiers', () => {
  const modifiers = extensions.filter(({ differential: [root] }) => root?.isModifier === true);
  assert.equal(
    modifiers.map(({ name }) => name),
    [
      'capabilitystatement-prohibited',
      'codesystem-subsumes',
      'device-implant-status',
      'event-notDone',
      'observation-focal-subject',
      'observation-time-offset',
      'questionnaire-optionExclusive',
      'questionnaire-usageMode',
    ],
  );
});

test('67 extensions inside extensions, 27 extensions with some', () => {
  const inner = elements.filter(({ sliceName }) => sliceName !== undefined);
  assert.is(inner.length, 67);
  assert.is(new Set(extensions.filter(({ differential }) => differential.some(hasSlice))).size, 27);
});

function hasSlice({ sliceName }: ElementDefinition): boolean {
  return sliceName !== undefined;
}

test('types of values', () => {
  const types = values.flatMap(({ types: some = [] }) => [...new Set(some.map(({ code }) => code))]);
  assert.equal(tally(types), {
    Address: 2,
    Age: 2,
    Annotation: 2,
    Attachment: 1,
    CodeableConcept: 80,
    Coding: 7,
    Distance: 1,
    Duration: 5,
    Identifier: 9,
    Period: 8,
    Quantity: 2,
    Ratio: 4,
    Reference: 77,
    Timing: 1,
    boolean: 26,
    code: 26,
    date: 9,
    dateTime: 8,
    decimal: 11,
    id: 1,
    instant: 4,
    integer: 15,
    markdown: 5,
    positiveInt: 1,
    string: 102,
    time: 2,
    uri: 24,
  });
});

test('bindings by strength, and the value sets of those that are checked', () => {
  const bindings = elements.flatMap(({ binding }) => binding ?? []);
  assert.equal(tally(bindings.map(({ strength }) => strength)), {
    example: 22,
    extensible: 10,
    preferred: 4,
    required: 28,
  });
  const known = new Set(valueSets.map(({ url }) => url));
  const checked = bindings.filter(({ strength }) => strength === 'required' || strength === 'extensible');
  const unknown = checked.flatMap(({ valueSet = '' }) => (known.has(valueSet) ? [] : valueSet));
  assert.equal(unknown, []);
  // All of FHIR binds languages extensibly, which guards of types do not check: the codes are in no other bundle.
  const maxima = bindings.flatMap(({ maxValueSet }) => maxValueSet ?? []);
  assert.equal(maxima, Array(3).fill('http://hl7.org/fhir/ValueSet/all-languages'));
});

const spots: readonly (readonly [name: string, id: string, want: Partial<ElementDefinition>])[] = [
  ['birthPlace', 'Extension', { min: 0, max: '1' }],
  ['birthPlace', 'Extension.value[x]', { min: 0, types: [{ code: 'Address' }] }],
  ['geolocation', 'Extension.extension:latitude', { min: 1, max: '1', sliceName: 'latitude' }],
  ['geolocation', 'Extension.value[x]', { max: '0' }],
  ['patient-clinicalTrial', 'Extension.extension:nct.url', { fixed: { type: 'uri', value: 'NCT' } }],
  [
    'data-absent-reason',
    'Extension.value[x]',
    { binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/data-absent-reason' } },
  ],
  ['valueset-history', 'Extension.extension:revision.extension:author.value[x]', { types: [{ code: 'string' }] }],
];

for (const [name, id, want] of spots) {
  test(`${name}: ${id}`, () => {
    const found = named(name).differential.find((one) => one.id === id);
    assert.ok(found);
    for (const [key, value] of Object.entries(want)) assert.equal(found[key as keyof ElementDefinition], value, key);
  });
}

test('a reference names each of its targets', () => {
  const value = named('goal-acceptance').differential.find(
    ({ id }) => id === 'Extension.extension:individual.value[x]',
  );
  const targets = value?.types?.map(({ targetProfile }) => targetProfile?.replace(/.*\//, ''));
  assert.equal(targets, ['Patient', 'Practitioner', 'RelatedPerson']);
});

const titles: readonly (readonly [name: string, want: string])[] = [
  ['patient-birthTime', 'Patient birth time'],
  ['iso21090-AD-use', 'Iso21090 AD use'],
  ['birthPlace', 'Birth place'],
];
for (const [name, want] of titles) test(`the title of ${name}`, () => assert.is(titleOf(name), want));

test('descriptions say where and what', () => {
  assert.is(named('birthPlace').description, 'Published with FHIR, for use on Patient. Its value is an Address.');
  assert.match(named('data-absent-reason').description ?? '', 'for use on any element');
  assert.match(named('event-notDone').description ?? '', 'It may change the meaning of the element that has it.');
});

test.run();
