/**
 * The fast walk: tells whether a value keeps all rules, and where there may be something to note, in one pass over merged
 * tables. It says nothing of what is wrong or why; the explaining walk does, over the same rules. What the walk cannot
 * be sure of, such as objects with a class of their own, it leaves to the explaining walk too.
 */
import { formIssuesOf, isMisread } from '../core/form-issues.js';
import type { Properties } from '../core/json.js';
import { isUrn, readReference } from '../core/references.js';
import { dangling, enter, entries, isEntryUrn, leave } from './bundle.js';
import { ADDRESS, isOfFormat, REFERENCE } from './formats.js';
import type { Codes } from './codes.js';
import { codeSystem, identifierSystem, unknownCode } from './known-code.js';
import { link, rowOf } from './link.js';
import {
  KIND,
  MARK,
  nodeOf,
  PLAIN,
  Row,
  SPECIAL,
  type BoundSet,
  type FastInvariants,
  type FastSlice,
  type FastSlicing,
  type Node,
  type SlowTest,
} from './node.js';
import { equals } from './profile.js';
import { belongs } from './explain-slices.js';
import { layersOf, type FollowedRules, type InvariantRule, type TypeRules } from './rules.js';
import type { Run } from './run.js';

/** What a resource claims to follow: nothing more than is tested in any case, something to note, a fault, or rules. */
export type Claim = 'covered' | 'noted' | 'refused' | FollowedRules;

/** What the walk knows besides its tables. */
export interface WalkSurroundings {
  /** The rules of a resource type; undefined for a type that is none. `unlisted` where it is not looked into. */
  readonly typeNamed: ((type: string) => TypeRules | 'unlisted' | undefined) | undefined;
  /** What a claim in `meta.profile` of a resource of a type asks for; undefined where claims say nothing. */
  readonly claim: ((type: string, claim: string) => Claim) | undefined;
  /** The rules of an extension wherever it stands. */
  readonly extension: ((url: string) => FollowedRules | undefined) | undefined;
  /** Extensions that are known; without them unknown ones are not noted. */
  readonly hasExtension: ((url: string) => boolean) | undefined;
}

const isArray = Array.isArray;

/** One walk over a value. */
export class Walk {
  /** Stops at the first fault; knows the Bundle and the resource around. */
  readonly run: Run;
  readonly surroundings: WalkSurroundings;
  /** Where not undefined: the objects of which there is something to note, with all that they are in. */
  readonly noted: Set<unknown> | undefined;
  /** True where the walk met something of which only the explaining walk can tell. */
  isUnsure = false;
  /** What resources of a message follow besides, by the roles that they play in it. */
  roles: ReadonlyMap<unknown, readonly FollowedRules[]> | undefined = undefined;
  /** Finds them in the outermost Bundle, once its entries are known. */
  rolesIn: ((value: unknown, run: Run) => Walk['roles']) | undefined = undefined;
  /** The text of the reference that was walked over last. */
  reference: unknown = undefined;
  readonly stack: unknown[] = [];
  level = 0;
  readonly depth: number;

  constructor(run: Run, surroundings: WalkSurroundings, isNoting: boolean) {
    this.run = run;
    this.surroundings = surroundings;
    this.noted = isNoting ? new Set() : undefined;
    this.depth = run.depth + 1;
  }

  /** Notes the object that is being walked over; true, so that the walk goes on. */
  note(): true {
    const { noted } = this;
    if (noted === undefined) return true;
    for (let i = this.level; i >= 0; i--) {
      if (noted.has(this.stack[i])) return true;
      noted.add(this.stack[i]);
    }
    return true;
  }

  /** Gives up; false, so that the walk ends. */
  unsure(): false {
    this.isUnsure = true;
    return false;
  }
}

