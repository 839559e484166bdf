import { toJson } from 'careconnect-ems/json';
import { toXml } from 'careconnect-ems/xml';
import { examples, messages } from '../../../../test/support/examples.ts';
import type { Asset } from '../../page.ts';
import type { ExampleChoice } from './page-body.ts';

/** Returns each example as XML and as JSON, as files of a folder. */
export function exampleFiles(folder: string): readonly Asset[] {
  return Object.entries(messages).flatMap(([name, message]) => [
    { path: `${folder}${name}.xml`, content: `${toXml(message, { pretty: true })}\n` },
    { path: `${folder}${name}.json`, content: `${toJson(message, { pretty: true })}\n` },
  ]);
}

export function exampleChoices(): readonly ExampleChoice[] {
  return Object.entries(examples).map(([name, { event }]) => ({ name, event, title: wordsOf(name) }));
}

/** `newVaccinationNotGiven` as "new vaccination not given". */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
