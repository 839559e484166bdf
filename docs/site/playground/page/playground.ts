import { reasonOf } from '../../../../sdk/thrown.ts';
import type { Answers, Question, Report } from '../worker/messages.ts';
import { WorkerClient } from './ask-worker.ts';
import { Editor } from './editor.ts';
import { byId } from './elements.ts';
import { takeFiles } from './take-files.ts';
import { fragmentOf, severities, settingsFrom, type Settings, type Shown } from './settings.ts';
import { showIssues, severityOf, verdictOf } from './show-issues.ts';
import { showMessage } from './show-message.ts';
import { showConversion, showProgram } from './show-results.ts';
import { showReferences } from './show-references.ts';
import { showTab, startTabs } from './show-tabs.ts';

/** How long nobody must type before a text is checked, in milliseconds. */
const pause = 250;

/** Ties the parts of the page together. Everything slow happens in the worker. */
export class Playground {
  readonly #worker: WorkerClient;
  readonly #examples: URL;
  readonly #source: Editor;
  readonly #converted: Editor;
  readonly #program: Editor;
  #settings: Settings = settingsFrom(location.hash);
  #report: Report | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How often the source has been emptied: answers to what was asked before then are about a text that is gone. */
  #cleared = 0;
  /** The views whose contents are those of the present source. */
  readonly #fresh = new Set<string>();

  constructor(worker: URL, examples: URL) {
    this.#worker = new WorkerClient(worker);
    this.#examples = examples;
    this.#source = new Editor(byId('source'), 'Source of the message', () => this.#changed());
    this.#converted = new Editor(byId('converted'), 'Converted message');
    this.#program = new Editor(byId('program'), 'TypeScript that builds the message');
  }

