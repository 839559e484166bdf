/**
 * Verdicts and issues. The fast walk goes first; the explaining walk follows if there are issues to produce, or if the
 * fast walk could not decide.
 */
import { formIssuesOf, isMisread } from '../core/form-issues.js';
import { ifReadable, isObject, type Properties } from '../core/json.js';
import type { Issue } from '../core/issue.js';
import { locateIssues } from '../core/positions.js';
import { issuesOf, passes } from './explained.js';
import type { Node } from './node.js';
import { Branch, learn as learnAbout, openCodesIn, recall } from './open-codes.js';
import type { FollowedRules } from './rules.js';
import {
  start,
  type Draft,
  type CheckOptions,
  type Guard,
  type Known,
  type ProfileLookup,
  type ResourceGuards,
  type Run,
} from './run.js';
import { walk } from './walk.js';
import { noteNext } from './walk-places.js';
import { Walk, type WalkSurroundings } from './walk-state.js';

/** The rules for a value, for both walks. */
export interface Judged {
  /** Returns the table for the fast walk; undefined if only the explaining walk can check the value. */
  readonly node: ((value: Properties, w: Walk) => Node | undefined) | undefined;
  readonly surroundings: WalkSurroundings;
  /** The guard of the explaining walk. */
  readonly guard: Guard;
  /** The start of expressions. */
  readonly root: string;
  readonly resources?: ResourceGuards | undefined;
  readonly known?: Known | undefined;
  readonly profiles?: ProfileLookup | undefined;
  /** A test that follows once all objects are sound; true means that it found a fault. */
  readonly after?: ((value: unknown, run: Run) => boolean) | undefined;
  /** The rules for resources by their roles in a message. */
  readonly roles?:
    ((value: unknown, run: Run) => ReadonlyMap<unknown, readonly FollowedRules[]> | undefined) | undefined;
}

/** Returns whether a value keeps all rules. Never throws. */
export function isSound(judged: Judged, value: unknown, options: CheckOptions = {}): boolean {
  const w = fastWalk(judged, value, options, false);
  if (w?.isSound) return true;
  // A received message may break some rules, which the fast walk does not take into account.
  const isCertain = w !== undefined && !w.isUnsure && options.direction !== 'receive';
  return isCertain ? false : passes(judged.guard, value, options, judged.resources, judged.known, judged.profiles);
}

/** Returns all issues of a value, in element order. Never throws. */
export function issuesFor(judged: Judged, value: unknown, options: CheckOptions = {}): Issue[] {
  const { guard, root, resources, known, profiles } = judged;
  // A terminology should be asked once, so only the explaining walk asks it.
  const w = options.terminology === undefined ? fastWalk(judged, value, options, true) : undefined;
  if (!w?.isSound) return issuesOf(guard, root, value, options, resources, known, profiles);
  const { noted: only } = w;
  if (only === undefined || only.size === 0) return [];
  const isPlain = options.maxIssues === undefined && isObject(value);
  const codes = isPlain ? ifReadable(() => openCodesIn(w, value, placesOf(judged))) : undefined;
  const recalled = codes && recall(codes, root);
  if (recalled) return locateIssues(value, recalled);
  const learn = codes && ((drafts: readonly Draft[]) => learnAbout(codes, drafts));
  return issuesOf(guard, root, value, options, resources, known, profiles, { only, indexed: w.run.bundle, learn });
}

const places = /*@__PURE__*/ new WeakMap<Judged, Branch>();

/** Returns the places of open codes that are known from earlier values. */
function placesOf(judged: Judged): Branch {
  let branch = places.get(judged);
  if (branch === undefined) places.set(judged, (branch = new Branch()));
  return branch;
}

/** Runs the test that follows the walk; if it passes over a note, the value is kept as a source of notes. */
function isSoundAfter({ after }: Judged, value: unknown, w: Walk): boolean {
  if (after === undefined) return true;
  w.run.hasNotes = false;
  if (after(value, w.run)) return false;
  if (w.run.hasNotes) noteNext(w, value);
  return true;
}

/** Runs the fast walk and sets `isSound`; returns undefined if it cannot be used. */
function fastWalk(judged: Judged, value: unknown, options: CheckOptions, isNoting: boolean): Walk | undefined {
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
    w.isSound = walk(w, value, table) && isSoundAfter(judged, value, w);
    return w;
  } catch {
    return undefined;
  }
}
