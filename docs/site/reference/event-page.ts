import { namespaceName } from '../../../generator/declare/message/message-names.ts';
import type { MessageKindModel, MessageModel } from '../../../generator/model/package-model.ts';
import { countText, drawGraph } from '../diagram/draw-graph.ts';
import { eventGraph, type EventGraph, type GraphNode } from '../diagram/event-graph.ts';
import { html, joined, type Html } from '../html.ts';
import { codeBlock } from '../layout/highlight.ts';
import type { Heading, NavLink, Page } from '../page.ts';
import { codeTabs } from './code-tabs.ts';
import type { ReferenceContext } from './context.ts';
import { factsList, type Fact } from './facts-list.ts';
import { eventRows } from './event-rows.ts';
import { eventPath, eventTitle } from './link-book.ts';

const headings: readonly Heading[] = [
  { level: 2, id: 'message', title: 'What a message consists of' },
  { level: 2, id: 'types', title: 'Types of message' },
  { level: 2, id: 'rows', title: 'What it asks for' },
  { level: 2, id: 'example', title: 'Examples' },
  { level: 2, id: 'receive', title: 'Receive it' },
  { level: 2, id: 'transport', title: 'Transport' },
];

/** The page of an event: its messages as a diagram and as a table, what they contain, and how they are received. */
export function eventPage(message: MessageModel, trail: readonly NavLink[], context: ReferenceContext): Page {
  const { description, canonical, event, module } = message;
  const title = eventTitle(message);
  const graph = eventGraph(message, context.model);
  const body = html`<p class="kind">Event</p>
    <h1>${title}</h1>
    <p class="title"><code>${event.code}</code></p>
    <p class="lead">${description}</p>
    <h2 id="message">What a message consists of</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Diagram of a message">
      ${drawGraph(graph, `A message of ${event.code}`)}
    </div>
    <p class="quiet">A dashed line stands for a reference that may be missing.</p>
    ${graphTable(graph, context)} ${typesOf(message, context)} ${eventRows(message, context)}
    ${examplesOf(message, context)} ${receiveOf(message, context)} ${transportOf(message, context)}`;
  return {
    path: eventPath(message),
    title,
    section: 'reference',
    trail,
    headings,
    kind: 'Event',
    names: [event.code, canonical, module],
    ...(description !== undefined && { description }),
    body,
  };
}

