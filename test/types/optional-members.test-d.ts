/** Optional members take `undefined` as in `@types/fhir`, and what is left out stays left out. */
import type { Patient as BasePatient } from 'careconnect-ems/base';
import type { AdministrativeGender, Patient, PatientBirthDateElement } from 'careconnect-ems/careconnect';
import { expectTypeOf } from 'expect-type';
import { accept } from './accept.ts';

accept<Pick<Patient, 'gender' | 'birthDate'>>({});
accept<Pick<Patient, 'gender' | 'birthDate'>>({ gender: undefined, birthDate: undefined });
accept<Pick<BasePatient, 'gender'>>({ gender: undefined });
accept<Pick<Patient, '_birthDate' | 'extension' | 'managingOrganization' | 'maritalStatus'>>({
  _birthDate: undefined,
  extension: undefined,
  managingOrganization: undefined,
  maritalStatus: undefined,
});
expectTypeOf<Patient['gender']>().toEqualTypeOf<AdministrativeGender | undefined>();
expectTypeOf<Patient['_birthDate']>().toEqualTypeOf<PatientBirthDateElement | undefined>();

// @ts-expect-error: null is not how JSON leaves a member out
accept<Pick<Patient, 'gender'>>({ gender: null });
// @ts-expect-error: a required member does not take undefined
accept<Pick<Patient, 'name'>>({ name: undefined });
