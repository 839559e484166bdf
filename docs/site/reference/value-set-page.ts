import type { ConceptModel, ValueSetModel } from '../../../generator/model/model.ts';
import { html, softName, type Html } from '../html.ts';
import { codeBlock } from '../layout/highlight.ts';
import type { Page } from '../page.ts';
import { importOf, type ReferenceContext } from './context.ts';
import { factsList } from './facts-list.ts';
import { valueSetPath } from './link-book.ts';
import type { ProfilePlace } from './profile-page.ts';
import { usesList } from './uses-list.ts';

/** The page of a value set: its codes, each with the constant of the package. */
export function valueSetPage(set: ValueSetModel, place: ProfilePlace, context: ReferenceContext): Page {
  const { name, title, description, canonical, version, concepts } = set;
  const systems = [...new Set(concepts.map(({ system }) => system))];
  const body = html`<p class="kind">Value set</p>
    <h1>${name}</h1>
    ${title !== undefined && title !== name && html`<p class="title">${title}</p>`}
    ${description !== undefined && html`<p class="lead">${description}</p>`}
    ${factsList([
      ['Canonical URL', html`<code>${canonical}</code>`],
      ['Version', version],
      ['Codes', countOf(set)],
      ['System', systems.length === 1 && html`<code>${systems[0]}</code>`],
    ])}
    ${concepts.length > 0 && codeBlock(useOf(set, place.subpath, context.model.package.name), 'ts', 'Import')}
    ${openOf(set)} ${concepts.length > 0 && codesOf(set, systems.length > 1)}
    ${usesList('Bound by', place.usedBy, context)}`;
  return {
    path: valueSetPath(set),
    title: name,
    section: 'reference',
    trail: place.trail,
    kind: 'Value set',
    names: [canonical],
    ...(description !== undefined && { description }),
    body,
  };
}

function countOf({ concepts, isClosed }: ValueSetModel): string {
  if (concepts.length === 0) return 'not known to the package';
  return `${concepts.length}${isClosed ? '' : ', and others that are not listed'}`;
}

function useOf({ name, concepts }: ValueSetModel, subpath: string, packageName: string): string {
  const [first] = concepts;
  if (!first) return '';
  const constant = `${name}${memberOf(first.key)}`;
  const lines = [`${constant}.code; // ${JSON.stringify(first.code)}`];
  if (first.display !== undefined) lines.push(`${constant}.display; // ${JSON.stringify(first.display)}`);
  return [importOf([name], `${packageName}/${subpath}`), '', ...lines].join('\n');
}

function memberOf(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** Which codes are in the set without being listed, and why. */
function openOf({ open }: ValueSetModel): Html | false {
  if (open.length === 0) return false;
  return html`<div class="note">
    <p>Not all codes are known here:</p>
    <ul>
      ${open.map(({ system, reason }) => html`<li>${system !== undefined && html`<code>${system}</code>: `}${reason}</li>`)}
    </ul>
  </div>`;
}

/** The codes, with a field to search in them where a script can run. */
function codesOf({ name, concepts }: ValueSetModel, hasSystems: boolean): Html {
  const anchors = codeAnchors(concepts);
  return html`<h2 id="codes">Codes</h2>
    <p class="filter">
      <label>Search in these codes <input type="search" data-filter="codes-table" /></label>
      <output aria-live="polite"></output>
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Codes">
      <table id="codes-table" class="codes">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Display</th>
            <th scope="col">Constant</th>
            ${hasSystems && html`<th scope="col">System</th>`}
          </tr>
        </thead>
        <tbody>
          ${concepts.map((concept, at) => conceptRow(concept, { anchor: anchors[at], name, hasSystems }))}
        </tbody>
      </table>
    </div>`;
}

/** Ids for the rows of codes; a code that several systems have gets a number. */
export function codeAnchors(concepts: readonly ConceptModel[]): readonly string[] {
  const counts = new Map<string, number>();
  return concepts.map(({ code }) => {
    const anchor = `code-${code.replaceAll(/\s/g, '_')}`;
    const count = (counts.get(anchor) ?? 0) + 1;
    counts.set(anchor, count);
    return count === 1 ? anchor : `${anchor}-${count}`;
  });
}

interface ConceptContext {
  readonly anchor: string | undefined;
  /** Name of the value set. */
  readonly name: string;
  readonly hasSystems: boolean;
}

function conceptRow({ code, display, key, system }: ConceptModel, { anchor, name, hasSystems }: ConceptContext): Html {
  return html`<tr id="${anchor}">
    <th scope="row"><code>${code}</code></th>
    <td>${display}</td>
    <td><code>${softName(`${name}${memberOf(key)}`)}</code></td>
    ${hasSystems && html`<td class="quiet">${system}</td>`}
  </tr>`;
}
