import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { Code } from '../code/code.ts';
import type { PrintPart } from '../code/node.ts';
import { lineWidth } from '../code/print.ts';
import { checkTemplate, TemplateFault } from './check-template.ts';
import { columnsIn, type Placed } from './template-columns.ts';

/** The templates, by the names of their files without `.hbs`. */
export const templateNames = [
  'interface',
  'type',
  'constant',
  'check',
  'xml',
  'accessor',
  'value-set',
  'guard',
  'message-tables',
  'message-builders',
  'message-guard',
  'message-reader',
  'message-tests',
  'receive',
  'code',
  'random',
  'command-facts',
  'command-messages',
  'subscriptions',
  'subscription-requests',
  'send',
] as const;

export type TemplateName = (typeof templateNames)[number];

export interface TemplateSource {
  /** Returns the text of a template. */
  read(name: TemplateName): string;
  /** Returns the file of a template that a user wrote; undefined for one of ours. */
  fileOf?(name: TemplateName): string | undefined;
}

/** A template that a user wrote cannot be used; the message is the reason. */
export class TemplateError extends Error {
  readonly file: string;
  /** From 1; undefined if it is unknown. */
  readonly line: number | undefined;

  constructor(file: string, reason: string, line: number | undefined) {
    super(reason);
    this.file = file;
    this.line = line;
  }
}

/** Reads the templates in the `templates/` folder beside the generator. */
export function folderTemplates(folder = new URL('../../templates/', import.meta.url)): TemplateSource {
  return { read: (name) => readFileSync(new URL(`${name}.hbs`, folder), 'utf8') };
}

const knownHelpers = {
  code: true,
  doc: true,
  group: true,
  softline: true,
  line: true,
  ifBroken: true,
  each: true,
  if: true,
  unless: true,
};

type Compiled = (view: object, options: { readonly data: { readonly page: Page } }) => string;

/**
 * Compiles templates on first use. They lay text out and decide nothing: a missing value is an error (`strict`), and
 * all output passes `code`, which accepts only code, or `doc`, which accepts only comment lines. A template is rendered
 * when its file is printed, because local names and the available width are not known before.
 */
export class Templates {
  readonly #source: TemplateSource;
  readonly #handlebars = Handlebars.create();
  readonly #compiled = new Map<TemplateName, Compiled>();

  constructor(source: TemplateSource) {
    this.#source = source;
    this.#handlebars.registerHelper('code', printCode);
    this.#handlebars.registerHelper('doc', printDoc);
    this.#handlebars.registerHelper('group', printGroup);
    this.#handlebars.registerHelper('softline', printSoftline);
    this.#handlebars.registerHelper('line', printSpace);
    this.#handlebars.registerHelper('ifBroken', printIfBroken);
  }

  render(name: TemplateName, view: object): Code {
    const template = this.#telling(name, () => this.#template(name));
    const page = { line: -1, column: 0, indent: 0, isBroken: false };
    return Code.of({
      kind: 'rendered',
      parts: codesIn(view, []),
      print: (print) => this.#telling(name, () => template(view, { data: { page: { ...page, print } } }).trimEnd()),
    });
  }

  /** Does something with a template; an error in one that a user wrote tells its file. */
  #telling<T>(name: TemplateName, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const file = this.#source.fileOf?.(name);
      if (file === undefined || error instanceof TemplateError || !(error instanceof Error)) throw error;
      throw new TemplateError(file, ...reasonOf(error));
    }
  }

  #template(name: TemplateName): Compiled {
    const known = this.#compiled.get(name);
    if (known) return known;
    const text = this.#source.read(name);
    checkTemplate(text);
    const template = this.#handlebars.compile<object>(columnsIn(text), {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      knownHelpers,
    }) as Compiled;
    this.#compiled.set(name, template);
    return template;
  }
}

/** Returns the reason and the line of an error; Handlebars writes the place behind its message. */
function reasonOf(error: Error): [reason: string, line: number | undefined] {
  const line = error instanceof TemplateFault ? error.line : (error as { readonly lineNumber?: unknown }).lineNumber;
  const reason = error.message.replace(/ in \[object Object\]/, ' in the view').replace(/ - \d+:\d+$/, '');
  return [reason, typeof line === 'number' ? line : undefined];
}

