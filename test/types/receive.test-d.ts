/** What `receive` returns, without a policy and with one, and what takes it. */
import type { Identifier } from 'careconnect-ems/base';
import { pdsChangeOfGp, type PdsChangeOfGpNewContent } from 'careconnect-ems/events/pds-change-of-gp-1';
import {
  vaccinations,
  type VaccinationsContent,
  type VaccinationsDeleteContent,
  type VaccinationsDeleteMessage,
  type VaccinationsMessage,
  type VaccinationsNewContent,
} from 'careconnect-ems/events/vaccinations-1';
import {
  isNewer,
  receive,
  type Found,
  type Received,
  type Tolerant,
  type TolerantMessage,
} from 'careconnect-ems/receive';
import {
  createPolicy,
  describe,
  formatIssues,
  InputError,
  toOperationOutcome,
  type Issue,
} from 'careconnect-ems/runtime';
import { expectTypeOf } from 'expect-type';

declare const bytes: Uint8Array;
declare const issue: Issue;
declare const log: (text: string | undefined) => void;
declare const upsert: (key: Tolerant<Identifier> | undefined, content: Found<PdsChangeOfGpNewContent>) => Promise<void>;
declare const quarantine: (
  patient: Tolerant<PdsChangeOfGpNewContent['patient']> | undefined,
  why: string,
) => Promise<void>;

// As a receiver of several events writes it
export async function handle(input: string | Uint8Array): Promise<void> {
  const received = receive(input, { accept: [{ element: 'Patient.meta.versionId' }] });
  switch (received.event) {
    case 'pds-change-of-gp-1':
      if (received.valid) await upsert(received.key, received.content);
      else await quarantine(received.content.patient, received.describe({ values: false }));
      break;
    case undefined:
      log(received.code ?? received.resourceType);
  }
}

// Without a policy what is valid has the strict types
{
  const received = receive(bytes);
  expectTypeOf(received).toEqualTypeOf<Received>();
  if (received.event === 'pds-change-of-gp-1' && received.valid) {
    expectTypeOf(received.content).toEqualTypeOf<PdsChangeOfGpNewContent>();
    expectTypeOf(received.key).toEqualTypeOf<Identifier>();
    expectTypeOf(received.type).toEqualTypeOf<'new'>();
    expectTypeOf(pdsChangeOfGp.read(received.message)).toEqualTypeOf<PdsChangeOfGpNewContent>();
  }
  // An event that is not known is never valid, and has no key
  if (received.event === undefined) {
    expectTypeOf(received.valid).toEqualTypeOf<false>();
    expectTypeOf(received.key).toEqualTypeOf<undefined>();
    expectTypeOf(received.code).toEqualTypeOf<string | undefined>();
  }
  // @ts-expect-error: there is no such event
  if (received.event === 'pds-change-of-gb-1') log('');
}

// The kind narrows the message and its content
{
  const received = vaccinations.receive(bytes);
  if (received.valid && received.type === 'delete') {
    expectTypeOf(received.message).toEqualTypeOf<VaccinationsDeleteMessage>();
    expectTypeOf(received.content).toEqualTypeOf<VaccinationsDeleteContent>();
    expectTypeOf(received.key.value).toEqualTypeOf<string | undefined>();
  }
  // Of what is not valid anything may be missing
  if (received.event !== undefined && !received.valid) {
    // @ts-expect-error: there may be no patient
    log(received.content.patient.birthDate);
    log(received.content.patient?.birthDate);
    log(received.content.immunization?.vaccineCode?.coding?.[0]?.code);
    log(received.message.entry?.[0]?.fullUrl);
  }
}

// With a policy what was accepted as missing is optional, unless nothing was accepted
{
  const received = vaccinations.receive(bytes, { accept: [] });
  if (received.valid) {
    // @ts-expect-error: it may have been accepted that there is none
    log(received.content.patient.birthDate);
    log(received.content.patient?.birthDate);
    if (!received.accepted) log(received.content.patient.birthDate);
    else if (received.type === 'new') expectTypeOf(received.content).toEqualTypeOf<Found<VaccinationsNewContent>>();
  }
}

// The same for a check
{
  const result = vaccinations.check(issue, { accept: createPolicy([{ code: 'required' }]) });
  if (result.valid && result.accepted) {
    expectTypeOf(result.message).toEqualTypeOf<TolerantMessage<VaccinationsMessage>>();
    // @ts-expect-error: there may be no header
    log(vaccinations.read(result.message).header.id);
    log(vaccinations.read(result.message).header?.id);
  }
  if (result.valid && !result.accepted) expectTypeOf(result.message).toEqualTypeOf<VaccinationsMessage>();
  const strict = vaccinations.check(issue);
  if (strict.valid) expectTypeOf(vaccinations.read(strict.message)).toEqualTypeOf<VaccinationsContent>();
}

// `is` narrows only where nothing is accepted
{
  const value: unknown = issue;
  if (vaccinations.is(value)) expectTypeOf(value).toEqualTypeOf<VaccinationsMessage>();
  if (vaccinations.is(value, { accept: [{ code: 'required' }] })) expectTypeOf(value).toEqualTypeOf<unknown>();
}

// What `receive` gives is taken as it is
{
  const [one, other] = [vaccinations.receive(bytes), vaccinations.receive(bytes)];
  expectTypeOf(vaccinations.isNewer(one, other)).toEqualTypeOf<boolean>();
  expectTypeOf(vaccinations.isNewer(one, { lastUpdated: '2026-03-04T07:15:00Z' })).toEqualTypeOf<boolean>();
  expectTypeOf(isNewer(receive(bytes), { lastUpdated: undefined })).toEqualTypeOf<boolean>();
  expectTypeOf(vaccinations.keyOf(one)).toEqualTypeOf<Tolerant<Identifier> | undefined>();
  if (one.event !== undefined) {
    expectTypeOf(vaccinations.isNewer(one.message, other)).toEqualTypeOf<boolean>();
    log(vaccinations.keyOf(one.message)?.value);
    if (one.valid) expectTypeOf(vaccinations.keyOf(one.message)).toEqualTypeOf<Identifier | undefined>();
    else log(vaccinations.read(one.message).patient?.birthDate);
  }
}

// Policies
receive(bytes, { accept: (one) => (one.code === 'required' ? 'information' : undefined) });
receive(bytes, { accept: (one) => one.code === 'required' });
receive(bytes, { accept: [{ element: 'Patient.meta.versionId', severity: 'information' }] });
// @ts-expect-error: there is no such severity
receive(bytes, { accept: [{ element: 'Patient.meta.versionId', severity: 'fatal' }] });
// @ts-expect-error: did you mean element?
receive(bytes, { accept: [{ elementId: 'Patient.meta.versionId' }] });

// Text without values
log(describe(issue, { values: false }));
log(describe(new InputError('a', 1, 'b'), { values: false }));
log(formatIssues([issue], { values: false, limit: 3, resource: {} }));
log(toOperationOutcome([issue], { values: false }).id);
