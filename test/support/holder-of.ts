/** Returns a resource with an extension. */
export function holderOf(extension: unknown): object {
  return { resourceType: 'Basic', code: { text: 'Holder' }, extension: [extension] };
}
