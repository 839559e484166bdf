/** Numbers keep how they were written, through XML, JSON, builders and amenders, as long as they stay the same. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { amendQuantity, checkQuantity, type Quantity, type QuantityInput } from 'careconnect-ems/base';
import { amendObservation, observation } from 'careconnect-ems/careconnect';
import { fromJson, toJson } from 'careconnect-ems/json';
import { fromXml, toXml } from 'careconnect-ems/xml';
import type { Observation } from 'fhir/r3.js';
import { carryWritten, isDecimalText, keepWritten, writtenAs } from '../../runtime/core/written.ts';

/** As JSON has a number, and as XML does. */
const texts: readonly (readonly [json: string, xml: string])[] = [
  ...['39.0', '0.10', '-0', '-0.0', '100', '0.1', '3.141592653589793238462643383279', '12345678901234567890'].map(
    (text) => [text, text] as const,
  ),
  ['1e2', '100'],
  ['1E2', '100'],
  ['1e+2', '100'],
  ['1.50e1', '15.0'],
  ['1.500e1', '15.00'],
  ['1.5e3', '1500'],
  ['-2.50e-3', '-0.00250'],
  ['12e-1', '1.2'],
  ['12e-2', '0.12'],
  ['0.5e1', '5'],
  ['0e3', '0'],
  ['1e400', `1${'0'.repeat(400)}`],
  ['1e-400', `0.${'0'.repeat(399)}1`],
];

const through = suite('numbers through text');

const xmlOf = (value: string): string =>
  `<Observation xmlns="http://hl7.org/fhir"><valueQuantity><value value="${value}"/></valueQuantity></Observation>`;
const jsonOf = (value: string): string => `{"resourceType":"Observation","valueQuantity":{"value":${value}}}`;

for (const [json, xml] of texts) {
  through(json.slice(0, 40), () => {
    const { resource } = fromJson(jsonOf(json));
    assert.is(toJson(resource as object), jsonOf(json));
    assert.is(toXml(resource as object, { declaration: false }), xmlOf(xml));
    const fromText = fromXml(xmlOf(xml)).resource as Observation;
    assert.is(fromText.valueQuantity?.value, Number(json));
    assert.is(toXml(fromText, { declaration: false }), xmlOf(xml));
    assert.is(toJson(fromText), jsonOf(xml));
    assert.equal(fromText, resource);
  });
}

through('an exponent that stands for thousands of digits is refused, and nothing as long is made', () => {
  for (const text of ['1e401', '1e-401', '1e-999999999', '1e999999999']) {
    const { resource } = fromJson(jsonOf(text));
    assert.is(toJson(resource as object), jsonOf(text));
    assert.throws(() => toXml(resource as object), /Observation\.valueQuantity\.value: .*exponent/);
  }
});

const noDecimals = [
  '',
  ' 1',
  '+1',
  '01',
  '.5',
  '-.5',
  '5.',
  '1e',
  '1e3',
  '1E3',
  '1.5e-3',
  '0x1',
  'Infinity',
  'NaN',
  '1,5',
];

for (const text of noDecimals) {
  through(`${JSON.stringify(text)} is no decimal in XML and stays text, which guards refuse`, () => {
    const resource = fromXml(xmlOf(text)).resource as Observation;
    assert.equal(resource.valueQuantity, { value: text });
    assert.is(toXml(resource, { declaration: false }), xmlOf(text));
    assert.not.ok(isDecimalText(text));
    assert.is(
      checkQuantity(resource.valueQuantity)[0]?.message,
      text === ''
        ? 'is empty'
        : `${JSON.stringify(text)} is not a decimal: digits, without an exponent in XML and without quotes in JSON`,
    );
  });
}

through('in lists, of which JSON may have some', () => {
  const text = '{"resourceType":"Basic","a":[0.50,1,2.0,[3.0]]}';
  assert.is(toJson(fromJson(text).resource as object), text);
});

