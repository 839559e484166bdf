import { compareText } from '../fhir/canonical.ts';
import type { EmittedFile } from './emitted-file.ts';
import { escapeHidden } from '../code/code.ts';

/** The part of a definition that its file needs. */
export interface SourceDefinition {
  readonly resourceType: string;
  readonly url: string;
  /** With the resource as it was read, as JSON in UTF-8, and its id. */
  readonly source: { readonly json?: Uint8Array; readonly id?: string };
}

/** A definition as it was read, and the name of its file. */
interface NamedJson {
  readonly filename: string;
  readonly json: Uint8Array;
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
    { path: `${folder}/package.json`, text: textOf(JSON.stringify(manifest(info), null, 2)) },
    ...resources.map(({ filename, json }) => definitionFile(filename, json)),
  ];
}

/** Makes the text when it is asked for, so that not all of them are in memory at once. */
function definitionFile(filename: string, json: Uint8Array): EmittedFile {
  return {
    path: `${folder}/${filename}`,
    get text() {
      return textOf(new TextDecoder().decode(json));
    },
  };
}

function textOf(json: string): string {
  return `${escapeHidden(json)}\n`;
}

/** Names the files by type and id, as FHIR packages do; a repeated name gets a number. */
function named(definitions: readonly SourceDefinition[]): NamedJson[] {
  const taken = new Set<string>();
  const sorted = [...definitions].sort(
    (a, b) => compareText(a.url, b.url) || compareText(a.resourceType, b.resourceType),
  );
  const all = sorted.flatMap(({ source, resourceType, url }) => {
    const { id = url.slice(url.lastIndexOf('/') + 1), json } = source;
    if (!json) return [];
    return [{ filename: `${free(`${resourceType}-${safe(id)}`, taken)}.json`, json }];
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
