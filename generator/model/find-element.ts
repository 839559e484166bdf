import { parseAddress } from '../fhir/element-address.ts';
import type { ContentModel, ElementModel, SliceModel, StructureModel, TypeModel } from './model.ts';
import type { DerivationStep } from './package-model.ts';

/** An element somewhere inside a structure, and the paths to it. */
export interface FoundElement {
  /** Path in JSON, which includes the value of an extension. */
  readonly steps: readonly DerivationStep[];
  /** Path in the input of the structure's builder. */
  readonly input: readonly string[];
  /** True if the element, and everything around it, is required. */
  readonly isRequired: boolean;
  readonly fhirType: string;
  readonly short?: string;
}

/** Finds an element by its id; undefined if the structure has none. */
export function findElement(structure: StructureModel | undefined, id: string): FoundElement | undefined {
  const [, ...names] = parseAddress({ id, path: id.replace(/:[^.]+/g, '') });
  let content: ContentModel | undefined = structure?.content;
  let found: FoundElement | undefined = { steps: [], input: [], isRequired: true, fhirType: '' };
  for (const { name, slice } of names) {
    const element: ElementModel | undefined = content?.elements.find((one) => one.name === name);
    const part: SliceModel | undefined = element?.slices.find(({ sliceName }) => sliceName === slice);
    const type: TypeModel | undefined = part?.type ?? element?.types[0];
    if (!element || !type || (slice !== undefined && !part)) return undefined;
    found = further(found, element, part, type);
    content = type.content ?? type.inherited;
  }
  return atValue(found, content);
}

function further(
  found: FoundElement,
  element: ElementModel,
  slice: SliceModel | undefined,
  type: TypeModel,
): FoundElement {
  const [mark] = slice?.discriminators ?? [];
  const { min, short } = slice ?? element;
  const step: DerivationStep = {
    name: type.member,
    ...(slice && mark && { mark: { path: mark.path, value: mark.value, slice: slice.sliceName } }),
  };
  return {
    steps: [...found.steps, step],
    input: [...found.input, slice?.propertyName ?? element.name],
    isRequired: found.isRequired && min > 0,
    fhirType: type.code,
    ...(short !== undefined && { short }),
  };
}

/** Moves on to the value of an extension. */
function atValue(found: FoundElement, content: ContentModel | undefined): FoundElement {
  const value = content?.basePath === 'Extension' ? content.elements.find(({ name }) => name === 'value') : undefined;
  const [type, ...others] = value && value.max > 0 ? value.types : [];
  if (!type || others.length > 0) return found;
  return { ...found, steps: [...found.steps, { name: 'value', member: type.member }], fhirType: type.code };
}

/**
 * Returns the URL of the extension in which a code is fixed: the one in which a header states the kind of its message.
 */
export function findKindExtension(header: ContentModel, kind: string): string | undefined {
  const slices = header.elements.find(({ name }) => name === 'extension')?.slices ?? [];
  const found = slices.find(({ type }) => fixes(type.content ?? type.inherited, kind));
  const url = found?.discriminators.find(({ path }) => path === 'url')?.value;
  return typeof url === 'string' ? url : undefined;
}

function fixes(content: ContentModel | undefined, code: string): boolean {
  return (
    content?.elements.some(
      (element) =>
        (element.name === 'code' && element.fixed?.value === code) ||
        element.types.some((type) => fixes(type.content ?? type.inherited, code)),
    ) ?? false
  );
}