/** Whether an object keeps the rules of its place. */
export function walk(w: Walk, value: unknown, node: Node): boolean {
  if (typeof value !== 'object' || value === null || isArray(value)) return false;
  if (!node.isLinked) link(node);
  if (++w.level > w.depth) return false;
  if (w.noted !== undefined) w.stack[w.level] = value;
  const isSound =
    node.special === SPECIAL.bundle ? walkBundle(w, value as Properties, node) : walkOn(w, value as Properties, node);
  w.level--;
  return isSound;
}

function walkBundle(w: Walk, value: Properties, node: Node): boolean {
  const outside = enter(w.run, value);
  if (w.rolesIn !== undefined && w.level === 1) w.roles = w.rolesIn(value, w.run);
  const isSound = walkOn(w, value, node);
  leave(w.run, outside);
  return isSound;
}

function walkOn(w: Walk, value: Properties, node: Node): boolean {
  const { rows } = node;
  let previous = node.first;
  let seen = 0;
  let awake = 0;
  let properties = 0;
  let main: unknown;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    properties++;
    let row = previous.next;
    if (row === undefined || previous.nextKey !== key) {
      row = rows[key] ?? rowOf(node, key);
      if (row === undefined) return Object.hasOwn(value, key) ? false : w.unsure();
      previous.nextKey = key;
      previous.next = row;
    }
    previous = row;
    const before = seen;
    seen |= row.bit;
    awake |= row.wakes;
    switch (row.plain) {
      case PLAIN.codes:
        if (!(row.codes as Codes).has(x)) return false;
        break;
      case PLAIN.text:
        if (x !== row.fixed) return false;
        break;
      case PLAIN.primitive:
        if (!isOfFormat(row.format, x)) return false;
        break;
      case PLAIN.object:
        if (!walk(w, x, row.node as Node)) return false;
        break;
      case PLAIN.objects:
        if (!areSound(w, x, row)) return false;
        break;
      default:
        if (row.isChoice && (before & row.bit) !== 0 && isTwice(value, node, row)) return false;
        if (!isSoundAt(w, row, x, value)) return false;
        if (row.isMain) main = x;
        if (row.tests !== undefined && !keepsTests(w, row.tests, x)) return false;
        if (row.wakesRarely !== 0 && isRare(x)) awake |= row.wakesRarely;
    }
  }
  if ((seen & node.required) !== node.required) return isMissing(w, value);
  if (properties < 2 && !node.isResource && (properties === 0 || value['id'] !== undefined)) return isMissing(w, value);
  return !node.hasMore || isSoundWhole(w, value, node, awake, main);
}

/** The items of a list without slices. */
function areSound(w: Walk, x: unknown, row: Row): boolean {
  if (!isArray(x) || x.length === 0 || x.length < row.min || x.length > row.max) return false;
  const node = row.node as Node;
  for (let i = 0; i < x.length; i++) if (!walk(w, x[i], node)) return false;
  return true;
}

/** Something is missing, unless an object has it from its class. */
function isMissing(w: Walk, value: Properties): false {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? false : w.unsure();
}

/** What is asked of an object beyond its properties. */
function isSoundWhole(w: Walk, value: Properties, node: Node, awake: number, main: unknown): boolean {
  if (node.isNoted) w.note();
  return (
    (node.special === SPECIAL.none || isSoundSpecial(w, value, main, node.special)) &&
    (node.slow.length === 0 || passes(node.slow, value, w.run)) &&
    (node.invariants === undefined || keepsAll(w, node.invariants, awake, value))
  );
}

/** Whether the value of a property is sound. */
function isSoundAt(w: Walk, row: Row, x: unknown, owner: Properties): boolean {
  switch (row.kind) {
    case KIND.primitive:
      if (row.isSimple) {
        if (row.codes !== undefined && !row.codes.has(x)) return false;
        return row.fixed === undefined || x === row.fixed;
      }
      return isPrimitive(w, row, x) && (!row.hasMore || isMore(w, row, x));
    case KIND.object:
      return walk(w, x, row.node as Node) && (!row.hasMore || isMore(w, row, x));
    case KIND.objects:
      return isSoundList(w, row, x);
    case KIND.primitives:
      return isSoundTexts(w, row, x, owner);
    case KIND.resource:
      return isSoundResource(w, x, row, false);
    case KIND.contained:
      return isSoundContained(w, x, row);
    case KIND.sibling:
      return isSoundSibling(w, row, x, owner[row.key.slice(1)] !== undefined);
    case KIND.siblings:
      return areSoundSiblings(w, row, x, owner[row.key.slice(1)]);
    case KIND.type:
      return x === row.fixed;
    default:
      return false;
  }
}

