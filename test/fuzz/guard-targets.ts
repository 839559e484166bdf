/** Guards of types, profiles, extensions and events, and what reads messages that passed them. */
import fc from 'fast-check';
import { check, identify } from 'careconnect-ems/check';
import {
  checkAsync,
  formatIssues,
  GuardError,
  isFault,
  locateIssues,
  toOperationOutcome,
  withoutValues,
  type Issue,
} from 'careconnect-ems/runtime';
import { checkSubscription } from 'careconnect-ems/subscriptions';
import { attempt, hold, refused } from './attempt.ts';
import { eventModules, guards, partReaders, type Guard } from './public-functions.ts';
import { target } from './target.ts';
import { isSteady, jsonRecipes, makeValue, picked, valueRecipes } from './value-recipes.ts';

const choice = fc.nat(1_000_000);

/** Guards by the end of their name, so that most values are given to a guard of their type. */
function guardsFor(type: unknown): readonly Guard[] {
  const found = typeof type === 'string' ? guards.filter(({ name }) => name.endsWith(type)) : [];
  return found.length > 0 ? found : guards;
}

function typeOf(value: unknown): unknown {
  try {
    return (value as { resourceType?: unknown } | null | undefined)?.resourceType;
  } catch {
    return undefined;
  }
}

/** What every list of issues allows. */
export function holdIssues(issues: readonly Issue[], value: unknown): void {
  hold(Array.isArray(issues), () => 'issues are no list');
  for (const issue of issues) hold(typeof withoutValues(issue).message === 'string', () => 'an issue has no message');
  formatIssues(issues, { values: false });
  JSON.stringify(toOperationOutcome(issues));
  locateIssues(value, issues);
}

function holdAlike(name: string, says: boolean, issues: readonly Issue[]): void {
  hold(says === !issues.some(isFault), () => `is of ${name} says ${says}, check says\n${formatIssues(issues)}`);
}

const guardTarget = target({
  name: 'guards',
  calls: [],
  throws: 'GuardError of assert…',
  share: 300,
  recipes: fc.record({ value: valueRecipes, guard: choice, isAny: fc.nat(3) }),
  run(recipe) {
    const value = makeValue(recipe.value);
    const guard = picked(recipe.isAny === 0 ? guards : guardsFor(typeOf(value)), recipe.guard);
    const says = guard.is(value);
    const issues = guard.check(value);
    const asserted = attempt([GuardError], () => guard.assert(value)) !== refused;
    const { issues: standard } = guard.schema['~standard'].validate(value);
    holdIssues(issues, value);
    if (!isSteady(recipe.value)) return says;
    holdAlike(guard.name, says, issues);
    hold(asserted === says, () => `assert and is of ${guard.name} differ`);
    hold((standard === undefined) === says, () => `schema and is of ${guard.name} differ`);
    return says;
  },
});

const anyTarget = target({
  name: 'check of any type',
  calls: ['check check', 'check identify', 'subscriptions checkSubscription', 'runtime checkAsync'],
  throws: 'nothing',
  share: 100,
  recipes: fc.record({
    value: valueRecipes,
    rules: fc.constantFrom('base' as const, 'profile' as const, 'event' as const),
  }),
  async run({ value: recipe, rules }) {
    const value = makeValue(recipe);
    const issues = check(value, { rules });
    holdIssues(issues, value);
    identify(value);
    const accepted = check(value, { accept: () => 'warning' });
    hold(Array.isArray(accepted), () => 'issues are no list');
    holdIssues(checkSubscription(value), value);
    const later = await checkAsync(check, value, {
      rules,
      terminology: { validateCode: () => Promise.resolve(undefined) },
    });
    if (isSteady(recipe)) hold(later.length === issues.length, () => 'checkAsync finds something else than check');
    return !issues.some(isFault);
  },
});

const eventTarget = target({
  name: 'check and is of events',
  calls: [],
  throws: 'nothing',
  share: 120,
  recipes: fc.record({ value: valueRecipes, event: choice }),
  run({ value: recipe, event }) {
    const value = makeValue(recipe);
    const module = eventFor(value, event);
    const says = module.is(value);
    const { valid, issues } = module.check(value);
    holdIssues(issues, value);
    module.check(value, { accept: () => 'warning' });
    if (!isSteady(recipe)) return says;
    hold(valid === says, () => `is of ${module.name} says ${says}, check says\n${formatIssues(issues)}`);
    holdAlike(module.name, says, issues);
    if (says) readAll(module, value);
    return says;
  },
});

/** What is allowed with a message that is valid. */
function readAll(module: (typeof eventModules)[number], message: unknown): void {
  module.read(message);
  module.keyOf(message);
  module.isNewer?.(message, message);
  hold(module.kinds.filter((is) => is(message)).length === 1, () => `a message of ${module.name} is not of one kind`);
}

/** The event of most values is their own. */
function eventFor(value: unknown, event: number): (typeof eventModules)[number] {
  let code: string | undefined;
  try {
    code = identify(value).event?.code;
  } catch {
    code = undefined;
  }
  const own = event % 4 === 0 ? undefined : eventModules.find(({ name }) => name === `events/${code}/message`);
  return own ?? picked(eventModules, event);
}

const partTarget = target({
  name: 'readers of parts',
  calls: [],
  throws: 'nothing',
  share: 30,
  recipes: fc.record({ value: jsonRecipes, reader: choice }),
  run({ value, reader }) {
    const resource = makeValue(value);
    picked(partReaders, reader).read(resource);
    return true;
  },
});

export const guardTargets = [guardTarget, anyTarget, eventTarget, partTarget];
