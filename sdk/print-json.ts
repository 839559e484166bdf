import type { EntryPrinter } from './entry-printer.ts';

/** Prints one array, with an object for each entry. */
export function jsonPrinter(): EntryPrinter {
  return {
    start: '[',
    entry: (entry, index) => `${index === 0 ? '' : ','}\n${indent(JSON.stringify(entry, null, 2), '  ')}`,
    end: () => '\n]\n',
  };
}

/** Indents every line of JSON text; line separators inside its strings are left alone. */
export function indent(text: string, by: string): string {
  return by + text.replaceAll('\n', `\n${by}`);
}
