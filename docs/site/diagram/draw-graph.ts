import { html, type Html } from '../html.ts';
import type { Count, EventGraph, GraphNode } from './event-graph.ts';

/** Sizes in units of the drawing. */
const box = { x: 12, width: 390, head: 44, row: 21, foot: 8, gap: 16 };
const lane = { first: 30, step: 20 };

/** A node with its place. */
interface Placed {
  readonly node: GraphNode;
  readonly top: number;
  readonly height: number;
  /** Height of the line of each reference. */
  readonly rows: readonly number[];
  readonly indent: number;
}

/**
 * Draws what a message consists of: a box for the entries of each type and for each role, with their references. All
 * references to one box share a line beside the boxes.
 */
export function drawGraph(graph: EventGraph, title: string): Html {
  const placed = placeNodes(graph.nodes);
  const targets = placed.filter(({ node }) => graph.nodes.some((one) => leadsTo(one, node.name)));
  const lanes = new Map(targets.map(({ node }, at) => [node.name, box.x + box.width + lane.first + at * lane.step]));
  const bottom = placed.reduce((most, { top, height }) => Math.max(most, top + height), 0);
  const width = box.x + box.width + lane.first + targets.length * lane.step + 20;
  return html`<svg
    class="diagram"
    viewBox="0 0 ${width} ${bottom + 12}"
    width="${width}"
    height="${bottom + 12}"
    role="img"
    aria-labelledby="diagram-title diagram-about"
  >
    <title id="diagram-title">${title}</title>
    <desc id="diagram-about">${describeGraph(graph)} The table below the diagram says the same.</desc>
    <defs>
      <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path d="M0 0 8 4 0 8Z" />
      </marker>
    </defs>
    ${targets.map((target) => drawLane(target, lanes.get(target.node.name) ?? 0, placed))}
    ${placed.map((one) => drawWithin(one, placed))} ${placed.map((one) => drawNode(one, graph.types))}
  </svg>`;
}

function leadsTo({ references }: GraphNode, name: string): boolean {
  return references.some(({ targets }) => targets.includes(name));
}

function placeNodes(nodes: readonly GraphNode[]): readonly Placed[] {
  let top = 10;
  return nodes.map((node) => {
    const rows = node.references.map((_, at) => top + box.head + at * box.row + 8);
    const height = box.head + node.references.length * box.row + (node.references.length > 0 ? box.foot : 0);
    const placed = { node, top, height, rows, indent: node.within === undefined ? 0 : 28 };
    top += height + box.gap;
    return placed;
  });
}

/** The line that leads to a box, and what joins it: a dashed piece for a reference that may be missing. */
function drawLane({ node, top }: Placed, x: number, placed: readonly Placed[]): Html {
  const right = box.x + box.width;
  const end = top + 15;
  const sources = placed.flatMap((one) =>
    one.node.references.flatMap(({ targets, isRequired }, at) =>
      targets.includes(node.name) ? [{ y: one.rows[at] ?? 0, isRequired }] : [],
    ),
  );
  const all = [end, ...sources.map(({ y }) => y)];
  return html`<g class="lane">
    <path d="M${x} ${Math.min(...all)}V${Math.max(...all)}" />
    <path d="M${x} ${end}H${right + 2}" marker-end="url(#arrow)" />
    ${sources.map(
      ({ y, isRequired }) =>
        html`<path d="M${right} ${y}H${x}" ${!isRequired && html` stroke-dasharray="3 3"`} /><circle
            cx="${x}"
            cy="${y}"
            r="3"
          />`,
    )}
  </g>`;
}

/** The line from the entries of a type to a role among them. */
function drawWithin({ node, top, indent }: Placed, placed: readonly Placed[]): Html | false {
  const around = placed.find((one) => one.node.name === node.within);
  const x = box.x + indent;
  return (
    around !== undefined && html`<path class="within" d="M${x - 14} ${around.top + around.height}V${top + 22}H${x}" />`
  );
}

function drawNode({ node, top, height, rows, indent }: Placed, types: readonly string[]): Html {
  const x = box.x + indent;
  const width = box.width - indent;
  const right = box.x + box.width - 12;
  const classes = ['node', ...(node.isFocus ? ['focus'] : []), ...(node.within === undefined ? [] : ['role'])];
  return html`<g class="${classes.join(' ')}">
    <rect x="${x}" y="${top}" width="${width}" height="${height}" rx="7" />
    <text class="node-name" x="${x + 12}" y="${top + 19}">${node.name}</text>
    <text class="node-type" x="${x + 12}" y="${top + 36}">${node.fhirType}${node.isFocus && ', the focus'}</text>
    <text class="node-count" x="${right}" y="${top + 19}" text-anchor="end">${countText(node.counts, types)}</text>
    ${node.references.map(
      ({ path, targets, types: outside }, at) =>
        html`<text class="node-reference" x="${x + 12}" y="${(rows[at] ?? 0) + 4}">${path}</text>
          <text
            class="node-target${targets.length === 0 ? ' outside' : ''}"
            x="${right}"
            y="${(rows[at] ?? 0) + 4}"
            text-anchor="end"
          >
            ${targets.length === 0 ? `outside: ${shorten(outside)}` : targets.join(' or ')}
          </text>`,
    )}
  </g>`;
}

function shorten(types: readonly string[]): string {
  if (types.length === 0) return 'any resource';
  return types.length > 2 ? `${types.slice(0, 2).join(', ')} …` : types.join(', ');
}

/** `1..1`, or one for each type of message where they differ. */
export function countText(counts: readonly Count[], types: readonly string[]): string {
  const [first] = counts;
  if (first && counts.length === types.length && counts.every(({ card }) => card === first.card)) return first.card;
  return types.map((type) => `${type} ${counts.find((one) => one.type === type)?.card ?? 'none'}`).join(' · ');
}

function describeGraph({ nodes, types }: EventGraph): string {
  const entries = nodes.filter(({ within }) => within === undefined);
  const focus = nodes.find(({ isFocus }) => isFocus);
  const listed = entries.map(({ name, counts }) => `${name} (${countText(counts, types)})`).join(', ');
  return `A message contains ${listed}.${focus ? ` Its focus is ${focus.name}.` : ''}`;
}
