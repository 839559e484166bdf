import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { modulus11, verhoeff } from '../../runtime/primitives/check-digit.ts';

const right = ['9990000018', '9990000026', '9990000107', '0000000000'];
const wrong = ['9990000017', '9990000019', '999000001', '99900000188', '999 000 0018', '', 'abcdefghij', '٩٩٩٠٠٠٠٠١٨'];

const digits = suite('runtime check digit');

digits('takes numbers whose check digit is right', () => {
  for (const text of right) assert.is(modulus11(text), true, text);
});

digits('refuses others', () => {
  for (const text of wrong) assert.is(modulus11(text), false, text);
});

digits('of the ten numbers that differ in the last digit one is right, or none where the digit would be 10', () => {
  for (let number = 999000000; number < 999002000; number++) {
    const valid = Array.from({ length: 10 }, (_, digit) => `${number}${digit}`).filter(modulus11);
    assert.equal(valid, Array.from({ length: 10 }, (_, digit) => `${number}${digit}`).filter(byDefinition));
    assert.ok(valid.length < 2);
  }
});

/** The same rule in another form: with the check digit at weight 1 the sum of all ten is a multiple of 11. */
function byDefinition(text: string): boolean {
  const sum = [...text].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return sum % 11 === 0;
}

digits('by Verhoeff: every wrong digit and every swap of neighbours is found', () => {
  for (const text of ['22298006', '138875005', '999000011000000103', '2363']) {
    assert.is(verhoeff(text), true, text);
    for (const changed of [...withOneDigitChanged(text), ...withNeighboursSwapped(text)])
      assert.is(verhoeff(changed), changed === text, changed);
  }
});

digits('by Verhoeff: only digits', () => {
  for (const text of ['', ' 22298006', '22298006a', '٢٢٢٩٨٠٠٦']) assert.is(verhoeff(text), false, text);
});

function withOneDigitChanged(text: string): string[] {
  return [...text].flatMap((_, at) => [...'0123456789'].map((digit) => text.slice(0, at) + digit + text.slice(at + 1)));
}

function withNeighboursSwapped(text: string): string[] {
  return [...text.slice(1)].map((next, at) => `${text.slice(0, at)}${next}${text[at] ?? ''}${text.slice(at + 2)}`);
}

digits.run();