/** Adds everything in a view that a template may print as code. */
function codesIn(view: unknown, found: Code[]): Code[] {
  if (view instanceof Code) found.push(view);
  else if (typeof view === 'object' && view !== null) for (const part of Object.values(view)) codesIn(part, found);
  return found;
}

/** The state of a text while it is rendered. */
interface Page {
  readonly print: PrintPart;
  /** The last line of the template on which something was printed, and the column behind it. */
  line: number;
  column: number;
  /** Indentation of that line, which a line break of a group may have begun. */
  indent: number;
  /** True inside a group that does not fit on one line. */
  isBroken: boolean;
}

interface HelperOptions extends Handlebars.HelperOptions {
  readonly hash: Placed & { readonly indent?: string };
  readonly data: { readonly page: Page };
}

function printCode(value: unknown, { hash, data: { page } }: HelperOptions): string {
  if (!(value instanceof Code)) throw new TemplateFault('a template prints something that is not code', hash.line + 1);
  const { line, before, isFirst, after } = hash;
  const isNewLine = isFirst || line !== page.line;
  const indent = isNewLine ? hash.indent : page.indent;
  const column = (isNewLine ? indent : page.column) + before;
  const text = page.print(value, column, indent, after);
  const end = text.lastIndexOf('\n');
  page.line = line;
  page.indent = indent;
  page.column = end < 0 ? column + text.length : text.length - end - 1;
  return text;
}

/** Prints a line break inside a group that does not fit on one line, otherwise nothing. */
function printSoftline(indent: unknown, options: HelperOptions): string {
  return printLine(Number(indent), '', options);
}

/** Prints a line break inside a group that does not fit on one line, otherwise a space. */
function printSpace(indent: unknown, options: HelperOptions): string {
  return printLine(Number(indent), ' ', options);
}

function printLine(indent: number, flat: string, { hash, data: { page } }: HelperOptions): string {
  const start = hash.isFirst || hash.line !== page.line ? hash.indent : page.column;
  page.line = hash.line;
  page.indent = page.isBroken ? indent : hash.indent;
  page.column = page.isBroken ? indent : start + hash.before + flat.length;
  return page.isBroken ? `\n${' '.repeat(indent)}` : flat;
}

/** Prints text only inside a group that does not fit on one line: the comma after the last of several. */
function printIfBroken(text: unknown, { data: { page } }: HelperOptions): string {
  return page.isBroken ? String(text) : '';
}

/** Prints its content on one line, or with the line breaks that it offers if less of it is beyond the line width then. */
function printGroup(this: unknown, { fn, data }: HelperOptions): string {
  const { page } = data;
  const before = { ...page };
  const flat = fn(this, { data });
  if (excessOf(flat) === 0) return flat;
  const afterFlat = { ...page };
  Object.assign(page, before, { isBroken: true });
  const broken = fn(this, { data });
  page.isBroken = before.isBroken;
  if (excessOf(broken) < excessOf(flat)) return broken;
  Object.assign(page, afterFlat);
  return flat;
}

/** Number of characters beyond the line width. */
function excessOf(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(0, line.length - lineWidth), 0);
}

/** Prints comment lines as a doc comment, on one line if there is only one; nothing if there is none. */
function printDoc(value: unknown, { hash }: Handlebars.HelperOptions): string {
  if (!Array.isArray(value)) throw new TemplateFault('a template documents something without comment lines');
  const lines = value.map(String);
  if (lines.some((line) => /\*\/|[\r\n\u2028\u2029]/.test(line)))
    throw new TemplateFault('a template documents something with lines that are no comment');
  if (lines.length === 0) return '';
  if (lines.length === 1) return `/** ${lines[0]} */`;
  const starred = ['/**', ...lines.map((line) => (line ? ` * ${line}` : ' *')), ' */'];
  return starred.join(`\n${typeof hash['indent'] === 'string' ? hash['indent'] : ''}`);
}
