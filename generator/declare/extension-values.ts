import type { ExtensionValuesModel, ExtensionVariant } from '../model/model.ts';
import type { InterfaceDeclaration, SourceFileDeclaration } from './declarations.ts';
import { docOf, noDoc } from './doc-text.ts';
import { named, type TypeExpression } from './expressions.ts';
import { neverMembers } from './members.ts';

/** Declares the file with an interface for each type of value that extensions of the package have. */
export function declareExtensionValues(model: ExtensionValuesModel): SourceFileDeclaration {
  const parent = named(model.extends);
  return {
    module: model.module,
    source: model.canonical,
    declared: model.variants.map((variant) => variant.name),
    declarations: model.variants.map((variant) => declareVariant(variant, parent)),
  };
}

function declareVariant({ name, valueType, excluded }: ExtensionVariant, parent: TypeExpression): InterfaceDeclaration {
  const what =
    valueType === undefined ? 'made of other extensions, without a value' : `whose value is of type ${valueType}`;
  return {
    kind: 'interface',
    name,
    doc: docOf(`An extension ${what}.`),
    extends: [parent],
    members: excluded.flatMap(({ member, isPrimitive }) => neverMembers(member, isPrimitive, noDoc)),
  };
}
