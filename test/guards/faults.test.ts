/** Every kind of fault that a guard has to find, in resources that are sound otherwise: where it is found, and as what. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkPatient, isPatient } from 'careconnect-ems/careconnect';
import { check } from 'careconnect-ems/check';
import { isFault, type Issue } from 'careconnect-ems/runtime';
import { samples } from '../support/sample-resources.ts';

type Sample = keyof typeof samples;

/** What is done to a copy of a sample, and the fault that has to be found: code and expression. */
type Row = readonly [what: string, sample: Sample, fault: (copy: Json) => void, code: string, expression: string];

// oxlint-disable-next-line typescript/no-explicit-any
type Json = any;

const extensionUrl = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect';

const rows: readonly Row[] = [
  // JSON types
  ['a number for a string', 'ada', (it) => (it.name[0].family = 5), 'structure', 'Patient.name[0].family'],
  ['a string for a boolean', 'jab', (it) => (it.notGiven = 'false'), 'structure', 'Immunization.notGiven'],
  ['a string for a number', 'weight', (it) => (it.valueQuantity.value = '4.2'), 'structure', 'Observation.value.value'],
  ['an object for a list', 'ada', (it) => (it.name = it.name[0]), 'structure', 'Patient.name'],
  ['a list for an object', 'jab', (it) => (it.patient = [it.patient]), 'structure', 'Immunization.patient'],
  ['a text for an object', 'ada', (it) => (it.address[0] = 'here'), 'structure', 'Patient.address[0]'],
  ['null for an object', 'ada', (it) => (it.address[0] = null), 'structure', 'Patient.address[0]'],
  ['an empty list', 'ada', (it) => (it.telecom = []), 'structure', 'Patient.telecom'],
  ['an empty object', 'ada', (it) => (it.address[0].period = {}), 'structure', 'Patient.address[0].period'],
  ['an unknown property', 'ada', (it) => (it.name[0].surname = 'X'), 'structure', 'Patient.name[0].surname'],
  ['a wrong resource type', 'ada', (it) => (it.resourceType = 'Pateint'), 'value', 'Resource.resourceType'],
  // primitives
  ['a day that does not exist', 'ada', (it) => (it.birthDate = '2026-02-30'), 'value', 'Patient.birthDate'],
  ['a moment without offset', 'jab', (it) => (it.date = '2026-04-29T09:10:00'), 'value', 'Immunization.date'],
  ['an instant without time', 'header', (it) => (it.timestamp = '2026-04-29'), 'value', 'MessageHeader.timestamp'],
  ['a blank text', 'ada', (it) => (it.name[0].family = '  '), 'value', 'Patient.name[0].family'],
  ['an empty text', 'ada', (it) => (it.name[0].family = ''), 'value', 'Patient.name[0].family'],
  [
    'a code with white space',
    'weight',
    (it) => (it.code.coding[0].code = ' 1'),
    'value',
    'Observation.code.coding[0].code',
  ],
  ['an id that is too long', 'ada', (it) => (it.id = 'x'.repeat(65)), 'value', 'Patient.id'],
  [
    'a URI with white space',
    'jab',
    (it) => (it.doseQuantity.system = 'a b'),
    'value',
    'Immunization.doseQuantity.system',
  ],
  [
    'a malformed reference',
    'jab',
    (it) => (it.patient.reference = 'not a reference'),
    'value',
    'Immunization.patient.reference',
  ],
  // cardinality
  ['a missing element', 'jab', (it) => delete it.status, 'required', 'Immunization.status'],
  [
    'a missing element deep inside',
    'jab',
    (it) => delete it.practitioner[0].actor,
    'required',
    'Immunization.practitioner[0].actor',
  ],
  ['a missing choice', 'header', (it) => delete it.source.endpoint, 'required', 'MessageHeader.source.endpoint'],
  [
    'an element that is not used',
    'ada',
    (it) => (it.animal = { species: { text: 'x' } }),
    'structure',
    'Patient.animal',
  ],
  ['a list that is too long', 'header', (it) => it.focus.push(it.focus[0]), 'structure', 'MessageHeader.focus'],
  [
    'two codings where one is allowed',
    'ada',
    (it) => it.maritalStatus.coding.push(it.maritalStatus.coding[0]),
    'structure',
    'Patient.maritalStatus.coding',
  ],
  // choices
  ['two members of a choice', 'ada', (it) => (it.deceasedDateTime = '2026'), 'structure', 'Patient.deceased'],
  [
    'a type that a choice does not have',
    'weight',
    (it) => (it.valueInteger = 4),
    'structure',
    'Observation.valueInteger',
  ],
  // slices
  ['a missing slice', 'ada', (it) => (it.name[0].use = 'usual'), 'required', 'Patient.name'],
  [
    'a slice that is there twice',
    'ada',
    (it) => it.identifier.push(it.identifier[0]),
    'structure',
    'Patient.identifier',
  ],
  [
    'a part of a slice that is missing',
    'ada',
    (it) => delete it.identifier[0].value,
    'required',
    'Patient.identifier[0].value',
  ],
  [
    'an item in front of the slices',
    'ada',
    (it) => it.name.unshift({ use: 'nickname', given: ['Mo'] }),
    'structure',
    'Patient.name[1]',
  ],
  // fixed values and bindings
  ['a code outside a required binding', 'ada', (it) => (it.gender = 'femal'), 'code-invalid', 'Patient.gender'],
  [
    'a coding outside a required binding',
    'header',
    (it) => (it.event.code = 'vaccination'),
    'code-invalid',
    'MessageHeader.event',
  ],
  [
    'a concept outside a required binding',
    'ada',
    (it) => (it.extension[0].valueCodeableConcept.coding[0].code = 'AA'),
    'code-invalid',
    'Patient.extension[0].value',
  ],
  [
    'a code that its system does not have',
    'header',
    (it) => (it.event.code = 'vaccination'),
    'code-invalid',
    'MessageHeader.event.code',
  ],
  // extensions
  [
    'an extension value of the wrong type',
    'ada',
    (it) => (it.extension[0] = { url: it.extension[0].url, valueString: 'A' }),
    'required',
    'Patient.extension[0].value',
  ],
  [
    'an extension that is there twice',
    'ada',
    (it) => it.extension.push(it.extension[0]),
    'structure',
    'Patient.extension',
  ],
  [
    'a mandatory extension that is missing',
    'ada',
    (it) => delete it.identifier[0].extension,
    'required',
    'Patient.identifier[0].extension',
  ],
  ['an extension without URL', 'ada', (it) => delete it.extension[0].url, 'required', 'Patient.extension[0].url'],
  [
    'a part of an extension twice',
    'header',
    (it) => it.extension[0].extension.push(it.extension[0].extension[0]),
    'structure',
    'MessageHeader.extension[0].extension',
  ],
  [
    'an extension of a primitive twice',
    'ada',
    (it) => it._birthDate.extension.push(it._birthDate.extension[0]),
    'structure',
    'Patient.birthDate.extension',
  ],
  [
    'an unknown modifier extension',
    'ada',
    (it) => (it.modifierExtension = [{ url: 'https://example.org/not', valueBoolean: true }]),
    'extension',
    'Patient.modifierExtension[0].url',
  ],
  // references
  [
    'a reference to the wrong type',
    'jab',
    (it) => (it.patient.reference = 'Organization/1'),
    'value',
    'Immunization.patient.reference',
  ],
  [
    'a reference to the wrong type by URL',
    'ada',
    (it) => (it.generalPractitioner[0].reference = 'https://example.org/Patient/1'),
    'value',
    'Patient.generalPractitioner[0].reference',
  ],
  // invariants
  [
    'a reaction to a vaccine that was not given',
    'jab',
    (it) => Object.assign(it, { notGiven: true, reaction: [{ reported: true }] }),
    'invariant',
    'Immunization',
  ],
  [
    'a period that ends before it starts',
    'visit',
    (it) => (it.period.end = '2026-04-29T08:00:00+01:00'),
    'invariant',
    'Encounter.period',
  ],
  [
    'a value and parts in one extension',
    'header',
    (it) => (it.extension[1].extension = [{ url: 'x', valueBoolean: true }]),
    'invariant',
    'MessageHeader.extension[1]',
  ],
  [
    'a fragment that leads nowhere',
    'jab',
    (it) => (it.patient.reference = '#nobody'),
    'invariant',
    'Immunization.patient',
  ],
];

