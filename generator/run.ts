import type { BaseModel } from './base/base-model.ts';
import type { Diagnostic, Report } from './diagnostics/diagnostic.ts';
import { lastSegment, parseCanonical } from './fhir/canonical.ts';
import type { StructureDefinition } from './fhir/definitions.ts';
import type { PackageDeclarations } from './declare/declarations.ts';
import { declarePackage } from './declare/declare-package.ts';
import type { EmittedFile } from './emit/emitted-file.ts';
import type { EmitTools } from './emit/declaration-code.ts';
import { buildTypeLookup } from './fhirpath/build-type-lookup.ts';
import { emitDefinitions } from './emit/definitions-folder.ts';
import { emitPackage } from './emit/emit-package.ts';
import type { ManifestOptions } from './emit/manifest.ts';
import { Templates, type TemplateSource } from './emit/templates.ts';
import { formatDocument } from './emit/format-document.ts';
import type { LoadedDefinitions } from './load/load-definitions.ts';
import { buildModel } from './model/build-model.ts';
import type { BaseFacts } from './model/model-context.ts';
import type { PackageModel } from './model/package-model.ts';
import type { NamingConfig } from './model/naming-config.ts';
import { createValueSetExpander } from './resolve/expand-value-set.ts';
import type { ExpandedValueSet, ListedValueSet, TerminologyLookup } from './resolve/expanded-value-set.ts';
import { reportUnknownBindings } from './resolve/report-unknown-bindings.ts';
import { StructureResolver } from './resolve/resolve-structure.ts';
import type { ResolvedStructure } from './resolve/resolved.ts';

/** The input of a run besides definitions. */
export interface RunOptions {
  readonly naming: NamingConfig;
  readonly packageInfo: { readonly name: string; readonly version: string; readonly description: string };
  readonly manifest: Omit<ManifestOptions, 'typesPackage'>;
  readonly templates: TemplateSource;
  /** Called at the end of each stage, with a summary in a few words. */
  readonly onStage?: (stage: string, summary: string) => void;
}

export interface RunResult {
  /** Formatted files, sorted by path. */
  readonly files: readonly EmittedFile[];
  readonly model: PackageModel;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns definitions into files: resolve, model, declare, emit, without touching the disk. The result depends only on
 * the definitions and options. A definition that cannot be used is reported in `diagnostics` and left out; the others
 * go on.
 */
export async function run(base: BaseModel, loaded: LoadedDefinitions, options: RunOptions): Promise<RunResult> {
  const diagnostics: Diagnostic[] = [];
  const report = withFiles(loaded, (diagnostic) => diagnostics.push(diagnostic));
  const done = options.onStage ?? (() => undefined);
  const model = makeModel(base, loaded, options, report);

  const types = buildTypeLookup(base.definitions);
  const declarations = declarePackage(model, { types, report });
  done('declare', summaryOf(declarations));

  const tools = { templates: new Templates(options.templates), types };
  const files = await Promise.all(
    [...emitAll({ declarations, model }, loaded, tools, { base, options })].map(formatDocument),
  );
  done('emit', `${files.length} files`);

  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), model, diagnostics };
}

function summaryOf({ families, extensionValues, messages, elements }: PackageDeclarations): string {
  const inFamilies = families.flatMap(({ structures, valueSets, accessors }) => [
    ...structures,
    ...valueSets,
    ...accessors,
  ]);
  const files = [...extensionValues, ...inFamilies, ...messages, ...elements];
  return `${files.reduce((sum, file) => sum + file.declarations.length, 0)} declarations`;
}

/** Adds the file of a definition if a stage knows only its canonical URL. */
function withFiles(
  { structures, valueSets, codeSystems, messages, services }: LoadedDefinitions,
  report: Report,
): Report {
  const all = [...codeSystems, ...valueSets, ...messages, ...services, ...structures];
  const files = new Map(all.map(({ url, source }) => [url, source.file]));
  return (diagnostic) => {
    const { file = files.get(diagnostic.at.canonical ?? '') } = diagnostic.at;
    report({ ...diagnostic, at: { ...diagnostic.at, ...(file !== undefined && { file }) } });
  };
}

interface Declared {
  readonly declarations: PackageDeclarations;
  /** For the files about the package. */
  readonly model: PackageModel;
}

