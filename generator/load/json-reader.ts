import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** Reports a fault of a property; `path` leads to it, such as `differential.element[3].min`. */
export type PropertyReport = (code: DiagnosticCode, message: string, path: string) => void;

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads properties of an untrusted JSON object with their expected type. A property of the wrong type is reported and
 * read as absent, unless it is clear what is meant. Only own properties count, so that `__proto__` and `constructor` are
 * keys like any other.
 */
export class JsonReader {
  readonly path: string;
  readonly #object: JsonObject;
  readonly #report: PropertyReport;

  constructor(object: JsonObject, path: string, report: PropertyReport) {
    this.#object = object;
    this.path = path;
    this.#report = report;
  }

  keys(): string[] {
    return Object.keys(this.#object);
  }

  /** Returns the object unchanged. */
  record(): JsonObject {
    return this.#object;
  }

  raw(key: string): unknown {
    return Object.hasOwn(this.#object, key) ? this.#object[key] : undefined;
  }

  /** Returns any value except null, which FHIR's JSON has only inside lists of primitives. */
  value(key: string): unknown {
    return this.#typed(key, 'a value', (value): value is unknown => value !== null);
  }

  string(key: string): string | undefined {
    return this.#typed(
      key,
      'a string with text',
      (value): value is string => typeof value === 'string' && value.trim() !== '',
    );
  }

  /** Returns an optional text for people; a blank one is reported as such and read as absent. */
  text(key: string): string | undefined {
    const value = this.raw(key);
    if (typeof value !== 'string' || value.trim() !== '') return this.string(key);
    this.report('load/blank-text', `${this.#at(key)} is blank.`, key);
    return undefined;
  }

  requiredString(key: string): string {
    return this.required(key, this.string(key)) ?? '';
  }

  number(key: string): number | undefined {
    const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
    const raw = this.raw(key);
    if (typeof raw === 'string' && /^\d{1,9}$/.test(raw)) return this.#meant(key, Number(raw));
    return this.#typed(key, 'a whole number of at least 0', isCount);
  }

  boolean(key: string): boolean | undefined {
    const raw = this.raw(key);
    if (raw === 'true' || raw === 'false') return this.#meant(key, raw === 'true');
    return this.#typed(key, 'true or false', (value): value is boolean => typeof value === 'boolean');
  }

  /** Returns a string of the given form, which `expected` describes; anything else is reported and read as absent. */
  formed(key: string, form: RegExp, expected: string): string | undefined {
    const raw = this.raw(key);
    if (typeof raw === 'number' && form.test(String(raw))) return this.#meant(key, String(raw));
    const value = this.string(key);
    if (value === undefined || form.test(value)) return value;
    this.#fault(this.#at(key), expected, value);
    return undefined;
  }

  /** Returns one of the given codes; anything else is reported and read as absent. */
  code<T extends string>(key: string, codes: readonly T[]): T | undefined {
    return this.#typed(key, `one of ${codes.join(', ')}`, (value): value is T => codes.includes(value as T));
  }

  object(key: string): JsonReader | undefined {
    const value = this.#typed(key, 'an object', isObject);
    return value && new JsonReader(value, this.#at(key), this.#report);
  }

  objects(key: string): JsonReader[] {
    return this.#array(key).flatMap((value, index) => {
      const path = `${this.#at(key)}[${index}]`;
      if (isObject(value)) return [new JsonReader(value, path, this.#report)];
      this.#fault(path, 'an object', value);
      return [];
    });
  }

  strings(key: string): string[] {
    return this.#array(key).flatMap((value, index) => {
      if (typeof value === 'string') return [value];
      this.#fault(`${this.#at(key)}[${index}]`, 'a string', value);
      return [];
    });
  }

  /** Reports a required property that is absent (one of the wrong type has been reported already). */
  required<T>(key: string, value: T | undefined): T | undefined {
    const path = this.#at(key);
    if (value === undefined && this.raw(key) === undefined)
      this.#report('load/missing-property', `${path} is missing.`, path);
    return value;
  }

  /** Reports something about a property. */
  report(code: DiagnosticCode, message: string, key: string): void {
    this.#report(code, message, this.#at(key));
  }

  #array(key: string): readonly unknown[] {
    return this.#typed(key, 'an array', (value): value is unknown[] => Array.isArray(value)) ?? [];
  }

  #typed<T>(key: string, expected: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.raw(key);
    if (value === undefined || is(value)) return value;
    this.#fault(this.#at(key), expected, value);
    return undefined;
  }

  /** Reports a value that is written with another JSON type, and returns it as it is meant. */
  #meant<T>(key: string, value: T): T {
    const written = JSON.stringify(this.raw(key));
    this.report('load/json-type', `${this.#at(key)} is ${written} in place of ${JSON.stringify(value)}.`, key);
    return value;
  }

  #fault(path: string, expected: string, value: unknown): void {
    this.#report('load/bad-property', `${path} is not ${expected}; it is ${shown(value)}.`, path);
  }

  #at(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}

/** So many characters of a text are shown. */
const longestText = 40;

/** Returns a value as a message shows it. */
function shown(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > longestText ? `${value.slice(0, longestText)}…` : value);
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : String(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
