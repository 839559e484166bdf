import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { patternIn } from '../../generator/fhirpath/pattern-in.ts';
import { Prng } from '../../runtime/random/prng.ts';
import { textOfPattern } from '../../runtime/random/text-of-pattern.ts';

const test = suite('regular expressions in invariants');

const rows: readonly (readonly [expression: string, pattern: string | undefined])[] = [
  ["matches('^[A-Z]{2}$')", '^[A-Z]{2}$'],
  ["name.where(use = 'x').family.matches('^a\\\\.b$').not()", '^a\\.b$'],
  ["code.exists() and value.matches('^x\\\\_y$')", '^x_y$'],
  ["matches('^it\\'s$')", "^it's$"],
  ["name[0].matches('^(?:a|b)$')", '^(?:a|b)$'],
  ["matches('(a+)+$')", undefined],
  ["matches('[')", undefined],
  ['matches(pattern)', undefined],
  ['name.exists()', undefined],
  ['what is this', undefined],
];

for (const [expression, pattern] of rows)
  test(expression, () => {
    assert.is(patternIn(expression), pattern);
    if (pattern === undefined) return;
    const text = textOfPattern(pattern, new Prng('texts'));
    assert.match(text ?? 'none', new RegExp(pattern, 'su'));
  });

test('no text is made that repeats a part without end', () => {
  assert.is(textOfPattern('^a{999999999}$', new Prng('texts')), undefined);
});

test.run();
