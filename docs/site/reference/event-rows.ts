import { cardinality } from '../../../generator/declare/doc-text.ts';
import type { StructureModel } from '../../../generator/model/model.ts';
import type { MessageModel } from '../../../generator/model/package-model.ts';
import { html, softName, type Html } from '../html.ts';
import { elementRows, type ElementRow } from '../model/element-rows.ts';
import type { ReferenceContext } from './context.ts';
import { anchorOf, valueOf } from './element-table.ts';
import { structurePath } from './link-book.ts';

/** What the profiles of an event state beyond those that they build on, one table for each resource. */
export function eventRows(message: MessageModel, context: ReferenceContext): Html {
  const profiles = ownProfiles(message);
  return html`<h2 id="rows">What it asks for</h2>
    <p>
      Each table lists what the event states of a resource. What a resource has to keep besides is on the page of its
      profile.
    </p>
    ${profiles.map((profile) => tableOf(profile, context))}`;
}

/** The profiles that belong to the event alone, but for its Bundles and those that state nothing. */
function ownProfiles({ kinds, cases }: MessageModel): readonly StructureModel[] {
  const entries = kinds.flatMap(({ header, entries: others }) => [header, ...others].flatMap(({ own }) => own));
  const roles = kinds.flatMap((kind) => kind.roles.flatMap(({ structure }) => structure ?? []));
  const all = [...entries, ...roles, ...cases.flatMap(({ parts }) => parts.map(({ structure }) => structure))];
  return [...new Map(all.map((one) => [one.canonical, one])).values()];
}

function tableOf(profile: StructureModel, { model, base }: ReferenceContext): Html | false {
  const resolved = model.resolved.get(profile.canonical);
  if (!resolved) return false;
  const stated = new Set(resolved.definition.differential.map(({ id }) => id));
  const rows = elementRows(resolved, new Map()).filter(({ id, depth }) => depth > 0 && stated.has(id));
  if (rows.length === 0) return false;
  const path = base + structurePath(profile);
  return html`<details class="rows" open>
    <summary>${profile.name} <span class="quiet">${rows.length} elements</span></summary>
    <p><a href="${path}">The profile ${profile.name}</a></p>
    <div class="scroll" tabindex="0" role="region" aria-label="${profile.name}">
      <table>
        <thead>
          <tr>
            <th scope="col">Element</th>
            <th scope="col">Card.</th>
            <th scope="col">What it asks for</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => rowOf(row, path))}
        </tbody>
      </table>
    </div>
  </details>`;
}

function rowOf(row: ElementRow, path: string): Html {
  const value = row.fixed ?? row.pattern;
  return html`<tr>
    <th scope="row"><a href="${path}#${anchorOf(row.id)}">${softName(row.id)}</a></th>
    <td class="card">${cardinality(row)}</td>
    <td>
      ${row.short} ${value && valueOf(value)} ${row.own.map(({ key, human }) => html`<div>${key}: ${human}</div>`)}
    </td>
  </tr>`;
}
