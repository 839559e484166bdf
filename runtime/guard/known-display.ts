import { quote } from '../core/describe.js';
import { displayOfCode } from '../core/display-of-code.js';
import type { Properties } from '../core/json.js';
import { note } from './faults.js';
import type { Known, Run } from './run.js';

/** The displays of codes by code system: the preferred one first. */
export type DisplaysBySystem = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * The displays of the codes of one system, one code a line: the code, and its displays behind `|`. A code alone has the
 * display that `displayOfCode` makes of it.
 */
export type DisplayRows = readonly [system: string, rows: string];

/** Reads the displays of code systems. */
export function readDisplays(systems: readonly DisplayRows[]): DisplaysBySystem {
  return new Map(systems.map(([system, rows]) => [system, new Map(rows.split('\n').map(readRow))]));
}

function readRow(row: string): [code: string, displays: readonly string[]] {
  const [code = '', ...displays] = row.split('|');
  return [code, displays.length > 0 ? displays : [displayOfCode(code)]];
}

/**
 * Returns the display that a Coding should have in place of its own, which is no display of its code; undefined if it is
 * one, or if that is not known. Case and white space do not count; an empty text is a fault of its form.
 *
 * @see http://hl7.org/fhir/STU3/terminologies.html#4.1.5
 */
export function displayInstead({ displaysOf }: Known, { system, code, display }: Properties): string | undefined {
  if (displaysOf === undefined || typeof display !== 'string' || display === '') return undefined;
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  const known = displaysOf(system, code);
  if (known === undefined || known.includes(display)) return undefined;
  const given = bare(display);
  return known.some((one) => bare(one) === given) ? undefined : known[0];
}

function bare(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}

/** Warns of a display that is not that of the code. */
export function noteDisplay(run: Run, coding: Properties, order: number): void {
  const { code, display } = coding;
  const right = displayInstead(run.known, coding);
  if (right === undefined) return;
  const message = `${quote(String(display))} is not the display of the code ${quote(String(code))}: that is "${right}"`;
  note(run, 'display', order, 'warning', 'code-invalid', message);
}
