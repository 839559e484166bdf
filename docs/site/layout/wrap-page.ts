import { html, trusted, type Html } from '../html.ts';
import type { Heading, NavGroup, Page, Site } from '../page.ts';

const sections = [
  { section: 'guides', title: 'Guides', path: 'guides/index.html' },
  { section: 'reference', title: 'Reference', path: 'reference/index.html' },
  { section: 'playground', title: 'Playground', path: 'playground/index.html' },
  { section: 'versions', title: 'Versions', path: 'versions/index.html' },
] as const;

/** Runs before anything is drawn, so that no page flashes in the other colours. */
const setTheme = trusted(
  `<script>try{const t=localStorage.getItem('theme');if(t)document.documentElement.dataset.theme=t}catch{}</script>`,
);

/** Puts a page into the frame that all pages have: head, navigation and table of contents. */
export function wrapPage(page: Page, site: Site): string {
  return html`<!doctype html>
    <html lang="en-GB" data-base="${site.base}">
      ${headOf(page, site)}
      <body class="${page.section}${page.isWide === true ? ' wide' : ''}">
        <a class="skip" href="#main">Skip to the content</a>
        ${headerOf(page, site)}
        <div class="frame">${sideOf(page, site)} ${mainOf(page, site)} ${contentsOf(page.headings ?? [])}</div>
        <footer class="foot">
          <p>${site.title} ${site.version}, Apache-2.0. People, organisations and numbers in examples are fictional.</p>
        </footer>
      </body>
    </html>`.text;
}

function headOf(page: Page, site: Site): Html {
  const url = (path: string): string => site.base + path;
  const isHome = page.section === 'home';
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${isHome ? site.title : `${page.title} · ${site.title}`}</title>
    ${page.description !== undefined && html`<meta name="description" content="${page.description}" />`}
    <meta name="color-scheme" content="light dark" />
    ${setTheme}
    <link rel="icon" href="${url('assets/icon.svg')}" type="image/svg+xml" />
    <link rel="stylesheet" href="${url('assets/site.css')}" />
    ${page.styles?.map((path) => html`<link rel="stylesheet" href="${url(path)}" />`)}
    <script type="module" src="${url('assets/site.js')}"></script>
    ${page.scripts?.map((path) => html`<script type="module" src="${url(path)}"></script>`)}
  </head>`;
}

/** The bar at the top. What needs a script is hidden until there is one. */
function headerOf({ section: current }: Page, { base, title, navigation }: Site): Html {
  const links = sections
    .filter(({ section }) => section !== 'playground' || navigation.playground.length > 0)
    .map(
      (one) =>
        html`<li>
          <a href="${base}${one.path}" ${one.section === current && trusted(' aria-current="true"')}>${one.title}</a>
        </li>`,
    );
  return html`<header class="top">
    <a class="brand" href="${base}index.html"><span aria-hidden="true" class="mark"></span>${title}</a>
    <nav aria-label="Sections">
      <ul>
        ${links}
      </ul>
    </nav>
    <div class="tools">
      <button type="button" id="search-open" class="search-open" hidden aria-keyshortcuts="/ Control+K">
        Search <kbd aria-hidden="true">/</kbd>
      </button>
      <button type="button" id="theme-switch" class="theme-switch" hidden>Dark</button>
    </div>
  </header>`;
}

/** The navigation beside the page; on a narrow screen it is folded. */
function sideOf(page: Page, { base, navigation }: Site): Html | false {
  const groups = navigation[page.section];
  if (groups.length === 0) return false;
  return html`<nav class="side" aria-label="Pages">
    <details class="side-fold">
      <summary>All pages of this section</summary>
      ${groups.map((group) => groupOf(group, page, base))}
    </details>
    <div class="side-full">${groups.map((group) => groupOf(group, page, base))}</div>
  </nav>`;
}

function groupOf({ title, links }: NavGroup, page: Page, base: string): Html {
  const items = links.map(
    (link) =>
      html`<li>
        <a href="${base}${link.path}" ${link.path === page.path && trusted(' aria-current="page"')}>${link.title}</a>
      </li>`,
  );
  return html`<section>
    <h2>${title}</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}

function mainOf(page: Page, site: Site): Html {
  const { kind, names = [], body } = page;
  const searched = kind === undefined ? trusted(' data-pagefind-ignore="all"') : trusted(' data-pagefind-body');
  return html`<main id="main" tabindex="-1" ${searched}>
    ${trailOf(page, site)} ${kind !== undefined && html`<span hidden data-pagefind-meta="kind">${kind}</span>`}
    ${names.length > 0 && html`<span hidden data-pagefind-weight="8">${names.join(' ')}</span>`} ${body}
  </main>`;
}

function trailOf({ trail = [] }: Page, { base }: Site): Html | false {
  if (trail.length === 0) return false;
  return html`<nav class="trail" aria-label="Above this page" data-pagefind-ignore>
    <ol>
      ${trail.map(({ title, path }) => html`<li><a href="${base}${path}">${title}</a></li>`)}
    </ol>
  </nav>`;
}

/** The table of contents, if there is more than one thing in it. */
function contentsOf(headings: readonly Heading[]): Html | false {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 2) return false;
  return html`<nav class="contents" aria-labelledby="on-this-page" data-pagefind-ignore>
    <h2 id="on-this-page">On this page</h2>
    <ul>
      ${shown.map(({ level, id, title }) => html`<li class="level-${level}"><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}
