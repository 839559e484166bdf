/** The classes of mutants: which values each changes, and how. */
import type { Prng } from '../../runtime/random/prng.ts';

/** A value in a resource. */
export interface Place {
  readonly owner: Record<string | number, unknown>;
  readonly key: string | number;
  readonly value: unknown;
  /** Name of the property, also for an item of a list. */
  readonly name: string;
}

/** A class of mutants. */
export interface MutantClass {
  readonly name: string;
  /** Whether a value can be changed in this way. */
  readonly fits: (place: Place) => boolean;
  readonly change: (place: Place, random: Prng) => void;
}

const isText = (place: Place): place is Place & { value: never } => typeof place.value === 'string';
const isObject = ({ value }: Place): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = ({ value }: Place): boolean => Array.isArray(value);
const isItem = ({ owner }: Place): boolean => Array.isArray(owner);
const isDate = ({ value }: Place): boolean => typeof value === 'string' && /^\d{4}-\d\d(?:-\d\d(?:T|$)|$)/.test(value);
const isCoding = ({ value }: Place): boolean => isObjectWith(value, 'system') && isObjectWith(value, 'code');
const isReference = ({ name, value }: Place): boolean => name === 'reference' && typeof value === 'string';
const isChoice = ({ name }: Place): boolean =>
  /^(?:value|effective|onset|occurrence|performed|deceased)[A-Z]/.test(name);

