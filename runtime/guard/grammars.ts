/** Value sets whose codes cannot be listed, but are what a grammar says. */
import type { Properties } from '../core/json.js';
import { isLanguageTag } from '../primitives/language-tag.js';
import { UCUM } from '../primitives/units.js';
import type { Known } from './run.js';

const ALL_LANGUAGES = 'http://hl7.org/fhir/ValueSet/all-languages';
const LANGUAGES = 'urn:ietf:bcp:47';
const ALL_UNITS = 'http://hl7.org/fhir/ValueSet/ucum-units';

/** Returns the code system of a value set whose codes are what a grammar says; undefined of any other value set. */
export function grammarOf(valueSet: string): string | undefined {
  const url = urlOf(valueSet);
  return url === ALL_LANGUAGES ? LANGUAGES : url === ALL_UNITS ? UCUM : undefined;
}

/**
 * Returns whether a code or coding is a member of a value set with a grammar; undefined of any other value set, and of
 * units where they are not known.
 */
export function isByGrammar(
  { reasonAgainst }: Known,
  valueSet: string,
  value: string | Properties,
): boolean | undefined {
  const url = urlOf(valueSet);
  if (url === ALL_LANGUAGES) return isIn(value, LANGUAGES, isLanguageTag);
  if (url !== ALL_UNITS || reasonAgainst === undefined) return undefined;
  return isIn(value, UCUM, (code) => typeof code === 'string' && reasonAgainst(UCUM, code) === undefined);
}

function urlOf(canonical: string): string {
  return canonical.replace(/\|.*/, '');
}

function isIn(value: string | Properties, wanted: string, test: (code: unknown) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  return value['system'] === wanted && test(value['code']);
}
