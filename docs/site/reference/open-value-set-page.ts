import type { ValueSet, ValueSetInclude } from '../../../generator/fhir/definitions.ts';
import { html, joined, type Html } from '../html.ts';
import type { NavLink, Page } from '../page.ts';
import type { ReferenceContext } from './context.ts';
import { factsList } from './facts-list.ts';
import { openSetPath } from './open-set-path.ts';
import { usesList } from './uses-list.ts';

export const openSetsLink: NavLink = {
  title: 'Value sets without constants',
  path: 'reference/open-value-sets/index.html',
};

/** The page of such a value set: what it includes. */
export function openSetPage(
  set: ValueSet,
  usedBy: readonly string[],
  context: ReferenceContext,
  trail: readonly NavLink[],
): Page {
  const { url, name, title, version, description, include, exclude } = set;
  const { base } = context;
  const body = html`<p class="kind">Value set</p>
    <h1>${title ?? name}</h1>
    ${description !== undefined && html`<p class="lead">${description}</p>`}
    ${factsList([
      ['Canonical URL', html`<code>${url}</code>`],
      ['Version', version],
    ])}
    <p>
      The definitions do not list its codes, so the package has no constants for it.
      <a href="${base}guides/terminology.html">Terminology</a> explains how to have them checked by a terminology
      server.
    </p>
    <h2 id="content">What it includes</h2>
    <ul>
      ${include.map((one) => html`<li>${includeOf(one, context)}</li>`)}
    </ul>
    ${
      exclude.length > 0 &&
      html`<h2 id="excluded">What it excludes</h2>
        <ul>
          ${exclude.map((one) => html`<li>${includeOf(one, context)}</li>`)}
        </ul>`
    }
    ${usesList('Bound by', usedBy, context)}`;
  return {
    path: openSetPath(set),
    title: title ?? name,
    section: 'reference',
    trail,
    kind: 'Value set',
    names: [url],
    ...(description !== undefined && { description }),
    body,
  };
}

function includeOf({ system, concepts, filters, valueSets }: ValueSetInclude, { links }: ReferenceContext): Html {
  const conditions = filters.map(({ property, op, value }) => html`<code>${property} ${op} ${value}</code>`);
  const codes = concepts.map(({ code, display }) => html`<code>${code}</code> ${display}`);
  return html`${system !== undefined && html`codes of <code>${system}</code>`}
  ${conditions.length > 0 && html` with ${joined(conditions, ' and ')}`}
  ${codes.length > 0 && html`: ${joined(codes, ', ')}`}
  ${
    valueSets.length > 0 &&
    html`${system !== undefined && ', '}members of
    ${joined(
      valueSets.map((url) => links.linkTo(url)),
      ', ',
    )}`
  }`;
}

/** The page that lists them. */
export function openSetsIndex(sets: readonly ValueSet[], trail: readonly NavLink[], base: string): Page {
  const body = html`<h1>${openSetsLink.title}</h1>
    <p class="lead">
      The codes of these value sets are known to a terminology server alone, such as those that SNOMED CT defines.
    </p>
    <ul>
      ${sets.map((set) => html`<li><a href="${base}${openSetPath(set)}">${set.title ?? set.name}</a></li>`)}
    </ul>`;
  return { path: openSetsLink.path, title: openSetsLink.title, section: 'reference', trail, body };
}
