/** References that a message sets by itself, and the cases that decide what it takes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { organization, patient as careConnectPatient, practitioner } from 'careconnect-ems/careconnect';
import { hips, nipeOutcome, patient, type NipeOutcomeDeleteInput } from 'careconnect-ems/events/nipe-outcome-1';
import {
  pdsDeathNotification,
  removedPatient,
  type PdsDeathNotificationNewInput,
} from 'careconnect-ems/events/pds-death-notification-1';
import { managingOrganization, professionalContacts } from 'careconnect-ems/events/professional-contacts-1';
import { pdsChangeOfGp } from 'careconnect-ems/events/pds-change-of-gp-1';
import { patient as vaccinated, vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { InputError, ref } from 'careconnect-ems/runtime';
import { spine } from '../../examples/senders.ts';

const trust = organization({ odsOrganisationCode: 'Z9H01', name: 'Exampleton Trust' });
const child = {
  nhsNumber: { value: '9990000034', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Quillfeather', given: 'Rowan' },
  birthDate: '2026-04-20',
} as const;
const other = practitioner({ sdsUserID: '999000000044', name: { family: 'Tamarisk' } });
const withdrawal: NipeOutcomeDeleteInput = {
  source: spine,
  responsible: trust,
  lastUpdated: '2026-05-09T14:00:00.000+01:00',
  encounter: {
    identifier: { system: 'https://larkspur.example/screening', value: 'NE-1' },
    status: 'entered-in-error',
  },
  patient: child,
};
const eyes = {
  status: 'completed',
  performed: { dateTime: '2026-04-22' },
  outcome: { snomedCT: { code: '989071000000108', display: 'Eye examination done' } },
} as const;

/** Path and rule of the error that a function throws. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return `${error.path}: ${error.rule}`;
    throw error;
  }
  return 'nothing';
}

const test = suite('references and cases of messages');

test('a reference that is not given leads to the entry of its role', () => {
  const message = nipeOutcome.delete({ ...withdrawal, practitioner: other, examinations: { eyes } });
  const { patient: who, encounter, practitioner: examiner, examinations } = nipeOutcome.read(message);
  assert.is(examinations.eyes?.subject.reference, `urn:uuid:${who?.id}`);
  assert.is(examinations.eyes?.context?.reference, `urn:uuid:${encounter.id}`);
  assert.is(examinations.eyes?.performer?.[0]?.actor.reference, `urn:uuid:${examiner?.id}`);
  assert.is(encounter.subject?.reference, `urn:uuid:${who?.id}`);
});

test('a reference that is given stays', () => {
  const performer = { actor: other };
  const message = nipeOutcome.delete({ ...withdrawal, examinations: { eyes: { ...eyes, performer } } });
  const { practitioner: examiner, examinations } = nipeOutcome.read(message);
  assert.is(examiner?.name?.[0]?.family, 'Tamarisk');
  assert.is(examinations.eyes?.performer?.[0]?.actor.reference, `urn:uuid:${examiner?.id}`);
});

test('what is given is not changed', () => {
  const routingDemographics = { nhsNumber: { value: '9990000034' } } as const;
  const given = { ...withdrawal, routingDemographics, examinations: { eyes } };
  const before = JSON.stringify(given);
  nipeOutcome.delete(given);
  assert.is(JSON.stringify(given), before);
});

test('a resource is taken as it is', () => {
  const made = hips({ ...eyes, subject: patient(child) });
  const message = nipeOutcome.delete({ ...withdrawal, patient: undefined, examinations: { hips: made } });
  assert.is(nipeOutcome.read(message).examinations.hips?.context, undefined);
});

test('a part of an object that is not given leads there as well', () => {
  const performer = { role: { text: 'examiner' } } as never;
  const message = nipeOutcome.delete({
    ...withdrawal,
    practitioner: other,
    examinations: { eyes: { ...eyes, performer } },
  });
  const { practitioner: examiner, examinations } = nipeOutcome.read(message);
  const [first] = examinations.eyes?.performer ?? [];
  assert.equal([first?.role?.text, first?.actor.reference], ['examiner', `urn:uuid:${examiner?.id}`]);
});

test('a reference that has to be there and leads to nothing is an error with its path', () => {
  const given = { ...withdrawal, patient: undefined, ...routed(), examinations: { eyes } };
  assert.is(
    refusal(() => nipeOutcome.delete(given)),
    'examinations.eyes.subject: is required',
  );
});

const episode = {
  identifier: { system: 'https://larkspur.example/episodes', value: 'LEP-1' },
  status: 'active',
  type: { system: 'http://snomed.info/sct', code: '1078501000000104', display: 'Health visiting service' },
} as const;
const community = {
  odsOrganisationCode: 'Z9C11',
  name: 'Exampleton Community Health',
  telecom: { system: 'phone', value: '0000 222 0000', use: 'work' },
  address: { line: '2 Mill Street', postalCode: 'ZZ99 6MS' },
} as const;
const practice = { odsOrganisationCode: 'Z99901', name: 'Larkspur Lane Surgery', partOf: trust } as const;
const contact = {
  source: spine,
  responsible: trust,
  lastUpdated: '2026-03-02T09:30:00.000+00:00',
  patient: child,
} as const;

test('who runs an episode is given under its own name, by the reference, or by both', () => {
  const community1 = managingOrganization(community);
  for (const input of [
    { ...contact, episodeOfCare: episode, managingOrganization: community },
    { ...contact, episodeOfCare: { ...episode, managingOrganization: community1 } },
    { ...contact, episodeOfCare: { ...episode, managingOrganization: community1 }, managingOrganization: community1 },
  ]) {
    const message = professionalContacts.new(input);
    const { managingOrganization: manager, organizations, episodeOfCare } = professionalContacts.read(message);
    assert.is(episodeOfCare.managingOrganization.reference, `urn:uuid:${manager.id}`);
    assert.is(organizations.length, 2);
    assert.is(manager.name, 'Exampleton Community Health');
  }
});

test('the patient of a vaccination is given under its name or by the reference', () => {
  const jab = {
    identifier: { system: 'https://larkspur.example/jabs', value: 'J-1' },
    status: 'completed',
    notGiven: false,
    primarySource: true,
    date: '2026-05-01',
    vaccineCode: { text: 'MMR' },
    vaccinationProcedure: { text: 'First MMR' },
  } as const;
  const who = vaccinated(child);
  for (const input of [
    { ...contact, immunization: jab },
    { ...contact, patient: undefined, immunization: { ...jab, patient: who } },
    { ...contact, patient: who, immunization: { ...jab, patient: who } },
  ]) {
    const { patient: found, immunization } = vaccinations.read(vaccinations.new(input));
    assert.is(immunization.patient.reference, `urn:uuid:${found.id}`);
  }
});

const elsewhere = ref<'Patient'>('https://directory.example/1');
const unplayed: readonly (readonly [what: string, act: () => unknown, says: string])[] = [
  [
    'another by the reference than by name',
    () =>
      professionalContacts.new({
        ...contact,
        managingOrganization: community,
        episodeOfCare: { ...episode, managingOrganization: managingOrganization(community) },
      }),
    'episodeOfCare.managingOrganization: points to a different resource from `managingOrganization`. Give one of the two, ' +
      'or the same resource in both places',
  ],
  [
    'what nothing leads to',
    () =>
      pdsChangeOfGp.new({
        ...contact,
        communication: {},
        patient: { ...child, meta: { versionId: '1' } },
        previousPractice: practice,
      }),
    'previousPractice: no reference in the message points to it; `episodeOfCare.managingOrganization` must',
  ],
  [
    'a resource elsewhere that has to go along',
    () =>
      professionalContacts.new({
        ...contact,
        patient: undefined as never,
        episodeOfCare: { ...episode, patient: elsewhere, managingOrganization: managingOrganization(community) },
      }),
    'episodeOfCare.patient: points outside the message; include the resource for the role `patient`',
  ],
  [
    'a name that the header cannot repeat whole',
    () => {
      const nameless = careConnectPatient({ ...child, officialName: { family: 'Quillfeather' } });
      return nipeOutcome.delete({ ...withdrawal, patient: nameless as never });
    },
    'patient.officialName.given: is required; the header repeats it',
  ],
  [
    'an organisation that is reached and lacks what its part needs',
    () =>
      professionalContacts.new({
        ...contact,
        episodeOfCare: {
          ...episode,
          managingOrganization: organization({ odsOrganisationCode: 'Z9C11', name: 'A' }) as never,
        },
      }),
    'episodeOfCare.managingOrganization.telecom: is required but missing',
  ],
];
for (const [what, act, says] of unplayed) test(`${what} is refused`, () => assert.is(refusal(act), says));

const agnes = {
  meta: { versionId: '31' },
  nhsNumber: { value: '9990000077', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Ravensworth' },
  birthDate: '1931-07-19',
  deathNotificationStatus: { systemEffectiveDate: '2026-05-20T13:00:00+01:00' },
} as const;
const death = { source: spine, responsible: trust, lastUpdated: '2026-05-20T13:00:00Z', communication: {} } as const;

/** An input that the compiler would refuse. */
const unchecked = (input: object): PdsDeathNotificationNewInput => input as PdsDeathNotificationNewInput;
const wrong: readonly (readonly [what: string, input: object, says: string])[] = [
  ['no case', { ...death, patient: agnes }, 'case: one of "informal", "formal", "removed"'],
  ['a misspelt case', { ...death, case: 'remove', patient: agnes }, 'case: one of "informal", "formal", "removed"'],
  ['an inherited name', { ...death, case: 'toString', patient: agnes }, 'case: one of "informal", "formal", "removed"'],
  ['a formal notice without a time', { ...death, case: 'formal', patient: agnes }, 'patient.deceased: is required'],
  ['another case', { ...death, case: 'formal', patient: removedPatient(agnes) }, 'case: "removed"'],
];
for (const [what, input, says] of wrong)
  test(`${what} is refused`, () => {
    assert.ok(
      refusal(() => pdsDeathNotification.new(unchecked(input))).startsWith(says),
      refusal(() => pdsDeathNotification.new(unchecked(input))),
    );
  });

test('events without cases take none', () => {
  const given = { case: 'formal' } as unknown as Parameters<typeof vaccinations.new>[0];
  assert.match(
    refusal(() => vaccinations.new(given)),
    /^case: unknown property/,
  );
});

test.run();

function routed(): { routingDemographics: { nhsNumber: { value: string } } } {
  return { routingDemographics: { nhsNumber: { value: '9990000034' } } };
}
