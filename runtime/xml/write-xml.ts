import { isImpossible } from '../primitives/characters.js';
import { describe, didYouMean } from '../core/describe.js';
import { FORM, type ElementEntry, type ElementTable, type ElementTables } from '../core/elements.js';
import { InputError, SizeError } from '../core/errors.js';
import type { Issue } from '../core/issue.js';
import { markedIssue, markedOf, valueText } from '../core/marked.js';
import { ifReadable, isObject, type Properties } from '../core/json.js';
import { byteLength } from '../core/read-options.js';
import { inDigits, writtenAs } from '../core/written.js';
import { trimSpace, xhtmlFault } from '../primitives/xhtml.js';
import { escapeAttribute, isPlainAttribute } from './escape.js';
import { FHIR } from './names.js';

/** Options of the XML writer. */
export interface XmlWriteOptions {
  /** Writes each element on its own line, indented by two spaces; by default there are no line breaks. */
  readonly pretty?: boolean | undefined;
  /** Whether the text begins with `<?xml version="1.0" encoding="UTF-8"?>`; true by default. */
  readonly declaration?: boolean | undefined;
  /** Maximum length of the text in bytes, 3,000,000 by default. A longer text throws a SizeError. */
  readonly maxBytes?: number | undefined;
  /**
   * Called with an error for each value that XML cannot represent, which is then left out; without this function the
   * first error is thrown. It is also called for values of the wrong JSON type, such as a number in quotes, which are
   * written unchanged. Expressions are FHIRPath, from the type of the resource. A resource of an unknown type always
   * throws.
   */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
}

const MAX_BYTES = 3_000_000;
/** Maximum depth of nested objects, as in the guards. */
const DEEPEST = 64;

/**
 * Writes a resource as XML, its elements in the order of the specification whatever the order of its properties.
 *
 * @throws InputError with the path of a value that XML cannot represent: an unknown property, an object in place of a
 * primitive or the other way round, a character that XML does not allow; with `onIssue` they are reported instead
 * @throws SizeError if the text is longer than allowed
 * @see http://hl7.org/fhir/STU3/xml.html
 */
export function writeXml(tables: ElementTables, resource: unknown, options: XmlWriteOptions = {}): string {
  const { declaration = true, pretty = false, maxBytes = MAX_BYTES, onIssue } = options;
  const writer = new XmlWriter(tables, pretty, onIssue);
  const start = declaration ? `<?xml version="1.0" encoding="UTF-8"?>${pretty ? '\n' : ''}` : '';
  const text = start + writer.write(resource) + (pretty ? '\n' : '');
  const bytes = byteLength(text, maxBytes);
  if (bytes > maxBytes) throw new SizeError(bytes, maxBytes);
  return text;
}

/** A child to be written. */
interface Child {
  readonly entry: ElementEntry;
  /** Undefined if there is only a sibling. */
  readonly value: unknown;
}

class XmlWriter {
  readonly #tables: ElementTables;
  readonly #pretty: boolean;
  /** Path to the object that is being written. */
  readonly #path: string[] = [];
  #out = '';
  /** Number of open elements. */
  #open = 0;
  /** True if the current object has properties that are no elements. */
  #hasSiblings = false;
  readonly #onIssue: XmlWriteOptions['onIssue'];
  #callersError: { readonly error: unknown } | undefined;

  constructor(tables: ElementTables, pretty: boolean, onIssue: XmlWriteOptions['onIssue']) {
    this.#tables = tables;
    this.#pretty = pretty;
    this.#onIssue = onIssue && ((issue) => this.#tell(onIssue, issue));
  }

