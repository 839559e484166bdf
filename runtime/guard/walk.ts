/**
 * The fast walk. It returns only a verdict: whether a value keeps all rules, in one pass over merged tables. It also
 * keeps the objects that may produce notes. The explaining walk reads the same rules and produces the issues. The fast
 * walk leaves to it whatever it cannot decide, such as instances of classes.
 */
import { isMisread } from '../core/form-issues.js';
import type { Properties } from '../core/json.js';
import { enter, leave } from './bundle.js';
import type { Codes } from './codes.js';
import { isOfFormat } from './formats.js';
import { link, rowOf } from './link.js';
import { KIND, PLAIN, SPECIAL, type FastSlicing, type Node, type Row } from './node.js';
import { claimsOf, extensionNode, noteNext, resourceNode } from './walk-places.js';
import { isMoreInSlice, isTallied, nodeInSlice, sliceByText, tallyOf, type Tally } from './walk-slices.js';
import type { Walk } from './walk-state.js';
import {
  isMore,
  isPrimitive,
  isRare,
  isSoundSpecial,
  keepsAll,
  keepsTests,
  keepsWoken,
  passes,
} from './walk-values.js';

const isArray = Array.isArray;

/** Checks an object against the table of its place. */
export function walk(w: Walk, value: unknown, node: Node): boolean {
  if (typeof value !== 'object' || value === null || isArray(value)) return false;
  if (!node.isLinked) link(node);
  if (++w.level > w.depth) return false;
  const { notes } = w;
  const isSound =
    node.special === SPECIAL.bundle ? walkBundle(w, value as Properties, node) : walkOn(w, value as Properties, node);
  w.level--;
  if (w.notes !== notes) w.keep(value, node);
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
  const { trail } = w;
  let previous: Row | undefined;
  let seen = 0;
  let awake = 0;
  let properties = 0;
  let main: unknown;
  for (const key in value) {
    const x = value[key];
    if (x === undefined) continue;
    properties++;
    let row = previous === undefined ? node.first : previous.next;
    if (row === undefined || row.key !== key) {
      row = node.rows[key] ?? rowOf(node, key);
      if (row === undefined) return Object.hasOwn(value, key) ? false : w.unsure();
      if (previous === undefined) node.first = row;
      else previous.next = row;
    }
    previous = row;
    if (trail !== undefined) trail[w.level] = row;
    const before = seen;
    seen |= row.bit;
    awake |= row.wakes;
    switch (row.plain) {
      case PLAIN.codes:
        if (x !== row.member && !isCode(row, x)) return false;
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
  if (node.hasMore && !isSoundWhole(w, value, node, awake, main)) return false;
  return (awake & node.wakeable) === 0 || keepsWoken(w, node, awake, value);
}

/** Whether a value is one of the codes of a row, which then remembers it. */
function isCode(row: Row, x: unknown): boolean {
  if (!(row.codes as Codes).has(x)) return false;
  row.member = x;
  return true;
}

/** Checks the items of a list without slices. */
function areSound(w: Walk, x: unknown, row: Row): boolean {
  if (!isArray(x) || x.length === 0 || x.length < row.min || x.length > row.max) return false;
  const node = row.node as Node;
  for (let i = 0; i < x.length; i++) if (!walk(w, x[i], node)) return false;
  return true;
}

/** Fails because something is missing, unless the object may inherit it from its class. */
function isMissing(w: Walk, value: Properties): false {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? false : w.unsure();
}

/** Checks the rules for an object as a whole. */
function isSoundWhole(w: Walk, value: Properties, node: Node, awake: number, main: unknown): boolean {
  if (node.isNoted) w.note();
  return (
    (node.special === SPECIAL.none || isSoundSpecial(w, value, main, node.special)) &&
    (node.slow === undefined || passes(node.slow, value, w.run)) &&
    (node.invariants === undefined || keepsAll(w, node.invariants, awake, value))
  );
}

/** Checks the value of a property. */
function isSoundAt(w: Walk, row: Row, x: unknown, owner: Properties): boolean {
  switch (row.kind) {
    case KIND.primitive:
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

/** Checks whether a choice has values of two types. */
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

const UNDERSCORE = 95;

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

function isSoundSliced(w: Walk, row: Row, slicings: readonly FastSlicing[], x: readonly unknown[]): boolean {
  const slicing = slicings[0] as FastSlicing;
  return slicing.isPlain && slicings.length === 1
    ? isSoundPlainlySliced(w, row, slicing, x)
    : isSoundCounted(w, row, slicings, x);
}

/** Checks slices that a text discriminates and of which only the presence counts. */
function isSoundPlainlySliced(w: Walk, row: Row, slicing: FastSlicing, x: readonly unknown[]): boolean {
  const { isClosed } = slicing;
  const isExtension = (row.node as Node).special === SPECIAL.extension;
  let seen = 0;
  for (let i = 0; i < x.length; i++) {
    const item = x[i];
    if (typeof item !== 'object' || item === null) return false;
    const base = isExtension ? extensionNode(w, row, row.node as Node, item) : (row.node as Node);
    if (base === undefined) return false;
    const slice = sliceByText(slicing, item);
    if (slice === undefined) {
      if (isClosed || !walk(w, item, base)) return false;
    } else {
      if (slice.max === 0 || (slice.max === 1 && (seen & slice.bit) !== 0)) return false;
      seen |= slice.bit;
      if (!walk(w, item, slice.nodeOn(base)) || (slice.hasMore && !isMore(w, slice, item))) return false;
    }
    if (row.hasMore && !isMore(w, row, item)) return false;
  }
  return (seen & slicing.needed) === slicing.needed;
}

function isSoundCounted(w: Walk, row: Row, slicings: readonly FastSlicing[], x: readonly unknown[]): boolean {
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

/** Checks a list of primitives. An item may be null if its sibling has an element at the same index. */
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

/** Checks the id and extensions of a primitive. Without a value it needs an extension. */
function isSoundSibling(w: Walk, row: Row, x: unknown, hasValue: boolean): boolean {
  if (typeof x !== 'object' || x === null || isArray(x)) return false;
  if (++w.level > w.depth) return false;
  if (w.trail !== undefined) w.trail[w.level] = row;
  const { notes } = w;
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
  if (w.notes !== notes) w.keep(x);
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

/** Checks a contained resource or the resource of an entry, including the profiles that it claims. */
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

/** Accepts a resource without checking it, and keeps it as a possible source of notes. */
function isPassed(w: Walk, x: Properties): boolean {
  const type = x['resourceType'];
  if (typeof type !== 'string' || isMisread(x)) return false;
  const { typeNamed } = w.surroundings;
  // Only the explaining walk knows what a claim means for a type without rules.
  if (w.surroundings.claim !== undefined && claimsOf(x) !== undefined) return w.unsure();
  if (typeNamed !== undefined && typeNamed(type) !== 'unlisted') return false;
  noteNext(w, x);
  return true;
}

/** Checks contained resources, each of which needs an id of its own. */
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
