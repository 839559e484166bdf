import { styleText } from 'node:util';
import type { Diagnostic, Severity } from './diagnostic.ts';

const colours = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;

/** Formats a diagnostic as lines of text: place, fault and remedy. */
export function formatDiagnostic({ severity, code, message, at, hint, spec }: Diagnostic, colour: boolean): string {
  const paint = (text: string): string => (colour ? styleText(colours[severity], text) : text);
  const place = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':');
  const subject = [at.canonical, at.element].filter((part) => part !== undefined).join(' ');
  return [
    `${place === '' ? '' : `${place}: `}${paint(severity)} ${code}: ${message}`,
    ...(subject === '' ? [] : [`    in ${subject}`]),
    ...(hint === undefined ? [] : [`    ${hint}`]),
    ...(spec === undefined ? [] : [`    see ${spec}`]),
  ].join('\n');
}

/** Counts the diagnostics of each severity. */
export function countSeverities(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}