/** What the diagram shows, as a table. */
function graphTable({ nodes, types }: EventGraph, { links }: ReferenceContext): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Entries of a message">
    <table class="entries">
      <thead>
        <tr>
          <th scope="col">Entries</th>
          <th scope="col">How many</th>
          <th scope="col">Profile</th>
          <th scope="col">References</th>
        </tr>
      </thead>
      <tbody>
        ${nodes.map(
          (node) =>
            html`<tr>
              <th scope="row">
                ${node.name}${node.isFocus && html` <span class="flag">focus</span>`}
                ${node.within !== undefined && html`<div class="quiet">one of ${node.within}</div>`}
              </th>
              <td>${countText(node.counts, types)}</td>
              <td>${node.profile ? links.linkTo(node.profile.canonical) : links.typeLink(node.fhirType)}</td>
              <td>${referencesOf(node)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function referencesOf({ references }: GraphNode): Html {
  return html`${references.map(
    ({ path, targets, types, isRequired }) =>
      html`<div>
        <code>${path}</code> to
        ${targets.length > 0 ? targets.join(' or ') : `${types.join(' or ')}, outside the message`}${
          !isRequired && ' (may be missing)'
        }
      </div>`,
  )}`;
}

function typesOf({ kinds, refused, cases }: MessageModel, { links }: ReferenceContext): Html {
  return html`<h2 id="types">Types of message</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Types of message">
      <table>
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">When</th>
            <th scope="col">Profile of the Bundle</th>
          </tr>
        </thead>
        <tbody>
          ${kinds.map(
            ({ type, meaning, bundle }) =>
              html`<tr>
                <th scope="row"><code>${type.code}</code></th>
                <td>${meaning}</td>
                <td>${links.linkTo(bundle.canonical)}</td>
              </tr>`,
          )}
          ${refused.map(
            ({ type, reason }) =>
              html`<tr>
                <th scope="row"><code>${type}</code></th>
                <td>${reason}</td>
                <td>none</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      cases.length > 0 &&
      html`<h3>Cases</h3>
        <dl class="terms">
          ${cases.map(
            ({ name, description, parts }) =>
              html`<dt><code>${name}</code></dt>
                <dd>
                  ${description}
                  ${joined(
                    parts.map(({ role, structure }) => html`${role}: ${links.linkTo(structure.canonical)}`),
                    ', ',
                  )}
                </dd>`,
          )}
        </dl>`
    }`;
}

function examplesOf({ event }: MessageModel, { examples }: ReferenceContext): Html {
  const own = examples.messages.filter((one) => one.event === event.code);
  // The kind that comes first in the life of a record is the first that a reader wants to see.
  const sorted = own.toSorted((one, other) => orderOf(one.type) - orderOf(other.type));
  return html`<h2 id="example">Examples</h2>
    ${sorted.map(({ type, case: which, message }, at) => {
      const name = which === undefined ? `A message of the type ${type}` : `A message of the type ${type}, ${which}`;
      return html`<details class="example" ${at === 0 && html` open`}>
        <summary>${name}</summary>
        ${codeTabs(name, examples.tabsOf(message))}
      </details>`;
    })}`;
}

function orderOf(type: string): number {
  return ['new', 'update', 'delete'].indexOf(type);
}

function receiveOf(message: MessageModel, { model, base }: ReferenceContext): Html {
  const name = namespaceName(message);
  const [kind] = message.kinds;
  const key = message.key;
  const code = [
    `import { ${name} } from '${model.package.name}/${message.subpath}';`,
    '',
    'export function receive(xml: string | Uint8Array): string {',
    `  const received = ${name}.receive(xml);`,
    '  if (!received.valid) return received.describe();',
    '',
    ...(key ? ['  const { type, key, content } = received;'] : ['  const { type, content } = received;']),
    `  // It has ${contentNames(kind).join(', ')}.`,
    ...(key ? ['  return `${type} ${key.value}`;'] : ['  return type;']),
    '}',
  ];
  const facts: readonly Fact[] = [
    [
      'Key',
      key
        ? html`<code>${key.role}.${key.path}</code>: a receiver finds its own record by it`
        : 'none: every message stands for itself',
    ],
    ['Ordered by', message.sequence === undefined ? 'nothing' : html`<code>${message.sequence}</code>`],
  ];
  return html`<h2 id="receive">Receive it</h2>
    ${codeBlock(code.join('\n'), 'ts', 'Receive a message')} ${factsList(facts)}
    <p><a href="${base}guides/receiving.html">Receiving messages</a> explains policies, duplicates and order.</p>`;
}

/** What `content` has. */
function contentNames(kind: MessageKindModel | undefined): string[] {
  if (!kind) return [];
  const roles = kind.roles.filter(({ isCheckOnly }) => !isCheckOnly).map(({ name, group }) => group ?? name);
  return [...new Set([...kind.entries.map(({ name }) => name), ...roles])].map((name) => `content.${name}`);
}

/** How messages are delivered, and sent where suppliers may send them. */
function transportOf({ catalogue, event }: MessageModel, { model, base }: ReferenceContext): Html {
  const { service } = model.package;
  const isTaken = service?.events.some(({ code }) => code === event.code) ?? false;
  return html`<h2 id="transport">Transport</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Transport">
      <table>
        <thead>
          <tr>
            <th scope="col">Fact</th>
            <th scope="col">Value</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          ${catalogue.map(
            ({ name, value, meaning }) =>
              html`<tr>
                <th scope="row"><code>${name}</code></th>
                <td><code>${value}</code></td>
                <td>${meaning}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      service &&
      (isTaken
        ? html`<p>
            Suppliers send it to <code>${service.path}</code> of the service:
            <a href="${base}guides/sending.html">Sending messages</a>.
          </p>`
        : html`<p>${service.refusal} See <a href="${base}guides/subscribing.html">Subscribing</a>.</p>`)
    }`;
}
