/** What the check of a message knows beyond its event, and what its caller adds to that. */
import { ProfileRules, type TypeRules } from '../guard/rules.js';
import { rulesOf } from '../guard/guard-schema.js';
import type { GuardSchema } from '../guard/standard-schema.js';
import type { Known } from '../guard/run.js';
import type { MayUse } from '../guard/walk-state.js';

/** What is known beyond the event, where the check of all that there is calls that of an event. */
export interface MessageSurroundings {
  readonly types?: ((type: string) => TypeRules | undefined) | undefined;
  readonly profiles?: ((url: string) => ProfileRules | undefined) | undefined;
  readonly extensions?: ((url: string) => ProfileRules | undefined) | undefined;
  readonly mayUse?: MayUse | undefined;
  readonly known?: Known | undefined;
}

const byProfiles = /*@__PURE__*/ new WeakMap<
  readonly GuardSchema<unknown>[],
  WeakMap<MessageSurroundings, MessageSurroundings>
>();

/**
 * Returns what is known together with the given profiles, and the types that they constrain. The result for a list is
 * kept, so that the tables of its profiles are linked only once. Throws an InputError for the schema of another library.
 */
export function withProfiles<S extends MessageSurroundings>(
  surroundings: S,
  profiles: readonly GuardSchema<unknown>[] | undefined,
): S {
  if (profiles === undefined || profiles.length === 0) return surroundings;
  let known = byProfiles.get(profiles);
  if (known === undefined) byProfiles.set(profiles, (known = new WeakMap()));
  let extended = known.get(surroundings);
  if (extended === undefined) known.set(surroundings, (extended = extend(surroundings, profiles)));
  return extended as S;
}

function extend(surroundings: MessageSurroundings, list: readonly GuardSchema<unknown>[]): MessageSurroundings {
  const { types, profiles } = surroundings;
  const byUrl = new Map<string, ProfileRules>();
  const byType = new Map<string, TypeRules>();
  for (const schema of list) {
    const rules = rulesOf(schema);
    if (rules instanceof ProfileRules) byUrl.set(schema.canonical, rules);
    const type = rules instanceof ProfileRules ? rules.type : rules;
    byType.set(type.elements.path, type);
  }
  return {
    ...surroundings,
    types: (type) => types?.(type) ?? byType.get(type),
    profiles: (url) => byUrl.get(url) ?? profiles?.(url),
  };
}
