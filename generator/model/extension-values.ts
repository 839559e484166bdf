import { contentsOf } from './contents.ts';
import { pascalCase } from './identifiers.ts';
import type { ElementModel, ExtensionValuesModel, ExtensionVariant, StructureModel } from './model.ts';

/** Module with one interface per type of extension value. */
export const extensionValuesModule = 'base/extension-values';

/** Names the interface for extensions with a value of one type, or with none. */
export function extensionInterface(valueType: string | undefined): string {
  return valueType === undefined ? 'ComplexExtension' : `${pascalCase(valueType)}Extension`;
}

/**
 * Builds the interfaces that the extensions of the package extend. They exclude the other members of `value[x]`, so
 * that the files of the extensions need not.
 */
export function buildExtensionValues(structures: readonly StructureModel[]): ExtensionValuesModel | undefined {
  const base = structures.find((structure) => structure.role === 'base' && structure.name === 'Extension');
  const value = base?.content.elements.find((element) => element.name === 'value');
  const contents = structures.flatMap((structure) => contentsOf(structure.content));
  const used = new Set(
    contents.flatMap(({ extends: parent }) => (parent.module === extensionValuesModule ? parent.name : [])),
  );
  const variants = value ? allVariants(value).filter((variant) => used.has(variant.name)) : [];
  if (!base || variants.length === 0) return undefined;
  return { module: extensionValuesModule, canonical: base.canonical, extends: base.content.extends, variants };
}

function allVariants(value: ElementModel): ExtensionVariant[] {
  const excluded = (kept?: string): ExtensionVariant['excluded'] =>
    value.types
      .filter((type) => type.code !== kept)
      .map((type) => ({ member: type.member, isPrimitive: type.kind === 'primitive' && type.hasSibling }));
  return [
    { name: extensionInterface(undefined), excluded: excluded() },
    ...value.types.map((type) => ({
      name: extensionInterface(type.code),
      valueType: type.code,
      excluded: excluded(type.code),
    })),
  ];
}
