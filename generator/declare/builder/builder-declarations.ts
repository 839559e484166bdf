import type { ContentModel, ElementModel, StructureModel } from '../../model/model.ts';
import type {
  ConstantDeclaration,
  Declaration,
  InterfaceDeclaration,
  MemberDeclaration,
  TypeDeclaration,
} from '../declarations.ts';
import { docOf, internalDoc, noDoc, withArticle } from '../doc-text.ts';
import { call, literal, local, named, runtimeType, type ValueExpression, valueOf } from '../expressions.ts';
import { asValueExtension } from '../extension-content.ts';
import { hasSibling, neverMembers } from '../members.ts';
import { amenderName, bareShapeName, builderName, refusedName, shapeName, type PackageNames } from '../names.ts';
import type { Part } from '../content-part.ts';
import { ExampleWriter } from './example.ts';
import { InputWriter } from './input.ts';
import { ShapeWriter } from './shape.ts';

/** What every declaration of one structure is made with. */
export interface BuilderContext {
  readonly structure: StructureModel;
  readonly names: PackageNames;
}

/** What builds a structure: the types of what its builders take, its shapes, the builder and the amender. */
export function declareBuilder(context: BuilderContext, parts: readonly Part[]): Declaration[] {
  const { structure } = context;
  if (!structure.isBuilt) return [];
  const built = parts.filter((part) => !part.isSibling).map((part) => part.content);
  const inputs = new InputWriter(structure, context.names);
  const shapes = new ShapeWriter(structure, context.names);
  return [
    ...built.map((content) => declareInput(context, content, inputs)),
    ...(context.names.isPart(structure) ? [declareRefused(context)] : []),
    ...built.flatMap((content) => declareShapes(context, content, shapes)),
    declareMaker(context),
    ...(isValue(context, structure.content) ? [] : [declareAmender(context)]),
  ];
}

/** Whether a content is an extension of which only the value is given. */
function isValue({ structure }: BuilderContext, content: ContentModel): boolean {
  return structure.role === 'profile' && asValueExtension(content) !== undefined;
}

function declareInput(
  context: BuilderContext,
  content: ContentModel,
  inputs: InputWriter,
): InterfaceDeclaration | TypeDeclaration {
  const { structure } = context;
  const name = context.names.inputName({ name: content.name, module: structure.module });
  const what = content === structure.content ? `of \`${builderName(structure)}\`` : `for \`${content.elementId}\``;
  const extension = isValue(context, content) ? asValueExtension(content) : undefined;
  if (extension) {
    const doc = docOf(`The input ${what}: the value of the extension.`);
    return { kind: 'type', name, doc, type: inputs.value(extension.type, extension.value) };
  }
  const parent = inputs.parent(content);
  return {
    kind: 'interface',
    name,
    doc: docOf(`The input ${what}.`),
    extends: parent ? [parent] : [],
    members: inputs.members(content),
  };
}

/** What keeps an input that stands in place of a resource from being a mixture of both. */
function declareRefused({ structure: { fhirType, content } }: BuilderContext): InterfaceDeclaration {
  const type = runtimeType('core/only-in-resource', 'OnlyInResource');
  const refused = content.elements.flatMap(jsonOnlyMembers).map((member) => ({ ...member, type }));
  return {
    kind: 'interface',
    name: refusedName(fhirType),
    doc: docOf(`Members that ${withArticle(fhirType)} has in JSON but its input does not.`),
    extends: [],
    members: [...neverMembers('resourceType', false, noDoc), ...refused],
  };
}

/** An input takes a choice under one name, and `_` siblings as extensions by name. */
function jsonOnlyMembers({ name, isChoice, types }: ElementModel): MemberDeclaration[] {
  if (isChoice) return types.flatMap((type) => neverMembers(type.member, hasSibling(type), noDoc));
  return types.some(hasSibling) ? neverMembers(`_${name}`, false, noDoc) : [];
}

function declareShapes(context: BuilderContext, content: ContentModel, shapes: ShapeWriter): ConstantDeclaration[] {
  const type = runtimeType('build/shape', isValue(context, content) ? 'ValueExtension' : 'Shape');
  const what = `How to build \`${content.elementId}\``;
  const constant = (doc: string, name: string, value: ValueExpression): ConstantDeclaration => ({
    kind: 'constant',
    name,
    doc: internalDoc(doc),
    type,
    value,
  });
  const bare = `${what}, except for values given by the names of codes.`;
  return [
    ...(shapes.hasBare(content) ? [constant(bare, bareShapeName(content.name), shapes.bareShape(content))] : []),
    constant(`${what}.`, shapeName(content.name), shapes.shape(content)),
  ];
}

function declareMaker(context: BuilderContext): ConstantDeclaration {
  const { structure } = context;
  const isResource = structure.kind === 'resource' && structure.role === 'profile';
  const filledIn = isResource ? ', with `resourceType` and `meta.profile` filled in' : '';
  const doc = `Builds ${withArticle(structure.name)}${filledIn}. Throws InputError with the path of an invalid value.`;
  const example = new ExampleWriter(structure, context.names).example();
  return declareFunction(context, { doc, example, name: builderName(structure), type: 'Builder', maker: 'builder' });
}

function declareAmender(context: BuilderContext): ConstantDeclaration {
  const doc = `Returns a changed copy of ${withArticle(context.structure.name)}: the input replaces the members that it names and keeps all others.`;
  return declareFunction(context, { doc, name: amenderName(context.structure), type: 'Amender', maker: 'amender' });
}

interface MadeFunction {
  readonly doc: string;
  readonly example?: ValueExpression | undefined;
  readonly name: string;
  readonly type: 'Builder' | 'Amender';
  readonly maker: 'builder' | 'amender';
}

function declareFunction(
  { structure, names }: BuilderContext,
  { doc, example, name, type, maker }: MadeFunction,
): ConstantDeclaration {
  const { content } = structure;
  const input = local(names.inputName({ name: content.name, module: structure.module }));
  const result = content.hasInterface ? local(content.name) : named(content.extends);
  const shape = valueOf({ name: shapeName(content.name), module: '' });
  return {
    kind: 'constant',
    name,
    doc: { ...docOf(doc), ...(example && { example }) },
    type: runtimeType('build/builder', type, [input, result]),
    value: call({ name: maker, module: '#runtime/build/builder.js' }, [literal(structure.name), shape]),
  };
}
