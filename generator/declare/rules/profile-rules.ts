import type { ContentModel, StructureModel } from '../../model/model.ts';
import type { ConstantDeclaration } from '../declarations.ts';
import { internalDoc, withArticle } from '../doc-text.ts';
import { elementsModule } from '../elements.ts';
import {
  arrow,
  call,
  entry,
  keyword,
  literal,
  object,
  runtimeType,
  thunk,
  type TypeExpression,
  union,
  type ValueExpression,
  valueOf,
} from '../expressions.ts';
import { additionsName, additionsWithName, elementsName, rulesName } from '../names.ts';
import { ContentRulesWriter } from './content-rules.ts';
import { heldSlices, type HeldSlice } from './held-slices.ts';
import { followed, type RuleTools } from './rules-context.ts';

const rulesModule = '#runtime/guard/rules.js';

/** Declares what a profile adds, and its rules on top of those of its base. */
export function declareProfileRules(structure: StructureModel, tools: RuleTools): ConstantDeclaration[] {
  const additions =
    structure.part === 'message' ? declareMessageAdditions(structure, tools) : [declareAdditions(structure, tools)];
  return [...additions, declareRules(structure)];
}

function declareAdditions(structure: StructureModel, tools: RuleTools): ConstantDeclaration {
  const writer = new ContentRulesWriter(structure, tools, (ref) => followed(ref, tools));
  return {
    kind: 'constant',
    name: additionsName(structure.name),
    doc: internalDoc(`What the profile adds to ${basisOf(structure)}.`),
    type: runtimeType('guard/rules', 'Additions'),
    value: additionsOf(structure, writer.content(structure.content), tools),
  };
}

function basisOf({ parent, fhirType }: StructureModel): string {
  return parent ? 'the profile that it builds on' : withArticle(fhirType);
}

function additionsOf(structure: StructureModel, content: ValueExpression, tools: RuleTools): ValueExpression {
  const args = [tableOf(structure, tools), literal(structure.canonical), thunk(content)];
  return call({ name: 'additions', module: rulesModule }, args);
}

/** Returns the element table of the type that a profile constrains. */
function tableOf({ fhirType }: StructureModel, tools: RuleTools): ValueExpression {
  const type = tools.typeNamed(fhirType);
  if (!type) throw new Error(`there are no elements of ${fhirType}`);
  return valueOf({ name: elementsName(type.content.name), module: elementsModule(type.module) });
}

/** Declares the additions of a message, in which the caller decides the rules for the resources in its entries. */
function declareMessageAdditions(structure: StructureModel, tools: RuleTools): ConstantDeclaration[] {
  const held = heldSlices(structure);
  const nameOf = (content: ContentModel): HeldSlice | undefined => held.find((slice) => slice.content === content);
  const writer = new ContentRulesWriter(structure, tools, (ref, content) => {
    const slice = nameOf(content);
    return slice?.profile.module === ref.module
      ? { kind: 'member', owner: 'held', name: slice.name }
      : followed(ref, tools);
  });
  const { name, canonical, content } = structure;
  const make = arrow(['held'], writer.content(content));
  const maker = { name: 'additionsWith', module: rulesModule };
  const profiles = held.map((slice) => entry(slice.name, followed(slice.profile, tools)));
  return [
    {
      kind: 'constant',
      name: additionsWithName(name),
      doc: internalDoc('Returns what the profile adds to a Bundle, with these rules for the resources of its entries.'),
      type: makerType(held),
      value: call(maker, [tableOf(structure, tools), literal(canonical), make]),
    },
    {
      kind: 'constant',
      name: additionsName(name),
      doc: internalDoc('What the profile adds to a Bundle.'),
      type: runtimeType('guard/rules', 'Additions'),
      value: call({ name: additionsWithName(name), module: '' }, [thunk(object(profiles))]),
    },
  ];
}

/** Returns the type of the function that creates the additions of a message. */
function makerType(held: readonly HeldSlice[]): TypeExpression {
  const slices = held.map(({ name }) => literal(name));
  return runtimeType('guard/rules', 'AdditionsWith', [slices.length > 0 ? union(slices) : keyword('never')]);
}

function declareRules({ name, content }: StructureModel): ConstantDeclaration {
  const { home } = content;
  return {
    kind: 'constant',
    name: rulesName(content.name),
    doc: internalDoc(`The rules of ${withArticle(name)}.`),
    type: runtimeType('guard/rules', 'ProfileRules'),
    value: call({ name: 'profileRules', module: rulesModule }, [
      thunk(valueOf({ name: rulesName(home.name), module: home.module })),
      valueOf({ name: additionsName(name), module: '' }),
    ]),
  };
}
