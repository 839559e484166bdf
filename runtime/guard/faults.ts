/** Functions that a guard calls when it finds a fault. True always means: stop, and return false. */
import { impossibleIn } from '../primitives/characters.js';
import { describe, didYouMean, quote } from '../core/describe.js';
import { formIssuesOf } from '../core/form-issues.js';
import { isFault, type Issue, type IssueCode, type IssueSeverity } from '../core/issue.js';
import type { Properties } from '../core/json.js';
import { saidAgain, valueText } from '../core/marked.js';
import type { Rule } from '../primitives/rules.js';
import { placeAt, up, type Draft, type Run } from './run.js';

/** Order of a property without an element definition: last. */
const LAST = 0xfffe;
/** Order of issues found while reading: before `resourceType`, which has -1. */
const FIRST = -2;
/** Number of issues of a run that get a suggestion. Finding one takes longer than the rest of the issue. */
const MOST_SUGGESTIONS = 100;

/**
 * The child `name` has a value that breaks a rule; true means stop.
 *
 * @param name as in an element id: `family`, `value[x]`, `name:official`
 * @param order place among the elements of the parent, growing in element order
 * @param index from 0, of an item in a list
 */
export function no(run: Run, name: string, order: number, rule: Rule, value: unknown, index = -1): boolean {
  const { json, code = 'value', among, text } = rule;
  const impossible = json === 'string' && typeof value === 'string' ? impossibleIn(value) : undefined;
  if (impossible !== undefined)
    return fault(
      run,
      name,
      order,
      'value',
      `${describe(value)} contains a character that XML does not allow: ${impossible}`,
      index,
    );
  const hint = among && typeof value === 'string' ? suggest(run, value, among) : '';
  const message = value === '' && !among ? 'is empty' : `${describe(value)} is not ${text}${hint}`;
  return fault(run, name, order, json === undefined || typeof value === json ? code : 'structure', message, index);
}

/** The child `name` has a fault that the caller describes; true means stop. */
export function fault(run: Run, name: string, order: number, code: IssueCode, message: string, index = -1): boolean {
  const before = run.drafts.length;
  add(run, 'error', code, message);
  up(run, name, index, order, before);
  return limit(run);
}

/** The element itself, rather than one of its children, has a fault; true means stop. */
export function wrong(run: Run, code: IssueCode, message: string): boolean {
  add(run, 'error', code, message);
  return limit(run);
}

/** An invariant does not hold for the element itself; true means stop. A warning never stops. */
export function broken(run: Run, key: string, message: string, severity: 'error' | 'warning' = 'error'): boolean {
  const text = `${message} (${key})`;
  if (severity === 'error') return wrong(run, 'invariant', text);
  if (run.drafts.length < run.maxIssues) add(run, severity, 'invariant', text);
  return false;
}

/**
 * Returns the key of the invariant that an issue is about. It stands at the end of the message alone: an issue says it
 * to people, and has no property for it. Undefined for any other issue.
 */
export function invariantKeyOf({ code, message }: Pick<Issue, 'code' | 'message'>): string | undefined {
  return code === 'invariant' ? /\(([^()]+)\)$/.exec(message)?.[1] : undefined;
}

/** The child `name` is required but missing; true means stop. */
export function missing(run: Run, name: string, order: number): boolean {
  return fault(run, name, order, 'required', 'is required but missing');
}

/**
 * A list, or a slice of one, has the wrong number of items; true means stop. `max` is Infinity if there is no limit.
 */
export function miscounted(run: Run, name: string, order: number, count: number, min: number, max: number): boolean {
  const [element, slice] = name.split(':');
  const isFew = count < min;
  const code = isFew ? 'required' : 'structure';
  if (element === 'entry' && slice !== undefined)
    return fault(run, name, order, code, entriesCounted(slice, count, min, max));
  const items = `${count} ${count === 1 ? 'item' : 'items'}${slice === undefined ? '' : ` in the slice "${slice}"`}`;
  const verb = isFew ? 'required' : 'allowed';
  return fault(run, name, order, code, `has ${items}; ${limitOf(count, min, max)} ${verb}`);
}

/** Returns the message for a wrong number of entries. It does not mention slices, which senders need not know. */
export function entriesCounted(name: string, count: number, min: number, max: number, verb = 'allowed'): string {
  const found = count === 0 ? 'is no entry' : count === 1 ? 'is 1 entry' : `are ${count} entries`;
  const wanted = count < min && verb === 'allowed' ? 'required' : verb;
  return `there ${found} for \`${name}\`; ${limitOf(count, min, max)} ${wanted}`;
}

