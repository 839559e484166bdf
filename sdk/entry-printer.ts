import type { Entry } from './entry.ts';

/**
 * Turns entries into text, one by one, so that those of many files need not be held: what stands before the first one,
 * what each adds (`index` counts from 0), and what stands after the last.
 */
export interface EntryPrinter {
  readonly start: string;
  entry(entry: Entry, index: number): string;
  end(): string;
}
