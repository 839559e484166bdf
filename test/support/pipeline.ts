/** The generator run over small definitions, whole or in part, without a disk. */
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { folderTemplates } from '../../generator/emit/templates.ts';
import { parseCanonical } from '../../generator/fhir/canonical.ts';
import type { StructureDefinition } from '../../generator/fhir/definitions.ts';
import type { FormatCache } from '../../generator/format/format-files.ts';
import type { DefinitionSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions, type LoadedDefinitions } from '../../generator/load/load-definitions.ts';
import type { PackageModel, StructureModel } from '../../generator/model/model.ts';
import type { NamingConfig } from '../../generator/model/naming-config.ts';
import type { ResolvedElement, ResolvedStructure } from '../../generator/resolve/resolved.ts';
import { StructureResolver } from '../../generator/resolve/resolve-structure.ts';
import { run } from '../../generator/run.ts';
import { acme, type Json } from './definitions.ts';

export const acmeNaming: NamingConfig = {
  families: [
    { subpath: 'acme', base: acme, prefix: 'Acme-' },
    { subpath: 'acme', base: acme, prefix: '' },
  ],
  titles: { acme: 'Acme' },
  names: {},
};

/** Definitions as a source of files, each named after its id. */
export function memorySource(definitions: readonly Json[], name = 'memory'): DefinitionSource {
  const files = definitions.map((definition, index) => ({
    name: `${typeof definition['id'] === 'string' ? definition['id'] : index}.json`,
    read: () => Promise.resolve(JSON.stringify(definition)),
  }));
  return { name, files: () => Promise.resolve(files) };
}

export interface Loaded extends LoadedDefinitions {
  readonly diagnostics: readonly Diagnostic[];
}

export async function load(definitions: readonly Json[]): Promise<Loaded> {
  const diagnostics: Diagnostic[] = [];
  const loaded = await loadDefinitions([memorySource(definitions)], (diagnostic) => diagnostics.push(diagnostic));
  return { ...loaded, diagnostics };
}

export interface Generated {
  /** Texts by path inside the package. */
  readonly files: ReadonlyMap<string, string>;
  readonly model: PackageModel;
  readonly diagnostics: readonly Diagnostic[];
  /** Text of a source file: `acme/patient` is `src/acme/patient.ts`. Throws where there is none. */
  text(module: string): string;
  structure(module: string): StructureModel;
}

/** Formatted texts of this process, because the base is the same in every run. */
const formatted = new Map<string, string>();
const sharedCache: FormatCache = {
  get: (hash) => formatted.get(hash),
  set: (hash, text) => void formatted.set(hash, text),
};

/** Runs the whole generator over definitions. */
export async function generate(definitions: readonly Json[], naming: NamingConfig = acmeNaming): Promise<Generated> {
  const loaded = await load(definitions);
  const result = await generateLoaded(loaded, naming);
  return { ...result, diagnostics: [...loaded.diagnostics, ...result.diagnostics] };
}

/** Runs all that follows loading. */
export async function generateLoaded(
  loaded: LoadedDefinitions,
  naming: NamingConfig = acmeNaming,
  cache: FormatCache = sharedCache,
): Promise<Generated> {
  const result = await run(loadBaseModel(), loaded, {
    naming,
    packageInfo: { name: 'acme-messages', version: '0.0.0', description: 'Acme messages.' },
    manifest: { fields: {} },
    templates: folderTemplates(),
    cache,
  });
  const files = new Map(result.files.map((file) => [file.path, file.text]));
  return {
    files,
    model: result.model,
    diagnostics: result.diagnostics,
    text: (module) => found(files.get(`src/${module}.ts`), `src/${module}.ts`),
    structure: (module) =>
      found(
        result.model.families.flatMap((family) => family.structures).find((structure) => structure.module === module),
        module,
      ),
  };
}

export interface Resolved {
  /** The snapshot of a definition of the publisher, by its id. */
  root(id: string): ResolvedElement;
  structure(id: string): ResolvedStructure | undefined;
  structureAt(url: string): ResolvedStructure | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves every structure among the definitions, over the base types of FHIR. */
export async function resolve(definitions: readonly Json[]): Promise<Resolved> {
  const loaded = await load(definitions);
  return resolveLoaded(loaded.structures, loaded.diagnostics);
}

export function resolveLoaded(
  structures: readonly StructureDefinition[],
  reported: readonly Diagnostic[] = [],
): Resolved {
  const diagnostics = [...reported];
  const known = new Map([...loadBaseModel().definitions, ...structures].map((one) => [one.url, one]));
  const lookup = { structure: (canonical: string) => known.get(parseCanonical(canonical).url) };
  const resolver = new StructureResolver(lookup, (diagnostic) => diagnostics.push(diagnostic));
  const results = new Map(structures.map((one) => [one.url, resolver.resolve(one)]));
  const structureAt = (url: string): ResolvedStructure | undefined => results.get(url);
  const structure = (id: string): ResolvedStructure | undefined => structureAt(`${acme}/StructureDefinition/${id}`);
  return { diagnostics, structureAt, structure, root: (id) => found(structure(id), id).root };
}

/** The element of a snapshot with this id. Throws where there is none. */
export function elementAt(root: ResolvedElement, id: string): ResolvedElement {
  return found(
    elementsOf(root).find((one) => one.id === id),
    id,
  );
}

/** All elements of a snapshot, each before its children and those before its slices. */
export function elementsOf(root: ResolvedElement): ResolvedElement[] {
  return [root, ...root.children.flatMap(elementsOf), ...root.slices.flatMap(elementsOf)];
}

/** What a definition says of an element in few words: `1..1 Quantity|string`. */
export function brief(root: ResolvedElement, id: string): string {
  const { min, max, types } = elementAt(root, id);
  return `${min}..${max === Infinity ? '*' : max} ${[...new Set(types.map((type) => type.code))].join('|')}`.trim();
}

/** What was reported, as `code element`, without what is only for information. */
export function troubles(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter((one) => one.severity !== 'info')
    .map((one) => [one.code, one.at.element].filter((part) => part !== undefined).join(' '));
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
