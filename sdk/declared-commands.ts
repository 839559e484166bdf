import sade from 'sade';
import type { Command } from './options.ts';
import { name, version } from './package-facts.ts';

/** What is done with the command that was named; the arguments are those that the parser hands over. */
export type Actions = Readonly<Record<Command, (...args: unknown[]) => void>>;
type Program = ReturnType<typeof sade>;

/** Declares the commands with their options and their help. */
export function declareCommands(actions: Actions): Program {
  const program = sade(name)
    .version(version)
    .describe('Validates, converts, reads and explains FHIR STU3 resources and event messages.');
  declareValidate(program, actions);
  declareConvert(program, actions);
  declareNew(program, actions);
  declareRead(program, actions);
  declareList(program, actions);
  declareExplain(program, actions);
  return program;
}

function declareValidate(program: Program, { validate }: Actions): void {
  program
    .command('validate [...files]')
    .describe([
      'Checks resources and messages in XML or JSON: files, folders and their subfolders, or - for standard input.',
      'NDJSON has a resource on each line; what is packed with gzip is unpacked.',
      'Exit code: 0 when all are valid, 1 when some are not, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text, json, operation-outcome, sarif, or github for annotations', 'text')
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
    .option('--max-bytes', 'Reject longer texts without reading them (default 3145728 bytes)')
    .option('--max-depth', 'Stop at deeper nesting (default 128 levels of text, 64 of objects)')
    .option('--max-issues', 'Stop after this many issues (default 1000 of syntax, 10000 of rules)')
    .option('--max-elements', 'Stop after this many objects (default 10000000)')
    .example('validate message.xml')
    .example('validate --format json --rules profile inbox outbox/message.json')
    .example('validate --direction receive --fail-on warning - < message.xml')
    .example('validate --direction receive --no-values inbox')
    .example('validate --quiet --max-bytes 50000000 inbox')
    .example('validate --format sarif inbox')
    .example('validate --format github --quiet inbox')
    .action(validate);
}

function declareConvert(program: Program, { convert }: Actions): void {
  program
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
    .action(convert);
}

function declareNew(program: Program, actions: Actions): void {
  program
    .command('new [event] [type]')
    .describe([
      'Prints a complete message of an event that validate accepts. Everything in it is fictional.',
      'EVENT is a name that list events shows, TYPE is new (the default), update or delete.',
      'Exit code: 0 on success, 2 for invalid usage.',
    ])
    .option('--case', 'The case of the message, where the event has cases (default: its first)')
    .option('--format', 'What to print: the message as xml or json, or ts for a program that builds it', 'xml')
    .example('new vaccinations new > message.xml')
    .example('new --case formal --format json pds-death-notification')
    .example('new vaccinations new --format ts > message.ts')
    .example(`new professional-contacts update | ${name} validate -`)
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
  program
    .command('list [what]')
    .describe([
      'Lists what the package knows: events (the default), profiles or valuesets.',
      'Exit code: 0 on success, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text or json', 'text')
    .example('list events')
    .example('list profiles')
    .example('list valuesets --format json')
    .action(list);
}

function declareExplain(program: Program, { explain }: Actions): void {
  program
    .command('explain [subject]')
    .describe([
      'Explains a definition, a type of FHIR, an event, one of their elements, or the code of an issue.',
      'A definition is named by its canonical URL or its id; # and an element follow the name of what it is in.',
      'Exit code: 0 on success, 2 for invalid usage.',
    ])
    .option('--format', 'Output format: text or json', 'text')
    .example('explain vaccinations')
    .example('explain vaccinations#Immunization.identifier')
    .example('explain CareConnect-Patient-1#Patient.name')
    .example('explain https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Location-1')
    .example('explain code-invalid')
    .action(explain);
}
