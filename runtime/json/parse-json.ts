/** Parses JSON that may be hostile, and keeps how numbers were written. */
import { isObject } from '../core/json.js';
import type { Place } from '../core/positions.js';
import { keepWritten } from '../core/written.js';
import { addChild } from './places.js';
import { stringEnd } from './scan.js';

type Json = Record<string, unknown>;

/** Thrown at the first thing that is no JSON, or that a receiver cannot be sure of. */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(what: string, offset: number) {
    super(what);
    this.offset = offset;
  }
}

/** A value, and the resources in it in the order in which they begin. */
export interface ParsedJson {
  readonly value: unknown;
  readonly resources: readonly object[];
}

/**
 * Parses a text. A name that an object has twice is a fault, as nobody can tell which of the two is meant.
 *
 * @throws JsonFault
 */
export function parseJson(text: string, maxDepth: number): ParsedJson {
  const parser = new JsonParser(text, maxDepth);
  return { value: parser.parse(), resources: parser.resources };
}

/**
 * The places of all resources in a text that has been parsed before, in the order in which they begin. A member stands
 * where its name does; items of a list go by the name of the list.
 */
export function placesIn(text: string): readonly Place[] {
  const parser = new JsonParser(text, Infinity, true);
  parser.parse();
  return parser.places;
}

/** True for an object that says which resource it is. */
export function isResource(value: unknown): value is { readonly resourceType: string } {
  return isObject(value) && Object.hasOwn(value, 'resourceType') && typeof value['resourceType'] === 'string';
}

/** As much of a number as there is. */
const NUMBER = /-?(?:(?:0|[1-9]\d*)(?:\.(?:\d+(?:[eE][+-]?\d*)?)?|[eE][+-]?\d*)?)?/y;
/** As much of a string as there may be. */
const TEXT = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y;
const SPACE = /[ \t\r\n]*/y;
const WORDS: readonly (readonly [word: string, value: unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class JsonParser {
  readonly resources: object[] = [];
  /** The same resources as places; stays empty unless those are wanted. */
  readonly places: Place[] = [];
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #wantsPlaces: boolean;
  /** Of the last value: its place, or those of the items of a list. */
  #last: readonly Place[] = [];
  #at = 0;
  #depth = 0;

  constructor(text: string, maxDepth: number, wantsPlaces = false) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#wantsPlaces = wantsPlaces;
  }

  parse(): unknown {
    const value = this.#value({}, '');
    if (value === undefined) this.#expected('JSON value expected');
    if (this.#at < this.#text.length) this.#expected('Expected end of input');
    return value;
  }

  /** The value at hand, and the white space around it; undefined where there is none. */
  #value(owner: object, name: string | number): unknown {
    this.#space();
    if (this.#wantsPlaces) this.#last = [this.#placeHere()];
    const value = this.#piece(owner, name);
    this.#space();
    return value;
  }

  #piece(owner: object, name: string | number): unknown {
    const text = this.#text;
    const first = text.charAt(this.#at);
    if (first === '"') return this.#string();
    if (first === '{') return this.#object();
    if (first === '[') return this.#list();
    if (first !== '' && '-0123456789'.includes(first)) return this.#number(owner, name);
    const found = WORDS.find(([word]) => text.startsWith(word, this.#at));
    this.#at += found?.[0].length ?? 0;
    return found?.[1];
  }

  #object(): Json {
    const object: Json = {};
    const index = this.resources.push(object) - 1;
    const [place] = this.#last;
    if (place) this.places.push(place);
    this.#enter();
    for (let isFirst = true; this.#next('}', isFirst, 'Quoted object key or end of object'); isFirst = false) {
      const start = this.#at;
      if (this.#text.charAt(start) !== '"') this.#expected('Quoted object key expected');
      const name = this.#string();
      if (Object.hasOwn(object, name)) throw new JsonFault(`Duplicate key '${name}' encountered`, start + 1);
      this.#space();
      if (this.#text.charAt(this.#at) !== ':') this.#expected("Colon ':' expected after property name");
      this.#at++;
      const value = this.#value(object, name);
      if (value === undefined) throw new JsonFault("Object value expected after ':'", this.#at);
      if (name === '__proto__') define(object, name, value);
      else object[name] = value;
      if (place) addChild(place, name, Array.isArray(value) ? this.#last : movedTo(start, this.#last));
    }
    if (!isResource(object)) for (const all of [this.resources, this.places]) all.splice(index, 1);
    if (place) this.#last = [place];
    return object;
  }

  #list(): unknown[] {
    const list: unknown[] = [];
    const items: Place[] = [];
    const place = this.#last;
    this.#enter();
    while (this.#next(']', list.length === 0, 'Array item or end of array')) {
      const value = this.#value(list, list.length);
      if (value === undefined) this.#expected('Array item expected');
      list.push(value);
      items.push(...this.#last);
    }
    this.#last = items.length > 0 ? items : place;
    return list;
  }

  #placeHere(): Place {
    return { offset: this.#at, children: new Map() };
  }

  #enter(): void {
    if (++this.#depth > this.#maxDepth) throw new JsonFault(`nested more than ${this.#maxDepth} levels deep`, this.#at);
    this.#at++;
    this.#space();
  }

  /** Whether something comes before the end of an object or a list; goes past a comma, or past the end. */
  #next(end: string, isFirst: boolean, wanted: string): boolean {
    const first = this.#text.charAt(this.#at);
    if (first === '') this.#expected(`${wanted} '${end}' expected`);
    if (first !== end && isFirst) return true;
    if (first !== end && first !== ',') this.#expected("Comma ',' expected after value");
    this.#at++;
    if (first === end) this.#depth--;
    else this.#space();
    return first !== end;
  }

  #string(): string {
    const start = this.#at;
    const end = stringEnd(this.#text, start);
    const text = this.#text.slice(start, end);
    try {
      const value = JSON.parse(text) as string;
      this.#at = end;
      return value;
    } catch {
      return this.#noString();
    }
  }

  #noString(): never {
    const text = this.#text;
    TEXT.lastIndex = this.#at;
    TEXT.test(text);
    this.#at = TEXT.lastIndex;
    const [first, second] = [text.charAt(this.#at), text.charAt(this.#at + 1)];
    if (first === '') this.#expected(`End of string '"' expected`);
    if (first !== '\\') throw new JsonFault(`Invalid character '${first}'`, this.#at);
    const [what, length] = second === 'u' ? (['unicode', 6] as const) : (['escape', 2] as const);
    throw new JsonFault(`Invalid ${what} character '${text.slice(this.#at, this.#at + length)}'`, this.#at);
  }

  #number(owner: object, name: string | number): number {
    NUMBER.lastIndex = this.#at;
    const [text = ''] = NUMBER.exec(this.#text) ?? [];
    this.#at += text.length;
    if (!/\d$/.test(text)) this.#expected(`Invalid number '${text}', expecting a digit`);
    const value = Number(text);
    if (String(value) !== text) keepWritten(owner, name, text);
    return value;
  }

  #space(): void {
    if (this.#text.charCodeAt(this.#at) > 0x20) return;
    SPACE.lastIndex = this.#at;
    SPACE.test(this.#text);
    this.#at = SPACE.lastIndex;
  }

  #expected(what: string): never {
    const found = this.#text.charAt(this.#at);
    const got = found === '' ? 'but reached end of input' : `but got '${found}'`;
    throw new JsonFault(`${what} ${got}`, this.#at);
  }
}

function movedTo(offset: number, places: readonly Place[]): Place[] {
  return places.map((place) => ({ ...place, offset }));
}

/** To assign it would set the prototype. */
function define(object: Json, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
