/** The two kinds of message of `blood-spot-test-outcome-1`. To correct one, send a new message with the same identifier. */
import { organization } from 'careconnect-ems/careconnect';
import {
  bloodSpotTestOutcome,
  Specialty,
  type BloodSpotTestOutcomeMessage,
} from 'careconnect-ems/events/blood-spot-test-outcome-1';
import type { IdOptions } from 'careconnect-ems/runtime';
import { larkspur } from './senders.ts';

const trust = organization({
  odsOrganisationCode: 'Z9H01',
  active: true,
  name: 'Exampleton Children’s NHS Trust',
  telecom: { system: 'phone', value: '0000 111 0000', use: 'work' },
  address: { line: 'Infirmary Road', city: 'Exampleton', postalCode: 'ZZ99 4BB' },
});

/** Outcome of one of the tests. The message fills in the code of the test, the patient and the encounter. */
const found = (code: string) =>
  ({ status: 'completed', performed: { dateTime: '2026-04-25' }, outcome: { snomedCT: code } }) as const;

/** All eleven tests have an outcome, each under the name of the condition tested for. */
export function newBloodSpotOutcome(options?: IdOptions): BloodSpotTestOutcomeMessage {
  return bloodSpotTestOutcome.new(
    {
      source: larkspur,
      responsible: trust,
      lastUpdated: '2026-05-02T08:31:12.480+01:00',
      patient: {
        nhsNumber: { value: '9990000034', verificationStatus: 'numberPresentAndVerified' },
        officialName: { family: 'Quillfeather', given: ['Iris', 'Wren'] },
        gender: 'female',
        birthDate: '2026-04-20',
        address: { use: 'home', line: ['3 Orchard Close', 'Exampleton'], postalCode: 'ZZ99 5XY' },
      },
      encounter: {
        identifier: { system: 'https://larkspur.example/screening', value: 'BS-2026-0311' },
        status: 'finished',
        period: { start: '2026-04-25' },
      },
      location: { odsSiteCode: 'Z9H02', name: 'Newborn screening clinic', managingOrganization: trust },
      healthcareService: {
        type: { system: 'http://snomed.info/sct', code: '708196005', display: 'Haematology service' },
        specialty: Specialty.paediatricClinicalHaematology,
        name: 'Newborn blood spot laboratory',
      },
      diagnosticReport: {
        identifier: { system: 'https://larkspur.example/reports', value: 'BSR-2026-0311' },
        status: 'final',
        code: { text: 'Newborn blood spot screening report' },
        issued: '2026-05-02T08:15:00+01:00',
      },
      outcomes: {
        phenylketonuria: found('946431000000102'),
        sickleCellDisease: found('947611000000105'),
        cysticFibrosis: found('947511000000106'),
        congenitalHypothyroidism: found('948801000000106'),
        mcadDeficiency: found('949041000000108'),
        homocystinuria: found('950641000000105'),
        mapleSyrupUrineDisease: found('949981000000104'),
        glutaricAciduriaType1: found('952081000000108'),
        isovalericAcidaemia: found('951461000000103'),
        severeCombinedImmunodeficiency: found('1239971000000104'),
        tyrosinaemiaType1: found('2201881000000102'),
      },
      communication: {
        sent: '2026-05-02T08:30:00+01:00',
        payload: { content: { string: 'A second sample has been asked for.' } },
      },
    },
    options,
  );
}

/** Withdraws a record made in error; its identifier and the NHS number for routing are enough. */
export function deletedBloodSpotOutcome(options?: IdOptions): BloodSpotTestOutcomeMessage {
  return bloodSpotTestOutcome.delete(
    {
      source: larkspur,
      responsible: trust,
      lastUpdated: '2026-05-09T14:00:00.000+01:00',
      routingDemographics: { nhsNumber: { value: '9990000034' } },
      encounter: {
        identifier: { system: 'https://larkspur.example/screening', value: 'BS-2026-0311' },
        status: 'entered-in-error',
      },
    },
    options,
  );
}
