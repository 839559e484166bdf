import { messages } from '#package/cli/messages.js';
import { toJson } from '#package/runtime/json/index.js';
import { toXml } from '#package/xml.js';
import type { Bundle } from 'fhir/r3.js';
import { caseNamed, eventNamed, eventNames, typeNamed } from './events.ts';
import { exitCodes } from './exit-codes.ts';
import { print, type Io } from './io.ts';
import type { NewOptions } from './options.ts';
import { readPackageFile } from './package-files.ts';
import { WrongUse } from './wrong-use.ts';

/** A message of `examples/`, as the build has made it. */
interface ExampleMessage {
  readonly event: string;
  readonly type: string;
  readonly case?: string;
  readonly message: Bundle;
}

/** Prints a message of an event, or the program that builds it; returns the exit code. */
export async function printNewMessage(options: NewOptions, io: Io): Promise<number> {
  const text = await textOf(newMessage(options), options.format);
  await print(io.stdout, text.endsWith('\n') ? text : `${text}\n`);
  return exitCodes.clean;
}

async function textOf(message: Bundle, format: NewOptions['format']): Promise<string> {
  if (format === 'json') return toJson(message, { pretty: true });
  if (format === 'xml') return toXml(message, { pretty: true });
  return (await messages?.toCode(message)) ?? '';
}

/** A message of an event. Throws `WrongUse` where there is no such event, type or case. */
export function newMessage({ event: name, type: word = 'new', case: wanted }: NewOptions): Bundle {
  if (name === undefined) throw new WrongUse(`Name an event: ${eventNames().join(', ')}.`);
  const event = eventNamed(name);
  const { type } = typeNamed(event, word);
  const which = caseNamed(event, wanted);
  const made = readPackageFile('dist/cli/messages.json') as readonly ExampleMessage[];
  const found = made.find((one) => one.event === event.code && one.type === type && one.case === which);
  // The build makes one of each, and a test looks.
  if (!found) throw new Error(`The package has no message ${event.name} ${type}.`);
  return found.message;
}
