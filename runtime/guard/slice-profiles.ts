/** Slices whose items are told apart by the profile that they follow. */
import { isObject, itemsOf, type Properties } from '../core/json.js';
import { followedGuard } from './explain-content.js';
import type { ProfileRules } from './rules.js';
import { start, type Run } from './run.js';
import { anyOf, placeOf, typesOnly, type Answer, type Step } from './slice-tests.js';

/** A profile that items may follow: its canonical URL, the type of resource that it is for, and its rules. */
export type FollowedProfile = readonly [canonical: string, resourceType: string | undefined, rules?: ProfileRules];

/** Whether what stands at a path follows one of some profiles, or says so of itself. */
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
  // While it is being found out, what leads back to the same object does not ask again.
  answers.set(canonical, true);
  const answer = followedGuard(rules)(value, runInside(run, value));
  answers.set(canonical, answer);
  return answer;
}

/** What a resource claims to follow is checked where it stands. */
function claims({ meta }: Properties, canonical: string): boolean {
  const claimed = isObject(meta) ? itemsOf(meta['profile']) : [];
  return claimed.some((claim) => typeof claim === 'string' && claim.split('|', 1)[0] === canonical);
}

/** A run that stops at the first fault, and knows what the run around it knows. */
function runInside(run: Run, value: Properties): Run {
  const isResource = typeof value['resourceType'] === 'string';
  const env = isResource ? { resource: value, resolve: run.env.resolve } : run.env;
  const { bundle, profiles, answers, depth } = run;
  return { ...start('is', run.options, run.resources, run.known), bundle, profiles, answers, depth, env };
}
