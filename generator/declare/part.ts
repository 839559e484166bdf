import type { ContentModel, ElementModel, SliceModel, StructureModel } from '../model/model.ts';
import type { Part } from './content-part.ts';
import type { Doc } from './declarations.ts';
import { docOf, sentence, sliceDoc } from './doc-text.ts';

/** Returns the contents of a structure, inner ones first. */
export function partsOf(structure: StructureModel): Part[] {
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

function partDoc(element: ElementModel): Doc {
  return docOf(`${sentence(element.short)} Content of \`${element.id}\`.`);
}

function structureDoc(structure: StructureModel): Doc {
  const text = structure.description ?? structure.title ?? plainDescription(structure);
  return { ...docOf(sentence(text)), see: structure.canonical };
}

/** Describes a definition that has no description. */
function plainDescription({ role, isExtension, fhirType }: StructureModel): string {
  if (role === 'base') return `The ${fhirType} of FHIR, with its codes and reference targets.`;
  return isExtension ? 'An extension.' : `A profile of ${fhirType}.`;
}
