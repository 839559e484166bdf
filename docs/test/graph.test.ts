/** How the playground lays out the resources of a message. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LinkedResource } from '../../sdk/resource-links.ts';
import { layOutGraph } from '../site/playground/page/layout-graph.ts';

const test = suite('graph');

/** Resources that refer to others by their places. */
function resources(...targets: readonly (readonly number[])[]): LinkedResource[] {
  return targets.map((places) => ({
    resourceType: 'Patient',
    id: null,
    fullUrl: null,
    name: null,
    references: places.map((place) => ({ path: 'link', place, reference: '', leads: 'to-entry' as const })),
  }));
}

type Cell = readonly [column: number, row: number];

const cases: readonly (readonly [what: string, targets: readonly (readonly number[])[], want: readonly Cell[]])[] = [
  ['nothing', [], []],
  [
    'what the header leads to stands to its right',
    [[1, 2], [2], []],
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  ],
  [
    'what it does not lead to stands below',
    [[1], [], [1, 3], []],
    [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
  ],
  [
    'resources that refer to each other stand below too',
    [[], [2], [1]],
    [
      [0, 0],
      [0, 1],
      [0, 2],
    ],
  ],
  [
    'a reference to itself moves nothing',
    [[], [1]],
    [
      [0, 0],
      [0, 1],
    ],
  ],
];

for (const [what, targets, want] of cases) {
  test(what, () => {
    const { boxes, columns, rows } = layOutGraph(resources(...targets));
    assert.equal(
      boxes.map(({ column, row }) => [column, row]),
      want,
    );
    assert.is(columns, Math.max(0, ...want.map(([column]) => column + 1)));
    assert.is(rows, Math.max(0, ...want.map(([, row]) => row + 1)));
  });
}

test('of many resources the first are drawn', () => {
  const graph = layOutGraph(resources([3], [], [], []), 2);
  assert.is(graph.omitted, 2);
  assert.equal(graph.lines, []);
});

test.run();
