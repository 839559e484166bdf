/** Ways to break a row of an element. */
import { limitsOf, type Condition, type ElementRow, type EventRows, type Json } from './event-rows.ts';
import { children, follow, parentsOf, parseStep, pointsAt, type Place, type Root } from './row-places.ts';

/** The message around a fault, which may change it. */
export interface Surroundings {
  readonly bundle: Json;
  readonly rows: EventRows;
  /** The resource to which the row applies. */
  readonly root: Root;
}

/** A way to break a row. */
export interface RowFault {
  readonly name: string;
  readonly severity: 'error' | 'warning';
  /** True if it changes the discriminator of an entry or an item to which the row applies. */
  readonly mayLeave?: true;
  /** Breaks the row in a message and returns the place, as issues would name it; undefined if it cannot be broken. */
  readonly apply: (around: Surroundings) => string | undefined;
}

const NOWHERE = 'urn:uuid:00000000-0000-4000-8000-0000000000ff';
const OUTSIDE = 'https://directory.larkspur.example/STU3/';
const OTHER = 'x-other';
const NOTE = { url: 'https://larkspur.example/note', valueBoolean: true };

/** Returns the ways to break a row in messages of a kind. */
export function faultsOf(row: ElementRow, kind: string): RowFault[] {
  return [
    ...countFaults(row, kind),
    ...(row.conditions ?? []).flatMap((condition) => conditionFaults(row, condition)),
    ...valueFaults(row),
  ];
}

function countFaults(row: ElementRow, kind: string): RowFault[] {
  const [min, max] = limitsOf(row.count, kind);
  return [
    ...(min > 0 ? [leaving(error('missing', ({ root }) => remove(root, row.steps))), ...parentFaults(row)] : []),
    ...(max < Infinity ? [error('too many', ({ root }) => repeat(root, row.steps, max))] : []),
  ];
}

/** Returns ways to remove the parent of a required value. */
function parentFaults({ steps }: ElementRow): RowFault[] {
  const ways = steps.slice(1).map((_, i) => steps.slice(0, i + 1));
  return ways.map((way) => leaving(error(`without ${way.at(-1)}`, ({ root }) => remove(root, way))));
}

function valueFaults(row: ElementRow): RowFault[] {
  if (row.kind === 'fixed') return fixedFaults(row);
  if (row.kind === 'binding') return bindingFaults(row);
  if (row.kind === 'reference') return referenceFaults(row);
  return row.kind === 'format' ? formatFaults(row) : [];
}

function fixedFaults({ steps, value, oneOf, decidedBy }: ElementRow): RowFault[] {
  if (typeof value === 'object')
    return [
      ...['system', 'code', 'display'].flatMap((part) => [
        error(`other ${part}`, ({ root }) => change(codingAt(root, steps), part, OTHER)),
        error(`no ${part}`, ({ root }) => change(codingAt(root, steps), part, undefined)),
      ]),
      error('a second coding', ({ root }) =>
        follow(root, steps)[0]?.value.coding ? repeat(root, [...steps, 'coding'], 1) : undefined,
      ),
    ];
  const other = leaving(error('other value', ({ root }) => replace(follow(root, steps)[0], OTHER)));
  if (!decidedBy) return [other];
  const wrong = error('value of another code', ({ root }) => {
    const place = follow(root, steps)[0];
    return replace(
      place,
      oneOf?.find((item) => item !== place?.value),
    );
  });
  return [other, wrong];
}

function bindingFaults(row: ElementRow): RowFault[] {
  const { steps, at = steps, strength, membership, openSet, codes, codingOrText } = row;
  if (codingOrText)
    return [error('neither coding nor text', ({ root }) => replace(follow(root, at)[0], { extension: [NOTE] }))];
  if (strength === 'preferred') return [];
  const isError = strength === 'required' && membership === undefined;
  const make = isError ? error : warning;
  return [
    ...(codes && codes.length > 1 && isHeader(row)
      ? [make('other display', ({ root }) => recode(root, at, 'display', OTHER))]
      : []),
    ...(openSet && strength !== 'required'
      ? []
      : [make('without code', ({ root }) => recode(root, at, 'code', undefined))]),
    ...(steps.at(-1)?.includes('[coding.')
      ? [error('a second coding', ({ root }) => repeat(root, [...at, 'coding'], 1))]
      : []),
    ...otherChoices(row, at),
    ...(openSet ? [] : [make('code of no value set', ({ root }) => recode(root, at, 'code', OTHER))]),
    leaving(make('code of another system', ({ root }) => recode(root, at, 'system', `${OUTSIDE}codes`))),
  ];
}

