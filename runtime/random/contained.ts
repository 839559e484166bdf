/** Contained resources: each is the target of one reference. */
import type { Registry } from '../check.js';
import type { Properties } from '../core/json.js';
import type { Additions } from '../guard/rules.js';
import type { Link } from './links.js';
import type { At, Maker } from './maker.js';
import type { Prng } from './prng.js';

/** The types of contained resources: those that most references may lead to. */
const TYPES = ['Organization', 'Practitioner', 'Patient', 'Location', 'Condition', 'Observation', 'Medication'];
const MOST = 2;

interface Target {
  readonly type: string;
  readonly layers: readonly Additions[];
}

export class Contained {
  readonly #registry: Registry;
  #isAllowed: boolean;
  readonly #found: Target[] = [];

  constructor(registry: Registry, isAllowed: boolean) {
    this.#registry = registry;
    this.#isAllowed = isAllowed;
  }

  /** Returns a reference to a new contained resource; undefined if there are enough, or none of these types. */
  refer(types: readonly string[] | undefined, { profiles }: Link, random: Prng): string | undefined {
    const known = this.#registry.types;
    const type = random.pick(TYPES.filter((one) => known.has(one) && (types?.includes(one) ?? true)));
    if (!this.#isAllowed || type === undefined || this.#found.length >= MOST) return undefined;
    const wanted = profiles.map((urls) => urls.map((url) => this.#registry.profiles.get(url)));
    const layers = wanted.flatMap((rules) => rules.find((one) => one?.type.elements.path === type)?.layers ?? []);
    return `#${idAt(this.#found.push({ type, layers }) - 1)}`;
  }

  /** Returns a resource with the contained resources that its references lead to. */
  addTo(value: Properties, maker: Maker, random: Prng): Properties {
    if (this.#found.length === 0) return value;
    // Contained resources hold no others.
    this.#isAllowed = false;
    const contained = this.#found.map(({ type: name, layers }, i) => {
      const type = this.#registry.types.get(name);
      const path = `${String(value['resourceType'])}.contained[${i}]`;
      const at: At = { ...maker.root(path, name, random.fork(`contained ${i}`), 'minimal'), isContained: true };
      return type
        ? maker.object(
            type,
            layers.map(({ content }) => content),
            at,
            { id: idAt(i) },
          )
        : {};
    });
    return { ...value, contained };
  }
}

function idAt(index: number): string {
  return `contained-${index + 1}`;
}
