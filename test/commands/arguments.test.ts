import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseArguments } from '../../sdk/arguments.ts';
import { WrongUse } from '../../sdk/wrong-use.ts';

const parse = (args: readonly string[]): unknown => parseArguments(['node', 'careconnect-ems', ...args]);

const validate = {
  command: 'validate',
  format: 'text',
  rules: 'event',
  direction: 'publish',
  failOn: 'error',
  quiet: false,
  accept: undefined,
  values: true,
  limits: { maxBytes: undefined, maxDepth: undefined, maxIssues: undefined, maxElements: undefined },
} as const;

const convert = {
  command: 'convert',
  pretty: false,
  limits: { maxBytes: undefined, maxDepth: undefined, maxIssues: undefined },
} as const;

const limits = { maxBytes: undefined, maxDepth: undefined, maxIssues: undefined };
const made = { command: 'new', type: undefined, case: undefined, format: 'xml' } as const;
const read = { command: 'read', format: 'text', direction: 'receive', limits } as const;

const understood: [args: string[], want: object][] = [
  [['validate', 'a.xml'], { ...validate, operands: ['a.xml'] }],
  [['validate', 'a', 'b', 'c'], { ...validate, operands: ['a', 'b', 'c'] }],
  [['validate', '-'], { ...validate, operands: ['-'] }],
  [['validate', 'a', '-', 'b'], { ...validate, operands: ['a', '-', 'b'] }],
  [['validate', '--format', 'json', '-'], { ...validate, format: 'json', operands: ['-'] }],
  [['validate', '-', '--format', 'json'], { ...validate, format: 'json', operands: ['-'] }],
  [['validate', 'a', '--format=json', 'b'], { ...validate, format: 'json', operands: ['a', 'b'] }],
  [['validate', '--format', 'operation-outcome', 'a'], { ...validate, format: 'operation-outcome', operands: ['a'] }],
  [['validate', '--rules', 'base', 'a'], { ...validate, rules: 'base', operands: ['a'] }],
  [['validate', '--rules', 'profile', 'a'], { ...validate, rules: 'profile', operands: ['a'] }],
  [['validate', '--direction', 'receive', 'a'], { ...validate, direction: 'receive', operands: ['a'] }],
  [['validate', '--fail-on', 'warning', 'a'], { ...validate, failOn: 'warning', operands: ['a'] }],
  [['validate', 'validate'], { ...validate, operands: ['validate'] }],
  [['validate', 'convert', 'a'], { ...validate, operands: ['convert', 'a'] }],
  [['validate', '2026', '0x10'], { ...validate, operands: ['2026', '0x10'] }],
  [['validate', '__proto__', 'constructor'], { ...validate, operands: ['__proto__', 'constructor'] }],
  [['validate', '--', '--odd.xml', '-'], { ...validate, operands: ['--odd.xml', '-'] }],
  [['convert', '--to', 'xml', 'a'], { ...convert, operand: 'a', to: 'xml' }],
  [['convert', '--to', 'json', '-'], { ...convert, operand: '-', to: 'json' }],
  [['convert', '--pretty', 'a', '--to', 'json'], { ...convert, operand: 'a', to: 'json', pretty: true }],
  [['convert', '--to=xml', '-', '--pretty'], { ...convert, operand: '-', to: 'xml', pretty: true }],
  [['validate', '--accept', 'policy.json', 'a'], { ...validate, accept: 'policy.json', operands: ['a'] }],
  [['validate', '--no-values', 'a'], { ...validate, values: false, operands: ['a'] }],
  [['validate', '--quiet', 'a'], { ...validate, quiet: true, operands: ['a'] }],
  [
    ['validate', 'a', '--max-bytes', '50000000'],
    { ...validate, limits: { ...validate.limits, maxBytes: 50_000_000 }, operands: ['a'] },
  ],
  [
    ['validate', '--max-depth=200', '--max-elements=5', '--max-issues', '7', 'a'],
    { ...validate, limits: { maxBytes: undefined, maxDepth: 200, maxElements: 5, maxIssues: 7 }, operands: ['a'] },
  ],
  [
    ['convert', '--max-bytes=9', '--max-depth=8', '--max-issues=7', '--to=xml', 'a'],
    { ...convert, limits: { maxBytes: 9, maxDepth: 8, maxIssues: 7 }, operand: 'a', to: 'xml' },
  ],
  [['validate', '--format', 'sarif', 'a'], { ...validate, format: 'sarif', operands: ['a'] }],
  [['validate', '--format', 'github', 'a'], { ...validate, format: 'github', operands: ['a'] }],
  [['new'], { ...made, event: undefined }],
  [['new', 'vaccinations'], { ...made, event: 'vaccinations' }],
  [['new', 'vaccinations', 'delete'], { ...made, event: 'vaccinations', type: 'delete' }],
  [['new', '--format', 'json', 'a', 'new'], { ...made, event: 'a', type: 'new', format: 'json' }],
  [['new', 'a', 'new', '--case', 'formal'], { ...made, event: 'a', type: 'new', case: 'formal' }],
  [['new', '2026', '1'], { ...made, event: '2026', type: '1' }],
  [['read', 'a'], { ...read, operand: 'a' }],
  [['read', '-', '--format', 'json'], { ...read, operand: '-', format: 'json' }],
  [
    ['read', '--direction', 'publish', '--max-bytes=9', 'a'],
    { ...read, operand: 'a', direction: 'publish', limits: { ...limits, maxBytes: 9 } },
  ],
  [['list'], { command: 'list', what: 'events', format: 'text' }],
  [['list', 'valuesets', '--format', 'json'], { command: 'list', what: 'valuesets', format: 'json' }],
  [['explain', 'a#b'], { command: 'explain', subject: 'a#b', format: 'text' }],
  [['explain', '--format', 'json', 'required'], { command: 'explain', subject: 'required', format: 'json' }],
];