/** Emits every file of the package. */
function* emitAll(
  { declarations, model }: Declared,
  { structures, valueSets, codeSystems, messages, services }: LoadedDefinitions,
  tools: EmitTools,
  { base, options }: { readonly base: BaseModel; readonly options: RunOptions },
): Generator<EmittedFile, void, undefined> {
  yield* emitPackage(declarations, model, tools, { ...options.manifest, typesPackage: base.interfacePackage });
  if (options.manifest.hasDefinitions === false) return;
  yield* emitDefinitions([...structures, ...valueSets, ...codeSystems, ...messages, ...services], options.packageInfo);
}

/** Runs the first half, resolve and model: collects everything known about definitions before any text is written. */
export function makeModel(
  base: BaseModel,
  loaded: LoadedDefinitions,
  { naming, packageInfo, onStage }: Pick<RunOptions, 'naming' | 'packageInfo' | 'onStage'>,
  report: Report,
): PackageModel {
  const resolved = resolveAll(base, loaded, report);
  onStage?.('resolve', `${resolved.profiles.length} structures, ${resolved.valueSets.length} value sets`);
  const { codeSystems, messages, services } = loaded;
  const known = { codeSystems, baseCodeSystems: base.codeSystems };
  const input = { facts: baseFacts(base), ...resolved, ...known, messages, services, naming, packageInfo };
  const model = buildModel(input, report);
  onStage?.('model', model.families.map((family) => `${family.subpath} ${family.structures.length}`).join(', '));
  return model;
}

interface Resolved {
  readonly baseStructures: readonly ResolvedStructure[];
  readonly profiles: readonly ResolvedStructure[];
  readonly baseValueSets: readonly ExpandedValueSet[];
  readonly valueSets: readonly ExpandedValueSet[];
}

function resolveAll(base: BaseModel, loaded: LoadedDefinitions, report: Report): Resolved {
  const structures = new Map<string, StructureDefinition>();
  for (const structure of [...loaded.structures, ...base.definitions]) structures.set(structure.url, structure);
  const resolver = new StructureResolver(
    { structure: (canonical) => structures.get(parseCanonical(canonical).url) },
    report,
  );
  const resolve = (all: readonly StructureDefinition[]): ResolvedStructure[] =>
    all.flatMap((one) => resolver.resolve(one) ?? []);
  const terminology = terminologyOf(base, loaded);
  const expand = createValueSetExpander(terminology, report);
  const own = new Set(loaded.valueSets.map((set) => set.url));
  reportUnknownBindings(loaded.structures, knownSets(base, own), report);
  return {
    baseStructures: resolve(base.definitions),
    profiles: resolve(loaded.structures.filter((structure) => structures.get(structure.url) === structure)),
    // Open parts in the base release itself are known and no fault of the input.
    baseValueSets: base.valueSets
      .filter((set) => !own.has(set.url))
      .map((set) => createValueSetExpander(terminology, () => undefined)(set.url)),
    valueSets: loaded.valueSets.map((set) => expand(set.url)),
  };
}

/** Returns the value sets about which something is known: those in the input, and those that FHIR itself binds. */
function knownSets(base: BaseModel, own: ReadonlySet<string>): ReadonlySet<string> {
  const bound = base.definitions.flatMap(({ snapshot = [] }) => snapshot.map(({ binding }) => binding?.valueSet ?? ''));
  return new Set([
    ...own,
    ...base.valueSets.map(({ url }) => url),
    ...bound.map((canonical) => parseCanonical(canonical).url),
  ]);
}

function terminologyOf(base: BaseModel, loaded: LoadedDefinitions): TerminologyLookup {
  const valueSets = new Map(loaded.valueSets.map((set) => [set.url, set]));
  const codeSystems = new Map(loaded.codeSystems.map((system) => [system.url, system]));
  const listed = new Map(
    base.valueSets.map((set): [string, ListedValueSet] => [
      set.url,
      { ...set, name: set.name ?? lastSegment(set.url), concepts: set.codes },
    ]),
  );
  return {
    valueSet: (url) => valueSets.get(url),
    codeSystem: (url) => codeSystems.get(url),
    expanded: (url) => listed.get(url),
  };
}

function baseFacts(base: BaseModel): BaseFacts {
  return {
    typesModule: base.interfaceModule,
    interfaceOf: (path) => base.interfaces[path],
    jsonTypeOf: (primitive) => base.primitives[primitive]?.jsonType,
    hasSibling: (path) => base.siblings[path] !== undefined,
  };
}
