/** Makes texts that match a regular expression: literals, classes, groups, alternatives and repetitions. */
import type { Prng } from './prng.js';

/** The most repetitions of what may be repeated without a limit. */
const MOST = 4;
/** The most repetitions that are made at all: a text with fewer than it needs is tried, and does not match. */
const MOST_NEEDED = 1000;

/** Returns a text that matches a regular expression; undefined if that has anything but the parts above. */
export function textOfPattern(source: string, random: Prng): string | undefined {
  const reader = new Reader(source, random);
  const text = reader.alternatives();
  return reader.isDone && new RegExp(source, 'su').test(text) ? text : undefined;
}

class Reader {
  readonly #source: string;
  readonly #random: Prng;
  #place = 0;

  constructor(source: string, random: Prng) {
    this.#source = source;
    this.#random = random;
  }

  get isDone(): boolean {
    return this.#place >= this.#source.length;
  }

  /** Reads alternatives and returns a text of one of them. */
  alternatives(): string {
    const texts = [this.#sequence()];
    while (this.#take('|')) texts.push(this.#sequence());
    return this.#random.pick(texts) ?? '';
  }

  #sequence(): string {
    let text = '';
    while (!this.isDone && !'|)'.includes(this.#next())) text += this.#repeated();
    return text;
  }

  /** Reads one part with its repetition; each time, the part is read anew and gives another text. */
  #repeated(): string {
    const start = this.#place;
    const first = this.#part();
    const [from, to] = this.#range();
    const end = this.#place;
    const count = this.#random.between(from, to);
    let text = count === 0 ? '' : first;
    for (let i = 1; i < count; i++) {
      this.#place = start;
      text += this.#part();
    }
    this.#place = end;
    return text;
  }

  #part(): string {
    if (this.#take('^') || this.#take('$')) return '';
    if (this.#take('(')) {
      this.#take('?:');
      const text = this.alternatives();
      this.#take(')');
      return text;
    }
    if (this.#take('[')) return this.#class();
    if (this.#take('.')) return 'x';
    const character = this.#read();
    return character === '\\' ? (this.#random.pick(escaped(this.#read())) ?? '') : character;
  }

  #class(): string {
    const characters: string[] = [];
    const isNegated = this.#take('^');
    while (!this.isDone && !this.#take(']')) {
      const first = this.#read();
      if (first === '\\') characters.push(...escaped(this.#read()));
      else if (this.#next() === '-' && this.#source[this.#place + 1] !== ']') {
        this.#read();
        characters.push(...between(first, this.#read()));
      } else characters.push(first);
    }
    const allowed = isNegated ? between('A', 'z').filter((one) => !characters.includes(one)) : characters;
    return this.#random.pick(allowed) ?? '';
  }

  #range(): [from: number, to: number] {
    if (this.#take('?')) return [0, 1];
    if (this.#take('*')) return [0, MOST];
    if (this.#take('+')) return [1, MOST];
    const found = /^\{(\d+)(,?)(\d*)\}/.exec(this.#source.slice(this.#place));
    if (!found) return [1, 1];
    const [all, from = '1', comma, to] = found;
    this.#place += all.length;
    const least = Math.min(Number(from), MOST_NEEDED);
    return [least, comma === '' ? least : to ? Math.max(least, Math.min(Number(to), least + MOST)) : least + MOST];
  }

  #next(): string {
    return this.#source[this.#place] ?? '';
  }

  #read(): string {
    return this.#source[this.#place++] ?? '';
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#place)) return false;
    this.#place += text.length;
    return true;
  }
}

function escaped(letter: string): string[] {
  if (letter === 'd') return between('0', '9');
  if (letter === 'w') return [...between('a', 'z'), ...between('0', '9')];
  if (letter === 's') return [' '];
  if (letter === 'S') return between('a', 'z');
  return [letter];
}

function between(first: string, last: string): string[] {
  const characters: string[] = [];
  for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) characters.push(String.fromCharCode(code));
  return characters;
}
