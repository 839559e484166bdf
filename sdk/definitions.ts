/** The definitions that the package carries, which are files of JSON: loaded one by one, as they are asked for. */
import type {
  CapabilityStatement,
  CodeSystem,
  Extension,
  MessageDefinition,
  StructureDefinition,
  ValueSet,
} from 'fhir/r3.js';
import { listPackageFolder, readPackageFile } from './package-files.ts';

export type Definition = StructureDefinition | ValueSet | CodeSystem | MessageDefinition | CapabilityStatement;
export type DefinitionType = Definition['resourceType'];

const folder = 'definitions/';
/** The id of a definition is also the last part of its canonical URL. */
const fileName = /^(StructureDefinition|ValueSet|CodeSystem|MessageDefinition|CapabilityStatement)-(.+)\.json$/;

interface Listed {
  readonly type: DefinitionType;
  readonly id: string;
}

let listed: readonly Listed[] | undefined;

function all(): readonly Listed[] {
  return (listed ??= listPackageFolder(folder).flatMap((file) => {
    const [, type, id] = fileName.exec(file) ?? [];
    return type === undefined || id === undefined ? [] : [{ type: type as DefinitionType, id }];
  }));
}

const loaded = new Map<string, Definition>();

function load({ type, id }: Listed): Definition {
  const file = `${folder}${type}-${id}.json`;
  const definition = loaded.get(file) ?? (readPackageFile(file) as Definition);
  loaded.set(file, definition);
  return definition;
}

/** Ids of the definitions of a type, sorted. */
export function idsOf(type: DefinitionType): readonly string[] {
  return all()
    .filter((one) => one.type === type)
    .map(({ id }) => id);
}

/** The definitions of a type, in the order of their ids. */
export function definitionsOf<Type extends DefinitionType>(
  type: Type,
): readonly Extract<Definition, { readonly resourceType: Type }>[] {
  const found = all().filter((one) => one.type === type);
  return found.map((one) => load(one) as Extract<Definition, { readonly resourceType: Type }>);
}

/**
 * The definitions with an id: a value set and its code system may share one. Letter case counts only where there is one
 * with exactly that id.
 */
export function definitionsWithId(id: string): readonly Definition[] {
  const wanted = id.toLowerCase();
  const alike = all().filter((one) => one.id.toLowerCase() === wanted);
  const same = alike.filter((one) => one.id === id);
  return (same.length > 0 ? same : alike).map(load);
}

/** The definition with a canonical URL, whatever version it names; undefined where the package has none. */
export function definitionAt(canonical: string): Definition | undefined {
  const url = canonical.replace(/\|.*$/, '');
  const id = url.slice(url.lastIndexOf('/') + 1);
  return all()
    .filter((one) => one.id === id)
    .map(load)
    .find((one) => one.url === url);
}

/** The same for a StructureDefinition. */
export function structureAt(canonical: string): StructureDefinition | undefined {
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
