// oxlint-disable import/namespace -- what is not there is what is tested
/** Messages of events: what their builders take, what they do not, and what is read from them. */
import { checkPatient, organization, patient } from 'careconnect-ems/careconnect';
import {
  bloodSpotTestOutcome,
  Specialty as BloodSpotSpecialty,
  type BloodSpotTestOutcomeDeleteMessage,
  type BloodSpotTestOutcomeMessage,
  type BloodSpotTestOutcomeNewInput,
  type BloodSpotTestOutcomeNewMessage,
  type BloodSpotTestOutcomeOutcomesInput,
  type Patient,
  type PatientInput,
} from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { newbornHearing, type NewbornHearingNewInput } from 'careconnect-ems/events/newborn-hearing-1';
import { nipeOutcome, type NipeOutcomeNewInput } from 'careconnect-ems/events/nipe-outcome-1';
import {
  pdsDeathNotification,
  type PdsDeathNotificationNewInput,
  type PdsDeathNotificationNewMessage,
} from 'careconnect-ems/events/pds-death-notification-1';
import {
  type Patient as VaccinationsPatient,
  immunization,
  Specialty as VaccinationSpecialty,
  vaccinations,
  type ImmunizationInput,
  type Patient as VaccinatedPatient,
  type VaccinationsContent,
  type VaccinationsDeleteMessage,
  type VaccinationsMessage,
  type VaccinationsNewInput,
  type VaccinationsNewMessage,
  type VaccinationsUpdateMessage,
} from 'careconnect-ems/events/vaccinations-1';
import type { Specialty as DchSpecialty } from 'careconnect-ems/dch';
import type { Specialty as EmsSpecialty } from 'careconnect-ems/ems';
import { checkAsync, ref, type AsyncTerminology, type Issue } from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';
import type { Condition, Patient as FhirPatient } from 'fhir/r3.js';
import { accept } from './accept.ts';

