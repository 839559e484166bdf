/** Collects the parts of a message that no builder can express. */
import { plainText } from '../core/marked.js';
import { commentText } from './quote.js';

/** A part of a message that the program omits or changes. */
export interface NotExpressible {
  /** Path in the message, from `Bundle`; list items count from 0: `Bundle.entry[1].resource.name[0].use`. */
  readonly path: string;
  /** The reason, as a phrase on one line. */
  readonly reason: string;
}

/** Records a loss. */
export type Lose = (path: string, reason: string) => void;

export class Losses {
  readonly #all = new Map<string, NotExpressible>();
  readonly #paths = new Set<string>();

  readonly add: Lose = (path, reason) => {
    const text = commentText(plainText(reason));
    this.#all.set(`${path} ${text}`, { path, reason: text });
    this.#paths.add(path);
  };

  addAll(others: readonly NotExpressible[]): void {
    for (const { path, reason } of others) this.add(path, reason);
  }

  /** Returns whether a loss is known for a place, or for one around it. */
  covers(path: string): boolean {
    if (this.#paths.has(path)) return true;
    for (let end = path.length - 1; end > 0; end--)
      if ((path[end] === '.' || path[end] === '[') && this.#paths.has(path.slice(0, end))) return true;
    return false;
  }

  all(): NotExpressible[] {
    return [...this.#all.values()];
  }
}
