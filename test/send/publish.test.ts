/** Every message as a request, row for row as the pages of the service ask for it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError, SizeError } from 'careconnect-ems/runtime';
import {
  meshHeaders,
  publishClaims,
  publishRequest,
  type PublishableMessage,
  type PublishOptions,
} from 'careconnect-ems/send';
import { fromXml } from 'careconnect-ems/xml';
import { eventOf, messageNamed, messageNames, type Json } from '../support/event-messages.ts';
import { interactionIds, publication, workflowIds } from './service-rows.ts';

const options: PublishOptions = {
  endpoint: publication.hosts[0],
  fromASID: '200000000115',
  toASID: '200000000999',
  authorization: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIyMDAwMDAwMDAxMTUifQ.',
};

const codeOf = (message: Json): string => message.entry[0].resource.event.code;
const isTaken = (code: string): code is keyof typeof interactionIds => Object.hasOwn(interactionIds, code);
const vaccination = (): Json => messageNamed('vaccinations-new-given');

/** The message as a caller has it whom no compiler holds back. */
const unchecked = (message: unknown): PublishableMessage => message as PublishableMessage;

function faultOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}

const requests = suite('publishRequest');

requests('there are messages of all events', () => {
  assert.equal(
    [...new Set(messageNames.map((name) => codeOf(messageNamed(name))))].sort(),
    Object.keys(workflowIds).sort(),
  );
});

for (const name of messageNames) {
  const message = messageNamed(name);
  const code = codeOf(message);
  requests(name, () => {
    if (!isTaken(code)) {
      const fault = faultOf(() => publishRequest(unchecked(message), options));
      assert.ok(fault instanceof InputError);
      assert.is(
        fault.message,
        `message.entry[0].resource.event.code: "${code}" cannot be published. Events of the Personal Demographics Service come from that service alone; suppliers can only subscribe to them.`,
      );
      return;
    }
    const { body, ...request } = publishRequest(unchecked(message), options);
    assert.equal(request, {
      method: publication.method,
      url: `${publication.hosts[0]}${publication.path}`,
      headers: {
        fromASID: '200000000115',
        toASID: '200000000999',
        InteractionID: interactionIds[code],
        Authorization: `Bearer ${options.authorization}`,
        'Content-Type': publication.defaultMimeType,
        Accept: publication.defaultMimeType,
      },
    });
    assert.equal(Object.keys(request.headers), publication.headers);
    assert.equal(fromXml(body), { resource: message, issues: [] });
    assert.match(body, /^<\?xml version="1\.0" encoding="UTF-8"\?><Bundle xmlns="http:\/\/hl7\.org\/fhir">/);
  });
}

for (const mediaType of publication.mimeTypes)
  requests(`as ${mediaType}`, () => {
    const { headers } = publishRequest(unchecked(vaccination()), { ...options, mediaType });
    assert.equal([headers['Content-Type'], headers.Accept], [mediaType, mediaType]);
  });

const endpoints: [endpoint: string | URL, url: string][] = [
  ...publication.hosts.map((host): [string, string] => [host, `${host}${publication.path}`]),
  ['https://service.example/', `https://service.example${publication.path}`],
  ['https://proxy.example/spine', `https://proxy.example/spine${publication.path}`],
  [`https://service.example${publication.path}`, `https://service.example${publication.path}`],
  ['http://127.0.0.1:8080', `http://127.0.0.1:8080${publication.path}`],
  [new URL('https://service.example'), `https://service.example${publication.path}`],
];
for (const [endpoint, url] of endpoints)
  requests(`to ${String(endpoint)}`, () => {
    assert.is(publishRequest(unchecked(vaccination()), { ...options, endpoint }).url, url);
  });

requests('a token may have its scheme before it', () => {
  const authorization = `Bearer ${options.authorization}`;
  assert.is(
    publishRequest(unchecked(vaccination()), { ...options, authorization }).headers.Authorization,
    authorization,
  );
});

const size = suite('the size of a request');

