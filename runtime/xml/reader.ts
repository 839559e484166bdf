import { SaxesParser } from 'saxes';
import { describe, quote } from '../describe.js';
import { FORM, type ElementEntry, type ElementTable, type ElementTables } from '../elements.js';
import type { Issue, IssueCode, IssueSeverity } from '../issue.js';
import { positions, type Place, type TextPosition } from '../positions.js';
import { LIMITS, type ReadResource } from '../read-options.js';
import { suggestion } from '../suggest.js';
import { isNumberText, keepWritten } from '../written.js';
import { FHIR, XHTML, XSI } from './names.js';
import { NarrativeCutter } from './narrative.js';
import type { XmlReadOptions } from './read-xml.js';
import type { XmlTag } from './tag.js';

type Json = Record<string, unknown>;

/** What an open element is: an object, a primitive, what holds a resource, or something that is not read. */
const KIND = { object: 0, primitive: 1, wrapper: 2, skipped: 3 } as const;

/** An open element. */
interface Frame {
  readonly kind: (typeof KIND)[keyof typeof KIND];
  readonly parent: Frame | undefined;
  /** Undefined for resources, which go by the name of what holds them. */
  readonly entry: ElementEntry | undefined;
  /** In a list, from 0; else -1. */
  readonly index: number;
  readonly table: ElementTable;
  /** What the element is read into; of a primitive its sibling, once there is one. */
  object: Json | undefined;
  /** Of a primitive: it has a value. */
  readonly hasValue: boolean;
  /** The last child that was read. */
  last: ElementEntry | undefined;
  place: Place | undefined;
}

/** Thrown to leave the parser once an issue is fatal. */
class Refusal extends Error {}

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const INK = /[^ \t\r\n]/;

/** Reads one text. A second reader of the same text, told so, finds the places of its elements. */
export class XmlReader {
  readonly issues: Issue[] = [];
  /** All resources, in the order in which they begin. */
  readonly resources: ReadResource[] = [];
  /** The same resources as places; stays empty unless those are wanted. */
  readonly places: Place[] = [];
  readonly #text: string;
  /** Made once: the lines are looked for when the first issue asks, not for each. */
  readonly #positionOf: (offset: number) => TextPosition;
  readonly #tables: ElementTables;
  readonly #options: XmlReadOptions;
  readonly #wantsPlaces: boolean;
  readonly #parser = new SaxesParser({ xmlns: true, position: false });
  readonly #maxDepth: number;
  readonly #maxAttributes: number;
  #top: Frame | undefined;
  #root: ReadResource | undefined;
  #depth = 0;
  /** How many attributes the tag has that is being read, and its attribute `value`. */
  #count = 0;
  #value: string | undefined;
  /** The element that is open is one for which there is no frame: a primitive without children. */
  #isLeaf = false;
  #narrative: NarrativeCutter | undefined;

  constructor(text: string, tables: ElementTables, options: XmlReadOptions, wantsPlaces = false) {
    this.#text = text;
    this.#positionOf = positions(text);
    this.#tables = tables;
    this.#options = options;
    this.#wantsPlaces = wantsPlaces;
    this.#maxDepth = options.maxDepth ?? LIMITS.maxDepth;
    this.#maxAttributes = options.maxAttributes ?? LIMITS.maxAttributes;
  }

  /** Returns the resource; undefined where an issue is fatal. */
  read(): ReadResource | undefined {
    try {
      this.#refuseDoctype();
      this.#listen();
      this.#parser.write(this.#text).close();
      return this.#root;
    } catch (error) {
      if (!(error instanceof Refusal)) this.#addMalformed(error);
      return undefined;
    }
  }

