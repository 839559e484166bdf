import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { diagnostic, type Report } from './diagnostics/diagnostic.ts';
import { codeOf, whyUnreadable } from './diagnostics/thrown.ts';
import { suggestion } from '../runtime/core/suggest.ts';
import { isObject, JsonReader } from './load/json-reader.ts';
import { isTargetName, targetNames, type TargetName } from './targets.ts';
import { subpathFault, type NamingConfig } from './model/naming-config.ts';

/** The content of `codegen.config.json`; paths are absolute. */
export interface GeneratorConfig {
  readonly packageInfo: { readonly name: string; readonly version: string; readonly description: string };
  /**
   * Markdown for the README of the package, with the file from which it was read; absent if the configuration names
   * none.
   */
  readonly readme?: { readonly file: string; readonly text: string };
  /** True if the package contains the definitions from which it is made. */
  readonly hasDefinitions: boolean;
  /** Further fields of the emitted `package.json`. */
  readonly packageFields: Readonly<Record<string, unknown>>;
  /**
   * Further fields of a package that is built together with hand-written parts of this project, which do not exist
   * elsewhere.
   */
  readonly linkedFields: Readonly<Record<string, unknown>>;
  /** Folders, files and archives with definitions. */
  readonly profiles: readonly string[];
  /** FHIR packages with definitions: `name@version`. */
  readonly packages: readonly string[];
  /** URLs of package registries, in the order in which they are asked. */
  readonly registries: readonly string[];
  /** Folder of templates that replace ours; undefined if the configuration names none. */
  readonly templates?: string;
  /** Modules of emitters. */
  readonly emitters: readonly string[];
  /** File of accepted errors and warnings; undefined if the configuration names none. */
  readonly baseline?: string;
  readonly out: string;
  /** What is emitted. */
  readonly targets: readonly TargetName[];
  readonly naming: NamingConfig;
  /** `copy`: the package contains the runtime; `linked`: it is built together with the `runtime/` of this project. */
  readonly runtime: 'copy' | 'linked';
}

/** Returns the defaults: only the place of the package; families are derived from the definitions. */
export function emptyConfig(out: string): GeneratorConfig {
  return {
    packageInfo: { name: '', version: '0.0.0', description: '' },
    hasDefinitions: true,
    packageFields: {},
    linkedFields: {},
    profiles: [],
    packages: [],
    registries: [],
    emitters: [],
    out,
    targets: ['all'],
    naming: { families: [], titles: {}, names: {} },
    runtime: 'copy',
  };
}

/** The remedy for a first run in a new folder. */
const withoutConfig =
  'Have one written by careconnect-codegen init; or do without, and name the definitions and, with --out, a folder for the package.';

/** Reads the configuration; reports its faults and then returns undefined. An unknown setting is a warning. */
export async function loadConfig(file: string, report: Report): Promise<GeneratorConfig | undefined> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const hint = codeOf(error) === 'ENOENT' ? withoutConfig : undefined;
    report(diagnostic('model/bad-config', `Cannot read the configuration: ${whyUnreadable(error)}.`, { file }, hint));
    return undefined;
  }
  let sound = isObject(json);
  const reader = new JsonReader(isObject(json) ? json : {}, '', (code, message) => {
    const isUnknown = code === 'model/unknown-setting';
    sound &&= isUnknown;
    report(diagnostic(isUnknown ? code : 'model/bad-config', message, { file }));
  });
  reportUnknown(reader);
  const { readmeFile, ...config } = readConfig(reader, dirname(resolve(file)));
  if (!sound || readmeFile === undefined) return sound ? config : undefined;
  try {
    return { ...config, readme: { file: readmeFile, text: await readFile(readmeFile, 'utf8') } };
  } catch (error) {
    report(
      diagnostic(
        'model/bad-config',
        `Cannot read ${readmeFile}, which package.readme names: ${whyUnreadable(error)}.`,
        {
          file,
        },
      ),
    );
    return undefined;
  }
}

