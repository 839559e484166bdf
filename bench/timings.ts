/**
 * The measurements themselves. Bundled and run by `run.ts` in a process of its own, as an application would be, so that
 * nothing comes between the package and the engine. Reads the schemas from the given file; prints the times as JSON.
 */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { checkImmunization, checkPatient, isImmunization, isPatient } from 'careconnect-ems/careconnect';
import { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { ada, jab } from '../test/support/ten-resources.ts';
import { measure, type Task, type Times } from './measure.ts';

/** The measurements of one resource. */
export interface Timing {
  readonly type: string;
  /** Length of its JSON in characters. */
  readonly length: number;
  /** Number of issues from `check` although the value is valid, such as codes that it cannot look up. */
  readonly notes: number;
  /** `JSON.parse` */
  readonly parse: number;
  /** The same object repeatedly. */
  readonly warm: Times;
  /** Each object once, just after `JSON.parse` made it. */
  readonly fresh: Times;
}

/** The parts of an event that are measured. */
interface Event {
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown) => { readonly issues: readonly Found[] };
}

interface Found {
  readonly severity: string;
  readonly message: string;
}

/** A message with resources in its entries. */
interface Message {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: { readonly resourceType: string } }[];
}

const [schemaFile = '', messages = ''] = process.argv.slice(2);
const schemas = JSON.parse(readFileSync(schemaFile, 'utf8')) as Readonly<Record<string, object>>;
const ajv = new Ajv();

const timings = [
  timeMessage('vaccinations-new-given', vaccinations),
  timeMessage('blood-spot-new', bloodSpotTestOutcome),
  ...[100, 1000].map((count) => timeMessage('vaccinations-new-given', vaccinations, count)),
  time('Patient', JSON.stringify(ada), isPatient, checkPatient),
  time('Immunization', JSON.stringify(jab), isImmunization, checkImmunization),
];
console.log(JSON.stringify(timings));

function time(
  type: string,
  json: string,
  is: (value: unknown) => boolean,
  check: (value: unknown) => readonly Found[],
  validate: (value: unknown) => unknown = schemaOf(type),
  broken?: unknown,
): Timing {
  const value: unknown = JSON.parse(json);
  const issues = check(value);
  const faults = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (!is(value) || faults.length > 0) throw new Error(`The ${type} is not valid: ${JSON.stringify(faults)}`);
  if (validate(value) !== true) throw new Error(`The ${type} does not fit its schema`);

  const tasks: Record<string, Task<unknown>> = { is, check, ajv: validate };
  const { parse = NaN } = measure({ parse: (text: string) => JSON.parse(text) as unknown }, () => repeat(() => json));
  const warm = measure(tasks, () => repeat(() => value));
  const fresh = measure(tasks, () => repeat(() => JSON.parse(json) as unknown));
  const faulty = broken === undefined ? {} : measure({ 'check, one fault': check }, () => repeat(() => broken));
  return { type, length: json.length, notes: issues.length, parse, warm: { ...warm, ...faulty }, fresh };

  /** Repeats so often that every round has a similar amount of work, whatever the size. */
  function repeat<Value>(make: () => Value): Value[] {
    return Array.from({ length: Math.max(1, Math.min(50, Math.floor(200_000 / json.length))) }, make);
  }
}

function schemaOf(type: string): (value: unknown) => unknown {
  return ajv.compile(schemas[type] ?? {});
}

/** Times a message with all rules of its event, and with the given number of entries. */
function timeMessage(name: string, { is, check }: Event, count = 0): Timing {
  const sound = grown(JSON.parse(readFileSync(`${messages}/${name}.json`, 'utf8')) as Message, count);
  const broken = structuredClone(sound);
  Object.assign(broken.entry.at(-1)?.resource ?? {}, { language: ['en'] });
  const types = ['Bundle', ...new Set(sound.entry.map(({ resource }) => resource.resourceType))];
  const validators = new Map(types.map((type) => [type, schemaOf(type)]));
  const validate = (value: unknown): boolean =>
    validators.get('Bundle')?.(value) === true &&
    (value as Message).entry.every(({ resource }) => validators.get(resource.resourceType)?.(resource) === true);
  const type = `${name}, ${sound.entry.length} entries`;
  return time(type, JSON.stringify(sound), is, (value) => check(value).issues, validate, broken);
}

/** Repeats the last entry, each time with another id. */
function grown(message: Message, count: number): Message {
  const last = message.entry.at(-1);
  const more = Array.from({ length: Math.max(0, count - message.entry.length) }, (_, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return { fullUrl: `urn:uuid:${id}`, resource: { ...structuredClone(last?.resource), id } };
  });
  return { ...message, entry: [...message.entry, ...more] } as Message;
}
