/** What holds in the messages of one kind: the profile of the Bundle, roles, and what the header repeats. */
import { BundleIndex } from '../core/bundle-index.js';
import { describeBoth } from '../core/describe.js';
import { followedGuard } from '../guard/explain-content.js';
import { entriesCounted, fault, note } from '../guard/faults.js';
import type { FollowedRules } from '../guard/rules.js';
import type { FhirPathEnv, Json } from '../fhirpath/env.js';
import type { Issue } from '../core/issue.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { headerOf, type DerivedPart, type Find, type HeaderStep, type Select } from './message.js';
import { elementIdOf, finish, placeAt, seal, start, up, type Draft, type Run } from '../guard/run.js';

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
  readonly rules?: FollowedRules | undefined;
  readonly downgrades?: readonly (readonly [element: string, severity: 'warning' | 'information'])[] | undefined;
}

/** An element of the header that repeats what a resource says. */
export interface DerivationRules extends DerivedPart {
  /** Id of the element. */
  readonly element: string;
  readonly at: readonly HeaderStep[];
  /** What of both values is compared. */
  readonly compare: Find;
  /** Name of that, where it is a part of the value. */
  readonly compared?: string | undefined;
  readonly severity?: 'warning' | undefined;
}

/** What an event asks of one kind of its messages, beyond the profiles that it shares with others. */
export interface KindConditions {
  /** Canonical URL of the Bundle profile. */
  readonly profile: string;
  /** What the Bundle profile says, of a Bundle that is sound. */
  readonly rules: FollowedRules;
  readonly roles: readonly RoleRules[];
  readonly derivations: readonly DerivationRules[];
}

/** What holds for one kind of message. */
export interface KindRules extends KindConditions {
  /** Canonicals of the profiles that entries are tested for in any case, those of all kinds left out. */
  readonly covered: readonly string[];
}

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
  followedGuard(kind.rules)(message, run);
  among(kind, message, run);
  return finish(run, 'Bundle');
}

/** Checks the rules of a kind; true means stop. */
export function kindBroken(kind: KindRules, bundle: Properties, run: Run): boolean {
  return (!followedGuard(kind.rules)(bundle, run) && run.stop) || among(kind, bundle, run);
}

/** What a selection finds in a message; each is made once for a message. */
function selected(select: Select, bundle: unknown, env: FhirPathEnv, { bundle: index }: Run): readonly Json[] {
  const known = index?.selections.get(select);
  if (known !== undefined) return known as readonly Json[];
  const found = select(bundle, env);
  index?.selections.set(select, found);
  return found;
}

/** What the resources of a message follow besides, by the roles that they play in it. */
export function rolesIn(
  { roles }: KindConditions,
  bundle: unknown,
  run: Run,
): ReadonlyMap<unknown, readonly FollowedRules[]> | undefined {
  let found: Map<unknown, FollowedRules[]> | undefined;
  const env = { resource: bundle, resolve: run.env.resolve, found: run.bundle?.found };
  for (const { rules, select } of roles) {
    if (!rules) continue;
    found ??= new Map();
    for (const resource of selected(select, bundle, env, run))
      found.set(resource, [...(found.get(resource) ?? []), rules]);
  }
  return found;
}

/** Checks what holds among the entries; true means stop. */
export function among(kind: KindConditions, bundle: Properties, run: Run, isWalked = false): boolean {
  const before = run.drafts.length;
  const env = { resource: bundle, resolve: run.env.resolve, found: run.bundle?.found };
  for (const role of kind.roles)
    if (roleBroken(role, selected(role.select, bundle, env, run), run, isWalked)) return true;
  if (kind.derivations.length > 0 && derivedBroken(kind.derivations, bundle, env, run)) return true;
  seal(run, before, 'Bundle', kind.profile);
  for (const role of kind.roles) if (role.downgrades) downgrade(role, role.select(bundle, env), run);
  return false;
}

