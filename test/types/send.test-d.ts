/** What can be sent and what cannot, and what comes back. */
import {
  bloodSpotTestOutcome,
  type BloodSpotTestOutcomeMessage,
} from 'careconnect-ems/events/blood-spot-test-outcome-1';
import { newbornHearing, type NewbornHearingMessage } from 'careconnect-ems/events/newborn-hearing-1';
import { nipeOutcome, type NipeOutcomeMessage } from 'careconnect-ems/events/nipe-outcome-1';
import {
  pdsBirthNotification,
  type PdsBirthNotificationMessage,
} from 'careconnect-ems/events/pds-birth-notification-1';
import { pdsChangeOfAddress, type PdsChangeOfAddressMessage } from 'careconnect-ems/events/pds-change-of-address-1';
import { pdsChangeOfGp, type PdsChangeOfGpMessage } from 'careconnect-ems/events/pds-change-of-gp-1';
import {
  pdsDeathNotification,
  type PdsDeathNotificationMessage,
} from 'careconnect-ems/events/pds-death-notification-1';
import { pdsRecordChange, type PdsRecordChangeMessage } from 'careconnect-ems/events/pds-record-change-1';
import { professionalContacts, type ProfessionalContactsMessage } from 'careconnect-ems/events/professional-contacts-1';
import {
  vaccinations,
  type VaccinationsMessage,
  type VaccinationsNewMessage,
} from 'careconnect-ems/events/vaccinations-1';
import type { SpineErrorOrWarningCode } from 'careconnect-ems/ems';
import {
  meshHeaders,
  publishClaims,
  publishRequest,
  readResponse,
  type HttpRequest,
  type PublishableMessage,
  type PublishOptions,
  type ResponseLike,
} from 'careconnect-ems/send';
import { expectTypeOf } from 'expect-type';
import type { Bundle } from 'fhir/r3.js';

declare const options: PublishOptions;
// What platforms have, as far as it matters here
declare const response: ResponseLike;
declare class URL {
  constructor(address: string);
  readonly href: string;
}
declare function fetch(
  url: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
): Promise<ResponseLike>;

// Messages of the events that suppliers publish, of one kind or of any
expectTypeOf<BloodSpotTestOutcomeMessage>().toExtend<PublishableMessage>();
expectTypeOf<NewbornHearingMessage>().toExtend<PublishableMessage>();
expectTypeOf<NipeOutcomeMessage>().toExtend<PublishableMessage>();
expectTypeOf<ProfessionalContactsMessage>().toExtend<PublishableMessage>();
expectTypeOf<VaccinationsMessage>().toExtend<PublishableMessage>();
export const either = (message: VaccinationsNewMessage | NipeOutcomeMessage) => publishRequest(message, options);

// No event of the demographics service
expectTypeOf<PdsBirthNotificationMessage>().not.toExtend<PublishableMessage>();
expectTypeOf<PdsChangeOfAddressMessage>().not.toExtend<PublishableMessage>();
expectTypeOf<PdsChangeOfGpMessage>().not.toExtend<PublishableMessage>();
expectTypeOf<PdsDeathNotificationMessage>().not.toExtend<PublishableMessage>();
expectTypeOf<PdsRecordChangeMessage>().not.toExtend<PublishableMessage>();
export const refused = (message: PdsChangeOfGpMessage | VaccinationsMessage, plain: Bundle) => {
  // @ts-expect-error: it may be an event that only the service itself publishes
  publishRequest(message, options);
  // @ts-expect-error: nothing is known of the event of a Bundle
  publishRequest(plain, options);
  // @ts-expect-error: a resource is no message
  publishRequest({ resourceType: 'Patient' }, options);
};

// Every option is needed but the media type, which is one of the service
export const lacking = (message: VaccinationsMessage) => {
  const { endpoint, fromASID, toASID, authorization } = options;
  publishRequest(message, { endpoint, fromASID, toASID, authorization });
  publishRequest(message, { endpoint: new URL('https://service.example'), fromASID, toASID, authorization });
  publishRequest(message, { ...options, mediaType: 'application/fhir+xml' });
  // @ts-expect-error: no token
  publishRequest(message, { endpoint, fromASID, toASID });
  // @ts-expect-error: only XML is taken
  publishRequest(message, { ...options, mediaType: 'application/fhir+json' });
};

// `fetch` takes the request as it is
export const send = async (message: VaccinationsMessage) => {
  const request = publishRequest(message, options);
  expectTypeOf(request).toExtend<HttpRequest>();
  expectTypeOf(request.headers.InteractionID).toEqualTypeOf<string>();
  const { url, ...init } = request;
  return readResponse(await fetch(url, init));
};

// Claims are typed, and go on with what the issuer adds
const claims = publishClaims({ system: '1', organisation: 'Z99901' });
expectTypeOf(claims.scope).toEqualTypeOf<'patient/Bundle.write'>();
expectTypeOf(claims.requesting_user).toEqualTypeOf<string | undefined>();
export const payload = { ...claims, iss: 'https://larkspur.example', exp: 1 };
// @ts-expect-error: no organisation
publishClaims({ system: '1' });

// The answer is narrowed by its result, or by whether it is good news
export const judge = async (): Promise<string> => {
  const answer = await readResponse(response);
  expectTypeOf(answer.codes).toEqualTypeOf<readonly SpineErrorOrWarningCode[]>();
  if (answer.accepted) expectTypeOf(answer.result).toEqualTypeOf<'accepted' | 'accepted-with-warning'>();
  else expectTypeOf(answer.mayRetry).toEqualTypeOf<boolean>();
  switch (answer.result) {
    case 'accepted':
      return '';
    case 'accepted-with-warning':
      expectTypeOf(answer.notices[0].code).toEqualTypeOf<'DEPRECATED' | 'NO_LONGER_SUPPORTED'>();
      return answer.describe();
    case 'rejected':
      // @ts-expect-error: no such code
      if (answer.codes.includes('OUT_OF_TEA')) return '';
      return answer.existingId ?? '';
    case 'unclear':
      return answer.reason;
  }
};

// Headers of the carrier have the text of the event
expectTypeOf(meshHeaders(vaccinations.event)['Mex-WorkflowID']).toEqualTypeOf<'VACCINATIONS_1'>();
expectTypeOf(meshHeaders(pdsChangeOfGp.event)['Mex-WorkflowID']).toEqualTypeOf<'CHANGEOFGP_1'>();
export const all = [
  bloodSpotTestOutcome,
  newbornHearing,
  nipeOutcome,
  pdsBirthNotification,
  pdsChangeOfAddress,
  pdsDeathNotification,
  pdsRecordChange,
  professionalContacts,
].map(({ event }) => meshHeaders(event));
// @ts-expect-error: a code is no event
meshHeaders('vaccinations-1');
