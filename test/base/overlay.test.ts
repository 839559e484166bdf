import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildElement } from '../../generator/base/stu3/build-element.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { readOverlay, readOverlayFile } from '../../generator/base/stu3/read-overlay.ts';
import type { ElementDefinition } from '../../generator/fhir/definitions.ts';

const model = loadBaseModel();
const elements = new Map(
  model.definitions.flatMap(({ snapshot = [] }) => snapshot.map((element) => [element.id, element])),
);

function elementOf(id: string): ElementDefinition {
  const element = elements.get(id);
  assert.ok(element, id);
  return element;
}

/** Type codes with what follows them: `Reference>Patient`, `Quantity(SimpleQuantity)`. */
function describeTypes({ types = [] }: ElementDefinition): readonly string[] {
  const last = (canonical: string): string => canonical.slice(canonical.lastIndexOf('/') + 1);
  return types.map(({ code, profile, targetProfile }) => {
    if (targetProfile !== undefined) return `${code}>${last(targetProfile)}`;
    return profile === undefined ? code : `${code}(${last(profile)})`;
  });
}

function keysOf({ constraints = [] }: ElementDefinition): readonly string[] {
  return constraints.map(({ key }) => key);
}

const form = suite('base model: form of the overlay');

form('every line names an element of the model', () => {
  const unknown = [...readOverlay().elements.keys()].filter((id) => !elements.has(id));
  assert.equal(unknown, []);
});

form('no line is there twice', () => {
  for (const file of ['modifiers', 'simple-quantities']) {
    const ids = readOverlayFile<readonly string[]>(file);
    assert.is(new Set(ids).size, ids.length, file);
  }
  for (const file of ['cardinalities', 'default-values']) {
    const ids = readOverlayFile<readonly { element: string }[]>(file).map((line) => line.element);
    assert.is(new Set(ids).size, ids.length, file);
  }
  for (const element of elements.values()) assert.is(new Set(keysOf(element)).size, keysOf(element).length, element.id);
});

form('every flag and fact takes effect', () => {
  for (const [id, facts] of readOverlay().elements) {
    const element = elementOf(id);
    if (facts.min !== undefined) assert.is(element.min, facts.min, id);
    if (facts.max !== undefined) assert.is(element.max, facts.max, id);
    if (facts.isModifier) assert.is(element.isModifier, true, id);
    if (facts.simpleQuantity) assert.ok(describeTypes(element).includes('Quantity(SimpleQuantity)'), id);
    for (const { key } of facts.constraints ?? []) assert.ok(keysOf(element).includes(key), `${id} ${key}`);
    for (const name of facts.targets ?? [])
      assert.ok(describeTypes(element).includes(`Reference>${name}`), `${id} ${name}`);
  }
});

form('a list of targets has as many entries as the sources count', () => {
  const derived = { path: 'Thing.a', min: 0, max: '1', types: ['Reference'], targets: 2 } as const;
  const build = (targets: readonly string[]): ElementDefinition => {
    const overlay = { ...readOverlay(), elements: new Map([['Thing.a', { targets }]]) };
    const row = { id: 'Thing.a', path: 'Thing.a', origin: 'Thing.a', derived };
    return buildElement(row, { name: 'Thing', kind: 'resource', overlay, rootConstraints: () => [] });
  };
  assert.equal(describeTypes(build(['Group', 'Patient'])), ['Reference>Group', 'Reference>Patient']);
  assert.throws(() => build(['Patient']), /Thing\.a has 2 targets, but the overlay names 1/);
});

form.run();

const facts = suite('base model: facts of elements');

const cardinalities: readonly (readonly [string, number, string])[] = [
  ['Patient', 0, '*'],
  ['CapabilityStatement', 1, '1'],
  ['Patient.identifier', 0, '*'],
  ['Patient.gender', 0, '1'],
  ['Patient.deceased[x]', 0, '1'],
  ['Patient.communication.language', 1, '1'],
  ['MedicationStatement.medication[x]', 1, '1'],
  ['Communication.payload.content[x]', 1, '1'],
  ['UsageContext.value[x]', 1, '1'],
  ['Immunization.notGiven', 1, '1'],
  ['Narrative.div', 1, '1'],
  ['string.value', 0, '1'],
  ['xhtml.value', 1, '1'],
  ['xhtml.extension', 0, '0'],
  ['Quantity.comparator', 0, '1'],
  ['Quantity:simplequantity.comparator', 0, '0'],
];
for (const [id, min, max] of cardinalities) {
  facts(`${id} is ${min}..${max}`, () => assert.equal([elementOf(id).min, elementOf(id).max], [min, max]));
}

