import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyConfig, loadConfig, type GeneratorConfig } from '../config.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import { configFiles, defaultConfig, longestName, type GenerateOptions } from './arguments.ts';

/** Reads the configuration, if there is one. Other definitions and a folder for the package suffice without it. */
export async function configOf(
  { config, inputs, out }: GenerateOptions,
  report: Report,
): Promise<GeneratorConfig | undefined> {
  const isBare = config === undefined && !existsSync(defaultConfig()) && inputs.length > 0 && out !== undefined;
  return isBare ? emptyConfig(resolve(out)) : loadConfig(config ?? defaultConfig(), report);
}

/** Returns the name of the package. Our own configuration does not apply to other definitions in another folder. */
export function ofPackage(
  config: GeneratorConfig,
  { config: file, inputs, out, name }: GenerateOptions,
): GeneratorConfig {
  const isOur = configFiles.some((one) =>
    ['../../', '../../../'].some(
      (up) => resolve(file ?? defaultConfig()) === fileURLToPath(new URL(`${up}${one}`, import.meta.url)),
    ),
  );
  const isOther = isOur && inputs.length > 0 && out !== undefined && resolve(out) !== config.out;
  if (!isOther && config.packageInfo.name !== '')
    return { ...config, packageInfo: { ...config.packageInfo, ...(name !== undefined && { name }) } };
  const packageInfo = {
    name: name ?? nameOfFolder(resolve(out ?? config.out)),
    version: '0.0.0',
    description: 'Types, builders and guards for the FHIR STU3 definitions that the package was made from.',
  };
  return { ...config, packageInfo, packageFields: {}, linkedFields: {} };
}

/** Returns the name of a folder, without characters that npm does not accept in a name. */
export function nameOfFolder(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, '-');
  return name.replace(/^[._-]+|[._-]+$/g, '').slice(0, longestName) || 'fhir-sdk';
}
