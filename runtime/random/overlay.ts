import { isObject, type Properties } from '../core/json.js';

/** Returns a value with everything in it that a pattern has, at every depth. */
export function overlaid(value: unknown, pattern: unknown): unknown {
  if (Array.isArray(pattern)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return [...pattern.map((part, i) => overlaid(items[i], part)), ...items.slice(pattern.length)];
  }
  if (!isObject(pattern)) return pattern;
  const own: Properties = isObject(value) ? value : {};
  const parts = Object.entries(pattern).map(([name, part]) => [name, overlaid(own[name], part)] as const);
  return { ...own, ...Object.fromEntries(parts) };
}
