/**
 * Times of reading and writing XML, run like `timings.ts` in a process of its own. Takes a path from which it imports
 * the peer, which is not in the bundle; prints the times as JSON.
 */
import { createRequire } from 'node:module';
import { fromXml, toXml } from 'careconnect-ems/xml';
import * as resources from '../test/support/ten-resources.ts';
import { measure, type Times } from './measure.ts';
import { readEvents } from './read-events.ts';

/** The measurements of one message. */
export interface XmlTiming {
  /** Length of its XML in characters. */
  readonly length: number;
  readonly reading: Times;
  readonly writing: Times;
}

/** The other JavaScript library that reads and writes FHIR as XML. */
interface Peer {
  xmlToObj(text: string): unknown;
  objToXml(value: unknown): string;
}

const requirePeer = createRequire(process.argv[2] ?? '');
const { Fhir } = requirePeer('lantana-fhir/fhir.js') as { Fhir: new () => Peer };
const peer = new Fhir();

const message = {
  resourceType: 'Bundle',
  type: 'message',
  entry: Object.values(resources).map((resource) => ({ resource })),
};
const text = toXml(message);
if (fromXml(text).issues.length > 0) throw new Error('The message is not read without issues');

const timing: XmlTiming = {
  length: text.length,
  reading: measure(
    {
      'saxes, events only': readEvents,
      fromXml: (one: string) => fromXml(one),
      lantana: (one: string) => peer.xmlToObj(one),
    },
    () => repeat(text),
  ),
  writing: measure(
    {
      'JSON.stringify': (one: object) => JSON.stringify(one),
      toXml: (one: object) => toXml(one),
      lantana: (one: object) => peer.objToXml(one),
    },
    () => repeat<object>(message),
  ),
};
console.log(JSON.stringify(timing));

function repeat<Value>(value: Value): Value[] {
  return Array.from({ length: 4 }, () => value);
}
