import type { ContentModel } from './model.ts';
import type { EntryModel } from './package-model.ts';

/**
 * Types of entries that references lead to which have to be there: from the header, and from there on. Who writes a
 * message need not name such entries; what the message is about, its focus, is named all the same. References that the
 * builder sets lead to nothing that is not there, unless they may be given in place of what they lead to.
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

/** The only target types of references that have to be there. */
function neededTargets(content: ContentModel, isGiven: (name: string) => boolean): string[] {
  return content.elements.flatMap((element) => {
    const [type, ...others] = element.types;
    if (!isGiven(element.name) || element.min === 0 || !type || others.length > 0) return [];
    if (type.kind === 'reference') return type.targets.length === 1 ? type.targets : [];
    const inner = type.kind === 'complex' ? (type.content ?? type.inherited) : undefined;
    return inner ? neededTargets(inner, () => true) : [];
  });
}