function limitOf(count: number, min: number, max: number): string {
  const bound = count < min ? min : max;
  const words = min === max ? 'exactly' : count < min ? 'at least' : 'at most';
  return `${words} ${bound} ${bound === 1 ? 'is' : 'are'}`;
}

/**
 * A second member of a choice is present; true means stop. That is a fault if it has another type, as `valueString` and
 * `valueCode`, but not if it is the sibling of the first, as `valueString` and `_valueString`. It is recorded once,
 * however many members there are.
 */
export function twice(run: Run, value: Properties, stem: string, order: number): boolean {
  const present = Object.keys(value).filter((key) => value[key] !== undefined);
  const names = present.map((key) => key.replace(/^_/, '')).filter((name) => name.startsWith(stem));
  const members = [...new Set(names)];
  const message = `only one type of ${stem} is allowed, but there are ${valueText(members.slice(0, 5).join(', '))}`;
  const name = `${stem}[x]`;
  const isKnown = run.drafts.some(
    (draft) => draft.message === message && draft.names.length === 1 && draft.names[0] === name,
  );
  return isKnown || members.length < 2 ? false : fault(run, name, order, 'structure', message);
}

/**
 * The object has an unknown property; true means stop. An inherited property is ignored.
 *
 * @param names the known properties
 */
export function unknown(run: Run, value: object, property: string, names: readonly string[]): boolean {
  if (!Object.hasOwn(value, property)) return false;
  const message = `the property ${quote(property)} is unknown${suggest(run, property, names)}`;
  const draft = add(run, 'error', 'structure', message);
  if (/^[A-Za-z_]\w{0,63}$/.test(property)) draft.end = `.${valueText(property)}`;
  draft.names.push('');
  draft.places.push(placeAt(LAST, -1));
  draft.root = '';
  draft.below = -1;
  return limit(run);
}

/**
 * Records the faults that were found in a value when it was read from a text; true means stop. Their severity does not
 * depend on the rules: lost content is lost for all of them.
 */
export function misread(run: Run, value: object): boolean {
  for (const [index, { issue, path }] of formIssuesOf(value).entries()) {
    const isGrave = isFault(issue);
    if (isGrave) run.faults++;
    if (run.stop && isGrave) return true;
    if (run.stop) continue;
    const { severity, code } = issue;
    const draft: Draft = { ...newDraft(severity, code, saidAgain(issue)), end: path, root: '', below: -1, read: issue };
    draft.names.push('');
    draft.places.push(placeAt(FIRST, index));
    run.drafts.push(draft);
    if (run.drafts.length >= run.maxIssues) return limit(run);
  }
  return false;
}

/**
 * Records an issue that does not make the value invalid, about the child `name` or, if that is empty, about the element
 * itself.
 */
export function note(
  run: Run,
  name: string,
  order: number,
  severity: 'warning' | 'information',
  code: IssueCode,
  message: string,
  index = -1,
): void {
  const before = run.drafts.length;
  if (run.stop) run.hasNotes = true;
  if (run.stop || before >= run.maxIssues) return;
  add(run, severity, code, message);
  if (name !== '') up(run, name, index, order, before);
}

/** Records that a limit was reached and makes the run stop, so that the rest is not checked. Always true. */
export function giveUp(run: Run, message: string): true {
  add(run, 'fatal', 'too-costly', message);
  return (run.stop = true);
}

/** Counts a fault, and records it or a note unless the run stops at the first fault. */
function add(run: Run, grade: IssueSeverity, code: IssueCode, message: string): Draft {
  const severity = grade === 'error' ? (run.loweredTo ?? grade) : grade;
  const draft = newDraft(severity, code, message);
  draft.isLowered = severity !== grade;
  if (severity === 'error' || severity === 'fatal') run.faults++;
  else run.hasNotes = true;
  if (!run.stop) run.drafts.push(draft);
  return draft;
}

function newDraft(severity: IssueSeverity, code: IssueCode, message: string): Draft {
  return {
    severity,
    code,
    message,
    names: [],
    places: [],
    end: '',
    root: undefined,
    below: 0,
    located: undefined,
    profile: undefined,
    role: undefined,
    read: undefined,
    isLowered: false,
  };
}

function limit(run: Run): boolean {
  if (run.loweredTo !== undefined) return false;
  if (run.stop || run.drafts.length < run.maxIssues) return run.stop;
  return giveUp(run, `has ${run.maxIssues} or more issues; the rest is not checked`);
}

/** Suggests the allowed text nearest to a wrong one; only a limited number of issues of a run get a suggestion. */
export function suggest(run: Run, word: string, among: readonly string[]): string {
  return run.stop || run.drafts.length >= MOST_SUGGESTIONS ? '' : didYouMean(word, among);
}
