import { html, type Html } from '../html.ts';
import type { ReferenceContext } from './context.ts';

/** The definitions that refer to one, as links. */
export function usesList(title: string, urls: readonly string[], { links }: ReferenceContext): Html {
  return html`<h2 id="used-by">${title}</h2>
    ${
      urls.length === 0
        ? html`<p>Nothing in the package refers to it.</p>`
        : html`<ul class="used-by">
            ${urls.map((url) => html`<li>${links.linkTo(url)}</li>`)}
          </ul>`
    }`;
}
