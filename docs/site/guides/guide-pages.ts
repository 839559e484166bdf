import { capitalised, html, type Html } from '../html.ts';
import type { Asset, NavGroup, Page } from '../page.ts';
import { pathOf, readGuides, type GuideGroup } from './read-guides.ts';
import { readPictures } from './read-pictures.ts';
import { renderLine, renderMarkdown } from './render-markdown.ts';

export interface GuideContext {
  /** Folder of the repository, with a slash at its end. */
  readonly root: string;
  readonly base: string;
  readonly repository: string;
}

export interface Guides {
  readonly pages: readonly Page[];
  readonly navigation: readonly NavGroup[];
  readonly groups: readonly GuideGroup[];
  readonly assets: readonly Asset[];
}

/** Makes the pages of all guides, and one that lists them. */
export function makeGuides({ root, base, repository }: GuideContext): Guides {
  const { guides, groups } = readGuides(root);
  const pictures = readPictures(root);
  const files = new Map<string, string>([
    ...guides.map(({ file, path }) => [file, path] as const),
    ['docs/README.md', pathOf('docs/README.md')],
    ...pictures.map(({ file, asset }) => [file, asset.path] as const),
  ]);
  const pages = guides.map(({ file, path, title, text }): Page => {
    const { body, headings } = renderMarkdown(text, { root, file, base, repository, pages: files, pictures });
    const section = file === 'CHANGELOG.md' ? 'versions' : 'guides';
    return { path, title, section, headings, kind: 'Guide', body: html`<article class="prose">${body}</article>` };
  });
  return {
    pages: [...pages, indexPage(groups, base)],
    navigation: navigationOf(groups),
    groups,
    assets: pictures.map(({ asset }) => asset),
  };
}

function navigationOf(groups: readonly GuideGroup[]): NavGroup[] {
  const link = (title: string, file: string): { title: string; path: string } => ({ title, path: pathOf(file) });
  return [
    { title: 'Begin', links: [link('Start', 'README.md')] },
    ...groups.map(({ title, entries }) => ({
      title,
      links: entries.map((entry) => link(entry.title, entry.file)),
    })),
    {
      title: 'The project',
      links: [
        link('Definitions', 'profiles/README.md'),
        link('Contributing', 'CONTRIBUTING.md'),
        link('Changelog', 'CHANGELOG.md'),
      ],
    },
  ];
}

function indexPage(groups: readonly GuideGroup[], base: string): Page {
  const body = html`<h1>Guides</h1>
    <p class="lead">
      New here? <a href="${base}${pathOf('docs/first-message.md')}">Your first message</a> needs no knowledge of FHIR.
      The <a href="${base}${pathOf('README.md')}">start page</a> gives an overview. The other guides are listed by task.
    </p>
    ${guideCards(groups, base)}`;
  return { path: 'guides/index.html', title: 'Guides', section: 'guides', body };
}

/** The guides as cards, by task. */
export function guideCards(groups: readonly GuideGroup[], base: string): Html {
  return html`${groups.map(
    ({ title, entries }) =>
      html`<section class="cards-of">
        <h2>${title}</h2>
        <ul class="cards">
          ${entries.map(
            (entry) =>
              html`<li>
                <a href="${base}${pathOf(entry.file)}">${entry.title}</a>
                <p>${renderLine(capitalised(entry.about))}</p>
              </li>`,
          )}
        </ul>
      </section>`,
  )}`;
}
