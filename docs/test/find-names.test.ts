import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findNames, type NameRow } from '../site/search/find-names.ts';

const test = suite('names');

const rows: readonly NameRow[] = [
  ['MessageHeader', 'Profile', 'a', ''],
  ['Patient', 'Profile', 'b', 'https://fhir.example.org/Patient'],
  ['Patient.identifier:nhsNumber', 'Element', 'c', 'NHS number'],
  ['NhsNumberVerificationStatus', 'Value set', 'e', ''],
  ['A', 'Code', 'd', 'British (EthnicCategory)'],
];

const cases: readonly (readonly [query: string, paths: readonly string[]])[] = [
  ['patient', ['b', 'c']],
  ['nhsnumber', ['c', 'e']],
  ['nhs number', ['c', 'e']],
  ['header', ['a']],
  ['ethnic british', ['d']],
  ['patient nothing', []],
  [' ', []],
];
for (const [query, paths] of cases) {
  test(`“${query}” finds ${paths.length} names`, () => {
    assert.equal(
      findNames(rows, query, 9).map(([, , path]) => path),
      paths,
    );
  });
}

test.run();
