import type { DiagnosticCode } from '../codes.ts';
import { acme, codeSystem, definitions, valueSet, type Explanation } from './explanation.ts';

type ResolveCode = Extract<DiagnosticCode, `resolve/${string}`>;

const system = `${acme}/CodeSystem/colour`;
const red = { code: 'red', display: 'Red' };
const green = { code: 'green', display: 'Green' };
const colour = codeSystem('colour', { concept: [red, green] });

/** Explains what is wrong with a value set or a code system. */
export const terminologyExplanations: Partial<Record<ResolveCode, Explanation>> = {
  'resolve/not-expandable': {
    what: 'The codes of a value set cannot be listed from the input, because a terminology service has them.',
    why: 'Any code of the system is accepted, and a guard notes that it was not checked.',
    example: definitions(
      [
        valueSet('fracture', [
          { system: 'http://snomed.info/sct', filter: [{ property: 'concept', op: 'is-a', value: '125605004' }] },
        ]),
      ],
      [valueSet('fracture', [{ system: 'http://snomed.info/sct', concept: [{ code: '125605004' }] }])],
    ),
  },
  'resolve/code-not-in-system': {
    what: 'A value set lists a code that its code system does not have.',
    why: 'Builders offer the code and guards accept it, although no system knows what it means.',
    example: definitions(
      [colour, valueSet('warm', [{ system, concept: [{ code: 'rde' }] }])],
      [colour, valueSet('warm', [{ system, concept: [{ code: 'red' }] }])],
    ),
  },
  'resolve/value-set-cycle': {
    what: 'A value set includes itself, directly or through others.',
    why: 'Its codes cannot be listed, so they are not checked.',
    example: definitions(
      [colour, valueSet('warm', [{ valueSet: [`${acme}/ValueSet/warm`] }])],
      [colour, valueSet('warm', [{ system, concept: [red] }])],
    ),
  },
  'resolve/value-set-empty': {
    what: 'No code is left in a value set.',
    why: 'No value can satisfy a binding to it.',
    example: definitions(
      [colour, valueSet('warm', [{ system, concept: [red] }], { exclude: [{ system, concept: [red] }] })],
      [colour, valueSet('warm', [{ system, concept: [red] }])],
    ),
  },
  'resolve/bad-include': {
    what: 'An include names nothing, has both concepts and filters, or has an invalid filter.',
    why: 'Its codes cannot be listed, so they are not checked.',
    example: definitions([colour, valueSet('warm', [{ version: '1' }])], [colour, valueSet('warm', [{ system }])]),
  },
  'resolve/code-system-not-found': {
    what: 'A value set includes a code system that is not in the input.',
    why: 'Its codes cannot be listed, so they are not checked.',
    example: definitions([valueSet('warm', [{ system }])], [colour, valueSet('warm', [{ system }])]),
  },
  'resolve/version-differs': {
    what: 'A value set asks for another version of a code system, or of a value set, than the one in the input.',
    why: 'The one in the input is used, and may have other codes.',
    example: definitions(
      [{ ...colour, version: '2' }, valueSet('warm', [{ system, version: '1' }])],
      [{ ...colour, version: '2' }, valueSet('warm', [{ system, version: '2' }])],
    ),
  },
  'resolve/display-differs': {
    what: 'A value set displays a code in another way than its code system.',
    why: 'FHIR allows it, but it may be a slip; builders fill in the display of the value set.',
    example: definitions(
      [colour, valueSet('warm', [{ system, concept: [{ code: 'red', display: 'Rde' }] }])],
      [colour, valueSet('warm', [{ system, concept: [red] }])],
    ),
  },
  'resolve/duplicate-code': {
    what: 'A code occurs twice in a code system, or in an include of a value set.',
    why: 'The first one is used, with its display and meaning.',
    example: definitions(
      [colour, valueSet('warm', [{ system, concept: [red, red] }])],
      [colour, valueSet('warm', [{ system, concept: [red] }])],
    ),
  },
  'resolve/stray-white-space': {
    what: 'A code or a display has white space before, after or doubled inside.',
    why: 'It is removed: a code with it would never equal the one that a message has.',
    example: definitions(
      [colour, valueSet('warm', [{ system, concept: [{ code: 'red ' }] }])],
      [colour, valueSet('warm', [{ system, concept: [{ code: 'red' }] }])],
    ),
  },
};
