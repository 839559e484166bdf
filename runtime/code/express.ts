/** Finds the input from which a builder makes a value: the inverse of `build`, with the same tables. */
import { plainFormat } from '../build/formats.js';
import { memberOf } from '../build/member-order.js';
import type { Choice, Coded, Content, Format, Parts, SlicePart, Slices, ValueExtension } from '../build/shape.js';
import { sliceOf } from '../build/slice-of.js';
import { InputError } from '../core/errors.js';
import { isObject, isSame, itemsOf, type Properties } from '../core/json.js';
import { isBuiltOfNothing, withoutMarks } from './built-alike.js';
import { expressPlain } from './express-plain.js';
import { expressReference } from './express-reference.js';
import {
  listOf,
  memberNamed,
  objectOf,
  type Expression,
  type Member,
  type ObjectExpression,
  type Part as ExpressionPart,
} from './expression.js';
import type { NotExpressible } from './losses.js';
import { itemPath, memberPath } from './paths.js';
import { MALFORMED, NO_INPUT, type Place } from './place.js';

/** Returns the builder's input for one value of a content; undefined if there is none. */
export function express(content: Content, value: unknown, place: Place): Expression | undefined {
  const found = expressContent(content, value, place);
  const isNothing = found?.kind === 'object' && found.members.length === 0 && found.spread === undefined;
  if (!isNothing || isBuiltOfNothing(content, value)) return found;
  place.lose(place.path, 'has no content that the builders take');
  return undefined;
}

function expressContent(content: Content, value: unknown, place: Place): Expression | undefined {
  switch (content.kind) {
    case 'format':
      return expressFormat(content, value, place);
    case 'shape':
      return isObject(value) ? expressObject(content.parts(), value, place) : malformed(place);
    case 'coded':
      return isObject(value) ? expressCoded(content, value, place) : malformed(place);
    case 'extension':
      return isObject(value) ? expressExtension(content, value, place) : malformed(place);
    case 'reference':
      return isObject(value) ? expressReference(value, place) : malformed(place);
    case 'resource':
      return isObject(value) ? expressPlain(value, place) : malformed(place);
  }
}

function malformed({ path, lose }: Place): undefined {
  lose(path, MALFORMED);
}

function expressFormat(format: Format, value: unknown, place: Place): Expression | undefined {
  if (format === plainFormat) return isObject(value) ? expressPlain(value, place) : malformed(place);
  try {
    format.read(value, place.path);
  } catch (error) {
    place.lose(place.path, error instanceof InputError ? `is not ${error.rule}` : MALFORMED);
    return undefined;
  }
  return expressPlain(value, place);
}

/** Returns the builder's input for an object: its members. */
export function expressObject(parts: Parts, value: Properties, place: Place): ObjectExpression {
  const { resourceType, profile } = parts;
  const shown = profile === undefined ? value : withoutClaim(value, profile);
  const known = new Set(resourceType === undefined ? [] : ['resourceType']);
  const members: Member[] = [];
  for (const [name, part] of Object.entries(parts.elements)) {
    if (part.of.kind === 'choice') members.push(...expressChoice(name, part.of, shown, known, place));
    else {
      known.add(name);
      members.push(...expressElement(name, parts, shown, place));
    }
    if (Object.hasOwn(parts.siblings, name)) {
      known.add(`_${name}`);
      members.push(...expressSibling(name, parts.siblings[name] ?? {}, shown, place));
    }
  }
  for (const name of Object.keys(shown))
    if (!known.has(name) && shown[name] !== undefined) place.lose(memberPath(place.path, name), NO_INPUT);
  return objectOf(members);
}

/** The builder adds the claim to the profile behind all others. */
function withoutClaim(value: Properties, profile: string): Properties {
  const meta = value['meta'];
  const claims = isObject(meta) ? itemsOf(meta['profile']) : [];
  const isAdded = claims.at(-1) === profile && claims.filter((one) => one === profile).length === 1;
  if (!isObject(meta) || !isAdded) return value;
  const { profile: _, ...rest } = meta;
  const others = claims.slice(0, -1);
  const left = others.length > 0 ? { ...rest, profile: others } : rest;
  const { meta: _meta, ...resource } = value;
  return Object.keys(left).length > 0 ? { ...resource, meta: left } : resource;
}

