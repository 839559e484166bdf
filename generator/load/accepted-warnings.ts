import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptedWarningsFile } from '../input-files.js';
import { keyOf, type AcceptedWarning } from '../diagnostics/accept-warnings.ts';
import { diagnosticCodes } from '../diagnostics/codes.ts';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { isObject, JsonReader } from './json-reader.ts';
import { createLocator, locateSyntaxError } from './locate.ts';

/**
 * Reads the `accepted-warnings.json` directly in each of the folders, if there is one: a JSON array of objects with
 * `code`, `canonical`, `elements` (ids; absent for a warning about the definition as a whole) and `reason`. An entry
 * that is malformed, or names no warning, is reported as `load/bad-accepted-warnings`, and accepts nothing.
 */
export async function loadAcceptedWarnings(folders: readonly string[], report: Report): Promise<AcceptedWarning[]> {
  const files = [...new Set(folders.map((folder) => join(folder, acceptedWarningsFile)))];
  const lists = await Promise.all(
    files
      .filter((file) => existsSync(file))
      .map(async (file) => {
        try {
          return parseAcceptedWarnings(await readFile(file, 'utf8'), file, report);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          report(diagnostic('load/bad-accepted-warnings', `Cannot read the file: ${reason}.`, { file }));
          return [];
        }
      }),
  );
  return lists.flat();
}

/** Reads the text of one such file. */
export function parseAcceptedWarnings(text: string, file: string, report: Report): AcceptedWarning[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const { message, ...at } = locateSyntaxError(text);
    report(diagnostic('load/bad-accepted-warnings', `The file is not JSON: ${message}.`, { file, ...at }));
    return [];
  }
  const locator = createLocator(text);
  const fault = (message: string, path: string): void =>
    report(diagnostic('load/bad-accepted-warnings', message, { file, ...locator.property(path) }));
  if (!Array.isArray(json)) {
    fault('The file is not an array.', '');
    return [];
  }
  const rows = json.flatMap((row: unknown, index) => readRow(row, `[${index}]`, fault));
  const known = new Map<string, AcceptedWarning>();
  for (const { path, ...row } of rows) {
    const key = keyOf(row.code, row);
    const { canonical, element } = row;
    if (known.has(key)) fault(`${path} accepts what is accepted above.`, path);
    else known.set(key, { ...row, at: { file, canonical, element, ...locator.property(path) } });
  }
  return [...known.values()];
}

const properties = ['code', 'canonical', 'elements', 'reason'];

type Row = Omit<AcceptedWarning, 'at'> & { readonly path: string };

/** Reads an entry, once for each element; returns none if it has a fault. */
function readRow(row: unknown, path: string, fault: (message: string, path: string) => void): Row[] {
  if (!isObject(row)) {
    fault(`${path} is not an object.`, path);
    return [];
  }
  let sound = true;
  const reader = new JsonReader(row, path, (_code, message, at) => {
    sound = false;
    fault(message, at);
  });
  const code = reader.requiredString('code');
  const canonical = reader.requiredString('canonical');
  const reason = reader.requiredString('reason');
  const elements = reader.strings('elements');
  if (code !== '' && severityOf(code) !== 'warning') {
    const what = severityOf(code) === undefined ? 'no code of a diagnostic' : 'no warning, and only those are accepted';
    reader.report('load/bad-property', `${path}.code "${code}" is ${what}.`, 'code');
  }
  for (const key of reader.keys().filter((one) => !properties.includes(one)))
    reader.report('load/bad-property', `${path}.${key} is not one of ${properties.join(', ')}.`, key);
  if (isEmpty(reader.raw('elements'))) reader.report('load/bad-property', `${path}.elements is empty.`, 'elements');
  if (!sound) return [];
  const of = { code, canonical, reason };
  if (reader.raw('elements') === undefined) return [{ ...of, element: undefined, path }];
  return elements.map((element, index) => ({ ...of, element, path: `${path}.elements[${index}]` }));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function severityOf(code: string): string | undefined {
  return Object.entries(diagnosticCodes).find(([name]) => name === code)?.[1].severity;
}
