/** What `read` finds in the messages of `examples/`, with the types that the compiler knows. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bloodSpotTestOutcome } from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { newbornHearing } from 'careconnect-ems/events/newborn-hearing-1';
import { nipeOutcome } from 'careconnect-ems/events/nipe-outcome-1';
import { pdsBirthNotification } from 'careconnect-ems/events/pds-birth-notification-1';
import { pdsChangeOfAddress } from 'careconnect-ems/events/pds-change-of-address-1';
import { pdsChangeOfGp } from 'careconnect-ems/events/pds-change-of-gp-1';
import { pdsDeathNotification } from 'careconnect-ems/events/pds-death-notification-1';
import { pdsRecordChange } from 'careconnect-ems/events/pds-record-change-1';
import { professionalContacts } from 'careconnect-ems/events/professional-contacts-1';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { messages } from '../support/examples.ts';

const test = suite('reading of the examples');

type Result<Message> = { readonly valid: true; readonly message: Message } | { readonly valid: false };

/** What a check of a message as it was received gives; it has to be valid. */
function received<Message>(
  event: { readonly check: (value: unknown, options: { readonly direction: 'receive' }) => Result<Message> },
  name: string,
): Message {
  const result = event.check(JSON.parse(JSON.stringify(messages[name])), { direction: 'receive' });
  if (!result.valid) throw new Error(`${name} is not valid`);
  return result.message;
}

interface Outcome {
  readonly outcome: { readonly coding: readonly { readonly code?: string | undefined }[] };
}

function sctOf(resource: Outcome | undefined): string | undefined {
  return resource?.outcome.coding[0]?.code;
}

test('blood spot: outcomes by test, and the identifier to keep them under', () => {
  const message = received(bloodSpotTestOutcome, 'newBloodSpotOutcome');
  assert.ok(bloodSpotTestOutcome.isNew(message));
  const { type, key, outcomes, patient, encounter, procedures, diagnosticReport, healthcareService } =
    bloodSpotTestOutcome.read(message);
  assert.is(type, 'new');
  assert.is(key.value, 'BS-2026-0311');
  assert.is(Object.keys(outcomes).length, 11);
  assert.is(sctOf(outcomes.phenylketonuria), '946431000000102');
  assert.is(sctOf(outcomes.tyrosinaemiaType1), '2201881000000102');
  assert.is(procedures.length, 11);
  for (const one of procedures) {
    assert.is(one.subject.reference, `urn:uuid:${patient.id}`);
    assert.is(one.context?.reference, `urn:uuid:${encounter.id}`);
  }
  assert.is(diagnosticReport.subject?.reference, `urn:uuid:${patient.id}`);
  assert.is(encounter.type?.[0]?.coding?.[0]?.code, '008');
  assert.is(healthcareService?.providedBy?.reference, encounter.serviceProvider.reference);
});

test('blood spot: a withdrawal has the identifier and the NHS number, and nobody is guessed', () => {
  const message = received(bloodSpotTestOutcome, 'deletedBloodSpotOutcome');
  assert.ok(bloodSpotTestOutcome.isDelete(message));
  const { key, patient, procedures, outcomes, organization } = bloodSpotTestOutcome.read(message);
  assert.is(key.value, 'BS-2026-0311');
  assert.is(patient, undefined);
  assert.equal(procedures, []);
  assert.is(outcomes.phenylketonuria, undefined);
  assert.is(organization?.name, 'Exampleton Children’s NHS Trust');
  assert.ok(bloodSpotTestOutcome.isNewer(message, received(bloodSpotTestOutcome, 'newBloodSpotOutcome')));
  assert.not(bloodSpotTestOutcome.isNewer(received(bloodSpotTestOutcome, 'newBloodSpotOutcome'), message));
});

test('hearing: tests by method and ear', () => {
  const message = received(newbornHearing, 'newHearingOutcome');
  assert.ok(newbornHearing.isNew(message));
  const { tests, observation, practitioner, practitionerRole } = newbornHearing.read(message);
  assert.is(sctOf(tests.aabrLeftEar), '1085431000000105');
  assert.is(sctOf(tests.aabrRightEar), '1085451000000103');
  assert.equal(tests.aoaeLeftEar.map(sctOf), ['1085511000000103']);
  assert.equal(tests.aoaeRightEar.map(sctOf), ['1085501000000100']);
  assert.is(tests.aabrLeftEar?.performer?.[0]?.actor.reference, `urn:uuid:${practitioner?.id}`);
  assert.is(practitionerRole?.practitioner?.reference, `urn:uuid:${practitioner?.id}`);
  assert.is(observation.code.coding?.[0]?.code, '276771000000107');
  assert.ok(newbornHearing.isDelete(received(newbornHearing, 'deletedHearingOutcome')));
});

test('NIPE: examinations by what was examined', () => {
  const message = received(nipeOutcome, 'newNipeOutcome');
  assert.ok(nipeOutcome.isNew(message));
  const { examinations, practitioner, observation } = nipeOutcome.read(message);
  assert.is(sctOf(examinations.hips), '985891000000104');
  assert.is(sctOf(examinations.eyes), '989071000000108');
  assert.is(sctOf(examinations.testes), '988931000000101');
  assert.is(sctOf(examinations.heart), '988511000000100');
  assert.is(practitioner.name?.[0]?.family, 'Tamarisk');
  assert.is(observation?.valueCodeableConcept.coding?.[0]?.code, 'not-eligible-for-bcg');
  assert.is(nipeOutcome.keyOf(received(nipeOutcome, 'deletedNipeOutcome'))?.value, 'NE-2026-1190');
});

