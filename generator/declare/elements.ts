import { allLanguages } from '../fhir/canonical.ts';
import { contentsOf } from '../model/contents.ts';
import type { ContentModel, ElementModel, StructureModel, TypeModel } from '../model/model.ts';
import type { PackageModel } from '../model/package-model.ts';
import type { ConstantDeclaration, SourceFileDeclaration } from './declarations.ts';
import { docOf } from './doc-text.ts';
import {
  call,
  entry,
  list,
  literal,
  named,
  object,
  packedObject,
  thunk,
  type ValueEntry,
  type ValueExpression,
  valueOf,
} from './expressions.ts';
import { neededNames } from './builder/parts.ts';
import { elementsName } from './names.ts';
import { sourceOf } from './source.ts';

const runtime = '#runtime/core/elements.js';

/** Returns FHIR's own types of values: neither abstract types nor profiles that FHIR publishes. */
export function ownTypes(model: PackageModel): StructureModel[] {
  return model.families
    .flatMap((family) => family.structures)
    .filter(({ role, isAbstract, name, fhirType }) => role === 'base' && !isAbstract && name === fhirType);
}

/** Returns the module of a base type's element tables: `elements/patient` for `base/patient`. */
export function elementsModule(module: string): string {
  return `elements/${module.slice(module.indexOf('/') + 1)}`;
}

/** Declares a file of element tables for each FHIR type: the differences between XML and JSON. Profiles need none. */
export function declareElements(model: PackageModel): SourceFileDeclaration[] {
  const types = ownTypes(model);
  const byName = new Map(types.map((structure) => [structure.fhirType, structure]));
  return types.map((structure) => declareTables(structure, byName));
}

type Types = ReadonlyMap<string, StructureModel>;

function declareTables(structure: StructureModel, types: Types): SourceFileDeclaration {
  const contents = contentsOf(structure.content);
  return {
    module: elementsModule(structure.module),
    source: sourceOf(structure),
    declared: contents.map(({ name }) => elementsName(name)),
    declarations: contents.map((content) => declareTable(content, structure, types)),
  };
}

function declareTable(content: ContentModel, structure: StructureModel, types: Types): ConstantDeclaration {
  const isResource = content === structure.content && structure.kind === 'resource';
  const maker = { name: isResource ? 'resourceElements' : 'typeElements', module: runtime };
  const entries = content.elements.map((element) => entryOf(element, types));
  const needs = neededNames(content, structure);
  return {
    kind: 'constant',
    name: elementsName(content.name),
    doc: docOf(`Elements of \`${content.basePath}\`, in order.`),
    type: named({ name: 'ElementTable', module: runtime }),
    value: call(maker, [
      literal(content.basePath),
      thunk(packedObject(entries)),
      ...(needs.length > 0 ? [literal(needs.join(' '))] : []),
    ]),
  };
}

function entryOf(element: ElementModel, types: Types): ValueEntry {
  const [only] = element.types;
  if (element.isChoice) {
    const members = element.types.map((type) => entry(type.member, contentOf(type, element, types)));
    return entry(`${element.name}[x]`, object(members));
  }
  if (!only) throw new Error(`${element.id} has no type`);
  const content = contentOf(only, element, types);
  return entry(element.isAttribute ? `@${element.name}` : element.name, element.isList ? list([content]) : content);
}

/** Returns the name of a primitive type, or the table of any other type. */
function contentOf(type: TypeModel, element: ElementModel, types: Types): ValueExpression {
  if (type.kind === 'primitive') return literal(type.code === 'code' && isLanguage(element) ? 'lang' : type.code);
  if (type.kind === 'resource') return literal('Resource');
  if (type.kind === 'complex' && type.content) return valueOf({ name: elementsName(type.content.name), module: '' });
  const own = types.get(type.code);
  const { name, module } = own ?? type.home;
  return valueOf({ name: elementsName(name), module: elementsModule(module) });
}

/** Returns whether the codes of an element are language tags. */
function isLanguage({ binding }: ElementModel): boolean {
  return binding?.maximum?.canonical === allLanguages;
}
