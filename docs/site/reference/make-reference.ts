import type { FamilyModel, StructureModel } from '../../../generator/model/model.ts';
import type { Asset, NavGroup, Page } from '../page.ts';
import { diagnosticPages, issuePages } from './code-pages.ts';
import type { ReferenceContext } from './context.ts';
import { eventPage } from './event-page.ts';
import {
  diagnosticsLink,
  familyLink,
  hasPages,
  indexPages,
  issuesLink,
  referenceLink,
  referenceNavigation,
} from './index-pages.ts';
import { openSetPage, openSetsIndex, openSetsLink } from './open-value-set-page.ts';
import { structurePath } from './link-book.ts';
import { profilePage, type ProfilePage } from './profile-page.ts';
import { findUses } from './used-by.ts';
import { valueSetPage } from './value-set-page.ts';

export interface Reference {
  readonly pages: readonly Page[];
  readonly assets: readonly Asset[];
  readonly navigation: readonly NavGroup[];
  readonly profiles: readonly ProfilePage[];
}

/** Makes every page of the reference. */
export async function makeReference(context: ReferenceContext): Promise<Reference> {
  const { package: model } = context.model;
  const uses = findUses(context.model);
  const usedBy = (canonical: string): readonly string[] => uses.get(canonical) ?? [];
  const families = model.families.filter(hasPages);
  const profiles = families.flatMap((family) => profilesOf(family, usedBy, context));
  const sets = families.flatMap((family) =>
    family.valueSets.map((set) => {
      const place = {
        subpath: family.subpath,
        trail: [referenceLink, familyLink(family)],
        usedBy: usedBy(set.canonical),
      };
      return valueSetPage(set, place, context);
    }),
  );
  const listed = new Set(model.families.flatMap(({ valueSets }) => valueSets.map(({ canonical }) => canonical)));
  const open = context.model.loaded.valueSets.filter(({ url }) => !listed.has(url));
  const openSets = [
    openSetsIndex(open, [referenceLink], context.base),
    ...open.map((set) => openSetPage(set, usedBy(set.url), context, [referenceLink, openSetsLink])),
  ];
  const events = model.messages.map((message) => eventPage(message, [referenceLink], context));
  const codes = [
    ...(await issuePages([referenceLink, issuesLink])),
    ...diagnosticPages([referenceLink, diagnosticsLink]),
  ];
  return {
    pages: [
      ...indexPages(model, context.base),
      ...profiles.map(({ page }) => page),
      ...sets,
      ...openSets,
      ...events,
      ...codes,
    ],
    assets: profiles.map(({ csv }) => csv),
    navigation: referenceNavigation(model),
    profiles,
  };
}

function profilesOf(
  family: FamilyModel,
  usedBy: (canonical: string) => readonly string[],
  context: ReferenceContext,
): ProfilePage[] {
  const own = family.structures.filter(({ role }) => role === 'profile');
  const siblings = siblingsOf(own, family);
  return own.map((structure) => {
    const resolved = context.model.resolved.get(structure.canonical);
    if (!resolved) throw new Error(`${structure.canonical} has no snapshot`);
    const trail = [referenceLink, familyLink(family)];
    const made = profilePage(
      structure,
      resolved,
      { subpath: family.subpath, trail, usedBy: usedBy(structure.canonical) },
      context,
    );
    return { ...made, page: { ...made.page, siblings } };
  });
}

const mostSiblings = 150;

/** The profiles of a family, for the navigation of each. */
function siblingsOf(structures: readonly StructureModel[], { title }: FamilyModel): readonly NavGroup[] {
  // Nobody looks through more, and every page would have them.
  if (structures.length > mostSiblings) return [];
  const links = (isExtension: boolean): NavGroup['links'] =>
    structures
      .filter((one) => one.isExtension === isExtension)
      .map((one) => ({ title: one.name, path: structurePath(one) }));
  return [
    { title, links: links(false) },
    { title: `${title}: extensions`, links: links(true) },
  ].filter((group) => group.links.length > 0);
}