const test = suite('guards find');

for (const [what, sample, fault, code, expression] of rows) {
  test(`${what}: ${expression}`, () => {
    const copy: Json = structuredClone(samples[sample]);
    fault(copy);
    const found = check(copy).filter(isFault);
    const shown = found.map((issue: Issue) => `${issue.code} ${issue.expression}`);
    assert.ok(
      shown.includes(`${code} ${expression}`),
      `wanted ${code} ${expression}, found ${shown.join('; ') || 'nothing'}`,
    );
    for (const issue of found) assert.ok(issue.message.length > 5, 'a message says what is wrong');
  });
}

for (const [name, sample] of Object.entries(samples)) {
  test(`nothing in the sound ${name}`, () => {
    const issues = check(sample).filter((issue) => issue.severity !== 'information');
    assert.equal(issues, []);
  });
}

test('a resource that does not say what it is', () => {
  const { resourceType: _type, ...untyped } = samples.ada;
  assert.not(isPatient(untyped));
  assert.not(isPatient({}));
  assert.equal(
    checkPatient(untyped).map(({ code, expression }) => `${code} ${expression}`),
    ['required Patient.resourceType'],
  );
});

test('issues come in element order', () => {
  const copy: Json = structuredClone(samples.ada);
  copy.gender = 'x';
  copy.name[0].family = '';
  copy.identifier[0].value = '';
  const reversed = Object.fromEntries(Object.entries(copy).toReversed());
  const expressions = check(reversed)
    .filter(isFault)
    .map((issue) => issue.expression);
  assert.equal(expressions, ['Patient.identifier[0].value', 'Patient.name[0].family', 'Patient.gender']);
});

test('an unknown extension is a warning that names the nearest known one', () => {
  const copy: Json = structuredClone(samples.ada);
  copy.extension[0].url = `${extensionUrl}-EthnicCategori-1`;
  const [issue] = check(copy);
  assert.is(issue?.severity, 'warning');
  assert.match(issue?.message ?? '', `${extensionUrl}-EthnicCategory-1`);
});

test('only the rules of the layer that is asked for', () => {
  const copy: Json = structuredClone(samples.ada);
  delete copy.identifier[0].extension;
  assert.is(check(copy, { rules: 'base' }).length, 0);
  assert.is(check(copy, { rules: 'profile' }).filter(isFault).length, 1);
});

test.run();
