import { isObject, type JsonReader } from './json-reader.ts';

/** The property by which a definition is recognised as one of another FHIR release. */
export interface OtherRelease {
  /** The property's path. */
  readonly key: string;
  readonly message: string;
}

/**
 * Recognises a definition that is not for FHIR STU3: by the version that it states or, if it states none, by properties
 * in a form that only FHIR 4 and later have. A definition that states STU3 is read in either form.
 *
 * @see http://hl7.org/fhir/STU3/structuredefinition-definitions.html#StructureDefinition.fhirVersion
 */
export function otherRelease(json: JsonReader): OtherRelease | undefined {
  const version = json.raw('fhirVersion');
  if (typeof version === 'string' && version.trim() !== '') {
    if (/^3\.0(?!\d)/.test(version.trim())) return undefined;
    return {
      key: 'fhirVersion',
      message: `The definition is for FHIR ${version}; only FHIR 3.0 (STU3) is supported.`,
    };
  }
  const key = version === undefined ? laterForm(json) : undefined;
  return key === undefined
    ? undefined
    : { key, message: `The definition states no fhirVersion, but its ${key} has a form that FHIR 4 introduced.` };
}

/** Returns the path of the first property that STU3 writes in another form. */
function laterForm(json: JsonReader): string | undefined {
  const isMessage = json.raw('resourceType') === 'MessageDefinition';
  const event = isMessage ? ['eventCoding', 'eventUri'].find((key) => json.raw(key) !== undefined) : undefined;
  const context = listIn(json.raw('context')).findIndex((item) => isObject(item));
  if (event !== undefined || context >= 0) return event ?? `context[${context}]`;
  for (const view of ['differential', 'snapshot']) {
    const content = json.raw(view);
    const elements = listIn(isObject(content) ? content['element'] : undefined);
    for (const [index, element] of elements.entries()) {
      const found = isObject(element) ? laterElementForm(element) : undefined;
      if (found !== undefined) return `${view}.element[${index}].${found}`;
    }
  }
  return undefined;
}

/**
 * Returns a property of an element in a later form. STU3 has one `profile` and one `targetProfile` per type, and
 * `valueSetUri` or `valueSetReference`.
 */
function laterElementForm({ type, binding }: Readonly<Record<string, unknown>>): string | undefined {
  if (isObject(binding) && typeof binding['valueSet'] === 'string') return 'binding.valueSet';
  for (const [index, one] of listIn(type).entries()) {
    if (!isObject(one)) continue;
    const key = ['profile', 'targetProfile'].find((name) => Array.isArray(one[name]));
    if (key !== undefined) return `type[${index}].${key}`;
    if (one['code'] === 'canonical') return `type[${index}].code`;
  }
  return undefined;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
