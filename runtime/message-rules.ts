/** What holds in the messages of one kind: the profile of the Bundle, roles, and what the header repeats. */
import { BundleIndex } from './bundle-index.js';
import { describe } from './describe.js';
import { fault, miscounted, note } from './faults.js';
import type { Json } from './fhirpath/env.js';
import type { Issue } from './issue.js';
import { isObject, itemsOf, type Properties } from './json.js';
import { headerOf, type DerivedPart, type Find, type HeaderStep, type Select } from './message.js';
import { finish, seal, start, up, within, type Draft, type Guard, type Run } from './run.js';

/** Entries that more than their type tells apart. */
export interface RoleRules {
  readonly name: string;
  /** The slice of `Bundle.entry` that they belong to. */
  readonly slice: string;
  readonly select: Select;
  readonly min: number;
  readonly max: number;
  readonly severity?: 'warning' | undefined;
  /** What the role adds to the profile of the slice. */
  readonly rules?: Guard | undefined;
  readonly downgrades?: readonly (readonly [element: string, severity: 'warning' | 'information'])[] | undefined;
}

/** An element of the header that repeats what a resource says. */
export interface DerivationRules extends DerivedPart {
  /** Id of the element. */
  readonly element: string;
  readonly at: readonly HeaderStep[];
  readonly role: string;
  /** What of both values is compared. */
  readonly compare: Find;
  /** Name of that, where it is a part of the value. */
  readonly compared?: string | undefined;
  readonly severity?: 'warning' | undefined;
}

/** What an event asks of one kind of its messages, beyond the profiles that it shares with others. */
export interface KindConditions {
  /** Canonical of the Bundle profile. */
  readonly profile: string;
  /** What the Bundle profile says, of a Bundle that is sound. */
  readonly rules: Guard;
  readonly roles: readonly RoleRules[];
  readonly derivations: readonly DerivationRules[];
}

/** What holds for one kind of message. */
export interface KindRules extends KindConditions {
  /** Canonicals of the profiles that entries are tested for in any case, those of all kinds left out. */
  readonly covered: readonly string[];
}

/** For resources of which an event asks no more than a profile that it shares with others. */
export const nothingMore: Guard = () => true;

/** Places among the elements of `Bundle` and `Bundle.entry`. */
const ENTRY = 8;
const RESOURCE = 5;

/** What the conditions of a kind find in a message whose parts are sound, as it comes from a builder. */
export function conditionIssues(kind: KindConditions, message: unknown): Issue[] {
  if (!isObject(message)) return [];
  const run = start('check', { direction: 'publish' });
  const index = new BundleIndex(message);
  run.bundle = index;
  run.env = { resource: message, resolve: (reference) => index.find(reference) };
  within(run, message, kind.rules, 'Bundle', kind.profile);
  among(kind, message, run);
  return finish(run, 'Bundle');
}

/** Checks the rules of a kind; true means stop. */
export function kindBroken(kind: KindRules, bundle: Properties, run: Run): boolean {
  return (!kind.rules(bundle, run) && run.stop) || among(kind, bundle, run);
}

/** Checks what holds among the entries; true means stop. */
function among(kind: KindConditions, bundle: Properties, run: Run): boolean {
  const before = run.drafts.length;
  const env = { resource: bundle, resolve: run.env.resolve };
  for (const role of kind.roles) if (roleBroken(role, role.select(bundle, env), run)) return true;
  for (const derivation of kind.derivations) if (differs(derivation, bundle, run)) return true;
  seal(run, before, 'Bundle', kind.profile);
  for (const role of kind.roles) if (role.downgrades) downgrade(role, role.select(bundle, env), run);
  return false;
}

