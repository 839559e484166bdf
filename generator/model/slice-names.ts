import { compareText } from '../fhir/canonical.ts';
import { camelCase, glue, pascalCase, toIdentifier } from './identifiers.ts';

/** The facts that the name of a slice depends on. */
export interface SliceNaming {
  readonly sliceName: string;
  /** Name of the sliced element: `name`, `identifier`, `extension`. */
  readonly element: string;
  /** The primitive to whose sibling the slice belongs: `birthDate`. */
  readonly beside?: string;
  /** The owner of the slice: `Patient`, or the slice that contains it, `staffNumber`. */
  readonly owner: string;
  /** True if the slice is discriminated by a code that is its own name, as `use` is `official`. */
  readonly isNamedAfterCode: boolean;
}

/**
 * Returns the name of a slice as a property: `staffNumber` of `identifier:staffNumber`. If a slice is named after a
 * code, such as `name:official`, the element's name follows: `officialName`. A prefix that repeats the owner is
 * removed: `patient-birthTime` of a Patient becomes `birthTime`.
 */
export function slicePropertyName({ sliceName, element, owner, isNamedAfterCode }: SliceNaming): string {
  const name = withoutOwner(camelCase(sliceName), owner);
  return toIdentifier(isNamedAfterCode ? name + pascalCase(singular(element)) : name, 'slice');
}

/**
 * Returns the names of all slices that become sibling properties, distinct from each other and from names of elements:
 * names that clash get the sliced element's name at their end, the primitive to which they belong before them, and
 * their owner's again. Of slices spelt alike (`staff-number`, `staffNumber`) all but the first get a number.
 */
export function distinctSliceNames(slices: readonly SliceNaming[], elements: ReadonlySet<string>): string[] {
  const candidates = slices.map(candidatesOf);
  const step = slices.map(() => 0);
  for (;;) {
    const names = candidates.map((each, index) => each[step[index] ?? 0] ?? '');
    const counts = countNames(names);
    const clashing = names.flatMap((name, index) => (elements.has(name) || counts.get(name) !== 1 ? [index] : []));
    const movable = clashing.filter((index) => (step[index] ?? 0) < (candidates[index]?.length ?? 1) - 1);
    if (movable.length === 0) return numbered(names, slices, elements);
    for (const index of movable) step[index] = (step[index] ?? 0) + 1;
  }
}

/** Adds numbers to taken names, independently of the order of the slices. */
function numbered(names: readonly string[], slices: readonly SliceNaming[], elements: ReadonlySet<string>): string[] {
  const counts = countNames(names);
  const taken = new Set([...elements, ...names.filter((name) => counts.get(name) === 1)]);
  const order = [...slices.keys()].sort((a, b) => compareText(sortKey(slices[a]), sortKey(slices[b])));
  const result = [...names];
  for (const index of order) {
    const name = names[index] ?? '';
    if (counts.get(name) === 1 && !elements.has(name)) continue;
    let free = name;
    for (let number = 2; taken.has(free); number++) free = glue(name, String(number));
    taken.add(free);
    result[index] = free;
  }
  return result;
}

/** How often each name occurs. */
function countNames(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function sortKey(slice: SliceNaming | undefined): string {
  return [slice?.element, slice?.beside ?? '', slice?.sliceName].join('\n');
}

/** Returns the candidates, shortest first. */
function candidatesOf(slice: SliceNaming): string[] {
  const element = pascalCase(singular(slice.element));
  const short = slicePropertyName(slice);
  const besides = slice.beside === undefined ? [] : [toIdentifier(slice.beside + pascalCase(short), 'slice')];
  return [short, short + element, ...besides, toIdentifier(camelCase(slice.sliceName) + element, 'slice')];
}

function withoutOwner(name: string, owner: string): string {
  const prefix = camelCase(owner);
  const rest = name.slice(prefix.length);
  return prefix !== '' && name.startsWith(prefix) && /^[A-Z]/.test(rest) ? camelCase(rest) : name;
}

export function isExtensionElement(element: string): boolean {
  return element === 'extension' || element === 'modifierExtension';
}

/** Returns the singular of an element's name; most list elements of FHIR already have one. */
function singular(element: string): string {
  return element.endsWith('ies') ? `${element.slice(0, -3)}y` : element;
}
