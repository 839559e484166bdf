import { describe, quote } from '../core/describe.js';
import { FORM, type ElementEntry, type ElementTable, type ElementTables } from '../core/elements.js';
import type { Issue, IssueCode, IssueSeverity } from '../core/issue.js';
import { valueText } from '../core/marked.js';
import { PlaceNotes } from '../core/place-notes.js';
import { LIMITS, type ReadOptions, type ReadResource } from '../core/read-options.js';
import { keepFound, KIND, pathOf, type Found, type Frame, type Json } from './frame.js';
import { IssueLog, Refusal } from './issue-log.js';
import { FHIR, XHTML, XSI } from './names.js';
import { NarrativeCutter } from './narrative.js';
import { prologEnd } from './skip-prolog.js';
import { isThere, lengthOf, putPrimitive, putValue, startSibling } from './put-values.js';
import type { XmlListener, XmlScanner } from './scanner.js';
import type { XmlTag } from './tag.js';
import { meantElement, named, unknownAttribute, unknownElement, unknownResource } from './wording.js';

/** Options of the XML reader. */
export interface XmlReadOptions extends ReadOptions {
  /** Maximum number of attributes of an element, 64 by default. */
  readonly maxAttributes?: number | undefined;
}

const INK = /[^ \t\r\n]/;

/** Reads one text. */
export class XmlReader implements XmlListener {
  /** All resources, in the order in which they begin. */
  readonly resources: ReadResource[] = [];
  /** The start of each element that is read; its resources have the same order as `resources`. */
  readonly places = new PlaceNotes();
  readonly #text: string;
  readonly #tables: ElementTables;
  readonly #log: IssueLog;
  readonly #found: Found[] = [];
  readonly #maxDepth: number;
  readonly #maxAttributes: number;
  readonly #scanner: XmlScanner;
  #top: Frame | undefined;
  #root: ReadResource | undefined;
  #depth = 0;
  /** Number of attributes of the current tag, and the value of its attribute `value`. */
  #count = 0;
  #value: string | undefined;
  /** True if the open element has no frame: a primitive without children. */
  #isLeaf = false;
  #narrative: NarrativeCutter | undefined;
  #isRefused = false;

  constructor(text: string, tables: ElementTables, options: XmlReadOptions, scanner: XmlScanner) {
    this.#text = text;
    this.#tables = tables;
    this.#scanner = scanner;
    this.#log = new IssueLog(text, options.maxIssues ?? LIMITS.maxIssues);
    this.#maxDepth = options.maxDepth ?? LIMITS.maxDepth;
    this.#maxAttributes = options.maxAttributes ?? LIMITS.maxAttributes;
  }

  /** The issues in the order of the text. */
  get issues(): readonly Issue[] {
    return this.#log.issues;
  }

  /** The resource; undefined if an issue is fatal. */
  get resource(): ReadResource | undefined {
    return this.#isRefused ? undefined : this.#root;
  }

