/** Guards of whole resources: a profile on top of its base type, and nested resources. */
import { describe } from '../core/describe.js';
import { valueText } from '../core/marked.js';
import { isResourceType } from '../core/resource-types.js';
import { fault, misread, no, note } from './faults.js';
import { isObject, type Properties } from '../core/json.js';
import { seal, within, type Guard, type Run } from './run.js';
import { notObject } from './structure.js';

/**
 * Runs the guard of a base type and then what a profile adds to it, which relies only on the value being an object.
 * Each marks its own issues.
 */
export function layered(
  run: Run,
  value: unknown,
  base: Guard,
  added: (value: Properties, run: Run) => boolean,
  root: string,
  profile: string,
): boolean {
  const sound = within(run, value, base, root);
  if (!isObject(value) || (run.stop && !sound)) return false;
  const before = run.drafts.length;
  const conforms = added(value, run);
  if (run.drafts.length > before) seal(run, before, root, profile);
  return sound && conforms;
}

/**
 * Checks an independent resource, such as that of a Bundle entry: `%resource` of invariants inside it is this resource.
 */
export function resource(value: unknown, run: Run): boolean {
  const { env } = run;
  run.env = { resource: value, resolve: env.resolve };
  const sound = ofAnyType(value, run);
  run.env = env;
  return sound;
}

/**
 * Checks a contained resource, which needs an id for the references to it that no other contained resource has.
 *
 * @see http://hl7.org/fhir/STU3/references.html#contained
 */
export function contained(value: unknown, run: Run): boolean {
  const sound = ofAnyType(value, run);
  if ((run.stop && !sound) || !isObject(value)) return sound;
  const { id } = value;
  if (id === undefined) fault(run, 'id', 0, 'required', 'is missing, but references to a contained resource need it');
  else if (!isRepeated(run, id)) return sound;
  else fault(run, 'id', 0, 'duplicate', `${describe(id)} is already the id of an earlier contained resource`);
  return false;
}

const idsByResource = /*@__PURE__*/ new WeakMap<Run['env'], Set<unknown>>();

/** Returns whether another contained resource has the id; remembers the id. */
function isRepeated({ env }: Run, id: unknown): boolean {
  const ids = idsByResource.get(env);
  if (!ids) idsByResource.set(env, new Set([id]));
  else if (ids.has(id)) return true;
  else ids.add(id);
  return false;
}

/** Checks a resource of any type, if the run has guards by resource type. */
function ofAnyType(value: unknown, run: Run): boolean {
  if (!isObject(value)) return notObject(run, value);
  const type = value['resourceType'];
  if (typeof type !== 'string') return notTyped(run, type);
  const { faults } = run;
  if (misread(run, value)) return false;
  const isWhole = run.faults === faults;
  const before = run.drafts.length;
  if (run.resources === undefined) return notLookedInto(run, type) && isWhole;
  const guard = run.resources(type);
  const sound = guard ? guard(value, run) : notTyped(run, type);
  if (run.drafts.length > before) seal(run, before, type);
  return sound && isWhole;
}

function notTyped(run: Run, type: unknown): false {
  const rule = { json: 'string', text: 'a resource type of this release of FHIR' } as const;
  if (type === undefined) fault(run, 'resourceType', -1, 'required', 'is missing; it states the type of the resource');
  else no(run, 'resourceType', -1, rule, type);
  return false;
}

/** Notes that a resource is not checked, because its guard is not available. */
export function notLookedInto(run: Run, type: string): true {
  note(
    run,
    '',
    0,
    'information',
    'not-supported',
    `the content of this ${isResourceType(type) ? type : valueText(type)} is not checked here`,
  );
  return true;
}
