import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The path tables of fhirpath for one FHIR release. */
export interface PathTables {
  /** Type name → name of the type that it specialises; Element and Resource have none. */
  readonly parents: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, PathType>;
  /** Path of each member of a choice, such as `Patient.deceasedBoolean` → that choice. */
  readonly choices: ReadonlyMap<string, Choice>;
  readonly contentReferences: ReadonlyMap<string, string>;
}

export interface PathType {
  readonly code: string;
  /** Of a Reference, the targets named in the tables, at most one. */
  readonly targets: readonly string[];
}

export interface Choice {
  /** Without `[x]`. */
  readonly path: string;
  /** `Boolean`, `DateTime` …, in the order of the specification. */
  readonly suffixes: readonly string[];
}

type TypeEntry = string | { readonly code: string; readonly refType: readonly string[] };

/**
 * Reads the tables that fhirpath keeps in a folder such as `fhir-context/stu3`. It reads the JSON files themselves,
 * because the module beside them changes the tables while it loads.
 */
export function readPathTables(folder: string): PathTables {
  const types = readTable<TypeEntry>(folder, 'path2Type');
  const choices = [...readTable<readonly string[]>(folder, 'choiceTypePaths')];
  return {
    parents: readTable<string>(folder, 'type2Parent'),
    types: new Map([...types].map(([path, entry]) => [path, toPathType(entry)])),
    choices: new Map(choices.flatMap(([path, suffixes]) => suffixes.map((it) => [path + it, { path, suffixes }]))),
    contentReferences: readTable<string>(folder, 'pathsDefinedElsewhere'),
  };
}

function readTable<T>(folder: string, name: string): ReadonlyMap<string, T> {
  const table = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Record<string, T>;
  return new Map(Object.entries(table));
}

function toPathType(entry: TypeEntry): PathType {
  return typeof entry === 'string' ? { code: entry, targets: [] } : { code: entry.code, targets: entry.refType };
}
