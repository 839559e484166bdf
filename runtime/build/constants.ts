/**
 * The constants of a value set from rows of text. The emitted source has them one by one; the build writes rows, which
 * take half of the room in a bundle (`sdk/dense-value-sets.mjs`).
 */
import type { Concept, Concepts } from './concepts.ts';

/**
 * The codes of one system, one a line: the code; its display, if it has one; and, where that is not what `constantName`
 * makes of the display, the name of the constant, or the number of words of the display that it has. `|` is between them.
 */
export type ConceptRows = readonly [system: string | undefined, rows: string];

/** Makes the constants of a value set by their names, in the order of the rows. */
export function constants(...parts: readonly ConceptRows[]): Concepts {
  return Object.fromEntries(parts.flatMap(([system, rows]) => rows.split('\n').map((row) => constantIn(row, system))));
}

function constantIn(row: string, system: string | undefined): [name: string, concept: Concept] {
  const [code = '', display = '', own = ''] = row.split('|');
  const isWhole = own === '' || Number(own) > 0;
  return [
    isWhole ? constantName(display, own === '' ? Infinity : Number(own)) : own,
    { ...(system !== undefined && { system }), code, ...(display !== '' && { display }) },
  ];
}

/**
 * Makes a name of the words of a display, without what stands in brackets: `Blood group (ABO)` becomes `bloodGroup`.
 *
 * @param most the number of words that count
 */
export function constantName(display: string, most = Infinity): string {
  return wordsOf(display)
    .slice(0, most)
    .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');
}

function wordsOf(display: string): readonly string[] {
  return (
    display
      .replace(/\(.*?\)/g, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  );
}
