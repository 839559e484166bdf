import type { Report } from '../diagnostics/diagnostic.ts';
import { compareText, parseCanonical } from '../fhir/canonical.ts';
import type { CodeSystem, MessageDefinition, StructureDefinition } from '../fhir/definitions.ts';
import type { ServiceDefinition } from '../fhir/service-definition.ts';
import type { ExpandedValueSet } from '../resolve/expanded-value-set.ts';
import type { ResolvedElement, ResolvedStructure } from '../resolve/resolved.ts';
import { assignNames, type AssignedName, type DefinitionKind, type Nameable } from './assign-names.ts';
import { extensionUsages } from './extension-usage.ts';
import { buildExtensionValues } from './extension-values.ts';
import { StructureBuilder } from './build-structure.ts';
import { ExportedNames } from './exported-names.ts';
import { buildCodeSystems } from './build-code-systems.ts';
import { buildMessages, messageParts } from './build-messages.ts';
import { buildSubscriptions } from './build-subscriptions.ts';
import { buildService } from './build-service.ts';
import { buildValueSet, valueSetRef } from './build-value-set.ts';
import type { BaseFacts, ModelContext } from './model-context.ts';
import type { FamilyModel, StructureModel, ValueSetModel } from './model.ts';
import type { PackageModel } from './package-model.ts';
import { baseFamily, familyOf, ownOf, type NamingConfig } from './naming-config.ts';
import { findRefined } from './refined-types.ts';
import { reportUndiscriminated } from './report-undiscriminated.ts';

/** The results of all earlier stages. */
export interface ModelInput {
  readonly facts: BaseFacts;
  readonly baseStructures: readonly ResolvedStructure[];
  readonly profiles: readonly ResolvedStructure[];
  readonly baseValueSets: readonly ExpandedValueSet[];
  readonly valueSets: readonly ExpandedValueSet[];
  readonly codeSystems: readonly CodeSystem[];
  /** Code systems known to the release; without codes if not all of them are known. */
  readonly baseCodeSystems: readonly { readonly url: string; readonly codes: readonly string[] }[];
  readonly messages: readonly MessageDefinition[];
  readonly services: readonly ServiceDefinition[];
  readonly naming: NamingConfig;
  readonly packageInfo: { readonly name: string; readonly version: string; readonly description: string };
}

/** What the family of the types of FHIR is called, where the naming table says nothing. */
const baseTitle = 'FHIR STU3 itself';

/**
 * Decides all names and the order, and builds the model of the package; whatever cannot be named is reported and left
 * out.
 */
export function buildModel(input: ModelInput, report: Report): PackageModel {
  const names = assignNames(nameables(input), input.naming, report);
  const context = buildContext(input, names);
  const builder = new StructureBuilder(
    context,
    names,
    messageParts(input.messages, names),
    extensionUsages(input.profiles, report),
  );
  const structures = [...input.baseStructures, ...input.profiles].flatMap((resolved) => builder.build(resolved) ?? []);
  const valueSets = buildValueSets(input, names);
  const subpaths = [...new Set([...names.values()].map((name) => name.subpath))].sort(compareText);
  const derivedTitles = new Map([...names.values()].map(({ subpath, familyTitle }) => [subpath, familyTitle]));
  const families = subpaths.map((subpath): FamilyModel => {
    const own = structures.filter((structure) => structure.subpath === subpath).map((structure) => structure.model);
    return {
      subpath,
      title:
        ownOf(input.naming.titles, subpath) ??
        derivedTitles.get(subpath) ??
        (subpath === baseFamily ? baseTitle : subpath),
      structures: own.filter((model) => !(model.isAbstract && isPassedOn(context, model))).sort(byModule),
      valueSets: valueSets
        .filter((set) => set.subpath === subpath)
        .map((set) => set.model)
        .sort(byModule),
      passedOn: own
        .filter((model) => isPassedOn(context, model))
        .map((model) => model.content.extends.name)
        .sort(compareText),
    };
  });
  const extensionValues = buildExtensionValues(structures.map((structure) => structure.model));
  const messages = buildMessages(input.messages, structures, input.profiles, report);
  const service = buildService(input.services, { ...context, messages }, report);
  const model: PackageModel = {
    ...input.packageInfo,
    typesModule: input.facts.typesModule,
    families,
    messages,
    ...(service && { service }),
    subscriptions: buildSubscriptions(input.profiles, structures, { ...context, service }, report),
    codeSystems: buildCodeSystems(input),
    ...(extensionValues && { extensionValues }),
  };
  const files = new Map(input.profiles.map(({ definition }) => [definition.url, definition.source.file]));
  reportUndiscriminated(model, (canonical) => files.get(canonical), report);
  return model;
}

interface BuiltValueSet {
  readonly subpath: string;
  readonly model: ValueSetModel;
}

/** Builds the value sets that list codes, each with the family that it belongs to. */
function buildValueSets(
  { baseValueSets, valueSets }: ModelInput,
  names: ReadonlyMap<string, AssignedName>,
): BuiltValueSet[] {
  return [...baseValueSets, ...valueSets].flatMap((expanded) => {
    const name = names.get(expanded.url);
    return name && expanded.concepts.length > 0
      ? [{ subpath: name.subpath, model: buildValueSet(expanded, name) }]
      : [];
  });
}