function expressElement(name: string, parts: Parts, value: Properties, place: Place): Member[] {
  const given = Object.hasOwn(value, name) ? value[name] : undefined;
  const part = parts.elements[name];
  if (given === undefined || !part || part.of.kind === 'choice') return [];
  const path = memberPath(place.path, name);
  if (isFilledIn(name, given, parts)) return [];
  if (part.isList !== Array.isArray(given)) {
    place.lose(path, MALFORMED);
    return [];
  }
  if (!part.isList) return single(name, express(part.of, given, { ...place, path }), path);
  return expressItems(name, part.of, given as readonly unknown[], parts, { ...place, path });
}

/** Returns whether the builder makes the value by default. */
function isFilledIn(name: string, given: unknown, { fixed, implied, elements }: Parts): boolean {
  if (fixed !== undefined && Object.hasOwn(fixed, name) && isSame((fixed as Properties)[name], given)) return true;
  const part = elements[name];
  if (!implied?.includes(name) || !part || part.of.kind === 'choice') return false;
  const [item, ...others] = part.isList ? itemsOf(given) : [given];
  return others.length === 0 && isBuiltOfNothing(part.of, item);
}

function single(name: string, value: Expression | undefined, from: string): Member[] {
  return value === undefined ? [] : [{ name, value, from }];
}

function expressChoice(
  name: string,
  { types }: Choice,
  value: Properties,
  known: Set<string>,
  { path, finding, lose }: Place,
): Member[] {
  const members: Member[] = [];
  for (const [type, content] of Object.entries(types)) {
    const member = memberOf(name, type);
    known.add(member);
    const given = Object.hasOwn(value, member) ? value[member] : undefined;
    if (given === undefined) continue;
    const from = memberPath(path, member);
    const found = members.length > 0 ? undefined : express(content, given, { path: from, finding, lose });
    if (members.length > 0) lose(from, 'only one type of a choice can be given');
    if (found) members.push({ name, from, value: objectOf([{ name: type, value: found, from }]) });
  }
  return members;
}

/** Expresses the extensions of a primitive that the definition names. */
function expressSibling(name: string, slices: Slices, value: Properties, place: Place): Member[] {
  const sibling = Object.hasOwn(value, `_${name}`) ? value[`_${name}`] : undefined;
  if (sibling === undefined) return [];
  const path = memberPath(place.path, `_${name}`);
  if (!isObject(sibling)) {
    place.lose(path, NO_INPUT);
    return [];
  }
  for (const other of Object.keys(sibling)) if (other !== 'extension') place.lose(memberPath(path, other), NO_INPUT);
  const parts: Parts = { elements: {}, slices: { extension: slices }, siblings: {} };
  const items = itemsOf(sibling['extension']);
  return expressItems('extension', undefined, items, parts, { ...place, path: memberPath(path, 'extension') });
}

/** Expresses a code by the name of its constant, or as a coding without the concept around it. */
function expressCoded(coded: Coded, value: Properties, place: Place): Expression {
  const { form, shape, constants } = coded;
  const isConcept = form === 'CodeableConcept';
  const coding = isConcept ? onlyCoding(value) : value;
  const own = Object.entries(constants?.() ?? {}).find(([, concept]) => isSame(concept, coding));
  if (own) return { kind: 'literal', value: own[0] };
  const parts = shape.parts();
  const imported = Object.hasOwn(parts.slices, 'coding') ? undefined : place.finding.constant(coding);
  if (imported) return imported;
  const whole = expressObject(parts, value, place);
  const inner = memberNamed(whole, 'coding')?.value;
  if (!isConcept || whole.members.length !== 1 || inner?.kind !== 'object') return whole;
  return ['system', 'code', 'display'].some((name) => memberNamed(inner, name)) ? inner : whole;
}

/** Returns the only coding of a concept without other content. */
function onlyCoding(concept: Properties): unknown {
  const [coding, ...others] = itemsOf(concept['coding']);
  return others.length === 0 && Object.keys(concept).every((name) => name === 'coding') ? coding : undefined;
}

