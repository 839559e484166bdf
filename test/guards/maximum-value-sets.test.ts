/** A code outside of the maximum value set of a binding is an error, however weak the binding is. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkPatient, isPatient } from 'careconnect-ems/base';
import { check } from 'careconnect-ems/check';
import { codeSet } from '../../runtime/guard/code-set.ts';
import { issuesFor, isSound, type Judged } from '../../runtime/guard/verdict.ts';
import { profileGuard } from '../../runtime/guard/explain-type.ts';
import { rootNode } from '../../runtime/guard/link.ts';
import { additions, profileRules, type ElementRules } from '../../runtime/guard/rules.ts';
import { isLanguageTag } from '../../runtime/primitives/language-tag.ts';
import { patientElements } from '../../generated/src/elements/patient.ts';
import { patientRules } from '../../generated/src/base/patient.ts';

const test = suite('maximum value sets');

test('language tags of BCP 47 are well formed', () => {
  const tags =
    `en en-GB EN-gb cy gd-Latn zh-Hant-TW zh-cmn-Hans-CN sl-rozaj-biske de-CH-1901 de-1996 es-419 hy-Latn-IT-arevela
    en-a-myext-b-another ar-a-aaa-b-bbb-x-a-ccc x-whatever x-a-b qaa-Qaaa-QM-x-southern de-DE-u-co-phonebk i-klingon i-default
    en-GB-oed sgn-BE-FR art-lojban zh-min-nan no-bok tlh abcd abcdefgh en-x-1`.split(/\s+/);
  assert.equal(
    tags.filter((tag) => !isLanguageTag(tag)),
    [],
  );
  const others = [
    '',
    'e',
    'english language',
    'en_GB',
    'en-',
    '-en',
    'en--GB',
    'abcdefghi',
    'en-GB-GB',
    'x',
    'x-',
    'en-a',
    'i-foo',
  ];
  const more = [
    'en-GB ',
    'en GB',
    'en-GB\n',
    'de-419-DE',
    'a-DE',
    'ar-a',
    'en-x',
    '12',
    'en-123456789',
    'é',
    undefined,
    5,
    {},
  ];
  assert.equal(
    [...others, ...more].filter((tag) => isLanguageTag(tag)),
    [],
  );
  assert.not(isLanguageTag(`en${'-abcde'.repeat(1_000_000)}`));
});

const told = (issues: readonly { severity: string; code: string; expression: string; message: string }[]): string[] =>
  issues.map(({ severity, code, expression, message }) => `${severity} ${code} ${expression} ${message}`);

const patients: readonly (readonly [what: string, more: object, want: string[]])[] = [
  ['a language', { language: 'en-GB' }, []],
  ['a language of a later registry', { language: 'qaa-Qaaa-QM-x-southern' }, []],
  [
    'no language tag',
    { language: 'en_GB' },
    ['error code-invalid Patient.language "en_GB" is not a language tag of BCP 47, such as en or en-GB'],
  ],
  [
    'a number',
    { language: 5 },
    ['error structure Patient.language 5 is not a language tag of BCP 47, such as en or en-GB'],
  ],
  ['a concept', { communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'cy' }] } }] }, []],
  [
    'a concept of another system',
    { communication: [{ language: { coding: [{ system: 'urn:a', code: 'cy' }] } }] },
    [
      'error code-invalid Patient.communication[0].language urn:a#cy is not a member of http://hl7.org/fhir/ValueSet/all-languages',
    ],
  ],
  [
    'a concept with no language tag',
    { communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'Welsh_1' }] } }] },
    [
      'error code-invalid Patient.communication[0].language urn:ietf:bcp:47#Welsh_1 is not a member of http://hl7.org/fhir/ValueSet/all-languages',
    ],
  ],
  [
    'a concept with text alone',
    { communication: [{ language: { text: 'Welsh' } }] },
    [
      'error code-invalid Patient.communication[0].language text without a coding is not a member of http://hl7.org/fhir/ValueSet/all-languages',
    ],
  ],
];

for (const [what, more, want] of patients) {
  test(`of FHIR: ${what}`, () => {
    const patient = { resourceType: 'Patient', ...more };
    assert.is(isPatient(patient), want.length === 0);
    assert.equal(told(checkPatient(patient)), want);
    assert.equal(told(check(patient)), want);
  });
}

test('a mime type in an element called language is no language tag', () => {
  const mapping = [{ identity: 'a', language: 'text/fhirpath', map: 'b' }];
  const element = [{ id: 'a', path: 'Patient', mapping }];
  const definition = { resourceType: 'DataElement', status: 'draft', element };
  assert.equal(
    told(check(definition)).filter((one) => one.includes('language')),
    [],
  );
});

const all = codeSet('Status', { 'urn:s': 'married single widowed' });
const some = codeSet('Usual', { 'urn:s': 'married' });
const status = (system: string, code: string): object => ({ maritalStatus: { coding: [{ system, code }] } });
const none = 'https://larkspur.example/ValueSet/none';
const units = 'http://hl7.org/fhir/ValueSet/ucum-units|3.0.2';
const languages = 'http://hl7.org/fhir/ValueSet/all-languages|3.0.2';

const rows: readonly (readonly [what: string, rules: Record<string, ElementRules>, value: object, want: string[]])[] = [
  ['a member of both', bothOn('maritalStatus'), status('urn:s', 'married'), []],
  [
    'a member of the maximum alone',
    bothOn('maritalStatus'),
    status('urn:s', 'single'),
    ['warning code-invalid Patient.maritalStatus urn:s#single is not one of married (Usual)'],
  ],
  [
    'a member of neither',
    bothOn('maritalStatus'),
    status('urn:s', 'polyamorous'),
    [
      'warning code-invalid Patient.maritalStatus urn:s#polyamorous is not one of married (Usual)',
      'error code-invalid Patient.maritalStatus urn:s#polyamorous is not one of married, single, widowed (Status)',
    ],
  ],
  [
    'a maximum that cannot be known',
    { maritalStatus: { maximum: ['required', none] } },
    status('urn:s', 'polyamorous'),
    [`information not-supported Patient.maritalStatus not checked: the codes of ${none} are not known here`],
  ],
  ['a primitive', { language: { maximum: ['required', languages] } }, { language: 'en' }, []],
  [
    'no unit, of a primitive',
    { language: { maximum: ['required', units] } },
    { language: 'en' },
    [`error code-invalid Patient.language "en" is not a member of ${units}`],
  ],
  [
    'units, where they are known',
    { maritalStatus: { maximum: ['required', units] } },
    status('http://unitsofmeasure.org', 'mmHg'),
    [`error code-invalid Patient.maritalStatus http://unitsofmeasure.org#mmHg is not a member of ${units}`],
  ],
  ['a unit', { maritalStatus: { maximum: ['required', units] } }, status('http://unitsofmeasure.org', 'mm[Hg]'), []],
];

function bothOn(name: string): Record<string, ElementRules> {
  return { [name]: { binding: ['extensible', some], maximum: ['required', all] } };
}

for (const [what, elements, value, want] of rows) {
  test(`of a profile: ${what}`, () => {
    const rules = profileRules(
      // The emitted tables are typed by the built runtime, whose classes are nominally others.
      () => patientRules as never,
      additions(patientElements as never, 'https://larkspur.example/StructureDefinition/one', () => ({ elements })),
    );
    const reasonAgainst = (_system: string, code: string): string | undefined =>
      code === 'mm[Hg]' ? undefined : 'is no unit';
    const judged: Judged = {
      node: () => rootNode(rules),
      surroundings: {
        typeNamed: undefined,
        claim: undefined,
        extension: undefined,
        mayUse: undefined,
        hasExtension: undefined,
      },
      guard: profileGuard(rules),
      root: 'Patient',
      known: what.includes('unit') ? { reasonAgainst } : {},
    };
    const patient = { resourceType: 'Patient', ...value };
    const found = told(issuesFor(judged, patient, {})).filter(
      (one) => !one.includes('.code "') && !one.includes('no unit'),
    );
    assert.equal(found, want);
    assert.is(isSound(judged, patient, {}), !want.some((one) => one.startsWith('error')));
  });
}

test.run();
