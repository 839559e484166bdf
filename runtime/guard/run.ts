/**
 * One guard body, two modes. A guard calls into `faults.ts` only where it found something: in the mode `is` the answer
 * is "stop", so that it returns at once; in the mode `check` an issue is recorded and the answer is "go on". Paths are
 * put together on the way back up, and only for what was recorded, so that a valid value pays for neither.
 */
import type { BundleIndex } from '../core/bundle-index.js';
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
  /** Returns whether a code system has a code; undefined if not all of its codes are known. */
  readonly hasCode?: ((system: string, code: string) => boolean | undefined) | undefined;
  /** Returns whether a code system is known, completely or in part. */
  readonly hasSystem?: ((system: string) => boolean) | undefined;
  /** Canonical URLs of extensions; without them unknown extensions are not reported. */
  readonly extensions?: readonly string[] | undefined;
  /** Finds the rules of an extension by its canonical URL. */
  readonly extensionRules?: ((canonical: string) => Guard | undefined) | undefined;
}

/** One run of a guard over a value. */
export interface Run {
  /** True when the next fault ends the run: always in the mode `is`, after a limit was reached in the mode `check`. */
  stop: boolean;
  /** How many faults were found so far: a part of a value is sound when it is the same after that part as before. */
  faults: number;
  /** The only objects that there is something to say of, where that is known: others are passed over. */
  only: ReadonlySet<unknown> | undefined;
  /** How many levels may still come. */
  depth: number;
  /** How many objects may still come. */
  elements: number;
  /** After how many issues to give up. */
  readonly maxIssues: number;
  /** What was found, in the order in which it was found; stays empty in the mode `is`. */
  readonly drafts: Draft[];
  readonly options: CheckOptions;
  /** What invariants are told besides their element: the resource around it. */
  env: FhirPathEnv;
  /** Guards of resources inside the value; undefined where those are not looked into. */
  readonly resources: ResourceGuards | undefined;
  /** Definitions beyond the guards. */
  readonly known: Known;
  /** The Bundle around what is being checked; undefined outside of one. */
  bundle: BundleIndex | undefined;
  /** Finds the rules of a profile, for the targets of references; undefined for an unknown profile. */
  profiles: ProfileLookup | undefined;
  /** Whether objects conform to profiles, by canonical URL, as far as slices have asked; undefined if none has. */
  answers: Map<unknown, Map<string, boolean>> | undefined;
  /** The severity that replaces `error` for the current rules; undefined where errors stay errors. */
  softened: 'warning' | 'information' | undefined;
}

/** The guard of what a profile adds, and the type of resource that it is for. */
export interface KnownProfile {
  readonly type: string;
  readonly rules: Guard;
}

export type ProfileLookup = (canonical: string) => KnownProfile | undefined;

/**
 * An issue on its way up. Names and places are only gathered there: most of what is found in a run that stops, or is
 * made less serious, is never put into words.
 */
export interface Draft {
  severity: IssueSeverity;
  readonly code: IssueCode;
  readonly message: string;
  /** Names of the elements around as in an element id, innermost first; '' for what is no element. */
  readonly names: string[];
  /** Where each of them stands: see `placeAt`. */
  readonly places: number[];
  /** What the path ends in, where that is no element. */
  end: string;
  /** Type that the element id starts with, once that is settled. */
  root: string | undefined;
  /** How many of the names stand below the root; -1 where there is no id. */
  below: number;
  /** The path and the id, where something other than the way up decided them. */
  located: { readonly path: string; readonly elementId: string } | undefined;
  profile: string | undefined;
  /** The role of which there are too few or too many, in a message. */
  role: string | undefined;
  /** Where it stands in the text, for what was found in reading; other places are looked up when all is done. */
  readonly read: Pick<Issue, 'line' | 'column'> | undefined;
  /** Less serious than an error only because the message was received. */
  isSoftened: boolean;
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
    only: undefined,
    depth: options.maxDepth ?? 64,
    elements: options.maxElements ?? 10_000_000,
    maxIssues: options.maxIssues ?? 10_000,
    drafts: [],
    options,
    resources,
    known,
    env: { resource: undefined },
    bundle: undefined,
    profiles: undefined,
    answers: undefined,
    softened: undefined,
  };
}

