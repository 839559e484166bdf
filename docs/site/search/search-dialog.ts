/** The dialog in which a reader searches: names at once, text as soon as it is found. */
import { findNames, type NameRow } from './find-names.ts';
import { findText } from './find-text.ts';

const most = 30;
const { base = '/' } = document.documentElement.dataset;

/** Undefined before they are loaded, and again if that fails, so that it is tried anew. */
let names: Promise<readonly NameRow[] | undefined> | undefined;

interface Parts {
  readonly dialog: HTMLDialogElement;
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
  readonly status: HTMLElement;
}

let parts: Parts | undefined;
/** The number of the last query: answers to earlier ones come too late. */
let asked = 0;

/** Opens the dialog; it is made when it is opened for the first time. */
export function openSearch(): void {
  parts ??= makeDialog();
  names ??= loadNames();
  if (!parts.dialog.open) parts.dialog.showModal();
  parts.input.focus();
  parts.input.select();
}

/** Returns undefined, and is called again for the next query, if the names cannot be had. */
async function loadNames(): Promise<readonly NameRow[] | undefined> {
  try {
    const response = await fetch(`${base}assets/names.json`);
    if (!response.ok) throw new Error(response.statusText);
    return (await response.json()) as readonly NameRow[];
  } catch {
    names = undefined;
    return undefined;
  }
}

function makeDialog(): Parts {
  const dialog = document.createElement('dialog');
  dialog.className = 'search';
  dialog.setAttribute('aria-label', 'Search');
  const input = document.createElement('input');
  input.type = 'search';
  input.autocomplete = 'off';
  input.spellcheck = false;
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-label': 'Search for a profile, an element, a code or text',
    'aria-expanded': 'false',
    'aria-controls': 'search-results',
    'aria-autocomplete': 'list',
  }))
    input.setAttribute(name, value);
  const list = document.createElement('div');
  list.id = 'search-results';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Results');
  const status = document.createElement('p');
  status.className = 'status';
  status.setAttribute('role', 'status');
  dialog.append(input, status, list);
  document.body.append(dialog);
  const made = { dialog, input, list, status };
  input.addEventListener('input', () => void search(made));
  input.addEventListener('keydown', (event) => onKey(event, made));
  list.addEventListener('click', ({ target }) => {
    const option = (target as Element).closest<HTMLElement>('[role="option"]');
    if (option) open(option, dialog);
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  return made;
}

async function search(made: Parts): Promise<void> {
  const { input } = made;
  const query = input.value.trim();
  const own = ++asked;
  if (query === '') return show(made, { rows: [], said: '' });
  const loaded = await (names ??= loadNames());
  if (own !== asked) return;
  const rows = findNames(loaded ?? [], query, most);
  show(made, { rows, said: 'Searching in the text …' });
  const texts = await findText(base, query);
  if (own !== asked) return;
  const known = new Set(rows.map(([, , path]) => path));
  const all = [...rows, ...texts.filter(([, , path]) => !known.has(path))];
  const said = all.length === 0 ? `Nothing has “${query}”.` : all.length === 1 ? '1 result' : `${all.length} results`;
  const told = loaded ? said : `${said} The list of names cannot be loaded, so only text was searched.`;
  show(made, { rows: all, said: told, chosen: chosenOf(made.list)?.dataset['path'] });
}

interface Shown {
  readonly rows: readonly NameRow[];
  /** What is said of them. */
  readonly said: string;
  /** Path of the result that is chosen; otherwise the first one is. */
  readonly chosen?: string | undefined;
}

function show({ list, input, status }: Parts, { rows, said, chosen }: Shown): void {
  list.replaceChildren(...rows.map(optionOf));
  status.textContent = said;
  input.setAttribute('aria-expanded', String(rows.length > 0));
  const options = [...list.children] as HTMLElement[];
  choose(options.find((one) => one.dataset['path'] === chosen) ?? options[0], { list, input });
}

function optionOf([title, kind, path, hint]: NameRow, at: number): HTMLElement {
  const option = document.createElement('div');
  option.id = `search-result-${at}`;
  option.setAttribute('role', 'option');
  option.dataset['path'] = path;
  const texts = { kind, title, place: placeOf(path), hint };
  for (const [name, text] of Object.entries(texts)) {
    const part = document.createElement('span');
    part.className = `result-${name}`;
    part.append(...softly(text));
    option.append(part);
  }
  return option;
}

/** The module of what a page of the reference is about: several events have a profile of one name. */
function placeOf(path: string): string {
  return /^reference\/((?:events\/)?[^/]+)\/.+/.exec(path)?.[1] ?? '';
}

/** A text that may be broken before the parts of a name. */
function softly(text: string): (string | HTMLElement)[] {
  const pieces = text.split(/(?<=[a-z\d])(?=[A-Z])|(?<=\w)(?=[.:/])/);
  return pieces.flatMap((piece, at) => (at === 0 ? [piece] : [document.createElement('wbr'), piece]));
}

function chosenOf(list: HTMLElement): HTMLElement | undefined {
  return list.querySelector<HTMLElement>('[aria-selected="true"]') ?? undefined;
}

function choose(option: HTMLElement | undefined, { list, input }: Pick<Parts, 'list' | 'input'>): void {
  chosenOf(list)?.setAttribute('aria-selected', 'false');
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) input.setAttribute('aria-activedescendant', option.id);
  else input.removeAttribute('aria-activedescendant');
}

/** Goes to a result. The dialog is closed, because the result may be on the same page. */
function open(option: HTMLElement, dialog: HTMLDialogElement): void {
  dialog.close();
  location.assign(base + (option.dataset['path'] ?? ''));
}

function onKey(event: KeyboardEvent, { list, input, dialog }: Parts): void {
  const chosen = chosenOf(list);
  const next: Readonly<Record<string, Element | null | undefined>> = {
    ArrowDown: chosen?.nextElementSibling ?? list.firstElementChild,
    ArrowUp: chosen?.previousElementSibling ?? list.lastElementChild,
  };
  if (event.key === 'Enter' && chosen) open(chosen, dialog);
  else if (event.key in next) {
    choose((next[event.key] ?? undefined) as HTMLElement | undefined, { list, input });
  } else return;
  event.preventDefault();
}
