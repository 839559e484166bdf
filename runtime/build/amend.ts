/** Makes changed copies of values, by their shapes. */
import { buildObject, listed, type Json } from './build.js';
import { carryUnreplaced } from '../core/form-issues.js';
import type { IdOptions } from '../core/ids.js';
import type { Properties } from '../core/json.js';
import { inOrder, membersOf } from './member-order.js';
import { own, plain } from '../core/plain.js';
import type { Choice, Parts, Slices } from './shape.js';
import { sliceOf } from './slice-of.js';
import { carryWritten } from '../core/written.js';

/** The input of a change, and what was built from it. */
interface Change {
  readonly isNamed: (name: string) => boolean;
  readonly built: Json;
}

/** Returns a copy in which what the input names is replaced, and removed where the input names an empty list. */
export function amendObject(
  parts: Parts,
  value: Properties,
  input: Properties,
  path: string,
  options: IdOptions,
): Json {
  const profile = own(input, 'meta', path) === undefined ? undefined : parts.profile;
  const open: Parts = { ...parts, profile, needsId: false, needs: undefined, implied: undefined, fixed: undefined };
  const built = buildObject(open, input, path, options);
  const change: Change = { built, isNamed: (name) => own(input, name, path) !== undefined };
  const out = plain(value, path) as Json;
  for (const [name, { of, isList }] of Object.entries(parts.elements)) {
    const slices = listed(parts.slices, name);
    if (of.kind === 'choice') amendChoice(out, name, of, change);
    else if (isList && slices) amendItems(out, name, slices, change);
    else if (change.isNamed(name)) put(out, name, listed(built, name));
    // Ids and extensions of the items of a list belong to the items that were replaced.
    if (isList && change.isNamed(name)) delete out[`_${name}`];
    amendSibling(out, name, listed(parts.siblings, name), change);
  }
  carryWritten(built, out);
  const ordered = inOrder(out, parts);
  carryWritten(out, ordered);
  carryUnreplaced(value, ordered, (part) => [part, ...slicesOf(parts, part)].some(change.isNamed));
  return ordered;
}

/** Names of the slices of an element, and of those beside its value. */
function slicesOf({ slices, siblings }: Parts, name: string): string[] {
  return [slices, siblings].flatMap((table) => Object.keys(listed(table, name) ?? {}));
}

function put(out: Json, name: string, value: unknown): void {
  if (value === undefined) delete out[name];
  else out[name] = value;
}

function amendChoice(out: Json, name: string, choice: Choice, { built, isNamed }: Change): void {
  if (!isNamed(name)) return;
  for (const member of membersOf(name, choice)) {
    put(out, member, listed(built, member));
    delete out[`_${member}`];
  }
}

/** Keeps the items of slices that the input does not name, and other items unless the input gives others; slices come first. */
function amendItems(out: Json, name: string, slices: Slices, { built, isNamed }: Change): void {
  const names = Object.keys(slices);
  if (![name, ...names].some(isNamed)) return;
  const rank = (item: unknown): number => [...names, undefined].indexOf(sliceOf(item, slices));
  const kept = asList(listed(out, name)).filter((item) => !isNamed(sliceOf(item, slices) ?? name));
  const items = [...asList(listed(built, name)), ...kept].sort((one, other) => rank(one) - rank(other));
  put(out, name, items.length > 0 ? items : undefined);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function amendSibling(out: Json, name: string, slices: Slices | undefined, { built, isNamed }: Change): void {
  const member = `_${name}`;
  if (!slices || !Object.keys(slices).some(isNamed)) return;
  const sibling = (listed(out, member) ?? {}) as Json;
  const isSlice = (one: string): boolean => one !== 'extension' && isNamed(one);
  amendItems(sibling, 'extension', slices, { built: (listed(built, member) ?? {}) as Json, isNamed: isSlice });
  put(out, member, Object.keys(sibling).length > 0 ? sibling : undefined);
}
