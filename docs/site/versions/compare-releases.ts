import { readFileSync } from 'node:fs';
import { elementTablesOf } from '../../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../../generator/base/stu3/index.ts';
import { markdownOf } from '../../../generator/commands/print-changes.ts';
import type { Change } from '../../../generator/compare/change.ts';
import { compareModels } from '../../../generator/compare/compare-models.ts';
import { emptyConfig, loadConfig } from '../../../generator/config.ts';
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.ts';
import { loadDefinitions } from '../../../generator/load/load-definitions.ts';
import type { PackageModel } from '../../../generator/model/package-model.ts';
import { pathSource } from '../../../generator/packages/package-source.ts';
import { makeModel } from '../../../generator/run.ts';

/** A release, and its definitions: a folder or an archive, relative to the repository. */
export interface Release {
  readonly version: string;
  readonly definitions: string;
}

/** What differs between a release and the one before. */
export interface Comparison {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
  /** What `careconnect-codegen diff --format markdown` prints. */
  readonly markdown: string;
}

/** Reads the list of releases, the oldest first. */
export function readReleases(): readonly Release[] {
  return JSON.parse(readFileSync(new URL('releases.json', import.meta.url), 'utf8')) as readonly Release[];
}

/** Compares each release with the one before, the latest first. Throws if the definitions of one cannot be used. */
export async function compareReleases(
  releases: readonly Release[],
  root: string,
  configFile?: string,
): Promise<readonly Comparison[]> {
  if (releases.length < 2) return [];
  const models: PackageModel[] = [];
  for (const { definitions } of releases) models.push(await modelOf(root + definitions, configFile));
  const pairs = releases.slice(1).map((release, at): Comparison => {
    const [before, after] = models.slice(at, at + 2);
    const changes = before && after ? compareModels(before, after) : [];
    return { from: releases[at]?.version ?? '', to: release.version, changes, markdown: markdownOf(changes) };
  });
  return pairs.toReversed();
}

/** A page that leaves something out would say that it was removed. */
function report({ severity, code, message, at }: Diagnostic): void {
  if (severity === 'error') throw new Error(`${at.file}: ${code}: ${message}`);
}

async function modelOf(path: string, configFile: string | undefined): Promise<PackageModel> {
  const base = loadBaseModel();
  const config = configFile === undefined ? emptyConfig('') : await loadConfig(configFile, report);
  if (!config) throw new Error(`${configFile} cannot be read`);
  const loaded = await loadDefinitions([pathSource(path)], report, elementTablesOf(base), { keepsResources: false });
  return makeModel(base, loaded, { naming: config.naming, packageInfo: config.packageInfo }, report);
}
