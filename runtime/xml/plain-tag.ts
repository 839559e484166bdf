import { FHIR, XMLNS } from './names.js';
import type { XmlAttribute, XmlTag } from './tag.js';

/** The start tag that was read last, of a text in which no name has a prefix: one object for all of them. */
export class PlainTag implements XmlTag {
  readonly prefix = '';
  name = '';
  uri = FHIR;
  isSelfClosing = false;
  /** The default namespace that it declares; undefined where it declares none. */
  declared: string | undefined;
  /** How many attributes it has, a declaration among them. */
  count = 0;
  /** What its attribute `value` says. */
  value: string | undefined;
  /** Of its attributes; behind these may be some of other tags. */
  readonly #names: string[] = [];
  readonly #values: string[] = [];

  begin(name: string): void {
    this.name = name;
    this.declared = undefined;
    this.value = undefined;
    this.count = 0;
  }

  /** Adds an attribute; false where there is one of that name. */
  add(name: string, value: string): boolean {
    for (let i = 0; i < this.count; i++) if (this.#names[i] === name) return false;
    if (name === 'value') this.value = value;
    else if (name === 'xmlns') this.declared = value;
    this.#names[this.count] = name;
    this.#values[this.count++] = value;
    return true;
  }

  get local(): string {
    return this.name;
  }

  /** Most tags have nothing but a value, which nobody looks for here; so these are put together when they are asked for. */
  get attributes(): Readonly<Record<string, XmlAttribute>> {
    const attributes: Record<string, XmlAttribute> = {};
    for (let i = 0; i < this.count; i++) {
      const [name = '', value = ''] = [this.#names[i], this.#values[i]];
      attributes[name] = { name, prefix: '', local: name, uri: name === 'xmlns' ? XMLNS : '', value };
    }
    return attributes;
  }

  get ns(): Readonly<Record<string, string>> {
    return this.declared === undefined ? NO_NAMESPACES : { '': this.declared };
  }
}

const NO_NAMESPACES: Readonly<Record<string, string>> = {};
