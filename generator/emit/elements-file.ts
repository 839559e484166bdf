import { formatCanonical } from '../fhir/canonical.ts';
import { contentsOf } from '../model/contents.ts';
import type { ContentModel, ElementModel, PackageModel, StructureModel, TypeModel } from '../model/model.ts';
import {
  type Code,
  ident,
  typeName,
  valueName,
  literal,
  code,
  list,
  object,
  packedObject,
  call,
  thunk,
  entry,
} from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { emitFile, type EmittedFile, emitIndexFile } from './emitted-file.ts';
import { elementsName } from './names.ts';
import type { Templates } from './templates.ts';

const runtime = '#runtime/elements.js';

/** The types of FHIR itself that values are of: no abstract ones, and no profiles that FHIR publishes. */
export function ownTypes(model: PackageModel): StructureModel[] {
  return model.families
    .flatMap((family) => family.structures)
    .filter(({ role, isAbstract, name, fhirType }) => role === 'base' && !isAbstract && name === fhirType);
}

/** Module of the element tables of a base type: `elements/patient` for `base/patient`. */
export function elementsModule(module: string): string {
  return `elements/${module.slice(module.indexOf('/') + 1)}`;
}

/** One file of element tables for each type of FHIR: what XML says otherwise than JSON. Profiles need none. */
export function emitElements(model: PackageModel, templates: Templates): EmittedFile[] {
  const types = ownTypes(model);
  const byName = new Map(types.map((structure) => [structure.fhirType, structure]));
  return types.map((structure) => emitTables(structure, byName, templates));
}

export function emitElementsIndex(model: PackageModel): EmittedFile {
  const modules = ownTypes(model).map(({ module }) => elementsModule(module).slice('elements/'.length));
  const exports = modules.sort().map((module) => code`export * from ${literal(`./${module}.js`)};`);
  return emitIndexFile('elements/index', exports);
}

type Types = ReadonlyMap<string, StructureModel>;

function emitTables(structure: StructureModel, types: Types, templates: Templates): EmittedFile {
  const module = elementsModule(structure.module);
  const contents = contentsOf(structure.content);
  const sections = contents.map((content) => renderTable(content, structure, types, templates));
  const source = formatCanonical({
    url: structure.canonical,
    ...(structure.version !== undefined && { version: structure.version }),
  });
  const declared = contents.map(({ name }) => elementsName(name));
  return emitFile(module, source, declared, sections);
}

function renderTable(content: ContentModel, structure: StructureModel, types: Types, templates: Templates): Code {
  const isResource = content === structure.content && structure.kind === 'resource';
  const maker = valueName(isResource ? 'resourceElements' : 'typeElements', runtime);
  const entries = content.elements.map((element) => entryOf(element, types));
  return templates.render('constant', {
    doc: docLines(`Elements of \`${content.basePath}\`, in order.`),
    name: ident(elementsName(content.name)),
    type: typeName({ name: 'ElementTable', module: runtime }),
    value: call(maker, [literal(content.basePath), thunk(packedObject(entries))]),
  });
}

function entryOf(element: ElementModel, types: Types): Code {
  const [only] = element.types;
  if (element.isChoice) {
    const members = element.types.map((type) => entry(type.member, contentCode(type, types)));
    return entry(`${element.name}[x]`, object(members));
  }
  if (!only) throw new Error(`${element.id} has no type`);
  const content = contentCode(only, types);
  return entry(element.isAttribute ? `@${element.name}` : element.name, element.isList ? list([content]) : content);
}

/** The name of a primitive type, or the table of what else it is. */
function contentCode(type: TypeModel, types: Types): Code {
  if (type.kind === 'primitive') return literal(type.code);
  if (type.kind === 'resource') return literal('Resource');
  if (type.kind === 'complex' && type.content) return ident(elementsName(type.content.name));
  const own = types.get(type.code);
  const { name, module } = own ?? type.home;
  return valueName(elementsName(name), elementsModule(module));
}
