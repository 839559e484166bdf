/** `POST /STU3/Events/1/$process-message`: takes a message, or says why not. */
import type { IncomingHttpHeaders } from 'node:http';
import { receive } from 'careconnect-ems/receive';
import { callerOf, formatOf } from './caller.ts';
import { outcomeOf, Refusal, refuse, type Answered, type IssueSaid } from './outcome.ts';
import type { Lifecycle, ServiceState } from './state.ts';

/** InteractionIDs by the events that they publish. */
const interactions: Readonly<Record<string, string>> = {
  'blood-spot-test-outcome-1': 'urn:nhs:names:services:events:Bloodspottestoutcome.Write',
  'newborn-hearing-1': 'urn:nhs:names:services:events:Newbornhearing.Write',
  'nipe-outcome-1': 'urn:nhs:names:services:events:Nipeoutcome.Write',
  'professional-contacts-1': 'urn:nhs:names:services:events:Professionalcontacts.Write',
  'vaccinations-1': 'urn:nhs:names:services:events:Vaccinations.Write',
};

export const notices: Readonly<Record<Lifecycle, Pick<IssueSaid, 'severity' | 'type' | 'code'>>> = {
  deprecated: { severity: 'information', type: 'informational', code: 'DEPRECATED' },
  'no-longer-supported': { severity: 'fatal', type: 'not-supported', code: 'NO_LONGER_SUPPORTED' },
  withdrawn: { severity: 'fatal', type: 'not-supported', code: 'WITHDRAWN' },
};

/** The issue that tells where an event is on its way out. */
export function noticeOf(event: string, state: Lifecycle): IssueSaid {
  return { ...notices[state], diagnostics: `${event}: see https://events.example/life-cycle` };
}

export function publish(state: ServiceState, headers: IncomingHttpHeaders, body: string): Answered {
  const { asid, interaction } = callerOf(headers, state.settings, 'patient/Bundle.write');
  formatOf(headers['content-type'], ['xml']);
  formatOf(headers.accept, ['xml']);
  // What a publisher sends is held to all rules, not to those for receivers.
  const { valid, event, type, code, messageId, resource, describe } = receive(body, { direction: 'publish' });
  if (resource === undefined) return refuse(400, 'MESSAGE_NOT_WELL_FORMED', 'structure', describe({ values: false }));
  if (code === undefined || interactions[code] !== interaction)
    return refuse(400, 'MISSING_OR_INVALID_HEADER', 'invalid', 'InteractionID is not that of the event of the message');
  const lifecycle = state.settings.lifecycle?.[code];
  if (lifecycle === 'withdrawn') throw new Refusal(400, noticeOf(code, lifecycle));
  if (!valid) return refuse(422, 'INVALID_RESOURCE', 'invalid', describe({ values: false }));
  state.published.push({ event, type, messageId, from: asid, xml: body });
  return { status: 202, ...(lifecycle && { resource: outcomeOf([noticeOf(event, lifecycle)]) }) };
}
