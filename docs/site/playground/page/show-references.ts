import type { Link, LinkedResource } from '../../../../sdk/resource-links.ts';
import type { Report } from '../worker/messages.ts';
import { byId, drawing, element, show } from './elements.ts';
import { layOutGraph, type Box, type Graph, type Line } from './layout-graph.ts';
import { titleOf } from './show-message.ts';

const size = { width: 152, height: 46, betweenColumns: 32, betweenRows: 16, margin: 12 } as const;
const mostRows = 200;

const elsewhere: Readonly<Record<Link['leads'], string>> = {
  'to-entry': 'an entry',
  'to-contained': 'contained',
  elsewhere: 'outside of the message',
  nowhere: 'nothing',
};

/** Draws the references between the resources of a message, and lists them in a table with the same content. */
export function showReferences({ facts, lines }: Report, goTo: (line: number) => void): void {
  const place = byId('references');
  if (!facts) {
    show(place, element('p', {}, 'Only a message has references between its entries.'));
    return;
  }
  const graph = layOutGraph(facts.resources);
  show(
    place,
    element(
      'div',
      { class: 'graph', tabindex: 0, role: 'group', 'aria-label': 'References, drawn' },
      draw(graph, facts.resources, lines, goTo),
    ),
    graph.omitted > 0 ? element('p', {}, `${graph.omitted} further resources are not drawn.`) : undefined,
    tableOf(facts.resources),
  );
}

function draw(
  graph: Graph,
  resources: readonly LinkedResource[],
  lines: Report['lines'],
  goTo: (line: number) => void,
): SVGElement {
  // To the right of the last column is room for lines between its boxes.
  const width = graph.columns * (size.width + size.betweenColumns) + size.margin;
  const height = graph.rows * (size.height + size.betweenRows) - size.betweenRows + 2 * size.margin;
  const boxes = graph.boxes.map((box) => drawBox(box, resources[box.place], lines[box.place], goTo));
  return drawing(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      style: `--width: ${width}px`,
      role: 'img',
      'aria-labelledby': 'graph-title graph-text',
    },
    drawing('title', { id: 'graph-title' }, 'References of the message'),
    drawing('desc', { id: 'graph-text' }, 'The table below lists the same references.'),
    arrowHead(),
    ...graph.lines.map((line) => drawLine(line, graph.boxes)),
    ...boxes,
  );
}

function cornerOf({ column, row }: Box): readonly [x: number, y: number] {
  const x = size.margin + column * (size.width + size.betweenColumns);
  return [x, size.margin + row * (size.height + size.betweenRows)];
}

function drawBox(
  box: Box,
  resource: LinkedResource | undefined,
  line: number | undefined,
  goTo: (line: number) => void,
): SVGElement {
  const [x, y] = cornerOf(box);
  const text = (dy: number, name: string, words: string): SVGElement =>
    drawing('text', { x: x + 9, y: y + dy, class: name }, shorten(words, 19));
  const group = drawing(
    'g',
    { class: line === undefined ? 'box' : 'box clickable' },
    drawing('title', {}, titleOf(resource)),
    drawing('rect', { x, y, width: size.width, height: size.height, rx: 6 }),
    text(19, 'type', resource?.resourceType ?? 'no type'),
    text(36, 'name', resource?.name ?? resource?.id?.slice(0, 8) ?? ''),
  );
  if (line !== undefined) group.addEventListener('click', () => goTo(line));
  return group;
}

/** A curve between the edges of two boxes that face each other, or around the right for boxes in one column. */
function drawLine({ from, to, paths }: Line, boxes: readonly Box[]): SVGElement {
  const [start, end] = [boxes[from], boxes[to]];
  const [x1, y1] = start ? cornerOf(start) : [0, 0];
  const [x2, y2] = end ? cornerOf(end) : [0, 0];
  // A reference ends below the middle, so that two boxes that refer to each other have two lines.
  const [startY, endY] = [y1 + size.height / 2, y2 + size.height / 2 + 6];
  const startX = x2 < x1 ? x1 : x1 + size.width;
  const endX = x2 > x1 ? x2 : x2 + size.width;
  const bend = x1 === x2 ? size.betweenColumns * 0.7 : (endX - startX) / 2;
  const control = x1 === x2 ? endX + bend : endX - bend;
  const d = `M${startX},${startY} C${startX + bend},${startY} ${control},${endY} ${endX},${endY}`;
  const attributes = { d, class: 'reference', 'marker-end': 'url(#reference-end)' };
  return drawing('path', attributes, drawing('title', {}, paths.join(', ')));
}

function arrowHead(): SVGElement {
  const marker = { id: 'reference-end', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7 };
  return drawing(
    'defs',
    {},
    drawing('marker', { ...marker, orient: 'auto' }, drawing('path', { d: 'M0 0 8 4 0 8Z', class: 'arrow' })),
  );
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function tableOf(resources: readonly LinkedResource[]): HTMLElement {
  const all = resources.flatMap((resource) => resource.references.map((link) => [resource, link] as const));
  const rows = all.slice(0, mostRows).map(([resource, link]) => rowOf(resource, link, resources));
  const heads = ['From', 'Element', 'To'].map((text) => element('th', { scope: 'col' }, text));
  return element(
    'table',
    { class: 'references' },
    element('caption', {}, all.length > mostRows ? `The first ${mostRows} of ${all.length} references` : 'References'),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

function rowOf(
  from: LinkedResource,
  { path, place, reference, leads }: Link,
  all: readonly LinkedResource[],
): HTMLElement {
  const target = place === null ? `${reference} (${elsewhere[leads]})` : titleOf(all[place]);
  return element(
    'tr',
    leads === 'nowhere' ? { class: 'broken' } : {},
    element('td', {}, titleOf(from)),
    element('td', {}, element('code', {}, path)),
    element('td', {}, target),
  );
}
