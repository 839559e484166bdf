import { html, trusted, type Html } from '../html.ts';
import { codeBlock } from '../layout/highlight.ts';

/** One form of an example. */
export interface CodeTab {
  readonly title: string;
  readonly language: string;
  readonly code: string;
}

/** The same example in several forms, of which one is shown: boxes of a form and rules of style, without a script. */
export function codeTabs(name: string, tabs: readonly CodeTab[]): Html {
  const group = `tabs-${name.replaceAll(/\W+/g, '-')}`;
  return html`<div class="tabs" role="group" aria-label="${name}" data-pagefind-ignore>
    ${tabs.map(
      ({ title }, at) =>
        html`<input
            type="radio"
            name="${group}"
            id="${group}-${at}"
            class="tab-${at}"
            ${at === 0 && trusted(' checked')}
          />
          <label for="${group}-${at}">${title}</label>`,
    )}
    ${tabs.map(
      ({ title, language, code }, at) =>
        html`<div class="panel panel-${at}">
          <div class="print-title">${title}</div>
          ${codeBlock(code, language, `${name}, ${title}`)}
        </div>`,
    )}
  </div>`;
}
