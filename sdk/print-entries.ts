import type { Entry } from './entry.ts';
import type { EntryPrinter } from './entry-printer.ts';
import type { Format } from './options.ts';
import { jsonPrinter } from './print-json.ts';
import { outcomePrinter } from './print-outcome.ts';
import { isNote, textPrinter } from './print-text.ts';

/** Returns a new printer for a format; a quiet one leaves out notes, and counts them where it prints a summary. */
export async function entryPrinter(format: Format, colour: boolean, quiet = false): Promise<EntryPrinter> {
  switch (format) {
    case 'text':
      return textPrinter(colour, quiet);
    case 'json':
      return quiet ? withoutNotes(jsonPrinter()) : jsonPrinter();
    case 'operation-outcome':
      return quiet ? withoutNotes(outcomePrinter()) : outcomePrinter();
  }
  const { githubPrinter, sarifPrinter } = await import('./on-demand.ts');
  if (format === 'github') return githubPrinter(quiet);
  return quiet ? withoutNotes(sarifPrinter()) : sarifPrinter();
}

function withoutNotes(printer: EntryPrinter): EntryPrinter {
  const strip = (entry: Entry): Entry => ({ ...entry, issues: entry.issues.filter((issue) => !isNote(issue)) });
  return { ...printer, entry: (entry, index) => printer.entry(strip(entry), index) };
}
