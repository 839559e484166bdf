import sade from 'sade';
import { listed } from './option-values.ts';
import type { Command } from './options.ts';
import { facts, ownLayers } from './package-facts.ts';

/** What is done with the command that was named; the arguments are those that the parser hands over. */
export type Actions = Readonly<Record<Command, (...args: unknown[]) => void>>;
type Program = ReturnType<typeof sade>;

/** In examples of usage. */
const receiving = facts.event ? '--direction receive ' : '';

/** Declares the commands of the package with their options and their help. */
export function declareCommands(actions: Actions): Program {
  const program = sade(facts.command).version(facts.version).describe(purpose());
  for (const command of facts.commands) declared[command](program, actions);
  return program;
}

function purpose(): string {
  if (facts.event) return 'Validates, converts, reads and explains FHIR STU3 resources and event messages.';
  return 'Validates and converts FHIR STU3 resources, and explains definitions.';
}

const declared: Readonly<Record<Command, (program: Program, actions: Actions) => void>> = {
  validate: declareValidate,
  convert: declareConvert,
  new: declareNew,
  read: declareRead,
  list: declareList,
  explain: declareExplain,
};

function declareValidate(program: Program, { validate }: Actions): void {
  const what = facts.event ? 'resources and messages' : 'resources';
  program
    .command('validate [...files]')
    .describe([
      `Checks ${what} in XML or JSON: files, folders and their subfolders, or - for standard input.`,
      'NDJSON has a resource on each line; what is packed with gzip is unpacked.',
      'Exit code: 0 when all are valid, 1 when some are not, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text, json, operation-outcome, sarif, or github for annotations', 'text')
    .option('--rules', rulesHelp(), ownLayers.at(-1));
  if (facts.event) declareDirection(program);
  program
    .option('--fail-on', 'Lowest severity that sets exit code 1: error or warning', 'error')
    .option('--quiet', 'Hide notes; the summary still counts them', false)
    .option('--accept', 'JSON file with the issues to accept as warnings')
    .option('--no-values', 'Hide what comes from the files: values, ids and unknown names')
    .option('--max-bytes', 'Reject longer texts without reading them (default 3145728 bytes)')
    .option('--max-depth', 'Stop at deeper nesting (default 128 levels of text, 64 of objects)')
    .option('--max-issues', 'Stop after this many issues (default 1000 of syntax, 10000 of rules)')
    .option('--max-elements', 'Stop after this many objects (default 10000000)')
    .example('validate message.xml')
    .example('validate --format json --rules profile inbox outbox/message.json')
    .example(`validate ${receiving}--fail-on warning - < message.xml`)
    .example(`validate ${receiving}--no-values inbox`)
    .example('validate --quiet --max-bytes 50000000 inbox')
    .example('validate --format sarif inbox')
    .example('validate --format github --quiet inbox')
    .action(validate);
}

function rulesHelp(): string {
  if (!facts.event) return 'Rules to check: base (FHIR) or profile (base and profiles)';
  return 'Rules to check: base (FHIR), profile (base and profiles) or event (all of these and events)';
}

function declareDirection(program: Program): void {
  program.option('--direction', 'Check as a publisher or a receiver: publish or receive', 'publish');
}

function declareConvert(program: Program, { convert }: Actions): void {
  program
    .command('convert [file]')
    .describe([
      `Converts a resource${facts.event ? ' or message' : ''} between XML and JSON and writes it to standard output; - reads standard input.`,
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
    .action(convert);
}

function declareNew(program: Program, actions: Actions): void {
  const message = `${facts.event?.name} ${facts.event?.type}`;
  program
    .command('new [event] [type]')
    .describe([
      'Prints a complete message of an event that validate accepts. Everything in it is fictional.',
      'EVENT is a name that list events shows, TYPE is new (the default), update or delete.',
      'Exit code: 0 on success, 2 for invalid usage.',
    ])
    .option('--case', 'The case of the message, where the event has cases (default: its first)')
    .option('--format', 'What to print: the message as xml or json, or ts for a program that builds it', 'xml')
    .example(`new ${message} > message.xml`)
    .example(`new ${message} --format ts > message.ts`)
    .example(`new ${message} | ${facts.command} validate -`)
    .action(actions.new);
}

function declareRead(program: Program, { read }: Actions): void {
  program
    .command('read [file]')
    .describe([
      'Summarises a message: its event, the patient, when it happened, its focus, and how its resources refer to each other.',
      '- reads standard input. Of a message with faults, everything that can be read is shown.',
      'Exit code: 0 on success, 1 when the input is no message, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text or json', 'text')
    .option('--direction', 'Judge the message as a publisher or a receiver: publish or receive', 'receive')
    .option('--max-bytes', 'Reject longer input (default 3145728 bytes)')
    .option('--max-depth', 'Reject deeper nesting (default 128 levels)')
    .option('--max-issues', 'Stop after this many issues of syntax (default 1000)')
    .example('read message.xml')
    .example('read --format json - < message.json')
    .action(read);
}

function declareList(program: Program, { list }: Actions): void {
  const [first = '', ...others] = facts.lists;
  program
    .command('list [what]')
    .describe([
      `Lists what the package knows: ${listed([`${first} (the default)`, ...others])}.`,
      'Exit code: 0 on success, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text or json', 'text')
    .action(list);
  for (const what of facts.lists) program.example(`list ${what}`);
}

function declareExplain(program: Program, { explain }: Actions): void {
  const { event, profile } = facts;
  program
    .command('explain [subject]')
    .describe([
      `Explains a definition, a type of FHIR, ${event ? 'an event, ' : ''}one of their elements, or the code of an issue.`,
      'A definition is named by its canonical URL or its id; # and an element follow the name of what it is in.',
      'Exit code: 0 on success, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text or json', 'text')
    .action(explain);
  const subjects = [
    event?.name,
    profile?.url,
    profile && `${profile.id}#${profile.element}`,
    'Patient',
    'code-invalid',
  ];
  for (const subject of subjects) if (subject !== undefined) program.example(`explain ${subject}`);
}
