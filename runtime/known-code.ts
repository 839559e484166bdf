import { quote } from './describe.js';
import { fault } from './faults.js';
import type { Properties } from './json.js';
import type { Run } from './run.js';

/** Checks that the code of a Coding is one of its code system, where all codes of that are known; true means stop. */
export function unknownCode(run: Run, coding: Properties, order: number): boolean {
  const { system, code } = coding;
  const { hasCode } = run.known;
  if (hasCode === undefined || typeof system !== 'string' || typeof code !== 'string') return false;
  if (hasCode(system, code) !== false) return false;
  return fault(run, 'code', order, 'code-invalid', `${quote(code)} is not a code of ${system}`);
}

/** Checks that the system of a Coding is no value set: those list codes of other systems. True means stop. */
export function valueSetAsSystem(run: Run, { system }: Properties): boolean {
  if (typeof system !== 'string' || !/^https?:.*\/ValueSet\//.test(system)) return false;
  return fault(run, 'system', 2, 'value', `${quote(system)} is a value set, and the system of a code is a code system`);
}
