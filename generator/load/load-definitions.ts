import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { compareText } from '../fhir/canonical.ts';
import type { CodeSystem, Definition, MessageDefinition, StructureDefinition, ValueSet } from '../fhir/definitions.ts';
import type { DefinitionFile, DefinitionSource } from './definition-source.ts';
import { isObject, JsonReader } from './json-reader.ts';
import { createLocator, locateSyntaxError } from './locate.ts';
import { parseDefinition } from './parse-definition.ts';

/** Everything that was read, each list in the order of its canonical URLs. */
export interface LoadedDefinitions {
  readonly structures: readonly StructureDefinition[];
  readonly valueSets: readonly ValueSet[];
  readonly codeSystems: readonly CodeSystem[];
  readonly messages: readonly MessageDefinition[];
}

/** Larger files are refused unread: the largest published definition is a tenth of this. */
const maxCharacters = 20_000_000;

/**
 * Reads every definition of the sources. A file that cannot be read, or lacks what every definition needs, is
 * reported and left out; of two definitions with one canonical URL the first source's stays and the other is reported.
 */
export async function loadDefinitions(
  sources: readonly DefinitionSource[],
  report: Report,
): Promise<LoadedDefinitions> {
  const byUrl = new Map<string, Definition>();
  for (const source of sources) {
    for (const file of await listFiles(source, report)) {
      const definition = await loadFile(file, report);
      if (definition) addDefinition(byUrl, definition, report);
    }
  }
  const all = [...byUrl.values()].sort((a, b) => compareText(a.url, b.url));
  if (all.length === 0) {
    const names = sources.map((source) => source.name).join(', ');
    report(diagnostic('load/no-definitions', `No FHIR definition was found in ${names}.`, {}));
  }
  return {
    structures: all.filter((definition) => definition.resourceType === 'StructureDefinition'),
    valueSets: all.filter((definition) => definition.resourceType === 'ValueSet'),
    codeSystems: all.filter((definition) => definition.resourceType === 'CodeSystem'),
    messages: all.filter((definition) => definition.resourceType === 'MessageDefinition'),
  };
}

async function listFiles(source: DefinitionSource, report: Report): Promise<readonly DefinitionFile[]> {
  try {
    return await source.files();
  } catch (error) {
    report(diagnostic('load/unreadable', `Cannot read ${source.name}: ${messageOf(error)}.`, { file: source.name }));
    return [];
  }
}

async function loadFile(file: DefinitionFile, report: Report): Promise<Definition | undefined> {
  try {
    return parseText(await file.read(), file.name, report);
  } catch (error) {
    report(diagnostic('load/unreadable', `Cannot read ${file.name}: ${messageOf(error)}.`, { file: file.name }));
    return undefined;
  }
}

/** Reads the text of one JSON file; reports and gives undefined where it holds no sound definition. */
export function parseText(raw: string, file: string, report: Report): Definition | undefined {
  const text = raw.replace(/^\uFEFF/, '');
  if (text.length > maxCharacters) {
    report(diagnostic('load/unreadable', `The file is larger than ${maxCharacters} characters.`, { file }));
    return undefined;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const { message, ...at } = locateSyntaxError(text);
    report(diagnostic('load/not-json', `The file is not JSON: ${message}.`, { file, ...at }));
    return undefined;
  }
  return parseJson(json, text, file, report);
}

function parseJson(json: unknown, text: string, file: string, report: Report): Definition | undefined {
  if (!isObject(json) || typeof json['resourceType'] !== 'string') {
    report(diagnostic('load/not-a-definition', 'The file holds no FHIR resource and is not used.', { file }));
    return undefined;
  }
  let sound = true;
  const locator = createLocator(text);
  const canonical = typeof json['url'] === 'string' ? json['url'] : undefined;
  const definition = parseDefinition(
    new JsonReader(json, '', (code, message, path) => {
      sound = false;
      report(diagnostic(code, message, { file, canonical, ...locator.property(path) }));
    }),
    { file },
  );
  return sound ? definition : undefined;
}

function addDefinition(byUrl: Map<string, Definition>, definition: Definition, report: Report): void {
  const key = `${definition.resourceType} ${definition.url}`;
  const other = byUrl.get(key);
  if (!other) {
    byUrl.set(key, definition);
    return;
  }
  const at = { file: definition.source.file, canonical: definition.url };
  report(diagnostic('load/duplicate-canonical', `The canonical URL is also that of ${other.source.file}.`, at));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
