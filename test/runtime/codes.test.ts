import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codes, exactly } from '../../runtime/guard/codes.ts';

const gender = codes('Gender', ['male', 'female']);
const many = codes(
  'Many',
  Array.from({ length: 13 }, (_, index) => `c${index}`),
);

const sets = suite('runtime codes');

sets('has its codes and nothing else', () => {
  for (const code of ['male', 'female']) assert.is(gender.has(code), true);
  for (const code of ['Male', 'male ', '', 'constructor', '__proto__', undefined, null, 5, ['male'], { male: 1 }]) {
    assert.is(gender.has(code), false, String(code));
  }
});

sets('words the rule: few codes by name, of many how many', () => {
  assert.equal([gender.json, gender.code, gender.text], ['string', 'code-invalid', 'one of male, female (Gender)']);
  assert.is(many.text, 'one of the 13 codes of Many');
  assert.is(many.among.length, 13);
});

sets('a fixed value is worded, and a text suggested', () => {
  assert.equal(exactly('official'), {
    json: 'string',
    text: 'the fixed value "official"',
    among: ['official'],
  });
  assert.equal(exactly(true), { json: 'boolean', text: 'the fixed value true' });
  assert.equal(exactly(5), { json: 'number', text: 'the fixed value 5' });
});

sets.run();
