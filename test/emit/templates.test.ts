import { readdirSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Code, ident, list, literal } from '../../generator/code/code.ts';
import { codePrinter } from '../../generator/code/print.ts';
import { checkTemplate, TemplateFault } from '../../generator/emit/check-template.ts';
import { folderTemplates, Templates, templateNames, type TemplateSource } from '../../generator/emit/templates.ts';

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
  ['comment lines that would end the comment', '{{doc a}}', { a: ['*/ broken() /*'] }, /no comment/],
  ['comment lines with line breaks', '{{doc a}}', { a: ['one\ntwo'] }, /no comment/],
];

for (const [what, text, view, message] of refused) {
  test(`refuse ${what}`, () => {
    assert.throws(() => templates(text).render('type', view).text, message);
  });
}

/** Templates in which a text of a definition could become code. */
const unsafe: [what: string, text: string, message: RegExp, line?: number][] = [
  ['no helper', 'a\n{{a}}', /\{\{a\}\} prints through no helper/, 2],
  ['no helper in a list', '{{#each doc}}\n{{this}}\n{{/each}}', /through no helper/, 2],
  ['three braces', '{{{code a}}}', /two braces/, 1],
  ['an ampersand', '{{&code a}}', /two braces/, 1],
  ['white-space control', '{{~code a}}', /white-space control/, 1],
  ['white-space control of a block', '// a\n{{~#if b}}{{code c}}{{/if}}', /white-space control/, 2],
  ['white-space control inside a block', '// a\n{{#if b}}x{{~else}}y{{/if}}', /white-space control/, 2],
  ['white-space control of a comment', '// a\n{{~! b }}{{code c}}', /white-space control/, 2],
  ['two lines', '{{code\na}}', /one line/, 1],
  ['two arguments', '{{code a b}}', /one argument/, 1],
  ['an option', '{{code a line=b}}', /only option/, 1],
  ['a text as the indentation', '{{doc a indent=b}}', /only option/, 1],
  ['words as the indentation', '{{doc a indent="x"}}', /only option/, 1],
  ['a text instead of a comma', '{{ifBroken a}}', /ifBroken/, 1],
  ['a quote instead of a comma', `{{ifBroken "'"}}`, /ifBroken/, 1],
  ['a text as the number of spaces', '{{line a}}', /number of spaces/, 1],
  ['a literal', '{{code "a"}}', /name of the view/, 1],
  ['a helper inside another', '{{code (doc a)}}', /name of the view/, 1],
  ['a partial', '{{> a}}', /partials/, 1],
  ['a decorator', '{{#*inline "a"}}{{/inline}}', /decorators/, 1],
  ['a raw block', '{{{{raw}}}}{{a}}{{{{/raw}}}}', /no block/, 1],
  ['an unknown block', '{{#with a}}{{/with}}', /no block \{\{#with\}\}/, 1],
  ['a string around code', `const a = '{{code a}}';`, /inside a string/, 1],
  ['a string around code behind an escaped quote', `const a = "\\"{{code a}}";`, /inside a string/, 1],
  ['a template literal around code', '`${{{code a}}}`', /inside a template literal|two braces/, 1],
  ['a comment before code', '// {{code a}}', /inside a comment/, 1],
  ['a comment around code', '/*\n{{code a}} */', /inside a comment/, 2],
  ['a comment around a comment', '/** {{doc a}} */', /inside a comment/, 1],
  ['a comment that begins in a block', '{{#if a}}/*{{/if}}{{code a}}', /begins or ends inside \{\{#if\}\}/, 1],
  ['a comment that ends in the other half', '{{#if a}}x{{else}}/*{{/if}}', /begins or ends inside/, 1],
  ['a comment that stays open', '{{code a}} /* x', /a comment is not closed/],
  ['text that does not parse', '{{#each a}}\n{{code this}}\n{{/if}}', /does not parse/, 1],
];

for (const [what, text, message, line] of unsafe) {
  test(`refuse a template with ${what}`, () => {
    try {
      checkTemplate(text);
    } catch (error) {
      assert.instance(error, TemplateFault);
      assert.match((error as TemplateFault).message, message);
      assert.is((error as TemplateFault).line, line);
      return;
    }
    assert.unreachable();
  });
}

const safe = [
  `const a = 'x'; // it's\n{{code a}}`,
  '/* " */ {{code a}}',
  `const a = '/*'; {{code a}}`,
  '{{! {{a}} }}{{code a}}',
  'const a = 4 / 2;\n{{doc a indent="  "}}\n{{#group}}f({{softline 2}}{{code a}}{{ifBroken ","}}{{softline 0}}){{/group}}',
];

for (const text of safe) test(`allow ${JSON.stringify(text)}`, () => checkTemplate(text));

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
    'a group on one line where its line breaks would not make it shorter',
    '{{#group}}\na ={{line 2}}{{code b}};\n{{/group}}',
    { b: list([literal('b'.repeat(140))]) },
    `a = [\n  '${'b'.repeat(140)}',\n];`,
  ],
  [
    'code behind a line break of its group, indented with it',
    '{{#group}}\nconst {{code a}}{{code a}} ={{line 2}}{{code b}};\n{{/group}}',
    { a: wide, b: list([literal('b'.repeat(70)), literal('c'.repeat(70))]) },
    `const ${wide.text}${wide.text} =\n  [\n    '${'b'.repeat(70)}',\n    '${'c'.repeat(70)}',\n  ];`,
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
  assert.is(all.render('constant', {}).text, '2');
  assert.is(all.render('type', {}).text, '1');
  assert.equal(read, ['type', 'constant']);
});

test('of the project print nothing but through a helper', () => {
  const files = readdirSync(new URL('../../templates/', import.meta.url));
  assert.equal(files.sort(), templateNames.map((name) => `${name}.hbs`).sort());
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
