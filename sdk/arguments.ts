import sade from 'sade';
import { standardInput } from './io.ts';
import type { Limits } from './limits.ts';
import { name, version } from './package-facts.ts';
import { suggestionFor } from './suggestion.ts';
import { WrongUse } from './wrong-use.ts';

const formats = ['text', 'json', 'operation-outcome'] as const;
const layers = ['base', 'profile', 'event'] as const;
const directions = ['publish', 'receive'] as const;
const thresholds = ['error', 'warning'] as const;
const syntaxes = ['json', 'xml'] as const;

export type Format = (typeof formats)[number];
export type Syntax = (typeof syntaxes)[number];

export interface ValidateOptions {
  readonly command: 'validate';
  /** Files, folders, and `-` for standard input, as they were named; at least one. */
  readonly operands: readonly string[];
  readonly format: Format;
  readonly rules: (typeof layers)[number];
  readonly direction: (typeof directions)[number];
  readonly failOn: (typeof thresholds)[number];
  /** Whether to hide notes. */
  readonly quiet: boolean;
  /** File with what is accepted; undefined where nothing is. */
  readonly accept: string | undefined;
  /** Whether to print what comes from the files themselves. */
  readonly values: boolean;
  readonly limits: Limits;
}

export interface ConvertOptions {
  readonly command: 'convert';
  /** A file, or `-` for standard input. */
  readonly operand: string;
  readonly to: Syntax;
  readonly pretty: boolean;
  readonly limits: Limits;
}

const commands: readonly string[] = ['validate', 'convert'];
const flags: readonly string[] = ['-h', '--help', '-v', '--version'];
const readLimits: readonly string[] = ['--max-bytes', '--max-depth', '--max-issues'];
const validateOptions: readonly string[] = [
  '--format',
  '--rules',
  '--direction',
  '--fail-on',
  '--quiet',
  '--accept',
  '--no-values',
  '--max-elements',
  ...readLimits,
];
const convertOptions: readonly string[] = ['--to', '--pretty', ...readLimits];

/**
 * Reads the command line; `argv` starts with two items that are ignored, as in `process.argv`. Undefined when help
 * or the version was requested and printed. Throws `WrongUse` for invalid usage.
 */
export function parseArguments(argv: readonly string[]): ValidateOptions | ConvertOptions | undefined {
  refuseUnknownCommand(argv[2]);
  let options: ValidateOptions | ConvertOptions | undefined;
  declare({
    validate: (parsed) => void (options = readValidate(parsed)),
    convert: (parsed) => void (options = readConvert(parsed)),
  }).parse(argv.map(hideDash), {
    unknown: (flag) => {
      throw new WrongUse(`Unknown option ${flag}.${suggestionFor(flag, optionsOf(argv[2]))}`);
    },
  });
  return options;
}

function optionsOf(command: string | undefined): readonly string[] {
  return [...(command === 'convert' ? convertOptions : validateOptions), ...flags];
}

/** The parser would end the process itself, and with another exit code. */
function refuseUnknownCommand(first: string | undefined): void {
  if (first !== undefined && (commands.includes(first) || flags.includes(first))) return;
  if (first === undefined) throw new WrongUse('Name a command: validate or convert.');
  if (first.startsWith('-')) throw new WrongUse(`The command comes first: validate or convert, then ${first}.`);
  throw new WrongUse(`Unknown command ${first}: use validate or convert.${suggestionFor(first, commands)}`);
}

/** The parser takes a `no-` away and looks for the rest. */
const noValues = '--no-values';

/** The parser takes a lone dash for an option without a name; no argument can hold this character. */
const hiddenDash = '\0';

function hideDash(argument: string): string {
  if (argument === noValues) return `--no-${noValues.slice(2)}`;
  return argument === '-' ? hiddenDash : argument;
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly operands: readonly string[];
}

type Actions = Readonly<Record<'validate' | 'convert', (parsed: Parsed) => void>>;

