import { hasSibling, neverMembers, type MemberView } from '../member-view.ts';
import type { ContentModel, ElementModel, StructureModel } from '../../model/model.ts';
import { type Code, ident, typeName, valueName, literal, generic, call } from '../../code/code.ts';
import { docLines, internal, withArticle } from '../../code/comment.ts';
import { asValueExtension } from '../extension-content.ts';
import { amenderName, bareShapeName, builderName, refusedName, shapeName, type PackageNames } from '../names.ts';
import type { Part } from '../part.ts';
import type { Templates } from '../templates.ts';
import { ExampleWriter } from './example.ts';
import { InputWriter } from './input-view.ts';
import { ShapeWriter } from './shape-view.ts';

/** What every section of one structure is written with. */
export interface BuilderContext {
  readonly structure: StructureModel;
  readonly names: PackageNames;
  readonly templates: Templates;
}

const runtime = '#runtime/builder.js';

/** What builds a structure: the types of what its builders take, its shapes, the builder and the amender. */
export function renderBuilder(context: BuilderContext, parts: readonly Part[]): Code[] {
  const { structure } = context;
  if (!structure.isBuilt) return [];
  const built = parts.filter((part) => !part.isSibling).map((part) => part.content);
  const inputs = new InputWriter(structure, context.names);
  const shapes = new ShapeWriter(structure, context.names.bareShapes);
  return [
    ...built.map((content) => renderInput(context, content, inputs)),
    ...(context.names.isPart(structure) ? [renderRefused(context)] : []),
    ...built.flatMap((content) => renderShapes(context, content, shapes)),
    renderMaker(context),
    ...(isValue(context, structure.content) ? [] : [renderAmender(context)]),
  ];
}

/** Whether a content is an extension of which only the value is given. */
function isValue({ structure }: BuilderContext, content: ContentModel): boolean {
  return structure.role === 'profile' && asValueExtension(content) !== undefined;
}

function renderInput(context: BuilderContext, content: ContentModel, inputs: InputWriter): Code {
  const { structure, templates } = context;
  const name = ident(context.names.inputName({ name: content.name, module: structure.module }));
  const what =
    content === structure.content ? `\`${builderName(structure)}\` takes` : `goes into \`${content.elementId}\``;
  const extension = isValue(context, content) ? asValueExtension(content) : undefined;
  if (extension) {
    const doc = docLines(`What ${what}: the value of the extension.`);
    return templates.render('type', { doc, name, type: inputs.value(extension.type, extension.value) });
  }
  const parent = inputs.parent(content);
  const members = inputs.members(content);
  const doc = docLines(`What ${what}.`);
  return templates.render('input', { doc, name, parents: parent ? [parent] : [], members, isLocal: false });
}

/** What keeps an input that stands in place of a resource from being a mixture of both. */
function renderRefused({ structure: { fhirType, content }, templates }: BuilderContext): Code {
  const doc = `Members that ${withArticle(fhirType)} has in JSON and that no input of one has.`;
  const type = typeName({ name: 'OnlyInResource', module: '#runtime/only-in-resource.js' });
  const refused = content.elements.flatMap(jsonOnlyMembers).map((member) => ({ ...member, type }));
  const members = [...neverMembers('resourceType', false, []), ...refused];
  return templates.render('input', {
    doc: docLines(doc),
    name: ident(refusedName(fhirType)),
    parents: [],
    members,
    isLocal: false,
  });
}

/** An input takes a choice under one name, and `_` siblings as extensions by name. */
function jsonOnlyMembers({ name, isChoice, types }: ElementModel): MemberView[] {
  if (isChoice) return types.flatMap((type) => neverMembers(type.member, hasSibling(type), []));
  return types.some(hasSibling) ? neverMembers(`_${name}`, false, []) : [];
}

function renderShapes(context: BuilderContext, content: ContentModel, shapes: ShapeWriter): Code[] {
  const type = isValue(context, content) ? 'ValueExtension' : 'Shape';
  const what = `How \`${content.elementId}\` is put together`;
  const render = (doc: string, name: string, value: Code): Code =>
    context.templates.render('constant', {
      doc: internal(doc),
      name: ident(name),
      type: typeName({ name: type, module: '#runtime/shape.js' }),
      value,
    });
  const bare = `${what}, but for what is given by the names of codes.`;
  return [
    ...(shapes.hasBare(content) ? [render(bare, bareShapeName(content.name), shapes.bareShape(content))] : []),
    render(`${what}.`, shapeName(content.name), shapes.shape(content)),
  ];
}

function renderMaker(context: BuilderContext): Code {
  const { structure } = context;
  const isResource = structure.kind === 'resource' && structure.role === 'profile';
  const filledIn = isResource ? ', with `resourceType` and `meta.profile` filled in' : '';
  const doc = `Makes ${withArticle(structure.name)}${filledIn}. Throws InputError with the path of a value that cannot be used.`;
  const example = new ExampleWriter(structure, context.names).lines();
  return renderFunction(context, { doc, example, name: builderName(structure), type: 'Builder', maker: 'builder' });
}

function renderAmender(context: BuilderContext): Code {
  const doc = `Makes a changed copy of ${withArticle(context.structure.name)}: what the input names is replaced, everything else stays.`;
  return renderFunction(context, {
    doc,
    example: [],
    name: amenderName(context.structure),
    type: 'Amender',
    maker: 'amender',
  });
}

interface EmittedFunction {
  readonly doc: string;
  /** Lines of an example, for the end of the comment. */
  readonly example: readonly string[];
  readonly name: string;
  readonly type: 'Builder' | 'Amender';
  readonly maker: 'builder' | 'amender';
}

function renderFunction(
  { structure, names, templates }: BuilderContext,
  { doc, example, name, type, maker }: EmittedFunction,
): Code {
  const { content } = structure;
  const input = ident(names.inputName({ name: content.name, module: structure.module }));
  const result = content.hasInterface ? ident(content.name) : typeName(content.extends);
  return templates.render('constant', {
    doc: [...docLines(doc), ...example],
    name: ident(name),
    type: generic(typeName({ name: type, module: runtime }), [input, result]),
    value: call(valueName(maker, runtime), [literal(structure.name), ident(shapeName(content.name))]),
  });
}