/** Whether another member of a choice is there that has another type. */
function isTwice(value: Properties, node: Node, { bit }: Row): boolean {
  let first = '';
  for (const key in value) {
    const row = node.rows[key] ?? rowOf(node, key);
    if (!row?.isChoice || row.bit !== bit || value[key] === undefined) continue;
    const member = key.charCodeAt(0) === UNDERSCORE ? key.slice(1) : key;
    if (first !== '' && first !== member) return true;
    first = member;
  }
  return false;
}

function isPrimitive(w: Walk, row: Row, x: unknown): boolean {
  const { format, codes, fixed } = row;
  if (codes !== undefined) {
    if (!codes.has(x)) return false;
  } else if (format >= REFERENCE) {
    if (!isAddress(w, format, x)) return false;
  } else if (!isOfFormat(format, x)) return false;
  return fixed === undefined || x === fixed || equals(x, fixed);
}

function isAddress(w: Walk, format: number, x: unknown): boolean {
  return isEntryUrn(w.run, x) || isOfFormat(format === ADDRESS ? ADDRESS : REFERENCE, x);
}

/** What is asked of a value beyond its format or table. */
function isMore(w: Walk, { bound, targets, slow }: Row | FastSlice, x: unknown): boolean {
  if (bound !== undefined) for (const set of bound) if (!isBound(w, set, x)) return false;
  if (targets !== undefined) for (const types of targets) if (!leadsTo(w, types)) return false;
  return slow === undefined || passes(slow, x, w.run);
}

function passes(tests: readonly SlowTest[], x: unknown, run: Run): boolean {
  for (let i = 0; i < tests.length; i++) if ((tests[i] as SlowTest)(x, run)) return false;
  return true;
}

/** Whether a coded value is a member of a set; what nobody can tell is noted. */
function isBound(w: Walk, { set, test, isRequired, isDecidable }: BoundSet, x: unknown): boolean {
  if (set !== undefined && isMember(x, set)) return true;
  w.note();
  if (!isRequired || (!isDecidable && w.run.options.terminology === undefined)) return true;
  return !test(x, w.run);
}

type MemberSet = NonNullable<BoundSet['set']>;

/** True for what is a member without a doubt. */
function isMember(x: unknown, set: MemberSet): boolean {
  if (typeof x === 'string') return set.has(x);
  if (typeof x !== 'object' || x === null) return false;
  const { coding, text, system, code } = x as Properties;
  if (coding === undefined) return text === undefined && set.holds(system, code) === true;
  if (!isArray(coding)) return false;
  for (let i = 0; i < coding.length; i++) {
    const one = coding[i] as Properties | null;
    if (typeof one === 'object' && one !== null && set.holds(one['system'], one['code']) === true) return true;
  }
  return false;
}

/** Whether the reference that was walked over last leads to a resource of one of some types, as far as can be told. */
function leadsTo(w: Walk, types: readonly string[]): boolean {
  const text = w.reference;
  if (typeof text !== 'string' || text.charCodeAt(0) === HASH) return true;
  let type = w.run.bundle?.typeOf(text);
  if (type === undefined) type = isUrn(text) ? undefined : readReference(text)?.type;
  return type === undefined || types.includes(type);
}

const HASH = 35;
const UNDERSCORE = 95;

/** A fragment, or an address with a version. */
function isRare(x: unknown): boolean {
  return typeof x === 'string' && (x.charCodeAt(0) === HASH || x.includes('/_history/'));
}

