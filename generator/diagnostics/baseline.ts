import { diagnosticCodes, type DiagnosticCode } from './codes.ts';
import { diagnostic, type Diagnostic, type DiagnosticLocation } from './diagnostic.ts';

/** Errors and warnings that somebody knows and accepts: all of one code about one definition, with one reason. */
export interface BaselineRow {
  readonly code: DiagnosticCode;
  /** The canonical URL of the definition; undefined for a file that could not be read as one. */
  readonly canonical: string | undefined;
  /** Such a file, as the diagnostics name it. */
  readonly file: string | undefined;
  /** Ids of the elements; undefined in it stands for the definition as a whole. */
  readonly elements: readonly (string | undefined)[];
  readonly reason: string | undefined;
}

/** A row that was read, with the place of each element in the baseline. */
export interface ReadRow extends BaselineRow {
  readonly places: readonly DiagnosticLocation[];
}

/** Stages about the input as such, and about what a run itself needs, which no definition is to blame for. */
const unacceptable = /^(?:package|write)\/|^load\/(?:bad-baseline|baseline-stale|no-definitions)$/;

/** Returns whether a baseline may have diagnostics of a code. */
export function isAcceptable(code: DiagnosticCode): boolean {
  return diagnosticCodes[code].severity !== 'info' && !unacceptable.test(code);
}

/** Returns whether a diagnostic is an error or a warning about a definition, which a baseline may accept. */
function isAboutDefinition({ code, severity, at }: Diagnostic): boolean {
  if (severity === 'info' || !isAcceptable(code)) return false;
  return at.canonical !== undefined || (at.file !== undefined && code.startsWith('load/'));
}

/** What of a baseline a run can judge, and how its diagnostics correspond to it. */
export interface BaselineScope {
  /** Returns false for a row about something that this run has not read. By default, all of it was. */
  readonly isExpected?: (row: BaselineRow) => boolean;
  /** Returns the name that a baseline has for a file of a diagnostic; the same by default. */
  readonly nameFile?: (file: string) => string;
}

/** Returns the same text for places that are accepted together, whatever the wording and the line. */
export function keyOf(code: string, { canonical, file, element }: DiagnosticLocation): string {
  return JSON.stringify([code, canonical ?? null, canonical === undefined ? file : null, element ?? null]);
}

/**
 * Lowers accepted errors and warnings to information, with the reason in `accepted`. Other diagnostics stay as they
 * are. Adds `load/baseline-stale` for each accepted one that does not occur.
 */
export function acceptKnown(
  diagnostics: readonly Diagnostic[],
  rows: readonly ReadRow[],
  { isExpected = () => true, nameFile }: BaselineScope = {},
): readonly Diagnostic[] {
  const known = new Map(rows.flatMap((row) => row.elements.map((element) => [keyIn(row, element), row])));
  const occurring = new Set<string>();
  const judged = diagnostics.map((one): Diagnostic => {
    const key = keyFor(one, nameFile);
    const row = isAboutDefinition(one) ? known.get(key) : undefined;
    if (!row) return one;
    occurring.add(key);
    return { ...one, severity: 'info', accepted: row.reason ?? 'No reason is given.' };
  });
  const stale = rows.filter(isExpected).flatMap((row) => staleIn(row, occurring));
  return [...judged, ...stale];
}

function keyFor({ code, at }: Diagnostic, nameFile: BaselineScope['nameFile'] = (file) => file): string {
  return keyOf(code, { ...at, ...(at.file !== undefined && { file: nameFile(at.file) }) });
}

function keyIn({ code, canonical, file }: BaselineRow, element: string | undefined): string {
  return keyOf(code, { canonical, file, element });
}

function staleIn(row: ReadRow, occurring: ReadonlySet<string>): Diagnostic[] {
  return row.elements.flatMap((element, index) => {
    if (occurring.has(keyIn(row, element))) return [];
    const place = [row.canonical ?? row.file, element].filter((part) => part !== undefined).join(' ');
    const message = `There is no ${row.code} about ${place} any more.`;
    return [diagnostic('load/baseline-stale', message, row.places[index] ?? {})];
  });
}

/**
 * Makes the rows that accept every error and warning about a definition, in an order that depends on nothing else.
 * Reasons of known rows stay, and so do rows about something that this run has not read.
 */
export function updateRows(
  diagnostics: readonly Diagnostic[],
  known: readonly BaselineRow[],
  { isExpected = () => true, nameFile = (file) => file }: BaselineScope = {},
): readonly BaselineRow[] {
  const reasons = new Map(known.flatMap((row) => row.elements.map((element) => [keyIn(row, element), row.reason])));
  const found = diagnostics.filter(isAboutDefinition).map((one): BaselineRow => {
    const { canonical, element, file = '' } = one.at;
    return {
      code: one.code,
      canonical,
      file: canonical === undefined ? nameFile(file) : undefined,
      elements: [element],
      reason: reasons.get(keyFor(one, nameFile)),
    };
  });
  return mergeRows([...found, ...known.filter((row) => !isExpected(row))]);
}

/** Makes one row of those that differ by elements alone. */
function mergeRows(rows: readonly BaselineRow[]): readonly BaselineRow[] {
  const merged = new Map<string, BaselineRow>();
  for (const row of rows) {
    const isWhole = row.elements.includes(undefined);
    const key = JSON.stringify([row.canonical ?? '', row.file ?? '', row.code, isWhole, row.reason ?? '']);
    const elements = new Set([...(merged.get(key)?.elements ?? []), ...row.elements]);
    merged.set(key, { ...row, elements: [...elements].sort() });
  }
  return [...merged].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}
