/** One row of the naming table: which definitions belong to a family, and which prefix their names lose. */
export interface FamilyRule {
  /** Subpath of the package: `acme` makes `my-sdk/acme`. */
  readonly subpath: string;
  /** The beginning of the canonical URL, up to `/StructureDefinition/`, `/ValueSet/` or `/CodeSystem/`. */
  readonly base: string;
  /** The beginning of the last segment, after `Extension-`; removed from the name. May be empty. */
  readonly prefix: string;
}

/** How definitions get their names. The first matching rule decides. */
export interface NamingConfig {
  readonly families: readonly FamilyRule[];
  /** Titles of the families, by subpath, for their doc comments. */
  readonly titles: Readonly<Record<string, string>>;
  /** Names of single definitions, by canonical URL, if the rules produce no clear one. */
  readonly names: Readonly<Record<string, string>>;
}

/** Subpath of the FHIR types. */
export const baseFamily = 'base';

/** Subpaths of the package that are no families of definitions. */
export const reservedSubpaths: readonly string[] = [
  baseFamily,
  'runtime',
  'elements',
  'xml',
  'json',
  'check',
  'receive',
  'code',
  'random',
  'send',
  'cli',
  'package.json',
];

/** Maximum length of a path segment, which leaves room for the endings of compiled files, such as `.d.ts.map`. */
export const longestFileName = 240;

/** Folders inside that of a family. */
export const familyFolders: readonly string[] = ['value-sets', 'extensions', 'profiles'];

/** Returns the family of a module: `acme` of `acme/shoe` and of `acme/extensions/size`. */
export function familyOf(module: string): string {
  const parts = module.split('/').slice(0, -1);
  return (familyFolders.includes(parts.at(-1) ?? '') ? parts.slice(0, -1) : parts).join('/');
}

/** Returns an entry of a table by a text of a definition, which may be `constructor`. */
export function ownOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Returns whether Windows keeps a name for a device, whatever its case and ending, so that no file can have it. */
export function isDeviceName(name: string): boolean {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);
}

/** Explains why a subpath is invalid, as the end of a sentence; undefined if it is valid. */
export function subpathFault(subpath: string): string | undefined {
  const parts = subpath.split('/');
  if (!parts.every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part)))
    return 'must have parts of letters, digits, ".", "_" and "-" that begin with a letter or digit';
  if (parts.some((part) => part.length > longestFileName))
    return `has a part of more than ${longestFileName} characters`;
  if (parts.some(isDeviceName)) return 'has a part that Windows keeps for a device';
  if (reservedSubpaths.includes(parts[0]?.toLowerCase() ?? '')) return 'is reserved for other files of the package';
  const folder = familyFolders.find((name) => parts.includes(name));
  return folder === undefined
    ? undefined
    : `must not have the part ${folder}, which is reserved for a folder inside a family`;
}
