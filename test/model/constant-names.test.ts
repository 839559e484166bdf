import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nameConcepts, type NamedConcept } from '../../generator/model/constant-names.ts';
import { isReservedWord } from '../../generator/model/identifiers.ts';

const alone = suite('nameConcepts: one concept');

const displays: [display: string, want: string][] = [
  ['Number present and verified', 'numberPresentAndVerified'],
  ['Trace needs to be resolved - (NHS number or patient detail conflict)', 'traceNeedsToBeResolved'],
  ['British, Mixed British', 'britishMixedBritish'],
  ['GENERAL SURGERY', 'generalSurgery'],
  ['CHILD and ADOLESCENT PSYCHIATRY', 'childAndAdolescentPsychiatry'],
  ['GP Registrar', 'gpRegistrar'],
  ['Sessional GP', 'sessionalGp'],
  ['GPs and MDTs', 'gpsAndMdts'],
  ['NHS number', 'nhsNumber'],
  ['PDS Change of GP', 'pdsChangeOfGp'],
  ['LiquidLogic Administrator', 'liquidLogicAdministrator'],
  ['Trauma & Orthopaedics', 'traumaAndOrthopaedics'],
  ['Rhesus D+', 'rhesusDPlus'],
  ['< 5 mm', 'lessThan5Mm'],
  ['> 5 mm', 'greaterThan5Mm'],
  ['>= 5 mm', 'atLeast5Mm'],
  ['5% glucose', 'fivePercentGlucose'],
  ["Parent's view", 'parentsView'],
  ['Parent’s view', 'parentsView'],
  ['Parent&apos;s &amp; carer&#39;s view', 'parentsAndCarersView'],
  ['Care Co-ordinators', 'careCoordinators'],
  ['Child(ren)', 'children'],
  ['Norwegian Bokmål', 'norwegianBokmal'],
  ['β-blocker', 'betaBlocker'],
  ['Spanish; Castilian', 'spanish'],
  ['Greek, Modern (1453-)', 'greekModern'],
  ['Primary Care Trust [PCT]', 'primaryCareTrust'],
  ['Reported (by a relative (or a friend))', 'reported'],
  ['Not (yet) known', 'notYetKnown'],
  ['- (unknown)', 'unknown'],
  ['(unknown)', 'unknown'],
  ['Service not registered. The person has no service', 'serviceNotRegistered'],
  ['Residential accommodation i.e. where care is provided', 'residentialAccommodation'],
  ['Temporary place, for example, a hotel', 'temporaryPlace'],
  ['1 Year immunisations', 'oneYearImmunisations'],
  ['6-8 Week GP Led Review', 'sixToEightWeekGpLedReview'],
  ['2-2 ½ Year Review', 'twoToTwoAndAHalfYearReview'],
  ['24 hour ECG', 'twentyFourHourEcg'],
  ['100 units', 'n100Units'],
  ['10,000 units', 'n10000Units'],
  ['1.5 mg', 'n1Point5Mg'],
  ['Level 2.5', 'level2Point5'],
  ['7', 'n7'],
  ['2WW Brain', 'n2wwBrain'],
  ['2020-01-01', 'n2020_01_01'],
  ['COVID-19', 'covid19'],
  ['-5', 'minus5'],
  ['New', 'new_'],
  ['Private', 'private_'],
  ['constructor', 'constructor_'],
  ['prototype', 'prototype_'],
  ['__proto__', 'proto'],
  ['*/ alert(`${1}`) /*\u2028', 'alert1'],
  [
    'Patient discharged by mental health review tribunal, Home Secretary or Court',
    'patientDischargedByMentalHealthReviewTribunal',
  ],
  [
    'Homemaker looking after the family or home and who are not working or actively seeking work',
    'homemakerLookingAfterTheFamilyOrHomeAndWhoAreNotWorking',
  ],
  [
    'Accident and emergency or dental casualty department of the Health Care Provider',
    'accidentAndEmergencyOrDentalCasualtyDepartmentOfTheHealthCare',
  ],
  ['x'.repeat(5_000), 'x'.repeat(64)],
];

for (const [display, want] of displays) {
  alone(JSON.stringify(display.slice(0, 60)), () => assert.equal(nameConcepts([{ code: 'Z9', display }]), [want]));
}

const undisplayed: [code: string, want: string][] = [
  ['in-progress', 'inProgress'],
  ['ASID_CHECK_FAILED', 'asidCheckFailed'],
  ['NAVU', 'navu'],
  ['01', 'n01'],
  ['<=', 'atMost'],
  ['中', 'code__4e2d__of_'],
];

