/** Expresses a JSON value unchanged. */
import { isObject } from '../core/json.js';
import { listOf, objectOf, type Expression, type Member, type ObjectExpression } from './expression.js';
import { itemPath, memberPath } from './paths.js';
import { NO_INPUT, type Place } from './place.js';

/** Maximum depth of a value, as in builders. */
const DEEPEST = 64;

/** Expresses a JSON value unchanged; whatever JSON cannot represent, or no builder accepts, is lost. */
export function expressPlain(value: object, place: Place, depth?: number): ObjectExpression;
export function expressPlain(value: unknown, place: Place, depth?: number): Expression | undefined;
export function expressPlain(value: unknown, place: Place, depth: number = DEEPEST): Expression | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value))
    return { kind: 'literal', value: value as string | number | boolean };
  if (depth === 0) place.lose(place.path, 'is nested too deeply');
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return expressList(value, place, depth);
  if (isObject(value)) return expressMembers(value, place, depth);
  place.lose(place.path, NO_INPUT);
  return undefined;
}

function expressList(list: readonly unknown[], place: Place, depth: number): Expression | undefined {
  const items = list.flatMap((item, index) => {
    const from = itemPath(place.path, index);
    const value = expressPlain(item, { ...place, path: from }, depth - 1);
    return value === undefined ? [] : [{ value, from }];
  });
  return items.length === 1 ? { kind: 'list', items } : listOf(items);
}

function expressMembers(value: object, place: Place, depth: number): ObjectExpression {
  const members = Object.entries(value).flatMap(([name, part]): Member[] => {
    const from = memberPath(place.path, name);
    if (name === '__proto__') place.lose(from, NO_INPUT);
    if (part === undefined || name === '__proto__') return [];
    const found = expressPlain(part, { ...place, path: from }, depth - 1);
    return found === undefined ? [] : [{ name, value: found, from }];
  });
  return objectOf(members);
}
