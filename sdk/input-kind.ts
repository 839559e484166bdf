/** How much of an input is looked at to tell text from anything else. */
const startLength = 4096;

const binaryKinds: readonly (readonly [start: string, kind: string])[] = [
  ['\x1F\x8B', 'a gzip archive inside another: unpack it first'],
  ['PK\x03\x04', 'a zip archive: unpack it first'],
  ['PK\x05\x06', 'an empty zip archive'],
  ['%PDF-', 'a PDF document'],
  ['BZh', 'a bzip2 archive: unpack it first'],
  ['\xFD7zXZ\0', 'an xz archive: unpack it first'],
  ['7z\xBC\xAF\x27\x1C', 'a 7-Zip archive: unpack it first'],
  ['\x28\xB5\x2F\xFD', 'a Zstandard archive: unpack it first'],
  ['\x89PNG', 'a PNG image'],
  ['\xFF\xD8\xFF', 'a JPEG image'],
  ['MSH|', 'an HL7 version 2 message'],
];

/**
 * Says what an input is that holds no resource as XML or JSON; undefined for JSON of another kind than NDJSON, of which
 * its reader knows better what is wrong.
 */
export function kindOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'is empty';
  const start = Buffer.from(bytes.subarray(0, startLength)).toString('latin1');
  const [, kind] = binaryKinds.find(([mark]) => start.startsWith(mark)) ?? [];
  if (kind !== undefined) return `is neither XML nor JSON, but ${kind}`;
  const text = start.replace(/^\xEF\xBB\xBF/, '');
  if (/^\s*$/.test(text) && bytes.length <= startLength) return 'is neither XML nor JSON: it contains only white space';
  if (/^\s*[[{"]/.test(text)) return isNdjson(bytes) ? ndjson : undefined;
  const isBinary = /[\0-\x08\x0E-\x1A\x1C-\x1F]/.test(text);
  return `is neither XML nor JSON, but ${isBinary ? 'binary data' : 'text of another kind'}`;
}

const ndjson = 'is NDJSON, with a JSON text on each line; give one of them at a time';

/** Whether two lines are JSON objects each, one after the other, in what is no JSON text as a whole. */
export function isNdjson(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const [first, second] = firstLines(text);
  return first !== undefined && second !== undefined && isJsonObject(first) && isJsonObject(second);
}

/** The first two lines that are not blank. */
function firstLines(text: string): readonly string[] {
  const lines = /^\s*(\S.*)(?:\s*[\r\n]\s*(\S.*))?/.exec(text) ?? [];
  return lines.slice(1).filter((line) => line !== undefined);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
