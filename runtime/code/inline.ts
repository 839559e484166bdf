/** Decides which resources are written in the input of the message, with references that its builder fills in. */
import { isSame } from '../core/json.js';
import { at } from '../message/paths.js';
import { envOf } from '../message/made.js';
import type { FilledReference } from '../message/message-parts.js';
import { expressionAt, takeOut, visit, type Expression, type MessageResource } from './expression.js';
import { selected, type Subject } from './subject.js';

/**
 * Marks the resources that need no constant of their own, because only references that the builder fills in lead to
 * them, and removes these references.
 *
 * @param header input for the header, which may name resources too
 */
export function placeInline(subject: Subject, resources: readonly MessageResource[], header: Expression): void {
  const isFree = roleFinder(subject);
  const inline = new Set(resources.filter((one) => isCandidate(one, isFree)));
  const named = referrersOf(resources, header);
  for (let size = -1; size !== inline.size;) {
    size = inline.size;
    const counts = countNames(inline);
    for (const one of inline) if (!mayBeInline(one, inline, counts, named.get(one) ?? [])) inline.delete(one);
  }
  for (const one of resources) one.isInline = inline.has(one);
  for (const one of inline)
    for (const filled of filledOf(one)) {
      const target = expressionAt(one.expression, filled.to);
      if (target?.kind === 'resource' && inline.has(target.of)) takeOut(one.expression, filled.to);
    }
}

/** A resource that names others, with the names in its input; undefined for the header. */
interface Referrer {
  readonly by: MessageResource | undefined;
  readonly names: readonly string[];
  readonly isPlain: boolean;
}

function referrersOf(resources: readonly MessageResource[], header: Expression): Map<MessageResource, Referrer[]> {
  const found = new Map<MessageResource, Referrer[]>();
  const look = (by: MessageResource | undefined, expression: Expression): void =>
    visit(expression, (inner, names) => {
      if (inner.kind !== 'resource' && inner.kind !== 'reference-to') return;
      const isPlain = inner.kind === 'resource' && expressionAt(expression, names) === inner;
      const known = found.get(inner.of) ?? [];
      known.push({ by, names, isPlain });
      found.set(inner.of, known);
    });
  look(undefined, header);
  for (const one of resources) look(one, one.expression);
  return found;
}

function mayBeInline(
  one: MessageResource,
  inline: ReadonlySet<MessageResource>,
  counts: ReadonlyMap<string | undefined, number>,
  referrers: readonly Referrer[],
): boolean {
  const name = one.played?.name;
  const isAlone = counts.get(name) === 1;
  return referrers.every(
    ({ by, names, isPlain }) =>
      by !== undefined &&
      isPlain &&
      isAlone &&
      inline.has(by) &&
      leavesNothing(by.expression, names) &&
      filledOf(by).some(({ role, to }) => role === name && isSame(to, names)),
  );
}

/** Returns whether removing a reference removes everything around it, which would be invalid without it. */
function leavesNothing(expression: Expression, names: readonly string[]): boolean {
  return names.slice(1).every((_, index) => {
    const around = expressionAt(expression, names.slice(0, index + 1));
    return around?.kind === 'object' && around.members.length === 1;
  });
}

function filledOf({ played }: MessageResource): readonly FilledReference[] {
  return played?.part.filled ?? [];
}

function countNames(resources: Iterable<MessageResource>): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const { played } of resources) counts.set(played?.name, (counts.get(played?.name) ?? 0) + 1);
  return counts;
}

/** Returns whether a resource has a role, and the builder would fill in only references that it has. */
function isCandidate(one: MessageResource, isFree: (filled: FilledReference) => boolean): boolean {
  if (!one.played || (one.builder && one.builder.shape !== one.played.part.shape)) return false;
  return filledOf(one).every((filled) => {
    const { to } = filled;
    return at(one.resource, to) !== undefined || expressionAt(one.expression, to) !== undefined || isFree(filled);
  });
}

/** Creates a function that returns whether no resource has the role of a reference that builders fill in. */
function roleFinder({ bundle }: Subject): (filled: FilledReference) => boolean {
  const env = envOf(bundle);
  const known = new Map<FilledReference['select'], boolean>();
  return ({ select }) => {
    const isFree = known.get(select) ?? selected(select, bundle, env).length === 0;
    known.set(select, isFree);
    return isFree;
  };
}
