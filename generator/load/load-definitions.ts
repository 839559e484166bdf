import type { ElementTables } from '../../runtime/core/elements.ts';
import { isDiagnosticCode, type DiagnosticCode } from '../diagnostics/codes.ts';
import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { codeOf, whyUnreadable } from '../diagnostics/thrown.ts';
import { compareText } from '../fhir/canonical.ts';
import type { CodeSystem, Definition, MessageDefinition, StructureDefinition, ValueSet } from '../fhir/definitions.ts';
import type { ServiceDefinition } from '../fhir/service-definition.ts';
import { maxCharacters, type DefinitionFile, type DefinitionSource } from './definition-source.ts';
import { decodeJson } from './decode-json.ts';
import { isObject, JsonReader } from './json-reader.ts';
import { createLocator, locateSyntaxError, type TextLocator } from './locate.ts';
import { needsSnapshot, parseDefinition } from './parse-definition.ts';
import { withoutSnapshot } from './without-snapshot.ts';
import { reportUnknownProperties } from './unknown-properties.ts';
import { createXmlLocator, isXml, readXmlFile } from './xml-file.ts';

/** Everything that was read, each list in the order of its canonical URLs. */
export interface LoadedDefinitions {
  readonly structures: readonly StructureDefinition[];
  readonly valueSets: readonly ValueSet[];
  readonly codeSystems: readonly CodeSystem[];
  readonly messages: readonly MessageDefinition[];
  readonly services: readonly ServiceDefinition[];
  /** Canonical URLs of definitions that are left out because of an error; none if unknown. */
  readonly refused?: ReadonlySet<string>;
}

/** How definitions are read. */
export interface LoadOptions {
  /** False where nobody needs the resources as they were read, which take time and memory. */
  readonly keepsResources?: boolean;
}

/**
 * Reads every definition of the sources. A file that cannot be read, or lacks what every definition needs, is
 * reported and left out; of two definitions with one canonical URL the first source's stays and the other is reported: as
 * an error, or as information where it comes from a package.
 *
 * @param tables what is known of the elements of resources; without it only JSON is read, and no XML
 */
export async function loadDefinitions(
  sources: readonly DefinitionSource[],
  report: Report,
  tables?: ElementTables,
  options: LoadOptions = {},
): Promise<LoadedDefinitions> {
  const byUrl = new Map<string, Definition>();
  const refused = new Set<string>();
  const reportFile: Report = (one) => {
    if (one.severity === 'error' && one.at.canonical !== undefined) refused.add(one.at.canonical);
    report(one);
  };
  for (const source of sources) {
    for (const file of await listFiles(source, report)) {
      for (const definition of await loadFile(file, reportFile, tables, options))
        addDefinition(byUrl, definition, source, report);
    }
  }
  const all = [...byUrl.values()].sort((a, b) => compareText(a.url, b.url));
  if (all.length === 0) {
    const names = sources.map((source) => source.name).join(', ');
    const message = names === '' ? 'No input is named.' : `No FHIR definition was found in ${names}.`;
    report(diagnostic('load/no-definitions', message, {}));
  }
  return {
    structures: all.filter((definition) => definition.resourceType === 'StructureDefinition'),
    valueSets: all.filter((definition) => definition.resourceType === 'ValueSet'),
    codeSystems: all.filter((definition) => definition.resourceType === 'CodeSystem'),
    messages: all.filter((definition) => definition.resourceType === 'MessageDefinition'),
    services: all.filter((definition) => definition.resourceType === 'CapabilityStatement'),
    refused,
  };
}

/** A copy: texts read from XML are pieces of their file, each of which would keep all of it in memory. */
function withoutResource(definition: Definition): Definition {
  return structuredClone({ ...definition, source: { file: definition.source.file } });
}

/** Keeps the resource as JSON in place of the object. */
function withJson(definition: Definition): Definition {
  const { resource } = definition.source;
  const { source, ...bare } = withoutResource(definition);
  const id = resource?.['id'];
  const json = Buffer.from(JSON.stringify(resource, null, 2));
  return { ...bare, source: { ...source, ...(typeof id === 'string' && { id: structuredClone(id) }), json } };
}

async function listFiles(source: DefinitionSource, report: Report): Promise<readonly DefinitionFile[]> {
  try {
    return await source.files(report);
  } catch (error) {
    report(
      diagnostic(diagnosticOf(error), `Cannot read ${source.name}: ${whyUnreadable(error)}.`, { file: source.name }),
    );
    return [];
  }
}

async function loadFile(
  file: DefinitionFile,
  report: Report,
  tables: ElementTables | undefined,
  { keepsResources = true }: LoadOptions,
): Promise<Definition[]> {
  try {
    const content = await file.read();
    if (keepsResources) return parseText(content, file.name, report, tables).map(withJson);
    return (parseDifferential(content, file.name, tables) ?? parseText(content, file.name, report, tables)).map(
      withoutResource,
    );
  } catch (error) {
    report(diagnostic('load/unreadable', `Cannot read ${file.name}: ${whyUnreadable(error)}.`, { file: file.name }));
    return [];
  }
}

