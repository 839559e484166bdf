import { resolve } from 'node:path';
import { elementTablesOf } from '../base/element-tables.ts';
import { loadBaseModel } from '../base/stu3/index.ts';
import type { GeneratorConfig } from '../config.ts';
import type { Diagnostic, Report } from '../diagnostics/diagnostic.ts';
import { countSeverities } from '../diagnostics/print.ts';
import { loadDefinitions, locatorOf, type LoadedDefinitions } from '../load/load-definitions.ts';
import { locateDiagnostics } from '../load/locate.ts';
import { run, type RunResult } from '../run.ts';
import { targetsOf, type Targets } from '../targets.ts';
import { hashInputs, rememberRun, type RunInputs } from '../unchanged.js';
import { compareOutput, type OutputChanges } from '../write/compare-output.ts';
import type { OutputFile } from '../write/record.ts';
import { reportingRefusals } from '../write/system-errors.ts';
import { writePackage } from '../write/write-package.ts';
import { baselineFile, judge, loadBaseline, type Baseline } from './baseline.ts';
import { defaultConfig, type GenerateOptions } from './arguments.ts';
import { copiedSources } from './copied-sources.ts';
import { loadCustom, templateFolder, type Custom } from './custom.ts';
import { findInputs, type Inputs } from './inputs.ts';
import { finish, printDifferences, printTable, progress, summarize } from './output.ts';
import { configOf, ofPackage } from './project.ts';
import { exitCodes } from './wrong-use.ts';

/** Generates the package, or compares it with the files on disk; returns the exit code. */
export async function generate(options: GenerateOptions, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const configured = await configOf(options, report);
  if (!configured) return finish(options, diagnostics);
  const config = ofPackage(configured, options);
  const found = await findInputs(options, config, report);
  if (!found) return finish(options, diagnostics);
  const baseline = await loadBaseline(options, config, report);
  if (baseline === 'unreadable') return finish(options, diagnostics);
  const inputs = runInputs(options, config, found);
  const inputHash = isRemembered(options, config) ? hashInputsOf(inputs) : undefined;
  const custom = await loadCustom(options, config, report);
  if (!custom) return finish(options, diagnostics);
  const tables = elementTablesOf(loadBaseModel());
  const hasDefinitions = options.hasDefinitions && config.hasDefinitions;
  const loaded = await loadDefinitions(found.sources, report, tables, { keepsResources: hasDefinitions });
  const { structures, valueSets, codeSystems } = loaded;
  const counts = `${structures.length} structures, ${valueSets.length} value sets, ${codeSystems.length} code systems`;
  progress(options, 'load', counts);
  // An empty input must not delete a package that was generated before.
  if (structures.length + valueSets.length + codeSystems.length === 0) return finish(options, diagnostics);

  const out = options.out === undefined ? config.out : resolve(options.out);
  const isLinked = config.runtime === 'linked' && out === config.out;
  const targets = targetsOf(options.targets.length > 0 ? options.targets : config.targets);
  const result = await emit(loaded, config, { isLinked, hasDefinitions, custom, targets }, options);
  result.diagnostics.forEach(report);
  const told = { diagnostics, baseline, loaded, tables };
  // The later stages have found nothing yet, so a baseline written now would lack their diagnostics.
  if (!result.isComplete) return finish(options, await settle(told, { ...options, updatesBaseline: false }));

  const files = [...result.files, ...(isLinked ? [] : await copiedSources(result.files, targets))];
  const changes = await writeOrCompare(out, files, found, options, report);
  const located = await settle(told, options);
  if (options.format === 'text' && !options.watch)
    printTable(result, files, located, performance.now() - started, baseline?.file);
  if (inputHash !== undefined) rememberIfSound(args, { inputs, inputHash, out }, changes, located);
  const stale = options.check && changes !== undefined && printDifferences(options, changes);
  return Math.max(finish(options, located), stale ? exitCodes.faulty : exitCodes.clean);
}

