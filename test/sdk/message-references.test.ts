/** References that a message sets by itself, and the cases that decide what it takes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { organization, practitioner } from 'careconnect-ems/careconnect';
import { hips, nipeOutcome, patient, type NipeOutcomeDeleteInput } from 'careconnect-ems/events/nipe-outcome-1';
import {
  pdsDeathNotification,
  removedPatient,
  type PdsDeathNotificationNewInput,
} from 'careconnect-ems/events/pds-death-notification-1';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { InputError } from 'careconnect-ems/runtime';
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

test('a reference that has to be there and leads to nothing is an error with its path', () => {
  const given = { ...withdrawal, patient: undefined, ...routed(), examinations: { eyes } };
  assert.is(
    refusal(() => nipeOutcome.delete(given)),
    'examinations.eyes.subject: is needed',
  );
});

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
  ['a formal notice without a time', { ...death, case: 'formal', patient: agnes }, 'patient.deceased: is needed'],
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
    /^case: there is no such property/,
  );
});

test.run();

function routed(): { routingDemographics: { nhsNumber: { value: string } } } {
  return { routingDemographics: { nhsNumber: { value: '9990000034' } } };
}
