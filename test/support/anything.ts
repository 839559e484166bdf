/** Values of every kind that JavaScript has, as arbitraries. */
import fc from 'fast-check';

/** What is no JSON, beside what is: collections, dates, boxes, gaps, objects without a prototype. */
export const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
  withBoxedValues: true,
});

/** Single values that programs forget. */
export const edges: readonly unknown[] = [
  ...[null, undefined, NaN, -0, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, -(2 ** 53) - 2, 1e21],
  ...[
    '',
    ' ',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'urn:uuid:',
    '2026-02-30',
    '\ud83d',
    '\udc00a',
  ],
  ...['\u0000', '\ufeff', '\u2028', '-0', '1e400', '#', '/', 'Patient/', '[object Object]', '9990000018', '*/', '${x}'],
  ...[[], [null], [[]], true, false, 10n],
];
