import { quote } from '../core/describe.js';
import { isUnit, unitMeant } from '../primitives/units.js';

export { UCUM } from '../primitives/units.js';

/**
 * Says in words after a text why it is no unit of UCUM, and what is meant; undefined if it is one.
 *
 * @see http://hl7.org/fhir/STU3/ucum.html
 */
export function reasonAgainstUnit(code: string): string | undefined {
  if (isUnit(code)) return undefined;
  const meant = unitMeant(code);
  return `is not a unit of UCUM${meant === undefined ? '' : `; use ${quote(meant)}`}`;
}
