import type { Finding } from './change.ts';

/** What is found where something is only there before, only there now, or on both sides. */
export interface Answers<T, F = Finding> {
  readonly gone: (old: T) => readonly F[];
  readonly come: (now: T) => readonly F[];
  readonly both: (old: T, now: T) => readonly F[];
}

/** Compares what corresponds by its key: first all of now in its order, then what is gone. */
export function matchByKey<T, F = Finding>(
  old: Iterable<T>,
  now: Iterable<T>,
  keyOf: (one: T) => string,
  { gone, come, both }: Answers<T, F>,
): F[] {
  const [was, is] = [new Map<string, T>(), new Map<string, T>()];
  for (const one of old) was.set(keyOf(one), one);
  for (const one of now) is.set(keyOf(one), one);
  return [
    ...[...is].flatMap(([key, one]) => {
      const other = was.get(key);
      return other === undefined ? come(one) : both(other, one);
    }),
    ...[...was].flatMap(([key, one]) => (is.has(key) ? [] : gone(one))),
  ];
}