function roleBroken(
  { name, slice, min, max, severity, rules }: RoleRules,
  found: readonly Json[],
  run: Run,
  isWalked: boolean,
): boolean {
  const { length } = found;
  if ((length < min || length > max) && roleCounted(run, name, slice, length, min, max, severity)) return true;
  // The fast walk has already checked the resources against their roles.
  if (!rules || isWalked) return false;
  const guard = followedGuard(rules);
  for (const resource of found) {
    const place = run.only !== undefined && !run.only.has(resource) ? -1 : (run.bundle?.placeOf(resource) ?? -1);
    const before = run.drafts.length;
    if (place < 0 || (guard(resource, run) && run.drafts.length === before)) continue;
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
  const isFew = count < min;
  const element = `entry:${severity === undefined && count > 0 ? name : slice}`;
  const message = entriesCounted(name, count, min, max, severity && 'expected');
  if (severity !== undefined) {
    note(run, element, ENTRY, severity, 'business-rule', message);
    return false;
  }
  const before = run.drafts.length;
  const isOver = fault(run, element, ENTRY, isFew ? 'required' : 'structure', message);
  for (const draft of run.drafts.slice(before)) draft.role = name;
  return isOver;
}

/** Checks what the header repeats; true means stop. */
function derivedBroken(
  derivations: readonly DerivationRules[],
  bundle: Properties,
  env: FhirPathEnv,
  run: Run,
): boolean {
  const header = headerOf(bundle);
  if (header === undefined) return false;
  let last: Select | undefined;
  let resource: Json;
  for (const derivation of derivations) {
    // If the fast walk has found no errors, only warnings are left.
    if (run.only !== undefined && derivation.severity === undefined) continue;
    // Most are taken from the same resource.
    if (derivation.select !== last) resource = selected(derivation.select, bundle, env, run)[0];
    last = derivation.select;
    if (resource !== undefined && differs(derivation, header, resource, env, run)) return true;
  }
  return false;
}

/** Checks that an element of the header says the same as the resource that it is taken from; true means stop. */
function differs(derivation: DerivationRules, header: Properties, resource: Json, env: FhirPathEnv, run: Run): boolean {
  const { at, find, compare, compared, role, severity } = derivation;
  const value = follow(header, at);
  const own: Json = value === undefined ? undefined : compare(value, env)[0];
  const found = own === undefined ? [] : find(resource, env);
  if (found.length === 0 || found.some((one) => compare(one, env).includes(own))) return false;
  const others = found.flatMap((one) => compare(one, env));
  if (others.length === 0) return false;
  const [said, meant] = describeBoth(own, others[0]);
  const message = `${said} differs from the ${role}, which has ${meant}`;
  const before = run.drafts.length;
  const { loweredTo } = run;
  if (severity !== undefined) run.loweredTo = severity;
  fault(run, '', -1, 'business-rule', message);
  run.loweredTo = loweredTo;
  const draft = run.drafts[before];
  const path = draft ? pathOf(header, at) : '';
  if (draft) locate(draft, compared === undefined ? path : `${path}.${compared}`, derivation.element);
  return run.stop && severity === undefined;
}

/** Gives an issue of the header its place, which was found by walking there. */
function locate(draft: Draft, path: string, element: string): void {
  draft.located = { path, elementId: element };
  // Sorts just before the issues of the resource itself.
  draft.places.splice(0, Infinity, placeAt(RESOURCE, -1) - 0.5, placeAt(ENTRY, 0));
  draft.root = '';
}

function follow(header: Json, steps: readonly HeaderStep[]): Json {
  let value: Json = header;
  for (let i = 0; i < steps.length && value !== undefined; i++) value = take(value, steps[i] as HeaderStep);
  return value;
}

function take(value: Json, { name, mark }: HeaderStep): Json {
  const next: Json = value?.[name];
  return mark ? itemsOf(next)[markedPlace(next, mark)] : next;
}

function markedPlace(list: Json, [property, value]: readonly [property: string, value: unknown]): number {
  const items = itemsOf(list);
  for (let i = 0; i < items.length; i++) if ((items[i] as Json)?.[property] === value) return i;
  return -1;
}

/** The path of what steps lead to. */
function pathOf(header: Json, steps: readonly HeaderStep[]): string {
  let value: Json = header;
  let path = '.entry[0].resource';
  for (const step of steps) {
    const index = step.mark ? markedPlace(value?.[step.name], step.mark) : -1;
    path += `.${step.id ?? step.name}${index < 0 ? '' : `[${index}]`}`;
    value = take(value, step);
  }
  return path;
}

/** Lowers the severity of issues in the entries of a role, if the rules do not apply to it strictly. */
function downgrade({ downgrades = [] }: RoleRules, found: readonly Json[], run: Run): void {
  const places = found.map((resource) => placeAt(ENTRY, run.bundle?.placeOf(resource) ?? -1));
  for (let i = 0; i < run.drafts.length; i++) {
    const draft = run.drafts[i] as Draft;
    if (draft.severity !== 'error' || draft.places.length < 2) continue;
    if (!places.includes(draft.places.at(-1) ?? -1)) continue;
    const elementId = elementIdOf(draft);
    const [, severity] = downgrades.find(([element]) => isAt(elementId, element)) ?? [];
    if (severity === undefined) continue;
    run.faults--;
    draft.severity = severity;
  }
}

function isAt(elementId: string | undefined, element: string): boolean {
  return elementId === element || elementId?.startsWith(`${element}.`) === true;
}
