import { quote } from '../core/describe.js';
import { fault } from './faults.js';
import type { Properties } from '../core/json.js';
import { isWord } from '../primitives/primitives.js';
import type { Run } from './run.js';

/**
 * Checks that the code of a Coding belongs to its code system, if that can be known, and that a system in FHIR's name
 * space exists; true means stop.
 */
export function unknownCode(run: Run, coding: Properties, order: number): boolean {
  const { system } = coding;
  const { hasSystem } = run.known;
  if (hasSystem && typeof system === 'string' && OWN.test(system) && !hasSystem(system))
    return fault(run, 'system', 2, 'code-invalid', `${quote(system)} is not a code system of this release of FHIR`);
  return strangeCode(run, coding, order);
}

/** Checks that the code of a Coding or Quantity belongs to its code system, if that can be known; true means stop. */
export function strangeCode(run: Run, { system, code }: Properties, order: number): boolean {
  if (typeof system !== 'string' || typeof code !== 'string') return false;
  const reason = run.known.reasonAgainst?.(system, code);
  return reason !== undefined && fault(run, 'code', order, 'code-invalid', `${quote(code)} ${reason}`);
}

/** Returns whether a type is Quantity, or one of those of FHIR that specialise it. */
export function isQuantity(path: string): boolean {
  return /^(?:Quantity|Age|Count|Distance|Duration|Money)$/.test(path);
}

/**
 * FHIR's name space without the parts for HL7 version 2 and 3 tables, systems of other organisations, and value sets.
 */
const OWN = /^http:\/\/hl7\.org\/fhir\/(?!v[23]\/|sid\/|ValueSet\/|test)/;

/**
 * Checks that the system of a Coding is an absolute URI and not that of a value set, which lists codes of other
 * systems. True means stop.
 *
 * @see http://hl7.org/fhir/STU3/datatypes.html#Coding
 */
export function codeSystem(run: Run, coding: Properties): boolean {
  const { system } = coding;
  // Hardly any URL has a capital V, and looking for it takes a tenth of the time of the expression.
  if (typeof system !== 'string' || !system.includes('V') || !/^https?:.*\/ValueSet\//.test(system))
    return relativeSystem(run, coding, 'code');
  return fault(
    run,
    'system',
    2,
    'value',
    `${quote(system)} is a value set; the system of a code must be a code system`,
  );
}

/** Checks that the system of an Identifier is an absolute URI; true means stop. */
export function identifierSystem(run: Run, identifier: Properties): boolean {
  return relativeSystem(run, identifier, 'value');
}

const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Checks that a system is absolute; a text that is no URI has been reported already. */
function relativeSystem(run: Run, value: Properties, named: 'code' | 'value'): boolean {
  const { system } = value;
  if (typeof system !== 'string' || ABSOLUTE.test(system) || !isWord(system)) return false;
  const order = named === 'code' ? 2 : 4;
  return fault(
    run,
    'system',
    order,
    'value',
    `${quote(system)} is not absolute; the system of ${named === 'code' ? 'a code' : 'an identifier'} must be an absolute URI`,
  );
}
