import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { GeneratorConfig } from '../config.ts';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import type { DefinitionSource } from '../load/definition-source.ts';
import { defaultCacheFolder, PackageCache } from '../packages/cache.ts';
import { downloadOptions } from '../packages/download.ts';
import { installPackages, type Installed } from '../packages/install.ts';
import { lockFileName, readLock, writeLock } from '../packages/lock-file.ts';
import { PackageError } from '../packages/package-error.ts';
import { isPackageRequest, parsePackageRequest, type PackageRequest } from '../packages/package-name.ts';
import { packageSource, pathSource } from '../packages/package-source.ts';
import { Registries } from '../packages/registry.ts';
import { defaultConfig, type GenerateOptions, type PackageOptions } from './arguments.ts';
import { progress, type Printing } from './output.ts';

/** The sources of definitions. */
export interface Inputs {
  readonly sources: readonly DefinitionSource[];
  /** The folders and files behind them. */
  readonly paths: readonly string[];
  /** The lock file, if there are packages among the inputs. */
  readonly lockFile: readonly string[];
}

/**
 * Finds the inputs of a run, with packages in the cache; unavailable ones are reported, with undefined as the result.
 */
export async function findInputs(
  options: GenerateOptions,
  config: GeneratorConfig,
  report: Report,
): Promise<Inputs | undefined> {
  const isNamed = options.inputs.length > 0;
  const named = isNamed ? options.inputs : config.profiles.map((path) => relative(process.cwd(), path) || '.');
  const isRequest = (input: string): boolean => !existsSync(input) && isPackageRequest(input);
  const requests = [...named.filter(isRequest), ...(isNamed ? [] : config.packages)];
  const paths = named.filter((input) => !isRequest(input));
  const own = paths.map(pathSource);
  if (requests.length === 0) return { sources: own, paths, lockFile: [] };
  const installed = await install(requests, config, options, options, report);
  if (!installed) return undefined;
  if (!options.check) await writeLock(lockFileOf(options), installed.lock);
  const folders = installed.packages.map(({ folder }) => folder);
  return {
    // A package may repeat a definition that was read before; the first one counts.
    sources: [...own, ...folders.map((folder) => ({ ...packageSource(folder), isDependency: true }))],
    paths: [...paths, ...folders],
    lockFile: [lockFileOf(options)],
  };
}

/** Returns the lock file, which is beside the configuration. */
export function lockFileOf({ config }: PackageOptions): string {
  return join(dirname(resolve(config ?? defaultConfig())), lockFileName);
}

/** Makes packages available in the cache; unavailable ones are reported, with undefined as the result. */
export async function install(
  names: readonly string[],
  config: GeneratorConfig,
  options: PackageOptions,
  printing: Printing,
  report: Report,
): Promise<Installed | undefined> {
  try {
    const requests: readonly PackageRequest[] = names.map(parsePackageRequest);
    return await installPackages(requests, {
      cache: new PackageCache(process.env['FHIR_PACKAGE_CACHE'] ?? defaultCacheFolder()),
      registries: new Registries(registriesOf(config), downloadOptions),
      lock: await readLock(lockFileOf(options)),
      isOffline: options.isOffline,
      report,
      onDownload: (name) => progress(printing, 'fetch', name),
    });
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    report(diagnostic(error.code, `${error.message}.`, {}));
    return undefined;
  }
}

/** Returns the registries in the environment, otherwise those of the configuration. */
function registriesOf({ registries }: GeneratorConfig): URL[] {
  const named = (process.env['FHIR_REGISTRIES'] ?? '').split(/[\s,]+/).filter((url) => url !== '');
  return (named.length > 0 ? named : registries).map((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && /^https?:$/.test(url.protocol)) return url;
    throw new PackageError('package/bad-registry', `${JSON.stringify(text)} is not the URL of a registry`);
  });
}
