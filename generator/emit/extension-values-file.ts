import { neverMembers } from './member-view.ts';
import type { ExtensionValuesModel, ExtensionVariant } from '../model/model.ts';
import { type Code, ident, typeName } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import type { Templates } from './templates.ts';

/** The file with one interface for each type of value that an extension of the package has. */
export function emitExtensionValues(model: ExtensionValuesModel, templates: Templates): EmittedFile {
  const parent = typeName(model.extends);
  const sections = model.variants.map((variant) => renderVariant(variant, parent, templates));
  const declared = model.variants.map((variant) => variant.name);
  return emitFile(model.module, model.canonical, declared, sections);
}

function renderVariant({ name, valueType, excluded }: ExtensionVariant, parent: Code, templates: Templates): Code {
  const what =
    valueType === undefined ? 'made of other extensions, without a value' : `whose value is of type ${valueType}`;
  const members = excluded.flatMap(({ member, isPrimitive }) => neverMembers(member, isPrimitive, []));
  return templates.render('interface', { doc: docLines(`An extension ${what}.`), name: ident(name), parent, members });
}
