/** Profiles and types that the caller of an event's check adds to those of the event. */
import { ProfileRules, type TypeRules } from '../guard/rules.js';
import { rulesOf, type GuardSchema } from '../guard/standard-schema.js';
import type { MessageSurroundings } from './message-guard.js';

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
