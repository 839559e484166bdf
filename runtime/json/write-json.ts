import { LosslessNumber, stringify } from 'lossless-json';
import { writtenAs } from '../core/written.js';

/** What a writer of JSON may be told. */
export interface JsonWriteOptions {
  /** Every member on a line of its own, indented by two spaces. */
  readonly pretty?: boolean | undefined;
}

/** Writes a resource as `JSON.stringify` does, but numbers that were read from text as they were written there. */
export function toJson(resource: object, options: JsonWriteOptions = {}): string {
  return stringify(resource, withWritten, options.pretty ? 2 : undefined) ?? '';
}

function withWritten(this: unknown, key: string, value: unknown): unknown {
  if (typeof value !== 'number' || typeof this !== 'object' || this === null) return value;
  const text = writtenAs(this, key, value);
  return text === undefined ? value : new LosslessNumber(text);
}
