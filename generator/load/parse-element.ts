import type {
  BindingStrength,
  Constraint,
  Discriminator,
  DiscriminatorType,
  ElementBinding,
  ElementDefinition,
  ElementType,
  Slicing,
  TypedValue,
} from '../fhir/definitions.ts';
import { elementIdsOf } from '../fhir/element-address.ts';
import { checkDigitRules, checkDigitUrl, codeForms, codeFormUrl, neededInBuildersUrl } from '../fhir/own-extensions.ts';
import type { JsonReader } from './json-reader.ts';
import { extensionsNamed, receivedSeverity } from './parse-extensions.ts';

const strengths: readonly BindingStrength[] = ['required', 'extensible', 'preferred', 'example'];
const discriminatorTypes: readonly DiscriminatorType[] = ['value', 'exists', 'pattern', 'type', 'profile'];
const maxValueSetUrl = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/** Normalises the elements of a differential or snapshot. Elements without ids get the ids that they would have. */
export function parseElements(json: readonly JsonReader[]): ElementDefinition[] {
  const elements = json.map(parseElement).filter(({ path }) => path !== '');
  const ids = elementIdsOf(elements);
  return elements.map((element, index) => ({ ...element, id: ids[index] ?? element.path }));
}

type ParsedElement = Omit<ElementDefinition, 'id'> & { readonly id?: string };

