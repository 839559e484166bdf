import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toJson } from 'careconnect-ems/json';
import { toXml } from 'careconnect-ems/xml';
import { examples, messages } from '../../../../test/support/examples.ts';
import type { ExampleChoice } from './page-body.ts';

/** Writes each example as XML and as JSON into a folder, and returns how they are chosen. */
export async function writeExamples(folder: string): Promise<readonly ExampleChoice[]> {
  await mkdir(folder, { recursive: true });
  for (const [name, message] of Object.entries(messages)) {
    await writeFile(join(folder, `${name}.xml`), `${toXml(message, { pretty: true })}\n`);
    await writeFile(join(folder, `${name}.json`), `${toJson(message, { pretty: true })}\n`);
  }
  return Object.entries(examples).map(([name, { event }]) => ({ name, event, title: wordsOf(name) }));
}

/** `newVaccinationNotGiven` as "new vaccination not given". */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
