/** Extensions: an interface by URL, also for those nested in others and those of primitives. */
import type {
  EthnicCategoryExtension,
  NhsCommunicationExtension,
  NhsCommunicationExtensionInterpreterRequired,
  NhsCommunicationExtensionLanguage,
  NhsCommunicationExtensionModeOfCommunication,
  Patient,
  PatientBirthDateElement,
  Practitioner,
} from 'careconnect-ems/careconnect';
import { EthnicCategory, HumanLanguage } from 'careconnect-ems/careconnect';
import type { BirthPlaceExtension, PatientBirthTimeExtension } from 'careconnect-ems/core';
import type { RoutingDemographicsExtension, RoutingDemographicsExtensionNhsNumber } from 'careconnect-ems/ems';
import { expectTypeOf } from 'expect-type';
import type { Extension } from 'fhir/r3.js';
import { accept } from './accept.ts';

// By URL
const ethnicCategory: EthnicCategoryExtension = {
  url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-EthnicCategory-1',
  valueCodeableConcept: { coding: [EthnicCategory.britishMixedBritish] },
};
expectTypeOf(
  ethnicCategory.url,
).toEqualTypeOf<'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-EthnicCategory-1'>();
expectTypeOf<NonNullable<Practitioner['extension']>[number]>().toEqualTypeOf<NhsCommunicationExtension | Extension>();
expectTypeOf<EthnicCategoryExtension>().toExtend<NonNullable<Patient['extension']>[number]>();
expectTypeOf<BirthPlaceExtension>().toExtend<NonNullable<Patient['extension']>[number]>();
accept<Pick<Patient, 'extension'>>({ extension: [ethnicCategory] });
accept<Pick<Patient, 'extension'>>({ extension: [{ url: 'https://example.org/shoe-size', valueInteger: 38 }] });
// @ts-expect-error: the URL of another extension
accept<EthnicCategoryExtension>({ ...ethnicCategory, url: 'https://example.org/ethnic-category' });
// @ts-expect-error: without its value
accept<EthnicCategoryExtension>({ url: ethnicCategory.url });
// @ts-expect-error: with a value of another type
accept<EthnicCategoryExtension>({ url: ethnicCategory.url, valueString: 'White British' });
// @ts-expect-error: an extension without a URL
accept<Pick<Patient, 'extension'>>({ extension: [{ valueString: 'White British' }] });

// Nested
const welsh: NhsCommunicationExtensionLanguage = {
  url: 'language',
  valueCodeableConcept: { coding: [HumanLanguage.welsh] },
};
const communication: NhsCommunicationExtension = {
  url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSCommunication-1',
  extension: [welsh, { url: 'preferred', valueBoolean: true }, { url: 'interpreterRequired', valueBoolean: false }],
};
accept<Pick<Patient, 'extension'>>({ extension: [ethnicCategory, communication] });
expectTypeOf<NhsCommunicationExtensionModeOfCommunication['url']>().toEqualTypeOf<'modeOfCommunication'>();
expectTypeOf<NhsCommunicationExtensionInterpreterRequired['valueBoolean']>().toEqualTypeOf<boolean>();
expectTypeOf<NhsCommunicationExtensionLanguage>().toExtend<NhsCommunicationExtension['extension'][number]>();
// @ts-expect-error: a part under another name
accept<NhsCommunicationExtensionLanguage>({ ...welsh, url: 'tongue' });
// @ts-expect-error: a part without its value
accept<NhsCommunicationExtensionLanguage>({ url: 'language' });
// @ts-expect-error: a part with a value of another type
accept<NhsCommunicationExtensionLanguage>({ url: 'language', valueCoding: HumanLanguage.welsh });
// @ts-expect-error: a yes or no in words
accept<NhsCommunicationExtensionInterpreterRequired>({ url: 'interpreterRequired', valueBoolean: 'yes' });
// @ts-expect-error: the parts are needed
accept<NhsCommunicationExtension>({ url: communication.url });
// @ts-expect-error: and are not none
accept<NhsCommunicationExtension>({ url: communication.url, extension: [] });
// What a part takes is narrowed too
expectTypeOf<NonNullable<RoutingDemographicsExtension['extension']>[number]['url']>().toEqualTypeOf<string>();
accept<RoutingDemographicsExtensionNhsNumber>({
  url: 'nhsNumber',
  valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
});
accept<RoutingDemographicsExtensionNhsNumber>({
  url: 'nhsNumber',
  // @ts-expect-error: a number of another kind
  valueIdentifier: { system: 'https://example.org/hospital-number', value: '9990000018' },
});

// Of a primitive
const birthTime: PatientBirthTimeExtension = {
  url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
  valueDateTime: '2026-03-04T07:15:00+00:00',
};
expectTypeOf<Patient['_birthDate']>().toEqualTypeOf<PatientBirthDateElement | undefined>();
expectTypeOf<NonNullable<PatientBirthDateElement['extension']>[number]>().toEqualTypeOf<
  PatientBirthTimeExtension | Extension
>();
accept<Pick<Patient, 'birthDate' | '_birthDate'>>({ birthDate: '2026-03-04', _birthDate: { extension: [birthTime] } });
accept<Pick<Patient, '_birthDate'>>({ _birthDate: { id: 'birth', extension: [birthTime] } });
// @ts-expect-error: a birth time under another URL
accept<PatientBirthTimeExtension>({ ...birthTime, url: 'http://hl7.org/fhir/StructureDefinition/patient-birthtime' });
// @ts-expect-error: a birth time as a bare value
accept<Pick<Patient, '_birthDate'>>({ _birthDate: birthTime.valueDateTime });
// @ts-expect-error: a list, as only lists of primitives have
accept<Pick<Patient, '_birthDate'>>({ _birthDate: [{ extension: [birthTime] }] });
