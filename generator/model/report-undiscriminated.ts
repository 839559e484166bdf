import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { contentsOf } from './contents.ts';
import type { SliceModel } from './model.ts';
import type { PackageModel } from './package-model.ts';

/**
 * Reports slices without a usable discriminator, or with one that needs a terminology: guards note that they are not
 * checked. An inherited slice is reported for the profile that states it.
 */
export function reportUndiscriminated(
  model: PackageModel,
  fileOf: (canonical: string) => string | undefined,
  report: Report,
): void {
  const profiles = model.families.flatMap((family) => family.structures).filter(({ role }) => role === 'profile');
  for (const { canonical, content } of profiles) {
    const reported = new Set<string>();
    const elements = contentsOf(content).flatMap((one) => one.elements);
    for (const slice of elements.flatMap(({ slices }) => slices).filter(({ isStated }) => isStated)) {
      const message = undiscriminatedMessage(slice);
      if (message === undefined || reported.has(slice.id)) continue;
      reported.add(slice.id);
      const at = { file: fileOf(canonical), canonical, element: slice.id };
      report(diagnostic('model/discriminator-unusable', message, at));
    }
  }
}

function undiscriminatedMessage({
  sliceName,
  within,
  undiscriminated,
  discriminators,
  min,
}: SliceModel): string | undefined {
  // The stage before has told that the slicing states none.
  if (undiscriminated !== undefined && discriminators.length === 0 && within === undefined) return undefined;
  if (undiscriminated !== undefined) {
    const unenforced = min > 0 ? `, and its minimum of ${min} is not enforced` : '';
    return `Items of the slice ${sliceName} cannot be discriminated: ${undiscriminated}. They are not checked${unenforced}.`;
  }
  const bindings = discriminators.flatMap(({ test }) => (test?.kind === 'member' ? test.binding : []));
  const unlisted = bindings.find(({ valueSet }) => valueSet === undefined);
  if (!unlisted) return undefined;
  return `Items of the slice ${sliceName} can only be discriminated with a terminology service: the codes of ${unlisted.canonical} are unknown.`;
}
