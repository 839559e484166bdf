/** Makes a random value of a type or profile. */
import { checkAny } from '../check.js';
import { isFault } from '../core/issue.js';
import type { Properties } from '../core/json.js';
import { report } from '../guard/checks.js';
import { ProfileRules, TypeRules } from '../guard/rules.js';
import { Contained } from './contained.js';
import type { Knowledge } from './knowledge.js';
import { elsewhere, typesOf, type FindTarget } from './links.js';
import { Maker } from './maker.js';
import { tryToMake } from './make-value.js';
import { Prng } from './prng.js';
import type { RandomSize } from './size.js';

/** Makes a value that keeps all rules of a type or profile. */
export function randomOf(
  rules: TypeRules | ProfileRules,
  { registry, codes, patterns }: Knowledge,
  seed: number,
  size: RandomSize,
): Properties {
  const type = rules instanceof TypeRules ? rules : rules.type;
  const { path, isResource } = type.elements;
  const url = rules instanceof TypeRules ? undefined : rules.own.profile;
  const layers = rules instanceof TypeRules ? [] : rules.layers.map(({ content }) => content);
  const name = url ?? path;
  return tryToMake(
    name,
    (adjustments) => {
      const random = new Prng(`${name} ${seed}`);
      const contained = new Contained(registry, isResource && size === 'everything');
      const findTarget: FindTarget = (link, one) => {
        const types = typesOf(link, (profile) => registry.profiles.get(profile)?.type.elements.path);
        return contained.refer(types, link, one) ?? elsewhere(types, one);
      };
      const maker = new Maker({ types: registry.types, codes, findTarget, turn: seed }, adjustments);
      const at = maker.root(path, path, random, size);
      const presets = isResource && url !== undefined ? { meta: maker.meta(type, layers, at, url) } : {};
      const value = maker.object(type, layers, at, presets);
      return { value: contained.addTo(value, maker, random), maker };
    },
    (value) => {
      const issues = report(rules, value);
      return !isResource || issues.some(isFault) ? issues : checkAny(registry, value);
    },
    patterns,
  );
}