function nameables(input: ModelInput): Nameable[] {
  const bundles = new Set(
    input.messages.flatMap(({ messages }) => messages.map(({ bundle }) => parseCanonical(bundle).url)),
  );
  const structure = (resolved: ResolvedStructure, isBase: boolean): Nameable => ({
    canonical: resolved.definition.url,
    file: resolved.definition.source.file,
    kind: kindOf(resolved.definition, bundles),
    baseName: isBase ? resolved.definition.name : undefined,
  });
  const valueSet = (expanded: ExpandedValueSet, isBase: boolean): Nameable => ({
    canonical: expanded.url,
    file: expanded.url,
    kind: 'value-set',
    baseName: isBase ? expanded.name : undefined,
  });
  return [
    ...input.baseStructures.filter(isEmitted).map((resolved) => structure(resolved, true)),
    ...input.profiles.map((resolved) => structure(resolved, false)),
    ...input.baseValueSets.map((expanded) => valueSet(expanded, true)),
    ...input.valueSets.map((expanded) => valueSet(expanded, false)),
  ].sort((a, b) => compareText(a.canonical, b.canonical));
}

function kindOf({ url, type, derivation }: StructureDefinition, bundles: ReadonlySet<string>): DefinitionKind {
  if (derivation !== 'constraint') return 'structure';
  if (type === 'Extension') return 'extension';
  if (type === 'MessageHeader') return 'message-header';
  return bundles.has(url) ? 'message-bundle' : 'structure';
}

/** Returns whether a structure has an interface, which primitive types do not. */
function isEmitted(resolved: ResolvedStructure): boolean {
  return resolved.definition.kind !== 'primitive-type';
}

function buildContext(input: ModelInput, names: ReadonlyMap<string, AssignedName>): ModelContext {
  const structures = new Map(
    [...input.baseStructures, ...input.profiles].map((resolved) => [resolved.definition.url, resolved]),
  );
  const sets = new Map([...input.baseValueSets, ...input.valueSets].map((expanded) => [expanded.url, expanded]));
  const isListed = (url: string): boolean => sets.get(parseCanonical(url).url)?.enumerable === true;
  const profiled = new Set(input.profiles.map((resolved) => resolved.definition.type));
  const refined = findRefined(input.baseStructures, isListed);
  const elements = indexElements(input.baseStructures);
  const exported = exportedByFamily(input, names);
  const setAt = (canonical: string): ExpandedValueSet | undefined => sets.get(parseCanonical(canonical).url);
  return {
    facts: input.facts,
    structure: (canonical) => structures.get(parseCanonical(canonical).url),
    claimName: (name, module) => exported.get(familyOf(module))?.claimPart(name) ?? name,
    isWithin: (canonical, other) => isWithin(setAt(canonical), setAt(other)),
    hasCode: (canonical, code) => setAt(canonical)?.concepts.some((concept) => concept.code === code) ?? false,
    nameOf: (canonical) => names.get(parseCanonical(canonical).url),
    valueSet(canonical) {
      const expanded = setAt(canonical);
      const name = names.get(parseCanonical(canonical).url);
      return expanded && name && expanded.concepts.length > 0 ? valueSetRef(expanded, name) : undefined;
    },
    systemsOf: (canonical) => systemsOf(setAt(canonical)),
    baseElement: (path) => elements.get(path),
    refined,
    isProfiled: (type) => profiled.has(type),
  };
}

/** Returns the names that the definitions of each family export, before those of their parts are decided. */
function exportedByFamily(input: ModelInput, names: ReadonlyMap<string, AssignedName>): Map<string, ExportedNames> {
  const families = new Map<string, ExportedNames>();
  // A value set without a known code is not emitted, so its name is free.
  const empty = new Set(
    [...input.baseValueSets, ...input.valueSets].flatMap(({ url, concepts }) => (concepts.length === 0 ? url : [])),
  );
  for (const { canonical, kind } of nameables(input)) {
    const assigned = names.get(canonical);
    if (!assigned || empty.has(canonical)) continue;
    const family = families.get(assigned.subpath) ?? new ExportedNames();
    family.claim(assigned.name, kind === 'value-set' ? kind : 'structure');
    families.set(assigned.subpath, family);
  }
  return families;
}

/** Returns whether a value set is a subset of another, if all codes of both are known. */
function isWithin(set: ExpandedValueSet | undefined, other: ExpandedValueSet | undefined): boolean {
  if (set?.enumerable !== true || other?.enumerable !== true) return false;
  const codes = new Set(other.concepts.map(({ code }) => code));
  return set.concepts.every(({ code }) => codes.has(code));
}

function systemsOf(set: ExpandedValueSet | undefined): readonly string[] | undefined {
  const systems = [...(set?.concepts ?? []), ...(set?.open ?? [])].map(({ system }) => system);
  const known = systems.filter((system) => system !== undefined);
  return set && known.length === systems.length ? [...new Set(known)] : undefined;
}

function indexElements(structures: readonly ResolvedStructure[]): ReadonlyMap<string, ResolvedElement> {
  const index = new Map<string, ResolvedElement>();
  const add = (element: ResolvedElement): void => {
    index.set(element.path, element);
    element.children.forEach(add);
  };
  for (const { definition, root } of structures) if (definition.derivation !== 'constraint') add(root);
  return index;
}

/** Returns whether a base type adds nothing to its declared interface. */
function isPassedOn(context: ModelContext, model: StructureModel): boolean {
  return (
    model.role === 'base' &&
    model.canonical.endsWith(`/${model.fhirType}`) &&
    !context.refined.isRefined(model.fhirType)
  );
}

function byModule(a: { readonly module: string }, b: { readonly module: string }): number {
  return compareText(a.module, b.module);
}
