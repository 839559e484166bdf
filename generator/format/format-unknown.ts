import type { Options } from 'prettier';
import type { FormatJob } from './format-texts.ts';
import type { FormatThreads } from './format-threads.ts';
import { layOut, lineWidth, type Part } from './lay-out.ts';
import { openText, settledLines } from './open-part.ts';
import { OpenTexts } from './open-texts.ts';

export const options: Options = { printWidth: lineWidth, singleQuote: true, endOfLine: 'lf' };

/** A text and the path it is for; its pieces stand with empty lines between them. */
interface Unformatted {
  readonly path: string;
  readonly text: string;
  readonly pieces?: readonly { readonly text: string; readonly isLaidOut: boolean }[];
}

/**
 * Formats texts that were never formatted before. Most of emitted code is laid out here; Prettier gets the statements that
 * are left, those of all files together, and each only once.
 */
export class UnknownFiles {
  readonly #files: { readonly file: Unformatted; readonly stretches: readonly Stretch[] }[] = [];
  readonly #open: OpenTexts;

  constructor(threads?: FormatThreads) {
    this.#open = new OpenTexts(threads);
  }

  add(file: Unformatted): void {
    const stretches = stretchesOf(file);
    for (const stretch of stretches) if (typeof stretch !== 'string') this.#open.add(stretch.job);
    this.#files.push({ file, stretches });
  }

  /** The texts of all files, in the order in which they were added. */
  async formatted(): Promise<string[]> {
    const made = await this.#open.formatted();
    return this.#files.map(({ file, stretches }) => assemble(stretches, made, file));
  }
}

/** Some lines of a file that are laid out, or a job for Prettier and what is made of its outcome. */
type Stretch = string | { readonly job: FormatJob; readonly settle: (formatted: string) => string };

function stretchesOf({ path, text, pieces }: Unformatted): Stretch[] {
  const parser = parserFor(path);
  if (parser === undefined) return [text];
  const all = pieces ?? [{ text, isLaidOut: false }];
  return all.flatMap((piece, index) => {
    const laidOut = piece.isLaidOut ? [piece.text] : parser === 'json' ? undefined : layOut(piece.text)?.map(stretchOf);
    return [...(index === 0 ? [] : ['']), ...(laidOut ?? [wholly(piece.text, parser)])];
  });
}

function wholly(text: string, parser: string): Stretch {
  return { job: { text, options: { ...options, parser } }, settle: (formatted) => formatted.trimEnd() };
}

function stretchOf(part: Part): Stretch {
  if (typeof part === 'string') return part;
  const { text, width } = openText(part);
  const job = { text, options: { ...options, parser: 'babel-ts', printWidth: width } };
  return { job, settle: (formatted) => settledLines(part, formatted) };
}

function assemble(
  stretches: readonly Stretch[],
  made: (job: FormatJob) => string,
  { path, text }: Unformatted,
): string {
  if (parserFor(path) === undefined) return text;
  const parts = stretches.map((one) => (typeof one === 'string' ? one : one.settle(made(one.job))));
  return `${parts.join('\n')}\n`;
}

/** `babel-ts` gives the same bytes as `typescript` for what we emit, in two thirds of the time. */
export function parserFor(path: string): string | undefined {
  if (path.endsWith('.ts')) return 'babel-ts';
  return path.endsWith('.json') ? 'json' : undefined;
}