/** A message that is some bytes too long for the limit, or as many short of it. */
function sized(bytes: number): Json {
  const message = vaccination();
  const { body } = publishRequest(unchecked(message), options);
  const text = message.entry[1].resource;
  const coded = '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"></div></text>';
  const fill = publication.maxBytes + bytes - body.length - coded.length;
  // Half of it in characters of two bytes.
  const letters = 'é'.repeat(Math.floor(fill / 4)) + 'x'.repeat(fill - 2 * Math.floor(fill / 4));
  text.text = { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${letters}</div>` };
  return message;
}

size('is counted in bytes, up to the limit', () => {
  const { body } = publishRequest(unchecked(sized(0)), options);
  assert.is(Buffer.byteLength(body), publication.maxBytes);
  const fault = faultOf(() => publishRequest(unchecked(sized(1)), options));
  assert.ok(fault instanceof SizeError);
  assert.equal([fault.bytes, fault.limit], [publication.maxBytes + 1, publication.maxBytes]);
});

size.run();

const wrong: [what: string, changes: Readonly<Record<string, unknown>>, message: string][] = [
  ['no endpoint', { endpoint: undefined }, 'endpoint: is required'],
  [
    'a host alone',
    { endpoint: 'service.example' },
    'endpoint: "service.example" is not the address of the service: https:// with a host, and neither query nor fragment',
  ],
  [
    'a query',
    { endpoint: 'https://service.example?x' },
    'endpoint: "https://service.example?x" is not the address of the service: https:// with a host, and neither query nor fragment',
  ],
  [
    'another scheme',
    { endpoint: 'ftp://service.example' },
    'endpoint: "ftp://service.example" is not the address of the service: https:// with a host, and neither query nor fragment',
  ],
  [
    'a port that is none',
    { endpoint: 'https://service.example:x' },
    'endpoint: "https://service.example:x" is not the address of the service: https:// with a host, and neither query nor fragment',
  ],
  [
    'a space that nobody sees',
    { endpoint: 'https://service.example\u200b' },
    'endpoint: contains white space or a character that is not ASCII',
  ],
  ['no ASID', { fromASID: undefined }, 'fromASID: is required'],
  ['an ASID as a number', { fromASID: 200000000115 }, 'fromASID: 200000000115 is not an ASID: digits only'],
  ['an empty ASID', { toASID: '' }, 'toASID: is empty'],
  [
    'the address of a system',
    { toASID: 'urn:nhs:addressing:asid:200000000999' },
    'toASID: "urn:nhs:addressing:asid:200000000999" is not an ASID: digits only',
  ],
  [
    'a line break',
    { fromASID: '200000000115\r\nX: y' },
    'fromASID: "200000000115\\r\\nX: y" is not an ASID: digits only',
  ],
  ['no token', { authorization: undefined }, 'authorization: is required'],
  [
    'a token with a line break',
    { authorization: 'secret\r\nX: y' },
    'authorization: the text is not a JSON Web Token: letters, digits and . _ ~ + / - = only',
  ],
  [
    'claims in place of a token',
    { authorization: { sub: 'x' } },
    'authorization: an object is not a JSON Web Token: letters, digits and . _ ~ + / - = only',
  ],
  [
    'JSON',
    { mediaType: 'application/fhir+json' },
    `mediaType: "application/fhir+json" is not one of application/xml+fhir;charset=utf-8, application/xml+fhir, application/fhir+xml;charset=utf-8, application/fhir+xml`,
  ],
];
for (const [what, changes, message] of wrong)
  requests(`not with ${what}`, () => {
    const fault = faultOf(() => publishRequest(unchecked(vaccination()), { ...options, ...(changes as object) }));
    assert.ok(fault instanceof InputError, fault.stack);
    assert.is(fault.message, message);
  });

const noMessages: [what: string, message: unknown, text: RegExp][] = [
  ['nothing', undefined, /^message: null is not a message: a Bundle whose first entry is a MessageHeader$/],
  ['a resource', { resourceType: 'Patient' }, /^message: an object is not a message: a Bundle whose first entry/],
  [
    'a Bundle without entries',
    { resourceType: 'Bundle', type: 'message' },
    /is not a message: a Bundle whose first entry/,
  ],
  [
    'an event that there is not',
    withCode('vaccination-1'),
    /code: "vaccination-1" is not an event that can be published; did you mean "vaccinations-1"\?$/,
  ],
  ['an event of another name', withCode('__proto__'), /code: "__proto__" is not an event that can be published$/],
  ['no event', withCode(undefined), /code: null is not an event that can be published$/],
];
function withCode(code: string | undefined): Json {
  const message = structuredClone(vaccination());
  message.entry[0].resource.event.code = code;
  return message;
}
for (const [what, message, text] of noMessages)
  requests(`not ${what}`, () => {
    const fault = faultOf(() => publishRequest(unchecked(message), options));
    assert.ok(fault instanceof InputError, fault.stack);
    assert.match(fault.message, text);
  });

requests('a value that XML cannot hold is named', () => {
  const message = structuredClone(vaccination());
  message.entry[1].resource.note = [{ text: 'a\u0000b' }];
  assert.match(
    faultOf(() => publishRequest(unchecked(message), options)).message,
    /entry\[1\]\.resource\.note\[0\]\.text/,
  );
});

requests.run();

const claims = suite('publishClaims');

claims('of a system, and of a system for a user', () => {
  const system = { system: '200000000115', organisation: 'Z99901' };
  const both = { scope: publication.scope, requesting_system: '200000000115', requesting_organisation: 'Z99901' };
  assert.equal(publishClaims(system), { ...both, sub: '200000000115' });
  assert.equal(publishClaims({ ...system, user: null }), { ...both, sub: '200000000115' });
  assert.equal(publishClaims({ ...system, user: '555021935107' }), {
    ...both,
    sub: '555021935107',
    requesting_user: '555021935107',
  });
});

const wrongClaims: [input: unknown, message: string][] = [
  [undefined, 'input: null is not an object'],
  [{ organisation: 'Z99901' }, 'system: is required'],
  [{ system: '1', organisation: 'z99901' }, 'organisation: "z99901" is not an ODS code: capital letters and digits'],
  [{ system: '1' }, 'organisation: is required'],
  [{ system: '1', organisation: 'Z99901', user: ' ' }, 'user: " " is not the id of a user: ASCII without white space'],
];
for (const [input, message] of wrongClaims)
  claims(`not ${JSON.stringify(input)}`, () => {
    const fault = faultOf(() => publishClaims(input as never));
    assert.ok(fault instanceof InputError);
    assert.is(fault.message, message);
  });

claims.run();

const carrier = suite('meshHeaders');

for (const name of messageNames) {
  const { event } = eventOf(name) as unknown as {
    event: { readonly code: keyof typeof workflowIds; readonly meshWorkflowId: string };
  };
  carrier(`of ${name}`, () => assert.equal(meshHeaders(event), { 'Mex-WorkflowID': workflowIds[event.code] }));
}

carrier('not of something else', () => {
  assert.match(faultOf(() => meshHeaders({} as never)).message, /^event\.meshWorkflowId: null is not a text$/);
  assert.match(faultOf(() => meshHeaders(undefined as never)).message, /^event: null is not an event, such as/);
});

carrier.run();
