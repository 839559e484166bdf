import { parseAddress } from '../fhir/element-address.ts';
import type { ContentModel, ElementModel, SliceModel, StructureModel, TypeModel } from './model.ts';
import type { DerivationStep } from './package-model.ts';

/** An element somewhere inside a structure, and how to get there. */
export interface FoundElement {
  /** Through JSON; an extension that has a value ends with it. */
  readonly steps: readonly DerivationStep[];
  /** Through the input of the structure's builder. */
  readonly input: readonly string[];
  /** Whether the element, and all that it stands in, has to be there. */
  readonly isRequired: boolean;
  readonly fhirType: string;
  readonly short?: string;
}

/** Finds an element by its id; undefined where the structure has none of that id. */
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

/** What an extension with a value says is the value. */
function atValue(found: FoundElement, content: ContentModel | undefined): FoundElement {
  const value = content?.basePath === 'Extension' ? content.elements.find(({ name }) => name === 'value') : undefined;
  const [type, ...others] = value && value.max > 0 ? value.types : [];
  if (!type || others.length > 0) return found;
  return { ...found, steps: [...found.steps, { name: 'value', member: type.member }], fhirType: type.code };
}

/** URL of the extension in which a code is fixed: the one by which a header says of which kind its message is. */
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
