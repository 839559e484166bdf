/** The fast walk's tests of values beyond the table of their place: formats, codes, references, invariants. */
import { isSame, type Properties } from '../core/json.js';
import { isUrn, readReference } from '../core/references.js';
import { dangling, entries, isEntryUrn } from './bundle.js';
import { isDoubtfulConcept, SNOMED_CT } from './concept-id.js';
import { ADDRESS, isOfFormat, REFERENCE } from './formats.js';
import { codeSystem, identifierSystem, strangeCode, unknownCode } from './known-code.js';
import { displayInstead } from './known-display.js';
import {
  SPECIAL,
  type BoundSet,
  type FastInvariants,
  type Node,
  type Row,
  type SlowTest,
  type ValueTests,
} from './node.js';
import type { InvariantRule } from './rules.js';
import type { Run } from './run.js';
import type { Walk } from './walk-state.js';

const isArray = Array.isArray;

export function isPrimitive(w: Walk, row: Row, x: unknown): boolean {
  const { format, codes, fixed } = row;
  if (codes !== undefined) {
    if (!codes.has(x)) return false;
  } else if (format >= REFERENCE) {
    if (!isAddress(w, format, x)) return false;
  } else if (!isOfFormat(format, x)) return false;
  return fixed === undefined || x === fixed || isSame(x, fixed);
}

function isAddress(w: Walk, format: number, x: unknown): boolean {
  return isEntryUrn(w.run, x) || isOfFormat(format === ADDRESS ? ADDRESS : REFERENCE, x);
}

/** Tests a value beyond its format or table. */
export function isMore(w: Walk, { bound, targets, profiled, slow }: ValueTests, x: unknown): boolean {
  if (bound !== undefined) {
    for (let i = 0; i < bound.length; i++) if (!isBound(w, bound[i] as BoundSet, x)) return false;
  }
  if (targets !== undefined) {
    for (let i = 0; i < targets.length; i++) if (!leadsTo(w, targets[i] as readonly string[])) return false;
  }
  if (profiled !== undefined && w.run.profiles !== undefined && !passes(profiled, x, w.run)) return false;
  return slow === undefined || passes(slow, x, w.run);
}

export function passes(tests: readonly SlowTest[], x: unknown, run: Run): boolean {
  for (let i = 0; i < tests.length; i++) if ((tests[i] as SlowTest)(x, run)) return false;
  return true;
}

/** Tests whether a coded value is a member; if that cannot be decided, the value may produce a note. */
function isBound(w: Walk, bound: BoundSet, x: unknown): boolean {
  const { set, test, isRequired, isDecidable } = bound;
  if (set !== undefined && isMember(x, set)) return true;
  w.note();
  if (w.open !== undefined && typeof x === 'object' && bound.isOpen(x, w.run)) w.leaveOpen(x, bound);
  if (!isRequired || (!isDecidable && w.run.options.terminology === undefined)) return true;
  return !test(x, w.run);
}

type MemberSet = NonNullable<BoundSet['set']>;

/** Returns true for a certain member. */
function isMember(x: unknown, set: MemberSet): boolean {
  if (typeof x === 'string') return set.has(x);
  if (typeof x !== 'object' || x === null) return false;
  const { coding } = x as Properties;
  if (coding === undefined) return isCodingIn(x as Properties, set);
  if (!isArray(coding)) return false;
  for (let i = 0; i < coding.length; i++) {
    const one = coding[i] as Properties | null;
    if (typeof one === 'object' && one !== null && set.holds(one['system'], one['code']) === true) return true;
  }
  return false;
}

/** Tests a Coding, or a Quantity; a concept with no more than a text is no member. */
function isCodingIn({ text, system, code }: Properties, set: MemberSet): boolean {
  return text === undefined && set.holds(system, code) === true;
}

/** Tests whether the reference visited last may have a target of one of some types. */
function leadsTo(w: Walk, types: readonly string[]): boolean {
  const text = w.reference;
  if (typeof text !== 'string' || text.charCodeAt(0) === HASH) return true;
  let type = w.target;
  if (type === undefined) type = isUrn(text) ? undefined : readReference(text)?.type;
  return type === undefined || types.includes(type);
}

const HASH = 35;
/** Returns true for a fragment, or an address with a version. */
export function isRare(x: unknown): boolean {
  return typeof x === 'string' && (x.charCodeAt(0) === HASH || x.includes('/_history/'));
}

