import { describe, quote } from '../describe.js';
import { FORM, type ElementEntry, type ElementTable, type ElementTables } from '../elements.js';
import { InputError, SizeError } from '../errors.js';
import { isObject, type Properties } from '../json.js';
import { byteLength } from '../read-options.js';
import { suggestion } from '../suggest.js';
import { writtenAs } from '../written.js';
import { scanXhtml, trimSpace } from '../xhtml.js';
import { escapeAttribute, isImpossible } from './escape.js';
import { FHIR } from './names.js';

/** What a writer of XML may be told. */
export interface XmlWriteOptions {
  /** Every element on a line of its own, indented by two spaces; without it there are no line breaks. */
  readonly pretty?: boolean | undefined;
  /** Whether the text begins with `<?xml version="1.0" encoding="UTF-8"?>`: it does unless told. */
  readonly declaration?: boolean | undefined;
  /** Longer texts are refused; in bytes: 3,000,000 unless told. */
  readonly maxBytes?: number | undefined;
}

const MAX_BYTES = 3_000_000;
/** How deep objects may be nested: as deep as the guards look. */
const DEEPEST = 64;

/**
 * Writes a resource as XML, its elements in the order of the specification whatever the order of its properties.
 *
 * @throws InputError with the path of what XML has no place for: a property that is not known, an object where a
 * primitive belongs or the other way round, a character that XML does not have
 * @throws SizeError for more bytes than allowed
 * @see http://hl7.org/fhir/STU3/xml.html
 */
export function writeXml(tables: ElementTables, resource: unknown, options: XmlWriteOptions = {}): string {
  const { declaration = true, pretty = false, maxBytes = MAX_BYTES } = options;
  const writer = new XmlWriter(tables, pretty);
  const start = declaration ? `<?xml version="1.0" encoding="UTF-8"?>${pretty ? '\n' : ''}` : '';
  const text = start + writer.write(resource) + (pretty ? '\n' : '');
  const bytes = byteLength(text, maxBytes);
  if (bytes > maxBytes) throw new SizeError(bytes, maxBytes);
  return text;
}

class XmlWriter {
  readonly #tables: ElementTables;
  readonly #pretty: boolean;
  /** The way to the object that is being written. */
  readonly #path: string[] = [];
  #out = '';
  /** How many elements are open. */
  #open = 0;

  constructor(tables: ElementTables, pretty: boolean) {
    this.#tables = tables;
    this.#pretty = pretty;
  }

  write(resource: unknown): string {
    const type = isObject(resource) ? resource['resourceType'] : undefined;
    this.#path.push(typeof type === 'string' && this.#tables.resources.has(type) ? type : 'resource');
    this.#resource(resource, ` xmlns="${FHIR}"`);
    return this.#out;
  }

  #resource(resource: unknown, namespace: string): void {
    if (!isObject(resource)) this.#fail('', `${describe(resource)} is not a resource`);
    const type = resource['resourceType'];
    const table = typeof type === 'string' ? this.#tables.resources.get(type) : undefined;
    if (table) this.#object(table.path, table, resource, namespace);
    else {
      const hint = typeof type === 'string' ? suggestion(type, [...this.#tables.resources.keys()]) : '';
      this.#fail('.resourceType', `${describe(type)} is not a resource type that is known here${hint}`);
    }
  }

  /** Writes an element with what is in an object: attributes at once, the rest in element order. */
  #object(name: string, table: ElementTable, value: Properties, namespace = ''): void {
    this.#break();
    this.#out += `<${name}${namespace}`;
    const inside = this.#children(table, value);
    if (inside.length === 0) {
      this.#out += '/>';
      return;
    }
    this.#enter();
    for (const entry of inside) this.#element(entry, value);
    this.#end(name);
  }