  /**
   * Listens to no more than is needed: the parser has its listeners as properties, and with seven of them it is four
   * times as slow.
   */
  #listen(): void {
    const parser = this.#parser;
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('closetag', (tag) => this.#close(tag));
    parser.on('attribute', ({ name, value }) => {
      this.#count++;
      if (name === 'value') this.#value = value;
    });
    parser.on('text', (text) => {
      if (this.#top && !this.#narrative && INK.test(text)) this.#strayText(text);
    });
    if (this.#text.includes('<![CDATA[')) {
      parser.on('cdata', (text) => {
        if (this.#top && !this.#narrative) this.#strayText(text);
      });
    }
    if (this.#text.includes('<?', 1)) {
      parser.on('processinginstruction', ({ target }) => {
        if (!this.#narrative) this.#note(`the processing instruction ${quote(target)} is not kept`);
      });
    }
  }

  #refuseDoctype(): void {
    const at = prologEnd(this.#text);
    if (!this.#text.startsWith('<!DOCTYPE', at)) return;
    const message = 'a document type declaration is not allowed, and entities are not read';
    this.#add('fatal', 'structure', message, '', at);
    throw new Refusal();
  }

  /** The parser throws at the first thing that is no XML; it has read on to the character after it. */
  #addMalformed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const at = Math.min(this.#text.length, Math.max(0, this.#parser.position - 1));
    this.#add('fatal', 'structure', `the text is no well-formed XML: ${reason}`, pathOf(this.#top), at);
  }

  #open(tag: XmlTag): void {
    if (++this.#depth > this.#maxDepth)
      this.#refuse('too-costly', `elements are nested more than ${this.#maxDepth} levels deep`);
    if (this.#count > this.#maxAttributes)
      this.#refuse('too-costly', `an element has more than ${this.#maxAttributes} attributes`);
    const top = this.#top;
    if (this.#narrative) this.#narrative.open(tag);
    else if (!top) this.#openRoot(tag);
    else if (top.kind === KIND.object) this.#openChild(top, top.table, tag);
    else if (top.kind === KIND.primitive) this.#openChild(top, this.#tables.sibling, tag);
    else if (top.kind === KIND.wrapper) this.#openResource(top, tag);
    else this.#skip(top);
    this.#count = 0;
    this.#value = undefined;
  }

  #close(tag: XmlTag): void {
    this.#depth--;
    if (this.#isLeaf) {
      this.#isLeaf = false;
      return;
    }
    if (this.#narrative) {
      if (this.#narrative.close(this.#parser.position)) this.#narrative = undefined;
      return;
    }
    const frame = this.#top;
    if (!frame) return;
    if (frame.kind === KIND.primitive && !frame.object && !frame.hasValue) this.#emptyPrimitive(frame, tag);
    else if (frame.kind === KIND.wrapper && !frame.object) this.#addEmpty('holds no resource', frame, tag);
    this.#top = frame.parent;
  }

  #openRoot(tag: XmlTag): void {
    const { version = '1.0' } = this.#parser.xmlDecl;
    if (version !== '1.0') this.#refuse('not-supported', `XML ${version} is not read: only XML 1.0`);
    if (tag.uri !== FHIR) this.#refuse('structure', `${named(tag)} is not in the namespace ${FHIR}, as a resource is`);
    const table = this.#tables.resources.get(tag.local);
    if (!table) this.#refuse('not-supported', this.#unknownResource(tag.local));
    else this.#root = this.#startResource(table, undefined, tag);
  }

  #unknownResource(type: string): string {
    return `${quote(type)} is no resource type that is known here${suggestion(type, [...this.#tables.resources.keys()])}`;
  }

  #startResource(table: ElementTable, parent: Frame | undefined, tag: XmlTag): ReadResource {
    const resource = { resourceType: table.path };
    const place = this.#wantsPlaces ? (parent?.place ?? this.#placeHere()) : undefined;
    if (place) this.places.push(place);
    this.resources.push(resource);
    this.#push(KIND.object, parent, undefined, -1, table, resource, true, place);
    this.#readAttributes(tag, resource, table);
    return resource;
  }

  #openResource(top: Frame, tag: XmlTag): void {
    const table = tag.uri === FHIR ? this.#tables.resources.get(tag.local) : undefined;
    if (top.object) {
      this.#report('structure', `holds more than one resource: ${quote(tag.name)} is not read`, top);
      this.#skip(top);
    } else if (!table) {
      const message = tag.uri === FHIR ? this.#unknownResource(tag.local) : `${named(tag)} is no resource`;
      this.#report('structure', `${message}; it is not read`, top);
      top.object = {};
      this.#skip(top);
    } else {
      const resource = this.#startResource(table, top, tag) as unknown as Json;
      top.object = resource;
      const { entry, parent, place } = top;
      if (entry && parent?.object) putValue(parent.object, entry, resource);
      if (entry && parent?.place && place) addPlace(parent.place, entry, place);
    }
  }

  /** Reads an element inside an object, or inside a primitive. */
  #openChild(top: Frame, table: ElementTable, tag: XmlTag): void {
    const entry = table.entries.get(tag.local);
    if (!entry || entry.isAttribute || tag.uri !== (entry.form === FORM.xhtml ? XHTML : FHIR)) {
      this.#unknownElement(top, table, tag, entry);
      return;
    }
    const owner = (top.object ??= startSibling(top));
    const { last } = top;
    if (!last || entry.order > last.order) top.last = entry;
    else if (entry.order < last.order) this.#misplaced(top, entry, last);
    // In order, what occurs again comes right after itself.
    if (top.last !== last || entry.isList || !isThere(owner, entry)) this.#openKnown(top, entry, owner, tag);
    else {
      this.#report('structure', `occurs more than once; what follows the first is not read`, top, entry);
      this.#skip(top);
    }
  }