function roleBroken({ name, slice, min, max, severity, rules }: RoleRules, found: readonly Json[], run: Run): boolean {
  const { length } = found;
  if ((length < min || length > max) && roleCounted(run, name, slice, length, min, max, severity)) return true;
  if (!rules) return false;
  for (const resource of found) {
    const place = run.bundle?.placeOf(resource) ?? -1;
    const before = run.drafts.length;
    if (place < 0 || (rules(resource, run) && run.drafts.length === before)) continue;
    up(run, 'resource', -1, RESOURCE, before);
    if (up(run, 'entry', place, ENTRY, before)) return true;
  }
  return false;
}

function roleCounted(
  run: Run,
  name: string,
  slice: string,
  count: number,
  min: number,
  max: number,
  severity: 'warning' | undefined,
): boolean {
  if (severity === undefined && count === 0)
    return fault(run, `entry:${slice}`, ENTRY, 'required', `has no entry that is the ${name} of this message`);
  if (severity === undefined) return miscounted(run, `entry:${name}`, ENTRY, count, min, max);
  const limit = count < min ? `at least ${min}` : `at most ${max}`;
  note(run, `entry:${slice}`, ENTRY, severity, 'business-rule', `has ${count} of ${name}; expected: ${limit}`);
  return false;
}

/** Checks that an element of the header says the same as the resource that it is taken from; true means stop. */
function differs(derivation: DerivationRules, bundle: Properties, run: Run): boolean {
  const { at, select, find, compare, compared, role, severity } = derivation;
  const header: Json = headerOf(bundle);
  const env = { resource: bundle, resolve: run.env.resolve };
  const [resource] = select(bundle, env);
  const found = header === undefined ? undefined : follow(header, at);
  if (found === undefined || resource === undefined) return false;
  const [own] = compare(found.value, env);
  const others = find(resource, env).flatMap((value) => compare(value, env));
  if (own === undefined || others.length === 0 || others.includes(own)) return false;
  const message = `${describe(own)} is not what the ${role} has: ${describe(others[0])}`;
  const before = run.drafts.length;
  const { softened } = run;
  if (severity !== undefined) run.softened = severity;
  fault(run, '', -1, 'business-rule', message);
  run.softened = softened;
  const draft = run.drafts[before];
  if (draft) locate(draft, compared === undefined ? found.path : `${found.path}.${compared}`, derivation.element);
  return run.stop && severity === undefined;
}

/** Gives an issue of the header its place, which was found by walking there. */
function locate(draft: Draft, path: string, element: string): void {
  draft.path = path;
  draft.order = String.fromCharCode(ENTRY + 1, 0, 1, RESOURCE + 1);
  draft.id = undefined;
  draft.elementId = element;
}

function follow(header: Json, steps: readonly HeaderStep[]): { value: Json; path: string } | undefined {
  let value: Json = header;
  let path = '.entry[0].resource';
  for (const { name, mark, id } of steps) {
    const next: Json = value?.[name];
    const index = mark ? itemsOf(next).findIndex((item: Json) => item?.[mark[0]] === mark[1]) : -1;
    path += `.${id ?? name}${index < 0 ? '' : `[${index}]`}`;
    value = mark ? itemsOf(next)[index] : next;
    if (value === undefined) return undefined;
  }
  return { value, path };
}

/** Makes what was found in the entries of a role less serious, where the role is not held to it. */
function downgrade({ downgrades = [] }: RoleRules, found: readonly Json[], run: Run): void {
  const places = found.map((resource) => `.entry[${run.bundle?.placeOf(resource) ?? -1}].`);
  for (let i = 0; i < run.drafts.length; i++) {
    const draft = run.drafts[i] as Draft;
    const [, severity] = downgrades.find(([element]) => isAt(draft.elementId, element)) ?? [];
    const isIn = places.some((place) => draft.path.startsWith(place));
    if (severity === undefined || !isIn || draft.severity !== 'error') continue;
    run.faults--;
    run.drafts[i] = { ...draft, severity };
  }
}

function isAt(elementId: string | undefined, element: string): boolean {
  return elementId === element || elementId?.startsWith(`${element}.`) === true;
}
