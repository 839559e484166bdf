/** `check` finds codes of UCUM that are no units, in a Quantity and in a Coding, and says what is meant. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { checkQuantity, isQuantity } from 'careconnect-ems/base';
import { isUnit, unitMeant } from '../../runtime/primitives/units.ts';

const ucum = 'http://unitsofmeasure.org';

const units =
  `1 10 % g kg mL mm[Hg] m[H2O] mCel Cel [degF] [in_i] [lb_av] [iU] k[iU]/L [arb'U]/mL ' '' 10* 10^ 10*9/L 10*-3 10^9/L m2 s-1
  m+2 kg/m2 mg/dL mg/(24.h) mL/min/{1.73_m2} /min /100{cells} {tablet} {} {score} g{creat} 1{x} ((m)) m/(s.(kg)) dag
  KiBy B[10.nV] %[slope] [m/s2/Hz^(1/2)] [NTU] [D'ag'U] cal_[15] K.m Mg a_j mo /m/s 0`.split(/\s+/);

const others = [
  ...'mmHg mm[hg] mcg °C degC bpm kgs lbs inches IU hr sec mins years celsius KG 10mg 2.5mg kg/m^2 µg µ'.split(' '),
  ...'(ug){x} Kg.m / // //m m// m. .m . ( ) () (m m) (m/s)2 m{x}2 {a}{b} {a}m {é} {a m{ m} {{}} 10+3 10- k% k10* km[in_i] damin'.split(
    ' ',
  ),
  ...[
    '',
    ' ',
    'm g',
    ' g',
    'g ',
    'm\n',
    'x'.repeat(100_000),
    '('.repeat(100_000),
    '{'.repeat(100_000),
    '[[]]',
    'm-',
    'k',
  ],
];

const meant: readonly (readonly [given: string, want: string | undefined])[] = [
  ['mmHg', 'mm[Hg]'],
  ['mm Hg', 'mm[Hg]'],
  ['mcg', 'ug'],
  ['mcg/mL', 'ug/mL'],
  ['µg', 'ug'],
  ['°C', 'Cel'],
  ['degC', 'Cel'],
  ['celsius', 'Cel'],
  ['bpm', '/min'],
  ['beats/min', '{beats}/min'],
  ['kgs', 'kg'],
  ['KG', 'kg'],
  ['MG/DL', 'mg/dl'],
  ['lbs', '[lb_av]'],
  ['inches', '[in_i]'],
  ['IU', '[iU]'],
  ['IU/L', '[iU]/L'],
  ['hr', 'h'],
  ['mL/hrs', 'mL/h'],
  ['sec', 's'],
  ['mins', 'min'],
  ['yrs', 'a'],
  ['years', 'a'],
  ['weeks', 'wk'],
  ['days', 'd'],
  ['months', 'mo'],
  ['kg/m^2', 'kg/m2'],
  ['kg/m²', 'kg/m2'],
  ['x10^9/L', '10^9/L'],
  ['mg{IU}/hr', 'mg{IU}/h'],
  ['nonsense', undefined],
  ['mg/nonsense', undefined],
  ['', undefined],
  ['h'.repeat(61), undefined],
];

const test = suite('units of UCUM');

test('expressions of UCUM are units', () => {
  assert.equal(
    units.filter((text) => !isUnit(text)),
    [],
  );
  assert.ok(isUnit('{score out of ten}'));
});

test('anything else is none, however long', () => {
  assert.equal(
    others.filter((text) => isUnit(text)),
    [],
  );
});

test('what is meant by a slip is a unit', () => {
  assert.equal(
    meant.map(([given]) => [given, unitMeant(given)]),
    meant,
  );
});

function observed(value: object): object {
  const code = { text: 'Weight' };
  return { resourceType: 'Observation', status: 'final', code, ...value };
}

const faults: readonly (readonly [what: string, resource: object, want: string])[] = [
  [
    'a Quantity',
    observed({ valueQuantity: { value: 80, system: ucum, code: 'mmHg' } }),
    'error code-invalid Observation.value.code "mmHg" is not a unit of UCUM; use "mm[Hg]"',
  ],
  [
    'a SimpleQuantity',
    observed({ referenceRange: [{ low: { value: 80, system: ucum, code: 'nonsense' } }] }),
    'error code-invalid Observation.referenceRange[0].low.code "nonsense" is not a unit of UCUM',
  ],
  [
    'a Coding',
    { resourceType: 'Basic', code: { coding: [{ system: ucum, code: 'kgs' }] } },
    'error code-invalid Basic.code.coding[0].code "kgs" is not a unit of UCUM; use "kg"',
  ],
  [
    'an Age',
    {
      resourceType: 'Condition',
      subject: { display: 'Ada' },
      clinicalStatus: 'active',
      verificationStatus: 'confirmed',
      onsetAge: { value: 5, system: ucum, code: 'years' },
    },
    'error code-invalid Condition.onset.code "years" is not a unit of UCUM; use "a"',
  ],
  [
    'money of no currency',
    { resourceType: 'Contract', valuedItem: [{ net: { value: 1, system: 'urn:iso:std:iso:4217', code: 'XX1' } }] },
    '',
  ],
];

for (const [what, resource, want] of faults) {
  test(what, () => {
    for (const options of [{}, { maxDepth: 63 }]) {
      const found = check(resource, options).map(({ severity, code, expression, message }) => {
        return `${severity} ${code} ${expression} ${message}`;
      });
      assert.equal(found.join('\n'), want);
    }
  });
}

test('a unit, and one of another system, is no fault', () => {
  for (const value of [{ system: ucum, code: 'mm[Hg]' }, { system: 'urn:oid:1.2.3', code: 'mmHg' }, { unit: 'mmHg' }])
    assert.equal(check(observed({ valueQuantity: { value: 80, ...value } })), []);
});

test('the guard of a type alone does not know units', () => {
  const value = { value: 80, system: ucum, code: 'mmHg' };
  assert.ok(isQuantity(value));
  assert.equal(checkQuantity(value), []);
});

test.run();
