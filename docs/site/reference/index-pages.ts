import type { FamilyModel, StructureModel } from '../../../generator/model/model.ts';
import type { PackageModel } from '../../../generator/model/package-model.ts';
import { allCodes, explainCode } from '../../../generator/diagnostics/explanations/index.ts';
import { issueCodes } from '../../../sdk/issue-codes.ts';
import { html, softName, type Html } from '../html.ts';
import type { NavGroup, NavLink, Page } from '../page.ts';
import { diagnosticPath, issuePath } from './code-pages.ts';
import { openSetsLink } from './open-value-set-page.ts';
import { eventPath, eventTitle, structurePath, valueSetPath } from './link-book.ts';

export const referenceLink: NavLink = { title: 'Reference', path: 'reference/index.html' };
export const issuesLink: NavLink = { title: 'Codes of issues', path: 'reference/issues/index.html' };
export const diagnosticsLink: NavLink = { title: 'Diagnostics', path: 'reference/diagnostics/index.html' };

export function familyLink({ subpath, title }: Pick<FamilyModel, 'subpath' | 'title'>): NavLink {
  return { title, path: `reference/${subpath}/index.html` };
}

/** What the navigation of every page of the reference lists. */
export function referenceNavigation({ families, messages }: PackageModel): readonly NavGroup[] {
  return [
    { title: 'Events', links: messages.map((one) => ({ title: eventTitle(one), path: eventPath(one) })) },
    {
      title: 'Definitions',
      links: [...listedFamilies({ families, messages }).map(familyLink), openSetsLink],
    },
    { title: 'Codes', links: [issuesLink, diagnosticsLink] },
  ];
}

/** The families with pages of their own, but for those of events. */
function listedFamilies({ families, messages }: Pick<PackageModel, 'families' | 'messages'>): readonly FamilyModel[] {
  const events = new Set(messages.map(({ subpath }) => subpath));
  return families.filter((one) => hasPages(one) && !events.has(one.subpath));
}

export function hasPages({ structures, valueSets }: FamilyModel): boolean {
  return valueSets.length > 0 || structures.some(({ role }) => role === 'profile');
}

/** The pages that lead to all others of the reference. */
export function indexPages(model: PackageModel, base: string): readonly Page[] {
  return [
    overview(model, base),
    ...model.families.filter(hasPages).map((family) => familyPage(family, model, base)),
    codesPage(issuesLink, issueRows(base), 'What a check reports is one of these.'),
    codesPage(diagnosticsLink, diagnosticRows(base), 'What the generator says of definitions has one of these codes.'),
  ];
}

function overview({ families, messages }: PackageModel, base: string): Page {
  const body = html`<h1>Reference</h1>
    <p class="lead">
      Every event, profile, extension, value set and code of the package, from the definitions that the package is
      generated from.
    </p>
    <h2 id="events">Events</h2>
    <ul class="cards">
      ${messages.map(
        (one) =>
          html`<li>
            <a href="${base}${eventPath(one)}">${eventTitle(one)}</a>
            <p>${one.kinds.map(({ type }) => type.code).join(', ')}: <code>${one.event.code}</code></p>
          </li>`,
      )}
    </ul>
    <h2 id="definitions">Profiles, extensions and value sets</h2>
    <ul class="cards">
      ${listedFamilies({ families, messages }).map(
        (family) =>
          html`<li>
            <a href="${base}${familyLink(family).path}">${family.title}</a>
            <p>${countsOf(family)}</p>
          </li>`,
      )}
      <li>
        <a href="${base}${openSetsLink.path}">${openSetsLink.title}</a>
        <p>Their codes are known to a terminology server alone.</p>
      </li>
    </ul>
    <h2 id="codes">Codes</h2>
    <ul class="cards">
      <li>
        <a href="${base}${issuesLink.path}">${issuesLink.title}</a>
        <p>What a check reports, with an example of each.</p>
      </li>
      <li>
        <a href="${base}${diagnosticsLink.path}">${diagnosticsLink.title}</a>
        <p>What the generator says of definitions.</p>
      </li>
    </ul>`;
  return { path: referenceLink.path, title: 'Reference', section: 'reference', body };
}

function countsOf({ structures, valueSets }: FamilyModel): string {
  const profiles = structures.filter(({ role, isExtension }) => role === 'profile' && !isExtension).length;
  const extensions = structures.filter(({ role, isExtension }) => role === 'profile' && isExtension).length;
  const counts: (readonly [number, string])[] = [
    [profiles, profiles === 1 ? 'profile' : 'profiles'],
    [extensions, extensions === 1 ? 'extension' : 'extensions'],
    [valueSets.length, valueSets.length === 1 ? 'value set' : 'value sets'],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}

function familyPage(family: FamilyModel, { name, messages }: PackageModel, base: string): Page {
  const { subpath, title, structures, valueSets } = family;
  const profiles = structures.filter(({ role }) => role === 'profile');
  const event = messages.find((message) => message.subpath === subpath);
  const body = html`<h1>${title}</h1>
    <p class="lead">${countsOf(family)}</p>
    <p>Import them from <code>${name}/${subpath}</code>.</p>
    ${event && html`<p>The event itself: <a href="${base}${eventPath(event)}">${eventTitle(event)}</a>.</p>`}
    ${listOf('Profiles', 'profiles', profiles.filter(({ isExtension }) => !isExtension).map(structureRow), base)}
    ${listOf('Extensions', 'extensions', profiles.filter(({ isExtension }) => isExtension).map(structureRow), base)}
    ${listOf(
      'Value sets',
      'value-sets',
      valueSets.map((set) => ({
        title: set.name,
        path: valueSetPath(set),
        about: set.title ?? '',
        note: set.concepts.length === 0 ? '' : `${set.concepts.length} codes`,
      })),
      base,
    )}`;
  return { path: familyLink(family).path, title, section: 'reference', trail: [referenceLink], body };
}

interface IndexRow {
  readonly title: string;
  readonly path: string;
  readonly about: string;
  readonly note: string;
}

function structureRow(structure: StructureModel): IndexRow {
  const { name, title, description, fhirType, isExtension } = structure;
  const about = title !== undefined && title !== name ? title : (description ?? '');
  return { title: name, path: structurePath(structure), about, note: isExtension ? '' : fhirType };
}

function listOf(title: string, id: string, rows: readonly IndexRow[], base: string): Html | false {
  if (rows.length === 0) return false;
  return html`<h2 id="${id}">${title}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table class="index">
        <tbody>
          ${rows.map(
            ({ title: name, path, about, note }) =>
              html`<tr>
                <th scope="row"><a href="${base}${path}">${softName(name)}</a></th>
                <td>${about}</td>
                <td class="quiet">${softName(note)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function issueRows(base: string): Html {
  return html`${Object.entries(issueCodes).map(
    ([code, { title }]) =>
      html`<tr>
        <th scope="row"><a href="${base}${issuePath(code)}">${code}</a></th>
        <td>${title}</td>
      </tr>`,
  )}`;
}

function diagnosticRows(base: string): Html {
  return html`${allCodes.map(explainCode).map(
    ({ code, severity, what, hint }) =>
      html`<tr>
        <th scope="row"><a href="${base}${diagnosticPath(code)}">${code}</a></th>
        <td><span class="severity ${severity}">${severity}</span></td>
        <td>${what ?? hint}</td>
      </tr>`,
  )}`;
}

function codesPage({ title, path }: NavLink, rows: Html, about: string): Page {
  const body = html`<h1>${title}</h1>
    <p class="lead">${about}</p>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table class="index">
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
  return { path, title, section: 'reference', trail: [referenceLink], body };
}
