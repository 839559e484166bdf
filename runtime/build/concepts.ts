/** Reads the constants of a value set by their codes. */
import { didYouMean } from '../core/describe.js';
import type { Properties } from '../core/json.js';
import { unknownCode } from './unknown-code.js';

/** A code with its system and display: a constant of a value set. */
export interface Concept {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/** The constants of a value set by their names: `EventType`. */
export type Concepts = Readonly<Record<string, Concept>>;

/** The codes of the constants of a value set. */
export type CodeOf<Set extends Concepts> = Set[keyof Set]['code'];

/** A coding or a code: any text is accepted, and the codes of the value set are suggested. */
type Given<Set extends Concepts> = CodeOf<Set> | (string & {}) | GivenCoding;

interface GivenCoding {
  readonly system?: string | null | undefined;
  readonly code?: string | null | undefined;
}

type Missing = null | undefined;

const indexes = /*@__PURE__*/ new WeakMap<Concepts, ReadonlyMap<string, readonly Concept[]>>();

/**
 * Returns the constant of a value set for a code, or for a coding of the same system; undefined if there is none, or if
 * nothing is given.
 *
 * @example
 * conceptOf(AdministrativeGender, 'female')?.display; // 'Female'
 */
export function conceptOf<Set extends Concepts>(set: Set, given: Given<Set> | Missing): Set[keyof Set] | undefined {
  const { code, system } = codingOf(given);
  const found = typeof code === 'string' ? (indexOf(set).get(code) ?? []) : [];
  const isSame = (concept: Concept): boolean => typeof given === 'string' || concept.system === system;
  return found.find(isSame) as Set[keyof Set] | undefined;
}

/** A coding for a builder. */
interface MadeCoding {
  readonly system: string;
  readonly code: string;
  readonly display?: string | undefined;
}

/**
 * Returns a coding, to be given to a builder, for a code held as text: a constant of a value set, or a code of the system with
 * a URL and its display. Returns undefined if no code is given. The builder refuses a code that the value set does not have,
 * with the place and the nearest code; one that several systems of the set have is given as `{ system, code }`.
 *
 * @throws InputError if something else than a builder reads what stands for an unknown code
 *
 * @example
 * const code = fromCode(AdministrativeGender, 'female');
 */
export function fromCode(system: string, code: string, display?: string | null): MadeCoding;
export function fromCode(system: string, code: string | Missing, display?: string | null): MadeCoding | undefined;
export function fromCode<Set extends Concepts>(set: Set, given: Given<Set>): Set[keyof Set];
export function fromCode<Set extends Concepts>(set: Set, given: Given<Set> | Missing): Set[keyof Set] | undefined;
export function fromCode(
  source: string | Concepts,
  given: Given<Concepts> | Missing,
  display?: string | null,
): unknown {
  if (given === undefined || given === null) return undefined;
  if (typeof source !== 'string') return constantOf(source, given);
  return { system: source, ...codingOf(given), ...(typeof display === 'string' && { display }) };
}

function constantOf(set: Concepts, given: Given<Concepts>): Concept | Properties {
  const { code, system } = codingOf(given);
  const all = typeof code === 'string' ? (indexOf(set).get(code) ?? []) : [];
  const found = typeof given === 'string' ? all : all.filter((one) => one.system === (system ?? undefined));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only) return unknownCode(code, 'enough: several systems of the value set have the code; give { system, code }');
  return unknownCode(code, `a code of the value set${didYouMean(String(code), [...indexOf(set).keys()])}`);
}

function codingOf(given: Given<Concepts> | Missing): GivenCoding {
  return typeof given === 'string' ? { code: given } : (given ?? {});
}

/**
 * Returns the display of a code, or of a coding, in a value set: `displayOf(Colour, 'dark-red')`.
 *
 * @example
 * displayOf(AdministrativeGender, 'female'); // 'Female'
 */
export function displayOf<Set extends Concepts>(set: Set, given: Given<Set> | Missing): string | undefined {
  return conceptOf(set, given)?.display;
}

/**
 * Returns true if a value is the code of a constant of the value set.
 *
 * @example
 * if (hasCode(AdministrativeGender, text)) patient.gender = text;
 */
export function hasCode<Set extends Concepts>(set: Set, value: unknown): value is CodeOf<Set> {
  return typeof value === 'string' && indexOf(set).has(value);
}

/** The constants by code, of which there may be several where a set has several systems. */
function indexOf(set: Concepts): ReadonlyMap<string, readonly Concept[]> {
  const known = indexes.get(set);
  if (known) return known;
  const index = new Map<string, Concept[]>();
  for (const concept of Object.values(set)) index.set(concept.code, [...(index.get(concept.code) ?? []), concept]);
  indexes.set(set, index);
  return index;
}
