/** The HTML of the playground, without the frame that all pages of the site share. */
export interface ExampleChoice {
  /** Name of the function that makes it, such as `newVaccination`. */
  readonly name: string;
  /** Code of its event, such as `vaccinations-1`. */
  readonly event: string;
  /** What it is, in words: `new vaccination`. */
  readonly title: string;
}

export interface PlaygroundAddresses {
  /** Addresses relative to the page. */
  readonly worker: string;
  readonly examples: string;
}

/** Returns the body of the page. All texts that are not ours are escaped. */
export function playgroundBody(
  examples: readonly ExampleChoice[],
  { worker, examples: folder }: PlaygroundAddresses,
): string {
  return `<div id="playground" class="playground" data-worker="${escape(worker)}" data-examples="${escape(folder)}">
<h1>Check a message</h1>
<p class="lede">Paste a message as XML or JSON, drop a file, or choose an example. Your browser checks it: the text never leaves this page.</p>
<noscript><p class="notice">The check needs JavaScript. Without it, use the command <code>npx careconnect-ems validate</code>.</p></noscript>
<div class="controls">
${choice('example', 'Example', [`<option value="">Your own text</option>`, ...groupsOf(examples)])}
${choice('syntax', 'as', [option('xml', 'XML'), option('json', 'JSON')])}
<label class="file">Open a file<input type="file" id="file" accept=".xml,.json,application/xml,application/json,application/fhir+xml,application/fhir+json"></label>
${choice('direction', 'Rules for', [option('receive', 'receivers'), option('publish', 'senders')])}
<button type="button" id="copy-link">Copy a link to these settings</button>
<span id="copied" role="status"></span>
</div>
<details class="policy"><summary>Policy: what you accept</summary>
<label for="policy">JSON, as <code>validate --accept</code> reads it:</label>
<textarea id="policy" rows="4" spellcheck="false" placeholder='{ "accept": [{ "element": "Patient.birthDate" }] }'></textarea>
</details>
<p id="status" role="status">Paste a message, drop a file or choose an example.</p>
<div class="panes">
<section id="source-area" aria-label="Source"><div id="source" class="editor"></div></section>
<section id="results" aria-label="Results" hidden>
<div role="tablist" aria-label="Results">
${tab('issues', 'Issues')}${tab('message', 'Message')}${tab('references', 'References')}${tab('convert', 'Convert')}${tab('code', 'As code')}
</div>
${panel('issues', `<fieldset class="severities"><legend>Show</legend>${severity('error', 'errors')}${severity('warning', 'warnings')}${severity('information', 'notes')}</fieldset><div id="issues"></div>`)}
${panel('message', '<div id="message"></div>')}
${panel('references', '<div id="references"></div>')}
${panel('convert', `<div class="actions">${button('copy-converted', 'Copy')}${button('use-converted', 'Check this text instead')}</div><div id="conversion-notes"></div><div id="converted" class="editor"></div>`)}
${panel('code', `<p>The program that builds this message with <code>careconnect-ems</code>.</p><div class="actions">${button('copy-program', 'Copy')}</div><div id="program-notes"></div><div id="program" class="editor"></div>`)}
</section>
</div>
</div>`;
}

function choice(id: string, label: string, options: readonly string[]): string {
  return `<label for="${id}">${label}</label><select id="${id}">${options.join('')}</select>`;
}

function option(value: string, text: string): string {
  return `<option value="${escape(value)}">${escape(text)}</option>`;
}

function groupsOf(examples: readonly ExampleChoice[]): string[] {
  const events = [...new Set(examples.map(({ event }) => event))];
  return events.map((event) => {
    const options = examples.filter((one) => one.event === event).map(({ name, title }) => option(name, title));
    return `<optgroup label="${escape(event)}">${options.join('')}</optgroup>`;
  });
}

function tab(view: string, text: string): string {
  return `<button type="button" role="tab" id="tab-${view}" aria-controls="panel-${view}" aria-selected="false" tabindex="-1">${text}</button>`;
}

function panel(view: string, contents: string): string {
  return `<div role="tabpanel" id="panel-${view}" aria-labelledby="tab-${view}" tabindex="0" hidden>${contents}</div>`;
}

function button(id: string, text: string): string {
  return `<button type="button" id="${id}">${text}</button>`;
}

function severity(name: string, text: string): string {
  return `<label><input type="checkbox" id="show-${name}" checked> ${text} (<span id="count-${name}">0</span>)</label>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
