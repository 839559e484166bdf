import { diagnostic, type Report } from '../diagnostics/diagnostic.ts';
import { compareText, parseCanonical } from '../fhir/canonical.ts';
import type { StructureDefinition } from '../fhir/definitions.ts';
import type { ResolvedStructure } from '../resolve/resolved.ts';
import { findSlicedExtensions, type SlicedExtension } from './sliced-extensions.ts';

/** Where an extension may be used. */
export interface ExtensionUsage {
  /** Paths of elements, names of types, and URLs of extensions; none if it may be used anywhere. */
  readonly contexts: readonly string[];
  /** It belongs in `modifierExtension`, and only there. */
  readonly isModifier: boolean;
}

export type UsageLookup = (structure: ResolvedStructure) => ExtensionUsage;

/**
 * Returns a look-up of where extensions may be used: where their definitions say, and where profiles have a slice for
 * them, which may be elsewhere. That is reported, once for each extension.
 *
 * @see http://hl7.org/fhir/STU3/defining-extensions.html#context
 */
export function extensionUsages(profiles: readonly ResolvedStructure[], report: Report): UsageLookup {
  const sliced = new Map<string, SlicedExtension[]>();
  for (const one of profiles.flatMap(findSlicedExtensions)) {
    const url = parseCanonical(one.extension).url;
    const known = sliced.get(url);
    if (known) known.push(one);
    else sliced.set(url, [one]);
  }
  return ({ definition, root }) => {
    const own = sliced.get(definition.url) ?? [];
    const stated = contextsOf(definition);
    const further = stated.length === 0 ? [] : own.filter(({ names }) => !names.some((name) => stated.includes(name)));
    const [first] = further;
    if (first) reportFurther(definition.url, stated, first, report);
    return {
      contexts: [...stated, ...new Set(further.map(({ place }) => place).sort(compareText))],
      isModifier: root.isModifier || own.some((one) => one.isModifier),
    };
  };
}

/** Returns the contexts that a definition states; none if it may be used anywhere. */
function contextsOf({ context }: StructureDefinition): readonly string[] {
  const stated = context.flatMap((text) => text.split(',')).map((text) => text.trim().replace(/\[x\]/g, ''));
  const known = [...new Set(stated.filter((text) => text !== '' && !/\s/.test(text)))];
  const isAnywhere = known.includes('Element') && known.includes('Resource');
  return isAnywhere || known.some((text) => anywhere.has(text)) ? [] : known;
}

const anywhere: ReadonlySet<string> = new Set(['*', 'Any']);

function reportFurther(
  url: string,
  stated: readonly string[],
  { profile, element, place }: SlicedExtension,
  report: Report,
): void {
  const message = `The extension ${url} is for use on ${stated.join(', ')}. The slice ${element} is on ${place}; it is accepted there too.`;
  report(diagnostic('model/extension-out-of-context', message, { canonical: profile, element }));
}
