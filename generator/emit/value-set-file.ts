import { formatCanonical } from '../fhir/canonical.ts';
import type { ConceptModel, ValueSetModel } from '../model/model.ts';
import { code, Code, docLines, ident, join, key, literal, seeLine } from './code.ts';
import { fileText, type EmittedFile } from './emitted-file.ts';
import { sentence } from './member-doc.ts';
import type { Templates } from './templates.ts';

/** The file of one value set: its codes as constants, the union of their names and, of a closed set, of their codes. */
export function emitValueSet(set: ValueSetModel, templates: Templates): EmittedFile {
  const systems = systemNames(set.concepts);
  const view = {
    systems: [...systems].map(([url, name]) => ({ name: ident(name), url: literal(url) })),
    doc: setDoc(set),
    name: ident(set.name),
    concepts: set.concepts.map((concept) => ({
      doc: docLines(concept.display === undefined ? `\`${concept.code}\`` : `${concept.display} (\`${concept.code}\`)`),
      key: key(concept.key),
      value: conceptValue(concept, systems),
    })),
    namesType: ident(`${set.name}Name`),
    namesDoc: docLines(`Names of the codes of \`${set.name}\`.`),
    codesDoc: set.isClosed ? docLines(`A code of \`${set.name}\`.`) : false,
  };
  const source = formatCanonical({ url: set.canonical, ...(set.version !== undefined && { version: set.version }) });
  return { path: `src/${set.module}.ts`, text: fileText(source, [], [templates.render('value-set', view)], templates) };
}

/** One constant per code system, in order of appearance. */
function systemNames(concepts: readonly ConceptModel[]): Map<string, string> {
  const urls = [...new Set(concepts.flatMap((concept) => concept.system ?? []))];
  return new Map(urls.map((url, index) => [url, urls.length === 1 ? 'system' : `system${index + 1}`]));
}

function conceptValue(concept: ConceptModel, systems: ReadonlyMap<string, string>): Code {
  const system = concept.system === undefined ? undefined : systems.get(concept.system);
  const parts: Code[] = [];
  if (system !== undefined) parts.push(system === 'system' ? ident('system') : code`system: ${ident(system)}`);
  parts.push(code`code: ${literal(concept.code)}`);
  if (concept.display !== undefined) parts.push(code`display: ${literal(concept.display)}`);
  return join(parts, ', ');
}

function setDoc(set: ValueSetModel): string[] {
  const text = set.description ?? set.title ?? `The codes of ${set.name}.`;
  const open = set.open.map(
    (part) => `Not listed here${part.system === undefined ? '' : ` of ${part.system}`}: ${part.reason}.`,
  );
  return [...docLines([sentence(text), ...open].join(' ')), '', seeLine(set.canonical)];
}
