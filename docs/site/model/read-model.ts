import { elementTablesOf } from '../../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../../generator/base/stu3/index.ts';
import { loadConfig } from '../../../generator/config.ts';
import { PackageNames } from '../../../generator/declare/names.ts';
import { declarePackage } from '../../../generator/declare/declare-package.ts';
import type { PackageDeclarations } from '../../../generator/declare/declarations.ts';
import type { Diagnostic } from '../../../generator/diagnostics/diagnostic.ts';
import { parseCanonical } from '../../../generator/fhir/canonical.ts';
import type { StructureDefinition } from '../../../generator/fhir/definitions.ts';
import { buildTypeLookup } from '../../../generator/fhirpath/build-type-lookup.ts';
import { loadDefinitions, type LoadedDefinitions } from '../../../generator/load/load-definitions.ts';
import type { PackageModel } from '../../../generator/model/package-model.ts';
import { pathSource } from '../../../generator/packages/package-source.ts';
import type { ResolvedStructure } from '../../../generator/resolve/resolved.ts';
import { StructureResolver } from '../../../generator/resolve/resolve-structure.ts';
import { makeModel } from '../../../generator/run.ts';

/** All that the reference is made from: what the generator itself emits the package from. */
export interface SiteModel {
  readonly package: PackageModel;
  readonly declarations: PackageDeclarations;
  readonly names: PackageNames;
  /** Names of the functions that read slices. */
  readonly accessors: ReadonlySet<string>;
  readonly loaded: LoadedDefinitions;
  /** Snapshots by canonical URL: of profiles, and of the types of FHIR. */
  readonly resolved: ReadonlyMap<string, ResolvedStructure>;
}

/** Reads the definitions that the configuration names, as the generator does. Throws if one of them has an error. */
export async function readModel(configFile: string): Promise<SiteModel> {
  const errors: string[] = [];
  const report = (one: Diagnostic): void => void (one.severity === 'error' && errors.push(one.message));
  const config = await loadConfig(configFile, report);
  if (!config) throw new Error(`The configuration cannot be read: ${errors.join(' ')}`);
  const base = loadBaseModel();
  const loaded = await loadDefinitions(config.profiles.map(pathSource), report, elementTablesOf(base));
  const { naming, packageInfo } = config;
  const model = makeModel(base, loaded, { naming, packageInfo }, report);
  const declarations = declarePackage(model, { types: buildTypeLookup(base.definitions), report });
  const resolved = resolve([...loaded.structures, ...base.extensions, ...base.definitions], report);
  if (errors.length > 0) throw new Error(`The definitions have errors: ${errors.join(' ')}`);
  const accessors = accessorNames(declarations);
  return { package: model, declarations, names: new PackageNames(model), accessors, loaded, resolved };
}

function accessorNames({ families }: PackageDeclarations): ReadonlySet<string> {
  const files = families.flatMap(({ accessors }) => accessors);
  return new Set(
    files.flatMap(({ declarations }) => declarations.flatMap((one) => (one.kind === 'accessor' ? [one.name] : []))),
  );
}

function resolve(
  all: readonly StructureDefinition[],
  report: (one: Diagnostic) => void,
): ReadonlyMap<string, ResolvedStructure> {
  const structures = new Map<string, StructureDefinition>();
  for (const structure of all) if (!structures.has(structure.url)) structures.set(structure.url, structure);
  const lookup = {
    structure: (canonical: string) => structures.get(parseCanonical(canonical).url),
    urls: () => structures.keys(),
  };
  const resolver = new StructureResolver(lookup, report);
  const entries = [...structures.values()].flatMap((one): [string, ResolvedStructure][] => {
    const resolved = resolver.resolve(one);
    return resolved ? [[one.url, resolved]] : [];
  });
  return new Map(entries);
}