  async start(): Promise<void> {
    startTabs((view) => this.#set({ view }));
    this.#startControls();
    takeFiles(byId('source-area'), byId<HTMLInputElement>('file'), (text) => this.#open(text));
    addEventListener('hashchange', () => this.#follow(settingsFrom(location.hash)));
    this.#showSettings();
    await this.#openExample();
    document.documentElement.dataset['playground'] = 'ready';
  }

  #startControls(): void {
    const onChange = (id: string, change: (value: string) => void): void =>
      byId<HTMLSelectElement>(id).addEventListener('change', ({ target }) =>
        change((target as HTMLSelectElement).value),
      );
    onChange('example', (example) => this.#follow({ ...this.#settings, example }));
    onChange('syntax', (syntax) => this.#follow({ ...this.#settings, syntax: syntax === 'json' ? 'json' : 'xml' }));
    onChange('direction', (direction) => this.#set({ direction: direction === 'publish' ? 'publish' : 'receive' }));
    onChange('policy', (policy) => this.#set({ policy }));
    for (const severity of severities)
      byId(`show-${severity}`).addEventListener('change', () => this.#set({ shown: shownNow() }));
    byId('copy-converted').addEventListener('click', () => void copy(this.#converted.text));
    byId('copy-program').addEventListener('click', () => void copy(this.#program.text));
    byId('copy-link').addEventListener('click', () => void copy(location.href));
    byId('use-converted').addEventListener('click', () => this.#open(this.#converted.text));
  }

  /** Takes over settings that may name another example. */
  #follow(settings: Settings): void {
    const { example, syntax } = this.#settings;
    const opens = settings.example !== example || (settings.example !== '' && settings.syntax !== syntax);
    this.#set(settings);
    if (opens) void this.#openExample();
  }

  #set(changed: Partial<Settings>): void {
    const before = this.#settings;
    this.#settings = { ...before, ...changed };
    history.replaceState(null, '', `${location.pathname}${location.search}${fragmentOf(this.#settings)}`);
    if (before.shown !== this.#settings.shown && this.#report) {
      this.#fresh.delete('issues');
      this.#markSource(this.#report);
    }
    this.#showSettings();
    if (before.direction !== this.#settings.direction || before.policy !== this.#settings.policy) this.#check();
  }

  #showSettings(): void {
    const { direction, policy, example, syntax, shown, view } = this.#settings;
    for (const [id, value] of Object.entries({ direction, policy, example, syntax }))
      byId<HTMLSelectElement>(id).value = value;
    for (const severity of severities) byId<HTMLInputElement>(`show-${severity}`).checked = shown.includes(severity);
    showTab(view);
    this.#showView();
  }

  async #openExample(): Promise<void> {
    const { example, syntax } = this.#settings;
    if (!/^\w+$/.test(example)) return;
    const text = await load(new URL(`${example}.${syntax}`, this.#examples));
    // Another one may have been chosen in the meantime, or a text of the user's own.
    if (this.#settings.example !== example || this.#settings.syntax !== syntax) return;
    if (text === undefined) status(`The example ${example} cannot be loaded.`);
    else this.#source.text = text;
  }

  /** Opens a text of the user's own, which no link may name. */
  #open(text: string): void {
    this.#set({ example: '' });
    this.#source.text = text;
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), pause);
  }

  #check(): void {
    this.#fresh.clear();
    const { text } = this.#source;
    if (text.trim() === '') return this.#clear();
    this.#source.syntax = /^\s*</.test(text) ? 'xml' : 'json';
    const { direction, policy } = this.#settings;
    this.#ask({ kind: 'check', text, settings: { direction, policy } }, (report) => this.#take(report));
    if (this.#settings.view === 'convert' || this.#settings.view === 'code') this.#showView();
  }

  #clear(): void {
    this.#cleared++;
    this.#report = undefined;
    this.#source.mark([]);
    byId('results').hidden = true;
    status('Paste a message, drop a file or choose an example.');
  }

  #take(report: Report): void {
    this.#report = report;
    for (const view of ['issues', 'message', 'references']) this.#fresh.delete(view);
    byId('results').hidden = false;
    this.#markSource(report);
    this.#showView();
    status(`${verdictOf(report)} Checked in ${Math.round(report.milliseconds)} ms.`, report.valid ? 'valid' : 'faulty');
  }

  #markSource({ issues }: Report): void {
    const { shown } = this.#settings;
    this.#source.mark(issues.filter((issue) => shown.includes(severityOf(issue))));
  }

  /** Fills the chosen view, unless it shows the present text already. The others are filled when they are chosen. */
  #showView(): void {
    const { view } = this.#settings;
    const { text } = this.#source;
    if (this.#fresh.has(view) || text.trim() === '') return;
    if (view === 'convert') this.#ask({ kind: 'convert', text }, (result) => showConversion(result, this.#converted));
    else if (view === 'code') this.#ask({ kind: 'program', text }, (result) => showProgram(result, this.#program));
    else if (!this.#report) return;
    else this.#showReport(view, this.#report);
    this.#fresh.add(view);
  }

  #showReport(view: 'issues' | 'message' | 'references', report: Report): void {
    const goTo = (line: number, column?: number): void => this.#source.goTo(line, column);
    if (view === 'issues') showIssues(report, this.#settings.shown, goTo);
    else if (view === 'message') showMessage(report, goTo);
    else showReferences(report, goTo);
  }

  #ask<Kind extends Question['kind']>(
    question: Question & { readonly kind: Kind },
    take: (answer: Answers[Kind]) => void,
  ): void {
    const cleared = this.#cleared;
    this.#worker.ask<Kind>(question).then(
      (answer) => void (answer && cleared === this.#cleared && take(answer)),
      (error: unknown) => {
        if (cleared === this.#cleared) status(reasonOf(error), 'faulty');
      },
    );
  }
}

/** Returns the text at an address; undefined if it cannot be loaded. */
async function load(address: URL): Promise<string | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

function shownNow(): Shown[] {
  return severities.filter((severity) => byId<HTMLInputElement>(`show-${severity}`).checked);
}

function status(text: string, kind = ''): void {
  const place = byId('status');
  place.textContent = text;
  place.className = kind;
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  byId('copied').textContent = 'Copied.';
  setTimeout(() => (byId('copied').textContent = ''), 2000);
}