/**
 * Lowers the severity of errors when a message is received, until `run.softened` is put back to what this returns. A fault that is
 * not serious never stops a run.
 */
export function soften(run: Run, severity: 'warning' | 'information'): Run['softened'] {
  const before = run.softened;
  if (run.options.direction === 'receive') run.softened = severity;
  return before;
}

/** Runs a test with the severity that a breach has in what was received, where it is lower; true means stop. */
export function softly(severity: 'warning' | 'information' | undefined, run: Run, test: () => boolean): boolean {
  if (severity === undefined) return test();
  const strict = soften(run, severity);
  const stops = test();
  run.softened = strict;
  return stops;
}

/**
 * Puts the name of a child before the paths of what was recorded inside it; true means stop.
 *
 * @param name as in an element id: `family`, `value[x]`, `name:official`
 * @param index from 0, of an item in a list; -1 where it is no list
 * @param order place among the elements of the parent, growing in element order; `resourceType` has -1
 * @param before how many drafts there were before the child
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
 * Settles the element ids of what was recorded since `before`, as ids below a root such as `Patient`, and the profile
 * where one is given. What was settled further down stays.
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

/** Runs a guard of which everything that it finds belongs to one profile: see `seal`. */
export function within(run: Run, value: unknown, guard: Guard, root: string, profile?: string): boolean {
  const before = run.drafts.length;
  const ok = guard(value, run);
  if (run.drafts.length > before) seal(run, before, root, profile);
  return ok;
}

/** Returns what was recorded as issues in element order; their expressions start with the root. */
export function finish(run: Run, root: string): Issue[] {
  if (run.drafts.length === 0) return [];
  seal(run, 0, root);
  const drafts = run.drafts.length === 1 ? run.drafts : withoutRepeats(run.drafts.sort(byPlace));
  return drafts.map((draft) => toIssue(draft, root));
}

/**
 * Leaves out what a profile says of a place where its base type has found the same kind of fault, and what is said twice
 * in the same words. Drafts of one place stand side by side.
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
  const said = new Set<string>();
  return drafts.filter((draft) => {
    const words = `${keyOf(draft)} ${draft.message}`;
    const isRepeated = draft.profile !== undefined && (base.has(keyOf(draft)) || said.has(words));
    said.add(words);
    return !isRepeated;
  });
}

/** From the outermost element inwards; what is said of an element stands before what is said of its parts. */
function byPlace({ places: one }: Draft, { places: other }: Draft): number {
  for (let i = one.length - 1, j = other.length - 1; i >= 0 && j >= 0; i--, j--) {
    const difference = (one[i] as number) - (other[j] as number);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

const roles = /*@__PURE__*/ new WeakMap<Issue, string>();

/** The role of which an issue says that a message has too few or too many; undefined where it is about something else. */
export function roleOf(issue: Issue): string | undefined {
  return roles.get(issue);
}

function toIssue(draft: Draft, root: string): Issue {
  const { severity, code, message, profile, role, read, isSoftened } = draft;
  const issue: { -readonly [Key in keyof Issue]: Issue[Key] } = {
    severity,
    code,
    expression: '',
    message: plainText(message),
  };
  const path = root + pathOf(draft);
  issue.expression = plainText(path);
  keepMarked(issue, message, path, { isLost: read !== undefined, isSoftened });
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

/** The id of the element that a draft is about; undefined where it has none. */
export function elementIdOf({ names, root, below, located }: Draft): string | undefined {
  if (located) return located.elementId;
  if (root === undefined || below < 0) return undefined;
  let id = root;
  for (let i = below - 1; i >= 0; i--) id += `.${names[i]}`;
  return id;
}

/** A name without its slice, and without the `[x]` of a choice. */
function stemOf(name: string): string {
  const end = name.search(/[[:]/);
  return end < 0 ? name : name.slice(0, end);
}

const SPAN = 0x1_0000_0000;

/** Returns a number that sorts by the order of elements, then by their index. */
export function placeAt(order: number, index: number): number {
  return (order + 1) * SPAN + index + 1;
}
