import { pascalCase } from './identifiers.ts';

/** Module with one interface per type of extension value. */
export const extensionValuesModule = 'base/extension-values';

/** The interface for extensions with a value of one type, or with none. */
export function extensionInterface(valueType: string | undefined): string {
  return valueType === undefined ? 'ComplexExtension' : `${pascalCase(valueType)}Extension`;
}
