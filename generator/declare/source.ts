import { formatCanonical } from '../fhir/canonical.ts';

/** States the source of a file: the canonical URL of its definition, with the version. */
export function sourceOf({ canonical, version }: { readonly canonical: string; readonly version?: string }): string {
  return formatCanonical({ url: canonical, ...(version !== undefined && { version }) });
}
