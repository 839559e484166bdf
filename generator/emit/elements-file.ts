import { formatCanonical } from '../fhir/canonical.ts';
import { contentsOf } from '../model/contents.ts';
import type { ContentModel, ElementModel, PackageModel, StructureModel, TypeModel } from '../model/model.ts';
import { code, Code, docLines, ident, join, key, literal } from './code.ts';
import { emitFile, generatedMark, type EmittedFile } from './emitted-file.ts';
import { Imports } from './imports.ts';
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

export function emitElementsIndex(model: PackageModel, templates: Templates): EmittedFile {
  const modules = ownTypes(model).map(({ module }) => elementsModule(module).slice('elements/'.length));
  const header = Code.trusted(`${generatedMark}. Do not edit: run \`npm run generate\`.`);
  const exports = modules.sort().map((module) => code`export * from ${literal(`./${module}.js`)};`);
  return { path: 'src/elements/index.ts', text: templates.render('index', { header, exports }).text };
}

type Types = ReadonlyMap<string, StructureModel>;

function emitTables(structure: StructureModel, types: Types, templates: Templates): EmittedFile {
  const module = elementsModule(structure.module);
  const contents = contentsOf(structure.content);
  const imports = new Imports(
    module,
    contents.map(({ name }) => elementsName(name)),
  );
  const sections = contents.map((content) => renderTable(content, structure, types, imports, templates));
  const source = formatCanonical({
    url: structure.canonical,
    ...(structure.version !== undefined && { version: structure.version }),
  });
  return emitFile(`src/${module}.ts`, source, imports, sections, templates);
}

function renderTable(
  content: ContentModel,
  structure: StructureModel,
  types: Types,
  imports: Imports,
  templates: Templates,
): Code {
  const isResource = content === structure.content && structure.kind === 'resource';
  const maker = imports.value(isResource ? 'resourceElements' : 'typeElements', runtime);
  const entries = content.elements.map((element) => entryOf(element, types, imports));
  return templates.render('constant', {
    doc: docLines(`Elements of \`${content.basePath}\`, in order.`),
    name: ident(elementsName(content.name)),
    type: imports.use({ name: 'ElementTable', module: runtime }),
    value: code`${maker}(${literal(content.basePath)}, () => ({ ${join(entries, ', ')} }))`,
  });
}

function entryOf(element: ElementModel, types: Types, imports: Imports): Code {
  const [only] = element.types;
  if (element.isChoice) {
    const members = element.types.map((type) => code`${key(type.member)}: ${contentCode(type, types, imports)}`);
    return code`${key(`${element.name}[x]`)}: { ${join(members, ', ')} }`;
  }
  if (!only) throw new Error(`${element.id} has no type`);
  const content = contentCode(only, types, imports);
  const name = key(element.isAttribute ? `@${element.name}` : element.name);
  return element.isList ? code`${name}: [${content}]` : code`${name}: ${content}`;
}

/** The name of a primitive type, or the table of what else it is. */
function contentCode(type: TypeModel, types: Types, imports: Imports): Code {
  if (type.kind === 'primitive') return literal(type.code);
  if (type.kind === 'resource') return literal('Resource');
  if (type.kind === 'complex' && type.content) return ident(elementsName(type.content.name));
  const own = types.get(type.code);
  const { name, module } = own ?? type.home;
  return imports.value(elementsName(name), elementsModule(module));
}
