/** Value sets that cannot be known offline are decided by the terminology of an application, at once or in time. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkImmunization, checkMedication, checkObservation, type Medication } from 'careconnect-ems/careconnect';
import { check } from 'careconnect-ems/check';
import { checkAsync, type Issue, type Terminology } from 'careconnect-ems/runtime';

const snomed = 'http://snomed.info/sct';
const medicationCodes = 'https://fhir.hl7.org.uk/STU3/ValueSet/CareConnect-MedicationCode-1';
const vaccineCodes = 'https://fhir.hl7.org.uk/STU3/ValueSet/CareConnect-VaccineCode-1';

const medicationOf = (...codes: string[]): object => ({
  resourceType: 'Medication',
  code: { coding: codes.map((code) => ({ system: snomed, code, display: `Product ${code}` })) },
});
const immunization = {
  resourceType: 'Immunization',
  status: 'completed',
  notGiven: false,
  vaccineCode: { coding: [{ system: snomed, code: '1', display: 'A vaccine' }] },
  patient: { reference: 'Patient/a' },
  primarySource: true,
};

/** What is said of an element. */
const said = (issues: readonly Issue[], element: string): string[] =>
  issues.flatMap(({ severity, expression, message }) => (expression === element ? [`${severity}: ${message}`] : []));

const answering = (answer: boolean | undefined): Terminology => ({ validateCode: () => answer });

const test = suite('terminology');

const cases: readonly (readonly [
  what: string,
  terminology: Terminology | undefined,
  medication: string[],
  vaccine: string[],
])[] = [
  [
    'none',
    undefined,
    [`information: not checked: the codes of ${medicationCodes} are not known here`],
    ['information: not checked: the codes of VaccineCode are not all known here'],
  ],
  [
    'one that does not know',
    answering(undefined),
    [`information: not checked: the codes of ${medicationCodes} are not known here`],
    ['information: not checked: the codes of VaccineCode are not all known here'],
  ],
  ['one that says yes', answering(true), [], []],
  [
    'one that says no',
    answering(false),
    [`error: ${snomed}#1 is not a member of ${medicationCodes}`],
    [`warning: ${snomed}#1 is not a code of SNOMED CT (${snomed}) or one of NAVU, UNC, UNK, NA (VaccineCode)`],
  ],
  [
    'one that fails',
    {
      validateCode: () => {
        throw new Error('no licence');
      },
    },
    ['information: not checked: the terminology lookup failed: no licence'],
    ['information: not checked: the terminology lookup failed: no licence'],
  ],
];

for (const [what, terminology, medication, vaccine] of cases) {
  test(`${what}: a required binding and an extensible one`, () => {
    assert.equal(said(checkMedication(medicationOf('1'), { terminology }), 'Medication.code'), medication);
    assert.equal(said(checkImmunization(immunization, { terminology }), 'Immunization.vaccineCode'), vaccine);
  });

  test(`${what}, in time`, async () => {
    const server = {
      validateCode: (...question: Parameters<Terminology['validateCode']>) =>
        Promise.resolve().then(() => terminology?.validateCode(...question)),
    };
    const issues = await checkAsync(checkMedication, medicationOf('1'), { terminology: server });
    assert.equal(said(issues, 'Medication.code'), medication);
    const others = await checkAsync(checkImmunization, immunization, { terminology: server });
    assert.equal(said(others, 'Immunization.vaccineCode'), vaccine);
  });
}

test('is asked with all that stands there', () => {
  const asked: unknown[] = [];
  const validateCode = (...question: unknown[]): undefined => void asked.push(question);
  checkMedication(medicationOf('1'), { terminology: { validateCode } });
  assert.equal(asked, [[medicationCodes, snomed, '1', 'Product 1']]);
  asked.length = 0;
  checkImmunization(immunization, { terminology: { validateCode } });
  assert.equal(asked, [[vaccineCodes, snomed, '1', 'A vaccine']]);
});

test('is not asked about codes that are known, nor where there are none', () => {
  const validateCode = (): never => assert.unreachable() as never;
  const known = { coding: [{ system: 'http://hl7.org/fhir/v3/NullFlavor', code: 'NA' }] };
  checkImmunization({ ...immunization, vaccineCode: known }, { terminology: { validateCode } });
  const odd = { coding: [{ system: snomed }, { code: 1 }, null, 'a'] };
  checkMedication({ resourceType: 'Medication', code: odd }, { terminology: { validateCode } });
});

test('one member among several codings is enough', () => {
  const terminology: Terminology = { validateCode: (_set, _system, code) => (code === '9' ? undefined : code === '2') };
  const found = (...codes: string[]): string[] =>
    said(checkMedication(medicationOf(...codes), { terminology }), 'Medication.code').map((text) => text.slice(0, 5));
  assert.equal(found('1', '2'), []);
  assert.equal(found('9', '2'), []);
  assert.equal(found('9', '1'), ['infor'], 'a member may be the one that is not known');
  assert.equal(found('1', '3'), ['error']);
});

test('text without a coding is no member', () => {
  const issues = checkMedication({ resourceType: 'Medication', code: { text: 'Paracetamol' } } satisfies Medication);
  assert.equal(said(issues, 'Medication.code'), [`error: text without a coding is not a member of ${medicationCodes}`]);
});

test('the place is that of the coding in its list', () => {
  const code = {
    coding: [
      { system: 'urn:a', code: 'b' },
      { system: snomed, code: '1', display: 'A' },
    ],
  };
  const issues = checkObservation({ resourceType: 'Observation', code }, { terminology: answering(false) });
  assert.is(said(issues, 'Observation.code.coding[1]').length, 1);
});

test('in time: each question is asked once, together with the others, and `check` takes part', async () => {
  // Identifiers of concepts, so that nothing but the terminology objects to them.
  const [member, other] = ['22298006', '38341003'];
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const terminology = {
    async validateCode(_set: string, _system: string | undefined, code: string): Promise<boolean> {
      asked.push(code);
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return code === member;
    },
  };
  const entry = [member, other, member].map((code) => ({
    resource: {
      ...medicationOf(code),
      meta: { profile: ['https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Medication-1'] },
    },
  }));
  const issues = await checkAsync(
    check,
    { resourceType: 'Bundle', type: 'collection', entry },
    { terminology, rules: 'profile' },
  );
  assert.equal([asked, most], [[member, other], 2]);
  assert.equal(
    issues.filter(({ code }) => code === 'code-invalid').map(({ expression }) => expression),
    ['Bundle.entry[1].resource.code'],
  );
});

test('in time: what needs no terminology is not checked twice', async () => {
  let checks = 0;
  const issues = await checkAsync(
    (value: unknown) => {
      checks++;
      return checkMedication(value);
    },
    { resourceType: 'Medication' },
    { terminology: { validateCode: () => Promise.resolve(true) } },
  );
  assert.equal([checks, issues], [1, checkMedication({ resourceType: 'Medication' })]);
});

test.run();
