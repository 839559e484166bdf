/**
 * The measurements themselves. Bundled and run by `run.ts` in a process of its own, as an application would be, so that
 * nothing stands between the package and the engine. Reads the schemas from the file named; prints the times as JSON.
 */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { checkImmunization, checkPatient, isImmunization, isPatient } from 'careconnect-ems/careconnect';
import { ada, jab } from '../test/support/ten-resources.ts';
import { measure, type Task, type Times } from './measure.ts';

/** What was measured for one resource. */
export interface Timing {
  readonly type: string;
  /** Characters of its JSON. */
  readonly length: number;
  /** How many issues `check` makes although the value is valid, such as codes that it cannot look up. */
  readonly notes: number;
  /** `JSON.parse` */
  readonly parse: number;
  /** The same object again and again. */
  readonly warm: Times;
  /** Each object once, just after `JSON.parse` made it. */
  readonly fresh: Times;
}

const schemas = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Readonly<Record<string, object>>;
const ajv = new Ajv();

const timings = [
  time('Patient', JSON.stringify(ada), isPatient, checkPatient),
  time('Immunization', JSON.stringify(jab), isImmunization, checkImmunization),
];
console.log(JSON.stringify(timings));

function time(
  type: string,
  json: string,
  is: (value: unknown) => boolean,
  check: (value: unknown) => readonly { readonly severity: string; readonly message: string }[],
): Timing {
  const validate = ajv.compile(schemas[type] ?? {});
  const value: unknown = JSON.parse(json);
  const issues = check(value);
  const faults = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (!is(value) || faults.length > 0) throw new Error(`The ${type} is not valid: ${JSON.stringify(faults)}`);
  if (validate(value) !== true)
    throw new Error(`The ${type} does not fit its schema: ${ajv.errorsText(validate.errors)}`);

  const tasks: Record<string, Task<unknown>> = { is, check, ajv: validate };
  const { parse = NaN } = measure({ parse: (text: string) => JSON.parse(text) as unknown }, () => repeat(() => json));
  const warm = measure(tasks, () => repeat(() => value));
  const fresh = measure(tasks, () => repeat(() => JSON.parse(json) as unknown));
  return { type, length: json.length, notes: issues.length, parse, warm, fresh };
}

function repeat<Value>(make: () => Value): Value[] {
  return Array.from({ length: 50 }, make);
}
