import { LosslessNumber, stringify } from 'lossless-json';
import { writtenAs } from '../core/written.js';

/** Options of the JSON writer. */
export interface JsonWriteOptions {
  /** Every member on a line of its own, indented by two spaces. */
  readonly pretty?: boolean | undefined;
}

/** Writes a resource as `JSON.stringify` does, but with numbers in the form in which they were read. */
export function toJson(resource: object, options: JsonWriteOptions = {}): string {
  return stringify(resource, withWritten, options.pretty ? 2 : undefined) ?? '';
}

function withWritten(this: unknown, key: string, value: unknown): unknown {
  if (typeof value !== 'number' || typeof this !== 'object' || this === null) return value;
  const text = writtenAs(this, key, value);
  return text === undefined ? value : new LosslessNumber(text);
}
