/** What arrives in a mailbox over a while: messages out of order, duplicates and broken ones; and what has to come of it. */
import { buildMessage, keyOf, type Wanted } from './build-messages.ts';

export interface Arrival {
  readonly id: string;
  readonly body: Buffer;
}

/** What has to be in the database in the end, however often the receiver was killed. */
export interface Expected {
  /** Ids of all messages, sorted. */
  readonly messages: readonly string[];
  /** By event and key: the id of the latest message, and whether it is a deletion. */
  readonly state: Readonly<Record<string, { readonly messageId: string; readonly deleted: number }>>;
  /** Ids of deliveries, sorted. */
  readonly quarantine: readonly string[];
}

interface Made {
  readonly wanted: Wanted;
  readonly messageId: string;
  readonly xml: string;
}

const kinds = [
  ...[['vaccinations-1', 'new'] as const, ['vaccinations-1', 'update'] as const, ['vaccinations-1', 'delete'] as const],
  ...[['professional-contacts-1', 'update'] as const, ['pds-change-of-gp-1', 'new'] as const],
];

/** A generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of every 100 arrivals 82 are messages, 12 come a second time, and 6 cannot be stored. */
export function makeTraffic(count: number, seed: number): { arrivals: Arrival[]; expected: Expected } {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const duplicates = Math.floor(count * 0.12);
  const broken = Math.floor(count * 0.06);
  const made = Array.from({ length: count - duplicates - broken }, (_, i) => make(i, random));
  const again = Array.from({ length: duplicates }, () => (made[below(made.length)] as Made).xml);
  const spoilt = Array.from({ length: broken }, (_, i) => spoil((made[below(made.length)] as Made).xml, i));

  const numbered = [...made.map(({ xml }) => xml), ...again, ...spoilt].map((xml, i) => ({
    arrival: { id: `D${String(i).padStart(6, '0')}`, body: Buffer.from(xml) },
    place: random(),
  }));
  const arrivals = numbered.sort((a, b) => a.place - b.place).map(({ arrival }) => arrival);
  const quarantine = spoilt.map((_, i) => `D${String(made.length + again.length + i).padStart(6, '0')}`);
  const messages = made.map(({ messageId }) => messageId).sort();
  return { arrivals, expected: { messages, state: latestOf(made), quarantine } };
}

function make(place: number, random: () => number): Made {
  const ids: string[] = [];
  const uuid = (): string => {
    const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
    const id = digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-a$4-$5');
    ids.push(id);
    return id;
  };
  const [event, type] = kinds[place % kinds.length] as (typeof kinds)[number];
  // Every moment once, and half of them with an offset, so that they do not sort as text.
  const time = new Date(Date.UTC(2026, 4, 1) + place * 61_250 + 7);
  const shifted = new Date(time.getTime() + 3_600_000).toISOString().replace('Z', '+01:00');
  const lastUpdated = random() < 0.5 ? time.toISOString() : shifted;
  const record = Math.floor(random() * 50);
  const wanted: Wanted = { event, type, record, lastUpdated, mark: `M${place}`, uuid };
  const xml = buildMessage(wanted);
  const [, messageId = ''] = /<MessageHeader[^>]*><id value="([^"]+)"/.exec(xml) ?? [];
  return { wanted, messageId, xml };
}

/** Four ways in which a message cannot be stored. */
function spoil(xml: string, way: number): string {
  if (way % 4 === 0) return xml.slice(0, xml.length / 2);
  if (way % 4 === 1)
    return xml.replace(/<event>.*?<code value="[^"]+"/, (text) => text.replace(/"[^"]+"$/, '"tea-break-1"'));
  if (way % 4 === 2) return xml.replace(/<lastUpdated value="[^"]+"\/>/, '');
  return '<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>';
}

function latestOf(made: readonly Made[]): Expected['state'] {
  const latest = new Map<string, Made>();
  for (const one of made) {
    const name = `${one.wanted.event} ${keyOf(one.wanted)}`;
    const other = latest.get(name);
    const isLater = !other || Date.parse(one.wanted.lastUpdated) > Date.parse(other.wanted.lastUpdated);
    if (isLater) latest.set(name, one);
  }
  const rows = [...latest].map(([name, { messageId, wanted }]) => [
    name,
    { messageId, deleted: wanted.type === 'delete' ? 1 : 0 },
  ]);
  return Object.fromEntries(rows.sort()) as Expected['state'];
}
