/**
 * Times reading and checking XML messages in mixed traffic: all example messages of all events, shuffled. Run like
 * `timings.ts` in a process of its own; takes the folder of the messages, and prints the times as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { check } from 'careconnect-ems/check';
import { fromJson } from 'careconnect-ems/json';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { measure, type Times } from './measure.ts';
import { readEvents } from './read-events.ts';
import { shuffled } from './shuffled.ts';

/** Averages over all messages. */
export interface MixedXmlTiming {
  readonly messages: number;
  /** Length of their XML in characters. */
  readonly length: number;
  /** Number of issues, each with its position; none is a fault. */
  readonly notes: number;
  readonly times: Times;
}

interface Texts {
  readonly xml: string;
  readonly json: string;
}

const [folder = ''] = process.argv.slice(2);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file): Texts => {
    const message = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as object;
    return { xml: toXml(message), json: JSON.stringify(message) };
  });

const verdicts = texts.map(({ xml }) => check(fromXml(xml).resource));
const issues = verdicts.flat();
if (issues.some(({ severity, line }) => severity === 'error' || line === undefined))
  throw new Error('A message is not valid, or an issue has no place');

const timing: MixedXmlTiming = {
  messages: texts.length,
  length: Math.round(texts.reduce((sum, { xml }) => sum + xml.length, 0) / texts.length),
  notes: issues.length / texts.length,
  times: measure<Texts>(
    {
      'JSON.parse': ({ json }) => JSON.parse(json) as unknown,
      'saxes, events only': ({ xml }) => readEvents(xml),
      fromXml: ({ xml }) => fromXml(xml),
      'fromXml, then check': ({ xml }) => check(fromXml(xml).resource),
      'fromJson, then check': ({ json }) => check(fromJson(json).resource),
    },
    () => shuffled(texts),
  ),
};
console.log(JSON.stringify(timing));
