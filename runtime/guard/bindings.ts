/** Functions by which guards check coded values against the value sets that they are bound to. */
import { systemName, type CodeSet } from './code-set.js';
import { describe, quote } from '../core/describe.js';
import { fault, note, suggest } from './faults.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { valueText } from '../core/marked.js';
import type { Run } from './run.js';
import { askAbout } from './terminology.js';

/** What a value set is bound with; `example` says nothing that could be checked. */
export type Strength = 'required' | 'extensible';

/** Whether codes are members: yes, no, or undecided for a reason. */
type Membership = boolean | { readonly undecided: string };

/** A value set as a binding names it: with codes that are known here, or by its canonical URL alone. */
interface BoundSet {
  readonly text: string;
  /** Codes of which the nearest is suggested. */
  readonly among: readonly string[];
  /** Code systems that its codes are from; undefined where they may be from any. */
  readonly systems: readonly string[] | undefined;
  /** The systems in which it has a code. */
  systemsOf(code: string): readonly string[];
  /** Whether its codes include a code or a coding; undefined where that is not known. */
  holds(value: string | Properties): boolean | undefined;
  /** For whoever knows the codes that are not known here. */
  readonly canonical: string;
  readonly unknown: string;
}

/** Checks a coded child, or each item of it, against the codes that it is bound to; true means stop. */
export function bound(
  run: Run,
  value: unknown,
  name: string,
  order: number,
  set: CodeSet,
  strength: Strength,
  index = -1,
): boolean {
  // Most values are members, which is quickly told.
  if (Array.isArray(value) ? areMembers(value, set) : isMember(value, set)) return false;
  return each(run, value, name, order, knownSet(set), strength, index);
}

/** True where nobody knows the codes, and nobody wants to read so. */
function isNothingToAsk({ stop, options }: Run): boolean {
  return stop && options.terminology === undefined;
}

function areMembers(list: readonly unknown[], set: CodeSet): boolean {
  for (let i = 0; i < list.length; i++) if (!isMember(list[i], set)) return false;
  return true;
}

/** True for what is a member without a doubt: nothing, a code, a coding, or a concept with such a coding. */
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
 * Checks a coded child, or each item of it, against a value set of which no code is known here; true means stop.
 *
 * @param systems code systems that all its codes are from, where those are known: other codes are no members
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
  if (value === undefined || (systems === undefined && isNothingToAsk(run))) return false;
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
 * Whether a receiver can tell which code is meant: one of the set, under the URL of its system without `CodeSystem/`, as
 * national services are known to write it.
 */
function isMeant({ options }: Run, value: unknown, set: BoundSet): boolean {
  if (options.direction !== 'receive') return false;
  return codingsOf(value).some(({ system, code }) => {
    const systems = typeof code === 'string' ? set.systemsOf(code) : [];
    return systems.some((url) => url !== system && url.replace('/CodeSystem/', '/') === system);
  });
}

/** Whether a code, a coding or one coding of a concept is a member. */
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

/** Whether a code, a coding or one coding of a concept is in a value set; undefined where that cannot be decided here. */
export function inSet(value: unknown, set: CodeSet, run: Run): boolean | undefined {
  return decided(membershipIn(knownSet(set), value, run));
}

/** The same of a value set of which no code is known here; `systems` are those of all its codes, where they are known. */
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

/** What is not among the known codes may be a member all the same, which a terminology can tell. */
function membershipOf(set: BoundSet, value: string | Properties, run: Run): Membership {
  const { canonical, unknown } = set;
  const { system, code, display }: Properties = typeof value === 'string' ? { code: value } : value;
  return set.holds(value) ?? askAbout(run, { valueSet: canonical, system, code, display }) ?? { undecided: unknown };
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

/** Of one code, what was probably meant; none where the code is right and its system is not. */
function nearestTo(value: unknown, { among }: BoundSet, run: Run): string {
  const codes = isObject(value) ? itemsOf(value['coding'] ?? [value]) : [value];
  const [code, ...others] = codes.map((one) => (isObject(one) ? one['code'] : one));
  if (typeof code !== 'string' || others.length > 0 || among.includes(code)) return '';
  return suggest(run, code, among);
}

/** The message for a code that the value set has in another system; undefined if there is none. */
function wrongSystem(value: unknown, set: BoundSet): string | undefined {
  for (const { system, code } of codingsOf(value)) {
    const right = typeof code === 'string' ? set.systemsOf(code) : [];
    if (right.length === 0) continue;
    const wanted = `the code ${quote(String(code))} belongs to ${right.map(systemName).join(' or ')}`;
    return system === undefined ? `has no system: ${wanted}` : `${describe(system)} is the wrong system: ${wanted}`;
  }
  return undefined;
}

/** Says which systems the codes of the set are from, where a coding has a system and none has one of them. */
function strangeSystem(value: unknown, { systems }: BoundSet): string {
  const given = codingsOf(value).map(({ system }) => system);
  const isStrange = given.some((one) => one !== undefined) && !given.some((one) => systems?.includes(String(one)));
  if (systems === undefined || !isStrange) return '';
  const [first = '', ...others] = systems;
  return others.length > 2 ? '' : `; the value set has codes of ${[first, ...others].map(systemName).join(' or ')}`;
}

/** The codings of a concept, or the one that a value is. */
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
