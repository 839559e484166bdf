import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { elementTablesOf } from '../base/element-tables.ts';
import { loadBaseModel } from '../base/stu3/index.ts';
import { compareModels } from '../compare/compare-models.ts';
import type { Change } from '../compare/change.ts';
import { emptyConfig, loadConfig } from '../config.ts';
import { diagnostic, type Diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../diagnostics/print.ts';
import { recordFile } from '../input-files.js';
import type { DefinitionSource } from '../load/definition-source.ts';
import { loadDefinitions, locatorOf } from '../load/load-definitions.ts';
import { locateDiagnostics } from '../load/locate.ts';
import { packageSource, pathSource } from '../packages/package-source.ts';
import { makeModel, type RunOptions } from '../run.ts';
import { defaultConfig, type DiffOptions } from './arguments.ts';
import { isBreaking, jsonOf, markdownOf, textOf } from './print-changes.ts';
import { exitCodes } from './wrong-use.ts';

const formats: Readonly<Record<DiffOptions['format'], (changes: readonly Change[]) => string>> = {
  text: textOf,
  json: jsonOf,
  markdown: markdownOf,
};

/** Prints what differs between two sets of definitions, in terms of the package; returns the exit code. */
export async function diff({ old, now, config, format, failsOnBreaking }: DiffOptions): Promise<number> {
  const errors: Diagnostic[] = [];
  const report = (one: Diagnostic): void => void (one.severity === 'error' && errors.push(one));
  const changes = await changesOf(old, now, config, report);
  const tables = elementTablesOf(loadBaseModel());
  for (const error of await locateDiagnostics(errors, (content) => locatorOf(content, tables)))
    console.error(formatDiagnostic(error, process.stderr.isTTY === true));
  if (changes) console.log(formats[format](changes));
  if (!changes || errors.length > 0) return exitCodes.faulty;
  return failsOnBreaking && isBreaking(changes) ? exitCodes.breaking : exitCodes.clean;
}

/** Returns the changes; undefined if one side has no definitions at all, which has been reported. */
async function changesOf(
  old: string,
  now: string,
  config: string | undefined,
  report: Report,
): Promise<Change[] | undefined> {
  const isBare = config === undefined && !existsSync(defaultConfig());
  const settings = isBare ? emptyConfig('') : await loadConfig(config ?? defaultConfig(), report);
  const [before, after] = [sourceOf(old, report), sourceOf(now, report)];
  if (!settings || !before || !after) return undefined;
  const [was, is] = [await modelOf(before, settings, report), await modelOf(after, settings, report)];
  return was && is && compareModels(was, is);
}

/** Returns the source at a path; a generated package has its definitions in a folder, if they were not left out. */
function sourceOf(path: string, report: Report): DefinitionSource | undefined {
  const folder = join(path, 'definitions');
  if (existsSync(join(path, 'package.json')) && existsSync(join(folder, 'package.json'))) return packageSource(folder);
  if (!existsSync(join(path, recordFile))) return pathSource(path);
  const message = `The generated package ${path} does not contain its definitions: they were left out of it, by --without-definitions or by the configuration. Compare the definitions that it was made from.`;
  report(diagnostic('load/no-definitions', message, { file: path }));
  return undefined;
}

async function modelOf(
  source: DefinitionSource,
  { naming, packageInfo }: Pick<RunOptions, 'naming' | 'packageInfo'>,
  report: Report,
): Promise<ReturnType<typeof makeModel> | undefined> {
  const base = loadBaseModel();
  const loaded = await loadDefinitions([source], report, elementTablesOf(base), { keepsResources: false });
  const { structures, valueSets, codeSystems, messages, services } = loaded;
  const isEmpty = [structures, valueSets, codeSystems, messages, services].every(({ length }) => length === 0);
  return isEmpty ? undefined : makeModel(base, loaded, { naming, packageInfo }, report);
}