/** Writes the files, or compares them with those on disk; undefined if that is refused, which is reported. */
async function writeOrCompare(
  out: string,
  files: readonly OutputFile[],
  { paths }: Inputs,
  options: GenerateOptions,
  report: Report,
): Promise<OutputChanges | undefined> {
  const changes = options.check
    ? await reportingRefusals(out, report, () => compareOutput(out, files))
    : await writePackage(out, files, report, paths);
  if (changes) progress(options, options.check ? 'check' : 'write', summarize(changes));
  return changes;
}

/** Returns the diagnostics of a run as they are shown: those that the baseline accepts marked, all with their places. */
async function settle(
  { diagnostics, baseline, loaded, tables }: Told,
  options: GenerateOptions,
): Promise<readonly Diagnostic[]> {
  const judged = await judge(diagnostics, baseline, loaded, options);
  return locateDiagnostics(judged, (content) => locatorOf(content, tables));
}

/** The diagnostics of a run, and what tells which of them are accepted and where they are. */
interface Told {
  readonly diagnostics: readonly Diagnostic[];
  readonly baseline: Baseline | undefined;
  readonly loaded: LoadedDefinitions;
  readonly tables: ReturnType<typeof elementTablesOf>;
}

/** Everything that decides the result of a run. */
function runInputs(options: GenerateOptions, config: GeneratorConfig, { paths, lockFile }: Inputs): RunInputs {
  return {
    config: resolve(options.config ?? defaultConfig()),
    folders: paths.map((path) => resolve(path)),
    namedFiles: [...(config.readme ? [config.readme.file] : []), ...lockFile, ...baselineOf(options, config)],
    templates: templateFolder(options, config),
  };
}

function baselineOf(options: GenerateOptions, config: GeneratorConfig): readonly string[] {
  return [baselineFile(options, config)].filter((file) => file !== undefined);
}

/** Remembers a run without errors, so that the same run can be left out the next time. */
function rememberIfSound(
  args: readonly string[],
  { inputs, inputHash, out }: { readonly inputs: RunInputs; readonly inputHash: string; readonly out: string },
  changes: OutputChanges | undefined,
  diagnostics: readonly Diagnostic[],
): void {
  const { error, warning: warnings } = countSeverities(diagnostics);
  if (!changes || error > 0) return;
  const files = [...changes.added, ...changes.changed, ...changes.unchanged, ...changes.kept];
  rememberRun(args, inputs, inputHash, { out, files, warnings });
}

interface EmitOptions {
  readonly isLinked: boolean;
  readonly hasDefinitions: boolean;
  readonly custom: Custom;
  readonly targets: Targets;
}

/** Emits the files of the package. */
function emit(
  loaded: LoadedDefinitions,
  config: GeneratorConfig,
  { isLinked, hasDefinitions, custom, targets }: EmitOptions,
  options: GenerateOptions,
): Promise<RunResult> {
  return run(loadBaseModel(), loaded, {
    naming: config.naming,
    packageInfo: config.packageInfo,
    manifest: {
      isLinked,
      hasDefinitions,
      targets,
      fields: { ...config.packageFields, ...(isLinked && config.linkedFields) },
      // It introduces the definitions that the configuration names, and may not be true of others.
      ...(config.readme && options.inputs.length === 0 && { readme: config.readme.text }),
    },
    ...custom,
    onStage: (stage, summary) => progress(options, stage, summary),
  });
}

/**
 * A check is always made, and a program that reads diagnostics always gets them. Emitters are always run, because they
 * may read whatever they like.
 */
function isRemembered(
  { check, watch, format, updatesBaseline }: GenerateOptions,
  { emitters }: GeneratorConfig,
): boolean {
  return !check && !watch && format === 'text' && !updatesBaseline && emitters.length === 0;
}

/** Returns the hash of the inputs; undefined if one cannot be read, which the run itself will report. */
function hashInputsOf(inputs: RunInputs): string | undefined {
  try {
    return hashInputs(inputs);
  } catch {
    return undefined;
  }
}
