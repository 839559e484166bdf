import type { BaseModel } from './base/base-model.ts';
import { selectProfiles } from './base/select-profiles.ts';
import type { Emitter, LoadedEmitter } from './customise/emitter.ts';
import { runEmitters } from './customise/run-emitters.ts';
import { diagnostic, type Diagnostic, type Report } from './diagnostics/diagnostic.ts';
import { lastSegment, parseCanonical } from './fhir/canonical.ts';
import type { CodeSystem, StructureDefinition } from './fhir/definitions.ts';
import type { PackageDeclarations } from './declare/declarations.ts';
import { declarePackage } from './declare/declare-package.ts';
import type { EmittedFile } from './emit/emitted-file.ts';
import type { EmitTools } from './emit/declaration-code.ts';
import { buildTypeLookup } from './fhirpath/build-type-lookup.ts';
import { emitDefinitions } from './emit/definitions-folder.ts';
import { emitPackage } from './emit/emit-package.ts';
import { emitManifest, type ManifestOptions } from './emit/manifest.ts';
import { TemplateError, Templates, type TemplateSource } from './emit/templates.ts';
import { formatDocument } from './emit/format-document.ts';
import type { LoadedDefinitions } from './load/load-definitions.ts';
import { buildModel } from './model/build-model.ts';
import type { BaseFacts } from './model/model-context.ts';
import type { PackageModel } from './model/package-model.ts';
import { allTargets } from './targets.ts';
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
  readonly manifest: Omit<ManifestOptions, 'typesPackage' | 'furtherFiles'>;
  readonly templates: TemplateSource;
  /** Make further files; none by default. */
  readonly emitters?: readonly (Emitter | LoadedEmitter)[];
  /** Called at the end of each stage, with a summary in a few words. */
  readonly onStage?: (stage: string, summary: string) => void;
}

export interface RunResult {
  /** Formatted files, sorted by path; none if `isComplete` is false. */
  readonly files: readonly EmittedFile[];
  /** False if a template or an emitter has failed, which `diagnostics` tell: nothing may be written then. */
  readonly isComplete: boolean;
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
  const report = withFiles(loaded, (one) => diagnostics.push(one));
  const done = options.onStage ?? (() => undefined);
  const model = makeModel(base, loaded, options, report);

  const types = buildTypeLookup(base.definitions);
  const targets = options.manifest.targets ?? allTargets;
  const declarations = declarePackage(model, { types, report, targets });
  done('declare', summaryOf(declarations));

  const tools = { templates: new Templates(options.templates), types };
  const files = await emitFiles({ declarations, model }, loaded, tools, { base, options, report });
  if (!files) return { files: [], isComplete: false, model, diagnostics };
  done('emit', `${files.length} files`);

  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: sorted, isComplete: true, model, diagnostics };
}

interface EmitOptions {
  readonly base: BaseModel;
  readonly options: RunOptions;
  readonly report: Report;
}

/** Emits every file, and those of the user's emitters; undefined if one of them or a template has failed. */
async function emitFiles(
  declared: Declared,
  loaded: LoadedDefinitions,
  tools: EmitTools,
  { base, options, report }: EmitOptions,
): Promise<readonly EmittedFile[] | undefined> {
  try {
    const own = [...emitAll(declared, loaded, tools, options)];
    const about = { ...options.manifest, typesPackage: base.interfacePackage };
    const aroundWith = (furtherFiles: readonly string[]): EmittedFile[] =>
      emitManifest(declared.model, { ...about, furtherFiles }, tools.templates);
    const paths = [...own, ...aroundWith([])].map(({ path }) => path);
    const further = await runEmitters(options.emitters ?? [], declared, paths, report);
    if (!further.isSound) return undefined;
    const around = aroundWith(further.files.map(({ path }) => path));
    return [...(await Promise.all([...own, ...around].map(formatDocument))), ...further.files];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { file, line, message } = error;
    report(diagnostic('emit/bad-template', `The template cannot be used: ${message}.`, { file, line }));
    return undefined;
  }
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
  return (one) => {
    const { file = files.get(one.at.canonical ?? '') } = one.at;
    report({ ...one, at: { ...one.at, ...(file !== undefined && { file }) } });
  };
}

interface Declared {
  readonly declarations: PackageDeclarations;
  /** For the files about the package. */
  readonly model: PackageModel;
}

/** Emits every file of the package but those about it. */
function* emitAll(
  { declarations, model }: Declared,
  { structures, valueSets, codeSystems, messages, services }: LoadedDefinitions,
  tools: EmitTools,
  options: RunOptions,
): Generator<EmittedFile, void, undefined> {
  yield* emitPackage(declarations, model, tools, options.manifest.targets ?? allTargets);
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

function resolveAll(release: BaseModel, loaded: LoadedDefinitions, report: Report): Resolved {
  const base = { ...release, ...selectProfiles(release, loaded.structures) };
  const given = new Set(loaded.structures.map(({ url }) => url));
  // A definition in the input replaces that of the release.
  const extensions = base.extensions.filter(({ url }) => !given.has(url));
  const ofRelease = [...extensions, ...base.profiles];
  const structures = new Map<string, StructureDefinition>();
  for (const structure of [...loaded.structures, ...ofRelease, ...base.definitions])
    structures.set(structure.url, structure);
  const isRefused = (url: string): boolean => loaded.refused?.has(url) === true;
  const resolver = new StructureResolver(
    {
      structure: (canonical) => structures.get(parseCanonical(canonical).url),
      urls: () => structures.keys(),
      isRefused,
    },
    report,
  );
  const resolve = (all: readonly StructureDefinition[]): ResolvedStructure[] =>
    all.flatMap((one) => resolver.resolve(one) ?? []);
  const terminology = terminologyOf(base, loaded);
  const expand = createValueSetExpander(terminology, report);
  const own = new Set(loaded.valueSets.map((set) => set.url));
  const codeSystems = new Set([...loaded.codeSystems, ...base.codeSystems].map(({ url }) => url));
  reportUnknownBindings(loaded.structures, { valueSets: knownSets(base, own), codeSystems, isRefused }, report);
  return {
    baseStructures: resolve(base.definitions),
    profiles: resolve([
      ...loaded.structures.filter((structure) => structures.get(structure.url) === structure),
      ...ofRelease,
    ]),
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
    codeSystem: (url) => codeSystems.get(url) ?? codesOnly(base, url),
    expanded: (url) => listed.get(url),
    valueSetUrls: () => [...valueSets.keys(), ...listed.keys()],
    codeSystemUrls: () => codeSystems.keys(),
    isRefused: (url) => loaded.refused?.has(url) === true,
  };
}

/** Returns a code system of the release, if all its codes are known. */
function codesOnly({ codeSystems }: BaseModel, url: string): CodeSystem | undefined {
  const { codes = [] } = codeSystems.find((system) => system.url === url) ?? {};
  if (codes.length === 0) return undefined;
  return {
    resourceType: 'CodeSystem',
    url,
    name: lastSegment(url),
    caseSensitive: true,
    content: 'complete',
    hasOnlyCodes: true,
    concepts: codes.map((code) => ({ code, properties: [], concepts: [] })),
    source: { file: 'fhir.core' },
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
