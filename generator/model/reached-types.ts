import type { ContentModel, EntryModel } from './model.ts';

/**
 * Types of entries that references lead to which have to be there: from the header, and from there on. Who writes a
 * message need not name such entries; what the message is about, its focus, is named all the same.
 */
export function reachedTypes(entries: readonly EntryModel[], focus: string | undefined): ReadonlySet<string> {
  const byType = new Map(entries.map((entry) => [entry.fhirType, entry]));
  const reached = new Set<string>();
  const queue = ['MessageHeader', ...(focus === undefined ? [] : [focus])];
  for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
    const content = byType.get(type)?.profile?.content;
    for (const target of content ? neededTargets(content) : []) {
      if (reached.has(target) || target === focus || !byType.has(target)) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  return reached;
}

/** The only target types of references that have to be there. */
function neededTargets(content: ContentModel): string[] {
  return content.elements.flatMap((element) => {
    const [type, ...others] = element.types;
    if (element.min === 0 || !type || others.length > 0) return [];
    if (type.kind === 'reference') return type.targets.length === 1 ? type.targets : [];
    const inner = type.kind === 'complex' ? (type.content ?? type.inherited) : undefined;
    return inner ? neededTargets(inner) : [];
  });
}
