import type { StructureModel } from '../../../generator/model/model.ts';
import type { Constraint } from '../../../generator/fhir/definitions.ts';
import type { ResolvedStructure } from '../../../generator/resolve/resolved.ts';
import { html, joined, softName, type Html } from '../html.ts';
import { codeBlock } from '../layout/highlight.ts';
import { elementRows, type ElementRow } from '../model/element-rows.ts';
import { typeTextsOf } from '../model/type-texts.ts';
import type { Asset, Heading, NavLink, Page } from '../page.ts';
import { codeTabs } from './code-tabs.ts';
import { importLine, type ReferenceContext } from './context.ts';
import { factsList, type Fact } from './facts-list.ts';
import { elementCsv } from './element-csv.ts';
import { anchorOf, elementTable } from './element-table.ts';
import { structurePath } from './link-book.ts';
import { usesList } from './uses-list.ts';

/** The page of a profile or extension, and what it is made of. */
export interface ProfilePage {
  readonly page: Page;
  readonly csv: Asset;
  readonly rows: readonly ElementRow[];
  readonly structure: StructureModel;
}

export interface ProfilePlace {
  readonly subpath: string;
  readonly trail: readonly NavLink[];
  /** Canonical URLs of what refers to it. */
  readonly usedBy: readonly string[];
}

const headings: readonly Heading[] = [
  { level: 2, id: 'elements', title: 'Elements' },
  { level: 2, id: 'example', title: 'Example' },
  { level: 2, id: 'invariants', title: 'Invariants' },
  { level: 2, id: 'used-by', title: 'Used by' },
];

/** Makes the page of a profile or extension, and its tree as comma-separated values. */
export function profilePage(
  structure: StructureModel,
  resolved: ResolvedStructure,
  place: ProfilePlace,
  context: ReferenceContext,
): ProfilePage {
  const ids = idsOf(resolved);
  const { names, accessors } = context.model;
  const texts = typeTextsOf(structure, ids, { names, accessors });
  const rows = elementRows(resolved, texts);
  const path = structurePath(structure);
  const csv = { path: path.replace(/html$/, 'csv'), content: elementCsv(rows) };
  const body = html`${headOf(structure, resolved, place, context)}
    <h2 id="elements">Elements</h2>
    <p class="quiet">
      S must support, ?! modifier, I invariant of this profile.
      <a href="${context.base}${csv.path}" download>Download as CSV</a>
    </p>
    ${elementTable(rows, context.links)} ${exampleOf(structure, context)} ${invariantsOf(rows, context)}
    ${usesList('Used by', place.usedBy, context)}`;
  const kind = structure.isExtension ? 'Extension' : 'Profile';
  const title = structure.name;
  const { description } = structure;
  return {
    page: {
      path,
      title,
      section: 'reference',
      trail: place.trail,
      headings,
      isWide: true,
      kind,
      names: [structure.canonical, structure.module],
      ...(description !== undefined && { description }),
      body,
    },
    csv,
    rows,
    structure,
  };
}

function idsOf({ root }: ResolvedStructure): string[] {
  const ids: string[] = [];
  const visit = (element: ResolvedStructure['root']): void => {
    ids.push(element.id);
    [...element.slices, ...element.children].forEach(visit);
  };
  visit(root);
  return ids;
}

function headOf(
  structure: StructureModel,
  { definition, lineage }: ResolvedStructure,
  { subpath }: ProfilePlace,
  { links, model }: ReferenceContext,
): Html {
  const { name, title, description, canonical, version, isExtension, fhirType } = structure;
  const kind = isExtension ? 'Extension' : `Profile of ${fhirType}`;
  const parents = lineage.slice(1).map((url) => links.linkTo(url));
  const facts: readonly Fact[] = [
    ['Canonical URL', html`<code>${canonical}</code>`],
    ['Version', version],
    ['Builds on', joined(parents, ', ')],
    ['May stand in', definition.context.join(', ') || undefined],
    ['Resources claim', structure.claims && links.linkTo(structure.claims)],
  ];
  return html`<p class="kind">${kind}</p>
    <h1>${name}</h1>
    ${title !== undefined && title !== name && html`<p class="title">${title}</p>`}
    ${description !== undefined && html`<p class="lead">${description}</p>`} ${factsList(facts)}
    ${structure.isBuilt && codeBlock(importLine(structure, subpath, model.package.name), 'ts', 'Import')}`;
}

function exampleOf(structure: StructureModel, { examples }: ReferenceContext): Html {
  const example = examples.exampleOf(structure);
  return html`<h2 id="example">Example</h2>
    ${
      example
        ? html`<p class="quiet">${example.about}</p>
            ${codeTabs('Example', example.tabs)}`
        : html`<p>No message of the package has one, and nothing is known of what it has to contain.</p>`
    }`;
}

interface StatedConstraint {
  readonly constraint: Constraint;
  readonly elements: readonly string[];
  readonly isOwn: boolean;
}

/** All invariants that apply, those of this definition first. */
function invariantsOf(rows: readonly ElementRow[], { links }: ReferenceContext): Html {
  const all = constraintsIn(rows);
  return html`<h2 id="invariants">Invariants</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Invariants">
      <table class="invariants">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Severity</th>
            <th scope="col">Where</th>
            <th scope="col">Condition</th>
            <th scope="col">Stated by</th>
          </tr>
        </thead>
        <tbody>
          ${all.map((one, at) => constraintRow(one, isFirst(one, all.slice(0, at)), links))}
        </tbody>
      </table>
    </div>`;
}

function constraintsIn(rows: readonly ElementRow[]): readonly StatedConstraint[] {
  const found = new Map<string, StatedConstraint>();
  for (const { id, own, inherited } of rows) {
    for (const [list, isOwn] of [
      [own, true],
      [inherited, false],
    ] as const) {
      for (const constraint of list) {
        const key = JSON.stringify([constraint.key, constraint.source, constraint.expression]);
        const known = found.get(key);
        found.set(key, { constraint, isOwn, elements: [...(known?.elements ?? []), id] });
      }
    }
  }
  return [...found.values()].sort((one, other) => Number(other.isOwn) - Number(one.isOwn));
}

const mostPlaces = 3;

/** Whether rows lead to it by its key: several elements may have invariants of one key. */
function isFirst({ constraint, isOwn }: StatedConstraint, before: readonly StatedConstraint[]): boolean {
  return isOwn && before.every((other) => other.constraint.key !== constraint.key);
}

function constraintRow(
  { constraint, elements, isOwn }: StatedConstraint,
  isTarget: boolean,
  links: ReferenceContext['links'],
): Html {
  const { key, severity, human, expression, source } = constraint;
  const places = elements.slice(0, mostPlaces).map((id) => html`<a href="#${anchorOf(id)}">${softName(id)}</a>`);
  const others = elements.length - places.length;
  return html`<tr${isTarget && html` id="invariant-${key}"`}>
    <th scope="row">${key}</th>
    <td><span class="severity ${severity}">${severity}</span></td>
    <td>${joined(places, ', ')}${others > 0 && ` and ${others} ${others === 1 ? 'other' : 'others'}`}</td>
    <td>${human} ${expression !== undefined && html`<div><code>${expression}</code></div>`}</td>
    <td>${isOwn ? 'this profile' : source !== undefined && links.linkTo(source)}</td>
  </tr>`;
}
