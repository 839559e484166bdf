/** Verdicts: first the fast walk, and the explaining walk where something is to be said or nobody could be sure. */
import { formIssuesOf, isMisread } from '../core/form-issues.js';
import { isObject, type Properties } from '../core/json.js';
import type { Issue } from '../core/issue.js';
import { issuesOf, passes } from './explained.js';
import type { Node } from './node.js';
import type { FollowedRules } from './rules.js';
import {
  start,
  type CheckOptions,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
  type Run,
} from './run.js';
import { walk } from './walk.js';
import { Walk, type WalkSurroundings } from './walk-state.js';

/** What a value is held to, for both walks. */
export interface Judged {
  /** The table for the fast walk; undefined where only the explaining walk can tell. */
  readonly node: ((value: Properties, w: Walk) => Node | undefined) | undefined;
  readonly surroundings: WalkSurroundings;
  /** For the explaining walk. */
  readonly guard: Guard;
  /** What expressions start with. */
  readonly root: string;
  readonly resources?: ResourceGuards | undefined;
  readonly known?: Known | undefined;
  readonly profiles?: ProfileLookup | undefined;
  /** What is tested when all objects have been found sound; true ends the walk. */
  readonly after?: ((value: unknown, run: Run) => boolean) | undefined;
  /** What resources follow by their roles in a message. */
  readonly roles?:
    ((value: unknown, run: Run) => ReadonlyMap<unknown, readonly FollowedRules[]> | undefined) | undefined;
  /** True where there may be something to note of the value itself. */
  readonly isNoted?: boolean | undefined;
}

/** Whether a value keeps all rules. Never throws. */
export function isSound(judged: Judged, value: unknown, options: CheckOptions = {}): boolean {
  const w = fastWalk(judged, value, options, false);
  if (w?.isSound) return true;
  // What was received may break some rules all the same; of that the fast walk knows nothing.
  const isCertain = w !== undefined && !w.isUnsure && options.direction !== 'receive';
  return isCertain ? false : passes(judged.guard, value, options, judged.resources, judged.known, judged.profiles);
}

/** Everything that is to be said of a value, in element order. Never throws. */
export function issuesFor(judged: Judged, value: unknown, options: CheckOptions = {}): Issue[] {
  const { guard, root, resources, known, profiles } = judged;
  // A terminology is asked once, by the walk that tells what it said.
  const w = options.terminology === undefined ? fastWalk(judged, value, options, true) : undefined;
  if (!w?.isSound) return issuesOf(guard, root, value, options, resources, known, profiles);
  if (judged.isNoted) w.noted.add(value);
  if (w.noted.size === 0) return [];
  return issuesOf(guard, root, value, options, resources, known, profiles, w.noted);
}

interface Walked {
  readonly isSound: boolean;
  readonly isUnsure: boolean;
  readonly noted: Set<unknown>;
}

/** Undefined where the fast walk cannot be taken. */
function fastWalk(judged: Judged, value: unknown, options: CheckOptions, isNoting: boolean): Walked | undefined {
  const { node, surroundings } = judged;
  if (node === undefined || options.maxDepth !== undefined || options.maxElements !== undefined) return undefined;
  try {
    if (isMisread(value) || (isNoting && isObject(value) && formIssuesOf(value).length > 0)) return undefined;
    const run = start('is', options, judged.resources, judged.known);
    run.profiles = judged.profiles;
    run.env = { resource: value };
    const w = new Walk(run, surroundings, isNoting);
    w.rolesIn = judged.roles;
    const table = isObject(value) ? node(value, w) : undefined;
    if (table === undefined) return undefined;
    const isSoundValue = walk(w, value, table) && judged.after?.(value, run) !== true;
    return { isSound: isSoundValue, isUnsure: w.isUnsure, noted: w.noted ?? NOTHING };
  } catch {
    return undefined;
  }
}

const NOTHING = /*@__PURE__*/ new Set<unknown>();