/** Changes all codings at all places, because one that stays would satisfy several rows. */
function recode(root: Root, steps: readonly string[], part: string, value: string | undefined): string | undefined {
  const places = follow(root, steps);
  if (places.length === 0) return undefined;
  if (typeof places[0]?.value === 'string') return replace(places[0], value);
  const codings = places.flatMap((place) => (place.value.coding ? children(place, 'coding') : [place]));
  const changed = codings.map((coding) => change(coding, part, value));
  return changed.length > 1 ? places[0]?.path.replace(/\[\d+\]$/, '') : changed[0];
}

function referenceFaults({
  steps,
  at = steps,
  targets,
  tolerated,
  inBundle,
  role,
  needed,
  patient,
}: ElementRow): RowFault[] {
  const point = ({ root }: Surroundings, to: string | undefined): string | undefined =>
    replace(follow(root, [...at, 'reference'])[0], to);
  return [
    ...(tolerated === undefined
      ? []
      : [warning(`reference to a ${tolerated}`, (a) => point(a, addressOf(a, tolerated)))]),
    ...(needed ? [warning('not said', ({ root }) => remove(root, steps.slice(0, 1)))] : []),
    ...(patient ? [warning('reference to elsewhere', (around) => point(around, `${OUTSIDE}Patient/1`))] : []),
    error('reference to nowhere', (around) => point(around, NOWHERE)),
    ...(targets ?? [])
      .slice(0, 1)
      .flatMap(() =>
        otherTypes([...(targets ?? []), tolerated ?? '']).map((type) =>
          error(`reference to a ${type}`, (a) => point(a, `${OUTSIDE}${type}/1`)),
        ),
      ),
    ...(targets
      ?.flatMap((type) => breaches[type] ?? [])
      .map((breach) => error(`reference to ${breach.name}`, (a) => pointToBroken(a, at, breach))) ?? []),
    ...(targets ? [error('reference to another type', (around) => point(around, around.bundle.entry[0].fullUrl))] : []),
    ...(inBundle ? [error('reference to elsewhere', (a) => point(a, `${OUTSIDE}${targets?.[0]}/1`))] : []),
    ...(role === undefined ? [] : [error(`reference to not the ${role}`, (a) => point(a, otherOfType(a, at)))]),
  ];
}

function addressOf({ bundle }: Surroundings, type: string): string | undefined {
  return bundle.entry.find(({ resource }: Json) => resource.resourceType === type)?.fullUrl;
}

/** Returns types that FHIR allows in references, but the row does not. */
function otherTypes(targets: readonly string[]): string[] {
  return ['Group', 'Practitioner', 'Device', 'Patient', 'Organization'].filter((type) => !targets.includes(type));
}

/** Breaks the profile of a reference's target, which no longer claims to follow one. */
function pointToBroken({ bundle, root }: Surroundings, steps: readonly string[], breach: Breach): string | undefined {
  const place = follow(root, [...steps, 'reference'])[0];
  const target = bundle.entry.find((entry: Json) => entry.fullUrl === place?.value)?.resource;
  if (target?.resourceType !== breach.type) return undefined;
  delete target.meta?.profile;
  breach.apply(target);
  return place?.path;
}

/** A way to break a profile. */
export interface Breach {
  readonly type: string;
  readonly name: string;
  readonly apply: (resource: Json) => void;
}

const twice = (type: string, property: string, mark: Json): [string, Breach] => [
  type,
  { type, name: `a ${type} against its profile`, apply: (resource) => void (resource[property] = [mark, mark]) },
];

/** Ways to break profiles, by type. */
export const breaches: Readonly<Record<string, Breach>> = Object.fromEntries([
  twice('Location', 'identifier', { system: 'https://fhir.nhs.uk/Id/ods-site-code', value: 'Z9990' }),
  twice('Organization', 'identifier', { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'Z99901' }),
  twice('Patient', 'name', { use: 'official', family: 'Thistlewood' }),
  twice('Practitioner', 'identifier', { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: '9' }),
]);

