/** Codes of SNOMED CT, which show by themselves whether they can be right. */
import { quote } from '../core/describe.js';
import type { Properties } from '../core/json.js';
import { verhoeff } from '../primitives/check-digit.js';
import { note } from './faults.js';
import type { Run } from './run.js';

/** The URL that FHIR gives SNOMED CT. */
export const SNOMED_CT = 'http://snomed.info/sct';

/** An identifier without its check digit at the end: the two digits before that say what it identifies. */
const IDENTIFIER = /^[1-9][0-9]{2,14}([0-9]{2})[0-9]$/;
const CONCEPT = /^[01]0$/;
const COMPONENTS = ['concept', 'description', 'relationship'];
/** What an expression has, and no identifier. */
const EXPRESSION = /[:+|=<>(){},]/;
/** A code of the editions before SNOMED CT, which this release of FHIR allows too: `T-04000`, `P1-48150`. */
const LEGACY = /^[A-Z][0-9A-F]?-[0-9A-F]{4,6}$/;

/** Warns of a code of SNOMED CT that is neither an expression nor the identifier of a concept. */
export function noteConceptId(run: Run, { system, code }: Properties, order: number): void {
  const reason = system === SNOMED_CT && typeof code === 'string' ? reasonAgainst(code) : undefined;
  if (reason !== undefined) note(run, 'code', order, 'warning', 'code-invalid', `${quote(String(code))} ${reason}`);
}

/** Returns whether `noteConceptId` would warn of a Coding of SNOMED CT. */
export function isDoubtfulConcept({ code }: Properties): boolean {
  return typeof code === 'string' && reasonAgainst(code) !== undefined;
}

/**
 * Returns why a text is no code of SNOMED CT, in words after the text; undefined if it may be one. A code of SNOMED CT is
 * the identifier of a concept, or an expression: the identifier of a description is none.
 *
 * @see http://hl7.org/fhir/STU3/snomedct.html
 * @see https://confluence.ihtsdotools.org/display/DOCRELFMT/6+SNOMED+CT+Identifiers
 */
function reasonAgainst(code: string): string | undefined {
  if (EXPRESSION.test(code) || LEGACY.test(code)) return undefined;
  const partition = IDENTIFIER.exec(code)?.[1];
  if (partition === undefined)
    return 'is not a code of SNOMED CT: the identifier of a concept has 6 to 18 digits and does not begin with 0';
  if (!verhoeff(code)) return 'is not a code of SNOMED CT: its last digit is not the check digit of the others';
  if (CONCEPT.test(partition)) return undefined;
  const component = /^[01]/.test(partition) ? COMPONENTS[Number(partition[1])] : undefined;
  return component === undefined
    ? `is not a code of SNOMED CT: the digits before the last, ${partition}, are not those of a concept`
    : `is not a code of SNOMED CT: it identifies a ${component}, but a code must identify a concept`;
}
