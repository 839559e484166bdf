import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commentText, keyText, quoted } from '../../runtime/code/quote.ts';
import { ProgramNames } from '../../runtime/code/names.ts';

const test = suite('text of programs');

const texts: [text: string, code: string][] = [
  ['plain', `'plain'`],
  ['', `''`],
  [`it's`, `"it's"`],
  [`'"`, `'\\'"'`],
  ['a\\b', `'a\\\\b'`],
  ['a\nb\r\t', `'a\\nb\\r\\t'`],
  ['\u2028\u2029\u0085\u0000', `'\\u2028\\u2029\\u0085\\u0000'`],
  ['\u202e\u2066\ufeff\u00a0', `'\\u202e\\u2066\\ufeff\\u00a0'`],
  ['\ud800', `'\\ud800'`],
  ['🙂 é', `'🙂 é'`],
  ['${x} `', "'${x} `'"],
];

for (const [text, code] of texts)
  test(`${JSON.stringify(text)} is ${code}`, () => {
    assert.is(quoted(text), code);
    assert.is(new Function(`return ${quoted(text)};`)(), text);
  });

const keys: [name: string, code: string][] = [
  ['name', 'name'],
  ['a-b', `'a-b'`],
  ['', `''`],
  ['__proto__', `['__proto__']`],
];

for (const [name, code] of keys)
  test(`the key ${JSON.stringify(name)} is ${code}`, () => {
    assert.is(keyText(name), code);
    assert.equal(Object.keys(new Function(`return { ${keyText(name)}: 1 };`)() as object), [name]);
  });

test('a comment stays on its line', () => assert.is(commentText('a\nb\u2028c\rd'), 'a\\nb\\u2028c\\rd'));

test('names are given once', () => {
  const names = new ProgramNames();
  assert.is(names.imported('patient', 'acme/careconnect'), 'patient');
  assert.is(names.imported('patient', 'acme/events/admission-1'), 'admission1Patient');
  assert.is(names.imported('patient', 'acme/careconnect'), 'patient');
  assert.is(names.free(['patient', 'mother'], 'patient'), 'mother');
  assert.is(names.free(['mother', 'new', 'a-b', 'message'], 'patient'), 'patient1');
  assert.is(names.free([], 'patient'), 'patient2');
  assert.equal(names.importLines(100), [
    `import { patient } from 'acme/careconnect';`,
    `import { patient as admission1Patient } from 'acme/events/admission-1';`,
  ]);
  assert.equal(
    names.importLines(40)[1],
    `import {\n  patient as admission1Patient,\n} from 'acme/events/admission-1';`,
  );
});

test.run();
