import { contentsOf } from '../model/contents.ts';
import { extensionInterface, extensionValuesModule } from '../model/extension-values.ts';
import type { ElementModel, InterfaceRef, PackageModel } from '../model/model.ts';
import { docLines, ident, type Code } from './code.ts';
import { fileText, type EmittedFile } from './emitted-file.ts';
import { Imports } from './imports.ts';
import { memberViews } from './member-view.ts';
import type { Templates } from './templates.ts';

/**
 * One interface for each type of value that an extension of the package has, without the other members of `value[x]`:
 * said once here, an extension's own file holds only what is its own.
 */
export function emitExtensionValues(model: PackageModel, templates: Templates): EmittedFile | undefined {
  const { extension } = model;
  const used = usedNames(model);
  if (!extension || used.size === 0) return undefined;
  const imports = new Imports(extensionValuesModule, used);
  const render = (): Code[] =>
    variants(extension.value)
      .filter(({ name }) => used.has(name))
      .map((variant) => renderVariant(variant, extension.ref, imports, templates));
  render();
  const sections = render();
  return {
    path: `src/${extensionValuesModule}.ts`,
    text: fileText(extension.canonical, imports.statements(), sections, templates),
  };
}

interface Variant {
  readonly name: string;
  readonly doc: string;
  /** `value[x]` without the type that the variant is for. */
  readonly others: ElementModel;
}

/** Every interface there could be: none, or one of the types of `value[x]`. */
function variants(value: ElementModel): Variant[] {
  const none = {
    name: extensionInterface(undefined),
    doc: 'An extension made of other extensions, without a value.',
    others: value,
  };
  const single = value.types.map((type) => ({
    name: extensionInterface(type.code),
    doc: `An extension whose value is of type ${type.code}.`,
    others: { ...value, types: value.types.filter((other) => other !== type) },
  }));
  return [none, ...single];
}

function renderVariant(
  { name, doc, others }: Variant,
  parentRef: InterfaceRef,
  imports: Imports,
  templates: Templates,
): Code {
  const members = memberViews({ ...others, max: 0 }, imports).map((member) => ({ ...member, doc: [] }));
  const parent = imports.use(parentRef);
  return templates.render('interface', { doc: docLines(doc), name: ident(name), parent, members });
}

function usedNames(model: PackageModel): ReadonlySet<string> {
  const contents = model.families
    .flatMap((family) => family.structures)
    .flatMap((structure) => contentsOf(structure.content));
  return new Set(
    contents
      .filter((content) => content.extends.module === extensionValuesModule)
      .map((content) => content.extends.name),
  );
}
