import type { ContentModel } from './model.ts';
import type { EntryModel } from './package-model.ts';

/**
 * Returns the types of entries to which required references lead, directly or not, from the header. The author of a
 * message need not name such entries, except for the focus. References that the builder sets require nothing, unless
 * they may be given instead of their target.
 */
export function reachedTypes(entries: readonly EntryModel[], focus: string | undefined): ReadonlySet<string> {
  const byType = new Map(entries.map((entry) => [entry.fhirType, entry]));
  const reached = new Set<string>();
  const queue = ['MessageHeader', ...(focus === undefined ? [] : [focus])];
  for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
    const { profile, fillings } = byType.get(type) ?? {};
    const isGiven = (name: string): boolean => !fillings?.some(({ path, isEither }) => !isEither && path[0] === name);
    for (const target of profile ? neededTargets(profile.content, isGiven) : []) {
      if (reached.has(target) || target === focus || !byType.has(target)) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  return reached;
}

/** Returns the target types of required references with a single one. */
function neededTargets(content: ContentModel, isGiven: (name: string) => boolean): string[] {
  return content.elements.flatMap((element) => {
    const [type, ...others] = element.types;
    if (!isGiven(element.name) || element.min === 0 || !type || others.length > 0) return [];
    if (type.kind === 'reference') return type.targets.length === 1 ? type.targets : [];
    const inner = type.kind === 'complex' ? (type.content ?? type.inherited) : undefined;
    return inner ? neededTargets(inner, () => true) : [];
  });
}