  write(resource: unknown): string {
    const type = ifReadable(() => (isObject(resource) ? resource['resourceType'] : undefined));
    this.#path.push(typeof type === 'string' && this.#tables.resources.has(type) ? type : 'resource');
    try {
      this.#resource(resource, ` xmlns="${FHIR}"`);
    } catch (error) {
      if (error instanceof InputError || this.#callersError?.error === error) throw error;
      // A getter or a proxy.
      this.#fail('', 'cannot be read');
    }
    return this.#out;
  }

  /** Calls the caller's function; what that throws is the caller's own. */
  #tell(onIssue: (issue: Issue) => void, issue: Issue): void {
    try {
      onIssue(issue);
    } catch (error) {
      this.#callersError = { error };
      throw error;
    }
  }

  #resource(resource: unknown, namespace: string): void {
    if (!isObject(resource)) this.#fail('', `${describe(resource)} is not a resource`);
    const type = resource['resourceType'];
    const table = typeof type === 'string' ? this.#tables.resources.get(type) : undefined;
    if (table) this.#object(table.path, table, resource, namespace);
    else {
      const hint = typeof type === 'string' ? didYouMean(type, [...this.#tables.resources.keys()]) : '';
      this.#fail('.resourceType', `${describe(type)} is not a known resource type${hint}`);
    }
  }

  /** Writes an element and its content: attributes first, then child elements in order. */
  #object(name: string, table: ElementTable, value: Properties, namespace = ''): void {
    this.#break();
    this.#out += `<${name}${namespace}`;
    const inside = this.#children(table, value);
    if (inside.length === 0) {
      this.#out += '/>';
      return;
    }
    const hasSiblings = this.#hasSiblings;
    this.#enter();
    for (const child of inside) this.#element(child.entry, child.value, value, hasSiblings);
    this.#end(name);
  }

