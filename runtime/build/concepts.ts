/** Reads the constants of a value set by their codes. */

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
type Given<Set extends Concepts> =
  CodeOf<Set> | (string & {}) | { readonly system?: string | undefined; readonly code?: string | undefined };

const indexes = /*@__PURE__*/ new WeakMap<Concepts, ReadonlyMap<string, readonly Concept[]>>();

/**
 * Returns the constant of a value set for a code, or for a coding of the same system; undefined if there is none.
 *
 * @example
 * conceptOf(AdministrativeGender, 'female')?.display; // 'Female'
 */
export function conceptOf<Set extends Concepts>(set: Set, given: Given<Set>): Set[keyof Set] | undefined {
  const { code, system } = typeof given === 'string' ? { code: given, system: undefined } : given;
  const found = code === undefined ? [] : (indexOf(set).get(code) ?? []);
  const isSame = (concept: Concept): boolean => typeof given === 'string' || concept.system === system;
  return found.find(isSame) as Set[keyof Set] | undefined;
}

/**
 * Returns the display of a code, or of a coding, in a value set: `displayOf(Colour, 'dark-red')`.
 *
 * @example
 * displayOf(AdministrativeGender, 'female'); // 'Female'
 */
export function displayOf<Set extends Concepts>(set: Set, given: Given<Set>): string | undefined {
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
