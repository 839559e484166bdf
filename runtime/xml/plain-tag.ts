import { FHIR, XMLNS } from './names.js';
import type { XmlAttribute, XmlTag } from './tag.js';

/** The start tag read last, in a text without prefixes: one object that is used for all tags. */
export class PlainTag implements XmlTag {
  readonly prefix = '';
  name = '';
  uri = FHIR;
  isSelfClosing = false;
  /** The default namespace that it declares. */
  declared: string | undefined;
  /** Number of its attributes, including a declaration. */
  count = 0;
  /** The value of its attribute `value`. */
  value: string | undefined;
  /** Names of its attributes; the array may be longer and end with those of other tags. */
  readonly #names: string[] = [];
  readonly #values: string[] = [];

  begin(name: string): void {
    this.name = name;
    this.declared = undefined;
    this.value = undefined;
    this.count = 0;
  }

  /** Adds an attribute; returns false if there is one of that name. */
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

  /** Built on demand, because most tags have only a value, which is read without this. */
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
