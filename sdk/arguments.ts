import { declareCommands } from './declared-commands.ts';
import { standardInput } from './io.ts';
import { allFiles, choose, count, isSet, limitsIn, listed, oneFile, textOf, type Parsed } from './option-values.ts';
import {
  directions,
  formats,
  messageFormats,
  reports,
  syntaxes,
  thresholds,
  type Command,
  type Options,
} from './options.ts';
import { facts, ownLayers } from './package-facts.ts';
import { suggestionFor } from './suggestion.ts';
import { WrongUse } from './wrong-use.ts';

const flags: readonly string[] = ['-h', '--help', '-v', '--version'];
const readLimits: readonly string[] = ['--max-bytes', '--max-depth', '--max-issues'];

/** The options of each command, for suggestions. */
const optionsOf: Readonly<Record<Command, readonly string[]>> = {
  validate: [
    '--format',
    '--rules',
    ...(facts.event ? ['--direction'] : []),
    '--fail-on',
    '--quiet',
    '--accept',
    '--no-values',
    '--max-elements',
    ...readLimits,
  ],
  convert: ['--to', '--pretty', ...readLimits],
  new: ['--case', '--format'],
  read: ['--format', '--direction', ...readLimits],
  list: ['--format'],
  explain: ['--format'],
};
const { commands } = facts;
const wordsForCommands = listed(commands);

/**
 * Reads the command line; `argv` starts with two items that are ignored, as in `process.argv`. Undefined when help
 * or the version was requested and printed. Throws `WrongUse` for invalid usage.
 */
export function parseArguments(argv: readonly string[]): Options | undefined {
  refuseUnknownCommand(argv[2]);
  let options: Options | undefined;
  const reading =
    (read: (parsed: Parsed) => Options) =>
    (...args: unknown[]): void =>
      void (options = read(parsedFrom(args)));
  declareCommands({
    validate: reading(readValidate),
    convert: reading(readConvert),
    new: reading(readNew),
    read: reading(readRead),
    list: reading(readList),
    explain: reading(readExplain),
  }).parse(argv.map(hideDash), {
    unknown: (flag) => {
      const known = commands.find((command) => command === argv[2]);
      throw new WrongUse(
        `Unknown option ${flag}.${suggestionFor(flag, [...(known ? optionsOf[known] : []), ...flags])}`,
      );
    },
  });
  return options;
}

/** The parser would end the process itself, and with another exit code. */
function refuseUnknownCommand(first: string | undefined): void {
  if (first !== undefined && ([...commands, ...flags] as readonly string[]).includes(first)) return;
  if (first === undefined) throw new WrongUse(`Name a command: ${wordsForCommands}.`);
  if (first.startsWith('-')) throw new WrongUse(`The command comes first: ${wordsForCommands}, then ${first}.`);
  throw new WrongUse(`Unknown command ${first}: use ${wordsForCommands}.${suggestionFor(first, commands)}`);
}

/** The parser takes a `no-` away and looks for the rest. */
const noValues = '--no-values';

/** The parser takes a lone dash for an option without a name; no argument can hold this character. */
const hiddenDash = '\0';

function hideDash(argument: string): string {
  if (argument === noValues) return `--no-${noValues.slice(2)}`;
  return argument === '-' ? hiddenDash : argument;
}

/** The parser hands over the operands that it knows by themselves and the others among the options. */
function parsedFrom(args: readonly unknown[]): Parsed {
  const values = args.at(-1) as Readonly<Record<string, unknown>>;
  const rest = values['_'] as readonly unknown[];
  const operands = [...args.slice(0, -1), ...rest].filter((operand) => operand !== undefined);
  return { values, operands: operands.map((operand) => (operand === hiddenDash ? standardInput : String(operand))) };
}

function readValidate({ values, operands }: Parsed): Options {
  return {
    command: 'validate',
    format: choose(values, 'format', formats),
    rules: choose(values, 'rules', ownLayers),
    direction: facts.event ? choose(values, 'direction', directions) : 'publish',
    failOn: choose(values, 'fail-on', thresholds),
    quiet: isSet(values, 'quiet'),
    accept: textOf(values, 'accept', 'file'),
    values: values['no-values'] !== false,
    limits: { ...limitsIn(values), maxElements: count(values, 'max-elements') },
    operands: allFiles(operands),
  };
}

function readConvert({ values, operands }: Parsed): Options {
  const to = choose(values, 'to', syntaxes);
  const pretty = isSet(values, 'pretty');
  return { command: 'convert', operand: oneFile('convert', operands), to, pretty, limits: limitsIn(values) };
}

function readNew({ values, operands }: Parsed): Options {
  const [event, type, ...more] = operands;
  if (more.length > 0) throw new WrongUse('new takes an event and a type of message.');
  const format = choose(values, 'format', messageFormats);
  return { command: 'new', event, type, case: textOf(values, 'case', 'case'), format };
}

function readRead({ values, operands }: Parsed): Options {
  const format = choose(values, 'format', reports);
  const direction = choose(values, 'direction', directions);
  return { command: 'read', operand: oneFile('read', operands), format, direction, limits: limitsIn(values) };
}

function readList({ values, operands }: Parsed): Options {
  const format = choose(values, 'format', reports);
  const { lists } = facts;
  const [word = lists[0] ?? '', ...more] = operands;
  if (more.length > 0) throw new WrongUse(`list takes one word: ${listed(lists)}.`);
  const what = lists.find((one) => one === word);
  if (what === undefined) throw new WrongUse(`list ${word}: use ${listed(lists)}.${suggestionFor(word, lists)}`);
  return { command: 'list', what, format };
}

function readExplain({ values, operands }: Parsed): Options {
  const format = choose(values, 'format', reports);
  const [subject, ...more] = operands;
  if (subject === undefined || more.length > 0) {
    throw new WrongUse(
      `explain takes one word: the canonical URL or the id of a definition, a type of FHIR, ${facts.event ? 'an event, ' : ''}or the code of an issue.`,
    );
  }
  return { command: 'explain', subject, format };
}
