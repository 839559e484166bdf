import { compareText } from '../fhir/canonical.ts';
import type { EmittedFile } from './emitted-file.ts';
import { escapeHidden } from '../code/code.ts';

/** The part of a definition that its file needs. */
export interface SourceDefinition {
  readonly resourceType: string;
  readonly url: string;
  /** With the resource as it was read. */
  readonly source: { readonly resource?: Readonly<Record<string, unknown>> };
}

/** A definition as it was read, and the name of its file. */
interface NamedResource {
  readonly filename: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** Description of the package of definitions. */
export interface DefinitionsInfo {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

const folder = 'definitions';

/**
 * Emits the definitions from which the package was made, as the folder of a FHIR package, for other tools that read
 * FHIR definitions.
 *
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export function emitDefinitions(definitions: readonly SourceDefinition[], info: DefinitionsInfo): EmittedFile[] {
  const resources = named(definitions);
  if (resources.length === 0) return [];
  return [
    jsonFile('package.json', manifest(info)),
    jsonFile('.index.json', indexOf(resources)),
    ...resources.map(({ filename, resource }) => jsonFile(filename, resource)),
  ];
}

function jsonFile(name: string, content: object): EmittedFile {
  return { path: `${folder}/${name}`, text: `${escapeHidden(JSON.stringify(content, null, 2))}\n` };
}

/** What an index lists of each definition. */
const indexed = ['resourceType', 'id', 'url', 'version', 'kind', 'type'];

/** Returns the index of a FHIR package, by which tools find a definition without reading all of them. */
function indexOf(resources: readonly NamedResource[]): object {
  const files = resources.map(({ filename, resource }) => ({
    filename,
    ...Object.fromEntries(
      indexed.filter((key) => typeof resource[key] === 'string').map((key) => [key, resource[key]]),
    ),
  }));
  return { 'index-version': 2, files };
}

/** Names the files by type and id, as FHIR packages do; a repeated name gets a number. */
function named(definitions: readonly SourceDefinition[]): NamedResource[] {
  const taken = new Set<string>();
  const sorted = [...definitions].sort(
    (a, b) => compareText(a.url, b.url) || compareText(a.resourceType, b.resourceType),
  );
  const all = sorted.flatMap(({ source, resourceType, url }) => {
    if (!source.resource) return [];
    const { id } = source.resource;
    const last = url.slice(url.lastIndexOf('/') + 1);
    const stem = `${resourceType}-${safe(typeof id === 'string' ? id : last)}`;
    return [{ filename: `${free(stem, taken)}.json`, resource: source.resource }];
  });
  return all.sort((a, b) => compareText(a.filename, b.filename));
}

/** Ids are untrusted: keeps only characters that every file system accepts. */
function safe(id: string): string {
  return id.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 100);
}

function free(stem: string, taken: Set<string>): string {
  let name = stem;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
  taken.add(name.toLowerCase());
  return name;
}

function manifest({ name, version, description }: DefinitionsInfo): object {
  return {
    name: `${name
      .replace(/^@/, '')
      .replace(/[^a-z0-9]+/gi, '.')
      .toLowerCase()}.definitions`,
    version,
    description,
    fhirVersions: ['3.0.2'],
    dependencies: { 'hl7.fhir.core': '3.0.2' },
  };
}
