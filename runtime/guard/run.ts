/**
 * One run of a guard, in one of two modes. A guard calls `faults.ts` only when it has found something: in the mode `is`
 * the answer is "stop", so that the guard returns at once; in the mode `check` the answer is "go on", and an issue is
 * recorded. Paths are put together on the way back up, and only for recorded issues, so that a valid value pays for
 * neither.
 */
import type { BundleIndex } from '../core/bundle-index.js';
import type { ElementTable } from '../core/elements.js';
import type { Properties } from '../core/json.js';
import type { FhirPathEnv } from '../fhirpath/env.js';
import { keepMarked, plainText } from '../core/marked.js';
import type { Issue, IssueCode, IssueSeverity } from '../core/issue.js';
import type { CheckOptions } from './check-options.js';

export type { CheckOptions };

/** Tests a value; returns true if it has no faults. Warnings are not faults. */
export type Guard = (value: unknown, run: Run) => boolean;

/** Finds the guard of a resource type; undefined for an unknown type. */
export type ResourceGuards = (type: string) => Guard | undefined;

/** Definitions that a guard does not contain itself. */
export interface Known {
  /** Says in words after a code why its system does not have it; undefined if it does, or if that is not known. */
  readonly reasonAgainst?: ((system: string, code: string) => string | undefined) | undefined;
  /** Returns whether a code system is known, completely or in part. */
  readonly hasSystem?: ((system: string) => boolean) | undefined;
  /** Returns the displays of a code, the preferred one first; undefined if they are not known. */
  readonly displaysOf?: ((system: string, code: string) => readonly string[] | undefined) | undefined;
  /** Canonical URLs of extensions; without them unknown extensions are not reported. */
  readonly extensions?: readonly string[] | undefined;
  /** Finds the rules of an extension by its canonical URL; where it is given, all extensions are known. */
  readonly extensionRules?: ((canonical: string) => Guard | undefined) | undefined;
  /** Says why an extension may not be used on an object; undefined if it may. */
  readonly misuse?: ((canonical: string, owner: Frame) => string | undefined) | undefined;
}

/** An object on the way from the root to the value that is being checked. */
export interface Frame {
  readonly elements: ElementTable;
  readonly value: Properties;
  /** The property that is being checked. */
  key: string;
  readonly outer: Frame | undefined;
}

/** The state of one run of a guard over a value. */
export interface Run {
  /** True if the next fault ends the run: always in the mode `is`, and in the mode `check` once a limit is reached. */
  stop: boolean;
  /** Number of faults so far. A part of a value is sound if checking it leaves this number unchanged. */
  faults: number;
  /** The objects that may produce notes, if the fast walk has found no faults; all others are skipped. */
  only: Pick<ReadonlySet<unknown>, 'has'> | undefined;
  /** How many more levels are allowed. */
  depth: number;
  /** How many more objects are allowed. */
  elements: number;
  /** True if a run that stops at the first fault has passed over a note, or over a fault of lower severity. */
  hasNotes: boolean;
  /** The number of issues after which the run gives up. */
  readonly maxIssues: number;
  /** The issues in the order in which they were found; empty in the mode `is`. */
  readonly drafts: Draft[];
  readonly options: CheckOptions;
  /** What invariants need besides their element: the surrounding resource. */
  env: FhirPathEnv;
  /** Guards of resources inside the value; undefined if those are not checked. */
  readonly resources: ResourceGuards | undefined;
  /** Definitions that the guards do not contain. */
  readonly known: Known;
  /** The object that is being checked, and those around it. */
  frame: Frame | undefined;
  /** The surrounding Bundle of the current value. */
  bundle: BundleIndex | undefined;
  /** The index of the outermost Bundle, if the fast walk has made it. */
  indexed: BundleIndex | undefined;
  /** Finds the rules of a profile by its canonical URL, for the targets of references. */
  profiles: ProfileLookup | undefined;
  /** Whether objects conform to profiles, by canonical URL: a cache for the tests of slices. */
  answers: Map<unknown, Map<string, boolean>> | undefined;
  /** The severity that replaces `error` for the current rules; undefined if errors stay errors. */
  loweredTo: 'warning' | 'information' | undefined;
}

/** The guard of what a profile adds, and the resource type that it constrains. */
export interface KnownProfile {
  readonly type: string;
  readonly rules: Guard;
}

export type ProfileLookup = (canonical: string) => KnownProfile | undefined;

/**
 * An issue on its way up, which collects names and places only. Most drafts of a run that stops, or whose severity is
 * lowered, are never put into words.
 */
