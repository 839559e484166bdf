import { toXml } from 'careconnect-ems/xml';

/** Returns the extensions with a URL that are anywhere in a value. */
export function extensionsIn(value: unknown, url: string): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'url' in value && value.url === url ? [value] : [];
  return [...own, ...Object.values(value).flatMap((part) => extensionsIn(part, url))];
}

/** An extension as XML, without the resource that it needs around it to be written. */
export function xmlOfExtension(extension: unknown): string {
  const text = toXml({ resourceType: 'Basic', extension: [extension] } as never, { pretty: true });
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('  <extension'));
  const last = lines.findLastIndex((line) => /^ {2}<\/extension|^ {2}<extension.*\/>$/.test(line));
  return lines
    .slice(first, last + 1)
    .map((line) => line.slice(2))
    .join('\n');
}