/** What FHIR asks of some types beyond their elements and invariants; `main` is the property that it asks more of. */
function isSoundSpecial(w: Walk, value: Properties, main: unknown, special: number): boolean {
  switch (special) {
    case SPECIAL.reference:
      w.reference = main;
      return isSoundReference(w, value, main);
    case SPECIAL.coding:
      return main === undefined || isSoundCoding(w, value, main);
    case SPECIAL.identifier:
      return main === undefined || soundSystems.has(main) || !identifierSystem(w.run, value);
    case SPECIAL.bundle:
      // An address may be less than right in what was received.
      if (w.run.options.direction === 'receive') w.note();
      return !entries(w.run, value);
    default:
      return true;
  }
}

/** Systems that codes and identifiers had, and that were sound. */
const soundSystems = /*@__PURE__*/ new Set<unknown>();
const MOST_SYSTEMS = 200;

/** The codes of some systems are looked at too. */
function isSoundCoding(w: Walk, value: Properties, system: unknown): boolean {
  const { hasCode, hasSystem } = w.run.known;
  if ((hasCode !== undefined || hasSystem !== undefined) && unknownCode(w.run, value, 4)) return false;
  if (soundSystems.has(system)) return true;
  if (codeSystem(w.run, value)) return false;
  if (typeof system === 'string' && soundSystems.size < MOST_SYSTEMS) soundSystems.add(system);
  return true;
}

function isSoundReference(w: Walk, value: Properties, text: unknown): boolean {
  const { run, noted } = w;
  const { bundle } = run;
  if (bundle === undefined || typeof text !== 'string') return true;
  if (isUrn(text)) return bundle.typeOf(text) !== undefined || !dangling(run, value);
  if (noted !== undefined && text.charCodeAt(0) !== HASH && bundle.hasOnlyUrns()) return w.note();
  return true;
}

function isSoundList(w: Walk, row: Row, x: unknown): boolean {
  if (!isArray(x) || x.length === 0 || x.length < row.min || x.length > row.max) return false;
  const { slicings, node, hasMore } = row;
  if (slicings !== undefined) return isSoundSliced(w, row, slicings, x);
  const isExtension = (node as Node).special === SPECIAL.extension;
  for (let i = 0; i < x.length; i++) {
    const table = isExtension ? extensionNode(w, row, node as Node, x[i]) : (node as Node);
    if (table === undefined || !walk(w, x[i], table) || (hasMore && !isMore(w, row, x[i]))) return false;
  }
  return true;
}

/** The table of an extension: with its rules where they are known. Undefined for one that must not be there. */
function extensionNode(w: Walk, row: Row, node: Node, x: unknown): Node | undefined {
  const { extension, hasExtension } = w.surroundings;
  if (extension === undefined && hasExtension === undefined && row.key !== 'modifierExtension') return node;
  const url = typeof x === 'object' && x !== null ? ownIn(x, 'url') : undefined;
  if (typeof url !== 'string') return node;
  if (row.key === 'modifierExtension' && hasExtension?.(url) !== true) return undefined;
  if (!url.includes(':')) return node;
  const rules = extension?.(url);
  if (rules) return withRules(node, rules);
  if (hasExtension !== undefined && !hasExtension(url)) noteNext(w, x);
  return node;
}

/** Notes an object that the walk comes to next. */
function noteNext(w: Walk, x: unknown): void {
  if (w.noted === undefined) return;
  w.note();
  w.noted.add(x);
}

function withRules(node: Node, rules: FollowedRules): Node {
  const layers = layersOf(rules);
  const source = layers.at(-1);
  return source ? node.with(source, () => layers.map(({ content }) => content)) : node;
}