export interface Draft {
  severity: IssueSeverity;
  readonly code: IssueCode;
  readonly message: string;
  /** Names of the surrounding elements as in an element id, innermost first; '' for an object that is no element. */
  readonly names: string[];
  /** The place of each of the names: see `placeAt`. */
  readonly places: number[];
  /** The end of the path, if it is no element. */
  end: string;
  /** Type that the element id starts with, once it is settled. */
  root: string | undefined;
  /** Number of names below the root; -1 if there is no element id. */
  below: number;
  /** The path and element id, if they were not collected on the way up. */
  located: { readonly path: string; readonly elementId: string } | undefined;
  profile: string | undefined;
  /** The role of which a message has too few or too many resources. */
  role: string | undefined;
  /** Position in the text, for issues found while reading; other positions are looked up at the end. */
  readonly read: Pick<Issue, 'line' | 'column'> | undefined;
  /** True if the severity is below error only because the message was received. */
  isLowered: boolean;
}

/** Returns a new run in one of the two modes. */
export function start(
  mode: 'is' | 'check',
  options: CheckOptions = {},
  resources?: ResourceGuards,
  known: Known = {},
): Run {
  return {
    stop: mode === 'is',
    faults: 0,
    hasNotes: false,
    only: undefined,
    depth: options.maxDepth ?? 64,
    elements: options.maxElements ?? 10_000_000,
    maxIssues: options.maxIssues ?? 10_000,
    drafts: [],
    options,
    resources,
    known,
    env: { resource: undefined },
    frame: undefined,
    bundle: undefined,
    indexed: undefined,
    profiles: undefined,
    answers: undefined,
    loweredTo: undefined,
  };
}

/**
 * Lowers the severity of errors in a received message, until the caller sets `run.loweredTo` to the returned value. A
 * fault that is no error never stops a run.
 */
export function lowerErrors(run: Run, severity: 'warning' | 'information'): Run['loweredTo'] {
  const before = run.loweredTo;
  if (run.options.direction === 'receive') run.loweredTo = severity;
  return before;
}

/** Runs a test with a lower severity for received messages, if one is given; true means stop. */
export function withSeverity(severity: 'warning' | 'information' | undefined, run: Run, test: () => boolean): boolean {
  if (severity === undefined) return test();
  const strict = lowerErrors(run, severity);
  const stops = test();
  run.loweredTo = strict;
  return stops;
}

/**
 * Adds the name of a child to the paths of everything recorded inside it; true means stop.
 *
 * @param name as in an element id: `family`, `value[x]`, `name:official`
 * @param index from 0, of an item in a list; -1 if it is no list
 * @param order place among the elements of the parent, growing in element order; `resourceType` has -1
 * @param before number of drafts before the child was checked
 */
export function up(run: Run, name: string, index: number, order: number, before: number): boolean {
  const { drafts } = run;
  const place = placeAt(order, index);
  for (let i = before; i < drafts.length; i++) {
    const { names, places } = drafts[i] as Draft;
    names.push(name);
    places.push(place);
  }
  return run.stop;
}

/**
 * Settles the element ids of the drafts since `before`, as ids below a root such as `Patient`, and their profile if one
 * is given. Ids that were settled further down stay.
 */
export function seal(run: Run, before: number, root: string, profile?: string): void {
  for (let i = before; i < run.drafts.length; i++) {
    const draft = run.drafts[i] as Draft;
    if (draft.root !== undefined) continue;
    draft.root = root;
    draft.below = draft.names.length;
    draft.profile = profile;
  }
}

/** Runs a guard whose findings all belong to one profile: see `seal`. */
export function within(run: Run, value: unknown, guard: Guard, root: string, profile?: string): boolean {
  const before = run.drafts.length;
  const ok = guard(value, run);
  if (run.drafts.length > before) seal(run, before, root, profile);
  return ok;
}

/** Returns the drafts as issues in element order; their expressions start with the root. */
export function finish(run: Run, root: string): Issue[] {
  if (run.drafts.length === 0) return [];
  seal(run, 0, root);
  const drafts = run.drafts.length === 1 ? run.drafts : withoutRepeats(run.drafts.sort(byPlace));
  return drafts.map((draft) => toIssue(draft, root));
}

/**
 * Removes a profile's draft if the base type has the same kind of fault at the same place, and a draft that repeats
 * another word for word. Drafts of one place are adjacent.
 */
