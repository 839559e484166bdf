import { FHIR_DEFINITIONS } from '../core/definition-urls.js';
import { describe, describeType } from '../core/describe.js';
import { fault } from './faults.js';
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { resolve } from '../fhirpath/env.js';
import { isUrn, readReference } from '../core/references.js';
import { start, type Guard, type Run } from './run.js';

/** Returns rules for a reference whose target is restricted to some resource types. */
export function targetsOnly(...types: readonly string[]): Guard {
  return (value, run) => targets(value, run, types);
}

function targets(value: unknown, run: Run, types: readonly string[]): boolean {
  const text = textOf(value);
  const type = text === undefined ? undefined : typeOf(text, run);
  if (type === undefined || types.includes(type)) return true;
  const message = `${describe(text)} points to ${describeType(type)}; allowed here: ${types.join(', ')}`;
  fault(run, 'reference', 2, 'value', message);
  return false;
}

function textOf(value: unknown): string | undefined {
  const text = isObject(value) ? value['reference'] : undefined;
  return typeof text === 'string' ? text : undefined;
}

/**
 * Returns the type of the target: of the resource in the surrounding Bundle, or from the text. A fragment does not tell
 * its type.
 */
function typeOf(text: string, run: Run): string | undefined {
  if (isFragment(text)) return undefined;
  const type = run.bundle?.find(text)?.['resourceType'];
  if (typeof type === 'string') return type;
  return isUrn(text) ? undefined : readReference(text)?.type;
}

/**
 * Returns rules for a reference whose target, if it is contained or in the surrounding Bundle, has to follow one of some
 * profiles.
 */
export function targetProfiles(...profiles: readonly string[]): Guard {
  return (value, run) => {
    const text = textOf(value);
    const target = text === undefined || run.profiles === undefined ? undefined : targetOf(text, run);
    if (target === undefined || conformsToOne(target, profiles, run)) return true;
    const names = profiles.map((url) => url.slice(url.lastIndexOf('/') + 1)).join(' or ');
    const message = `${describe(text)} points to ${describeType(String(target['resourceType']))} that does not conform to ${names}`;
    fault(run, 'reference', 2, 'value', message);
    return false;
  };
}

/** Returns the resource that a reference points to: a contained one, or an entry of the Bundle. */
function targetOf(text: string, run: Run): Properties | undefined {
  if (!isFragment(text)) return run.bundle?.find(text);
  const contained: unknown = resolve(run.env, text);
  return isObject(contained) ? contained : undefined;
}

/** Claims of a resource are checked where the resource itself is, and an undecided answer is no fault. */
function conformsToOne(target: Properties, profiles: readonly string[], run: Run): boolean {
  const meta = target['meta'];
  const claims = isObject(meta) ? itemsOf(meta['profile']) : NONE;
  for (let i = 0; i < claims.length; i++) if (isOneOf(profiles, String(claims[i]))) return true;
  const answers = profiles.map((url) => conforms(target, url, run));
  return answers.includes(true) || answers.includes(undefined);
}

const NONE: readonly unknown[] = [];

/** Returns whether a claim names one of some profiles, with or without a version. */
function isOneOf(profiles: readonly string[], claim: string): boolean {
  return profiles.includes(claim) || (claim.includes('|') && profiles.includes(claim.slice(0, claim.indexOf('|'))));
}

function isFragment(text: string): boolean {
  return text.charCodeAt(0) === HASH;
}

const HASH = 35;

/** Returns whether a resource conforms to a profile; undefined if that is unknown. Each resource is checked once. */
function conforms(target: Properties, url: string, run: Run): boolean | undefined {
  if (url.startsWith(FHIR_DEFINITIONS)) return url.slice(FHIR_DEFINITIONS.length) === target['resourceType'];
  const profile = run.profiles?.(url);
  if (!profile) return undefined;
  if (profile.type !== target['resourceType']) return false;
  const answers = answersFor(target, run);
  const known = answers.get(url);
  if (known !== undefined) return known;
  // Until the answer is known, a reference back to the same resource must not check it again.
  answers.set(url, true);
  const answer = profile.rules(target, runInside(run, target));
  answers.set(url, answer);
  return answer;
}

/** Answers hold for the whole Bundle; without one, for the run. */
function answersFor(target: Properties, run: Run): Map<string, boolean> {
  if (run.bundle) return run.bundle.answersFor(target);
  const all = (run.answers ??= new Map<unknown, Map<string, boolean>>());
  const answers = all.get(target) ?? new Map<string, boolean>();
  all.set(target, answers);
  return answers;
}

/** Creates a run that stops at the first fault. References of a contained resource lead to others beside it. */
function runInside(run: Run, target: Properties): Run {
  const { bundle, profiles, answers } = run;
  const beside: unknown = run.env.resource?.contained;
  const isBeside = Array.isArray(beside) && beside.includes(target);
  const env = isBeside ? run.env : { resource: target, resolve: run.env.resolve };
  return { ...start('is', run.options, run.resources, run.known), bundle, profiles, answers, env };
}

/** Checks that a reference resolves to an entry of the surrounding Bundle, if there is one. */
export function bundled(value: unknown, run: Run): boolean {
  const text = textOf(value);
  if (text === undefined || run.bundle === undefined || isFragment(text) || run.bundle.find(text)) return true;
  // A URN that does not resolve has been reported already.
  if (/^urn:(?:uuid|oid):/i.test(text)) return true;
  fault(run, 'reference', 2, 'not-found', `${describe(text)} points outside this Bundle`);
  return false;
}
