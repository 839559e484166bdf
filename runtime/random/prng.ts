/**
 * Pseudo-random numbers (sfc32). They are made with 32-bit integers only, so that a seed gives the same numbers on every
 * machine. Each generator has a name, and those of its children derive from that: what one child draws never changes
 * what another does.
 */
export class Prng {
  readonly #name: string;
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(name: string) {
    [this.#a, this.#b, this.#c] = hash(name);
    this.#name = [this.#a, this.#b, this.#c].map((part) => part.toString(36)).join('.');
    for (let i = 0; i < 12; i++) this.next();
  }

  /** Returns the generator of a child. */
  fork(name: string): Prng {
    return new Prng(`${this.#name}/${name}`);
  }

  /** Returns an integer from 0 to 2^32 - 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) >>> 0;
    this.#count = (this.#count + 1) >>> 0;
    this.#a = (this.#b ^ (this.#b >>> 9)) >>> 0;
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** Returns an integer from 0 to `limit` - 1. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** Returns an integer from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** Returns true in so many of 100 cases. */
  inPercent(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** Returns one of the items; undefined if there are none. */
  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(Math.max(1, items.length))];
  }

  /** Returns the items in random order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const left = [...items];
    const found: Item[] = [];
    while (left.length > 0) found.push(...left.splice(this.below(left.length), 1));
    return found;
  }

  /** Returns so many hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.next().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  /** Returns a UUID of version 4. */
  uuid(): string {
    const text = this.hex(32);
    return [
      text.slice(0, 8),
      text.slice(8, 12),
      `4${text.slice(13, 16)}`,
      `a${text.slice(17, 20)}`,
      text.slice(20),
    ].join('-');
  }
}

/** Returns three numbers that depend on every character of a text. */
function hash(text: string): [number, number, number] {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 597399067);
    b = Math.imul(b ^ code ^ (a >>> 15), 2869860233);
    c = Math.imul(c ^ code ^ (b >>> 13), 951274213);
  }
  return [mix(a ^ c), mix(b ^ a), mix(c ^ b)];
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 2246822507);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 3266489909);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
