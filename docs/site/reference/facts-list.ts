import { html, type Html, type Part } from '../html.ts';

/** A term and what is said of it. */
export type Fact = readonly [term: string, value: Part];

/** A list of facts; those without a value are left out. */
export function factsList(facts: readonly Fact[]): Html {
  const stated = facts.filter(([, value]) => value !== undefined && value !== false);
  return html`<dl class="facts">
    ${stated.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
