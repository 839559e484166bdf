import type { Constraint } from '../fhir/definitions.ts';
import type { ContentModel, ElementModel } from '../model/model.ts';
import { finding, shown, type Breaks, type Finding } from './change.ts';
import { matchByKey } from './match-by-key.ts';

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
  return matchByKey(nearest(old), nearest(now), ({ key }) => key, {
    gone: (one) => [finding('widened', `${named(one)} no longer applies.`, 'none', id)],
    come: (one) => [finding('narrowed', `${named(one)} applies (${one.severity}).`, breaksOf(one), id)],
    both: (was, is) => compareOne(was, is, id),
  });
}

/** The definition itself comes first, so its invariant with a key is the one that is kept. */
function nearest(constraints: readonly Constraint[]): Iterable<Constraint> {
  return new Map(constraints.map((one): [string, Constraint] => [one.key, one]).toReversed()).values();
}

function breaksOf({ severity }: Constraint): Breaks {
  return severity === 'error' ? 'both' : 'none';
}

function compareOne(old: Constraint, now: Constraint, id: string): Finding[] {
  const findings: Finding[] = [];
  if (tidy(old.expression) !== tidy(now.expression))
    findings.push(finding('changed', `${named(now)} is now ${shown(now.expression)}.`, breaksOf(now), id));
  if (old.severity !== now.severity) {
    const isNarrowed = now.severity === 'error';
    const what = `A breach of ${shown(now.key)} is ${isNarrowed ? 'an error' : 'a warning'}; before, ${isNarrowed ? 'a warning' : 'an error'}.`;
    findings.push(finding(isNarrowed ? 'narrowed' : 'widened', what, breaksOf(now), id));
  }
  return findings;
}

function named({ key }: Constraint): string {
  return `The invariant ${shown(key)}`;
}

function tidy(expression = ''): string {
  return expression.replace(/\s+/g, ' ').trim();
}
