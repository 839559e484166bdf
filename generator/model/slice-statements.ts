import type { Constraint } from '../fhir/definitions.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import type { ContentModel, SliceModel, TypeModel } from './model.ts';
import type { OwnConstraints, Stating } from './own-constraints.ts';

/** What a slice says of its items as a whole. */
export function valuesOf({
  fixed,
  pattern,
  minValue,
  maxValue,
  maxLength,
}: ResolvedElement): Pick<SliceModel, 'fixed' | 'pattern' | 'minValue' | 'maxValue' | 'maxLength'> {
  return {
    ...(fixed && { fixed }),
    ...(pattern && { pattern }),
    ...(minValue && { minValue }),
    ...(maxValue && { maxValue }),
    ...(maxLength !== undefined && { maxLength }),
  };
}

/** The base type or backbone path of the items of a slice, whose element has a path in its base type. */
export function basePathOf(slice: ResolvedElement, { code, content }: TypeModel, path: string): string {
  const isInline = code === 'BackboneElement' || (code === 'Element' && slice.children.length > 0);
  return content?.basePath ?? slice.contentReference ?? (isInline ? path : code);
}

/** Returns the invariants that a slice states of its items, and neither its list nor the same slice of the base. */
export function sliceConstraints(
  own: OwnConstraints,
  slice: ResolvedElement,
  type: TypeModel,
  paths: readonly string[],
  known: readonly (Stating | undefined)[],
): readonly Constraint[] {
  // Inside a primitive, only its id and its extensions can be tested.
  if (type.kind === 'primitive' || type.content) return [];
  return own.of(slice, allOf([...known, type.inherited]), paths);
}

/** Leaves out of a content what the same slice of the base states without a content. */
export function beyondSlice<T extends TypeModel>(type: T, inherited: SliceModel | undefined): T {
  const known = inherited ? stated(inherited) : [];
  if (!type.content || known.length === 0) return type;
  const isNew = (one: Constraint): boolean => !known.some((other) => isSame(one, other));
  const content: ContentModel = { ...type.content, constraints: type.content.constraints.filter(isNew) };
  return { ...type, content };
}

function isSame(one: Constraint, other: Constraint): boolean {
  return one.key === other.key && one.expression === other.expression;
}

function allOf(all: readonly (Stating | undefined)[]): Stating {
  return { constraints: all.flatMap((one) => (one ? stated(one) : [])) };
}

function stated({ constraints, inherited }: Stating): readonly Constraint[] {
  return inherited ? [...constraints, ...stated(inherited)] : constraints;
}
