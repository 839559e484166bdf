/** Runs the generator over small definitions, whole or in part, without a disk. */
import type { BaseModel } from '../../generator/base/base-model.ts';
import { selectProfiles } from '../../generator/base/select-profiles.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { folderTemplates, type TemplateSource } from '../../generator/emit/templates.ts';
import { parseCanonical } from '../../generator/fhir/canonical.ts';
import type { ElementDefinition, StructureDefinition } from '../../generator/fhir/definitions.ts';
import type { DefinitionSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions, type LoadedDefinitions } from '../../generator/load/load-definitions.ts';
import type { StructureModel } from '../../generator/model/model.ts';
import type { PackageModel } from '../../generator/model/package-model.ts';
import type { NamingConfig } from '../../generator/model/naming-config.ts';
import type { ResolvedElement, ResolvedStructure } from '../../generator/resolve/resolved.ts';
import { StructureResolver } from '../../generator/resolve/resolve-structure.ts';
import type { Targets } from '../../generator/targets.ts';
import { run, type RunOptions } from '../../generator/run.ts';
import { acme, type Json } from './definitions.ts';

export const acmeNaming: NamingConfig = {
  families: [
    { subpath: 'acme', base: acme, prefix: 'Acme-' },
    { subpath: 'acme', base: acme, prefix: '' },
  ],
  titles: { acme: 'Acme' },
  names: {},
};

/** Returns definitions as a source of files, each named after its id. */
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
  readonly isComplete: boolean;
  readonly model: PackageModel;
  readonly diagnostics: readonly Diagnostic[];
  /** Returns the text of a source file: `acme/patient` is `src/acme/patient.ts`. Throws if there is none. */
  text(module: string): string;
  structure(module: string): StructureModel;
}

export interface GenerateOptions {
  readonly naming?: NamingConfig;
  /** Resource types that are needed in full; by default none, so that less has to be emitted. */
  readonly resources?: readonly string[];
  /** Names of the extensions of FHIR itself that are needed; by default none, so that less has to be emitted. */
  readonly extensions?: readonly string[];
  readonly templates?: TemplateSource;
  readonly emitters?: RunOptions['emitters'];
  readonly targets?: Targets;
  readonly packageInfo?: RunOptions['packageInfo'];
}

/** Runs the whole generator over definitions. */
export async function generate(definitions: readonly Json[], options: GenerateOptions = {}): Promise<Generated> {
  const loaded = await load(definitions);
  const result = await generateLoaded(loaded, options);
  return { ...result, diagnostics: [...loaded.diagnostics, ...result.diagnostics] };
}

/** Runs everything after loading. */
export async function generateLoaded(
  loaded: LoadedDefinitions,
  {
    naming = acmeNaming,
    resources,
    extensions = [],
    templates = folderTemplates(),
    emitters = [],
    targets,
    packageInfo = { name: 'acme-messages', version: '0.0.0', description: 'Acme messages.' },
  }: GenerateOptions = {},
): Promise<Generated> {
  const { profiles } = selectProfiles(loadBaseModel(), loaded.structures);
  const base = resources ? baseWith(resources, profiles) : loadBaseModel();
  const published = loadBaseModel().extensions.filter(({ name }) => extensions.includes(name));
  const result = await run({ ...base, extensions: published }, loaded, {
    naming,
    packageInfo,
    manifest: { fields: {}, targets },
    templates,
    emitters,
  });
  const files = new Map(result.files.map((file) => [file.path, file.text]));
  return {
    files,
    isComplete: result.isComplete,
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

/**
 * Returns the datatypes and these resource types, with those to which they refer, so that their references lose no
 * target, and the value sets that they and profiles bind.
 */
export function baseWith(resources: readonly string[], profiles: readonly StructureDefinition[] = []): BaseModel {
  const all = loadBaseModel();
  const isWhole = ({ kind, abstract, name }: StructureDefinition): boolean =>
    kind !== 'resource' || abstract || resources.includes(name);
  const elements = (some: readonly StructureDefinition[]): ElementDefinition[] =>
    some.flatMap(({ snapshot = [] }) => snapshot);
  const whole = elements(all.definitions.filter(isWhole));
  const targets = new Set(whole.flatMap(({ types = [] }) => types.flatMap((type) => type.targetProfile ?? [])));
  const definitions = all.definitions.filter((one) => isWhole(one) || targets.has(one.url));
  const bound = new Set(
    [...elements(definitions), ...profiles.flatMap(({ differential }) => differential)].flatMap(({ binding }) =>
      binding?.valueSet ? parseCanonical(binding.valueSet).url : [],
    ),
  );
  return { ...all, definitions, extensions: [], valueSets: all.valueSets.filter((set) => bound.has(set.url)) };
}

export interface Resolved {
  /** Returns the snapshot of a definition of the publisher, by its id. */
  root(id: string): ResolvedElement;
  structure(id: string): ResolvedStructure | undefined;
  structureAt(url: string): ResolvedStructure | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves every structure among the definitions, over the FHIR types. */
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
  const lookup = {
    structure: (canonical: string) => known.get(parseCanonical(canonical).url),
    urls: () => known.keys(),
  };
  const resolver = new StructureResolver(lookup, (diagnostic) => diagnostics.push(diagnostic));
  const results = new Map(structures.map((one) => [one.url, resolver.resolve(one)]));
  const structureAt = (url: string): ResolvedStructure | undefined => results.get(url);
  const structure = (id: string): ResolvedStructure | undefined => structureAt(`${acme}/StructureDefinition/${id}`);
  return { diagnostics, structureAt, structure, root: (id) => found(structure(id), id).root };
}

/** Returns the element of a snapshot with an id. Throws if there is none. */
export function elementAt(root: ResolvedElement, id: string): ResolvedElement {
  return found(
    elementsOf(root).find((one) => one.id === id),
    id,
  );
}

/** Returns all elements of a snapshot, each before its children, and children before slices. */
export function elementsOf(root: ResolvedElement): ResolvedElement[] {
  return [root, ...root.children.flatMap(elementsOf), ...root.slices.flatMap(elementsOf)];
}

/** Summarises an element of a definition: `1..1 Quantity|string`. */
export function brief(root: ResolvedElement, id: string): string {
  const { min, max, types } = elementAt(root, id);
  return `${min}..${max === Infinity ? '*' : max} ${[...new Set(types.map((type) => type.code))].join('|')}`.trim();
}

/** Returns the diagnostics as `code element`, without those that are only information. */
export function troubles(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter((one) => one.severity !== 'info')
    .map((one) => [one.code, one.at.element].filter((part) => part !== undefined).join(' '));
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
