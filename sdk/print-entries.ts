import type { Format } from './arguments.ts';
import type { Entry } from './entry.ts';
import { jsonPrinter } from './print-json.ts';
import { outcomePrinter } from './print-outcome.ts';
import { textPrinter } from './print-text.ts';

/**
 * Turns entries into text, one by one, so that those of many files need not be held: what stands before the first one,
 * what each adds (`index` counts from 0), and what stands after the last.
 */
export interface EntryPrinter {
  readonly start: string;
  entry(entry: Entry, index: number): string;
  end(): string;
}

/** Returns a new printer for a format. */
export function entryPrinter(format: Format, colour: boolean): EntryPrinter {
  if (format === 'json') return jsonPrinter();
  return format === 'operation-outcome' ? outcomePrinter() : textPrinter(colour);
}
