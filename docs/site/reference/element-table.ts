import { cardinality } from '../../../generator/declare/doc-text.ts';
import type { ElementType, TypedValue } from '../../../generator/fhir/definitions.ts';
import { html, joined, softName, trusted, type Html } from '../html.ts';
import type { ElementRow } from '../model/element-rows.ts';
import type { MemberText } from '../model/type-texts.ts';
import type { LinkBook } from './link-book.ts';

/**
 * The tree of a profile as a table. What is folded, and whether all of the structure is shown or only what the profile
 * states, are boxes of a form and rules of style, so that no script is needed.
 */
export function elementTable(rows: readonly ElementRow[], links: LinkBook): Html {
  const stated = rows.filter(({ isInDifferential }) => isInDifferential).length;
  return html`<div class="tree" id="tree" data-pagefind-ignore>
    ${foldRules(rows)}
    <fieldset class="view">
      <legend class="visually-hidden">Which elements are shown</legend>
      <label><input type="radio" name="view" id="view-stated" checked /> What it states (${stated})</label>
      <label><input type="radio" name="view" id="view-all" /> All elements (${rows.length})</label>
    </fieldset>
    <table class="elements">
      <thead>
        <tr>
          <th scope="col">Element</th>
          <th scope="col">Flags</th>
          <th scope="col">Card.</th>
          <th scope="col">Type</th>
          <th scope="col">Meaning and rules</th>
          <th scope="col">TypeScript</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row, at) => rowOf(row, rows[at + 1], links))}
      </tbody>
    </table>
  </div>`;
}

/** One rule for each row that can be folded: while its box is checked, what is inside it is not shown. */
function foldRules(rows: readonly ElementRow[]): Html {
  const rules = rows
    .filter(({ hasChildren }) => hasChildren)
    .map(({ number }) => `#tree:has(#f${number}:checked) .i${number}`);
  return trusted(`<style>@media screen{${rules.join(',')}{display:none}}</style>`);
}

function rowOf(row: ElementRow, next: ElementRow | undefined, links: LinkBook): Html {
  const classes = [
    `row d${Math.min(row.depth, 9)}`,
    row.sort,
    row.isInDifferential ? 'stated' : 'base',
    ...(next !== undefined && next.depth > row.depth ? ['open'] : []),
    ...(row.max === 0 ? ['prohibited'] : []),
    ...row.around.map((number) => `i${number}`),
  ];
  return html`<tr class="${classes.join(' ')}" id="${anchorOf(row.id)}">
    <th scope="row">${nameOf(row)}</th>
    <td class="flags">${flagsOf(row)}</td>
    <td class="card">${cardinality(row)}</td>
    <td class="types">${typesOf(row, links)}</td>
    <td class="rules">${rulesOf(row, links)}</td>
    <td class="typescript">${typescriptOf(row)}</td>
  </tr>`;
}

/** Ids of elements are unique, and links may name them. */
export function anchorOf(id: string): string {
  return id.replaceAll(/[^\w.:[\]/-]/g, '_');
}

function nameOf({ label, number, hasChildren, isFolded, depth, id }: ElementRow): Html {
  const indent = trusted('<span class="step" aria-hidden="true"></span>'.repeat(depth));
  const box =
    hasChildren && depth > 0
      ? html`<input
          type="checkbox"
          class="fold"
          id="f${number}"
          aria-label="Fold ${label}"
          ${isFolded && trusted(' checked')}
        />`
      : html`<span class="leaf" aria-hidden="true"></span>`;
  return html`<div class="name">
    ${indent}${box}<a href="#${anchorOf(id)}" title="${id}">${labelOf(label, depth)}</a>
  </div>`;
}

/** Of a slice, only its own name is shown: that of the element stands above. */
function labelOf(label: string, depth: number): Html {
  const [stem = '', slice] = label.split(':');
  if (slice === undefined || depth === 0) return softName(label);
  return html`<span class="visually-hidden">${stem}</span>:${softName(slice)}`;
}

function flagsOf({ mustSupport, isModifier, own }: ElementRow): Html {
  return html`${mustSupport && html`<abbr class="flag support" title="Must support">S</abbr>`}
  ${isModifier && html`<abbr class="flag modifier" title="Modifier: it can change the meaning of the resource">?!</abbr>`}
  ${own.length > 0 && html`<abbr class="flag invariant" title="This profile states an invariant here">I</abbr>`}`;
}

