import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { Code } from './code.ts';

export type TemplateName =
  | 'file'
  | 'interface'
  | 'input'
  | 'type'
  | 'constant'
  | 'base-guard'
  | 'rules'
  | 'slices'
  | 'slice-chain'
  | 'profile-guard'
  | 'check'
  | 'xml'
  | 'accessor'
  | 'abstract-invariants'
  | 'faces'
  | 'value-set'
  | 'message'
  | 'message-rules'
  | 'index';

export interface TemplateSource {
  /** Text of a template. */
  read(name: TemplateName): string;
}

/** The templates in the `templates/` folder beside the generator. */
export function folderTemplates(folder = new URL('../../templates/', import.meta.url)): TemplateSource {
  return { read: (name) => readFileSync(new URL(`${name}.hbs`, folder), 'utf8') };
}

/**
 * Compiles templates on first use. They lay text out and decide nothing: a missing value is an error (`strict`), and
 * whatever they print passes `code`, which takes code only, or `doc`, which takes comment lines only.
 */
export class Templates {
  readonly #source: TemplateSource;
  readonly #handlebars = Handlebars.create();
  readonly #compiled = new Map<TemplateName, (view: object) => string>();

  constructor(source: TemplateSource) {
    this.#source = source;
    this.#handlebars.registerHelper('code', printCode);
    this.#handlebars.registerHelper('doc', printDoc);
  }

  render(name: TemplateName, view: object): Code {
    let template = this.#compiled.get(name);
    if (!template) {
      template = this.#handlebars.compile<object>(this.#source.read(name), {
        noEscape: true,
        strict: true,
        knownHelpersOnly: true,
        knownHelpers: { code: true, doc: true, if: true, each: true, unless: true },
      });
      this.#compiled.set(name, template);
    }
    return Code.trusted(template(view));
  }
}

function printCode(value: unknown): string {
  if (!(value instanceof Code)) throw new Error('a template prints something that is not code');
  return value.text;
}

/** Prints comment lines as a doc comment, on one line where there is one; nothing for none. */
function printDoc(value: unknown, { hash }: Handlebars.HelperOptions): string {
  if (!Array.isArray(value)) throw new Error('a template documents something without comment lines');
  const lines = value.map(String);
  if (lines.length === 0) return '';
  if (lines.length === 1) return `/** ${lines[0]} */`;
  const starred = ['/**', ...lines.map((line) => (line ? ` * ${line}` : ' *')), ' */'];
  return starred.join(`\n${typeof hash['indent'] === 'string' ? hash['indent'] : ''}`);
}
