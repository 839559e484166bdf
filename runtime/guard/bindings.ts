/** Functions with which guards check coded values against bound value sets. */
import { systemName, type CodeSet } from './code-set.js';
import { describe, quote } from '../core/describe.js';
import { fault, note, suggest } from './faults.js';
import { grammarOf, isByGrammar } from './grammars.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { valueText } from '../core/marked.js';
import type { Run } from './run.js';
import { askAbout } from './terminology.js';

/** The strengths of a binding that can be checked. */
export type Strength = 'required' | 'extensible';

/** Whether codes are members; undecided with a reason. */
type Membership = boolean | { readonly undecided: string };

/** The value set of a binding: with its known codes, or only its canonical URL. */
interface BoundSet {
  readonly text: string;
  /** The codes from which a suggestion is made. */
  readonly among: readonly string[];
  /** The code systems of its codes; undefined if they may be from any. */
  readonly systems: readonly string[] | undefined;
  /** Returns the systems in which it has a code. */
  systemsOf(code: string): readonly string[];
  /** Returns whether a code or coding is a member; undefined if that is not known. */
  holds(value: string | Properties): boolean | undefined;
  /** The canonical URL to look up codes that are not known here. */
  readonly canonical: string;
  readonly unknown: string;
}

/** Checks a coded child, or each item of it, against the bound value set; true means stop. */
export function bound(
  run: Run,
  value: unknown,
  name: string,
  order: number,
  set: CodeSet,
  strength: Strength,
  index = -1,
): boolean {
  // Most values are members, which is quick to test.
  if (Array.isArray(value) ? areMembers(value, set) : isMember(value, set)) return false;
  return each(run, value, name, order, knownSet(set), strength, index);
}

/** Returns true if only a verdict is wanted and there is no terminology to ask. */
function isNothingToAsk({ stop, options }: Run): boolean {
  return stop && options.terminology === undefined;
}

function areMembers(list: readonly unknown[], set: CodeSet): boolean {
  for (let i = 0; i < list.length; i++) if (!isMember(list[i], set)) return false;
  return true;
}

/** Returns true for certain members: undefined, a member code or coding, or a concept with such a coding. */
function isMember(value: unknown, set: CodeSet): boolean {
  if (value === undefined || (typeof value === 'string' && set.has(value))) return true;
  if (!isObject(value)) return false;
  const codings = value['coding'];
  if (codings === undefined) return value['text'] === undefined && set.holds(value['system'], value['code']) === true;
  if (!Array.isArray(codings)) return false;
  for (let i = 0; i < codings.length; i++) {
    const coding: unknown = codings[i];
    if (isObject(coding) && set.holds(coding['system'], coding['code']) === true) return true;
  }
  return false;
}

/**
 * Checks a coded child, or each item of it, against a value set without known codes; true means stop.
 *
 * @param systems the code systems of all its codes, if known: codes of other systems are no members
 */
export function unchecked(
  run: Run,
  value: unknown,
  name: string,
  order: number,
  valueSet: string,
  strength: Strength,
  index = -1,
  systems?: readonly string[],
): boolean {
  if (value === undefined || (systems === undefined && grammarOf(valueSet) === undefined && isNothingToAsk(run)))
    return false;
  return each(run, value, name, order, unknownSet(valueSet, systems), strength, index);
}

function each(
  run: Run,
  value: unknown,
  name: string,
  order: number,
  set: BoundSet,
  strength: Strength,
  index: number,
): boolean {
  if (!Array.isArray(value)) return outside(run, value, name, order, set, strength, index);
  for (let i = 0; i < value.length; i++) if (outside(run, value[i], name, order, set, strength, i)) return true;
  return false;
}

function outside(
  run: Run,
  value: unknown,
  name: string,
  order: number,
  set: BoundSet,
  strength: Strength,
  index: number,
): boolean {
  const membership = membershipIn(set, value, run);
  if (membership === true) return false;
  if (membership !== false) {
    note(run, name, order, 'information', 'not-supported', `not checked: ${membership.undecided}`, index);
    return false;
  }
  const message =
    wrongSystem(value, set) ??
    `${describeCode(value)} is not ${set.text}${strangeSystem(value, set)}${nearestTo(value, set, run)}`;
  if (strength === 'required' && !isMeant(run, value, set))
    return fault(run, name, order, 'code-invalid', message, index);
  note(run, name, order, 'warning', 'code-invalid', message, index);
  return false;
}

/**
 * Returns whether a receiver can understand the code: one of the set, with the URL of its system without `CodeSystem/`,
 * as national services are known to write it.
 */
function isMeant({ options }: Run, value: unknown, set: BoundSet): boolean {
  if (options.direction !== 'receive') return false;
  return codingsOf(value).some(({ system, code }) => {
    const systems = typeof code === 'string' ? set.systemsOf(code) : [];
    return systems.some((url) => url !== system && url.replace('/CodeSystem/', '/') === system);
  });
}

