import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { BaseCode } from '../../generator/base/base-model.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';

const { definitions, valueSets, codeSystems } = loadBaseModel();
const byUrl = new Map(valueSets.map((valueSet) => [valueSet.url, valueSet]));
const bound = definitions
  .flatMap(({ snapshot = [] }) => snapshot)
  .flatMap(({ binding }) =>
    binding?.strength === 'required' && binding.valueSet !== undefined ? [binding.valueSet] : [],
  );

function codesOf(name: string): readonly BaseCode[] {
  const valueSet = byUrl.get(`http://hl7.org/fhir/ValueSet/${name}`);
  assert.ok(valueSet, name);
  return valueSet.codes;
}

const test = suite('base model: value sets');

test('202 of the base, 40 of profiles and extensions, 1932 codes', () => {
  assert.is(valueSets.filter((it) => it.usedByBase).length, 202);
  assert.is(valueSets.filter((it) => !it.usedByBase).length, 40);
  assert.is(valueSets.flatMap((it) => it.codes).length, 1932);
});

test('those of the base are exactly the ones bound as required', () => {
  const ofBase = valueSets.filter((it) => it.usedByBase).map((it) => it.url);
  assert.equal(ofBase.sort(), [...new Set(bound)].sort());
});

test('stand once each, in the order of their canonicals', () => {
  const urls = valueSets.map((it) => it.url);
  assert.equal(urls, [...new Set(urls)].sort());
});

test('a set has codes, or a reason why it has none', () => {
  for (const { url, enumerable, codes, reason } of valueSets) {
    assert.is(codes.length > 0, enumerable, url);
    assert.is(reason === undefined, enumerable, url);
  }
});

test('the sets that cannot be enumerated', () => {
  assert.equal(
    valueSets.filter((it) => !it.enumerable).map((it) => it.url.slice(it.url.lastIndexOf('/') + 1)),
    [
      'all-languages',
      'body-site',
      'designation-use',
      'ucum-units',
      'use-context',
      'valueset-ucum-vitals-common.html',
      'bcp13.txt',
    ],
  );
});

test('codes are unique within a set and are codes of a system', () => {
  for (const { url, codes } of valueSets) {
    assert.is(new Set(codes.map(({ system, code }) => `${system}|${code}`)).size, codes.length, url);
    for (const { system, code } of codes)
      assert.ok(/^(http|urn:)/.test(system) && /^\S+( \S+)*$/.test(code), `${url} ${code}`);
  }
});

const spots: readonly (readonly [string, readonly string[]])[] = [
  ['administrative-gender', ['male', 'female', 'other', 'unknown']],
  [
    'bundle-type',
    [
      'document',
      'message',
      'transaction',
      'transaction-response',
      'batch',
      'batch-response',
      'history',
      'searchset',
      'collection',
    ],
  ],
  ['quantity-comparator', ['<', '<=', '>=', '>']],
  ['narrative-status', ['generated', 'extensions', 'additional', 'empty']],
  ['event-status', ['preparation', 'in-progress', 'suspended', 'aborted', 'completed', 'entered-in-error', 'unknown']],
];
for (const [name, want] of spots)
  test(`codes of ${name}`, () =>
    assert.equal(
      codesOf(name).map((it) => it.code),
      want,
    ));

test('a code has its system and display', () => {
  assert.equal(codesOf('administrative-gender')[0], {
    system: 'http://hl7.org/fhir/administrative-gender',
    code: 'male',
    display: 'Male',
  });
});

test('a set may draw on several systems, in order', () => {
  const systems = new Set(codesOf('defined-types').map((it) => it.system));
  assert.ok(systems.size > 1);
});

test('what is known of a set that cannot be expanded is kept', () => {
  const [include] = byUrl.get('http://hl7.org/fhir/ValueSet/designation-use')?.compose ?? [];
  assert.is(include?.system, 'http://snomed.info/sct');
  assert.equal(include?.filters, [{ property: 'concept', op: 'is-a', value: '900000000000446008' }]);
});

test('code systems: 426, each code once, codes of listed value sets among them', () => {
  const codes = new Map(codeSystems.map((it) => [it.url, new Set(it.codes)]));
  assert.is(codes.size, 426);
  assert.is(codeSystems.length, 426);
  for (const it of codeSystems) assert.is(new Set(it.codes).size, it.codes.length, it.url);
  const missing = valueSets
    .flatMap((it) => it.codes)
    .filter(({ system, code }) => (codes.get(system)?.size ?? 0) > 0 && !codes.get(system)?.has(code));
  assert.equal(missing, []);
});

test.run();
