import type { ExtensionValuesModel, ExtensionVariant } from '../model/model.ts';
import { docLines, ident, type Code } from './code.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import { Imports } from './imports.ts';
import { neverMembers } from './member-view.ts';
import type { Templates } from './templates.ts';

/** The file with one interface for each type of value that an extension of the package has. */
export function emitExtensionValues(model: ExtensionValuesModel, templates: Templates): EmittedFile {
  const imports = new Imports(
    model.module,
    model.variants.map((variant) => variant.name),
  );
  const parent = imports.use(model.extends);
  const sections = model.variants.map((variant) => renderVariant(variant, parent, templates));
  return emitFile(`src/${model.module}.ts`, model.canonical, imports, sections, templates);
}

function renderVariant({ name, valueType, excluded }: ExtensionVariant, parent: Code, templates: Templates): Code {
  const what =
    valueType === undefined ? 'made of other extensions, without a value' : `whose value is of type ${valueType}`;
  const members = excluded.flatMap(({ member, isPrimitive }) => neverMembers(member, isPrimitive, []));
  return templates.render('interface', { doc: docLines(`An extension ${what}.`), name: ident(name), parent, members });
}
