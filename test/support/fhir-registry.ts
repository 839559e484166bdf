import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { createTar } from 'nanotar';

/** Files of a package by path, with text or JSON. */
export type PackageFiles = Readonly<Record<string, string | object>>;

export interface OfferedPackage {
  readonly name: string;
  readonly version: string;
  readonly files: PackageFiles;
}

/** How a registry misbehaves: it may answer the n-th request (from 1) for a path itself. */
export type Misbehaviour = (path: string, time: number, response: ServerResponse) => boolean;

export interface TestRegistry {
  readonly url: URL;
  /** The requested paths, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Returns a `.tgz` of files. */
export function archiveOf(files: PackageFiles): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => ({
    name,
    data: typeof content === 'string' ? content : JSON.stringify(content),
  }));
  return gzipSync(createTar(entries));
}

/** Returns the files of a FHIR package with definitions. */
export function packageFiles(
  name: string,
  version: string,
  definitions: readonly object[],
  manifest: object = {},
): PackageFiles {
  const rows = definitions.map((json, i) => [`package/Definition-${i}.json`, json] as const);
  return {
    'package/package.json': { name, version, fhirVersions: ['3.0.2'], dependencies: {}, ...manifest },
    ...Object.fromEntries(rows),
  };
}

export interface RegistryOptions {
  readonly misbehave?: Misbehaviour;
  /** Changes the listing of a version. */
  readonly list?: (entry: { dist: Record<string, unknown>; url?: string }, name: string, version: string) => void;
}

/** Starts a registry of FHIR packages on the loopback interface. */
export async function startRegistry(
  offered: readonly OfferedPackage[],
  { misbehave, list }: RegistryOptions = {},
): Promise<TestRegistry> {
  const asked: string[] = [];
  const archives = new Map(offered.map(({ name, version, files }) => [`/${name}/${version}`, archiveOf(files)]));
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(request.url ?? '/');
    asked.push(path);
    if (misbehave?.(path, asked.filter((one) => one === path).length, response)) return;
    const archive = archives.get(path);
    const listing = archive ? undefined : listingOf(path.slice(1));
    if (archive) response.end(archive);
    else if (listing) response.end(JSON.stringify(listing));
    else response.writeHead(404).end();
  }

  function listingOf(name: string): object | undefined {
    const versions = offered.filter((one) => one.name === name);
    if (versions.length === 0) return undefined;
    const entries = versions.map(({ version }) => {
      const path = `/${name}/${version}`;
      const bytes = archives.get(path) as Uint8Array;
      const dist = { tarball: new URL(path, url).href, shasum: createHash('sha1').update(bytes).digest('hex') };
      const entry = { name, version, dist: dist as Record<string, unknown> };
      list?.(entry, name, version);
      return [version, entry] as const;
    });
    return { name, 'dist-tags': { latest: versions.at(-1)?.version }, versions: Object.fromEntries(entries) };
  }

  return {
    url,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
