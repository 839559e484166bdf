/** Chooses codes that the bindings and rules of a place allow. */
import type { CodeSet } from '../guard/code-set.js';
import type { Codes } from '../guard/codes.js';
import type { Layer } from '../guard/node.js';
import type { Concept } from './concept.js';
import { mergeValues, type BoundCodes, type Demands } from './demands.js';
import { exampleCodes, madeUpCode } from './example-codes.js';
import type { Prng } from './prng.js';

/** What is known of codes in a package. */
export interface KnownCodes {
  /** All codes of the code systems that are known completely. */
  readonly systems: ReadonlyMap<string, ReadonlySet<string>>;
  /** Returns the display of a code, if the package has a constant for it. */
  readonly displayOf: (system: string | undefined, code: string) => string | undefined;
}

/** The number of codes of a value set among which one is looked for that other rules allow too. */
const TRIES = 40;

/**
 * Chooses a code for a Coding, or for anything else with a system and a code, such as a Quantity. Returns undefined if
 * nothing is known of the codes that the value sets have.
 */
export function chooseConcept(
  bound: readonly BoundCodes[],
  layers: readonly Layer[],
  known: KnownCodes,
  random: Prng,
): Concept | undefined {
  const [system, code] = [demandsOf('system', layers), demandsOf('code', layers)];
  const all = [...code.bound, ...bound, ...code.codes.map(listed)];
  const fits = (one: Concept): boolean =>
    (system.fixed === undefined || system.fixed === one.system) &&
    (code.fixed === undefined || code.fixed === one.code) &&
    all.every((set) => mayHave(set, one));
  const found = firstOf(candidates(system, code, all, known, random), fits);
  return found && { ...found, ...displayed(found, known) };
}

/** Chooses a code for an element of a primitive type; undefined if nothing is known of the value sets. */
export function chooseCode({ codes, bound }: Demands, known: KnownCodes, random: Prng): string | undefined {
  const all = [...codes.map(listed), ...bound];
  const found = firstOf(fromSets(all, known, random), (one) => all.every((set) => mayHaveCode(set, one.code)));
  return found?.code;
}

/** Returns the rules for an element of a primitive type. */
export function demandsOf(name: string, layers: readonly Layer[]): Demands {
  return mergeValues(layers.flatMap(({ elements }) => elements?.[name] ?? []));
}

function displayed({ system, code, display }: Concept, known: KnownCodes): Pick<Concept, 'display'> {
  const own = known.displayOf(system, code) ?? display;
  return own === undefined ? {} : { display: own };
}

function listed(codes: Codes): BoundCodes {
  return { isRequired: true, set: isCodeSet(codes) ? codes : plainSet(codes), valueSet: undefined, systems: undefined };
}

function isCodeSet(codes: Codes): codes is CodeSet {
  return 'holds' in codes;
}

/** A value set of which only the codes are known. */
function plainSet(codes: Codes): CodeSet {
  return {
    ...codes,
    name: '',
    systems: [''],
    systemsOf: () => [''],
    holds: (_system, code) => codes.has(code),
  };
}

function mayHave({ set, systems, isRequired }: BoundCodes, { system, code }: Concept): boolean {
  if (set) return set.holds(system, code) !== false || (set.systems.includes('') && set.has(code));
  return systems === undefined || !isRequired || systems.includes(system ?? '');
}

function mayHaveCode({ set, systems }: BoundCodes, code: string): boolean {
  if (!set) return true;
  return set.has(code) || (set.canonical !== undefined && systems !== undefined);
}

function* candidates(
  system: Demands,
  code: Demands,
  all: readonly BoundCodes[],
  known: KnownCodes,
  random: Prng,
): Generator<Concept, void, undefined> {
  const url = typeof system.fixed === 'string' ? system.fixed : undefined;
  if (typeof code.fixed === 'string') yield { ...(url !== undefined && { system: url }), code: code.fixed };
  yield* fromSets(all, known, random);
  if (url !== undefined) yield* ofSystem(url, known, random);
  if (url !== undefined) yield { system: url, code: `example-${random.between(1, 99)}` };
  if (all.length === 0) yield madeUpCode(random.between(1, 99));
}

/** Returns codes of value sets: those that are listed, and examples of the code systems that are only named. */
function* fromSets(all: readonly BoundCodes[], known: KnownCodes, random: Prng): Generator<Concept, void, undefined> {
  for (const { set } of all) {
    if (!set || set.among.length === 0) continue;
    for (let i = 0; i < TRIES; i++) {
      const code = random.pick(set.among) ?? '';
      const system = random.pick(set.systemsOf(code));
      yield { ...(system !== undefined && system !== '' && { system }), code };
    }
  }
  for (const { systems = [] } of all) for (const url of systems) yield* ofSystem(url, known, random);
}

function* ofSystem(url: string, { systems }: KnownCodes, random: Prng): Generator<Concept, void, undefined> {
  yield* random.shuffle(exampleCodes(url));
  const codes = [...(systems.get(url) ?? [])];
  for (let i = 0; codes.length > 0 && i < TRIES; i++) yield { system: url, code: random.pick(codes) ?? '' };
}

function firstOf(concepts: Iterable<Concept>, fits: (concept: Concept) => boolean): Concept | undefined {
  for (const concept of concepts) if (fits(concept)) return concept;
  return undefined;
}
