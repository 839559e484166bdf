/** Slices discriminated by profile. */
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { followedGuard } from './explain-content.js';
import type { ProfileRules } from './rules.js';
import { start, type Run } from './run.js';
import { anyOf, placeOf, typesOnly, type Answer, type Step } from './slice-tests.js';

/** A profile that items may follow: its canonical URL, the resource type that it constrains, and its rules. */
export type FollowedProfile = readonly [canonical: string, resourceType: string | undefined, rules?: ProfileRules];

/** Returns whether a value at a path follows one of some profiles, or claims to. */
export function followsAt(
  item: unknown,
  path: readonly Step[],
  profiles: () => readonly FollowedProfile[],
  run: Run = start('is'),
): Answer {
  const all = profiles();
  return anyOf(placeOf(item, path, run), (value) => {
    let answer: Answer = false;
    for (const profile of all) {
      const one = follows(value, profile, run);
      if (one) return true;
      if (one === undefined) answer = undefined;
    }
    return answer;
  });
}

function follows(value: unknown, [canonical, resourceType, rules]: FollowedProfile, run: Run): Answer {
  if (!isObject(value) || (resourceType !== undefined && value['resourceType'] !== resourceType)) return false;
  if (rules === undefined || claims(value, canonical)) return true;
  if (typesOnly.has(value)) return undefined;
  run.answers ??= new Map();
  const answers = run.answers.get(value) ?? new Map<string, boolean>();
  run.answers.set(value, answers);
  const known = answers.get(canonical);
  if (known !== undefined) return known;
  // Until the answer is known, a path back to the same object must not check it again.
  answers.set(canonical, true);
  const answer = followedGuard(rules)(value, runInside(run, value));
  answers.set(canonical, answer);
  return answer;
}

/** Returns whether a resource claims a profile; the claim is checked where the resource itself is. */
function claims({ meta }: Properties, canonical: string): boolean {
  const claimed = isObject(meta) ? itemsOf(meta['profile']) : [];
  return claimed.some((claim) => typeof claim === 'string' && claim.split('|', 1)[0] === canonical);
}

/** Creates a run that stops at the first fault, with the surroundings of another run. */
function runInside(run: Run, value: Properties): Run {
  const isResource = typeof value['resourceType'] === 'string';
  const env = isResource ? { resource: value, resolve: run.env.resolve } : run.env;
  const { bundle, profiles, answers, depth } = run;
  return { ...start('is', run.options, run.resources, run.known), bundle, profiles, answers, depth, env };
}
