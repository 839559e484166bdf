/** Compares messages independently, as a reader of the list of losses would. */

/** Returns the first path at which two messages differ, except for listed places; undefined if there is none. */
export function differenceBut(
  listed: ReadonlySet<string>,
  wanted: unknown,
  made: unknown,
  path = 'Bundle',
): string | undefined {
  if (listed.has(path)) return undefined;
  if (Array.isArray(wanted) && Array.isArray(made)) return differentItem(listed, wanted, made, path);
  if (typeof wanted !== 'object' || wanted === null || typeof made !== 'object' || made === null)
    return Object.is(wanted, made) ? undefined : path;
  if (Array.isArray(wanted) !== Array.isArray(made)) return path;
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(made)])) {
    const at = /^\w{1,64}$/.test(name)
      ? `${path}.${name}`
      : `${path}[${JSON.stringify(name).replace(/[^ -~]/g, escaped)}]`;
    const found = differenceBut(listed, own(wanted, name), own(made, name), at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** Compares lists in which listed items may be changed, or missing. */
function differentItem(
  listed: ReadonlySet<string>,
  wanted: readonly unknown[],
  made: readonly unknown[],
  path: string,
): string | undefined {
  const all = wanted.map((item, index) => ({ item, at: `${path}[${index}]` }));
  const left = wanted.length === made.length ? all : all.filter(({ at }) => !listed.has(at));
  if (left.length !== made.length) return path;
  for (const [index, { item, at }] of left.entries()) {
    const found = differenceBut(listed, item, made[index], at);
    if (found !== undefined) return found;
  }
  return undefined;
}
