import type { Bundle } from 'fhir/r3.js';
import { toJson } from 'careconnect-ems/json';
import { toXml } from 'careconnect-ems/xml';
import { withSteadyIds } from '../../../../sdk/example-messages.mjs';
import { examples, messages } from '../../../../test/support/examples.ts';
import type { Asset } from '../../page.ts';
import type { ExampleChoice } from './page-body.ts';

/** Returns each example as XML and as JSON, as files of a folder: the same in every build. */
export function exampleFiles(folder: string): readonly Asset[] {
  return Object.entries(messages).flatMap(([name, made]) => {
    const message = JSON.parse(withSteadyIds(JSON.stringify(made), name)) as Bundle;
    return [
      { path: `${folder}${name}.xml`, content: `${toXml(message, { pretty: true })}\n` },
      { path: `${folder}${name}.json`, content: `${toJson(message, { pretty: true })}\n` },
    ];
  });
}

export function exampleChoices(): readonly ExampleChoice[] {
  return Object.entries(examples).map(([name, { event }]) => ({ name, event, title: wordsOf(name) }));
}

/** `newVaccinationNotGiven` as "new vaccination not given". */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
