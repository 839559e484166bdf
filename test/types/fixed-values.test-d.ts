/** Fixed values are literals, also deep inside complex types. */
import type {
  ObservationCodeSnomedCT,
  OrganizationOdsOrganisationCode,
  PatientMaritalStatusCoding,
  PatientNhsNumber,
  PatientOfficialName,
  PractitionerRole,
  PractitionerRoleSdsJobRoleName,
} from 'careconnect-ems/careconnect';
import type { PatientBirthTimeExtension } from 'careconnect-ems/core';
import type {
  MessageEventTypeExtension,
  MessageHeader,
  RoutingDemographicsExtensionNhsNumber,
} from 'careconnect-ems/ems';
import { expectTypeOf } from 'expect-type';
import { accept } from './accept.ts';

expectTypeOf<PatientNhsNumber['system']>().toEqualTypeOf<'https://fhir.nhs.uk/Id/nhs-number'>();
expectTypeOf<PatientOfficialName['use']>().toEqualTypeOf<'official'>();
expectTypeOf<
  OrganizationOdsOrganisationCode['system']
>().toEqualTypeOf<'https://fhir.nhs.uk/Id/ods-organization-code'>();
expectTypeOf<ObservationCodeSnomedCT['system']>().toEqualTypeOf<'http://snomed.info/sct'>();
expectTypeOf<
  PatientBirthTimeExtension['url']
>().toEqualTypeOf<'http://hl7.org/fhir/StructureDefinition/patient-birthTime'>();
// A coding whose codes come from two code systems
expectTypeOf<PatientMaritalStatusCoding['system']>().toEqualTypeOf<
  'http://hl7.org/fhir/v3/MaritalStatus' | 'http://hl7.org/fhir/v3/NullFlavor'
>();

// @ts-expect-error: another namespace
accept<PatientNhsNumber['system']>('https://example.org/nhs-number');
// @ts-expect-error: any other text
accept<PatientNhsNumber['system']>(String('https://fhir.nhs.uk/Id/nhs-number'));
// @ts-expect-error: another use
accept<PatientOfficialName>({ use: 'nickname', family: 'Thistlewood' });

// Deep
expectTypeOf<MessageHeader['event']['system']>().toEqualTypeOf<'https://fhir.nhs.uk/STU3/CodeSystem/EventType-1'>();
expectTypeOf<
  MessageEventTypeExtension['valueCodeableConcept']['coding'][0]['system']
>().toEqualTypeOf<'https://fhir.nhs.uk/STU3/CodeSystem/MessageEventType-1'>();
expectTypeOf<
  NonNullable<RoutingDemographicsExtensionNhsNumber['valueIdentifier']>['system']
>().toEqualTypeOf<'https://fhir.nhs.uk/Id/nhs-number'>();
accept<MessageEventTypeExtension['valueCodeableConcept']>({
  coding: [
    { system: 'https://fhir.nhs.uk/STU3/CodeSystem/MessageEventType-1', code: 'new', display: 'New event message' },
  ],
});
accept<MessageEventTypeExtension['valueCodeableConcept']>({
  // @ts-expect-error: another code system, two levels down
  coding: [{ system: 'https://example.org/MessageEventType', code: 'new', display: 'New event message' }],
});
const jobRole: PractitionerRoleSdsJobRoleName = {
  coding: [
    {
      system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1',
      code: 'R0260',
      display: 'General Medical Practitioner',
    },
  ],
};
accept<NonNullable<PractitionerRole['code']>>([jobRole, { text: 'Locum' }]);
