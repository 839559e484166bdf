/** Makes a random message of an event. */
import { checkAny } from '../check.js';
import { isFault } from '../core/issue.js';
import type { Properties } from '../core/json.js';
import { layersOf } from '../guard/rules.js';
import { messageIssues, type MessageRules } from '../message/message-guard.js';
import { namedParts, type MessageMaking, type MessageParts } from '../message/message-parts.js';
import type { KindRules } from '../message/message-rules.js';
import type { Adjustments } from './adjustments.js';
import { EntryPlanner } from './entry-plan.js';
import { repeatInHeader } from './header.js';
import type { FindTarget } from './links.js';
import type { Knowledge } from './knowledge.js';
import { Maker } from './maker.js';
import { tryToMake } from './make-value.js';
import { keyOf, MessageEntries, type PlannedEntry } from './message-entries.js';
import { Prng } from './prng.js';
import type { RandomSize } from './size.js';

/** A kind of message of an event. */
export interface MessageKind {
  readonly rules: MessageRules;
  /** Code of the kind. */
  readonly code: string;
  readonly making: MessageMaking;
}

/** Makes a message that keeps all rules of its kind. */
export function randomMessage(
  { rules, code, making }: MessageKind,
  known: Knowledge,
  seed: number,
  size: RandomSize,
): Properties {
  const { registry } = known;
  const kind = rules.kinds[code] as KindRules;
  const parts = making.parts();
  const named = partsOfCase(parts, seed);
  const planner = new EntryPlanner(registry, kind, named);
  return tryToMake(
    kind.profile,
    (adjustments) => {
      const random = new Prng(`${kind.profile} ${seed}`);
      const typeOf = (url: string): string | undefined => registry.profiles.get(url)?.type.elements.path;
      const entries = new MessageEntries(planner, random, typeOf, parts.focus);
      entries.add(planner.header(parts));
      entries.addParts(making.needs, size, adjustments);
      const make = new EntryMaker(entries, adjustments, known, random, { seed, size });
      const bundle = make.bundle(rules, kind, parts);
      repeatInHeader(bundle, kind.derivations);
      return { value: bundle, maker: make.maker };
    },
    (value) => {
      const issues = messageIssues(rules, value);
      return issues.some(isFault) ? issues : checkAny(registry, value);
    },
    known.patterns,
  );
}

/** Returns the parts by name, in one of the cases. The cases take turns from seed to seed. */
function partsOfCase(parts: MessageParts, seed: number): ReadonlyMap<string, MessageParts['entries'][string]> {
  const cases = Object.values(parts.cases ?? {});
  const chosen = cases[seed % Math.max(1, cases.length)];
  return new Map([...namedParts(parts), ...Object.entries(chosen?.entries ?? {})]);
}

class EntryMaker {
  readonly maker: Maker;
  readonly #entries: MessageEntries;
  readonly #random: Prng;
  readonly #size: RandomSize;
  #current: PlannedEntry | undefined;

  constructor(
    entries: MessageEntries,
    adjustments: Adjustments,
    { registry, codes }: Knowledge,
    random: Prng,
    { seed, size }: { readonly seed: number; readonly size: RandomSize },
  ) {
    this.#entries = entries;
    this.#random = random;
    this.#size = size;
    const findTarget: FindTarget = (link, one) => this.#current && this.#entries.target(this.#current, link, one);
    this.maker = new Maker({ types: registry.types, codes, findTarget, turn: seed }, adjustments);
  }

  /** Makes the Bundle, and all entries, those included that references add meanwhile. */
  bundle({ bundle: type }: MessageRules, kind: KindRules, { claims }: MessageParts): Properties {
    const at = this.maker.root('Bundle', 'Bundle', this.#random.fork('bundle'), 'minimal');
    const entry: unknown[] = [];
    const presets = {
      id: this.#random.fork('bundle id').uuid(),
      ...(claims !== undefined && { meta: { profile: [claims] } }),
      entry,
    };
    const layers = layersOf(kind.rules).map(({ content }) => content);
    const bundle = this.maker.object(type, layers, at, presets);
    for (const [index, planned] of this.#entries.all.entries()) entry.push(this.#entry(planned, index));
    return bundle;
  }

  #entry(planned: PlannedEntry, index: number): object {
    this.#current = planned;
    const { name, type, layers, claim, id, isOptional } = planned;
    const path = `Bundle.entry[${index}].resource`;
    const parent = { key: keyOf(name, this.#indexOf(planned)), isOptional, parent: undefined };
    const random = this.#random.fork(`${name} ${this.#indexOf(planned)}`);
    const at = this.maker.root(path, type.elements.path, random, this.#size, parent);
    this.maker.made.set(`Bundle.entry[${index}]`, parent);
    const presets = { id, ...(claim !== undefined && { meta: this.maker.meta(type, layers, at, claim) }) };
    return { fullUrl: `urn:uuid:${id}`, resource: this.maker.object(type, layers, at, presets) };
  }

  #indexOf(planned: PlannedEntry): number {
    return this.#entries.all.filter(({ name }) => name === planned.name).indexOf(planned);
  }
}
