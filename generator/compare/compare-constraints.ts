import type { Constraint } from '../fhir/definitions.ts';
import type { ContentModel, ElementModel } from '../model/model.ts';
import { finding, shown, type Finding } from './change.ts';

/** Returns the invariants that a definition and its base profiles state about an element. */
export function constraintsOf(element: ElementModel): Constraint[] {
  return [
    ...chain(element),
    ...element.types.flatMap(({ content, inherited }) => contentConstraints(content ?? inherited)),
  ];
}

/** Returns the invariants of a content, with those of the base profiles. */
export function contentConstraints(content: ContentModel | undefined): Constraint[] {
  return content ? chain(content) : [];
}

interface Stating {
  readonly constraints: readonly Constraint[];
  readonly inherited?: Stating;
}

function chain({ constraints, inherited }: Stating): Constraint[] {
  return [...constraints, ...(inherited ? chain(inherited) : [])];
}

/** Compares invariants by their keys. */
export function compareConstraints(old: readonly Constraint[], now: readonly Constraint[], id: string): Finding[] {
  const [was, is] = [byKey(old), byKey(now)];
  const gone = [...was.values()].filter(({ key }) => !is.has(key));
  return [
    ...gone.map((constraint) => finding('widened', `${named(constraint)} no longer applies.`, 'none', id)),
    ...[...is.values()].flatMap((constraint) => compareOne(was.get(constraint.key), constraint, id)),
  ];
}

/** The definition itself comes first, so its invariant with a key is the one that is kept. */
function byKey(constraints: readonly Constraint[]): Map<string, Constraint> {
  return new Map([...constraints].map((constraint): [string, Constraint] => [constraint.key, constraint]).toReversed());
}

function compareOne(old: Constraint | undefined, now: Constraint, id: string): Finding[] {
  const breaks = now.severity === 'error' ? 'both' : 'none';
  if (!old) return [finding('narrowed', `${named(now)} applies (${now.severity}).`, breaks, id)];
  const findings: Finding[] = [];
  if (tidy(old.expression) !== tidy(now.expression))
    findings.push(finding('changed', `${named(now)} is now ${shown(now.expression)}.`, breaks, id));
  if (old.severity !== now.severity) {
    const isNarrowed = now.severity === 'error';
    const what = `A breach of ${shown(now.key)} is ${isNarrowed ? 'an error' : 'a warning'}; before, ${isNarrowed ? 'a warning' : 'an error'}.`;
    findings.push(finding(isNarrowed ? 'narrowed' : 'widened', what, breaks, id));
  }
  return findings;
}

function named({ key }: Constraint): string {
  return `The invariant ${shown(key)}`;
}

function tidy(expression = ''): string {
  return expression.replace(/\s+/g, ' ').trim();
}
