import type { Discriminator } from '../fhir/definitions.ts';
import { sliceAround } from '../fhir/element-address.ts';
import type { ResolvedElement } from '../resolve/resolved.ts';
import type { ModelContext } from './model-context.ts';
import type { SliceDiscriminator, SliceModel } from './model.ts';
import { sliceDiscriminators } from './slice-discriminators.ts';
import { isExtensionElement } from './slice-names.ts';

/** The discriminators of a slice, including those of the surrounding slice. */
export type Discrimination = Pick<SliceModel, 'within' | 'discriminators' | 'undiscriminated'>;

/** Returns the slices of an element with their discriminators; reslicings follow their slice. */
export function discriminatedSlices(
  context: ModelContext,
  element: ResolvedElement,
): [ResolvedElement, Discrimination][] {
  const discrimination = new Map<ResolvedElement, Discrimination>();
  const own = new Map<ResolvedElement, readonly SliceDiscriminator[]>();
  for (const slice of element.slices) {
    const parent = sliceAround(element.slices, slice.sliceName ?? '');
    const sliced = parent ?? element;
    const discriminators = sliceDiscriminators(context, discriminatorsOf(sliced), slice, sliced);
    own.set(slice, discriminators);
    const around = parent && discrimination.get(parent);
    discrimination.set(slice, {
      ...(parent?.sliceName !== undefined && { within: parent.sliceName }),
      discriminators: [...(around?.discriminators ?? []), ...discriminators],
      ...reasonOf(around?.undiscriminated ?? whyUndiscriminated(discriminators, sliced)),
    });
  }
  return withoutTwins(element.slices.map((slice) => [slice, discrimination.get(slice) ?? { discriminators: [] }]));
}

/** Marks slices with the same discriminator values, which cannot be discriminated. */
function withoutTwins(slices: readonly [ResolvedElement, Discrimination][]): [ResolvedElement, Discrimination][] {
  const alike = new Map<string, ResolvedElement[]>();
  const keyOf = ({ within, discriminators }: Discrimination): string =>
    JSON.stringify([within, marksOf(discriminators)]);
  for (const [slice, discrimination] of slices) {
    if (discrimination.undiscriminated === undefined)
      alike.set(keyOf(discrimination), [...(alike.get(keyOf(discrimination)) ?? []), slice]);
  }
  return slices.map(([slice, discrimination]) => {
    const twin =
      discrimination.undiscriminated === undefined
        ? alike.get(keyOf(discrimination))?.find((other) => other !== slice)
        : undefined;
    return [
      slice,
      twin
        ? { ...discrimination, undiscriminated: `its discriminators also match items of ${twin.sliceName}` }
        : discrimination,
    ];
  });
}

/**
 * Returns the discriminators of a slicing; extensions are discriminated by URL even if the definition does not say so.
 */
function discriminatorsOf({ name, slicing }: ResolvedElement): readonly Discriminator[] {
  const stated = slicing?.discriminators ?? [];
  return stated.length === 0 && isExtensionElement(name) ? [{ type: 'value', path: 'url' }] : stated;
}

function reasonOf(undiscriminated: string | undefined): Pick<Discrimination, 'undiscriminated'> {
  return undiscriminated === undefined ? {} : { undiscriminated };
}

/**
 * Explains why a slice cannot be discriminated; a discriminator on which the slice states nothing leaves the decision
 * to the others.
 */
function whyUndiscriminated(
  discriminators: readonly SliceDiscriminator[],
  { sliceName }: ResolvedElement,
): string | undefined {
  const unknown = discriminators.find(({ isUnknown }) => isUnknown) ?? silentOf(discriminators);
  if (unknown) return `by ${unknown.type} at "${unknown.path}": ${unknown.unusable}`;
  if (discriminators.length > 0) return undefined;
  return sliceName === undefined
    ? 'the slicing has no discriminator'
    : `the reslicing of ${sliceName} has no discriminator`;
}

function silentOf(discriminators: readonly SliceDiscriminator[]): SliceDiscriminator | undefined {
  const isSilent = discriminators.every(({ unusable }) => unusable !== undefined);
  return isSilent ? discriminators[0] : undefined;
}

function marksOf(discriminators: readonly SliceDiscriminator[]): unknown[] {
  return discriminators.map(({ path, value, test }) => test ?? [path, value ?? null]);
}
