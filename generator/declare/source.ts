import { formatCanonical } from '../fhir/canonical.ts';

/** What a file says that it comes from: the canonical of its definition, with the version. */
export function sourceOf({ canonical, version }: { readonly canonical: string; readonly version?: string }): string {
  return formatCanonical({ url: canonical, ...(version !== undefined && { version }) });
}
