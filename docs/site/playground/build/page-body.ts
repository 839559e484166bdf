/** The contents of the playground's page. */
import { html, type Html } from '../../html.ts';

export interface ExampleChoice {
  /** Name of the function that makes it, such as `newVaccination`. */
  readonly name: string;
  /** Code of its event, such as `vaccinations-1`. */
  readonly event: string;
  /** What it is, in words: `new vaccination`. */
  readonly title: string;
}

/** Addresses that the scripts of the page need. */
export interface PlaygroundAddresses {
  readonly worker: string;
  /** The folder of the examples, with a slash at its end. */
  readonly examples: string;
}

const tabs = [
  ['issues', 'Issues'],
  ['message', 'Message'],
  ['references', 'References'],
  ['convert', 'Convert'],
  ['code', 'As code'],
] as const;

export function playgroundBody(choices: readonly ExampleChoice[], { worker, examples }: PlaygroundAddresses): Html {
  return html`<div id="playground" class="checker" data-worker="${worker}" data-examples="${examples}">
    <h1>Check a message</h1>
    <p class="lede">
      Paste a message as XML or JSON, drop a file, or choose an example. Your browser checks it: the text never leaves
      this page.
    </p>
    <noscript
      ><p class="notice">
        The check needs JavaScript. Without it, use the command <code>npx careconnect-ems validate</code>.
      </p></noscript
    >
    ${controls(choices)} ${policy()}
    <p id="status" role="status">Paste a message, drop a file or choose an example.</p>
    <div class="panes">
      <section id="source-area" aria-label="Source"><div id="source" class="editor"></div></section>
      ${results()}
    </div>
  </div>`;
}

function controls(choices: readonly ExampleChoice[]): Html {
  return html`<div class="controls">
    <label for="example">Example</label>
    <select id="example">
      <option value="">Your own text</option>
      ${groupsOf(choices)}
    </select>
    <label for="syntax">as</label>
    <select id="syntax">
      <option value="xml">XML</option>
      <option value="json">JSON</option>
    </select>
    <label class="file"
      >Open a file
      <input
        type="file"
        id="file"
        accept=".xml,.json,application/xml,application/json,application/fhir+xml,application/fhir+json"
    /></label>
    <label for="direction">Rules for</label>
    <select id="direction">
      <option value="receive">receivers</option>
      <option value="publish">senders</option>
    </select>
    <button type="button" id="copy-link">Copy a link to these settings</button>
    <span id="copied" role="status"></span>
  </div>`;
}

function groupsOf(choices: readonly ExampleChoice[]): Html[] {
  const events = [...new Set(choices.map(({ event }) => event))];
  return events.map((event) => {
    const options = choices
      .filter((one) => one.event === event)
      .map(({ name, title }) => html`<option value="${name}">${title}</option>`);
    return html`<optgroup label="${event}">${options}</optgroup>`;
  });
}

function policy(): Html {
  return html`<details class="policy">
    <summary>Policy: what you accept</summary>
    <label for="policy">
      JSON, as <code>validate --accept</code> reads it, such as
      <code>{ "accept": [{ "element": "Patient.birthDate" }] }</code>:
    </label>
    <textarea id="policy" rows="4" spellcheck="false"></textarea>
  </details>`;
}

function results(): Html {
  return html`<section id="results" aria-label="Results" hidden>
    <div role="tablist" aria-label="Results">
      ${tabs.map(
        ([view, text]) =>
          html`<button
            type="button"
            role="tab"
            id="tab-${view}"
            aria-controls="panel-${view}"
            aria-selected="false"
            tabindex="-1"
          >
            ${text}
          </button>`,
      )}
    </div>
    ${panel('issues', issues())} ${panel('message', html`<div id="message"></div>`)}
    ${panel('references', html`<div id="references"></div>`)} ${panel('convert', conversion())}
    ${panel('code', program())}
  </section>`;
}

function panel(view: string, contents: Html): Html {
  return html`<div role="tabpanel" id="panel-${view}" aria-labelledby="tab-${view}" tabindex="0" hidden>
    ${contents}
  </div>`;
}

function issues(): Html {
  const choice = (name: string, text: string): Html =>
    html`<label
      ><input type="checkbox" id="show-${name}" checked /> ${text} (<span id="count-${name}">0</span>)</label
    >`;
  return html`<fieldset class="severities">
      <legend>Show</legend>
      ${choice('error', 'errors')} ${choice('warning', 'warnings')} ${choice('information', 'notes')}
    </fieldset>
    <div id="issues"></div>`;
}

function conversion(): Html {
  return html`<div class="actions">
      <button type="button" id="copy-converted">Copy</button>
      <button type="button" id="use-converted">Check this text instead</button>
    </div>
    <div id="conversion-notes"></div>
    <div id="converted" class="editor"></div>`;
}

function program(): Html {
  return html`<p>The program that builds this message with <code>careconnect-ems</code>.</p>
    <div class="actions"><button type="button" id="copy-program">Copy</button></div>
    <div id="program-notes"></div>
    <div id="program" class="editor"></div>`;
}