/** Tests FHIR's rules for some types beyond their elements and invariants; `main` is the property that decides them. */
export function isSoundSpecial(w: Walk, value: Properties, main: unknown, special: number): boolean {
  switch (special) {
    case SPECIAL.reference:
      w.reference = main;
      w.target = typeof main === 'string' ? w.run.bundle?.typeOf(main) : undefined;
      return isSoundReference(w, value, main);
    case SPECIAL.coding:
      return main === undefined || isSoundCoding(w, value, main);
    case SPECIAL.identifier:
      return main === undefined || soundSystems.has(main) || !identifierSystem(w.run, value);
    case SPECIAL.quantity:
      return main === undefined || !strangeCode(w.run, value, 6);
    case SPECIAL.bundle:
      // An imperfect address in a received message may be a warning.
      if (w.run.options.direction === 'receive' && w.run.bundle?.hasPlainUuid() !== false) w.note();
      return !entries(w.run, value);
    default:
      return true;
  }
}

/** Systems of codes and identifiers that have been found sound. */
const soundSystems = /*@__PURE__*/ new Set<unknown>();
const MOST_SYSTEMS = 200;

/** Tests a Coding; the codes of some systems are tested too. */
function isSoundCoding(w: Walk, value: Properties, system: unknown): boolean {
  if (w.noted !== undefined && isDoubtful(w, value, system)) w.note();
  if (unknownCode(w.run, value, 4)) return false;
  if (soundSystems.has(system)) return true;
  if (codeSystem(w.run, value)) return false;
  if (typeof system === 'string' && soundSystems.size < MOST_SYSTEMS) soundSystems.add(system);
  return true;
}

/** Returns whether a Coding may produce a warning. */
function isDoubtful({ run }: Walk, value: Properties, system: unknown): boolean {
  return (system === SNOMED_CT && isDoubtfulConcept(value)) || displayInstead(run.known, value) !== undefined;
}

function isSoundReference(w: Walk, value: Properties, text: unknown): boolean {
  const { run, noted } = w;
  const { bundle } = run;
  if (bundle === undefined || typeof text !== 'string') return true;
  if (isUrn(text)) return w.target !== undefined || !dangling(run, value);
  // No receiver can resolve a relative reference among URNs.
  if (noted !== undefined && readReference(text)?.form === 'relative' && bundle.hasOnlyUrns()) return w.note();
  return true;
}

/** Tests the invariants that do not depend on which properties are present. */
export function keepsAll(w: Walk, { some, one, always }: FastInvariants, awake: number, value: Properties): boolean {
  for (let i = 0; i < some.length; i++) if ((awake & (some[i] as number)) === 0) return false;
  for (let i = 0; i < one.length; i += 2) {
    if (((awake & (one[i] as number)) === 0) === ((awake & (one[i + 1] as number)) === 0)) return false;
  }
  for (let i = 0; i < always.length; i++) if (!keeps(w, always[i] as InvariantRule, value)) return false;
  return true;
}

/** Tests the invariants that the properties of an object wake. */
export function keepsWoken(w: Walk, { invariants, wakeable }: Node, awake: number, value: Properties): boolean {
  const { woken } = invariants as FastInvariants;
  for (let bits = awake & wakeable; bits !== 0; bits &= bits - 1) {
    if (!keeps(w, woken[31 - Math.clz32(bits & -bits)] as InvariantRule, value)) return false;
  }
  return true;
}

/** Tests the invariants of one value. */
export function keepsTests(w: Walk, tests: readonly InvariantRule[], x: unknown): boolean {
  for (let i = 0; i < tests.length; i++) {
    const { holds, severity } = tests[i] as InvariantRule;
    if (holds === undefined || holds(x, w.run.env, undefined)) continue;
    if (severity !== 'warning') return false;
    w.note();
  }
  return true;
}

/** Returns whether an object keeps an invariant; a breach that is only a warning may produce a note. */
function keeps(w: Walk, { holds, at, severity }: InvariantRule, value: Properties): boolean {
  if (holds === undefined) return true;
  const isKept =
    at === undefined ? holds(value, w.run.env, undefined) : keepsInside(w, holds, value[at[1]], value[`_${at[1]}`]);
  return isKept || (severity === 'warning' && w.note());
}

function keepsInside(
  { run }: Walk,
  holds: NonNullable<InvariantRule['holds']>,
  item: unknown,
  sibling: unknown,
): boolean {
  if (!isArray(item) && !isArray(sibling)) return (item == null && sibling == null) || holds(item, run.env, sibling);
  const items: readonly unknown[] = isArray(item) ? item : [];
  const besides: readonly unknown[] = isArray(sibling) ? sibling : [];
  for (let i = 0; i < items.length || i < besides.length; i++) {
    if (!holds(items[i], run.env, besides[i])) return false;
  }
  return true;
}