const types: readonly (readonly [string, readonly string[]])[] = [
  ['Resource.id', ['id']],
  ['Element.id', ['string']],
  ['Patient.contact.id', ['string']],
  ['Patient.contained', ['Resource']],
  ['Patient.managingOrganization', ['Reference>Organization']],
  ['Patient.generalPractitioner', ['Reference>Organization', 'Reference>Practitioner']],
  ['Annotation.author[x]', ['Reference>Practitioner', 'Reference>Patient', 'Reference>RelatedPerson', 'string']],
  ['Patient.multipleBirth[x]', ['boolean', 'integer']],
  ['Linkage.item.resource', ['Reference']],
  ['MessageHeader.focus', ['Reference>Resource']],
  ['Range.low', ['Quantity(SimpleQuantity)']],
  ['Dosage.dose[x]', ['Range', 'Quantity(SimpleQuantity)']],
  ['Immunization.doseQuantity', ['Quantity(SimpleQuantity)']],
  [
    'Observation.value[x]',
    [
      'Quantity',
      'CodeableConcept',
      'string',
      'boolean',
      'Range',
      'Ratio',
      'SampledData',
      'Attachment',
      'time',
      'dateTime',
      'Period',
    ],
  ],
  ['Claim.payee.resourceType', ['Coding']],
  ['Timing.repeat', ['Element']],
  ['Patient.contact', ['BackboneElement']],
  ['Bundle.entry.link', []],
];
for (const [id, want] of types)
  facts(`${id} has its types in order`, () => assert.equal(describeTypes(elementOf(id)), want));