/** Decides whether a code, a coding or any coding of a concept is a member. */
function membershipIn(set: BoundSet, value: unknown, run: Run): Membership {
  if (typeof value === 'string') return membershipOf(set, value, run);
  if (!isObject(value)) return true; // reported by the base already
  if (value['coding'] === undefined && value['text'] === undefined) return membershipOf(set, value, run);
  let answer: Membership = false;
  for (const coding of itemsOf(value['coding'])) {
    const one = isObject(coding) && membershipOf(set, coding, run);
    if (one === true) return true;
    if (one !== false) answer = one;
  }
  return answer;
}

/**
 * Returns whether a code, a coding or any coding of a concept is in a value set; undefined if that cannot be decided
 * here.
 */
export function inSet(value: unknown, set: CodeSet, run: Run): boolean | undefined {
  return decided(membershipIn(knownSet(set), value, run));
}

/** Returns the same for a value set without known codes; `systems` are the code systems of all its codes, if known. */
export function inUnknownSet(
  value: unknown,
  valueSet: string,
  systems: readonly string[] | undefined,
  run: Run,
): boolean | undefined {
  return decided(membershipIn(unknownSet(valueSet, systems), value, run));
}

function decided(membership: Membership): boolean | undefined {
  return typeof membership === 'boolean' ? membership : undefined;
}

/** Decides about one code. A code that is not among the known ones may still be a member, so a terminology is asked. */
function membershipOf(set: BoundSet, value: string | Properties, run: Run): Membership {
  const { canonical, unknown } = set;
  const { system, code, display }: Properties = typeof value === 'string' ? { code: value } : value;
  return (
    set.holds(value) ??
    isByGrammar(run.known, canonical, value) ??
    askAbout(run, { valueSet: canonical, system, code, display }) ?? { undecided: unknown }
  );
}

function knownSet(set: CodeSet): BoundSet {
  return {
    text: set.text,
    among: set.among,
    systems: set.systems,
    systemsOf: (code) => set.systemsOf(code),
    canonical: set.canonical ?? '',
    unknown: `the codes of ${set.name} are not all known here`,
    holds(value) {
      if (typeof value !== 'string') return set.holds(value['system'], value['code']);
      return set.has(value) || (set.canonical === undefined ? false : undefined);
    },
  };
}

function unknownSet(canonical: string, systems: readonly string[] | undefined): BoundSet {
  return {
    text: `a member of ${canonical}`,
    among: [],
    systems,
    systemsOf: () => [],
    canonical,
    unknown: `the codes of ${canonical} are not known here`,
    holds(value) {
      if (systems === undefined || typeof value === 'string') return undefined;
      return systems.includes(String(value['system'])) ? undefined : false;
    },
  };
}

/** Suggests a code for a single wrong one; returns '' if the code is right and its system is not. */
function nearestTo(value: unknown, { among }: BoundSet, run: Run): string {
  const codes = isObject(value) ? itemsOf(value['coding'] ?? [value]) : [value];
  const [code, ...others] = codes.map((one) => (isObject(one) ? one['code'] : one));
  if (typeof code !== 'string' || others.length > 0 || among.includes(code)) return '';
  return suggest(run, code, among);
}

/** Returns the message for a code that the value set has in another system; undefined if there is none. */
function wrongSystem(value: unknown, set: BoundSet): string | undefined {
  for (const { system, code } of codingsOf(value)) {
    const right = typeof code === 'string' ? set.systemsOf(code) : [];
    if (right.length === 0) continue;
    const wanted = `the code ${quote(String(code))} belongs to ${right.map(systemName).join(' or ')}`;
    return system === undefined ? `has no system: ${wanted}` : `${describe(system)} is the wrong system: ${wanted}`;
  }
  return undefined;
}

/** Names the systems of the set's codes, if the codings have systems and none is one of them. */
function strangeSystem(value: unknown, { systems }: BoundSet): string {
  const given = codingsOf(value).map(({ system }) => system);
  const isStrange = given.some((one) => one !== undefined) && !given.some((one) => systems?.includes(String(one)));
  if (systems === undefined || !isStrange) return '';
  const [first = '', ...others] = systems;
  return others.length > 2 ? '' : `; the value set has codes of ${[first, ...others].map(systemName).join(' or ')}`;
}

/** Returns the codings of a concept, or the value itself if it is a coding. */
function codingsOf(value: unknown): readonly Properties[] {
  if (!isObject(value)) return [];
  return ('coding' in value || 'text' in value ? itemsOf(value['coding']) : [value]).filter(isObject);
}

function describeCode(value: unknown): string {
  if (!isObject(value)) return describe(value);
  const codes = codingsOf(value).map(
    (coding) => `${String(coding['system'] ?? '(no system)')}#${String(coding['code'] ?? '')}`,
  );
  return codes.length === 0 ? 'text without a coding' : valueText(codes.slice(0, 3).join(', '));
}
