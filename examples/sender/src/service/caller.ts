/** Who calls, and whether they may: the headers and the token that come with every request. */
import type { IncomingHttpHeaders } from 'node:http';
import { refuse } from './outcome.ts';
import type { ServiceSettings } from './state.ts';

export interface Caller {
  readonly asid: string;
  readonly interaction: string;
}

/** A header that has to be there once. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name.toLowerCase()];
  if (typeof value === 'string' && value !== '') return value;
  return refuse(400, 'MISSING_OR_INVALID_HEADER', 'invalid', `the header ${name} is missing`);
}

/** Checks the headers and the claims of the token. No signature is checked: this service knows nobody's key. */
export function callerOf(headers: IncomingHttpHeaders, { asid, systems }: ServiceSettings, scope: string): Caller {
  const [from, to, interaction] = ['fromASID', 'toASID', 'InteractionID'].map((name) => headerOf(headers, name));
  const organisations = systems[from ?? ''];
  if (to !== asid || !organisations)
    return refuse(403, 'ASID_CHECK_FAILED', 'forbidden', 'fromASID or toASID is not registered for this interaction');
  const claims = claimsIn(headerOf(headers, 'Authorization'));
  const { requesting_system: system, requesting_user: user, requesting_organisation: organisation } = claims;
  if (claims['scope'] !== scope) return refuse(403, 'ACCESS DENIED', 'forbidden', `the scope has to be ${scope}`);
  if (system !== from) return refuse(403, 'REQUEST_UNMATCHED', 'forbidden', 'requesting_system is not fromASID');
  if (claims['sub'] !== (user ?? system))
    return refuse(403, 'AUTHOR_CREDENTIALS_ERROR', 'forbidden', 'sub is neither requesting_user nor requesting_system');
  if (typeof organisation !== 'string' || !organisations.includes(organisation))
    return refuse(403, 'ORGANISATION_NOT_FOUND', 'forbidden', 'requesting_organisation does not belong to the system');
  return { asid: from ?? '', interaction: interaction ?? '' };
}

function claimsIn(authorization: string): Readonly<Record<string, unknown>> {
  const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization) ?? [];
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    if (typeof claims === 'object' && claims !== null) return claims as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  return refuse(401, 'AUTHOR_CREDENTIALS_ERROR', 'login', 'Authorization is not Bearer with a JSON Web Token');
}

const types = {
  xml: /^application\/(?:fhir\+xml|xml\+fhir)(?:;\s*charset=utf-8)?$/i,
  json: /^application\/(?:fhir\+json|json\+fhir)(?:;\s*charset=utf-8)?$/i,
};

/** The format of a media type. Without one it is XML. */
export function formatOf(mediaType: string | undefined, formats: readonly ('xml' | 'json')[]): 'xml' | 'json' {
  const type = mediaType === undefined || mediaType === '*/*' ? 'application/xml+fhir;charset=utf-8' : mediaType;
  const format = formats.find((one) => types[one].test(type));
  return (
    format ?? refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'not-supported', `${type} is not a media type of this service`)
  );
}