const bindings: readonly (readonly [string, ElementDefinition['binding']])[] = [
  ['Patient.gender', { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' }],
  ['Attachment.contentType', { strength: 'required', valueSet: 'http://www.rfc-editor.org/bcp/bcp13.txt' }],
  [
    'Patient.language',
    {
      strength: 'extensible',
      valueSet: 'http://hl7.org/fhir/ValueSet/languages',
      maxValueSet: 'http://hl7.org/fhir/ValueSet/all-languages',
    },
  ],
  ['Age.comparator', { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/quantity-comparator' }],
  ['Patient.maritalStatus', { strength: 'extensible', valueSet: 'http://hl7.org/fhir/ValueSet/marital-status' }],
  ['Patient.birthDate', undefined],
];
for (const [id, want] of bindings) facts(`${id} has its binding`, () => assert.equal(elementOf(id).binding, want));

const modifiers: readonly (readonly [string, boolean | undefined])[] = [
  ['Patient.active', true],
  ['Patient.implicitRules', true],
  ['Patient.modifierExtension', true],
  ['Patient.contact.modifierExtension', true],
  ['Quantity:simplequantity.comparator', true],
  ['Patient.name', undefined],
  ['Patient.extension', undefined],
];
for (const [id, want] of modifiers)
  facts(`${id}: modifier ${want ?? 'no'}`, () => assert.is(elementOf(id).isModifier, want));

const values: readonly (readonly [string, Partial<ElementDefinition>])[] = [
  ['Patient.gender', {}],
  ['PractitionerRole.active', { defaultValue: { type: 'boolean', value: true } }],
  ['Timing.repeat.frequency', { defaultValue: { type: 'integer', value: 1 } }],
  ['SampledData.factor', { defaultValue: { type: 'decimal', value: 1 } }],
  ['ElementDefinition.type.versioning', { defaultValue: { type: 'code', value: 'either' } }],
  [
    'integer.value',
    { minValue: { type: 'integer', value: -2147483648 }, maxValue: { type: 'integer', value: 2147483647 } },
  ],
  ['positiveInt.value', {}],
  ['string.value', { maxLength: 1048576 }],
  ['code.value', {}],
];
for (const [id, want] of values) {
  facts(`${id} has its default and limits`, () => {
    const { defaultValue, minValue, maxValue, maxLength } = elementOf(id);
    assert.equal(JSON.parse(JSON.stringify({ defaultValue, minValue, maxValue, maxLength })), want);
  });
}

const representations: readonly (readonly [string, readonly string[] | undefined])[] = [
  ['Patient.id', undefined],
  ['Patient.contact.id', ['xmlAttr']],
  ['Extension.url', ['xmlAttr']],
  ['boolean.value', ['xmlAttr']],
  ['xhtml.value', ['xhtml']],
  ['Identifier.value', undefined],
];
for (const [id, want] of representations) {
  facts(`${id}: XML form ${want?.join() ?? 'element'}`, () => assert.equal(elementOf(id).representation, want));
}

const slicings: readonly (readonly [string, boolean])[] = [
  ['Address.extension', true],
  ['Timing.repeat.extension', true],
  ['DomainResource.extension', true],
  ['DomainResource.modifierExtension', true],
  ['Patient.extension', false],
  ['string.extension', false],
  ['BackboneElement.modifierExtension', false],
];
const byUrl = { discriminators: [{ type: 'value', path: 'url' }], ordered: false, rules: 'open' };
for (const [id, sliced] of slicings) {
  facts(`${id}: ${sliced ? 'sliced by url' : 'not sliced'}`, () =>
    assert.equal(elementOf(id).slicing, sliced ? byUrl : undefined),
  );
}

facts('Bundle.entry.link repeats the content of Bundle.link', () => {
  assert.is(elementOf('Bundle.entry.link').contentReference, 'Bundle.link');
});

facts.run();

const primitives = suite('base model: primitive types');

const samples: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['boolean', [], []],
  ['code', ['a', 'a b'], [' a', 'a  b', '']],
  ['date', ['2026', '2026-03', '2026-03-04'], ['2026-3-4', '04/03/2026', '2026-13']],
  [
    'dateTime',
    ['2026-03-04', '2026-03-04T07:15:00Z', '2026-03-04T07:15:00.5+01:00'],
    ['2026-03-04T07:15', '2026-03-04T07:15:00'],
  ],
  ['decimal', ['0', '-1.50'], ['1.', '01', '1e2']],
  ['id', ['a.B-1'], ['a_b', 'x'.repeat(65)]],
  ['instant', ['2026-03-04T07:15:00Z'], ['2026-03-04', '2026-03-04T07:15:00']],
  ['integer', ['0', '-7'], ['07', '1.0']],
  ['oid', ['urn:oid:1.2.840'], ['1.2.840', 'urn:oid:01']],
  ['positiveInt', ['1'], ['0', '-1']],
  ['time', ['07:15:00'], ['7:15', '24:00:00']],
  ['unsignedInt', ['0', '12'], ['-1', '01']],
  ['uuid', ['urn:uuid:0b7e52c4-93d1-4f6a-8e20-5d9c1a7f3e68'], ['0b7e52c4-93d1-4f6a-8e20-5d9c1a7f3e68']],
];
for (const [name, good, bad] of samples) {
  primitives(`${name} matches what it should`, () => {
    const { regex } = model.primitives[name]!;
    const pattern = new RegExp(`^(?:${regex ?? ''})$`);
    assert.is(regex !== undefined, good.length > 0);
    assert.equal(
      good.filter((text) => !pattern.test(text)),
      [],
    );
    if (regex !== undefined)
      assert.equal(
        bad.filter((text) => pattern.test(text)),
        [],
      );
  });
}

const formats: readonly (readonly [string, string, string])[] = [
  ['boolean', 'boolean', 'xsd:boolean'],
  ['decimal', 'number', 'xsd:decimal'],
  ['unsignedInt', 'number', 'xsd:nonNegativeInteger'],
  ['date', 'string', 'xsd:gYear OR xsd:gYearMonth OR xsd:date'],
  ['base64Binary', 'string', 'xsd:base64Binary'],
  ['xhtml', 'string', 'xhtml:div'],
];
for (const [name, jsonType, xmlType] of formats) {
  primitives(`${name} is ${jsonType} and ${xmlType}`, () => {
    assert.equal([model.primitives[name]?.jsonType, model.primitives[name]?.xmlType], [jsonType, xmlType]);
  });
}

primitives('every primitive type has its format', () => {
  const names = model.definitions.filter((it) => it.kind === 'primitive-type').map((it) => it.name);
  assert.equal(Object.keys(model.primitives), names);
});

primitives.run();
