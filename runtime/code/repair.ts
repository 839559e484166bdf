/** Removes from expressions what builders refuse. */
import type { InputError } from '../core/errors.js';
import type { Expression, Part } from './expression.js';

/** A part of an expression, and the list from which it can be removed. */
export interface Removable {
  readonly list: Part[];
  readonly part: Part;
}

/** Returns the innermost part that an error concerns; undefined if it concerns the whole. */
export function refusedPart(root: Expression, { path }: Pick<InputError, 'path'>): Removable | undefined {
  let at: Expression = root;
  let found: Removable | undefined;
  for (const [, name = '', index] of path.matchAll(/([^.[\]]+)(?:\[(\d+)\])?/g)) {
    const object: Expression = at.kind === 'resource' ? at.of.expression : at;
    const member = object.kind === 'object' ? object.members.find((one) => one.name === name) : undefined;
    // If the input is shorter than the built value, some names lead nowhere.
    if (!member || object.kind !== 'object') continue;
    found = { list: object.members, part: member };
    at = member.value;
    const item: Part | undefined = index !== undefined && at.kind === 'list' ? at.items[Number(index)] : undefined;
    if (!item || at.kind !== 'list') continue;
    found = { list: at.items, part: item };
    at = item.value;
  }
  return found;
}

export function takeOutPart({ list, part }: Removable): void {
  const index = list.indexOf(part);
  if (index >= 0) list.splice(index, 1);
}

/** Replaces parts of an expression; removes those without a replacement. */
export function replaceParts(expression: Expression, replace: (part: Part) => Expression | undefined): void {
  if (expression.kind !== 'list' && expression.kind !== 'object') return;
  const list: Part[] = expression.kind === 'list' ? expression.items : expression.members;
  for (let index = list.length - 1; index >= 0; index--) {
    const part = list[index] as Part;
    const value = replace(part);
    if (value === undefined) list.splice(index, 1);
    else if (value !== part.value) list[index] = { ...part, value };
    else replaceParts(value, replace);
  }
}