function isObjectWith(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

function put(value: unknown): MutantClass['change'] {
  return ({ owner, key }) => void (owner[key] = value);
}

function edit(change: (value: never) => unknown): MutantClass['change'] {
  return ({ owner, key, value }) => void (owner[key] = change(value as never));
}

function within(name: string, value: unknown): MutantClass['change'] {
  return ({ value: object }) => void ((object as Record<string, unknown>)[name] = value);
}

function oneOf(...values: readonly unknown[]): MutantClass['change'] {
  return ({ owner, key }, random) => void (owner[key] = random.pick(values));
}

const named =
  (...names: readonly string[]) =>
  ({ name, owner }: Place): boolean =>
    names.includes(name) && !Array.isArray(owner);

const both =
  (...tests: readonly ((place: Place) => boolean)[]) =>
  (place: Place): boolean =>
    tests.every((test) => test(place));

/** Every class, by what it changes. */
export const classes: readonly MutantClass[] = [
  // Structure
  {
    name: 'remove-property',
    fits: (p) => !isItem(p) && p.name !== 'resourceType',
    change: ({ owner, key }) => void delete owner[key],
  },
  {
    name: 'remove-item',
    fits: isItem,
    change: ({ owner, key }) => void (owner as unknown as unknown[]).splice(Number(key), 1),
  },
  {
    name: 'duplicate-item',
    fits: isItem,
    change: ({ owner, value }) => void (owner as unknown as unknown[]).push(structuredClone(value)),
  },
  { name: 'unknown-property', fits: isObject, change: within('notAnElement', 'x') },
  { name: 'string-to-number', fits: (p) => isText(p) && p.name !== 'resourceType', change: put(5) },
  {
    name: 'scalar-to-array',
    fits: (p) => isText(p) && !isItem(p) && p.name !== 'resourceType',
    change: edit((value) => [value]),
  },
  { name: 'array-to-object', fits: isList, change: edit((value: unknown[]) => value[0]) },
  { name: 'object-to-string', fits: isObject, change: put('x') },
  { name: 'empty-object', fits: isObject, change: put({}) },
  { name: 'empty-string', fits: isText, change: put('') },
  { name: 'empty-array', fits: isList, change: put([]) },
  { name: 'boolean-to-string', fits: ({ value }) => typeof value === 'boolean', change: edit(String) },
  { name: 'null-value', fits: (p) => !isItem(p) && isText(p), change: put(null) },
  // Primitives at their edges
  { name: 'bad-date', fits: isDate, change: oneOf('2021-02-30', '2021-13-01', '01/02/2021', '20210201', '2021-2-1') },
  {
    name: 'date-edge',
    fits: isDate,
    change: oneOf('2020-02-29', '1900-01-01', '9999-12-31', '2019-02-29', '2021-06-31'),
  },
  {
    name: 'moment-edge',
    fits: (p) => isDate(p) && String(p.value).includes('T'),
    change: oneOf(
      '2021-02-01T24:00:00Z',
      '2021-02-01T10:00:60Z',
      '2021-02-01T10:00:00',
      '2021-02-01T10:00:00+14:30',
      '2021-02-01T10:00Z',
      '2021-02-01T10:00:00.123456Z',
    ),
  },
  {
    name: 'decimal-edge',
    fits: ({ value }) => typeof value === 'number',
    change: oneOf(0, -1, 0.000001, 1e21, 2147483648, 1.5),
  },
  { name: 'id-bad', fits: named('id'), change: oneOf('has space', 'under_score', 'x'.repeat(65)) },
  {
    name: 'whitespace-code',
    fits: named('code', 'status', 'use', 'gender'),
    change: ({ owner, key, value }) => void (owner[key] = typeof value === 'string' ? ` ${value}` : value),
  },
  { name: 'uri-blank', fits: named('system', 'url'), change: put('https://example.org/a b') },
  // Terminology
  {
    name: 'wrong-code',
    fits: both(isText, named('code', 'status', 'use', 'gender', 'type', 'mode', 'intent')),
    change: put('not-a-code'),
  },
  { name: 'wrong-system', fits: both(isText, named('system')), change: put('https://example.org/CodeSystem/other') },
  { name: 'wrong-display', fits: both(isText, named('display')), change: put('Another display') },
  {
    name: 'coding-without-system',
    fits: isCoding,
    change: ({ value }) => void delete (value as Record<string, unknown>)['system'],
  },
  {
    name: 'coding-without-code',
    fits: isCoding,
    change: ({ value }) => void delete (value as Record<string, unknown>)['code'],
  },
  { name: 'text-only', fits: (p) => isObjectWith(p.value, 'coding'), change: put({ text: 'Text only' }) },
  // Slices, choices and extensions
  {
    name: 'wrong-extension-url',
    fits: both(isText, named('url')),
    change: put('https://example.org/StructureDefinition/other'),
  },
  {
    name: 'extension-without-url',
    fits: both(isText, named('url')),
    change: ({ owner, key }) => void delete owner[key],
  },
  {
    name: 'rename-choice',
    fits: isChoice,
    change: ({ owner, key, value, name }) => {
      delete owner[key];
      owner[name.replace(/[A-Z].*$/, 'Base64Binary')] = value;
    },
  },
  {
    name: 'second-choice',
    fits: isChoice,
    change: ({ owner, name }) =>
      void (owner[name.replace(/[A-Z].*$/, name.endsWith('Boolean') ? 'String' : 'Boolean')] = true),
  },
  {
    name: 'modifier-extension',
    fits: (p) => isObject(p) && !isItem(p),
    change: within('modifierExtension', [{ url: 'https://example.org/modifier', valueBoolean: true }]),
  },
  {
    name: 'extension-on-datatype',
    fits: isObject,
    change: within('extension', [{ url: 'https://example.org/extension' }]),
  },
  {
    name: 'other-discriminator',
    fits: both(isText, named('system', 'use', 'url', 'code')),
    change: edit((value: string) => `${value}x`),
  },
  // References, contained resources and narrative
  { name: 'reference-type', fits: isReference, change: put('https://example.org/fhir/Questionnaire/1') },
  { name: 'reference-malformed', fits: isReference, change: oneOf('patient/1', 'Patient', 'Patient/', 'Patient/a_b') },
  { name: 'reference-versioned', fits: isReference, change: edit((value: string) => `${value}/_history/1`) },
  { name: 'reference-fragment', fits: isReference, change: put('#nowhere') },
  {
    name: 'contained-unreferenced',
    fits: (p) => isObjectWith(p.value, 'resourceType'),
    change: within('contained', [{ resourceType: 'Organization', id: 'c1', name: 'Example' }]),
  },
  {
    name: 'contained-without-id',
    fits: (p) => isObjectWith(p.value, 'resourceType'),
    change: within('contained', [{ resourceType: 'Organization', name: 'Example' }]),
  },
  {
    name: 'narrative',
    fits: (p) => isObjectWith(p.value, 'resourceType'),
    change: ({ value }, random) =>
      void ((value as Record<string, unknown>)['text'] = {
        status: 'generated',
        div: random.pick([
          '<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>',
          '<div xmlns="http://www.w3.org/1999/xhtml"></div>',
          '<div>x</div>',
          '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
          '<div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">x</p></div>',
        ]),
      }),
  },
  { name: 'swap-resource-type', fits: named('resourceType'), change: oneOf('Patient', 'Observation', 'Organization') },
  // Bundles
  {
    name: 'duplicate-entry',
    fits: (p) => isItem(p) && p.name === 'entry',
    change: ({ owner, value }) => void (owner as unknown as unknown[]).push(structuredClone(value)),
  },
  {
    name: 'full-url',
    fits: named('fullUrl'),
    change: oneOf('urn:uuid:not-a-uuid', 'Patient/1', 'urn:uuid:00000000-0000-4000-8000-000000000000'),
  },
  {
    name: 'move-header',
    fits: (p) => p.name === 'entry' && isList(p),
    change: edit((value: unknown[]) => [...value.slice(1), value[0]]),
  },
  {
    name: 'bundle-type',
    fits: (p) => p.name === 'type' && p.value === 'message',
    change: oneOf('document', 'transaction', 'collection', 'history'),
  },
];
