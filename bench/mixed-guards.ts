/**
 * Times the guards of all events in mixed traffic, from the first message of a process: 144 messages, shuffled, the
 * properties of every seventh object in another order. Run like `timings.ts` in a process of its own; takes the folder
 * of the messages and what to measure, `is` or `check`, and prints the times as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { MixedGuardTiming, MixedStart } from './mixed-timing.ts';
import { random, shuffled } from './shuffled.ts';

const COUNT = 144;
const ROUNDS = 40;

interface Guarded {
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown) => { readonly valid: boolean };
}

const [folder = '', which = 'is'] = process.argv.slice(2);
const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
const texts = shuffled(Array.from({ length: COUNT }, (_, i) => JSON.stringify(varied(examples[i % examples.length]))));
const parsed = texts.map((text): unknown => JSON.parse(text));
const codes = parsed.map(codeOf);

const loading = performance.now();
const { events } = await import('./all-events.ts');
const load = performance.now() - loading;
const guards = events as Readonly<Record<string, Guarded>>;

let at = 0;
const starts: MixedStart[] = [144, 1000, 10_000].map((count) => {
  const start = performance.now();
  for (; at < count; at++) judge(at % COUNT, parsed[at % COUNT]);
  return { count, total: performance.now() - start };
});

const rounds = Array.from({ length: ROUNDS }, () => {
  const fresh = texts.map((text): unknown => JSON.parse(text));
  return {
    parse: each((i) => JSON.parse(texts[i] as string) as unknown),
    warm: each((i) => judge(i, parsed[i])),
    fresh: each((i) => judge(i, fresh[i])),
  };
});

const least = (of: (round: (typeof rounds)[number]) => number): number => Math.min(...rounds.map(of));
const timing: MixedGuardTiming = {
  which,
  messages: COUNT,
  parse: least(({ parse }) => parse),
  warm: least(({ warm }) => warm),
  fresh: least(({ fresh }) => fresh),
  starts: starts.map(({ count, total }, index) => ({
    count,
    // Each is measured from the first message.
    total: starts.slice(0, index).reduce((sum, one) => sum + one.total, total),
  })),
  load,
};
console.log(JSON.stringify(timing));

function judge(index: number, value: unknown): boolean {
  const guard = guards[codes[index] ?? ''];
  const isValid = which === 'is' ? guard?.is(value) : guard?.check(value).valid;
  if (isValid !== true) throw new Error('a message is not valid');
  return isValid;
}

/** Microseconds per message. */
function each(run: (index: number) => unknown): number {
  const start = performance.now();
  for (let i = 0; i < COUNT; i++) run(i);
  return ((performance.now() - start) / COUNT) * 1000;
}

function codeOf(message: unknown): string {
  const bundle = message as { readonly entry: readonly { readonly resource: { readonly event?: { code: string } } }[] };
  return bundle.entry[0]?.resource.event?.code ?? '';
}

/** Returns a copy in which the properties of some objects have another order. */
function varied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(varied);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, varied(part)] as const);
  return Object.fromEntries(random() < 1 / 7 ? shuffled(entries) : entries);
}
