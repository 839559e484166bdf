import type { Html } from './html.ts';

/** A link of the navigation. */
export interface NavLink {
  readonly title: string;
  /** Path below the site: `guides/builders.html`. */
  readonly path: string;
}

export interface NavGroup {
  readonly title: string;
  readonly links: readonly NavLink[];
}

/** An entry of the table of contents of a page. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly title: string;
}

/** What a page says of itself; the layout adds the rest. */
export interface Page {
  /** Path below the site, with `/`: `guides/builders.html`. */
  readonly path: string;
  readonly title: string;
  /** One sentence, for search engines and results. */
  readonly description?: string;
  /** Where it stands: it decides what the navigation beside the page lists. */
  readonly section: 'home' | 'guides' | 'reference' | 'versions' | 'playground';
  /** The pages above it, outermost first. */
  readonly trail?: readonly NavLink[];
  readonly headings?: readonly Heading[];
  readonly body: Html;
  /** Paths below the site of scripts that only this page needs, as modules. */
  readonly scripts?: readonly string[];
  /** Paths below the site of styles that only this page needs. */
  readonly styles?: readonly string[];
  /** True for a page that takes the whole width. */
  readonly isWide?: boolean;
  /** What kind of thing it is about, shown with it in search results; pages without it are not searched. */
  readonly kind?: string;
  /** Further words by which names are found: canonical URLs, and the like. */
  readonly names?: readonly string[];
}

/** A file that is written as it is. */
export interface Asset {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What all pages share. */
export interface Site {
  /** The path below which the site lies, with a slash at both ends: `/` or `/careconnect/`. */
  readonly base: string;
  readonly title: string;
  /** The version of the package. */
  readonly version: string;
  /** Address of the repository, for links to files that are no pages. */
  readonly repository: string;
  readonly navigation: Readonly<Record<Page['section'], readonly NavGroup[]>>;
}
