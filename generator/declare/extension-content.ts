import type { ContentModel, ElementModel, TypeModel } from '../model/model.ts';
import { elementOf } from './element-of-type.ts';

/** An extension with a fixed URL and a single value. */
export interface ValueExtensionContent {
  readonly url: string;
  readonly value: ElementModel;
  readonly type: TypeModel;
}

/** Reads a content as an extension with a value of one type; undefined for any other. */
export function asValueExtension(content: ContentModel): ValueExtensionContent | undefined {
  if (content.basePath !== 'Extension') return undefined;
  const value = content.elements.find((element) => element.name === 'value');
  const [type, ...others] = value?.max === 0 ? [] : (value?.types ?? []);
  const url = extensionUrl(content);
  return value && type && others.length === 0 && url !== undefined
    ? { url, value: elementOf(type, value), type }
    : undefined;
}

/** Returns the fixed URL of an extension content. */
export function extensionUrl(content: ContentModel): string | undefined {
  const fixed = content.elements.find((element) => element.name === 'url')?.fixed?.value;
  return typeof fixed === 'string' ? fixed : undefined;
}
