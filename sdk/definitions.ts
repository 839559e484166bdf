/** The definitions that the package carries, which are files of JSON: loaded one by one, as they are asked for. */
import type {
  CapabilityStatement,
  CodeSystem,
  Extension,
  MessageDefinition,
  StructureDefinition,
  ValueSet,
} from 'fhir/r3.js';
import { hasPackageFile, readPackageFile } from './package-files.ts';

/** A definition that states no id has the last part of its URL. */
export type Identified<Type> = Type & { readonly id: string };
export type Definition = Identified<
  StructureDefinition | ValueSet | CodeSystem | MessageDefinition | CapabilityStatement
>;
export type DefinitionType = Definition['resourceType'];

const folder = 'definitions/';
/** The index of a FHIR package: what each file of the folder holds. */
const index = `${folder}.index.json`;
const types: readonly string[] = [
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'MessageDefinition',
  'CapabilityStatement',
] satisfies DefinitionType[];

interface Listed {
  readonly filename: string;
  readonly resourceType: DefinitionType;
  readonly id: string;
  readonly url: string;
}

let listed: readonly Listed[] | undefined;

/** None in a package without its definitions. */
function all(): readonly Listed[] {
  return (listed ??= hasPackageFile(index) ? readIndex() : []);
}

function readIndex(): readonly Listed[] {
  const { files } = readPackageFile(index) as { readonly files: readonly Partial<Listed>[] };
  return files.flatMap(({ filename = '', resourceType, url = '', id = lastPart(url) }) =>
    resourceType !== undefined && types.includes(resourceType) ? [{ filename, resourceType, id, url }] : [],
  );
}

function lastPart(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

const loaded = new Map<string, Definition>();

function load({ filename, id }: Listed): Definition {
  const definition = loaded.get(filename) ?? ({ ...(readPackageFile(folder + filename) as object), id } as Definition);
  loaded.set(filename, definition);
  return definition;
}

/** Ids of the definitions of a type, sorted. */
export function idsOf(type: DefinitionType): readonly string[] {
  return all()
    .filter(({ resourceType }) => resourceType === type)
    .map(({ id }) => id)
    .sort();
}

/** The definitions of a type, in the order of their ids. */
export function definitionsOf<Type extends DefinitionType>(
  type: Type,
): readonly Extract<Definition, { readonly resourceType: Type }>[] {
  const found = all().filter(({ resourceType }) => resourceType === type);
  const sorted = found.sort((one, other) => (one.id < other.id ? -1 : 1));
  return sorted.map((one) => load(one) as Extract<Definition, { readonly resourceType: Type }>);
}

/**
 * The definitions with an id, or with a canonical URL that ends in it: a value set and its code system may share one.
 * Letter case counts only where there is one with exactly that id.
 */
export function definitionsWithId(id: string): readonly Definition[] {
  const wanted = id.toLowerCase();
  const alike = all().filter((one) => [one.id, lastPart(one.url)].some((name) => name.toLowerCase() === wanted));
  const same = alike.filter((one) => one.id === id);
  return (same.length > 0 ? same : alike).map(load);
}

/** The definition with a canonical URL, whatever version it names; undefined where the package has none. */
export function definitionAt(canonical: string): Definition | undefined {
  const wanted = canonical.replace(/\|.*$/, '');
  const found = all().find(({ url }) => url === wanted);
  return found && load(found);
}

/** The same for a StructureDefinition. */
export function structureAt(canonical: string): Identified<StructureDefinition> | undefined {
  const found = definitionAt(canonical);
  return found?.resourceType === 'StructureDefinition' ? found : undefined;
}

const ours = 'https://careconnect-codegen.example/StructureDefinition/';

/** The extensions of our own with a name. */
export function ourExtensions(
  element: { readonly extension?: Extension[] | undefined },
  name: string,
): readonly Extension[] {
  return (element.extension ?? []).filter(({ url }) => url === ours + name || url === name);
}

/** The text of a part of an extension; undefined where there is none. */
export function partText(extension: Extension, name: string): string | undefined {
  const part = extension.extension?.find(({ url }) => url === name);
  return part?.valueString ?? part?.valueUri ?? part?.valueCode ?? part?.valueCoding?.code;
}
