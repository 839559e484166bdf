import { fileURLToPath } from 'node:url';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { loadConfig } from '../../generator/config.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import type { PackageModel } from '../../generator/model/package-model.ts';
import { makeModel } from '../../generator/run.ts';

const configFile = fileURLToPath(new URL('../../codegen.config.json', import.meta.url));

/** Loads the model of this project's definitions, from which the package was emitted. */
export async function loadPackageModel(): Promise<PackageModel> {
  const ignore = (): void => undefined;
  const config = await loadConfig(configFile, ignore);
  if (!config) throw new Error(`${configFile} cannot be read`);
  const { naming, packageInfo, profiles } = config;
  const loaded = await loadDefinitions(profiles.map(folderSource), ignore);
  return makeModel(loadBaseModel(), loaded, { naming, packageInfo }, ignore);
}
