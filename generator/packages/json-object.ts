import { isObject } from '../load/json-reader.ts';

/** Parses text or bytes of JSON; undefined if they are not a JSON object. */
export function parseJsonObject(data: string | Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