  #openKnown(top: Frame, entry: ElementEntry, owner: Json, tag: XmlTag): void {
    if (entry.form < FORM.xhtml) this.#openPrimitive(top, entry, owner, tag);
    else if (entry.form === FORM.object) this.#openObject(top, entry, owner, tag);
    else if (entry.form === FORM.xhtml) this.#openNarrative(top, entry, owner, tag);
    else this.#openWrapper(top, entry, owner, tag);
  }

  #openObject(top: Frame, entry: ElementEntry, owner: Json, tag: XmlTag): void {
    const object: Json = {};
    const index = putValue(owner, entry, object);
    const table = entry.table as ElementTable;
    this.#push(KIND.object, top, entry, index, table, object, true, this.#placeIn(top, entry));
    this.#readAttributes(tag, object, table);
  }

  #openWrapper(top: Frame, entry: ElementEntry, owner: Json, tag: XmlTag): void {
    const index = entry.isList ? lengthOf(owner[entry.name]) : -1;
    const table = this.#tables.sibling;
    this.#push(KIND.wrapper, top, entry, index, table, undefined, true, top.place && this.#placeHere());
    for (const name in tag.attributes) this.#unknownAttribute(name, tag, table, top, entry);
  }

  #openPrimitive(top: Frame, entry: ElementEntry, owner: Json, tag: XmlTag): void {
    const text = this.#value;
    let id: string | undefined;
    if (this.#count > (text === undefined ? 0 : 1)) {
      for (const name in tag.attributes) {
        if (name === 'id') id = tag.attributes[name]?.value;
        else if (name !== 'value') this.#unknownAttribute(name, tag, undefined, top, entry);
      }
    }
    const place = this.#placeIn(top, entry);
    const index = putPrimitive(owner, entry, text);
    this.#isLeaf = tag.isSelfClosing && (text !== undefined || id !== undefined);
    if (this.#isLeaf && id === undefined) return;
    const hasValue = text !== undefined;
    const frame = this.#push(KIND.primitive, top, entry, index, this.#tables.sibling, undefined, hasValue, place);
    if (id !== undefined) (frame.object = startSibling(frame))['id'] = id;
    if (this.#isLeaf) this.#top = top;
  }

  /** A primitive with neither value nor extension says nothing, so that there is nothing to keep of it. */
  #emptyPrimitive(frame: Frame, tag: XmlTag): void {
    this.#addEmpty('is empty: it needs a value or an extension', frame, tag);
    const { entry, parent } = frame;
    if (!entry) return;
    for (const name of entry.isList ? [entry.name, entry.sibling] : []) {
      const list = parent?.object?.[name];
      if (Array.isArray(list)) list.pop();
    }
    parent?.place?.children.get(entry.stem)?.pop();
  }

  #addEmpty(message: string, frame: Frame, { name }: XmlTag): void {
    const start = this.#text.lastIndexOf(`<${name}`, this.#tagStart());
    this.#add('error', 'required', message, pathOf(frame), start);
  }

  #openNarrative(top: Frame, entry: ElementEntry, owner: Json, tag: XmlTag): void {
    this.#placeIn(top, entry);
    this.#narrative = new NarrativeCutter(this.#text, this.#tagStart(), (text) => void (owner[entry.name] = text));
    this.#narrative.open(tag);
  }

  #readAttributes(tag: XmlTag, object: Json, table: ElementTable): void {
    if (this.#count === 0) return;
    const { attributes } = tag;
    for (const name in attributes) {
      const entry = table.entries.get(name);
      if (entry?.isAttribute) object[name] = attributes[name]?.value;
      else this.#unknownAttribute(name, tag, table, this.#top as Frame);
    }
  }

  /** Declarations of namespaces are no content, and neither is what points to a schema. */
  #unknownAttribute(name: string, tag: XmlTag, table: ElementTable | undefined, at: Frame, entry?: ElementEntry): void {
    const { prefix = '', uri = '', local = '' } = tag.attributes[name] ?? {};
    if (name === 'xmlns' || prefix === 'xmlns') return;
    if (uri === XSI && local === 'schemaLocation' && !at.parent) return;
    const names = table
      ? [...table.entries.values()].flatMap((one) => (one.isAttribute ? one.name : []))
      : ['id', 'value'];
    const allowed = names.length > 0 ? `allowed here: ${names.join(', ')}` : 'there is none here';
    this.#report('structure', `the attribute ${quote(name)} is not known, and not kept; ${allowed}`, at, entry);
  }

  #unknownElement(top: Frame, table: ElementTable, tag: XmlTag, entry: ElementEntry | undefined): void {
    if (entry?.isAttribute) {
      this.#report('structure', `${quote(entry.name)} is an attribute in XML, and no element; it is not kept`, top);
    } else if (entry) {
      const wanted = entry.form === FORM.xhtml ? XHTML : FHIR;
      this.#report('structure', `${named(tag)} is not in the namespace ${wanted}, and is not kept`, top);
    } else {
      const names = [...table.entries.values()].flatMap((one) => (one.isAttribute ? [] : one.name));
      const hint = suggestion(tag.local, names);
      this.#report('structure', `the element ${quote(tag.name)} is not known here, and is not kept${hint}`, top);
    }
    this.#skip(top);
  }

  #misplaced(top: Frame, entry: ElementEntry, last: ElementEntry): void {
    this.#report('structure', `is in the wrong place: ${entry.name} must come before ${last.name}`, top, entry);
  }

  /** The parser has read on to the next tag. */
  #strayText(text: string): void {
    if (this.#top?.kind === KIND.skipped) return;
    const message = `there is text between elements, which is not kept: ${describe(text.trim())}`;
    const end = this.#text.lastIndexOf('>', this.#parser.position - 2) + 1;
    const ink = this.#text.slice(end).search(INK);
    this.#add('error', 'structure', message, pathOf(this.#top), end + Math.max(ink, 0));
  }

  /** What is open here and all inside it is not read. */
  #skip(top: Frame): void {
    this.#push(KIND.skipped, top, undefined, -1, top.table, undefined, true, undefined);
  }

  #push(
    kind: Frame['kind'],
    parent: Frame | undefined,
    entry: ElementEntry | undefined,
    index: number,
    table: ElementTable,
    object: Json | undefined,
    hasValue: boolean,
    place: Place | undefined,
  ): Frame {
    const frame: Frame = { kind, parent, entry, index, table, object, hasValue, last: undefined, place };
    this.#top = frame;
    return frame;
  }

  #placeIn(top: Frame, entry: ElementEntry): Place | undefined {
    return top.place && addPlace(top.place, entry, this.#placeHere());
  }

  #placeHere(): Place {
    return { offset: this.#tagStart(), children: new Map() };
  }

  /** Where the tag that was just read begins: what it holds has no `<`. */
  #tagStart(): number {
    return Math.max(0, this.#text.lastIndexOf('<', this.#parser.position - 1));
  }

  #report(code: IssueCode, message: string, frame: Frame | undefined, child?: ElementEntry): void {
    const step = child ? `.${child.stem}${child.isList ? `[${lengthOf(frame?.object?.[child.name])}]` : ''}` : '';
    this.#add('error', code, message, pathOf(frame) + step);
  }

  #note(message: string): void {
    this.#add('warning', 'informational', message, pathOf(this.#top));
  }

  #add(severity: IssueSeverity, code: IssueCode, message: string, expression: string, offset = this.#tagStart()): void {
    if (this.#wantsPlaces) return;
    this.issues.push({ severity, code, expression, message, ...this.#positionOf(offset) });
    const { maxIssues = LIMITS.maxIssues } = this.#options;
    if (this.issues.length === maxIssues && severity !== 'fatal')
      this.#refuse('too-costly', `has ${maxIssues} issues or more: the rest is not read`);
  }

  #refuse(code: IssueCode, message: string): never {
    this.#add('fatal', code, message, pathOf(this.#top));
    throw new Refusal();
  }
}

