/** Contained resources: each is the target of one reference. */
import type { Registry } from '../check.js';
import type { Properties } from '../core/json.js';
import type { At, Maker } from './maker.js';
import type { Prng } from './prng.js';

/** The types of contained resources: those that most references may lead to. */
const TYPES = ['Organization', 'Practitioner', 'Patient', 'Location', 'Condition', 'Observation', 'Medication'];
const MOST = 2;

export class Contained {
  readonly #types: Registry['types'];
  #isAllowed: boolean;
  readonly #found: string[] = [];

  constructor({ types }: Registry, isAllowed: boolean) {
    this.#types = types;
    this.#isAllowed = isAllowed;
  }

  /** Returns a reference to a new contained resource; undefined if there are enough, or none of these types. */
  refer(types: readonly string[] | undefined, random: Prng): string | undefined {
    const type = random.pick(TYPES.filter((one) => this.#types.has(one) && (types?.includes(one) ?? true)));
    if (!this.#isAllowed || type === undefined || this.#found.length >= MOST) return undefined;
    return `#${idAt(this.#found.push(type) - 1)}`;
  }

  /** Returns a resource with the contained resources that its references lead to. */
  addTo(value: Properties, maker: Maker, random: Prng): Properties {
    if (this.#found.length === 0) return value;
    // Contained resources hold no others.
    this.#isAllowed = false;
    const contained = this.#found.map((name, i) => {
      const type = this.#types.get(name);
      const path = `${String(value['resourceType'])}.contained[${i}]`;
      const at: At = { ...maker.root(path, name, random.fork(`contained ${i}`), 'minimal'), isContained: true };
      return type ? maker.object(type, [], at, { id: idAt(i) }) : {};
    });
    return { ...value, contained };
  }
}

function idAt(index: number): string {
  return `contained-${index + 1}`;
}
