import { html, trusted, type Html } from '../html.ts';
import type { NavGroup, Page } from '../page.ts';
import { renderText } from '../guides/render-markdown.ts';
import type { Comparison, Release } from './compare-releases.ts';

const indexPath = 'versions/index.html';

/** What the navigation beside each page about versions lists. */
export function versionNavigation(comparisons: readonly Comparison[]): readonly NavGroup[] {
  return [
    {
      title: 'Versions',
      links: [
        { title: 'Releases', path: indexPath },
        ...comparisons.map((one) => ({ title: titleOf(one), path: pathOf(one) })),
        { title: 'Changelog', path: 'guides/changelog.html' },
      ],
    },
  ];
}

/** A page of all releases, and one for what differs between each and the one before. */
export function versionPages(
  releases: readonly Release[],
  comparisons: readonly Comparison[],
  base: string,
): readonly Page[] {
  return [indexPage(releases, comparisons, base), ...comparisons.map(comparisonPage)];
}

function indexPage(releases: readonly Release[], comparisons: readonly Comparison[], base: string): Page {
  const body = html`<h1>Versions</h1>
    <p class="lead">
      What differs between the definitions of two releases, in terms of the package, and whom it breaks. The
      <a href="${base}guides/changelog.html">changelog</a> says what has changed in the code.
    </p>
    ${comparisons.length === 0 ? firstRelease(releases, base) : listOf(comparisons, base)}`;
  return { path: indexPath, title: 'Versions', section: 'versions', body };
}

function firstRelease(releases: readonly Release[], base: string): Html {
  const [first] = releases;
  const reason = first
    ? `Version ${first.version} is the first release, so there is nothing to compare it with yet.`
    : 'There is no release yet.';
  return html`<p>${reason} From the second release on, this page leads to what differs.</p>
    <p>
      To compare definitions of your own, use
      <a href="${base}guides/generating.html#what-differs-between-two-versions">careconnect-codegen diff</a>.
    </p>`;
}

function listOf(comparisons: readonly Comparison[], base: string): Html {
  return html`<ul class="cards">
    ${comparisons.map((one) => {
      const breaking = one.changes.filter(({ breaksBuilders, breaksChecks }) => breaksBuilders || breaksChecks).length;
      return html`<li>
        <a href="${base}${pathOf(one)}">${titleOf(one)}</a>
        <p>${one.changes.length} changes, of which ${breaking} break builders or checks</p>
      </li>`;
    })}
  </ul>`;
}

function comparisonPage(comparison: Comparison): Page {
  const body = html`<article class="prose">
    <h1>${titleOf(comparison)}</h1>
    ${trusted(renderText(comparison.markdown))}
  </article>`;
  const trail = [{ title: 'Versions', path: indexPath }];
  return { path: pathOf(comparison), title: titleOf(comparison), section: 'versions', trail, kind: 'Version', body };
}

function titleOf({ from, to }: Comparison): string {
  return `From ${from} to ${to}`;
}

function pathOf({ from, to }: Comparison): string {
  return `versions/${from}-to-${to}.html`;
}