  /** Returns what is to be written inside the element, in order, and writes the attributes. */
  #children(table: ElementTable, value: Properties): ElementEntry[] {
    const { entries } = table;
    const inside: ElementEntry[] = [];
    let last = -1;
    let isSorted = true;
    for (const key of Object.keys(value)) {
      const x = value[key];
      if (x === undefined) continue;
      const entry = entries.get(key) ?? this.#siblingOf(key, table, value);
      if (!entry) continue;
      if (entry.isAttribute) {
        this.#attribute(entry.name, x);
        continue;
      }
      inside.push(entry);
      isSorted &&= entry.order >= last;
      last = entry.order;
    }
    return isSorted ? inside : inside.sort((one, other) => one.order - other.order);
  }

  /** The entry of a primitive of which there is only the sibling; undefined where it is written with its value. */
  #siblingOf(key: string, table: ElementTable, value: Properties): ElementEntry | undefined {
    if (key === 'resourceType' && table.isResource) return undefined;
    const entry = key.startsWith('_') ? table.entries.get(key.slice(1)) : undefined;
    if (entry && !entry.isAttribute && entry.form < FORM.xhtml)
      return value[entry.name] === undefined ? entry : undefined;
    const hint = suggestion(key, [...table.entries.keys()]);
    return this.#fail(`.${key}`, `there is no such property${hint}`);
  }

  #attribute(name: string, value: unknown): void {
    if (typeof value !== 'string') this.#fail(`.${name}`, `${describe(value)} is not text`);
    this.#out += ` ${name}="${this.#escaped(value, name)}"`;
  }

  #element(entry: ElementEntry, owner: Properties): void {
    const value = owner[entry.name];
    if (!entry.isList) {
      if (Array.isArray(value)) this.#fail(`.${entry.name}`, 'a list is not a single value, as is needed here');
      this.#item(entry, value, owner[entry.sibling], owner, entry.name);
      return;
    }
    const siblings = owner[entry.sibling];
    const list = listOf(value) ?? this.#fail(`.${entry.name}`, `${describe(value)} is not a list`);
    const beside = listOf(siblings) ?? this.#fail(`.${entry.sibling}`, `${describe(siblings)} is not a list`);
    const length = Math.max(list.length, beside.length);
    for (let i = 0; i < length; i++) this.#item(entry, list[i], beside[i], list, i);
  }

  /** Writes one element; `holder[at]` is its value. */
  #item(entry: ElementEntry, value: unknown, sibling: unknown, holder: object, at: string | number): void {
    const { name, form, table } = entry;
    if (form < FORM.xhtml) {
      this.#primitive(entry, value, sibling, holder, at);
      return;
    }
    if (form === FORM.xhtml) {
      this.#narrative(value);
      return;
    }
    const step = typeof at === 'number' ? `.${name}[${at}]` : `.${name}`;
    if (!isObject(value)) this.#fail(step, `${describe(value)} is not an object`);
    this.#path.push(step);
    if (this.#path.length > DEEPEST) this.#fail('', `is nested more than ${DEEPEST} levels deep`);
    if (table) this.#object(name, table, value);
    else this.#wrapped(name, value);
    this.#path.pop();
  }

  #wrapped(name: string, resource: Properties): void {
    this.#break();
    this.#out += `<${name}`;
    this.#enter();
    this.#resource(resource, '');
    this.#end(name);
  }

  #primitive(entry: ElementEntry, value: unknown, sibling: unknown, holder: object, at: string | number): void {
    this.#break();
    const hasValue = value !== undefined && value !== null;
    const text = hasValue ? ` value="${this.#text(entry, value, holder, at)}"` : '';
    if (sibling === undefined || sibling === null) {
      if (!hasValue) this.#fail(stepOf(entry, at), 'null is not a value, and nothing stands beside it');
      this.#out += `<${entry.name}${text}/>`;
      return;
    }
    if (!isObject(sibling)) this.#fail(stepOf(entry, at), `${describe(sibling)} is not an object`);
    this.#path.push(stepOf(entry, at));
    this.#out += `<${entry.name}`;
    const inside = this.#children(this.#tables.sibling, sibling);
    this.#out += text;
    if (inside.length === 0) this.#out += '/>';
    else {
      this.#enter();
      for (const child of inside) this.#element(child, sibling);
      this.#end(entry.name);
    }
    this.#path.pop();
  }

  /** The value of a primitive, escaped. What is no value of its type is written as it is, as long as it is primitive. */
  #text(entry: ElementEntry, value: unknown, holder: object, at: string | number): string {
    if (typeof value === 'string') return this.#escaped(value, stepOf(entry, at));
    if (typeof value === 'boolean') return String(value);
    if (typeof value !== 'number') return this.#fail(stepOf(entry, at), `${describe(value)} is not a primitive value`);
    const written = entry.form === FORM.decimal ? writtenAs(holder, at, value) : undefined;
    if (written !== undefined) return written;
    if (!Number.isFinite(value)) this.#fail(stepOf(entry, at), `${value} is not a number that can be written`);
    return inDigits(value);
  }

  #escaped(text: string, step: string): string {
    if (isImpossible(text)) this.#fail(step, 'has a character that XML cannot hold');
    return escapeAttribute(text);
  }

  /** A narrative is written as it is; that it is well-formed is seen to here, so that it cannot break the message. */
  #narrative(value: unknown): void {
    this.#break();
    if (typeof value !== 'string') this.#fail('.div', `${describe(value)} is not text`);
    if (isImpossible(value) || scanXhtml(value) === 'malformed')
      this.#fail('.div', `is no well-formed div of XHTML: ${quote(value)}`);
    this.#out += trimSpace(value);
  }

  /** Ends a start tag of an element that has content. */
  #enter(): void {
    this.#out += '>';
    this.#open++;
  }

  #end(name: string): void {
    this.#open--;
    this.#break();
    this.#out += `</${name}>`;
  }

  /** A new line for a tag, if wanted. */
  #break(): void {
    if (this.#pretty && this.#out !== '') this.#out += `\n${'  '.repeat(this.#open)}`;
  }

  #fail(step: string, message: string): never {
    throw new InputError(this.#path.join('') + step, undefined, message);
  }
}

function stepOf({ name }: ElementEntry, at: string | number): string {
  return typeof at === 'number' ? `.${name}[${at}]` : `.${name}`;
}

/** A list, or an empty one where there is none; undefined for anything else. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (value === undefined) return NONE;
  return Array.isArray(value) ? value : undefined;
}

const NONE: readonly unknown[] = [];

/** A number without exponent. */
function inDigits(value: number): string {
  const text = String(value);
  const [, sign = '', whole = '', fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (whole === '') return text;
  const shift = Number(power);
  const digits = whole + fraction;
  return shift < 0
    ? `${sign}0.${digits.padStart(digits.length - shift - whole.length, '0')}`
    : sign + digits.padEnd(whole.length + shift, '0');
}