/**
 * Reads a profile in XML without the snapshot beside its differential. Returns undefined if a snapshot is needed, or if
 * there is something to report: its place is known only in the whole text.
 */
function parseDifferential(
  content: string | Uint8Array,
  file: string,
  tables: ElementTables | undefined,
): Definition[] | undefined {
  const short = typeof content !== 'string' && tables && isXml(content) ? withoutSnapshot(content) : undefined;
  if (!short) return undefined;
  let isSilent = true;
  const definitions = parseText(short, file, () => (isSilent = false), tables);
  return isSilent && !definitions.some(needsSnapshot) ? definitions : undefined;
}

/**
 * Reads the content of one file, JSON or XML: a definition, or a Bundle of any type with any number of them. Faulty
 * ones are reported and left out.
 */
export function parseText(
  content: string | Uint8Array,
  file: string,
  report: Report,
  tables?: ElementTables,
): Definition[] {
  if (tables && isXml(content)) {
    const resource = readXmlFile(content, file, tables, maxCharacters, report);
    return resource ? parseResource(resource, '', { file, report, locator: createXmlLocator(resource) }) : [];
  }
  const text = decodeJson(content);
  if (text.length > maxCharacters) {
    report(diagnostic('load/unreadable', `The file is larger than ${maxCharacters} characters.`, { file }));
    return [];
  }
  return parseJsonText(text, file, report, tables);
}

function parseJsonText(text: string, file: string, report: Report, tables: ElementTables | undefined): Definition[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const { message, ...at } = locateSyntaxError(text);
    report(diagnostic('load/not-json', `The file is not JSON: ${message}.`, { file, ...at }));
    return [];
  }
  if (isDeeperThan(json, maxDepth)) {
    report(diagnostic('load/too-deep', `The file is nested more than ${maxDepth} deep.`, { file }));
    return [];
  }
  return parseResource(json, '', { file, report, locator: createLocator(text), tables });
}

/** Maximum depth of objects and lists in a file: what walks over them later needs room on the stack for each. */
const maxDepth = 500;

/** Returns whether a value is nested deeper, without a call for each level. */
function isDeeperThan(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** The file that is being read. */
interface FileContext {
  readonly file: string;
  readonly report: Report;
  readonly locator: TextLocator;
  /** Of a file in JSON, what is known of the elements of resources; the reader of XML has looked at them itself. */
  readonly tables?: ElementTables | undefined;
}

/** Maximum depth of Bundles inside Bundles. */
const maxBundleDepth = 10;

/** @param path path of the resource in its file; empty for the whole file */
function parseResource(json: unknown, path: string, context: FileContext, depth = 0): Definition[] {
  const { file, report } = context;
  if (!isObject(json) || typeof json['resourceType'] !== 'string') {
    if (depth === 0)
      report(diagnostic('load/not-a-definition', 'The file contains no FHIR resource and is ignored.', { file }));
    return [];
  }
  let sound = true;
  const canonical = typeof json['url'] === 'string' ? json['url'] : undefined;
  const reader = new JsonReader(json, path, (code, message, at) => {
    const found = diagnostic(code, message, { file, canonical, ...context.locator.property(at) });
    if (found.severity === 'error') sound = false;
    report(found);
  });
  if (json['resourceType'] === 'Bundle') return parseBundle(reader, context, depth);
  const definition = parseDefinition(reader, { file, resource: json });
  if (sound && definition && context.tables) reportUnknownProperties(reader, context.tables);
  return sound && definition ? [definition] : [];
}

/** Reads the definitions among the entries of a Bundle and ignores other entries. */
function parseBundle(bundle: JsonReader, context: FileContext, depth: number): Definition[] {
  if (depth >= maxBundleDepth) {
    bundle.report('load/bad-property', `Bundles are nested more than ${maxBundleDepth} deep.`, 'entry');
    return [];
  }
  return bundle.objects('entry').flatMap((entry) => {
    const resource = entry.object('resource');
    return resource ? parseResource(resource.record(), resource.path, context, depth + 1) : [];
  });
}

/** Creates the locator of a loaded file, for diagnostics of later stages. */
export function locatorOf(content: Uint8Array, tables: ElementTables): TextLocator {
  const resource = isXml(content) ? readXmlFile(content, '', tables, maxCharacters, () => undefined) : undefined;
  return resource ? createXmlLocator(resource) : createLocator(decodeJson(content));
}

function addDefinition(
  byUrl: Map<string, Definition>,
  definition: Definition,
  { isDependency = false }: DefinitionSource,
  report: Report,
): void {
  const key = `${definition.resourceType} ${definition.url}`;
  const other = byUrl.get(key);
  if (!other) {
    byUrl.set(key, definition);
    return;
  }
  const at = { file: definition.source.file, canonical: definition.url };
  const code = isDependency ? 'load/defined-before' : 'load/duplicate-canonical';
  report(diagnostic(code, `The canonical URL is already used by ${other.source.file}.`, at));
}

/** A source may know better why it cannot be read. */
function diagnosticOf(error: unknown): DiagnosticCode {
  const code = codeOf(error);
  return code !== undefined && isDiagnosticCode(code) ? code : 'load/unreadable';
}