const use = suite('use of the commands');

for (const [args, want] of understood) {
  use(args.join(' '), () => assert.equal(parse(args), want));
}

use.run();

const format = '--format must be text, json, operation-outcome, sarif or github.';
const commands = 'validate, convert, new, read, list or explain';
const subject =
  'explain takes one word: the canonical URL or the id of a definition, a type of FHIR, an event, or the code of an issue.';
const noOperand = 'Name a file, a folder, or - for standard input.';

const refused: [args: string[], message: string][] = [
  [[], `Name a command: ${commands}.`],
  [['valdate', 'a'], `Unknown command valdate: use ${commands}. Did you mean validate?`],
  [['check', 'a'], `Unknown command check: use ${commands}.`],
  [['constructor'], `Unknown command constructor: use ${commands}.`],
  [['a.xml'], `Unknown command a.xml: use ${commands}.`],
  [['-'], `The command comes first: ${commands}, then -.`],
  [['--format', 'json', 'validate', 'a'], `The command comes first: ${commands}, then --format.`],
  [['validate'], noOperand],
  [['validate', '--format', 'json'], noOperand],
  [['validate', '-', 'a', '-'], 'Standard input (-) can be read only once.'],
  [['validate', '--frmat', 'json', 'a'], 'Unknown option --frmat. Did you mean --format?'],
  [['validate', '--fail_on', 'error', 'a'], 'Unknown option --fail_on. Did you mean --fail-on?'],
  [['convert', '--prety', 'a'], 'Unknown option --prety. Did you mean --pretty?'],
  [['validate', '-x', 'a'], 'Unknown option -x.'],
  [['validate', '--to', 'xml', 'a'], 'Unknown option --to.'],
  [['validate', '--no-rules-at-all', 'a'], 'Unknown option --no-rules-at-all.'],
  [['validate', '--__proto__', 'a'], 'Unknown option --__proto__.'],
  [['validate', '--format', 'yaml', 'a'], format],
  [['validate', 'a', '--format'], format],
  [['validate', '--format', '-'], format],
  [['validate', '--format=', 'a'], format],
  [['validate', '--no-format', 'a'], format],
  [['validate', '--format', 'json', '--format', 'text', 'a'], format],
  [['validate', '--rules', 'all', 'a'], '--rules must be base, profile or event.'],
  [['validate', '--rules', '1', 'a'], '--rules must be base, profile or event.'],
  [['validate', '--direction', 'up', 'a'], '--direction must be publish or receive.'],
  [['validate', '--fail-on', 'fatal', 'a'], '--fail-on must be error or warning.'],
  [['validate', '--accept', 'a', '--accept', 'b', 'c'], '--accept must name one file.'],
  [['validate', 'a', '--accept'], '--accept must name one file.'],
  [['validate', '--no-values=yes', 'a'], 'Unknown option --no-values=yes.'],
  [['validate', '--quiet', '--quiet', 'a'], '--quiet takes no value and may be given only once.'],
  [['validate', '--max-bytes', '0', 'a'], '--max-bytes must be a whole number of at least 1.'],
  [['validate', '--max-bytes', '3MB', 'a'], '--max-bytes must be a whole number of at least 1.'],
  [['validate', '--max-depth=-1', 'a'], '--max-depth must be a whole number of at least 1.'],
  [['validate', '--max-issues', '1.5', 'a'], '--max-issues must be a whole number of at least 1.'],
  [['validate', 'a', '--max-elements'], '--max-elements must be a whole number of at least 1.'],
  [['validate', '--max-byte', '5', 'a'], 'Unknown option --max-byte. Did you mean --max-bytes?'],
  [['convert', '--max-elements', '5', '--to', 'xml', 'a'], 'Unknown option --max-elements.'],
  [['convert', 'a'], '--to must be json or xml.'],
  [['convert', '--to', 'yaml', 'a'], '--to must be json or xml.'],
  [['convert', '--to', 'xml'], noOperand.replace(', a folder', '')],
  [['convert', '--to', 'xml', 'a', 'b'], 'convert takes one file.'],
  [['convert', '--to', 'xml', '--pretty', '--pretty', 'a'], '--pretty takes no value and may be given only once.'],
  [['convert', '--format', 'json', 'a'], 'Unknown option --format.'],
  [['explian', 'a'], `Unknown command explian: use ${commands}. Did you mean explain?`],
  [['new', 'a', 'b', 'c'], 'new takes an event and a type of message.'],
  [['new', '--format', 'yaml', 'a'], '--format must be xml, json or ts.'],
  [['new', 'a', '--case'], '--case must name one case.'],
  [['new', 'a', '--cas', 'b'], 'Unknown option --cas. Did you mean --case?'],
  [['read'], noOperand.replace(', a folder', '')],
  [['read', 'a', 'b'], 'read takes one file.'],
  [['read', '--format', 'xml', 'a'], '--format must be text or json.'],
  [['list', 'event'], 'list event: use events, profiles or valuesets. Did you mean events?'],
  [['list', 'constructor'], 'list constructor: use events, profiles or valuesets.'],
  [['list', 'events', 'profiles'], 'list takes one word: events, profiles or valuesets.'],
  [['explain'], subject],
  [['explain', 'a', 'b'], subject],
];

const misuse = suite('wrong use of the commands');

for (const [args, message] of refused) {
  misuse(args.join(' ') || 'nothing', () => {
    assert.throws(
      () => parse(args),
      (error: unknown) => error instanceof WrongUse && (assert.is(error.message, message), true),
    );
  });
}

misuse.run();