function declare(actions: Actions): ReturnType<typeof sade> {
  return sade(name)
    .version(version)
    .describe('Validates and converts FHIR STU3 resources and event messages.')
    .command('validate [...files]')
    .describe([
      'Checks resources and messages in XML or JSON: files, folders and their subfolders, or - for standard input.',
      'Exit code: 0 when all are valid, 1 when some are not, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text, json or operation-outcome', 'text')
    .option(
      '--rules',
      'Rules to check: base (FHIR), profile (base and profiles) or event (all of these and events)',
      'event',
    )
    .option('--direction', 'Check as a publisher or a receiver: publish or receive', 'publish')
    .option('--fail-on', 'Lowest severity that sets exit code 1: error or warning', 'error')
    .option('--quiet', 'Hide notes; the summary still counts them', false)
    .option('--accept', 'JSON file with the issues to accept as warnings')
    .option('--no-values', 'Hide what comes from the files: values, ids and unknown names')
    .option('--max-bytes', 'Reject longer files without reading them (default 3145728 bytes)')
    .option('--max-depth', 'Stop at deeper nesting (default 128 levels of text, 64 of objects)')
    .option('--max-issues', 'Stop after this many issues (default 1000 of syntax, 10000 of rules)')
    .option('--max-elements', 'Stop after this many objects (default 10000000)')
    .example('validate message.xml')
    .example('validate --format json --rules profile inbox outbox/message.json')
    .example('validate --direction receive --fail-on warning - < message.xml')
    .example('validate --direction receive --no-values inbox')
    .example('validate --quiet --max-bytes 50000000 inbox')
    .action((...args: unknown[]) => actions.validate(parsedFrom(args)))
    .command('convert [file]')
    .describe([
      'Converts a resource or message between XML and JSON and writes it to standard output; - reads standard input.',
      'Content that is malformed or cannot be converted is listed on standard error.',
      'Exit code: 0 on success, 1 when the input has an error, 2 for invalid usage.',
    ])
    .option('--to', 'Output syntax: json or xml (required)')
    .option('--pretty', 'Indent the output', false)
    .option('--max-bytes', 'Reject longer input and output (default 3145728 bytes; XML output 3000000)')
    .option('--max-depth', 'Reject deeper nesting (default 128 levels)')
    .option('--max-issues', 'Stop after this many issues (default 1000)')
    .example('convert --to json --pretty message.xml')
    .example('convert --to xml - < message.json > message.xml')
    .action((...args: unknown[]) => actions.convert(parsedFrom(args)));
}

/** The parser hands over the first operand by itself and the others among the options. */
function parsedFrom(args: readonly unknown[]): Parsed {
  const values = args.at(-1) as Readonly<Record<string, unknown>>;
  const rest = values['_'] as readonly unknown[];
  const operands = [args[0], ...rest].filter((operand) => operand !== undefined);
  return { values, operands: operands.map((operand) => (operand === hiddenDash ? standardInput : String(operand))) };
}

function readValidate({ values, operands }: Parsed): ValidateOptions {
  const options = {
    command: 'validate',
    operands,
    format: choose(values, 'format', formats),
    rules: choose(values, 'rules', layers),
    direction: choose(values, 'direction', directions),
    failOn: choose(values, 'fail-on', thresholds),
    quiet: isSet(values, 'quiet'),
    accept: fileName(values, 'accept'),
    values: values['no-values'] !== false,
    limits: { ...limitsIn(values), maxElements: count(values, 'max-elements') },
  } as const;
  if (operands.length === 0) throw new WrongUse('Name a file, a folder, or - for standard input.');
  if (operands.filter((operand) => operand === standardInput).length > 1) {
    throw new WrongUse('Standard input (-) can be read only once.');
  }
  return options;
}

function readConvert({ values, operands }: Parsed): ConvertOptions {
  const to = choose(values, 'to', syntaxes);
  const pretty = isSet(values, 'pretty');
  const [operand, ...more] = operands;
  if (operand === undefined) throw new WrongUse('Name a file, or - for standard input.');
  if (more.length > 0) throw new WrongUse('convert takes one file.');
  return { command: 'convert', operand, to, pretty, limits: limitsIn(values) };
}

function isSet(values: Readonly<Record<string, unknown>>, option: string): boolean {
  const value = values[option];
  if (typeof value !== 'boolean') throw new WrongUse(`--${option} takes no value and may be given only once.`);
  return value;
}

function fileName(values: Readonly<Record<string, unknown>>, option: string): string | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw new WrongUse(`--${option} must name one file.`);
}

function limitsIn(values: Readonly<Record<string, unknown>>): Limits {
  return {
    maxBytes: count(values, 'max-bytes'),
    maxDepth: count(values, 'max-depth'),
    maxIssues: count(values, 'max-issues'),
  };
}

/** The whole number that an option gives; undefined where it is not given. */
function count(values: Readonly<Record<string, unknown>>, option: string): number | undefined {
  const value = values[option];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new WrongUse(`--${option} must be a whole number of at least 1.`);
}

function choose<Value extends string>(
  values: Readonly<Record<string, unknown>>,
  option: string,
  allowed: readonly Value[],
): Value {
  const value = allowed.find((one) => one === values[option]);
  if (value === undefined) throw new WrongUse(`--${option} must be ${listed(allowed)}.`);
  return value;
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
