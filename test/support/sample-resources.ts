/** Complete resources for tests, made with the emitted builders. People, places and numbers are invented. */
import {
  encounter,
  healthcareService,
  immunization,
  location,
  observation,
  organization,
  patient,
  practitioner,
  practitionerRole,
} from 'careconnect-ems/careconnect';
import { messageHeader } from 'careconnect-ems/ems';

const snomed = 'http://snomed.info/sct';

export const practice = organization({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e01',
  odsOrganisationCode: 'Z99901',
  name: 'Larkspur Lane Surgery',
  active: true,
  telecom: { system: 'phone', value: '0000 000 0000', use: 'work' },
  address: { line: ['1 Larkspur Lane'], city: 'Exampleton', postalCode: 'ZZ99 3CZ' },
});

export const ada = patient({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e02',
  nhsNumber: { value: '9990000018', verificationStatus: 'numberPresentAndVerified' },
  officialName: { family: 'Thistlewood', given: ['Ada', 'May'], prefix: 'Miss' },
  name: { use: 'nickname', given: 'Addy' },
  telecom: { system: 'email', value: 'ada@larkspur.example' },
  gender: 'female',
  birthDate: '2026-03-04',
  birthTime: '2026-03-04T07:15:00+00:00',
  deceased: { boolean: false },
  address: { use: 'home', line: ['2 Larkspur Lane'], postalCode: 'ZZ99 3CZ', period: { start: '2026-03-04' } },
  maritalStatus: { coding: { system: 'http://hl7.org/fhir/v3/MaritalStatus', code: 'S', display: 'Never Married' } },
  ethnicCategory: 'britishMixedBritish',
  generalPractitioner: practice,
  managingOrganization: practice,
});

export const nurse = practitioner({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e03',
  sdsUserID: '999000000001',
  name: { family: 'Fennel', given: ['Robin'] },
});

export const role = practitionerRole({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e04',
  practitioner: nurse,
  organization: practice,
});

export const room = location({ id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e05', name: 'Room 3', odsSiteCode: 'Z99901' });

export const visit = encounter({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e06',
  status: 'finished',
  subject: ada,
  period: { start: '2026-04-29T09:00:00+01:00', end: '2026-04-29T09:20:00+01:00' },
  serviceProvider: practice,
});

export const jab = immunization({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e07',
  status: 'completed',
  notGiven: false,
  vaccineCode: { system: snomed, code: '39115611000001103', display: 'Sample vaccine' },
  patient: ada,
  encounter: visit,
  date: '2026-04-29T09:10:00+01:00',
  primarySource: true,
  location: room,
  manufacturer: practice,
  lotNumber: 'LOT-1',
  expirationDate: '2027-01-31',
  doseQuantity: { value: 0.5, unit: 'ml', system: 'http://unitsofmeasure.org', code: 'ml' },
  practitioner: { actor: nurse },
  note: { text: 'No reaction seen.' },
});

export const weight = observation({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e08',
  status: 'final',
  code: { snomedCT: { code: '27113001', display: 'Body weight' } },
  subject: ada,
  context: visit,
  effective: { dateTime: '2026-04-29T09:05:00+01:00' },
  value: { quantity: { value: 4.2, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } },
  component: [
    { code: { snomedCT: { code: '50373000', display: 'Body height measure' } }, value: { string: 'not measured' } },
  ],
});

export const clinic = healthcareService({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e09',
  providedBy: practice,
  name: 'Baby clinic',
});

export const header = messageHeader({
  id: '8f1d4c0e-64a5-4f0e-9c2e-7a3b5f6d1e0a',
  messageEventType: 'newEventMessage',
  routingDemographics: {
    nhsNumber: { value: '9990000018' },
    name: { family: 'Thistlewood', given: ['Ada'] },
    birthDateTime: '2026-03-04',
  },
  event: 'vaccinations',
  timestamp: '2026-04-29T10:00:00.000+01:00',
  source: { name: 'Larkspur EPR', endpoint: 'urn:nhs:addressing:asid:999999999999' },
  responsible: practice,
  focus: jab,
});

export const samples = { practice, ada, nurse, role, room, visit, jab, weight, clinic, header };