for (const [code, want] of undisplayed) {
  alone(`code ${code} without display`, () => {
    assert.equal(nameConcepts([{ code }]), [want]);
    assert.equal(nameConcepts([{ code, display: ' – ' }]), [want]);
  });
}

alone.run();

const together = suite('nameConcepts: several concepts');

type Row = readonly [system: string, code: string, display?: string];

const groups: [name: string, rows: Row[], want: string[]][] = [
  [
    'a remark is kept where it tells concepts apart',
    [
      ['s', 'a', 'Social Worker (Children)'],
      ['s', 'b', 'Social Worker (Adults)'],
      ['s', 'c', 'Registrar (Closed)'],
    ],
    ['socialWorkerChildren', 'socialWorkerAdults', 'registrar'],
  ],
  [
    'a remark makes room for the plain name',
    [
      ['s', 'a', 'Screening declined'],
      ['s', 'b', 'Screening declined (situation)'],
    ],
    ['screeningDeclined', 'screeningDeclinedSituation'],
  ],
  [
    'equal displays get their codes',
    [
      ['s', 'R0950', 'Occupational Therapist'],
      ['s', 'R9550', 'Occupational therapist'],
      ['s', 'R0970', 'Chaplain'],
    ],
    ['occupationalTherapistR0950', 'occupationalTherapistR9550', 'chaplain'],
  ],
  [
    'digits stay apart',
    [
      ['s', '1', 'Stage 2'],
      ['s', '2', 'Stage 2'],
    ],
    ['stage2_1', 'stage2_2'],
  ],
  [
    'a code that says the display already stands for both',
    [
      ['s', 'LASER', 'Laser'],
      ['s', 'LASER_1', 'Laser'],
      ['s', 'ALLERGY_2', 'Allergy'],
    ],
    ['laser', 'laser1', 'allergy'],
  ],
  [
    'equal displays and codes get their systems',
    [
      ['http://example.org/cs/first', '1', 'Yes'],
      ['http://example.org/cs/second', '1', 'Yes'],
    ],
    ['yes1First', 'yes1Second'],
  ],
  [
    'what differs in signs alone is spelled out',
    [
      ['s', 'a-b'],
      ['s', 'a b'],
      ['s', 'aB'],
    ],
    ['code_a_2d_b_of_s', 'code_a_20_b_of_s', 'code_aB_of_s'],
  ],
  [
    'long names grow where the cut hides the difference',
    [
      [
        's',
        'a',
        'Newborn physical examination screening programme of the region, eye examination done, no abnormality seen',
      ],
      ['s', 'b', 'Newborn physical examination screening programme of the region, eye examination not done at all'],
    ],
    [
      'newbornPhysicalExaminationScreeningProgrammeOfTheRegionEyeExaminationDoneNoAbnormalitySeen',
      'newbornPhysicalExaminationScreeningProgrammeOfTheRegionEyeExaminationNotDoneAtAll',
    ],
  ],
  [
    'reserved words stay apart',
    [
      ['s', 'a', 'New'],
      ['s', 'b', 'New_'],
    ],
    ['newA', 'newB'],
  ],
];

for (const [name, rows, want] of groups) {
  together(name, () => {
    const concepts = rows.map(([system, code, display]): NamedConcept => ({ system, code, display }));
    assert.equal(nameConcepts(concepts), want);
    assert.equal(nameConcepts(concepts.toReversed()), want.toReversed());
  });
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    'Yes',
    'yes (now)',
    'YES; no',
    'New',
    'Stage 2',
    '__proto__',
    '',
    '-',
    'a b',
    'a-b',
    'aB',
    '1',
    '1.5',
    '½',
  ),
  fc.lorem({ maxCount: 40 }),
);
const concept = fc.record({
  system: fc.constantFrom('http://example.org/a', 'http://example.org/b'),
  code: text,
  display: fc.option(text, { nil: undefined }),
});
const concepts = fc.uniqueArray(concept, { selector: ({ system, code }) => `${system}\n${code}`, maxLength: 30 });

together('names are unique identifiers', () => {
  fc.assert(
    fc.property(concepts, (list) => {
      const names = nameConcepts(list);
      assert.is(new Set(names).size, list.length);
      for (const name of names) {
        assert.match(name, /^[A-Za-z_][A-Za-z0-9_]*$/);
        assert.not(isReservedWord(name));
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

together('names do not depend on the order', () => {
  const shuffled = concepts.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const byConcept = new Map(nameConcepts(list).map((name, i) => [list[i], name]));
      assert.equal(
        nameConcepts(other),
        other.map((each) => byConcept.get(each)),
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

together.run();
