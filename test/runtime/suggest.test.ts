import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nearest, suggestion } from '../../runtime/core/suggest.ts';

const names = ['resourceType', 'id', 'name', 'birthDate', 'gender', 'deceasedBoolean', 'deceasedDateTime'];
const extension = 'https://example.org/StructureDefinition/Extension-Ethnic-Category-1';

const cases: readonly (readonly [word: string, candidates: readonly string[], found: string | undefined])[] = [
  ['brithDate', names, 'birthDate'],
  ['birthdate', names, 'birthDate'],
  ['BIRTHDATE', names, 'birthDate'],
  ['birthDat', names, 'birthDate'],
  ['gendre', names, 'gender'],
  ['nam', names, 'name'],
  ['ID', names, 'id'],
  ['ie', names, 'id'],
  ['xy', names, undefined],
  ['zzz', names, undefined],
  ['', names, undefined],
  ['telecom', names, undefined],
  ['birthDate', names, 'birthDate'],
  ['deceasedDatetime', names, 'deceasedDateTime'],
  ['mael', ['female', 'male'], 'male'],
  ['abcd', ['abce', 'abcf'], 'abce'],
  ['a', [], undefined],
  [extension.replace('Ethnic', 'Etnic'), ['https://example.org/other', extension], extension],
  [extension.replace('https', 'http'), [extension], extension],
  ['😀abc', ['😁abc'], '😁abc'],
];

const suggest = suite('runtime suggest');

for (const [word, candidates, found] of cases) {
  suggest(`${word} of ${candidates.length}`, () => assert.is(nearest(word, candidates), found));
}

suggest('words a message', () => {
  assert.is(suggestion('brithDate', names), '; did you mean "birthDate"?');
  assert.is(suggestion('zzz', names), '');
});

suggest('looks at so many candidates only, and never at long differences', () => {
  const others = Array.from({ length: 600 }, () => 'other');
  assert.is(nearest('birthDat', [...others.slice(0, 499), 'birthDate']), 'birthDate');
  assert.is(nearest('birthDat', [...others, 'birthDate']), undefined);
  const long = 'a'.repeat(3_000_000);
  assert.is(nearest(`${long}b`, [`${long}c`]), `${long}c`, 'a long common start costs nothing');
  assert.is(nearest(long, ['b'.repeat(3_000_000)]), undefined);
});

suggest.run();
