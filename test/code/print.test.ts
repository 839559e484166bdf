import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  arrow,
  calculation,
  call,
  chain,
  code,
  entry,
  generic,
  ident,
  lines,
  list,
  literal,
  object,
  objectType,
  packedList,
  packedObject,
  parenthesised,
  thunk,
  union,
  valueName,
  type Code,
} from '../../generator/code/code.ts';
import { printFile } from '../../generator/code/file.ts';
import { codePrinter } from '../../generator/code/print.ts';

const narrow = codePrinter(({ name }) => name, 30);

const rows: readonly (readonly [what: string, code: Code, want: string])[] = [
  ['a list that fits', list([ident('a'), ident('b')]), '[a, b]'],
  ['an empty list', list([]), '[]'],
  [
    'a list that does not fit, one item a line',
    list(['larkspur', 'thistle', 'bramble'].map(literal)),
    "[\n  'larkspur',\n  'thistle',\n  'bramble',\n]",
  ],
  [
    'many short texts, as many on a line as fit',
    packedList(['one', 'two', 'three', 'four', 'five', 'six'].map(literal)),
    "[\n  'one', 'two', 'three',\n  'four', 'five', 'six'\n]",
  ],
  [
    'a sum in parentheses, with what follows behind them',
    calculation(
      ['larkspur', 'thistle', 'bramble', 'foxglove'].map(ident).reduce((a, b) => calculation(a, '+', b)),
      '%',
      literal(11),
    ),
    '(\n  larkspur +\n  thistle +\n  bramble +\n  foxglove\n) % 11',
  ],
  [
    'no parentheses that brackets make unnecessary',
    call(ident('f'), [
      list([parenthesised(chain([ident('a'), ident('b')], '??'))]),
      parenthesised(chain([ident('c'), ident('d')], '??')),
    ]),
    'f([a ?? b], c ?? d)',
  ],
  [
    'a function of an object',
    call(ident('make'), [arrow(code`(held)`, object([entry('larkspur', literal('blue')), entry('b', literal(1))]))]),
    "make((held) => ({\n  larkspur: 'blue',\n  b: 1,\n}))",
  ],
  [
    'a comparison that begins with a calculation, behind an arrow',
    arrow(code`(v)`, code`${calculation(ident('larkspur'), '+', ident('thistle'))} === ${literal(1)}`),
    '(v) =>\n  larkspur + thistle === 1',
  ],
  ['an object that fits', object([entry('a', literal(1)), entry('b', ident('b'))]), '{ a: 1, b }'],
  [
    'an object that does not fit',
    object([entry('larkspur', literal('Delphinium')), entry('b', literal(1))]),
    "{\n  larkspur: 'Delphinium',\n  b: 1,\n}",
  ],
  [
    'a text that does not fit behind its name',
    object([entry('larkspur', literal('a text of some length'))]),
    "{\n  larkspur:\n    'a text of some length',\n}",
  ],
  [
    'members of a type, with semicolons',
    objectType([code`larkspur: string`, code`thistle: number`]),
    '{\n  larkspur: string;\n  thistle: number;\n}',
  ],
  ['arguments of a type', generic(ident('Ref'), [union([literal('A'), literal('B')])]), "Ref<'A' | 'B'>"],
  [
    'alternatives, as many on a line as fit',
    code`a: ${union(['Larkspur', 'Thistle', 'Bramble'].map(ident))};`,
    'a:\n  | Larkspur | Thistle\n  | Bramble;',
  ],
  [
    'alternatives that have brackets, one a line',
    code`a: ${union(['Larkspur', 'Thistle'].map((name) => generic(ident('ListOf'), [ident(name)])))};`,
    'a:\n  | ListOf<Larkspur>\n  | ListOf<Thistle>;',
  ],
  [
    'many short entries, as many on a line as fit',
    packedObject(['one', 'two', 'three', 'four'].map((name) => entry(name, literal(1)))),
    '{\n  one: 1, two: 1, three: 1,\n  four: 1\n}',
  ],
  [
    'alternatives inside the brackets of a type',
    generic(ident('Array'), [union(['Larkspur', 'Thistle', 'Bramble', 'Dog'].map(ident))]),
    'Array<\n  | Larkspur | Thistle\n  | Bramble | Dog\n>',
  ],
  [
    'alternatives that fit inside the brackets',
    generic(ident('ReferenceInput'), [union(['Larkspur', 'Thistle'].map(literal))]),
    "ReferenceInput<\n  'Larkspur' | 'Thistle'\n>",
  ],
  [
    'a call whose last argument opens behind the parenthesis',
    call(ident('make'), [ident('shape'), thunk(object([entry('larkspur', literal('blue'))]))]),
    "make(shape, () => ({\n  larkspur: 'blue',\n}))",
  ],
  [
    'a call with arguments that do not fit',
    call(ident('make'), [literal('Delphinium'), literal('Cirsium vulgare')]),
    "make(\n  'Delphinium',\n  'Cirsium vulgare'\n)",
  ],
  [
    'a condition that does not fit',
    code`if ${parenthesised(chain([ident('larkspurIsBlue'), ident('thistleIsPurple')], '&&'))} return;`,
    'if (\n  larkspurIsBlue &&\n  thistleIsPurple\n) return;',
  ],
  [
    'a function whose condition does not fit behind the arrow',
    arrow(code`(larkspur)`, chain([ident('isBlue'), ident('isRatherTall')], '&&')),
    '(larkspur) =>\n  isBlue && isRatherTall',
  ],
];

const print = suite('code: print');

for (const [what, printed, want] of rows) print(what, () => assert.is(narrow(printed), want));

print('counts what stands before and behind on the line', () => {
  const printed = list([literal('larkspur'), literal('thistle')]);
  assert.is(narrow(printed, 0, 0, 0), "['larkspur', 'thistle']");
  assert.is(narrow(printed, 10, 2, 0), "[\n    'larkspur',\n    'thistle',\n  ]");
  assert.is(narrow(printed, 0, 0, 10), "[\n  'larkspur',\n  'thistle',\n]");
});

print('breaks a line by what names are called in the file', () => {
  const names = codePrinter(() => 'aNameThatIsMuchLonger', 30);
  assert.is(names(list([valueName('a', 'acme/a'), literal(1)])), '[aNameThatIsMuchLonger, 1]');
  assert.is(names(list([valueName('a', 'acme/a'), literal('two'), literal(3)])).split('\n').length, 5);
});

print.run();

const file = suite('code: file');

file('has a header, imports and sections with empty lines between them', () => {
  const text = printFile({
    module: 'acme/patient',
    header: code`// made`,
    declared: ['shoe'],
    sections: [code`const shoe = ${valueName('shoe', 'base/shoe')};`, lines([code`a();`, code`b();`])],
  });
  assert.is(
    text,
    "// made\nimport { shoe as baseShoe } from '../base/shoe.js';\n\nconst shoe = baseShoe;\n\na();\nb();\n",
  );
});

file.run();
