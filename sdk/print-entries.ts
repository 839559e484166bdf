import type { Format } from './arguments.ts';
import type { Entry } from './entry.ts';
import type { EntryPrinter } from './entry-printer.ts';
import { jsonPrinter } from './print-json.ts';
import { outcomePrinter } from './print-outcome.ts';
import { isNote, textPrinter } from './print-text.ts';

/** Returns a new printer for a format; a quiet one leaves out notes, and text counts them in its summary. */
export function entryPrinter(format: Format, colour: boolean, quiet = false): EntryPrinter {
  if (format === 'text') return textPrinter(colour, quiet);
  const printer = format === 'json' ? jsonPrinter() : outcomePrinter();
  return quiet ? { ...printer, entry: (entry, index) => printer.entry(withoutNotes(entry), index) } : printer;
}

function withoutNotes(entry: Entry): Entry {
  return { ...entry, issues: entry.issues.filter((issue) => !isNote(issue)) };
}
