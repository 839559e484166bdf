/** The message of `pds-birth-notification-1`: mother, baby, details of the birth, and the organisations responsible. */
import {
  baby,
  organization,
  pdsBirthNotification,
  relatedPerson,
  type PdsBirthNotificationMessage,
} from 'careconnect-ems/events/pds-birth-notification-1';
import { ref, type IdOptions } from 'careconnect-ems/runtime';
import { spine } from './senders.ts';

const records = organization({ odsOrganisationCode: 'Z9X01', name: 'Exampleton National Records' });
const toby = baby({
  meta: { versionId: '1' },
  nhsNumber: { value: '9990000107', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Alderney', given: 'Toby' },
  gender: 'male',
  birthDate: '2026-06-15',
  birthTime: '2026-06-15T03:42:00+01:00',
  birthPlace: { city: 'Exampleton', country: 'England' },
  ethnicCategory: 'britishMixedBritish',
  address: { line: ['27 Dovecote Road', 'Exampleton'], postalCode: 'ZZ99 1DR' },
  multipleBirth: { integer: 1 },
});
/** The mother as a person related to the baby, so that her own record refers to that of the baby. */
const motherhood = relatedPerson({ patient: toby });

/** A baby was born and has an NHS number. The message fills in the subjects of observations and the organisations of episodes. */
export function newBirth(options?: IdOptions): PdsBirthNotificationMessage {
  return pdsBirthNotification.new(
    {
      source: spine,
      responsible: records,
      communication: {},
      sender: records,
      mother: {
        meta: { versionId: '12' },
        nhsNumber: { value: '9990000093', verificationStatus: 'numberPresentAndVerified' },
        officialName: { family: 'Alderney', given: 'Ruth' },
        gender: 'female',
        birthDate: '1994-08-08',
        registrationDetails: { registrationPeriod: { start: '2020-01-06' } },
        generalPractitioner: ref('https://directory.spineservices.nhs.uk/STU3/Organization/Z99905'),
        link: { type: 'seealso', other: motherhood },
      },
      relatedPerson: motherhood,
      baby: toby,
      practitioner: { sdsUserID: '999000000066', name: { use: 'official', family: 'Speedwell', given: 'Hana' } },
      numberOfBirths: { status: 'final', value: { quantity: { value: 1 } } },
      birthWeight: {
        status: 'final',
        effective: { dateTime: '2026-06-15' },
        value: { quantity: { value: 3420, unit: 'gram', system: 'http://unitsofmeasure.org', code: 'g' } },
      },
      gestationAge: {
        status: 'final',
        value: { quantity: { value: 39.5, unit: 'week', system: 'http://unitsofmeasure.org', code: 'wk' } },
      },
      stillbornIndicator: { status: 'final', value: { codeableConcept: 'live' } },
      suspectedCongenitalAbnormality: { status: 'final', value: { codeableConcept: 'no' } },
      registeringAuthority: { odsOrganisationCode: 'Z9H01', name: 'Exampleton Maternity Trust', type: 'nhsTrust' },
      registeringAuthorityEpisode: { status: 'active' },
      deliveryPlace: {
        odsOrganisationCode: 'Z9H03',
        name: 'Exampleton Maternity Unit',
        type: 'inNhsHospitalDeliveryFacilitiesAssociatedWithConsultantWard',
      },
      deliveryPlaceEpisode: { status: 'active' },
      partnerChildHealthOrganisation: { odsOrganisationCode: 'Z9K01', name: 'Sampleford Child Health' },
      partnerChildHealthOrganisationEpisode: { status: 'active' },
      responsibleChildHealthOrganisation: { odsOrganisationCode: 'Z9K02', name: 'Exampleton Child Health' },
      responsibleChildHealthOrganisationEpisode: { status: 'active' },
      healthcareService: { providedBy: records },
    },
    options,
  );
}