  /** Reads the text; returns false if the scanner has given up, so that the result does not count. */
  read(): boolean {
    try {
      this.#refuseDoctype();
      if (!this.#scanner.scan(this)) return false;
      const root = this.#root;
      if (root) for (const found of this.#found) keepFound(found, root);
    } catch (error) {
      if (!(error instanceof Refusal)) this.#addMalformed(error);
      this.#isRefused = true;
    }
    return true;
  }

  text(text: string, isCdata: boolean): void {
    if (this.#top && !this.#narrative && (isCdata || INK.test(text))) this.#strayText(text);
  }

  instruction(target: string): void {
    if (!this.#narrative) this.#notKept(target);
  }

  #notKept(instruction: string): void {
    const message = `the processing instruction ${quote(instruction)} is ignored`;
    this.#tell('warning', 'informational', message, this.#scanner.tagStart, this.#top);
  }

  #refuseDoctype(): void {
    const at = prologEnd(this.#text);
    const message = 'document type declarations and entities are not allowed';
    if (this.#text.startsWith('<!DOCTYPE', at)) this.#log.refuse('structure', message, '', at);
  }

  /** The parser throws at the first fault, when it has read the character after it. */
  #addMalformed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const at = Math.min(this.#text.length, Math.max(0, this.#scanner.position - 1));
    const hint = /^\s*[{[]/.test(this.#text) ? ' It looks like JSON, so use fromJson.' : '';
    this.#log.add(
      'fatal',
      'structure',
      `the text is not well-formed XML: ${valueText(reason)}${hint}`,
      pathOf(this.#top),
      at,
    );
  }

  open(tag: XmlTag, count: number, value: string | undefined): void {
    this.#count = count;
    this.#value = value;
    if (++this.#depth > this.#maxDepth)
      this.#refuse('too-costly', `elements are nested more than ${this.#maxDepth} levels deep`);
    if (count > this.#maxAttributes)
      this.#refuse('too-costly', `an element has more than ${this.#maxAttributes} attributes`);
    const top = this.#top;
    if (this.#narrative) this.#narrative.open(tag);
    else if (!top) this.#openRoot(tag);
    else if (top.kind === KIND.object) this.#openChild(top, top.table, tag);
    else if (top.kind === KIND.primitive) this.#openChild(top, this.#tables.sibling, tag);
    else if (top.kind === KIND.wrapper) this.#openResource(top, tag);
    else this.#skip(top);
  }

  close(name: string): void {
    this.#depth--;
    if (this.#isLeaf) {
      this.#isLeaf = false;
      return;
    }
    if (this.#narrative) {
      if (this.#narrative.close(this.#scanner.position)) this.#narrative = undefined;
      return;
    }
    const frame = this.#top;
    if (!frame) return;
    if (frame.kind === KIND.primitive && !frame.object && !frame.hasValue) this.#emptyPrimitive(frame, name);
    else if (frame.kind === KIND.wrapper && !frame.object) this.#addEmpty('contains no resource', frame, name);
    this.#top = frame.parent;
  }

  #openRoot(tag: XmlTag): void {
    const { version } = this.#scanner;
    if (version !== '1.0') this.#refuse('not-supported', `XML ${valueText(version)} is not supported; use XML 1.0`);
    if (tag.uri !== FHIR)
      this.#refuse('structure', `${named(tag)} must be in the namespace ${FHIR}, like every resource`);
    const table = this.#tables.resources.get(tag.local);
    if (!table) this.#refuse('not-supported', unknownResource(tag.local, this.#tables));
    else this.#root = this.#startResource(table, undefined, tag);
  }

  #startResource(table: ElementTable, parent: Frame | undefined, tag: XmlTag): ReadResource {
    const resource = { resourceType: table.path };
    const place = parent ? parent.place : this.places.add('', this.#scanner.tagStart, -1);
    this.places.addResource(place);
    this.resources.push(resource);
    this.#push(KIND.object, parent, undefined, -1, table, resource, true, place);
    this.#readAttributes(tag, resource, table);
    return resource;
  }

  #openResource(top: Frame, tag: XmlTag): void {
    const table = tag.uri === FHIR ? this.#tables.resources.get(tag.local) : undefined;
    if (top.object) {
      this.#report('structure', `contains more than one resource; ${quote(tag.name)} is ignored`, top);
      this.#skip(top);
    } else if (!table) {
      const message = tag.uri === FHIR ? unknownResource(tag.local, this.#tables) : `${named(tag)} is not a resource`;
      this.#report('structure', `${message}; it is ignored`, top);
      top.object = {};
      this.#skip(top);
    } else {
      const resource = this.#startResource(table, top, tag) as unknown as Json;
      top.object = resource;
      const { entry, parent, place } = top;
      if (entry && parent?.object) putValue(parent.object, entry, resource);
      if (entry) this.places.setName(place, entry.stem);
    }
  }

  /** Reads an element inside an object, or inside a primitive. */
  #openChild(top: Frame, table: ElementTable, tag: XmlTag): void {
    const entry = table.entries.get(tag.local);
    if (!entry || entry.isAttribute || tag.uri !== (entry.form === FORM.xhtml ? XHTML : FHIR)) {
      const meant = meantElement(tag, table);
      this.#tell('error', 'structure', unknownElement(tag, table, entry), this.#scanner.tagStart, top, '', meant);
      this.#skip(top);
      return;
    }
    const owner = (top.object ??= startSibling(top));
    const { last } = top;
    if (!last || entry.order > last.order) top.last = entry;
    else if (entry.order < last.order) this.#misplaced(top, entry, last);
    // In the right order, a repeated element follows itself.
    if (top.last !== last || entry.isList || !isThere(owner, entry)) this.#openKnown(top, entry, owner, tag);
    else {
      this.#report('structure', `occurs more than once; only the first is read`, top, entry);
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
    this.#push(KIND.object, top, entry, index, table, object, true, this.#placeIn(top, entry.stem));
    this.#readAttributes(tag, object, table);
  }

  #openWrapper(top: Frame, entry: ElementEntry, owner: Json, tag: XmlTag): void {
    const index = entry.isList ? lengthOf(owner[entry.name]) : -1;
    const table = this.#tables.sibling;
    this.#push(KIND.wrapper, top, entry, index, table, undefined, true, this.#placeIn(top, ''));
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
    const place = this.#placeIn(top, entry.stem);
    const index = putPrimitive(owner, entry, text);
    this.#isLeaf = tag.isSelfClosing && (text !== undefined || id !== undefined);
    if (this.#isLeaf && id === undefined) return;
    const hasValue = text !== undefined;
    const frame = this.#push(KIND.primitive, top, entry, index, this.#tables.sibling, undefined, hasValue, place);
    if (id !== undefined) (frame.object = startSibling(frame))['id'] = id;
    if (this.#isLeaf) this.#top = top;
  }

  /** A primitive with neither value nor extension has no content to keep. */
  #emptyPrimitive(frame: Frame, name: string): void {
    this.#addEmpty('is empty: it needs a value or an extension', frame, name);
    const { entry, parent } = frame;
    if (!entry) return;
    for (const property of entry.isList ? [entry.name, entry.sibling] : []) {
      const list = parent?.object?.[property];
      if (Array.isArray(list)) list.pop();
    }
    this.places.drop(frame.place);
  }

  #addEmpty(message: string, frame: Frame, name: string): void {
    const start = this.#text.lastIndexOf(`<${name}`, this.#scanner.tagStart);
    this.#tell('error', 'required', message, start, frame);
  }

  #openNarrative(top: Frame, entry: ElementEntry, owner: Json, tag: XmlTag): void {
    this.#placeIn(top, entry.stem);
    this.#narrative = new NarrativeCutter(
      this.#text,
      this.#scanner.tagStart,
      (text) => void (owner[entry.name] = text),
    );
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

  /** Namespace declarations and references to a schema are no content. */
  #unknownAttribute(name: string, tag: XmlTag, table: ElementTable | undefined, at: Frame, entry?: ElementEntry): void {
    const { prefix = '', uri = '', local = '' } = tag.attributes[name] ?? {};
    if (name === 'xmlns' || prefix === 'xmlns') return;
    if (uri === XSI && local === 'schemaLocation' && !at.parent) return;
    this.#report('structure', unknownAttribute(name, table), at, entry);
  }

  #misplaced(top: Frame, entry: ElementEntry, last: ElementEntry): void {
    this.#report('structure', `is in the wrong place: ${entry.name} must come before ${last.name}`, top, entry);
  }

  /** The parser has read on to the next tag. */
  #strayText(text: string): void {
    if (this.#top?.kind === KIND.skipped) return;
    const message = `text between elements is ignored: ${describe(text.trim())}`;
    const end = this.#text.lastIndexOf('>', this.#scanner.position - 2) + 1;
    const ink = this.#text.slice(end).search(INK);
    this.#tell('error', 'structure', message, end + Math.max(ink, 0), this.#top);
  }

  /** Skips the open element and everything inside it. */
  #skip(top: Frame): void {
    this.#push(KIND.skipped, top, undefined, -1, top.table, undefined, true, -1);
  }

  #push(
    kind: Frame['kind'],
    parent: Frame | undefined,
    entry: ElementEntry | undefined,
    index: number,
    table: ElementTable,
    object: Json | undefined,
    hasValue: boolean,
    place: number,
  ): Frame {
    const frame: Frame = { kind, parent, entry, index, table, object, hasValue, last: undefined, place };
    this.#top = frame;
    return frame;
  }

  /** Records where a child of the open element begins; returns its number. */
  #placeIn(top: Frame, name: string): number {
    return this.places.add(name, this.#scanner.tagStart, top.place);
  }

  #report(code: IssueCode, message: string, frame: Frame | undefined, child?: ElementEntry): void {
    const step = child ? `.${child.stem}${child.isList ? `[${lengthOf(frame?.object?.[child.name])}]` : ''}` : '';
    this.#tell('error', code, message, this.#scanner.tagStart, frame, step, child?.stem);
  }

  /**
   * @param step path from the open element to the place of the issue
   * @param part the child element of the issue, if it is known
   */
  #tell(
    severity: IssueSeverity,
    code: IssueCode,
    message: string,
    offset: number,
    frame: Frame | undefined,
    step = '',
    part?: string,
  ): void {
    const issue = this.#log.add(severity, code, message, pathOf(frame) + step, offset);
    this.#found.push({ issue, frame, step, part });
  }

  #refuse(code: IssueCode, message: string): never {
    return this.#log.refuse(code, message, pathOf(this.#top), this.#scanner.tagStart);
  }
}
