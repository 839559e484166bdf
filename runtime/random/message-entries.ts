/** The entries of one message while it is made: references may add to them. */
import type { Prng } from './prng.js';
import type { Adjustments } from './adjustments.js';
import type { EntryPlan, EntryPlanner } from './entry-plan.js';
import { elsewhere, hasProfiles, typesOf, type Link } from './links.js';
import { isWanted, type RandomSize } from './size.js';

/** An entry and the id of its resource. */
export interface PlannedEntry extends EntryPlan {
  readonly id: string;
}

/** The most entries of a message. */
const MOST = 40;

export class MessageEntries {
  readonly all: PlannedEntry[] = [];
  readonly #planner: EntryPlanner;
  readonly #random: Prng;
  readonly #typeOf: (profile: string) => string | undefined;
  readonly #focus: string | undefined;

  constructor(
    planner: EntryPlanner,
    random: Prng,
    typeOf: (profile: string) => string | undefined,
    focus: string | undefined,
  ) {
    this.#planner = planner;
    this.#random = random;
    this.#typeOf = typeOf;
    this.#focus = focus;
  }

  /** Adds what the kind of message needs, and of what is optional as much as the size says. */
  addParts(needs: readonly string[], size: RandomSize, adjustments: Adjustments): void {
    for (const name of this.#planner.names) {
      const { min, max } = this.#planner.countOf(name);
      const least = Math.max(min, needs.includes(name) ? 1 : 0);
      const isMore = max > least && isWanted(size, 0, this.#random.fork(`entry ${name}`));
      const isKept = isMore && !adjustments.isDropped(keyOf(name, least));
      for (let i = 0; i < Math.min(max, least + Number(isKept)); i++) this.add(this.#planner.entryOf(name, i >= least));
    }
    for (const slice of this.#planner.shared) this.#fill(slice);
  }

  /** Adds entries to a slice until it has enough: of its roles, in random order, or without a role. */
  #fill({ name, min, roles }: EntryPlanner['shared'][number]): void {
    const isThere = (role: string): boolean => this.#named(role) !== undefined;
    const spare = this.#random.fork(`roles of ${name}`).shuffle(roles.filter((role) => !isThere(role)));
    const lacking = min - roles.filter(isThere).length;
    for (let i = 0; i < lacking; i++) this.add(this.#planner.entryOf(spare[i] ?? name, false));
  }

  add(plan: EntryPlan | undefined): PlannedEntry | undefined {
    if (!plan) return undefined;
    const entry = { ...plan, id: this.#random.fork(`id ${this.all.length}`).uuid() };
    this.all.push(entry);
    return entry;
  }

  /** Returns the text of a reference from an entry. */
  target(from: PlannedEntry, link: Link, random: Prng): string | undefined {
    const role = this.#roleAt(from, link.element);
    const found = role === undefined ? undefined : (this.#named(role) ?? this.add(this.#planner.entryOf(role, true)));
    const types = typesOf(link, this.#typeOf);
    const entry = found ?? random.pick(this.#fitting(types, link, from)) ?? this.#added(types, link);
    if (entry) return `urn:uuid:${entry.id}`;
    return link.isBundled ? undefined : elsewhere(types, random);
  }

  /** Returns the role to which a reference leads: that of what the message is about, or the one that a builder fills in. */
  #roleAt({ name, type, part }: PlannedEntry, element: string): string | undefined {
    if (name === 'header' && element === 'MessageHeader.focus') return this.#focus;
    return part?.filled?.find(({ to }) => `${type.elements.path}.${to.join('.')}` === element)?.role;
  }

  #named(name: string): PlannedEntry | undefined {
    return this.all.find((entry) => entry.name === name);
  }

  #fitting(types: readonly string[] | undefined, link: Link, from: PlannedEntry): PlannedEntry[] {
    return this.all.filter((entry) => {
      const { path } = entry.type.elements;
      const isOfType = types === undefined ? path !== 'MessageHeader' : types.includes(path);
      return entry !== from && isOfType && hasProfiles(path, entry.profiles, link);
    });
  }

  #added(types: readonly string[] | undefined, link: Link): PlannedEntry | undefined {
    if (!link.isBundled || this.all.length >= MOST) return undefined;
    for (const type of types ?? []) {
      const plan = this.#planner.entryFor(type, link);
      if (plan) return this.add(plan);
    }
    return undefined;
  }
}

/** Returns the key of an entry among the adjustments. */
export function keyOf(name: string, index: number): string {
  return `entry ${name} ${index}`;
}
