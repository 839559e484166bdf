/** Codes of code systems whose content no package has, for value sets that only name the system. */
import type { Concept } from './concept.js';

const BY_SYSTEM: Readonly<Record<string, readonly (readonly [code: string, display?: string])[]>> = {
  'http://snomed.info/sct': [
    ['22298006', 'Myocardial infarction'],
    ['73211009', 'Diabetes mellitus'],
    ['195967001', 'Asthma'],
    ['38341003', 'Hypertensive disorder'],
    ['271737000', 'Anemia'],
  ],
  'http://loinc.org': [
    ['8480-6', 'Systolic blood pressure'],
    ['8867-4', 'Heart rate'],
    ['29463-7', 'Body weight'],
    ['718-7', 'Hemoglobin [Mass/volume] in Blood'],
  ],
  'http://unitsofmeasure.org': [['kg'], ['cm'], ['mg'], ['mL'], ['mm[Hg]'], ['/min']],
  'urn:ietf:bcp:47': [['en-GB'], ['cy'], ['fr'], ['pl']],
  'urn:ietf:bcp:13': [['text/plain'], ['application/pdf'], ['image/png']],
  'urn:ietf:rfc:3986': [['https://example.org/codes/1']],
  'urn:iso:std:iso:4217': [['GBP'], ['EUR']],
  'urn:iso:std:iso:3166': [['GB'], ['FR']],
};

/** Returns examples of the codes of a code system; none if it is not one of those above. */
export function exampleCodes(system: string): readonly Concept[] {
  const found = Object.hasOwn(BY_SYSTEM, system) ? BY_SYSTEM[system] : undefined;
  return (found ?? []).map(([code, display]) => ({ system, code, ...(display !== undefined && { display }) }));
}

/** Units by the type of a quantity. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  Age: ['a', 'mo', 'wk', 'd'],
  Duration: ['min', 'h', 'd', 's'],
  Distance: ['m', 'km', 'cm'],
  Count: ['1'],
};

/** Returns units of measure for a type of quantity. */
export function exampleUnits(type: string): readonly Concept[] {
  const own = Object.hasOwn(UNITS, type) ? UNITS[type] : undefined;
  if (own) return own.map((code) => ({ system: UCUM, code }));
  return exampleCodes(type === 'Money' ? 'urn:iso:std:iso:4217' : UCUM);
}

const UCUM = 'http://unitsofmeasure.org';

/** A code of no known code system, for elements to which no value set is bound. */
export function madeUpCode(number: number): Concept {
  return { system: 'https://example.org/CodeSystem/example', code: `example-${number}`, display: `Example ${number}` };
}
