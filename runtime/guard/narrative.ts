/** FHIR's rules for the XHTML of a narrative. */
import { isImpossible } from '../primitives/characters.js';
import { fault, no } from './faults.js';
import { rules } from '../primitives/rules.js';
import type { Run } from './run.js';
import { xhtmlFault } from '../primitives/xhtml.js';

/**
 * Checks the XHTML of a child: one well-formed `div` with basic formatting only, and not blank. The issue names the
 * element or attribute and the reason. True means stop.
 *
 * @see http://hl7.org/fhir/STU3/narrative.html (txt-1, txt-2)
 */
export function narrativeText(run: Run, value: unknown, name: string, order: number): boolean {
  if (typeof value !== 'string' || isImpossible(value)) return no(run, name, order, rules.xhtml, value);
  const found = xhtmlFault(value);
  if (found === undefined) return false;
  const { verdict, reason } = found;
  if (verdict === 'malformed') return fault(run, name, order, 'value', `is not ${rules.xhtml.text}: ${reason}`);
  const rule = verdict === 'blank' ? 'is blank, but a narrative must have content' : BASIC;
  return fault(run, name, order, 'invariant', `${rule}: ${reason} (${verdict === 'blank' ? 'txt-2' : 'txt-1'})`);
}

const BASIC = 'goes beyond the basic formatting, links, images and inline styles that a narrative may have';
