import { describe } from './describe.js';
import { fault } from './faults.js';
import { isObject } from './json.js';
import { isUrn, readReference } from './references.js';
import type { Guard, Run } from './run.js';

/** A guard of references that may point to resources of some types only; `base` tests the reference itself. */
export function referenceTo(base: Guard, ...types: readonly string[]): Guard {
  return (value, run) => {
    const mark = run.faults;
    if (!base(value, run) && run.stop) return false;
    return targets(value, run, types) && run.faults === mark;
  };
}

/** The same as rules on top of a base guard that has run already. */
export function targetsOnly(...types: readonly string[]): Guard {
  return (value, run) => targets(value, run, types);
}

function targets(value: unknown, run: Run, types: readonly string[]): boolean {
  const text = isObject(value) ? value['reference'] : undefined;
  // A URN and a fragment tell no type.
  const tells = typeof text === 'string' && !isUrn(text) && !text.startsWith('#');
  const type = tells ? readReference(text)?.type : undefined;
  if (type === undefined || types.includes(type)) return true;
  fault(
    run,
    'reference',
    2,
    'value',
    `${describe(text)} points to a ${type}, and only ${types.join(', ')} may stand here`,
  );
  return false;
}