function isSoundSliced(w: Walk, row: Row, slicings: readonly FastSlicing[], x: readonly unknown[]): boolean {
  const isExtension = (row.node as Node).special === SPECIAL.extension;
  const tallies = slicings.map(tallyOf);
  for (let i = 0; i < x.length; i++) {
    const item = x[i];
    let node = isExtension ? extensionNode(w, row, row.node as Node, item) : (row.node as Node);
    if (node === undefined) return false;
    for (let j = 0; j < tallies.length; j++) {
      const found = nodeInSlice(w, node, tallies[j] as Tally, item);
      if (found === undefined) return false;
      node = found;
    }
    if (!walk(w, item, node) || (row.hasMore && !isMore(w, row, item))) return false;
    for (let j = 0; j < tallies.length; j++) if (!isMoreInSlice(w, tallies[j] as Tally, item)) return false;
  }
  for (let j = 0; j < tallies.length; j++) if (!isTallied(tallies[j] as Tally)) return false;
  return true;
}

/** What has been counted of the slices of a list. */
interface Tally {
  readonly slicing: FastSlicing;
  seen: number;
  readonly counts: number[] | undefined;
  /** Rank of the slice of the last item, where the order counts. */
  last: number;
  /** The slice of the last item. */
  slice: FastSlice | undefined;
  /** Of slices that are sliced again. */
  inner: Map<FastSlice, Tally> | undefined;
}

function tallyOf(slicing: FastSlicing): Tally {
  const counts = slicing.hasCounts ? slicing.slices.map(() => 0) : undefined;
  return { slicing, seen: 0, counts, last: -1, slice: undefined, inner: undefined };
}

/** The table of an item with the rules of its slice; undefined where it may not be there. */
function nodeInSlice(w: Walk, node: Node, tally: Tally, item: unknown): Node | undefined {
  const { slicing } = tally;
  const slice = sliceOf(w, slicing, item);
  tally.slice = slice;
  if (slice === undefined) {
    if (slicing.hasRestLast) tally.last = slicing.slices.length;
    return slicing.isClosed ? undefined : node;
  }
  if ((slicing.hasRestLast || slicing.isOrdered) && tally.last > slice.rank) return undefined;
  if (slicing.isOrdered) tally.last = slice.rank;
  if ((tally.seen & slice.bit) !== 0 && slice.max === 1) return undefined;
  if (slice.max === 0) return undefined;
  tally.seen |= slice.bit;
  if (tally.counts !== undefined) tally.counts[slice.rank] = (tally.counts[slice.rank] ?? 0) + 1;
  const own = slice.layers.length === 0 ? node : node.with(slice.rules, () => slice.layers);
  return slice.inner === undefined ? own : nodeInSlice(w, own, innerTally(tally, slice, slice.inner), item);
}

function innerTally(tally: Tally, slice: FastSlice, inner: FastSlicing): Tally {
  tally.inner ??= new Map();
  const known = tally.inner.get(slice) ?? tallyOf(inner);
  tally.inner.set(slice, known);
  return known;
}

function sliceOf(w: Walk, slicing: FastSlicing, item: unknown): FastSlice | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if (slicing.mark === MARK.tests) return slicing.slices.find(({ rules }) => belongs(rules, item, w.run) === true);
  const text = ownIn(item, slicing.name);
  return slicing.byText.get(
    slicing.inner === '' ? text : typeof text === 'object' && text !== null ? ownIn(text, slicing.inner) : undefined,
  );
}

/**
 * The value of a property, found in the order in which an object has them: objects of messages come in so many forms that
 * to read a property by its name takes longer.
 */
function ownIn(item: object, name: string): unknown {
  for (const key in item) if (key === name) return (item as Properties)[key];
  return undefined;
}

function isMoreInSlice(w: Walk, tally: Tally, item: unknown): boolean {
  const { slice } = tally;
  if (slice === undefined) return true;
  if (slice.bound.length > 0 || slice.targets.length > 0 || slice.slow.length > 0) {
    if (!isMore(w, slice, item)) return false;
  }
  const inner = tally.inner?.get(slice);
  return inner === undefined || isMoreInSlice(w, inner, item);
}

