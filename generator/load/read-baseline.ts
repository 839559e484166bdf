import { readFile } from 'node:fs/promises';
import { isAcceptable, keyOf, type ReadRow } from '../diagnostics/baseline.ts';
import { isDiagnosticCode } from '../diagnostics/codes.ts';
import { diagnostic, type DiagnosticLocation, type Report } from '../diagnostics/diagnostic.ts';
import { whyUnreadable } from '../diagnostics/thrown.ts';
import { isObject, JsonReader } from './json-reader.ts';
import { createLocator, locateSyntaxError } from './locate.ts';

/** Reads a baseline file; undefined if it cannot be read, which is reported as `load/bad-baseline`. */
export async function readBaseline(file: string, report: Report): Promise<ReadRow[] | undefined> {
  try {
    return parseBaseline(await readFile(file, 'utf8'), file, report);
  } catch (error) {
    report(diagnostic('load/bad-baseline', `Cannot read the baseline: ${whyUnreadable(error)}.`, { file }));
    return undefined;
  }
}

/**
 * Reads the text of a baseline: a JSON object with `accepted`, an array of objects with `code`, `canonical` (or `file`),
 * `elements` (ids; absent for a definition as a whole) and `reason`. A row that is malformed, or has a code that cannot
 * be accepted, is reported as `load/bad-baseline`, and accepts nothing.
 */
export function parseBaseline(text: string, file: string, report: Report): ReadRow[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const { message, ...at } = locateSyntaxError(text);
    report(diagnostic('load/bad-baseline', `The file is not JSON: ${message}.`, { file, ...at }));
    return [];
  }
  const locator = createLocator(text);
  const placeOf = (path: string): DiagnosticLocation => ({ file, ...locator.property(path) });
  const fault = (message: string, path: string): void =>
    report(diagnostic('load/bad-baseline', message, placeOf(path)));
  if (!isObject(json)) {
    fault('The file is not an object.', '');
    return [];
  }
  const reader = new JsonReader(json, '', (_code, message, path) => fault(message, path));
  reportOthers(reader, ['$schema', 'accepted']);
  const rows = reader.required('accepted', reader.raw('accepted')) === undefined ? [] : reader.objects('accepted');
  return withoutRepetitions(
    rows.flatMap((row) => readRow(row, fault, placeOf)),
    fault,
  );
}

const properties = ['code', 'canonical', 'file', 'elements', 'reason'];

type Fault = (message: string, path: string) => void;

/** Reads a row; returns none if it has a fault. */
function readRow(given: JsonReader, fault: Fault, placeOf: (path: string) => DiagnosticLocation): Row[] {
  let sound = true;
  const reader = new JsonReader(given.record(), given.path, (_code, message, at) => {
    sound = false;
    fault(message, at);
  });
  const code = reader.requiredString('code');
  const canonical = reader.string('canonical');
  const file = reader.string('file');
  const reason = reader.string('reason');
  const isWhole = reader.raw('elements') === undefined;
  const elements = isWhole ? [undefined] : reader.strings('elements');
  if (sound && !(isDiagnosticCode(code) && isAcceptable(code)))
    reader.report(
      'load/bad-baseline',
      `${reader.path}.code "${code}" is not the code of an error or warning about a definition.`,
      'code',
    );
  if (sound && (canonical === undefined) === (file === undefined))
    reader.report('load/bad-baseline', `${reader.path} must have either canonical or file, and not both.`, 'code');
  if (elements.length === 0 && sound)
    reader.report('load/bad-baseline', `${reader.path}.elements is empty.`, 'elements');
  reportOthers(reader, properties);
  if (!sound || !isDiagnosticCode(code)) return [];
  const paths = isWhole ? [reader.path] : elements.map((_element, index) => `${reader.path}.elements[${index}]`);
  const places = paths.map((path, index) => ({ ...placeOf(path), canonical, element: elements[index] }));
  return [{ code, canonical, file, elements, reason, places, paths }];
}

interface Row extends ReadRow {
  readonly paths: readonly string[];
}

function reportOthers(reader: JsonReader, known: readonly string[]): void {
  for (const key of reader.keys().filter((one) => !known.includes(one))) {
    const place = reader.path === '' ? key : `${reader.path}.${key}`;
    reader.report('load/bad-baseline', `${place} is not one of ${known.join(', ')}.`, key);
  }
}

/** What is accepted twice would have two reasons. */
function withoutRepetitions(rows: readonly Row[], fault: Fault): ReadRow[] {
  const known = new Set<string>();
  return rows.map(({ paths, ...row }) => {
    const isNew = row.elements.map((element, index) => {
      const key = keyOf(row.code, { ...row, element });
      if (known.has(key)) fault(`${paths[index]} accepts what is accepted above.`, paths[index] ?? '');
      return known.has(key) ? false : Boolean(known.add(key));
    });
    const isFirst = (_: unknown, index: number): boolean => isNew[index] === true;
    return { ...row, elements: row.elements.filter(isFirst), places: row.places.filter(isFirst) };
  });
}
