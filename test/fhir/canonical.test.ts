import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  baseTypeOf,
  baseTypeUrl,
  compareText,
  formatCanonical,
  lastSegment,
  parseCanonical,
  type Canonical,
} from '../../generator/fhir/canonical.ts';

const test = suite('canonical');

const canonicals: [text: string, want: Canonical][] = [
  ['https://acme.example/a', { url: 'https://acme.example/a' }],
  ['https://acme.example/a|1.0.0', { url: 'https://acme.example/a', version: '1.0.0' }],
  ['https://acme.example/a|1|2', { url: 'https://acme.example/a', version: '1|2' }],
  ['https://acme.example/a|', { url: 'https://acme.example/a', version: '' }],
  ['https://acme.example/a#part', { url: 'https://acme.example/a#part' }],
  ['urn:oid:1.2.3', { url: 'urn:oid:1.2.3' }],
  ['', { url: '' }],
];

for (const [text, want] of canonicals) {
  test(`parses ${JSON.stringify(text)}`, () => {
    assert.equal(parseCanonical(text), want);
    assert.is(formatCanonical(parseCanonical(text)), text, 'and writes it again');
  });
}

const segments: [url: string, want: string][] = [
  ['https://acme.example/StructureDefinition/Acme-Patient-1', 'Acme-Patient-1'],
  ['urn:oid:1.2.3', 'urn:oid:1.2.3'],
  ['https://acme.example/', ''],
];

for (const [url, want] of segments) test(`last segment of ${url}`, () => assert.is(lastSegment(url), want));

const bases: [url: string, want: string | undefined][] = [
  ['http://hl7.org/fhir/StructureDefinition/Patient', 'Patient'],
  ['http://hl7.org/fhir/StructureDefinition/base64Binary', 'base64Binary'],
  ['http://hl7.org/fhir/StructureDefinition/patient-birthTime', undefined],
  ['http://hl7.org/fhir/StructureDefinition/', undefined],
  ['http://hl7.org/fhir/StructureDefinition/Patient/x', undefined],
  ['https://acme.example/StructureDefinition/Patient', undefined],
];

for (const [url, want] of bases) {
  test(`base type of ${url}`, () => {
    assert.is(baseTypeOf(url), want);
    if (want !== undefined) assert.is(baseTypeUrl(want), url);
  });
}

test('orders by code unit, as no locale does', () => {
  assert.equal(['b', 'ä', 'B', 'a', 'Z', '10', '9'].sort(compareText), ['10', '9', 'B', 'Z', 'a', 'b', 'ä']);
  assert.is(compareText('same', 'same'), 0);
});

test.run();
