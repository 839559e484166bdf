import { memberViews } from './member-view.ts';
import { formatCanonical } from '../fhir/canonical.ts';
import type { ContentModel, ElementModel, InterfaceRef, SliceModel, StructureModel } from '../model/model.ts';
import { renderBuilder } from './builder/builder-sections.ts';
import { type Code, ident, typeName, literal, code, generic, union } from '../code/code.ts';
import { docLines, seeLine } from '../code/comment.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import type { GuardTools } from './guard/guard-context.ts';
import { renderGuards } from './guard/guard-sections.ts';
import { sentence, sliceDoc } from './member-doc.ts';
import { declaredNames, type PackageNames } from './names.ts';
import type { Part } from './part.ts';
import type { Templates } from './templates.ts';

/** The file of one structure: its interfaces, parts first, then what builds it. */
export function emitStructure(structure: StructureModel, names: PackageNames, tools: GuardTools): EmittedFile {
  const { templates } = tools;
  const parts = partsOf(structure);
  const sections = [
    ...parts
      .filter(({ content }) => content.hasInterface)
      .map((part) =>
        renderInterface(part, part.content === structure.content ? structure.kinds : undefined, templates),
      ),
    ...renderBuilder({ structure, names, templates }, parts),
    ...renderGuards(structure, parts, tools),
  ];
  const source = formatCanonical({
    url: structure.canonical,
    ...(structure.version !== undefined && { version: structure.version }),
  });
  return emitFile(structure.module, source, declaredNames(structure, parts, names), sections);
}

function renderInterface({ content, doc }: Part, kinds: readonly string[] | undefined, templates: Templates): Code {
  const parent = parentType(content.extends);
  const members = content.elements
    .filter((element) => element.isStated && !isSaidByParent(element, content))
    .flatMap((element) => memberViews(element, parent));
  const parents = kinds ? code`${parent}, ${kindMark(kinds)}` : parent;
  return templates.render('interface', { doc, name: ident(content.name), parent: parents, members });
}

/** The interface that all extensions without a value extend states that there is none. */
function isSaidByParent(element: ElementModel, content: ContentModel): boolean {
  return (
    content.basePath === 'Extension' &&
    element.name === 'value' &&
    element.max === 0 &&
    !content.extends.module.endsWith('.js')
  );
}

function parentType(ref: InterfaceRef): Code {
  const name = typeName(ref);
  return ref.targets ? generic(name, [union(ref.targets.map(literal))]) : name;
}

/** What tells the compiler of which kind a message is. */
function kindMark(kinds: readonly string[]): Code {
  const name = typeName({ name: 'OfKind', module: '#runtime/message.js' });
  return generic(name, [union(kinds.map(literal))]);
}

function partsOf(structure: StructureModel): Part[] {
  return [
    ...innerParts(structure.content),
    { content: structure.content, isSibling: false, doc: structureDoc(structure) },
  ];
}

function innerParts(content: ContentModel): Part[] {
  return content.elements.flatMap((element) => [
    ...element.types.flatMap((type) => {
      if (!type.content) return [];
      return [
        ...innerParts(type.content),
        { content: type.content, isSibling: type.kind === 'primitive', doc: partDoc(element) },
      ];
    }),
    ...element.slices.flatMap((slice) =>
      slice.type.content ? [...innerParts(slice.type.content), slicePart(slice, slice.type.content)] : [],
    ),
  ]);
}

function slicePart(slice: SliceModel, content: ContentModel): Part {
  return { content, isSibling: false, doc: sliceDoc(slice) };
}

function partDoc(element: ElementModel): string[] {
  return docLines(`${sentence(element.short)} Content of \`${element.id}\`.`);
}

function structureDoc(structure: StructureModel): string[] {
  const text = structure.description ?? structure.title ?? plainDescription(structure);
  return [...docLines(sentence(text)), '', seeLine(structure.canonical)];
}

/** For a definition that does not describe itself. */
function plainDescription({ role, isExtension, fhirType }: StructureModel): string {
  if (role === 'base') return `The ${fhirType} of FHIR, with its codes and reference targets.`;
  return isExtension ? 'An extension.' : `A profile of ${fhirType}.`;
}
