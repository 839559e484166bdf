import { readdirSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Code, ident, list, literal } from '../../generator/code/code.ts';
import { codePrinter } from '../../generator/code/print.ts';
import { folderTemplates, Templates, type TemplateSource } from '../../generator/emit/templates.ts';

/** Templates that all have the same text. */
function templates(text: string): Templates {
  return new Templates({ read: () => text });
}

const test = suite('templates');

const refused: [what: string, text: string, view: object, message: RegExp][] = [
  ['text', '{{code a}}', { a: 'text' }, /not code/],
  ['a number', '{{code a}}', { a: 1 }, /not code/],
  ['something that looks like code', '{{code a}}', { a: { text: 'text' } }, /not code/],
  ['a list of code', '{{code a}}', { a: [literal(1)] }, /not code/],
  ['a value that is missing', '{{code a}}', {}, /not code/],
  ['a value that is undefined', '{{code a}}', { a: undefined }, /not code/],
  ['a name of Object', '{{code constructor}}', {}, /not code/],
  ['a comment that is text', '{{doc a}}', { a: 'text' }, /without comment lines/],
  ['a comment that is missing', '{{doc a}}', {}, /without comment lines/],
  ['a helper that there is not', '{{shout a}}', { a: literal(1) }, /shout/],
];

for (const [what, text, view, message] of refused) {
  test(`refuse ${what}`, () => {
    assert.throws(() => templates(text).render('type', view).text, message);
  });
}

const rendered: [what: string, text: string, view: object, want: string][] = [
  ['code, unescaped', '{{code a}}', { a: literal(`<&"'`) }, `'<&"\\''`],
  ['lists of code', '{{#each a}}{{code this}};{{/each}}', { a: [ident('x'), ident('y')] }, 'x;y;'],
  ['no comment', '{{doc a}}', { a: [] }, ''],
  ['a comment of one line', '{{doc a}}', { a: ['one'] }, '/** one */'],
  ['a comment of several', '{{doc a}}', { a: ['one', '', 'two'] }, '/**\n * one\n *\n * two\n */'],
  ['what is there if it is there', '{{#if a}}yes{{/if}}{{#if b}}no{{/if}}', { a: ['x'], b: [] }, 'yes'],
];

for (const [what, text, view, want] of rendered) {
  test(`print ${what}`, () => {
    const got = templates(text).render('type', view);
    assert.ok(got instanceof Code);
    assert.is(got.text, want);
  });
}

const wide = ident('a'.repeat(70));
const placed: [what: string, text: string, view: object, want: string][] = [
  ['nothing behind the end of a line', '{{code a}} \n{{code a}}\t\n{{code a}}', { a: ident('x') }, 'x\nx\nx'],
  [
    'a group on one line where it fits',
    '{{#group}}\nf({{softline 2}}{{code a}},{{line 2}}{{code b}}{{ifBroken ","}}{{softline 0}});\n{{/group}}',
    { a: ident('x'), b: ident('y') },
    'f(x, y);',
  ],
  [
    'a group with its line breaks where it does not',
    '{{#group}}\nf({{softline 2}}{{code a}},{{line 2}}{{code b}}{{ifBroken ","}}{{softline 0}});\n{{/group}}',
    { a: wide, b: wide },
    `f(\n  ${wide.text},\n  ${wide.text},\n);`,
  ],
  [
    'code in the room that is left on its line',
    '  const {{code a}} = {{code b}};',
    { a: wide, b: list([literal('b'.repeat(20)), literal('c'.repeat(20))]) },
    `  const ${wide.text} = [\n    '${'b'.repeat(20)}',\n    '${'c'.repeat(20)}',\n  ];`,
  ],
];

for (const [what, text, view, want] of placed) {
  test(`lay out ${what}`, () => {
    const print = codePrinter(({ name }) => name);
    assert.is(print(templates(text).render('type', view)), want.trimEnd());
  });
}

test('are read once', () => {
  const read: string[] = [];
  const source: TemplateSource = { read: (name) => String(read.push(name)) };
  const all = new Templates(source);
  assert.is(all.render('type', {}).text, '1');
  assert.is(all.render('index', {}).text, '2');
  assert.is(all.render('type', {}).text, '1');
  assert.equal(read, ['type', 'index']);
});

test('of the project print nothing but through a helper', () => {
  const files = readdirSync(new URL('../../templates/', import.meta.url));
  assert.ok(files.length > 0);
  for (const file of files) {
    const text = folderTemplates().read(file.replace(/\.hbs$/, '') as 'type');
    const printed = [...text.matchAll(/\{\{\{?~?([^}]*)\}\}/g)].map((match) => match[1] ?? '');
    const wrong = printed.filter(
      (one) => !/^(?:code |doc |#group$|softline \d|line \d|ifBroken "|#if |#unless |#each |\/|else\b|!)/.test(one),
    );
    assert.equal(wrong, [], file);
    assert.not(text.includes('{{{'), file);
  }
});

test.run();