/** Expresses an extension by its value. */
function expressExtension(
  { url, member, of }: ValueExtension,
  value: Properties,
  place: Place,
): Expression | undefined {
  for (const name of Object.keys(value))
    if (name !== member && (name !== 'url' || value['url'] !== url)) place.lose(memberPath(place.path, name), NO_INPUT);
  if (!Object.hasOwn(value, member)) return undefined;
  return express(of, value[member], { ...place, path: memberPath(place.path, member) });
}

/** Expresses the items of a list: the members for its slices, and the one for all others. */
function expressItems(
  name: string,
  of: Content | undefined,
  items: readonly unknown[],
  parts: Parts,
  place: Place,
): Member[] {
  const slices = Object.hasOwn(parts.slices, name) ? (parts.slices[name] ?? {}) : {};
  const found = new Map<string, ExpressionPart[]>();
  const rest: ExpressionPart[] = [];
  items.forEach((item, index) => {
    const at: Place = { ...place, path: itemPath(place.path, index) };
    const slice = isObject(item) ? sliceOf(item, slices) : undefined;
    const taken = slice === undefined ? undefined : (found.get(slice) ?? []);
    const part = slice === undefined ? undefined : slices[slice];
    const isFree = part !== undefined && taken !== undefined && (part.isList || taken.length === 0);
    const asSlice = isFree ? trial((lose) => expressSlice(part, item, { ...at, lose })) : undefined;
    const isNeeded = slice !== undefined && (parts.needs?.includes(slice) ?? false) && taken?.length === 0;
    const asItem = asSlice && (asSlice.losses.length === 0 || isNeeded) ? undefined : inList(of, item, at);
    const chosen = asItem && (!asSlice || asItem.losses.length < asSlice.losses.length) ? asItem : (asSlice ?? asItem);
    for (const { path, reason } of chosen?.losses ?? []) place.lose(path, reason);
    if (chosen?.value === undefined) return;
    const own = { value: chosen.value, from: at.path };
    if (chosen === asSlice && slice !== undefined) found.set(slice, [...(taken ?? []), own]);
    else rest.push(own);
  });
  const named = Object.entries(slices).flatMap(([slice, part]) => {
    const own = found.get(slice) ?? [];
    return isMadeOfNothing(slice, part, own, items, parts, place) ? [] : membersOf(slice, own);
  });
  return [...named, ...membersOf(name, rest)];
}

function membersOf(name: string, items: readonly ExpressionPart[]): Member[] {
  const [first] = items;
  const value = listOf(items);
  return first && value ? [{ name, value, from: first.from }] : [];
}

interface Trial {
  readonly value: Expression | undefined;
  readonly losses: readonly NotExpressible[];
}

/** Returns an expression together with the losses that it would cause. */
function trial(make: (lose: Place['lose']) => Expression | undefined): Trial {
  const losses: NotExpressible[] = [];
  const value = make((path, reason) => losses.push({ path, reason }));
  return { value, losses };
}

/** Expresses an item that belongs to no slice. */
function inList(of: Content | undefined, item: unknown, place: Place): Trial {
  if (of) return trial((lose) => express(of, item, { ...place, lose }));
  return { value: undefined, losses: [{ path: place.path, reason: NO_INPUT }] };
}

/** Expresses an item of a slice; if its main part is the only content, by that alone. */
function expressSlice({ of, main, marks }: SlicePart, item: unknown, place: Place): Expression | undefined {
  if (of.kind === 'choice') {
    place.lose(place.path, NO_INPUT);
    return undefined;
  }
  const found = express(of, item, place);
  if (found?.kind !== 'object') return found;
  const short = marks ? withoutMarks(found, of, marks, item) : found;
  const [only, ...others] = short.members;
  const isAlone = only !== undefined && others.length === 0 && only.name === main && only.value.kind === 'literal';
  return isAlone ? only.value : short;
}

/** Returns whether the builder makes the only item of a slice without any input. */
function isMadeOfNothing(
  slice: string,
  { of }: SlicePart,
  found: readonly ExpressionPart[],
  items: readonly unknown[],
  { implied }: Parts,
  { path }: Place,
): boolean {
  const [first, ...others] = found;
  if (!first || others.length > 0 || of.kind === 'choice' || !implied?.includes(slice)) return false;
  return isBuiltOfNothing(
    of,
    items.find((_, index) => itemPath(path, index) === first.from),
  );
}
