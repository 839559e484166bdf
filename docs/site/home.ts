import { guideCards } from './guides/guide-pages.ts';
import type { GuideGroup } from './guides/read-guides.ts';
import { html } from './html.ts';
import { codeBlock } from './layout/highlight.ts';
import type { Page, Site } from './page.ts';

/** The page that a reader sees first. `code` shows what the package is like. */
export function homePage(groups: readonly GuideGroup[], code: string, { base, title }: Site): Page {
  const body = html`<div class="hero">
      <div>
        <h1>${title}</h1>
        <p class="lead">
          NHS event messages and CareConnect profiles of FHIR STU3 in TypeScript: build them, check them, receive and
          send them.
        </p>
        <p class="actions">
          <a class="action" href="${base}guides/first-message.html">Your first message</a>
          <a class="action quiet" href="${base}reference/index.html">Reference</a>
          <a class="action quiet" href="${base}playground/index.html">Check a message</a>
        </p>
      </div>
      ${codeBlock(code, 'ts', 'Receive a message')}
    </div>
    ${guideCards(groups, base)}`;
  return { path: 'index.html', title, section: 'home', body };
}
