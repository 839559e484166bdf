import fc from 'fast-check';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { code, Code, ident, key, literal } from '../../generator/code/code.ts';
import { docLines, seeLine } from '../../generator/code/comment.ts';
import { faultsOf, nasty, syntaxFaults } from '../support/source-text.ts';

const names = suite('ident and key');

for (const name of ['a', '_', '$', 'Patient', 'a1', 'constructor', 'class']) {
  names(`${name} is an identifier`, () => assert.is(ident(name).text, name));
}

for (const name of ['', '1a', 'a-b', 'a b', 'a.b', 'ä', 'a\u2028', 'a;', 'a\u200d', ...nasty.slice(0, 15)]) {
  names(`${JSON.stringify(name)} is none`, () => {
    assert.throws(() => ident(name), /not an identifier/);
  });
}

const keys: [name: string, want: string][] = [
  ['a', 'a'],
  ['_birthDate', '_birthDate'],
  ['constructor', 'constructor'],
  ['class', 'class'],
  ['__proto__', "['__proto__']"],
  ['', "''"],
  ['a-b', "'a-b'"],
  ['a"b', `'a"b'`],
  ['1', "'1'"],
];

for (const [name, want] of keys) {
  names(`${JSON.stringify(name)} as a key`, () => {
    assert.is(key(name).text, want);
    assert.equal(faultsOf(`interface A { ${want}: 1 }\nconst a = { ${want}: 1 };`), []);
  });
}

names.run();

const literals = suite('literal');

/** What the code of a literal yields when it is run. */
function valueOf(text: string): unknown {
  return new Function(`'use strict'; return (${text});`)() as unknown;
}

for (const value of [null, true, 0, -1.5, '', 'a', [], {}, [1, ['a']], { a: { b: [null] } }]) {
  literals(JSON.stringify(value), () => assert.equal(valueOf(literal(value).text), value));
}

for (const text of nasty) {
  literals(`${JSON.stringify(text)} is one string, and shows what it holds`, () => {
    const emitted = literal(text).text;
    assert.is(valueOf(emitted), text);
    assert.is(emitted.split(/[\r\n\u2028\u2029]/).length, 1);
    assert.not.match(emitted, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/);
  });
}

literals('a key cannot set the prototype', () => {
  const value: unknown = JSON.parse('{"__proto__": {"a": 1}, "b": [{"__proto__": 2}], "c": "{\\"__proto__\\":3}"}');
  const read = valueOf(literal(value).text);
  assert.is(Object.getPrototypeOf(read), Object.prototype);
  assert.is(JSON.stringify(read), JSON.stringify(value));
});

literals('what JSON cannot say is refused', () => {
  for (const value of [undefined, () => 1, Symbol('a')]) assert.throws(() => literal(value), /only JSON values/);
});

literals('any JSON value is read back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.is(JSON.stringify(valueOf(literal(value).text)), JSON.stringify(value));
    }),
  );
});

literals.run();

const pieces = suite('code');

pieces('put code together', () => {
  assert.is(code`a${ident('b')}c${literal('d')}`.text, "abc'd'");
  assert.is(code``.text, '');
});

pieces('cannot be made of text', () => {
  // @ts-expect-error text is no code
  assert.throws(() => code`a${'b'}`, /only code/);
  // @ts-expect-error only this module makes code
  assert.ok(new Code('a'));
});

pieces.run();

const comments = suite('docLines and seeLine');

const lines: [text: string, want: string[]][] = [
  ['', []],
  [' \n ', []],
  ['a  b', ['a b']],
  ['a\nb', ['a', 'b']],
  ['a\r\n\r\nb\u2028c\u2029d', ['a', 'b', 'c', 'd']],
  ['a */ b', ['a * / b']],
  ['a /* b', ['a / * b']],
  ['**/', ['** /']],
  ['@deprecated', ['(at) deprecated']],
  ['see {@link x}', ['see {(at) link x}']],
  ['mail me@acme.example', ['mail me@acme.example']],
  ['{}@a (@b `@c` @@d', ['{}(at) a ((at) b `(at) c` (at) d']],
  ['a\u0000b\u202ec\u2066d\ufeff', ['a b c d']],
  ['a\tb', ['a b']],
];

for (const [text, want] of lines) {
  comments(JSON.stringify(text), () => assert.equal(docLines(text), want));
}

comments('wraps at the width, and leaves a word that is longer', () => {
  assert.equal(docLines('aaa bbb ccc', 7), ['aaa bbb', 'ccc']);
  assert.equal(docLines('aaaaaaaaa bb', 7), ['aaaaaaaaa', 'bb']);
  assert.is(docLines('word '.repeat(100), Infinity).length, 1);
});

comments('a page is one word', () => {
  assert.is(seeLine('https://acme.example/a b\nc'), '@see https://acme.example/a%20b%20c');
  assert.is(seeLine('https://acme.example/*/'), '@see https://acme.example/%20*%20/');
});

/** Names of the tags that TypeScript reads in a comment before a declaration. */
function tagsIn(comment: readonly string[]): string[] {
  const text = `/**\n${comment.map((line) => ` * ${line}`).join('\n')}\n */\nexport const a = 1;\n`;
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  assert.is(file.statements.length, 1, text);
  assert.equal(syntaxFaults(file), []);
  const [statement] = file.statements;
  return statement ? ts.getJSDocTags(statement).map((tag) => tag.tagName.text) : [];
}

comments('hold no tags but our own, whatever the text', () => {
  const part = fc.constantFrom(
    '*',
    '/',
    '@',
    '@see',
    '{',
    '}',
    ' ',
    '\n',
    '\u2028',
    'a',
    '`',
    '\\',
    '\u200b',
    '@deprecated',
  );
  const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (some) => {
      assert.equal(tagsIn(docLines(some, 20)), []);
      assert.equal(tagsIn([seeLine(some)]), ['see']);
    }),
    { numRuns: 1000 },
  );
});

comments.run();
