/** Lays out the references between the resources of a message in columns, from the header on. */
import type { LinkedResource } from '../../../../sdk/resource-links.ts';

export interface Box {
  /** Place among the resources. */
  readonly place: number;
  readonly column: number;
  readonly row: number;
}

export interface Line {
  readonly from: number;
  readonly to: number;
  /** The paths of the references between the two, such as `focus[0]`. */
  readonly paths: readonly string[];
}

export interface Graph {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly columns: number;
  readonly rows: number;
  /** The number of resources that are not drawn, because there are too many. */
  readonly omitted: number;
}

/**
 * Lays out at most `most` resources: each stands one column to the right of the nearest one that refers to it. Those that
 * nothing leads to from the header stand below in the first column, and what they lead to beside them.
 */
export function layOutGraph(resources: readonly LinkedResource[], most = 60): Graph {
  const drawn = resources.slice(0, most);
  const lines = linesBetween(drawn);
  const boxes: Box[] = [];
  for (const columns of columnsOf(drawn.length, lines)) {
    const top = rowsOf(boxes);
    for (const [column, places] of columns.entries())
      for (const [at, place] of places.entries()) boxes.push({ place, column, row: top + at });
  }
  return {
    boxes: boxes.sort((one, other) => one.place - other.place),
    lines,
    columns: Math.max(0, ...boxes.map(({ column }) => column + 1)),
    rows: rowsOf(boxes),
    omitted: resources.length - drawn.length,
  };
}

function rowsOf(boxes: readonly Box[]): number {
  return Math.max(0, ...boxes.map(({ row }) => row + 1));
}

function linesBetween(resources: readonly LinkedResource[]): Line[] {
  return resources.flatMap(({ references }, from) => {
    const byTarget = new Map<number, string[]>();
    for (const { place, path } of references) {
      if (place === null || place >= resources.length) continue;
      const paths = byTarget.get(place);
      if (paths) paths.push(path);
      else byTarget.set(place, [path]);
    }
    return [...byTarget].map(([to, paths]) => ({ from, to, paths }));
  });
}

/** The resources of each column: those that the header, the first resource, leads to, and then the others. */
function columnsOf(count: number, lines: readonly Line[]): readonly (readonly (readonly number[])[])[] {
  const seen = new Set<number>();
  const follow = (starts: readonly number[]): readonly (readonly number[])[] => {
    const columns: (readonly number[])[] = [];
    for (let edge = starts; edge.length > 0;) {
      columns.push(edge);
      for (const place of edge) seen.add(place);
      const next = new Set(lines.filter(({ from }) => edge.includes(from)).map(({ to }) => to));
      edge = [...next].filter((place) => !seen.has(place));
    }
    return columns;
  };
  const all = [...Array(count).keys()];
  const fromHeader = follow(all.slice(0, 1));
  const isLedTo = (place: number): boolean => lines.some(({ from, to }) => to === place && from !== place);
  const others = follow(all.filter((place) => !seen.has(place) && !isLedTo(place)));
  // What is left is part of a circle.
  return [fromHeader, others, follow(all.filter((place) => !seen.has(place)))];
}