/** Settings at each level; those in `fields`, `titles` and `names` are up to the user. */
const settings = {
  all: [
    'package',
    'profiles',
    'packages',
    'registries',
    'templates',
    'emitters',
    'baseline',
    'out',
    'target',
    'runtime',
    'naming',
  ],
  package: ['name', 'version', 'description', 'readme', 'definitions', 'fields', 'linkedFields'],
  naming: ['families', 'titles', 'names'],
  family: ['subpath', 'base', 'prefix'],
} as const;

/** Warns of an unknown setting: a misspelt one would have no effect, unnoticed by its author. */
function reportUnknown(json: JsonReader): void {
  const check = (reader: JsonReader | undefined, known: readonly string[]): void => {
    for (const key of reader?.keys() ?? []) {
      if (known.includes(key) || key === '$schema') continue;
      const place = reader && reader.path !== '' ? `${reader.path}.${key}` : key;
      const meant = suggestion(key, known) || `; the settings are ${known.join(', ')}.`;
      reader?.report('model/unknown-setting', `${place} is not a setting${meant}`, key);
    }
  };
  const inside = (reader: JsonReader, key: string): JsonReader | undefined =>
    isObject(reader.raw(key)) ? reader.object(key) : undefined;
  check(json, settings.all);
  check(inside(json, 'package'), settings.package);
  const naming = inside(json, 'naming');
  check(naming, settings.naming);
  const families = naming && Array.isArray(naming.raw('families')) ? naming.objects('families') : [];
  for (const family of families) check(family, settings.family);
}

function readConfig(json: JsonReader, folder: string): GeneratorConfig & { readonly readmeFile?: string } {
  const info = json.required('package', json.object('package'));
  const readme = info?.string('readme');
  const templates = json.string('templates');
  const baseline = json.string('baseline');
  return {
    packageInfo: {
      name: info?.requiredString('name') ?? '',
      version: info?.requiredString('version') ?? '',
      description: info?.string('description') ?? '',
    },
    hasDefinitions: info?.boolean('definitions') ?? true,
    packageFields: info?.object('fields')?.record() ?? {},
    linkedFields: info?.object('linkedFields')?.record() ?? {},
    profiles: json.strings('profiles').map((path) => resolve(folder, path)),
    packages: json.strings('packages'),
    registries: json.strings('registries'),
    ...(templates !== undefined && { templates: resolve(folder, templates) }),
    emitters: json.strings('emitters').map((path) => resolve(folder, path)),
    ...(baseline !== undefined && { baseline: resolve(folder, baseline) }),
    out: resolve(folder, json.requiredString('out')),
    targets: readTargets(json),
    runtime: json.code('runtime', ['copy', 'linked']) ?? 'copy',
    naming: readNaming(json.required('naming', json.object('naming'))),
    ...(readme !== undefined && { readmeFile: resolve(folder, readme) }),
  };
}

/** Reads one target or a list of them. */
function readTargets(json: JsonReader): readonly TargetName[] {
  const given = json.raw('target');
  if (given === undefined) return ['all'];
  const words: readonly unknown[] = Array.isArray(given) ? given : [given];
  const known = words.filter((word) => typeof word === 'string').filter(isTargetName);
  if (known.length === words.length && known.length > 0) return known;
  json.report('model/bad-config', `target must be ${targetNames.join(', ')}, or a list of these.`, 'target');
  return ['all'];
}

function readNaming(json: JsonReader | undefined): NamingConfig {
  return {
    families:
      json?.objects('families').map((row) => ({
        subpath: readSubpath(row),
        base: row.requiredString('base'),
        prefix: typeof row.raw('prefix') === 'string' ? String(row.raw('prefix')) : '',
      })) ?? [],
    titles: texts(json?.object('titles')),
    names: texts(json?.object('names')),
  };
}

/** Reads a subpath, which becomes a folder of the package: it must stay inside it and not clash with other content. */
function readSubpath(row: JsonReader): string {
  const subpath = row.requiredString('subpath');
  const fault = subpath === '' ? undefined : subpathFault(subpath);
  if (fault !== undefined) row.report('model/bad-config', `${row.path}.subpath "${subpath}" ${fault}.`, 'subpath');
  return subpath;
}

function texts(json: JsonReader | undefined): Record<string, string> {
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const key of json?.keys() ?? []) record[key] = json?.string(key) ?? '';
  return record;
}
