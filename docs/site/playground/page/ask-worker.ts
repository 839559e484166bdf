import type { Answers, NumberedAnswer, NumberedQuestion, Question } from '../worker/messages.ts';

/** Asks the worker. Of questions of one kind that wait for their turn, only the latest is asked. */
export class WorkerClient {
  readonly #url: string | URL;
  /** Undefined after a worker has failed, until there is another question. */
  #worker: Worker | undefined;
  readonly #waiting = new Map<Question['kind'], Waiting>();
  #asked: (Waiting & { readonly number: number }) | undefined;
  #count = 0;

  constructor(url: string | URL) {
    this.#url = url;
    this.#worker = this.#start();
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<NumberedAnswer>) => this.#take(data));
    worker.addEventListener('error', ({ message }) => {
      // One that could not be loaded never answers, so the next question goes to a new one.
      worker.terminate();
      this.#worker = undefined;
      this.#take({ number: this.#asked?.number ?? 0, failure: message || 'The worker could not be loaded.' });
    });
    return worker;
  }

  /** Resolves with the answer, or with undefined if a later question of the same kind has replaced this one. */
  ask<Kind extends Question['kind']>(question: Question & { readonly kind: Kind }): Promise<Answers[Kind] | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.get(question.kind)?.resolve(undefined);
      this.#waiting.set(question.kind, { question, resolve: resolve as Waiting['resolve'], reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#asked) return;
    const [first] = this.#waiting.values();
    if (!first) return;
    this.#waiting.delete(first.question.kind);
    this.#asked = { ...first, number: ++this.#count };
    const message: NumberedQuestion = { number: this.#asked.number, question: first.question };
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #take({ number, answer, failure }: NumberedAnswer): void {
    const asked = this.#asked;
    if (asked?.number !== number) return;
    this.#asked = undefined;
    if (failure === undefined) asked.resolve(answer);
    else asked.reject(new Error(failure));
    this.#next();
  }
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}
