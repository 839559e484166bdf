/** The token that comes with a request: the claims of the SDK, and those about the token itself. */
import { randomUUID } from 'node:crypto';
import { publishClaims, type PublishClaims } from 'careconnect-ems/send';

/** Makes a signed token of claims. */
export type Sign = (claims: object) => string | Promise<string>;

export interface Caller {
  readonly system: string;
  readonly organisation: string;
  readonly user?: string;
}

/** The claims of a token for one request. It holds for five minutes. */
export function claimsFor(
  caller: Caller,
  audience: string,
  now = new Date(),
): PublishClaims & { readonly exp: number } {
  const iat = Math.floor(now.getTime() / 1000);
  const about = { iss: 'https://larkspur.example', aud: audience, jti: randomUUID(), iat, exp: iat + 300 };
  return { ...about, ...publishClaims(caller) };
}

/** Writes a token without a signature, which the service of this example takes. Sign with your own key elsewhere. */
export const unsigned: Sign = (claims) =>
  [{ alg: 'none', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.') + '.';
