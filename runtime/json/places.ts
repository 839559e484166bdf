import type { Place } from '../core/positions.js';

/** Adds the places of a member to that of its object; what stands beside a primitive belongs to the same element. */
export function addChild(place: Place, key: string, values: readonly Place[]): void {
  const name = key.replace(/^_/, '');
  const known = place.children.get(name) ?? [];
  values.forEach((value, index) => {
    const other = known[index];
    if (!other) known[index] = value;
    else for (const [child, places] of value.children) other.children.set(child, places);
  });
  place.children.set(name, known);
}
