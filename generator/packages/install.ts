import { type Report, diagnostic } from '../diagnostics/diagnostic.ts';
import type { CachedPackage, PackageCache } from './cache.ts';
import { emptyLock, type PackageLock } from './lock-file.ts';
import { isBuiltIn, refuseOtherRelease } from './manifest.ts';
import { PackageError } from './package-error.ts';
import { nameOf, type PackageRequest, type PackageVersion } from './package-name.ts';
import type { Registries } from './registry.ts';
import { chooseVersion, compareVersions, isExact } from './versions.ts';

/** The sources of packages. */
export interface InstallOptions {
  readonly cache: PackageCache;
  readonly registries: Registries;
  readonly lock: PackageLock;
  /** True to use only the cache. */
  readonly isOffline: boolean;
  readonly report: Report;
  /** Called for each package that is downloaded. */
  readonly onDownload?: ((name: string) => void) | undefined;
}

/** The requested packages, with all their dependencies. */
export interface Installed {
  /** The requested ones first, in their order, then their dependencies. */
  readonly packages: readonly CachedPackage[];
  readonly lock: PackageLock;
}

/**
 * Makes packages and their dependencies available in the cache. The lock file decides the version, or else the request,
 * of which the greatest version is taken; nothing is downloaded that the cache has. FHIR STU3 itself is built in and
 * needs no package. An unavailable dependency is reported as a warning, and generation goes on without it.
 *
 * @throws PackageError if a requested package is unavailable, is for another release of FHIR, or differs from the lock
 * file
 */
export async function installPackages(
  requests: readonly PackageRequest[],
  options: InstallOptions,
): Promise<Installed> {
  return new Installer(options).install(requests);
}

class Installer {
  readonly #options: InstallOptions;
  readonly #found = new Map<string, CachedPackage>();
  readonly #requests = new Map<string, string>();

  constructor(options: InstallOptions) {
    this.#options = options;
  }

  async install(requests: readonly PackageRequest[]): Promise<Installed> {
    const asked = requests.filter((request) => !isBuiltIn(request));
    const queue: CachedPackage[] = [];
    for (const request of asked) queue.push(...(await this.#addNew(request)));
    for (const { manifest } of queue) {
      for (const dependency of manifest.dependencies) queue.push(...(await this.#addDependency(dependency, manifest)));
    }
    const packages = this.#withoutOlder(asked);
    const sums = packages.map((one) => [nameOf(one.manifest), one.integrity] as const);
    return { packages, lock: { ...emptyLock, requests: this.#requests, packages: new Map(sums) } };
  }

  /** Adds a package that is new to this installation. */
  async #addNew(request: PackageRequest): Promise<CachedPackage[]> {
    const version = await this.#choose(request);
    this.#requests.set(`${request.name}@${request.range}`, version.version);
    if (this.#found.has(nameOf(version))) return [];
    const found = await this.#provide(version);
    refuseOtherRelease(found.manifest);
    this.#verify(version, found);
    this.#found.set(nameOf(version), found);
    return [found];
  }

  async #addDependency(request: PackageRequest, of: PackageVersion): Promise<CachedPackage[]> {
    if (isBuiltIn(request)) return [];
    try {
      return await this.#addNew(request);
    } catch (error) {
      if (!(error instanceof PackageError) || error.code === 'package/lock-mismatch') throw error;
      const message = `${nameOf(of)} depends on ${request.name}@${request.range}, which is left out: ${error.message}.`;
      this.#options.report(diagnostic('package/dependency-left-out', message, {}));
      return [];
    }
  }

  async #choose(request: PackageRequest): Promise<PackageVersion> {
    const { name, range } = request;
    const { lock, cache, registries, isOffline } = this.#options;
    const locked = lock.requests.get(`${name}@${range}`);
    if (locked !== undefined) return { name, version: locked };
    if (isExact(range)) return { name, version: range };
    if (!isOffline) return registries.choose(request);
    const version = chooseVersion(await cache.versionsOf(name), range);
    if (version !== undefined) return { name, version };
    throw notCached(`${name}@${range}`);
  }

  async #provide(version: PackageVersion): Promise<CachedPackage> {
    const { cache, registries, isOffline, onDownload } = this.#options;
    const cached = await cache.find(version);
    if (cached) return cached;
    if (isOffline) throw notCached(nameOf(version));
    onDownload?.(nameOf(version));
    return cache.add(version, await registries.fetch(version));
  }

  #verify(version: PackageVersion, { integrity, folder }: CachedPackage): void {
    const expected = this.#options.lock.packages.get(nameOf(version));
    if (expected === undefined || expected === integrity) return;
    const message = `${nameOf(version)} in ${folder} is not what the lock file names: its checksum is ${integrity}, not ${expected}`;
    throw new PackageError('package/lock-mismatch', message);
  }

  /** Keeps the greatest of several versions of a package, unless another one was requested directly. */
  #withoutOlder(asked: readonly PackageRequest[]): readonly CachedPackage[] {
    const wanted = new Set(asked.map(({ name, range }) => `${name}@${this.#requests.get(`${name}@${range}`)}`));
    const all = [...this.#found.values()];
    return all.filter(({ manifest }) => {
      if (wanted.has(nameOf(manifest))) return true;
      const others = all.filter((other) => other.manifest.name === manifest.name && other.manifest !== manifest);
      const better = others.find(({ manifest: other }) => {
        return wanted.has(nameOf(other)) || compareVersions(other.version, manifest.version) > 0;
      });
      if (!better) return true;
      const message = `${nameOf(manifest)} is left out in favour of ${nameOf(better.manifest)}.`;
      this.#options.report(diagnostic('package/several-versions', message, {}));
      return false;
    });
  }
}

function notCached(what: string): PackageError {
  return new PackageError('package/not-cached', `${what} is not in the cache, and nothing may be downloaded`);
}
