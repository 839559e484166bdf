/** A code of SNOMED CT that cannot be right is a warning, in every check; one that can be is none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkCoding, isCoding } from 'careconnect-ems/base';
import { check } from 'careconnect-ems/check';

const system = 'http://snomed.info/sct';

/** A code, and what its warning says; undefined if there is none. */
const rows: readonly (readonly [code: string, said: RegExp | undefined])[] = [
  ['22298006', undefined],
  ['138875005', undefined],
  ['999000011000000103', undefined],
  ['128045006:{363698007=56459004}', undefined],
  ['22298006 |Myocardial infarction|', undefined],
  ['421720008+7946007', undefined],
  ['T-04000', undefined],
  ['22298007', /check digit/],
  ['22289006', /check digit/],
  ['12345', /6 to 18 digits/],
  ['022298006', /does not begin with 0/],
  ['1234567890123456789', /6 to 18 digits/],
  ['MI', /6 to 18 digits/],
  ['37436014', /identifies a description/],
  ['3187444026', /identifies a relationship/],
  ['1000091', /digits before the last, 09,/],
];

const test = suite('codes of SNOMED CT');

for (const [code, said] of rows) {
  test(code, () => {
    const coding = { system, code, display: 'As recorded' };
    assert.is(isCoding(coding), true, 'a warning is no error');
    const issues = checkCoding(coding);
    assert.equal(
      issues.map(({ severity, code: kind, expression }) => `${severity} ${kind} ${expression}`),
      said === undefined ? [] : ['warning code-invalid Coding.code'],
    );
    if (said) assert.match(issues[0]?.message ?? '', said);
  });
}

test('of other systems nothing is said', () => {
  assert.equal(checkCoding({ system: 'urn:oid:1.2.3', code: '22298007' }), []);
  assert.equal(checkCoding({ code: '22298007' }), []);
});

test('inside a resource, with and without other faults', () => {
  const reason = {
    coding: [
      { system, code: '22298007' },
      { system, code: '22298006' },
    ],
  };
  const flag = { resourceType: 'Flag', status: 'active', code: reason, subject: { display: 'Ada' } };
  const found = (value: object): string[] =>
    check(value).map(({ severity, expression }) => `${severity} ${expression}`);
  assert.equal(found(flag), ['warning Flag.code.coding[0].code']);
  assert.equal(found({ ...flag, status: 'on' }), ['error Flag.status', 'warning Flag.code.coding[0].code']);
});

test.run();