/** Returns the address of another resource of the type to which a reference points. */
function otherOfType({ bundle, root }: Surroundings, steps: readonly string[]): string | undefined {
  const own = follow(root, [...steps, 'reference'])[0]?.value;
  const type = bundle.entry.find((entry: Json) => entry.fullUrl === own)?.resource.resourceType;
  const others = bundle.entry.filter((e: Json) => e.resource.resourceType === type && e.fullUrl !== own);
  return others[0]?.fullUrl;
}

function isHeader({ id }: ElementRow): boolean {
  return id.startsWith('MessageHeader.');
}

function isRouting({ id }: ElementRow): boolean {
  return id.includes('routingDemographics');
}

/** Changes a value to another type of its choice. */
function otherChoices({ steps, count }: ElementRow, at: readonly string[]): RowFault[] {
  const isDeeper = at.length > steps.length;
  // If it may be absent, the row does not apply to a value of another type.
  if (!isDeeper && JSON.stringify(count).includes('0..')) return [];
  const way = isDeeper ? at : steps;
  const [, stem] = /^(\w+)<(\w+)>$/.exec(way.at(-1) ?? '') ?? [];
  if (stem === undefined) return [];
  const choices: Readonly<Record<string, Json>> = { Boolean: true, String: OTHER, Period: { start: '2026-05-01' } };
  return Object.entries(choices).map(([type, value]) =>
    error(`${stem}${type}`, ({ root }) => {
      const place = follow(root, way)[0];
      if (!place || place.property === `${stem}${type}`) return undefined;
      delete place.owner[place.property];
      place.owner[`${stem}${type}`] = value;
      return place.path;
    }),
  );
}

/** Values that a type does not allow. */
const badValues: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  dateTime: { 'no such month': '2026-13-01', 'before year 1': '-2026-05-01', 'no text': 20260501 },
  instant: { 'only a date': '2026-05-01', 'no such day': '2026-02-30T10:00:00Z' },
  date: { 'no such day': '2026-02-30', 'with a time': '2026-02-03T10:00:00Z' },
  boolean: { 'no truth value': 'TRUE' },
  positiveInt: { 'not positive': 0 },
  integer: { 'a fraction': 1.5 },
  string: { 'no text': 5, empty: '' },
  uuid: { 'no UUID': 'letter-7' },
  '^[0-9]+$': { 'no number': 'v3' },
  nhsNumber: { 'wrong check digit': '9990000019', 'nine digits': '999000001', 'with spaces': '999 000 0018' },
  Quantity: { 'no Quantity': 3.2 },
  Address: { 'no Address': 'Larkspur Lane 1' },
  HumanName: { 'no HumanName': 'Ada' },
  Identifier: { 'no Identifier': 'Z99901' },
};

function formatFaults(row: ElementRow): RowFault[] {
  const { steps, at = steps, type = '', pattern, format, system, use, contains = [], least } = row;
  const put = (name: string, way: readonly string[], value: Json): RowFault =>
    error(name, ({ root }) => replace(follow(root, way)[0], value));
  const drop = (part: string): RowFault => error(`without ${part}`, ({ root }) => remove(root, [...at, part]));
  const all = (kind: string | undefined, way: readonly string[]): RowFault[] =>
    Object.entries(badValues[kind ?? ''] ?? {}).map(([name, value]) => put(name, way, value));
  return [
    ...all(type, at),
    ...(pattern === type ? [] : all(pattern, at)),
    ...all(format, [...at, 'value']),
    ...(format === 'nhsNumber' ? [drop('value')] : []),
    ...(system === undefined
      ? []
      : [put('other system', [...at, 'system'], `${OUTSIDE}other`), drop('system')].map(leaving)),
    ...(use === undefined ? [] : [put('other use', [...at, 'use'], 'nickname'), drop('use')]),
    ...contains.map(drop),
    ...(isRouting(row) && type === 'HumanName'
      ? [put('family name of somebody else', [...at, 'family'], 'Thistlewood')]
      : []),
    ...otherChoices(row, at),
    ...(least === undefined ? [] : [put(`below ${least}`, at, least - 1)]),
  ];
}