function parseElement(json: JsonReader): ParsedElement {
  const path = readPath(json);
  const types = json.objects('type').flatMap(parseType);
  const constraints = json.objects('constraint').map(parseConstraint);
  return compact<ParsedElement>({
    id: json.string('id'),
    path,
    sliceName: json.string('sliceName'),
    short: json.text('short'),
    definition: json.text('definition'),
    min: json.number('min'),
    max: json.formed('max', /^(\*|\d{1,9})$/, '* or a number in digits'),
    types: types.length > 0 ? types : undefined,
    contentReference: json.string('contentReference')?.replace(/^#/, ''),
    binding: parseBinding(json.object('binding')),
    slicing: parseSlicing(json.object('slicing')),
    fixed: parseTypedValue(json, 'fixed'),
    pattern: parseTypedValue(json, 'pattern'),
    defaultValue: parseTypedValue(json, 'defaultValue'),
    minValue: parseTypedValue(json, 'minValue'),
    maxValue: parseTypedValue(json, 'maxValue'),
    maxLength: json.number('maxLength'),
    checkDigit: ownOf(json, checkDigitUrl)?.code('valueCode', checkDigitRules),
    codeForm: ownOf(json, codeFormUrl)?.code('valueCode', codeForms),
    isNeededInBuilders: ownOf(json, neededInBuildersUrl)?.boolean('valueBoolean'),
    recommended: recommendedValue(json),
    severityWhenReceived: receivedSeverity(json),
    constraints: constraints.length > 0 ? constraints : undefined,
    isModifier: json.boolean('isModifier'),
    isSummary: json.boolean('isSummary'),
    mustSupport: json.boolean('mustSupport'),
    representation: json.raw('representation') === undefined ? undefined : json.strings('representation'),
  });
}

/** Maximum number of characters of a path; that of an element 40 steps deep is shorter. */
const maxPath = 4000;

/** Reads the path; an unreasonable one is reported and read as blank, since each of its steps is looked at again and again. */
function readPath(json: JsonReader): string {
  const path = json.requiredString('path');
  if (path.length <= maxPath) return path;
  json.report('load/bad-property', `A path has ${path.length} characters; the maximum is ${maxPath}.`, 'path');
  return '';
}

/**
 * Reads a type. STU3 has one `profile` and one `targetProfile` per type; later releases have lists, which become one
 * type each.
 */
function parseType(json: JsonReader): ElementType[] {
  const code = json.string('code');
  // Primitive `value` elements state only XML and JSON types, in extensions of `_code`.
  if (code === undefined) return [];
  const aggregation = json.raw('aggregation') === undefined ? undefined : json.strings('aggregation');
  const versioning = json.string('versioning');
  return canonicals(json, 'profile').flatMap((profile) =>
    canonicals(json, 'targetProfile').map((targetProfile) =>
      compact<ElementType>({ code: plainCode(code), profile, targetProfile, aggregation, versioning }),
    ),
  );
}

function canonicals(json: JsonReader, key: string): (string | undefined)[] {
  const value = json.raw(key);
  if (value === undefined) return [undefined];
  return Array.isArray(value) ? json.strings(key) : [json.string(key)];
}

/** Maps FHIRPath system types (`http://hl7.org/fhirpath/System.String`) to the primitive of the same name. */
function plainCode(code: string): string {
  const system = 'http://hl7.org/fhirpath/System.';
  return code.startsWith(system) ? code.slice(system.length).toLowerCase() : code;
}

/** An extension of our own. */
function ownOf(json: JsonReader, url: string): JsonReader | undefined {
  return json.objects('extension').find((candidate) => candidate.raw('url') === url);
}

/** Reads our own extension for the value that a builder fills in. */
function recommendedValue(json: JsonReader): TypedValue | undefined {
  const [extension] = extensionsNamed(json, 'recommended');
  return extension && parseTypedValue(extension, 'value');
}

function parseBinding(json: JsonReader | undefined): ElementBinding | undefined {
  const strength = json?.code('strength', strengths);
  if (!json || !strength) return undefined;
  const extensions = json.objects('extension');
  const maximum = extensions.find((extension) => extension.raw('url') === maxValueSetUrl);
  return compact<ElementBinding>({
    strength,
    valueSet:
      json.string('valueSetUri') ?? json.object('valueSetReference')?.string('reference') ?? json.string('valueSet'),
    maxValueSet:
      maximum?.string('valueUri') ??
      maximum?.object('valueReference')?.string('reference') ??
      maximum?.string('valueCanonical'),
    description: json.text('description'),
  });
}

function parseSlicing(json: JsonReader | undefined): Slicing | undefined {
  if (!json) return undefined;
  return compact<Slicing>({
    discriminators: json.objects('discriminator').flatMap(parseDiscriminator),
    ordered: json.boolean('ordered') ?? false,
    rules: json.code('rules', ['open', 'closed', 'openAtEnd']) ?? 'open',
    description: json.text('description'),
  });
}

function parseDiscriminator(json: JsonReader): Discriminator[] {
  const type = json.code('type', discriminatorTypes);
  const path = json.string('path');
  return type && path !== undefined ? [{ type, path }] : [];
}

/** Extensions of a constraint that restates, for other validators, what the definition states in another way too. */
const restatements = ['restates-role', 'restates-derivation', 'restates-element'] as const;

function parseConstraint(json: JsonReader): Constraint {
  return compact<Constraint>({
    key: json.requiredString('key'),
    severity: json.code('severity', ['error', 'warning']) ?? 'error',
    human: json.text('human'),
    expression: json.string('expression'),
    source: json.string('source'),
    severityWhenReceived: receivedSeverity(json),
    isRestated: restatements.some((name) => extensionsNamed(json, name).length > 0) || undefined,
  });
}

/** Reads `fixedUri`, `patternCodeableConcept` and the like, whichever is present. */
function parseTypedValue(json: JsonReader, prefix: string): TypedValue | undefined {
  const key = json
    .keys()
    .find((candidate) => candidate.startsWith(prefix) && /^[A-Z]/.test(candidate.slice(prefix.length)));
  if (key === undefined) return undefined;
  const name = key.slice(prefix.length);
  const value = json.value(key);
  if (value === undefined) return undefined;
  // `fixedCode` contains a primitive `code`, `patternCoding` a complex `Coding`: the JSON type decides.
  const type = typeof value === 'object' ? name : name.charAt(0).toLowerCase() + name.slice(1);
  return { type, value };
}

/** Removes undefined properties, so that a normalised definition contains only what was stated. */
export function compact<T>(value: { [K in keyof T]: T[K] | undefined }): T {
  const said: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) said[key] = value[key];
  return said as T;
}
