import { print, type Output } from './io.ts';

/** So many characters are written at once. */
const most = 32_768;
/** Maximum time in milliseconds that output is kept back. */
const longest = 100;

/** Writes text in larger pieces, as each write takes about as long as to check a small file; on a terminal at once. */
export class BatchedOutput {
  readonly #output: Output;
  #text = '';
  #since = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  async add(text: string): Promise<void> {
    if (text === '') return;
    if (this.#text === '') this.#since = Date.now();
    this.#text += text;
    const isDue = this.#text.length > most || Date.now() - this.#since > longest;
    if (isDue || this.#output.isTTY === true) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (text !== '') await print(this.#output, text);
  }
}
