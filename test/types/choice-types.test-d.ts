/** Choice types: the members of `@types/fhir`, narrowed to what the profile allows; the other members are never. */
import type {
  EthnicCategoryExtension,
  ImmunizationNote,
  MainLocationExtension,
  NhsCommunicationExtension,
  Observation,
  ObservationComponent,
  Patient,
  ValueApproximationExtension,
} from 'careconnect-ems/careconnect';
import type { PatientBirthTimeExtension } from 'careconnect-ems/core';
import type { Ref } from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';
import type * as R3 from 'fhir/r3.js';
import { accept } from './accept.ts';

type ValueMember<Of> = Extract<keyof Of, `value${string}` | `_value${string}`>;

// All members of FHIR where the profile leaves the choice open
expectTypeOf<Observation['valueString']>().toEqualTypeOf<string | undefined>();
expectTypeOf<Observation['valueBoolean']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf<Observation['valuePeriod']>().toEqualTypeOf<R3.Period | undefined>();
expectTypeOf<ValueMember<Observation>>().toEqualTypeOf<ValueMember<R3.Observation>>();
expectTypeOf<ValueMember<ObservationComponent>>().toEqualTypeOf<ValueMember<R3.ObservationComponent>>();
expectTypeOf<Patient['deceasedBoolean']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf<Patient['deceasedDateTime']>().toEqualTypeOf<string | undefined>();
// @ts-expect-error: a number is no Quantity
accept<Pick<Observation, 'valueQuantity'>>({ valueQuantity: 3.2 });
// @ts-expect-error: an Observation has no such member in STU3
accept<Observation['valueInteger']>(3);

// A member that the profile narrows
expectTypeOf<ImmunizationNote['authorReference']>().toEqualTypeOf<
  Ref<'RelatedPerson' | 'Practitioner' | 'Patient'> | undefined
>();
expectTypeOf<MainLocationExtension['valueReference']>().toEqualTypeOf<Ref<'Location'>>();

// One type left: its member is kept, with the cardinality of the profile
expectTypeOf<EthnicCategoryExtension['valueCodeableConcept']>().toEqualTypeOf<R3.CodeableConcept>();
expectTypeOf<PatientBirthTimeExtension['valueDateTime']>().toEqualTypeOf<string | undefined>();
expectTypeOf<ValueApproximationExtension['valueBoolean']>().toEqualTypeOf<boolean>();
// @ts-expect-error: the value is required
accept<Pick<ValueApproximationExtension, 'valueBoolean'>>({});

// … and the others are never, siblings included
type Allowed<Of> = {
  [Member in ValueMember<Of>]: Of[Member] extends undefined ? never : Member;
}[ValueMember<Of>];
expectTypeOf<Allowed<ValueApproximationExtension>>().toEqualTypeOf<'valueBoolean' | '_valueBoolean'>();
expectTypeOf<Allowed<PatientBirthTimeExtension>>().toEqualTypeOf<'valueDateTime' | '_valueDateTime'>();
expectTypeOf<Allowed<EthnicCategoryExtension>>().toEqualTypeOf<'valueCodeableConcept'>();
expectTypeOf<Allowed<MainLocationExtension>>().toEqualTypeOf<'valueReference'>();
expectTypeOf<Allowed<NhsCommunicationExtension>>().toEqualTypeOf<never>();
expectTypeOf<ValueMember<NhsCommunicationExtension>>().toEqualTypeOf<ValueMember<R3.Extension>>();
expectTypeOf<Allowed<R3.Extension>>().toEqualTypeOf<ValueMember<R3.Extension>>();
// @ts-expect-error: a birth time is a dateTime
accept<Omit<PatientBirthTimeExtension, 'url'>>({ valueDate: '2026-03-04' });
// @ts-expect-error: also beside the right member
accept<Omit<PatientBirthTimeExtension, 'url'>>({ valueDateTime: '2026-03-04T07:15:00+00:00', valueString: 'morning' });
// @ts-expect-error: a time of the wrong type
accept<Omit<PatientBirthTimeExtension, 'url'>>({ valueDateTime: 20260304 });
// @ts-expect-error: an extension of parts has no value
accept<Pick<NhsCommunicationExtension, 'valueString'>>({ valueString: 'Welsh' });

// That only one member is there is not a matter of the type
accept<Pick<Observation, 'valueString' | 'valueBoolean'>>({ valueString: 'seen', valueBoolean: true });
