import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { format } from 'prettier';
import type { GeneratorConfig } from '../config.ts';
import {
  acceptKnown,
  updateRows,
  type BaselineRow,
  type BaselineScope,
  type ReadRow,
} from '../diagnostics/baseline.ts';
import { diagnostic, type Diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { reasonOf } from '../diagnostics/thrown.ts';
import type { LoadedDefinitions } from '../load/load-definitions.ts';
import { readBaseline } from '../load/read-baseline.ts';
import { replaceFile } from '../packages/replace-file.ts';
import type { GenerateOptions } from './arguments.ts';
import { progress } from './output.ts';
import { WrongUse } from './wrong-use.ts';

/** The schema with which editors explain a baseline. */
const schema = './node_modules/careconnect-codegen/generator/baseline.schema.json';

/** A baseline file, and what it accepts. */
export interface Baseline {
  readonly file: string;
  readonly rows: readonly ReadRow[];
}

/** Returns the baseline of a run: that of the command line, otherwise that of the configuration. */
export function baselineFile({ baseline }: GenerateOptions, config: GeneratorConfig): string | undefined {
  return baseline === undefined ? config.baseline : resolve(baseline);
}

/** Reads the baseline; undefined if there is none. One that cannot be read is reported. */
export async function loadBaseline(
  options: GenerateOptions,
  config: GeneratorConfig,
  report: Report,
): Promise<Baseline | 'unreadable' | undefined> {
  const file = baselineFile(options, config);
  if (file === undefined) {
    if (options.updatesBaseline)
      throw new WrongUse('--update-baseline needs --baseline FILE, or the setting baseline.');
    return undefined;
  }
  if (options.updatesBaseline && !existsSync(file)) return { file, rows: [] };
  const rows = await readBaseline(relative('.', file) || file, report);
  return rows ? { file, rows } : 'unreadable';
}

/**
 * Lowers the diagnostics that the baseline accepts; writes the baseline first, if the user asked for it. Rows about
 * definitions that were not read are neither told nor removed if the command line names the inputs.
 */
export async function judge(
  diagnostics: readonly Diagnostic[],
  baseline: Baseline | undefined,
  loaded: LoadedDefinitions,
  options: GenerateOptions,
): Promise<readonly Diagnostic[]> {
  if (!baseline) return diagnostics;
  const scope = scopeOf(baseline.file, diagnostics, loaded, options);
  if (!options.updatesBaseline) return acceptKnown(diagnostics, baseline.rows, scope);
  const rows = updateRows(diagnostics, baseline.rows, scope);
  const fault = await writeBaseline(baseline.file, rows);
  if (fault) return [...diagnostics, fault];
  progress(options, 'baseline', `${countIn(rows)} accepted by ${basename(baseline.file)}`);
  return acceptKnown(
    diagnostics,
    rows.map((row) => ({ ...row, places: [] })),
    scope,
  );
}

/** A row is expected if the run has read what it is about; that of all configured inputs, always. */
function scopeOf(
  file: string,
  diagnostics: readonly Diagnostic[],
  loaded: LoadedDefinitions,
  { inputs }: GenerateOptions,
): BaselineScope {
  const lists: readonly (readonly { readonly url: string }[])[] = Object.values(loaded);
  const read = new Set([...lists.flat().map(({ url }) => url), ...diagnostics.flatMap(({ at }) => at.canonical ?? [])]);
  const folder = dirname(file);
  return {
    isExpected: ({ canonical }) => inputs.length === 0 || read.has(canonical ?? ''),
    nameFile: (name) => relative(folder, resolve(name)).split(sep).join('/'),
  };
}

function countIn(rows: readonly BaselineRow[]): number {
  return rows.reduce((sum, { elements }) => sum + elements.length, 0);
}

/** Writes a baseline; returns what went wrong, if something did. */
async function writeBaseline(file: string, rows: readonly BaselineRow[]): Promise<Diagnostic | undefined> {
  try {
    const known = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as { readonly $schema?: unknown }) : {};
    await replaceFile(file, await formatBaseline(rows, known.$schema ?? schema));
    return undefined;
  } catch (error) {
    return diagnostic('write/cannot-write', `Cannot write the baseline: ${reasonOf(error)}.`, { file });
  }
}

async function formatBaseline(rows: readonly BaselineRow[], $schema: unknown): Promise<string> {
  const accepted = rows.map(({ code, canonical, file, elements, reason }) => ({
    code,
    canonical,
    file,
    ...(elements.includes(undefined) ? {} : { elements }),
    reason,
  }));
  const text = JSON.stringify({ $schema, accepted });
  return format(text, { parser: 'json', printWidth: 120 });
}