function isTallied({ slicing, seen, counts, inner }: Tally): boolean {
  if ((seen & slicing.needed) !== slicing.needed) return false;
  if (counts !== undefined) {
    for (const { rank, min, max } of slicing.slices) {
      const count = counts[rank] ?? 0;
      if (count < min || count > max) return false;
    }
  }
  for (const slice of slicing.slices) {
    if (slice.inner === undefined) continue;
    if (!isTallied(inner?.get(slice) ?? tallyOf(slice.inner))) return false;
  }
  return true;
}

/** A list of primitives; an item may be null where its sibling has an element at the same place. */
function isSoundTexts(w: Walk, row: Row, x: unknown, owner: Properties): boolean {
  if (!isArray(x) || x.length === 0 || x.length < row.min || x.length > row.max) return false;
  for (let i = 0; i < x.length; i++) {
    const item: unknown = x[i];
    if (item === null) {
      const beside: unknown = owner[`_${row.key}`];
      if (!isArray(beside) || beside[i] === undefined || beside[i] === null) return false;
      if (row.fixed !== undefined || row.hasMore) return w.unsure();
      continue;
    }
    if (!isPrimitive(w, row, item) || (row.hasMore && !isMore(w, row, item))) return false;
  }
  return true;
}

/** Id and extensions of a primitive; without a value it needs an extension. */
function isSoundSibling(w: Walk, row: Row, x: unknown, hasValue: boolean): boolean {
  if (typeof x !== 'object' || x === null || isArray(x)) return false;
  if (++w.level > w.depth) return false;
  if (w.noted !== undefined) w.stack[w.level] = x;
  let properties = 0;
  let hasExtension = false;
  for (const key in x) {
    const part = (x as Properties)[key];
    if (part === undefined) continue;
    properties++;
    if (key === 'extension') {
      hasExtension = true;
      if (!areSoundExtensions(w, row, part)) return false;
    } else if (key !== 'id') return Object.hasOwn(x, key) ? false : w.unsure();
    else if (!isOfFormat(ELEMENT_ID, part)) return false;
  }
  w.level--;
  return properties > 0 && (hasValue || hasExtension);
}

const ELEMENT_ID = 12;

function areSoundExtensions(w: Walk, row: Row, x: unknown): boolean {
  if (!isArray(x) || x.length === 0) return false;
  for (let i = 0; i < x.length; i++) {
    const node = extensionNode(w, row, row.node as Node, x[i]);
    if (node === undefined || !walk(w, x[i], node)) return false;
  }
  return true;
}

function areSoundSiblings(w: Walk, row: Row, x: unknown, own: unknown): boolean {
  if (!isArray(x) || x.length === 0) return false;
  if (own === undefined && (x.length < row.min || x.length > row.max)) return false;
  for (let i = 0; i < x.length; i++) {
    const hasValue = isArray(own) && own[i] !== undefined && own[i] !== null;
    if (x[i] === null) {
      if (!(isArray(own) && i < own.length)) return false;
    } else if (!isSoundSibling(w, row, x[i], hasValue)) return false;
  }
  return true;
}

/** A resource inside another, or in the entry of a Bundle: with what the profiles say that it claims. */
function isSoundResource(w: Walk, x: unknown, row: Row, isContained: boolean): boolean {
  if (typeof x !== 'object' || x === null || isArray(x)) return false;
  const { run } = w;
  const { env } = run;
  if (!isContained) run.env = { resource: x, resolve: env.resolve };
  const node = resourceNode(w, x as Properties, row);
  const isSound = node === undefined ? !w.isUnsure && isPassed(w, x as Properties) : walk(w, x, node);
  run.env = env;
  return isSound && (!row.hasMore || isMore(w, row, x));
}

/** A resource that is not looked into: noted, where its type is one. */
function isPassed(w: Walk, x: Properties): boolean {
  const type = x['resourceType'];
  if (typeof type !== 'string' || isMisread(x)) return false;
  const { typeNamed } = w.surroundings;
  if (typeNamed !== undefined && typeNamed(type) !== 'unlisted') return false;
  noteNext(w, x);
  return true;
}

