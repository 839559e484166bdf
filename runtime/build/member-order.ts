import type { Properties } from '../core/json.js';
import type { Choice, Parts } from './shape.js';

/** The JSON property of a choice: `valueQuantity` for `quantity` of `value`. */
export function memberOf(name: string, type: string): string {
  return name + type.charAt(0).toUpperCase() + type.slice(1);
}

/** The key of a type under its choice: `quantity` of `Quantity`. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The JSON properties of a choice. */
export function membersOf(name: string, { types }: Choice): string[] {
  return Object.keys(types).map((type) => memberOf(name, type));
}

/** Puts the members in the order of the definition; what it does not know comes last. */
export function inOrder(out: Properties, parts: Parts): Record<string, unknown> {
  const names = Object.entries(parts.elements).flatMap(([name, { of }]) =>
    of.kind === 'choice' ? membersOf(name, of) : name,
  );
  const known = ['resourceType', ...names.flatMap((name) => [name, `_${name}`])];
  const present = [...known, ...Object.keys(out)].filter((name) => Object.hasOwn(out, name));
  return Object.fromEntries(present.map((name) => [name, out[name]]));
}