through('a whole number where XML has no exponent is written in digits', () => {
  const { resource } = fromJson('{"resourceType":"Patient","multipleBirthInteger":1e2}');
  assert.match(toXml(resource as object), '<multipleBirthInteger value="100"/>');
  assert.match(toJson(resource as object), '1e2');
});

through('a number that was changed is written as it is now', () => {
  const resource = fromXml(xmlOf('39.0')).resource as Observation;
  const quantity = resource.valueQuantity ?? {};
  quantity.value = 38.5;
  assert.is(toJson(resource), jsonOf('38.5'));
  quantity.value = 39;
  assert.is(toJson(resource), jsonOf('39.0'));
});

through('a plain spread loses it', () => {
  const resource = fromXml(xmlOf('39.0')).resource as Observation;
  assert.is(toJson({ ...resource, valueQuantity: { ...resource.valueQuantity } }), jsonOf('39'));
});

through.run();

const copies = suite('numbers in copies');

const measured = (value: string): Observation => fromXml(xmlOf(value)).resource as Observation;
const quantityFrom = (value: string): QuantityInput => (measured(value).valueQuantity ?? {}) as QuantityInput;
const quantity39 = (): Quantity => measured('39.0').valueQuantity as Quantity;
const quantityOf = (value: object): string => /"valueQuantity":(\{[^}]*\})/.exec(toJson(value))?.[1] ?? '';
const code = { coding: { system: 'http://loinc.org', code: '8310-5' } };
const input = { status: 'final', code } as const;

copies('a builder that is given a part of what was read', () => {
  const quantity = quantityFrom('39.0');
  assert.is(quantityOf(observation({ ...input, value: { quantity } })), '{"value":39.0}');
});

copies('a builder that takes values as they are', () => {
  const { valueQuantity = {} } = measured('0.10');
  const extension = { url: 'urn:a', valueQuantity };
  assert.is(quantityOf(observation({ ...input, extension })), '{"value":0.10}');
});

copies('an amender keeps what it does not change', () => {
  const built = observation({ ...input, value: { quantity: quantityFrom('39.0') } });
  assert.is(quantityOf(amendObservation(built, { status: 'amended' })), '{"value":39.0}');
});

copies('an amender takes what it changes as that was written', () => {
  const built = observation({ ...input, value: { quantity: quantityFrom('39.0') } });
  const quantity = quantityFrom('39.00');
  assert.is(quantityOf(amendObservation(built, { value: { quantity } })), '{"value":39.00}');
  assert.is(quantityOf(amendObservation(built, { value: { quantity: { value: 39 } } })), '{"value":39}');
});

copies('an amender of what has the number itself', () => {
  const quantity = quantity39();
  assert.is(toJson(amendQuantity(quantity, { unit: 'Cel' })), '{"value":39.0,"unit":"Cel"}');
  assert.is(toJson(amendQuantity(quantity, quantityFrom('39.00'))), '{"value":39.00}');
});

copies.run();

const tables = suite('written forms');

tables('what is known of the original counts more than what is known of the copy', () => {
  const from = { a: 1, b: 2 };
  const to = { a: 1, b: 2, c: 3 };
  keepWritten(from, 'a', '1.0');
  keepWritten(to, 'a', '1.00');
  keepWritten(to, 'c', '3.0');
  carryWritten(from, to);
  assert.equal([writtenAs(to, 'a', 1), writtenAs(to, 'b', 2), writtenAs(to, 'c', 3)], ['1.0', undefined, '3.0']);
  assert.is(writtenAs(from, 'c', 3), undefined);
});

tables('a copy and its original are told apart after copying', () => {
  const [from, to] = [{ a: 1 }, { a: 1 }];
  keepWritten(from, 'a', '1.0');
  carryWritten(from, to);
  keepWritten(to, 'a', '1.00');
  assert.equal([writtenAs(from, 'a', 1), writtenAs(to, 'a', 1)], ['1.0', '1.00']);
});

tables.run();