  /** Writes the attributes, and returns the child elements in order. */
  #children(table: ElementTable, value: Properties): Child[] {
    const { entries } = table;
    const inside: Child[] = [];
    let last = -1;
    let isSorted = true;
    let hasSiblings = false;
    for (const key in value) {
      const x = value[key];
      if (x === undefined) continue;
      let entry = entries.get(key);
      if (!entry) {
        hasSiblings ||= key !== 'resourceType';
        entry = this.#siblingOrIssue(key, table, value);
        if (!entry) continue;
      }
      if (entry.isAttribute) {
        this.#attribute(entry.name, x);
        continue;
      }
      inside.push({ entry, value: key === entry.name ? x : undefined });
      isSorted &&= entry.order >= last;
      last = entry.order;
    }
    this.#hasSiblings = hasSiblings;
    return isSorted ? inside : inside.sort((one, other) => one.entry.order - other.entry.order);
  }

  // Code that creates closures has a method of its own, because any other code in the method would pay for them too.

  #siblingOrIssue(key: string, table: ElementTable, value: Properties): ElementEntry | undefined {
    return this.#tried(() => this.#siblingOf(key, table, value));
  }

  /** Returns the entry of a primitive that has only a sibling; undefined if it is written with its value. */
  #siblingOf(key: string, table: ElementTable, value: Properties): ElementEntry | undefined {
    if (key === 'resourceType' && table.isResource) return undefined;
    const entry = key.startsWith('_') ? table.entries.get(key.slice(1)) : undefined;
    if (entry && !entry.isAttribute && entry.form < FORM.xhtml)
      return value[entry.name] === undefined ? entry : undefined;
    const hint = didYouMean(key, [...table.entries.keys()]);
    return this.#fail(`.${valueText(key)}`, `unknown property${hint}`);
  }

  /** Runs a step. With `onIssue`, the output of a step that fails is discarded, and writing continues. */
  #tried<Result>(work: () => Result): Result | undefined {
    if (!this.#onIssue) return work();
    const [out, open, { length }] = [this.#out, this.#open, this.#path];
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      [this.#out, this.#open, this.#path.length] = [out, open, length];
      const { message, path } = markedOf(error) ?? { message: error.rule, path: error.path };
      this.#onIssue(markedIssue({ severity: 'error', code: 'structure', expression: path, message }));
      return undefined;
    }
  }

  #attribute(name: string, value: unknown): void {
    if (typeof value === 'string' && isPlainAttribute(value)) this.#out += ` ${name}="${value}"`;
    else this.#unusualAttribute(name, value);
  }

  #unusualAttribute(name: string, value: unknown): void {
    this.#tried(() => {
      if (typeof value !== 'string') this.#fail(`.${name}`, `${describe(value)} is not text`);
      this.#out += ` ${name}="${this.#escaped(value, name)}"`;
    });
  }

  /** @param hasSiblings true if the owner may have siblings of primitives */
  #element(entry: ElementEntry, value: unknown, owner: Properties, hasSiblings: boolean): void {
    const sibling = hasSiblings ? owner[entry.sibling] : undefined;
    if (!entry.isList) {
      this.#itemOrIssue(entry, value, sibling, owner, entry.name);
      return;
    }
    const list = this.#itemsOf(value, entry, entry.name);
    const beside = this.#itemsOf(sibling, entry, entry.sibling);
    const length = Math.max(list.length, beside.length);
    for (let i = 0; i < length; i++) this.#itemOrIssue(entry, list[i], beside[i], list, i);
  }

  #itemOrIssue(entry: ElementEntry, value: unknown, sibling: unknown, holder: object, at: string | number): void {
    if (this.#onIssue) this.#triedItem(entry, value, sibling, holder, at);
    else this.#item(entry, value, sibling, holder, at);
  }

  #triedItem(entry: ElementEntry, value: unknown, sibling: unknown, holder: object, at: string | number): void {
    this.#tried(() => this.#item(entry, value, sibling, holder, at));
  }

  /** Returns a list, or an empty one if there is none. */
  #itemsOf(value: unknown, entry: ElementEntry, name: string): readonly unknown[] {
    if (value === undefined) return NONE;
    return Array.isArray(value) ? value : this.#noItems(value, entry, name);
  }

  #noItems(value: unknown, entry: ElementEntry, name: string): readonly unknown[] {
    const step = this.#onIssue ? this.#step(entry) : `.${name}`;
    return this.#tried((): never => this.#fail(step, `${describe(value)} is not a list`)) ?? NONE;
  }

  /** Returns the path of an element, or of an item: with JSON names, or FHIRPath names with `onIssue`. */
  #step({ name, stem }: ElementEntry, at?: string | number): string {
    const step = `.${this.#onIssue ? stem : name}`;
    return typeof at === 'number' ? `${step}[${at}]` : step;
  }

  /** Writes one element, whose value is `holder[at]`. */
  #item(entry: ElementEntry, value: unknown, sibling: unknown, holder: object, at: string | number): void {
    const { name, form, table } = entry;
    if (typeof at === 'string' && Array.isArray(value)) this.#fail(this.#step(entry), 'a list is not a single value');
    if (this.#onIssue) this.#compareType(entry, value, at);
    if (form < FORM.xhtml) {
      this.#primitive(entry, value, sibling, holder, at);
      return;
    }
    if (form === FORM.xhtml) {
      this.#narrative(value);
      return;
    }
    const step = this.#step(entry, at);
    if (!isObject(value)) this.#fail(step, `${describe(value)} is not an object`);
    this.#path.push(step);
    if (this.#path.length > DEEPEST) this.#fail('', `is nested more than ${DEEPEST} levels deep`);
    if (table) this.#object(name, table, value);
    else this.#wrapped(name, value);
    this.#path.pop();
  }

  /** Reports a primitive of another type than the element has, such as text in place of a number. */
  #compareType(entry: ElementEntry, value: unknown, at: string | number): void {
    if (entry.form > FORM.decimal) return;
    const type = jsonType(entry.form);
    if (typeof value === type || !/^(?:string|number|boolean)$/.test(typeof value)) return;
    const message = `${describe(value)} is ${NOUNS[typeof value]}, but must be ${NOUNS[type]}`;
    const expression = this.#path.join('') + this.#step(entry, at);
    this.#onIssue?.(markedIssue({ severity: 'error', code: 'structure', expression, message }));
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
    if (typeof value === 'string' && (sibling === undefined || sibling === null) && isPlainAttribute(value)) {
      this.#out += entry.start + value + '"/>';
      return;
    }
    const hasValue = value !== undefined && value !== null;
    const text = hasValue ? ` value="${this.#text(entry, value, holder, at)}"` : '';
    if (sibling === undefined || sibling === null) {
      if (!hasValue)
        this.#fail(
          this.#step(entry, at),
          'null is allowed only if the sibling property has an element at the same index',
        );
      this.#out += `<${entry.name}${text}/>`;
      return;
    }
    if (!isObject(sibling)) this.#fail(this.#step(entry, at), `${describe(sibling)} is not an object`);
    this.#path.push(this.#step(entry, at));
    this.#out += `<${entry.name}`;
    const inside = this.#children(this.#tables.sibling, sibling);
    const hasSiblings = this.#hasSiblings;
    this.#out += text;
    if (inside.length === 0) this.#out += '/>';
    else {
      this.#enter();
      for (const child of inside) this.#element(child.entry, child.value, sibling, hasSiblings);
      this.#end(entry.name);
    }
    this.#path.pop();
  }

  /** Returns the escaped value of a primitive. A primitive of the wrong type is written unchanged. */
  #text(entry: ElementEntry, value: unknown, holder: object, at: string | number): string {
    if (typeof value === 'string') return isPlainAttribute(value) ? value : this.#escaped(value, this.#step(entry, at));
    if (typeof value === 'boolean') return String(value);
    if (typeof value !== 'number')
      return this.#fail(this.#step(entry, at), `${describe(value)} is not a primitive value`);
    const written = entry.form === FORM.decimal ? writtenAs(holder, at, value) : undefined;
    if (written === undefined && !Number.isFinite(value))
      this.#fail(this.#step(entry, at), `${describe(value)} is not a finite number`);
    const text = inDigits(written ?? String(value));
    return (
      text ??
      this.#fail(
        this.#step(entry, at),
        `${valueText(String(written))} has too large an exponent to be written in digits`,
      )
    );
  }

  #escaped(text: string, step: string): string {
    if (isImpossible(text)) this.#fail(step, 'contains a character that XML does not allow');
    return escapeAttribute(text);
  }

  /** Writes a narrative unchanged, after checking that it is well-formed, so that it cannot break the document. */
  #narrative(value: unknown): void {
    this.#break();
    if (typeof value !== 'string') this.#fail('.div', `${describe(value)} is not text`);
    if (isImpossible(value)) this.#fail('.div', 'contains a character that XML does not allow');
    const fault = xhtmlFault(value);
    if (fault?.verdict === 'malformed') this.#fail('.div', `is not a well-formed XHTML div: ${fault.reason}`);
    this.#out += trimSpace(value);
  }

  /** Ends the start tag of an element with content. */
  #enter(): void {
    this.#out += '>';
    this.#open++;
  }

  #end(name: string): void {
    this.#open--;
    this.#break();
    this.#out += `</${name}>`;
  }

  /** Starts a new line for a tag, if `pretty`. */
  #break(): void {
    if (this.#pretty && this.#out !== '') this.#out += `\n${'  '.repeat(this.#open)}`;
  }

  #fail(step: string, message: string): never {
    throw new InputError(this.#path.join('') + step, undefined, message);
  }
}

const NONE: readonly unknown[] = [];

const NOUNS: Readonly<Record<string, string>> = { string: 'text', number: 'a number', boolean: 'a boolean' };

/** Returns the JSON type of a form. A switch, because a table would stay in bundles that write no XML. */
function jsonType(form: number): 'string' | 'boolean' | 'number' {
  if (form === FORM.boolean) return 'boolean';
  return form === FORM.integer || form === FORM.decimal ? 'number' : 'string';
}
