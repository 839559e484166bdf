import { createHash } from 'node:crypto';
import { reasonOf } from '../diagnostics/thrown.ts';
import { isObject } from '../load/json-reader.ts';
import { readArchive, type ArchiveFile } from './archive.ts';
import { download, type DownloadOptions } from './download.ts';
import { parseJsonObject } from './json-object.ts';
import { PackageError } from './package-error.ts';
import { nameOf, type PackageRequest, type PackageVersion } from './package-name.ts';
import { chooseVersion } from './versions.ts';

/** A registry's information on a version. */
interface Listing {
  /** Address of its archive. */
  readonly tarball: URL;
  /** `sha1-…`, `sha256-…` or `sha512-…` with a checksum in base64; the first known one of several is compared. */
  readonly checksums: readonly string[];
}

/** The versions of a package in one registry. */
interface PackageListing {
  readonly name: string;
  readonly latest: string | undefined;
  readonly versions: ReadonlyMap<string, Listing>;
}

/**
 * Package registries, asked in turn: the next one if a package, a version or a sound archive is unavailable. Their
 * interface is that of npm registries: `GET /{name}` lists the versions, `GET /{name}/{version}` returns an archive.
 *
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export class Registries {
  readonly #urls: readonly URL[];
  readonly #options: DownloadOptions;
  readonly #listings = new Map<string, Promise<PackageListing | undefined>>();

  /** @param urls in the order in which they are asked */
  constructor(urls: readonly URL[], options: DownloadOptions) {
    this.#urls = urls;
    this.#options = options;
  }

  /**
   * Chooses the version for a request: the greatest in the first registry that has one.
   *
   * @throws PackageError if no registry has one
   */
  async choose(request: PackageRequest): Promise<PackageVersion> {
    return this.#first(`${request.name}@${request.range}`, async (registry) => {
      const listing = await this.#listing(registry, request.name);
      const version = listing && chooseVersion([...listing.versions.keys()], request.range, listing.latest);
      return version === undefined ? undefined : { name: request.name, version };
    });
  }

  /**
   * Downloads a version and unpacks it in memory.
   *
   * @throws PackageError if no registry has it in a sound archive
   */
  async fetch(wanted: PackageVersion): Promise<readonly ArchiveFile[]> {
    return this.#first(nameOf(wanted), async (registry) => {
      const listing = await this.#listing(registry, wanted.name);
      const found = listing?.versions.get(wanted.version);
      const bytes = found && (await download(found.tarball, this.#options));
      if (!bytes) return undefined;
      verify(bytes, found.checksums, nameOf(wanted));
      return readArchive(bytes, nameOf(wanted));
    });
  }

  async #first<Answer>(what: string, ask: (registry: URL) => Promise<Answer | undefined>): Promise<Answer> {
    if (this.#urls.length === 0) throw noRegistry(what);
    const failures: PackageError[] = [];
    for (const registry of this.#urls) {
      try {
        const answer = await ask(registry);
        if (answer !== undefined) return answer;
      } catch (error) {
        failures.push(
          error instanceof PackageError ? error : new PackageError('package/bad-registry', reasonOf(error)),
        );
      }
    }
    const [first] = failures;
    if (!first) throw new PackageError('package/not-found', `no registry has ${what}`);
    throw new PackageError(first.code, `${what}: ${failures.map(({ message }) => message).join('; ')}`);
  }

  #listing(registry: URL, name: string): Promise<PackageListing | undefined> {
    const key = `${registry.href} ${name}`;
    const known = this.#listings.get(key) ?? this.#findListing(registry, name);
    this.#listings.set(key, known);
    return known;
  }

  /** Finds the listing of a package; some registries know names in lower case only. */
  async #findListing(registry: URL, name: string): Promise<PackageListing | undefined> {
    for (const spelling of new Set([name, name.toLowerCase()])) {
      const url = below(registry, encodeURIComponent(spelling).replace('%40', '@'));
      const body = await download(url, this.#options);
      if (body) return parseListing(body, registry, spelling);
    }
    return undefined;
  }
}

function noRegistry(what: string): PackageError {
  const message = `${what} has to be downloaded, but no registry is named`;
  return new PackageError('package/no-registry', message);
}

function below(registry: URL, ...steps: readonly string[]): URL {
  const base = registry.href.endsWith('/') ? registry.href : `${registry.href}/`;
  return new URL(steps.join('/'), base);
}

function parseListing(body: Uint8Array, registry: URL, name: string): PackageListing {
  const json = parseJson(body, registry);
  const tags = isObject(json['dist-tags']) ? json['dist-tags'] : {};
  const versions = isObject(json['versions']) ? json['versions'] : {};
  return {
    name,
    latest: typeof tags['latest'] === 'string' ? tags['latest'] : undefined,
    versions: new Map(
      Object.entries(versions).map(([version, entry]) => [version, listingOf(entry, registry, name, version)]),
    ),
  };
}

function parseJson(body: Uint8Array, registry: URL): Readonly<Record<string, unknown>> {
  const json = parseJsonObject(body);
  if (json) return json;
  throw new PackageError(
    'package/bad-registry',
    `${registry.host} answers with something other than a list of versions`,
  );
}

function listingOf(entry: unknown, registry: URL, name: string, version: string): Listing {
  const json = isObject(entry) ? entry : {};
  const dist = isObject(json['dist']) ? json['dist'] : {};
  const stated = [dist['tarball'], json['url']].find((url): url is string => typeof url === 'string');
  const plain = below(registry, encodeURIComponent(name).replace('%40', '@'), encodeURIComponent(version));
  return { tarball: safeUrl(stated, registry) ?? plain, checksums: checksumsOf(dist) };
}

/** Returns the address of an archive if it is on the web and no less protected than the registry itself. */
function safeUrl(stated: string | undefined, registry: URL): URL | undefined {
  if (stated === undefined || !URL.canParse(stated, registry.href)) return undefined;
  const url = new URL(stated, registry.href);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && registry.protocol === 'http:');
  // Some registries name their archives by http although they answer by https.
  if (!isSafe && url.protocol === 'http:') url.protocol = 'https:';
  return url.protocol === 'https:' || isSafe ? url : undefined;
}

function checksumsOf({ integrity, shasum }: Readonly<Record<string, unknown>>): readonly string[] {
  const listed = typeof integrity === 'string' ? integrity.split(/\s+/).filter((one) => one !== '') : [];
  const isSha1 = typeof shasum === 'string' && /^[0-9a-f]{40}$/i.test(shasum);
  return [...listed, ...(isSha1 ? [`sha1-${Buffer.from(shasum, 'hex').toString('base64')}`] : [])];
}

function verify(bytes: Uint8Array, checksums: readonly string[], what: string): void {
  for (const checksum of checksums) {
    const [, algorithm, expected] = /^(sha(?:1|256|384|512))-([A-Za-z0-9+/=]+)$/.exec(checksum) ?? [];
    if (algorithm === undefined) continue;
    if (createHash(algorithm).update(bytes).digest('base64') === expected) return;
    throw new PackageError('package/checksum', `the archive of ${what} does not match its checksum, ${checksum}`);
  }
}