/** Where processing instructions, comments and white space at the start of a text end. */
function prologEnd(text: string): number {
  let at = 0;
  for (;;) {
    while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at++;
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined;
    const found = end === undefined ? -1 : text.indexOf(end, at);
    if (end === undefined || found < 0) return at;
    at = found + end.length;
  }
}

function named({ name, uri }: XmlTag): string {
  return uri === '' ? `${quote(name)}, in no namespace,` : `${quote(name)} of the namespace ${quote(uri)}`;
}

/** FHIRPath of an open element. */
function pathOf(frame: Frame | undefined): string {
  if (!frame) return '';
  if (!frame.parent) return frame.table.path;
  const { entry, index } = frame;
  const step = entry ? `.${entry.stem}${index < 0 ? '' : `[${index}]`}` : '';
  return pathOf(frame.parent) + step;
}

function isThere(owner: Json, { name, sibling }: ElementEntry): boolean {
  return owner[name] !== undefined || owner[sibling] !== undefined;
}

function addPlace(parent: Place, { stem }: ElementEntry, place: Place): Place {
  const places = parent.children.get(stem);
  if (places) places.push(place);
  else parent.children.set(stem, [place]);
  return place;
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** Puts an object where it belongs; returns its index in a list, else -1. */
function putValue(owner: Json, { name, isList }: ElementEntry, value: unknown): number {
  if (!isList) {
    owner[name] = value;
    return -1;
  }
  const list = owner[name] as unknown[] | undefined;
  if (list) return list.push(value) - 1;
  owner[name] = [value];
  return 0;
}

/**
 * Puts a primitive where it belongs, or null where a list has none at this place; returns its index in a list, else -1.
 * The lists of values and of siblings start when the first is met, and are then as long as each other.
 */
function putPrimitive(owner: Json, entry: ElementEntry, text: string | undefined): number {
  const { name, sibling, isList } = entry;
  if (!isList) {
    if (text !== undefined) owner[name] = readValue(owner, name, entry, text);
    return -1;
  }
  let list = owner[name] as unknown[] | undefined;
  const siblings = owner[sibling] as unknown[] | undefined;
  const index = Math.max(lengthOf(list), lengthOf(siblings));
  if (!list && text !== undefined) owner[name] = list = Array.from({ length: index }, () => null);
  list?.push(text === undefined ? null : readValue(list, index, entry, text));
  siblings?.push(null);
  return index;
}

/** Starts what stands beside a primitive. */
function startSibling({ entry, index, parent }: Frame): Json {
  const object: Json = {};
  const owner = parent?.object as Json;
  const { sibling, isList } = entry as ElementEntry;
  if (!isList) owner[sibling] = object;
  else {
    const list = (owner[sibling] ??= Array.from({ length: index + 1 }, () => null)) as unknown[];
    list[index] = object;
  }
  return object;
}

/** The JSON value of a text; the text itself where it is none of the type. */
function readValue(owner: object, name: string | number, { form }: ElementEntry, text: string): unknown {
  switch (form) {
    case FORM.boolean:
      return text === 'true' ? true : text === 'false' ? false : text;
    case FORM.integer:
      return INTEGER.test(text) ? readNumber(owner, name, text) : text;
    case FORM.decimal:
      return isNumberText(text) ? readNumber(owner, name, text) : text;
    default:
      return text;
  }
}

function readNumber(owner: object, name: string | number, text: string): number {
  const value = Number(text);
  if (String(value) !== text) keepWritten(owner, name, text);
  return value;
}