const trust = organization({ odsOrganisationCode: 'Z9H01', name: 'Exampleton Trust' });
const ada = patient({ officialName: { family: 'Thistlewood' } });
declare const screening: BloodSpotTestOutcomeNewInput;
declare const hearing: NewbornHearingNewInput;
declare const physical: NipeOutcomeNewInput;
declare const jab: VaccinationsNewInput;
declare const vaccination: ImmunizationInput;
declare const vaccinated: VaccinatedPatient;
declare const death: Omit<Extract<PdsDeathNotificationNewInput, { case: 'formal' }>, 'case' | 'patient'>;
const done = { status: 'completed', performed: { dateTime: '2026-04-21' } } as const;
const child = {
  nhsNumber: { value: '9990000034', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Quillfeather', given: 'Iris' },
  birthDate: '2026-04-20',
} as const;
const found = { ...done, outcome: { snomedCT: '2201881000000102' } } as const;

// A kind that the event does not have
// @ts-expect-error: a correction is a new message
bloodSpotTestOutcome.update(screening);
// @ts-expect-error: a death notification is taken back by a new one
pdsDeathNotification.delete(death);

// A part that has to be there
{
  const { immunization: _immunization, ...rest } = jab;
  // @ts-expect-error: what the message is about
  vaccinations.new(rest);
}
{
  const { responsible: _responsible, ...rest } = jab;
  // @ts-expect-error: who answers for it
  vaccinations.new(rest);
}
{
  const { patient: _patient, ...rest } = screening;
  // @ts-expect-error: nothing else has to lead to the child
  bloodSpotTestOutcome.new(rest);
}
{
  const { observation: _observation, ...rest } = hearing;
  // @ts-expect-error: the outcome of the whole screen
  newbornHearing.new(rest);
}

// References that the message knows need not be given; others may be
bloodSpotTestOutcome.new({ ...screening, outcomes: { phenylketonuria: found } });
bloodSpotTestOutcome.new({ ...screening, outcomes: { phenylketonuria: { ...found, subject: ada } } });
// @ts-expect-error: no organisation is tested
bloodSpotTestOutcome.new({ ...screening, outcomes: { phenylketonuria: { ...found, subject: trust } } });

// A part is a resource or an input, and never a mixture of both
bloodSpotTestOutcome.new({
  ...screening,
  // @ts-expect-error: deceased: { boolean: true }
  patient: { ...child, deceasedBoolean: true },
});
bloodSpotTestOutcome.new({
  ...screening,
  // @ts-expect-error: what stands beside a primitive is given by name
  patient: { ...child, _gender: { id: 'g' } },
});
bloodSpotTestOutcome.new({
  ...screening,
  // @ts-expect-error: performed: { dateTime: '2026-04-21' }
  outcomes: { phenylketonuria: { ...found, performedDateTime: '2026-04-21' } },
});
bloodSpotTestOutcome.new({
  ...screening,
  outcomes: {
    // @ts-expect-error: then it is a resource, and has performedDateTime
    phenylketonuria: { resourceType: 'Procedure', ...found },
  },
});
// @ts-expect-error: neither of both
bloodSpotTestOutcome.new({ ...screening, procedures: { ...done, statuses: 'completed' } });
declare const childInput: PatientInput;
declare const bornChild: Patient;
bloodSpotTestOutcome.new({ ...screening, patient: child });
bloodSpotTestOutcome.new({ ...screening, patient: childInput });
bloodSpotTestOutcome.new({ ...screening, patient: bornChild });

// What the event cannot do without
bloodSpotTestOutcome.new({
  ...screening,
  // @ts-expect-error: the header repeats the given name
  patient: { ...child, officialName: { family: 'Quillfeather' } },
});
// @ts-expect-error: the event asks more of its patient than CareConnect
immunization({ ...vaccination, patient: ada });
immunization({ ...vaccination, patient: vaccinated });
immunization({ ...vaccination, patient: ref<'Patient'>('urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11') });

// Null, as a database says it
bloodSpotTestOutcome.new({ ...screening, outcomes: { phenylketonuria: null, sickleCellDisease: found }, others: null });
const outcomes: BloodSpotTestOutcomeOutcomesInput = {};
outcomes.phenylketonuria = found;
bloodSpotTestOutcome.new({ ...screening, outcomes });
// @ts-expect-error: what has to be there
bloodSpotTestOutcome.new({ ...screening, lastUpdated: null });

// The value sets that an event uses
expectTypeOf<typeof VaccinationSpecialty>().toEqualTypeOf<typeof EmsSpecialty>();
expectTypeOf<typeof BloodSpotSpecialty>().toEqualTypeOf<typeof DchSpecialty>();

// Names of roles
// @ts-expect-error: Did you mean to write 'phenylketonuria'?
bloodSpotTestOutcome.new({ ...screening, outcomes: { phenylketonurea: found } });
// @ts-expect-error: the examination of another event
nipeOutcome.new({ ...physical, examinations: { hearing: found } });
// @ts-expect-error: there is no such part
vaccinations.new({ ...jab, diagnosticReport: { status: 'final' } });

// Codes of outcomes
newbornHearing.new({
  ...hearing,
  tests: {
    aabrLeftEar: { ...done, outcome: { snomedCT: 'automatedAuditoryBrainstemResponseTestLeftEarClearResponse' } },
  },
});
newbornHearing.new({
  ...hearing,
  tests: {
    // @ts-expect-error: the outcome of the other ear
    aabrLeftEar: { ...done, outcome: { snomedCT: 'automatedAuditoryBrainstemResponseTestRightEarClearResponse' } },
  },
});
newbornHearing.new({
  ...hearing,
  tests: {
    // @ts-expect-error: the outcome of the other method
    aoaeLeftEar: { ...done, outcome: { snomedCT: 'automatedAuditoryBrainstemResponseTestLeftEarClearResponse' } },
  },
});
// @ts-expect-error: a test without outcome
newbornHearing.new({ ...hearing, tests: { aabrLeftEar: done } });

// A resource in place of another
// @ts-expect-error: a patient is no organisation
vaccinations.new({ ...jab, responsible: ada });
// @ts-expect-error: an organisation is no patient
vaccinations.new({ ...jab, patient: trust });

// Cases
const agnes = {
  meta: { versionId: '1' },
  nhsNumber: { value: '9990000077', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Ravensworth' },
  birthDate: '1931-07-19',
  deathNotificationStatus: { systemEffectiveDate: '2026-05-20T13:00:00+01:00' },
} as const;
const deceased = { dateTime: '2026-05-18' } as const;
pdsDeathNotification.new({ ...death, case: 'formal', patient: { ...agnes, deceased } });
pdsDeathNotification.new({ ...death, case: 'removed', patient: agnes });
// @ts-expect-error: when did she die?
pdsDeathNotification.new({ ...death, case: 'informal', patient: agnes });
// @ts-expect-error: she did not die
pdsDeathNotification.new({ ...death, case: 'removed', patient: { ...agnes, deceased } });
// @ts-expect-error: the case has to be said
pdsDeathNotification.new({ ...death, patient: { ...agnes, deceased } });
// @ts-expect-error: there is no such case
pdsDeathNotification.new({ ...death, case: 'rumoured', patient: { ...agnes, deceased } });

// A literal starts with its header
declare const entries: VaccinationsNewMessage['entry'];
const [header, ...others] = entries;
expectTypeOf(header.resource.resourceType).toEqualTypeOf<'MessageHeader'>();
accept<VaccinationsNewMessage['entry']>([header, ...others]);
accept<VaccinationsMessage['entry']>([header, ...others]);
// @ts-expect-error: the header of another kind
accept<VaccinationsDeleteMessage['entry']>([header, ...others]);
// @ts-expect-error: no header
accept<VaccinationsMessage['entry']>([]);
// @ts-expect-error: the header is not the first
accept<VaccinationsMessage['entry']>([{ fullUrl: 'urn:uuid:1', resource: { ...ada, id: '1' } }, header]);

// The type of a resource says which profile it follows; a type that the event does not list is that of FHIR
for (const { resource } of entries) {
  if (resource.resourceType === 'Patient') expectTypeOf(resource).toEqualTypeOf<VaccinationsPatient>();
  if (resource.resourceType === 'Condition') expectTypeOf(resource).toEqualTypeOf<Condition>();
}
declare const plainPatient: FhirPatient;
declare const condition: Condition;
accept<VaccinationsNewMessage['entry'][number]>({ fullUrl: 'urn:uuid:1', resource: condition });
// @ts-expect-error: the patient of a vaccination has an NHS number
accept<VaccinationsNewMessage['entry'][number]>({ fullUrl: 'urn:uuid:1', resource: plainPatient });

// What is read
declare const newOutcome: BloodSpotTestOutcomeNewMessage;
declare const anyDeath: PdsDeathNotificationNewMessage;
const content = bloodSpotTestOutcome.read(newOutcome);
expectTypeOf(content.type).toEqualTypeOf<'new'>();
expectTypeOf(content.patient.resourceType).toEqualTypeOf<'Patient'>();
expectTypeOf(content.outcomes.phenylketonuria).toExtend<object | undefined>();
const told = pdsDeathNotification.read(anyDeath);
expectTypeOf(told.case).toEqualTypeOf<'informal' | 'formal' | 'removed'>();
if (told.case === 'formal') expectTypeOf(told.patient.deceasedDateTime).toEqualTypeOf<string>();
if (told.case === 'removed') expectTypeOf(told.patient.deceasedDateTime).toEqualTypeOf<undefined>();

// Which kind is it? What was checked may be of any
declare const received: unknown;
const checked = bloodSpotTestOutcome.check(received);
if (checked.valid) {
  const parts = bloodSpotTestOutcome.read(checked.message);
  expectTypeOf(parts.type).toEqualTypeOf<'new' | 'delete'>();
  // @ts-expect-error: a withdrawal may be without the child
  accept<object>(parts.patient);
  if (parts.type === 'new') expectTypeOf(parts.patient.resourceType).toEqualTypeOf<'Patient'>();
  if (bloodSpotTestOutcome.isNew(checked.message))
    expectTypeOf(checked.message).toEqualTypeOf<BloodSpotTestOutcomeNewMessage>();
  else expectTypeOf(checked.message).toEqualTypeOf<BloodSpotTestOutcomeDeleteMessage>();
}
if (vaccinations.is(received)) {
  if (!vaccinations.isDelete(received)) {
    expectTypeOf(received).toEqualTypeOf<VaccinationsNewMessage | VaccinationsUpdateMessage>();
    expectTypeOf(vaccinations.read(received).type).toEqualTypeOf<'new' | 'update'>();
  }
  if (vaccinations.isUpdate(received)) expectTypeOf(vaccinations.read(received).type).toEqualTypeOf<'update'>();
  expectTypeOf(vaccinations.read(received)).toEqualTypeOf<VaccinationsContent>();
}

// A check that takes its time gives what the check of the event gives, and builders take that check as it is
declare const terminology: AsyncTerminology;
expectTypeOf(checkAsync(vaccinations.check, received, { terminology })).toEqualTypeOf<
  Promise<ReturnType<typeof vaccinations.check>>
>();
expectTypeOf(checkAsync(checkPatient, received, { terminology })).toEqualTypeOf<Promise<Issue[]>>();
checkAsync(vaccinations.check, received, { terminology, direction: 'receive' });
// @ts-expect-error: a guard that answers yes or no tells nothing of what it found
checkAsync(vaccinations.is, received, { terminology });
vaccinations.new(jab, { check: vaccinations.check });
patient({ officialName: { family: 'Thistlewood' } }, { check: checkPatient });
patient({ officialName: { family: 'Thistlewood' } }, { check: (): readonly Issue[] => [] });
// @ts-expect-error: neither issues nor a result that has them
vaccinations.new(jab, { check: vaccinations.is });

// A message of one kind in place of another
declare const newMessage: VaccinationsNewMessage;
accept<VaccinationsMessage>(newMessage);
// @ts-expect-error: a report is no withdrawal
accept<VaccinationsDeleteMessage>(newMessage);
// @ts-expect-error: the message of another event
vaccinations.read(newOutcome);
// @ts-expect-error: a result is no message; its message is
bloodSpotTestOutcome.read(checked);

// A literal that is written by hand has no mark, and is of any kind
const written = { resourceType: 'Bundle', type: 'message', entry: newOutcome.entry } as const;
accept<BloodSpotTestOutcomeNewMessage>(written);
accept<BloodSpotTestOutcomeMessage>(written);
expectTypeOf(bloodSpotTestOutcome.read(written).type).toEqualTypeOf<'new' | 'delete'>();