function conditionFaults(row: ElementRow, condition: Condition): RowFault[] {
  const { steps, values = [], pointedAtBy, count, level } = condition;
  if (count === undefined) return [];
  const make = level === 'SHOULD' ? warning : error;
  const [min] = limitsOf(count, '');
  if (pointedAtBy)
    return [
      make('missing where it is pointed at', ({ bundle, root, rows }) =>
        pointsAt(bundle, pointedAtBy, root, rows) ? remove(root, row.steps) : undefined,
      ),
    ];
  return values.map((value) => {
    const decide = (root: Root): string | undefined => replace(follow(root, steps ?? [])[0], value);
    const way = steps?.at(-1) ?? '';
    if (min > 0)
      return make(`missing where ${way} is ${value}`, ({ root }) => {
        if (decide(root) === undefined) return undefined;
        return remove(root, row.steps) ?? pathOf(root, row.steps);
      });
    return make(`there where ${way} is ${value}`, ({ root }) =>
      follow(root, row.steps).length === 0 ? undefined : decide(root) && pathOf(root, row.steps),
    );
  });
}

function pathOf(root: Root, steps: readonly string[]): string {
  return [root.path, ...steps.map((step) => parseStep(step).name)].join('.');
}

/** Removes the subject of a row, which is no fault if it may be absent. */
export function removal({ steps }: ElementRow): RowFault {
  const apply: RowFault['apply'] = ({ root }) => {
    const path = remove(root, steps);
    prune(root.value);
    return path;
  };
  return { name: 'without', severity: 'warning', apply };
}

/** Removes empty objects and lists around what was removed; returns true if nothing is left. */
function prune(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (const key of Object.keys(value)) if (prune(value[key])) delete value[key];
  if (Array.isArray(value)) value.splice(0, value.length, ...value.filter((item: Json) => item !== undefined));
  return Object.keys(value).length === 0;
}

/** Puts in a value of another JSON type, as the last resort. */
export function shapeFault({ steps }: ElementRow): RowFault {
  return error('value of another JSON type', ({ root }) => {
    const place = follow(root, steps)[0];
    return replace(place, typeof place?.value === 'object' ? OTHER : { id: OTHER });
  });
}

function error(name: string, apply: RowFault['apply']): RowFault {
  return { name, severity: 'error', apply };
}

function warning(name: string, apply: RowFault['apply']): RowFault {
  return { name, severity: 'warning', apply };
}

function leaving(fault: RowFault): RowFault {
  return { ...fault, mayLeave: true };
}

function replace(place: Place | undefined, value: Json): string | undefined {
  if (!place || value === undefined) return undefined;
  if (place.index < 0) place.owner[place.property] = value;
  else place.owner[place.property][place.index] = value;
  return place.path;
}

/** Changes a part of an object; without a value, removes it. */
function change(place: Root | undefined, part: string, value: Json): string | undefined {
  if (place?.value[part] === undefined) return undefined;
  if (value === undefined) delete place.value[part];
  else place.value[part] = value;
  return `${place.path}.${part}`;
}

/** Returns the coding to which a fixed coding applies: the value itself, that of a concept, or that of an extension. */
function codingAt(root: Root, steps: readonly string[]): Root | undefined {
  const place = follow(root, steps)[0];
  if (place?.value.valueCodeableConcept) return follow(place, ['value<CodeableConcept>', 'coding'])[0];
  return place?.value.coding ? children(place, 'coding')[0] : place;
}

/** Removes the target of the last step, in the first parent that has it. */
function remove(root: Root, steps: readonly string[]): string | undefined {
  const last = steps.at(-1) ?? '';
  const { property, name } = parseStep(last);
  const parent = parentsOf(root, steps).find((candidate) => children(candidate, last).length > 0);
  if (!parent) return undefined;
  const gone = new Set(children(parent, last).map(({ value }) => value));
  const list = parent.value[property];
  const rest = Array.isArray(list) ? list.filter((item) => !gone.has(item)) : [];
  if (rest.length > 0) parent.value[property] = rest;
  else for (const key of [property, `_${property}`]) delete parent.value[key];
  return `${parent.path}.${name}`;
}

/** Repeats the target of the last step until there are too many. */
function repeat(root: Root, steps: readonly string[], max: number): string | undefined {
  const last = steps.at(-1) ?? '';
  const { property, name } = parseStep(last);
  const parent = parentsOf(root, steps).find((candidate) => children(candidate, last).length > 0);
  if (!parent) return undefined;
  const found = children(parent, last);
  const copies = Array.from({ length: max + 1 - found.length }, () => structuredClone(found[0]?.value));
  const list = parent.value[property];
  parent.value[property] = [...(Array.isArray(list) ? list : [list]), ...copies];
  return `${parent.path}.${name}`;
}