function withoutRepeats(drafts: readonly Draft[]): readonly Draft[] {
  const found: Draft[] = [];
  let first = 0;
  for (let end = 1; end <= drafts.length; end++) {
    if (end < drafts.length && byPlace(drafts[first] as Draft, drafts[end] as Draft) === 0) continue;
    if (end - first === 1) found.push(drafts[first] as Draft);
    else found.push(...ofOnePlace(drafts.slice(first, end)));
    first = end;
  }
  return found;
}

function ofOnePlace(drafts: readonly Draft[]): readonly Draft[] {
  const keyOf = (draft: Draft): string => `${draft.severity} ${draft.code} ${pathOf(draft)}`;
  const base = new Set(drafts.filter((draft) => draft.profile === undefined).map(keyOf));
  const seen = new Set<string>();
  return drafts.filter((draft) => {
    const words = `${keyOf(draft)} ${draft.message}`;
    const isRepeated = draft.profile !== undefined && (base.has(keyOf(draft)) || seen.has(words));
    seen.add(words);
    return !isRepeated;
  });
}

/** Sorts from the outermost element inwards; a draft about an element comes before those about its parts. */
function byPlace({ places: one }: Draft, { places: other }: Draft): number {
  for (let i = one.length - 1, j = other.length - 1; i >= 0 && j >= 0; i--, j--) {
    const difference = (one[i] as number) - (other[j] as number);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

const roles = /*@__PURE__*/ new WeakMap<Issue, string>();

/**
 * Returns the role of which a message has too few or too many resources; undefined if the issue is about something
 * else.
 */
export function roleOf(issue: Issue): string | undefined {
  return roles.get(issue);
}

function toIssue(draft: Draft, root: string): Issue {
  const { severity, code, message, profile, role, read, isLowered } = draft;
  const issue: { -readonly [Key in keyof Issue]: Issue[Key] } = {
    severity,
    code,
    expression: '',
    message: plainText(message),
  };
  const path = root + pathOf(draft);
  issue.expression = plainText(path);
  keepMarked(issue, message, path, { isLost: read !== undefined, isLowered });
  if (profile !== undefined) issue.profile = profile;
  const elementId = elementIdOf(draft);
  if (elementId !== undefined) issue.elementId = elementId;
  if (role !== undefined) roles.set(issue, role);
  if (read?.line !== undefined) issue.line = read.line;
  if (read?.column !== undefined) issue.column = read.column;
  return issue;
}

function pathOf({ names, places, end, located }: Draft): string {
  if (located) return located.path;
  let path = '';
  for (let i = names.length - 1; i >= 0; i--) {
    const name = names[i] as string;
    const index = ((places[i] as number) % SPAN) - 1;
    if (name !== '') path += index < 0 ? `.${stemOf(name)}` : `.${stemOf(name)}[${index}]`;
  }
  return path + end;
}

/** Returns the element id of a draft; undefined if it has none. */
export function elementIdOf({ names, root, below, located }: Draft): string | undefined {
  if (located) return located.elementId;
  if (root === undefined || below < 0) return undefined;
  let id = root;
  for (let i = below - 1; i >= 0; i--) id += `.${names[i]}`;
  return id;
}

/** Removes the slice, or the `[x]` of a choice, from a name. */
function stemOf(name: string): string {
  const end = name.search(/[[:]/);
  return end < 0 ? name : name.slice(0, end);
}

const SPAN = 0x1_0000_0000;

/** Returns a draft about the same element, with other indexes from the root; -1 where there is no list. */
export function moved(draft: Draft, indexes: readonly number[]): Draft {
  const { places } = draft;
  const last = places.length - 1;
  return { ...draft, places: places.map((place, i) => placeAt(Math.floor(place / SPAN) - 1, indexes[last - i] ?? -1)) };
}

/** A step of a path: a name as in an element id, and the index in a list, -1 where there is none. */
export interface Place {
  readonly name: string;
  readonly index: number;
}

/** Returns the names and indexes of a draft from the root; undefined if its path was not collected on the way up. */
export function placesOf(draft: Draft): readonly Place[] | undefined {
  const { names, places, end, located, read } = draft;
  if (located !== undefined || read !== undefined || end !== '') return undefined;
  const last = names.length - 1;
  return names.map((_, i) => ({ name: names[last - i] ?? '', index: ((places[last - i] as number) % SPAN) - 1 }));
}

/** Returns a number that sorts by element order, then by index. */
export function placeAt(order: number, index: number): number {
  return (order + 1) * SPAN + index + 1;
}
