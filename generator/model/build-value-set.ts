import type { ExpandedValueSet } from '../resolve/expanded-value-set.ts';
import type { AssignedName } from './assign-names.ts';
import { nameConcepts } from './constant-names.ts';
import type { ValueSetModel, ValueSetRef } from './model.ts';

/** Builds the constants of a value set, in its own order. */
export function buildValueSet(expanded: ExpandedValueSet, name: AssignedName): ValueSetModel {
  const keys = nameConcepts(expanded.concepts);
  return {
    name: name.name,
    module: name.module,
    canonical: expanded.url,
    ...(expanded.version !== undefined && { version: expanded.version }),
    ...(expanded.title !== undefined && { title: expanded.title }),
    ...(expanded.description !== undefined && { description: expanded.description }),
    isClosed: expanded.enumerable,
    concepts: expanded.concepts.map((concept, index) => ({ ...concept, key: keys[index] ?? '' })),
    open: expanded.open.map(({ system, reason }) => ({ reason, ...(system !== undefined && { system }) })),
  };
}

/** Describes an emitted value set for bindings. */
export function valueSetRef(expanded: ExpandedValueSet, name: AssignedName): ValueSetRef {
  return {
    name: name.name,
    module: name.module,
    systems: [...new Set(expanded.concepts.flatMap((concept) => concept.system ?? []))],
    size: expanded.concepts.length,
    hasDisplays: expanded.concepts.every((concept) => concept.display !== undefined),
    isClosed: expanded.enumerable,
  };
}
