import { lastSegment } from '../../../generator/fhir/canonical.ts';

/** The path of the page of a value set whose codes only a terminology server knows: no module is about it. */
export function openSetPath({ url }: { readonly url: string }): string {
  return `reference/open-value-sets/${lastSegment(url)}.html`;
}