test('birth: mother and baby, and who is in charge', () => {
  const message = received(pdsBirthNotification, 'newBirth');
  const content = pdsBirthNotification.read(message);
  const { mother, baby, relatedPerson, numberOfBirths, birthWeight, registeringAuthority, deliveryPlace } = content;
  assert.is(mother.name[0]?.given?.[0], 'Ruth');
  assert.is(baby.name[0]?.given?.[0], 'Toby');
  assert.is(relatedPerson.patient.reference, `urn:uuid:${baby.id}`);
  assert.is(numberOfBirths.subject?.reference, `urn:uuid:${mother.id}`);
  assert.is(birthWeight.subject?.reference, `urn:uuid:${baby.id}`);
  assert.is(birthWeight.valueQuantity.value, 3420);
  assert.is(registeringAuthority.name, 'Exampleton Maternity Trust');
  assert.is(deliveryPlace?.name, 'Exampleton Maternity Unit');
  assert.is(content.partnerChildHealthOrganisation?.name, 'Sampleford Child Health');
  assert.is(content.responsibleChildHealthOrganisation?.name, 'Exampleton Child Health');
  assert.is(content.sender?.name, 'Exampleton National Records');
  assert.is(content.header.enterer?.reference, `urn:uuid:${content.practitioner.id}`);
  assert.is(pdsBirthNotification.keyOf(message)?.value, baby.identifier[0]?.value);
  assert.not('isNewer' in pdsBirthNotification);
});

test('change of address: both addresses', () => {
  const { patient, organizations } = pdsChangeOfAddress.read(received(pdsChangeOfAddress, 'newAddress'));
  assert.equal(
    patient.address?.map(({ use, postalCode }) => [use, postalCode]),
    [
      ['home', 'ZZ99 8PW'],
      ['old', 'ZZ99 9SS'],
    ],
  );
  assert.equal(
    organizations.map(({ name }) => name),
    ['Exampleton National Records'],
  );
});

test('change of GP: the practice now and the one before', () => {
  const { currentPractice, previousPractice, patient, episodeOfCare } = pdsChangeOfGp.read(
    received(pdsChangeOfGp, 'newPractice'),
  );
  assert.is(currentPractice?.name, 'Harbour Practice');
  assert.is(previousPractice?.name, 'Millpond Surgery');
  assert.is(patient.generalPractitioner?.[0]?.reference, `urn:uuid:${currentPractice?.id}`);
  assert.is(episodeOfCare?.managingOrganization?.reference, `urn:uuid:${previousPractice?.id}`);
});

test('death: the cases are told apart, and have what each demands', () => {
  const contents = ['informalDeath', 'formalDeath', 'removedDeath'].map((name) =>
    pdsDeathNotification.read(received(pdsDeathNotification, name)),
  );
  const told = contents.map((content) =>
    // Only what has a time of death has one for the compiler.
    content.case === 'removed' ? [content.case] : [content.case, content.patient.deceasedDateTime],
  );
  const time = '2026-05-18T22:40:00+01:00';
  assert.equal(told, [['informal', time], ['formal', time], ['removed']]);
  const codes = contents.map(({ patient }) => JSON.stringify(patient.extension).match(/"code":"(\w)"/)?.[1] ?? 'none');
  assert.equal(codes, ['1', '2', 'U']);
  const [formal, removed] = [
    received(pdsDeathNotification, 'formalDeath'),
    received(pdsDeathNotification, 'removedDeath'),
  ];
  assert.ok(pdsDeathNotification.isNewer(removed, formal));
});

test('record change: the patient and who changed the record', () => {
  const { patient, provenance } = pdsRecordChange.read(received(pdsRecordChange, 'newRecordVersion'));
  assert.is(patient.meta.versionId, '31');
  assert.is(provenance?.target[0]?.reference, `urn:uuid:${patient.id}`);
});

test('professional contacts: the episode with its team, one identifier in all kinds', () => {
  const names = ['newContact', 'updatedContact', 'deletedContact'];
  const all = names.map((name) => received(professionalContacts, name));
  assert.equal(
    all.map((message) => professionalContacts.read(message).type),
    ['new', 'update', 'delete'],
  );
  assert.equal(
    all.map((message) => professionalContacts.keyOf(message)?.value),
    ['LEP-2026-0902', 'LEP-2026-0902', 'LEP-2026-0902'],
  );
  const [first, second] = all;
  assert.ok(first && second && professionalContacts.isNewer(second, first));
  const { careTeams, managingOrganization, patient, episodeOfCare } = professionalContacts.read(first);
  assert.is(careTeams[0]?.name, 'North Exampleton health visitors');
  assert.is(managingOrganization.name, 'Exampleton Community Health');
  assert.is(episodeOfCare.patient.reference, `urn:uuid:${patient.id}`);
});

test('vaccinations: what was given, and what was not', () => {
  const given = received(vaccinations, 'newVaccination');
  const not = received(vaccinations, 'newVaccinationNotGiven');
  assert.is(vaccinations.read(given).immunization.lotNumber, 'LK41B');
  assert.ok(vaccinations.read(not).immunization.notGiven);
  const { patient, encounter, practitioners, locations, key, header } = vaccinations.read(given);
  assert.is(patient.birthDate, '2022-11-30');
  assert.is(encounter?.subject?.reference, `urn:uuid:${patient.id}`);
  assert.is(practitioners[0]?.name?.[0]?.family, 'Fennel');
  assert.is(locations[0]?.name, 'Treatment room 3');
  assert.is(key.value, 'LV-2026-00417');
  assert.is(header.event.code, 'vaccinations-1');
  assert.ok(vaccinations.isUpdate(received(vaccinations, 'updatedVaccination')));
  assert.ok(vaccinations.isDelete(received(vaccinations, 'deletedVaccination')));
});

test.run();