function typesOf({ types, contentReference }: ElementRow, links: LinkBook): Html {
  if (contentReference !== undefined) return html`as <a href="#${anchorOf(contentReference)}">${contentReference}</a>`;
  const groups = new Map<string, ElementType[]>();
  for (const type of types) groups.set(type.code, [...(groups.get(type.code) ?? []), type]);
  const printed = [...groups].map(([code, all]) => typeOf(code, all, links));
  // A choice may have any of a dozen types.
  if (printed.length > 6)
    return html`<details>
      <summary>${printed.length} types</summary>
      ${joined(printed, ' | ')}
    </details>`;
  return joined(printed, ' | ');
}

function typeOf(code: string, all: readonly ElementType[], links: LinkBook): Html {
  const profiles = all.flatMap(({ profile }) => profile ?? []);
  if (profiles.length > 0)
    return joined(
      profiles.map((url) => links.linkTo(url)),
      ' | ',
    );
  const targets = all.flatMap(({ targetProfile }) => targetProfile ?? []);
  if (targets.length === 0) return links.typeLink(code);
  const isBundled = all.every(({ aggregation }) => aggregation?.join() === 'bundled');
  const inBundle =
    isBundled && html` <abbr class="flag" title="The target has to be in the same Bundle">bundled</abbr>`;
  return html`${links.typeLink(code)}(${joined(
    targets.map((url) => links.linkTo(url)),
    ' | ',
  )})${inBundle}`;
}

function rulesOf({ short, definition, binding, fixed, pattern, facts, own }: ElementRow, links: LinkBook): Html {
  return html`${short !== undefined && html`<div>${short}</div>`}
  ${definition !== undefined && html`<div class="quiet">${definition}</div>`}
  ${fixed && html`<div class="rule"><span class="what">Fixed</span> ${valueOf(fixed)}</div>`}
  ${pattern && html`<div class="rule"><span class="what">Pattern</span> ${valueOf(pattern)}</div>`}
  ${
    binding &&
    html`<div class="rule">
      <span class="what">Binding</span>
      ${binding.valueSet === undefined ? binding.description : links.linkTo(binding.valueSet)}
      <span class="strength ${binding.strength}">${binding.strength}</span>
    </div>`
  }
  ${facts.map((fact) => html`<div class="rule">${fact}</div>`)}
  ${own.map(
    ({ key, severity, human }) =>
      html`<div class="rule">
        <a class="what" href="#invariant-${key}">${key}</a>
        <span class="severity ${severity}">${severity}</span> ${human}
      </div>`,
  )}`;
}

/** A value that a definition fixes, as code. */
export function valueOf({ value }: TypedValue): Html {
  return html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
}

function typescriptOf({ typescript, fixed, pattern, max }: ElementRow): Html | false {
  if (!typescript || max === 0) return false;
  const { members, input, accessor } = typescript;
  const isFilledIn = !input && (fixed !== undefined || pattern !== undefined);
  return html`${
    members.length > 0 &&
    html`<div>
      <span class="what">Member</span>
      ${members.length > 4 ? html`<code>${members[0]?.name}</code> and ${members.length - 1} others` : joined(members.map(memberOf), ', ')}
    </div>`
  }
  ${accessor !== undefined && html`<div><span class="what">Read by</span> <code>${softName(accessor)}()</code></div>`}
  ${input && html`<div><span class="what">Builder</span> ${memberOf(input)}</div>`}
  ${isFilledIn && html`<div><span class="what">Builder</span> fills it in</div>`}`;
}

/** Longer types are folded. */
const longType = 72;

function memberOf({ name, isOptional, type }: MemberText): Html {
  // Each input may be missing in the same ways, which the mark says.
  const plain = isOptional ? type.replace(/(?: \| (?:null|undefined))+$/, '') : type;
  const start = `${name}${isOptional ? '?' : ''}`;
  if (plain.length <= longType) return html`<code>${softName(`${start}: ${plain}`)}</code>`;
  return html`<details class="long">
    <summary><code>${softName(start)}</code></summary>
    <code>${softName(plain)}</code>
  </details>`;
}
