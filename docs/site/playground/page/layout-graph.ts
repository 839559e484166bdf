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
  /** The number of boxes in the fullest column. */
  readonly rows: number;
  /** The number of resources that are not drawn, because there are too many. */
  readonly omitted: number;
}

/**
 * Lays out at most `most` resources: each stands one column to the right of the nearest one that refers to it. Resources
 * that nothing leads to from the header stand in a column of their own at the end.
 */
export function layOutGraph(resources: readonly LinkedResource[], most = 60): Graph {
  const drawn = resources.slice(0, most);
  const lines = linesBetween(drawn);
  const columns = columnsOf(drawn.length, lines);
  const last = Math.max(-1, ...columns.filter((column) => column !== undefined));
  const filled: number[] = [];
  const boxes = [...drawn.keys()].map((place): Box => {
    const column = columns[place] ?? last + 1;
    const row = filled[column] ?? 0;
    filled[column] = row + 1;
    return { place, column, row };
  });
  return {
    boxes,
    lines,
    columns: filled.length,
    rows: Math.max(0, ...filled),
    omitted: resources.length - drawn.length,
  };
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

/** Returns the distance of each resource from the first, which is the header; undefined where no way leads to it. */
function columnsOf(count: number, lines: readonly Line[]): (number | undefined)[] {
  const columns: (number | undefined)[] = Array.from({ length: count });
  if (count > 0) columns[0] = 0;
  let edge = count > 0 ? [0] : [];
  for (let column = 1; edge.length > 0; column++) {
    const next = new Set(lines.filter(({ from }) => edge.includes(from)).map(({ to }) => to));
    edge = [...next].filter((place) => columns[place] === undefined);
    for (const place of edge) columns[place] = column;
  }
  return columns;
}