/** The table of a resource: of its type, of what its place asks, and of what it claims. Undefined where there is none. */
export function resourceNode(w: Walk, x: Properties, row: Row | undefined): Node | undefined {
  const type = ownIn(x, 'resourceType');
  if (typeof type !== 'string') return undefined;
  const rules = w.surroundings.typeNamed?.(type);
  if (rules === undefined || rules === 'unlisted') return undefined;
  if (formIssuesOf(x).length > 0) {
    if (isMisread(x)) {
      w.isUnsure = true;
      return undefined;
    }
    noteNext(w, x);
  }
  let node = row?.resources === undefined ? nodeOf(rules, []) : nodeIn(row.resources, rules, row.layers);
  for (const role of w.roles?.get(x) ?? NO_RULES) node = withRules(node, role);
  return w.surroundings.claim === undefined ? node : claimedNode(w, x, type, node);
}

function nodeIn(known: Map<TypeRules, Node>, rules: TypeRules, layers: Row['layers']): Node {
  let node = known.get(rules);
  if (node === undefined) known.set(rules, (node = nodeOf(rules, layers)));
  return node;
}

const NO_RULES: readonly FollowedRules[] = [];

function claimedNode(w: Walk, x: Properties, type: string, node: Node): Node | undefined {
  const meta = ownIn(x, 'meta');
  const claims = typeof meta === 'object' && meta !== null ? ownIn(meta, 'profile') : undefined;
  if (!isArray(claims)) return node;
  let all = node;
  for (let i = 0; i < claims.length; i++) {
    const url: unknown = claims[i];
    if (typeof url !== 'string') continue;
    const claim = w.surroundings.claim?.(type, url) ?? 'covered';
    if (claim === 'covered') continue;
    if (claim === 'noted') noteNext(w, x);
    else if (claim === 'refused') {
      w.isUnsure = true;
      return undefined;
    } else all = withRules(all, claim);
  }
  return all;
}

/** Resources inside another have an id of their own. */
function isSoundContained(w: Walk, x: unknown, row: Row): boolean {
  if (!isArray(x) || x.length === 0 || x.length < row.min || x.length > row.max) return false;
  for (let i = 0; i < x.length; i++) {
    const one: unknown = x[i];
    if (!isSoundResource(w, one, row, true)) return false;
    const { id } = one as Properties;
    if (id === undefined) return false;
    for (let j = 0; j < i; j++) if ((x[j] as Properties)['id'] === id) return false;
  }
  return true;
}

function keepsAll(w: Walk, rules: FastInvariants, awake: number, value: Properties): boolean {
  const { some, one, always, woken } = rules;
  for (let i = 0; i < some.length; i++) if ((awake & (some[i] as number)) === 0) return false;
  for (let i = 0; i < one.length; i++) {
    const [first, second] = one[i] as readonly [number, number];
    if (((awake & first) === 0) === ((awake & second) === 0)) return false;
  }
  for (let i = 0; i < always.length; i++) if (!keeps(w, always[i] as InvariantRule, value)) return false;
  for (let bits = awake & rules.wakeable; bits !== 0; bits &= bits - 1) {
    if (!keeps(w, woken[31 - Math.clz32(bits & -bits)] as InvariantRule, value)) return false;
  }
  return true;
}

/** Tests the invariants of one value. */
function keepsTests(w: Walk, tests: readonly InvariantRule[], x: unknown): boolean {
  for (let i = 0; i < tests.length; i++) {
    const { holds, severity } = tests[i] as InvariantRule;
    if (holds === undefined || holds(x, w.run.env, undefined)) continue;
    if (severity !== 'warning') return false;
    w.note();
  }
  return true;
}

/** Whether an object keeps an invariant; a breach that is only a warning is noted. */
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
