/**
 * A service that nobody runs, described by a CapabilityStatement, goes the way of the national one: what is emitted for it has
 * the same functions, with its own headers, claims and codes.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ownExtension } from '../../generator/fhir/own-extensions.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { makeModel } from '../../generator/run.ts';
import type { Json } from '../support/definitions.ts';
import { importGenerated } from '../support/import-generated.ts';
import { generateInvented, inventedDefinitions, inventedNaming } from '../support/invented-event.ts';
import { load, troubles, type Generated } from '../support/pipeline.ts';
import { faultsOf, nasty } from '../support/source-text.ts';

type Part = [url: string, type: string, value: unknown];

function own(name: string, ...parts: readonly Part[]): Json {
  return { url: ownExtension(name), extension: parts.map(([url, type, value]) => ({ url, [`value${type}`]: value })) };
}

const event = 'https://acme.example/message/MessageDefinition/Acme-ParcelMoved-1';
const answers = 'https://acme.example/message/ValueSet/Acme-Answers-1';

/** A text in the forms that a definition asks for it. */
const given = (name: string): Part[] => [
  ['name', 'String', name],
  ['short', 'String', `What ${name} is.`],
  ['pattern', 'String', '[a-z]+'],
  ['form', 'String', 'small letters'],
];
const publication = own('publication', ['path', 'String', '/parcels'], ['max-bytes', 'UnsignedInt', 5000]);
const codes: Part[] = [
  ['value-set', 'Uri', answers],
  ['notice', 'Code', 'SOON_GONE'],
  ['passing', 'Code', 'BUSY'],
  ['duplicate', 'Code', 'KNOWN'],
];
const extensions = {
  publication,
  shelf: own('request-header', ['header', 'String', 'X-Shelf'], ['catalogue', 'String', 'shelf']),
  key: own('request-header', ['header', 'String', 'X-Key'], ...given('key'), ['prefix', 'String', 'Key ']),
  scope: own('token-claim', ['claim', 'String', 'scope'], ['value', 'String', 'parcels']),
  who: own('token-claim', ['claim', 'String', 'who'], ['first-of', 'String', 'clerk shop']),
  shop: own('token-claim', ['claim', 'String', 'shop'], ...given('shop')),
  clerk: own('token-claim', ['claim', 'String', 'clerk'], ...given('clerk'), ['optional', 'Boolean', true]),
  codes: own('answer-codes', ...codes),
  van: own(
    'transport',
    ['name', 'String', 'vanLabels'],
    ['description', 'String', 'What the van reads.'],
    ['header', 'String', 'Van-Shelf'],
    ['catalogue', 'String', 'shelf'],
  ),
  van2: own(
    'transport',
    ['name', 'String', 'vanLabels'],
    ['header', 'String', 'Van-Floor'],
    ['catalogue', 'String', 'floor'],
  ),
};

function serviceOf(changes: Readonly<Record<string, Json | undefined>> = {}, more: Json = {}): Json {
  return {
    resourceType: 'CapabilityStatement',
    id: 'parcels',
    url: 'https://acme.example/message/CapabilityStatement/parcels',
    fhirVersion: '3.0.2',
    format: ['application/fhir+xml', 'application/xml+fhir'],
    messaging: [
      { documentation: 'Nobody else may.', supportedMessage: [{ mode: 'receiver', definition: { reference: event } }] },
    ],
    extension: Object.values({ ...extensions, ...changes }).filter((one) => one !== undefined),
    ...more,
  };
}

const valueSet: Json = {
  resourceType: 'ValueSet',
  url: answers,
  name: 'Answers',
  compose: {
    include: [
      {
        system: 'https://acme.example/answers',
        concept: ['SOON_GONE', 'BUSY', 'KNOWN', 'NO'].map((code) => ({ code, display: code })),
      },
    ],
  },
};

/** The event with what headers say of it. */
function definitions(...facts: readonly string[]): Json[] {
  const catalogue = facts.map((name) =>
    own(
      'catalogue',
      ['name', 'String', name],
      ['value', 'String', `${name} 7`],
      ['meaning', 'String', `Which ${name}.`],
    ),
  );
  return [
    ...inventedDefinitions().map((one) =>
      one['url'] === event ? { ...one, extension: [...(one['extension'] as Json[]), ...catalogue] } : one,
    ),
    valueSet,
  ];
}

const base = loadBaseModel();
const sound = await generateInvented([...definitions('shelf', 'floor'), serviceOf()], ['OperationOutcome']);
const send = (await importGenerated(sound, 'send')) as Readonly<Record<string, (...values: unknown[]) => any>>;

/** Calls a function of the module. */
function call(name: string, ...values: readonly unknown[]): any {
  const found = send[name];
  if (!found) throw new Error(`there is no ${name}`);
  return found(...values);
}

const message = {
  resourceType: 'Bundle',
  type: 'message',
  entry: [
    {
      resource: { resourceType: 'MessageHeader', event: { system: 'https://acme.example/e', code: 'parcel-moved-1' } },
    },
  ],
};

const test = suite('an invented service');

test('is generated without a diagnostic', () => assert.equal(sound.diagnostics, []));

test('is a subpath of the package, and its definition goes along', () => {
  const manifest = JSON.parse(sound.files.get('package.json') ?? '') as { readonly exports: object };
  assert.ok('./send' in manifest.exports);
  assert.match(sound.files.get('README.md') ?? '', /`acme-messages\/send`/);
  assert.ok(sound.files.has('definitions/CapabilityStatement-parcels.json'));
});

test('takes its messages', () => {
  const { body, ...request } = call('publishRequest', message, { endpoint: 'https://acme.example', key: 'secret' });
  assert.equal(request, {
    method: 'POST',
    url: 'https://acme.example/parcels',
    headers: {
      'X-Shelf': 'shelf 7',
      'X-Key': 'Key secret',
      'Content-Type': 'application/fhir+xml',
      Accept: 'application/fhir+xml',
    },
  });
  assert.match(body, /<Bundle xmlns="http:\/\/hl7.org\/fhir"><type value="message"\/>/);
  const many = {
    ...message,
    entry: [...message.entry, ...Array.from({ length: 200 }, () => ({ fullUrl: 'https://acme.example/a' }))],
  };
  assert.throws(
    () => call('publishRequest', many, { endpoint: 'https://acme.example', key: 'secret' }),
    /at most 5000/,
  );
});

test('has its claims', () => {
  assert.equal(call('publishClaims', { shop: 'corner' }), { scope: 'parcels', who: 'corner', shop: 'corner' });
  const both = { scope: 'parcels', who: 'otis', shop: 'corner', clerk: 'otis' };
  assert.equal(call('publishClaims', { shop: 'corner', clerk: 'otis' }), both);
  assert.throws(() => call('publishClaims', { shop: 'Corner' }), /^shop: "Corner" is not small letters$/);
});

const outcomes: [code: string, result: string, more: Json][] = [
  ['SOON_GONE', 'accepted-with-warning', {}],
  ['BUSY', 'rejected', { mayRetry: true, existingId: undefined }],
  ['KNOWN', 'rejected', { mayRetry: false, existingId: '7' }],
  ['NO', 'rejected', { mayRetry: false, existingId: undefined }],
];
for (const [code, result, more] of outcomes)
  test(`answers with its code ${code}`, async () => {
    const issue = `<issue><severity value="error"/><code value="x"/><details><coding><code value="${code}"/></coding></details><diagnostics value="Parcel/7"/></issue>`;
    const response = new Response(`<OperationOutcome xmlns="http://hl7.org/fhir">${issue}</OperationOutcome>`, {
      status: 202,
    });
    const found = await call('readResponse', response);
    assert.equal([found.result, found.codes], [result, [code]]);
    for (const [name, value] of Object.entries(more)) assert.is(found[name], value, name);
  });

test('has the headers of its carrier', () => {
  assert.equal(call('vanLabels', { shelf: 'a', floor: 'b' }), { 'Van-Shelf': 'a', 'Van-Floor': 'b' });
});

test('says what facts of an event mean', () => {
  assert.match(sound.text('message/message'), /\/\*\* Which shelf\. \*\/\n {2}shelf: 'shelf 7',/);
});

test('a CapabilityStatement that says nothing of all this is none of our business', async () => {
  const plain = await generateInvented([...definitions(), serviceOf({ publication: undefined })]);
  assert.equal([plain.diagnostics, plain.files.has('src/send.ts')], [[], false]);
});

test('another release is reported', async () => {
  const found = await generateInvented([...definitions('shelf'), serviceOf({}, { fhirVersion: '4.0.1' })]);
  assert.equal(
    troubles(found.diagnostics).map((one) => one.split(' ')[0]),
    ['load/unsupported-version'],
  );
});

const INCOMPLETE = 'model/service-incomplete';
const faults: [what: string, service: Json, code: string, text: RegExp][] = [
  [
    'no path',
    serviceOf({ publication: own('publication', ['max-bytes', 'UnsignedInt', 1]) }),
    'load/missing-property',
    /path/,
  ],
  [
    'no size',
    serviceOf({ publication: own('publication', ['path', 'String', '/a']) }),
    'load/missing-property',
    /max-bytes/,
  ],
  ['no codes', serviceOf({ codes: undefined }), 'load/missing-property', /answer-codes/],
  [
    'a path without a slash',
    serviceOf({ publication: own('publication', ['path', 'String', 'a'], ['max-bytes', 'UnsignedInt', 1]) }),
    INCOMPLETE,
    /"a" does not begin with a slash/,
  ],
  ['no media type', serviceOf({}, { format: [] }), INCOMPLETE, /no media type/],
  [
    'a header that is none',
    serviceOf({ key: own('request-header', ['header', 'String', 'a b'], ...given('key')) }),
    INCOMPLETE,
    /"a b" cannot be the name of a header/,
  ],
  [
    'a name that is none',
    serviceOf({ key: own('request-header', ['header', 'String', 'a'], ...given('a-b')) }),
    INCOMPLETE,
    /"a-b" is no identifier/,
  ],
  [
    'a name that is taken',
    serviceOf({ key: own('request-header', ['header', 'String', 'a'], ...given('endpoint')) }),
    INCOMPLETE,
    /endpoint is taken/,
  ],
  [
    'a function of such a name',
    serviceOf({
      van: own(
        'transport',
        ['name', 'String', 'readResponse'],
        ['header', 'String', 'a'],
        ['catalogue', 'String', 'shelf'],
      ),
    }),
    INCOMPLETE,
    /readResponse is taken/,
  ],
  [
    'a pattern that is none',
    serviceOf({
      key: own(
        'request-header',
        ['header', 'String', 'a'],
        ['name', 'String', 'a'],
        ['pattern', 'String', '('],
        ['form', 'String', 'x'],
      ),
    }),
    'load/bad-property',
    /"\(" is no regular expression/,
  ],
  [
    'a fact that the event lacks',
    serviceOf({ shelf: own('request-header', ['header', 'String', 'a'], ['catalogue', 'String', 'height']) }),
    INCOMPLETE,
    /parcel-moved-1 has no height/,
  ],
  [
    'an unknown message',
    serviceOf({}, { messaging: [{ supportedMessage: [{ mode: 'sender', definition: { reference: 'urn:other' } }] }] }),
    INCOMPLETE,
    /urn:other is not in the input/,
  ],
  [
    'an unknown value set',
    serviceOf({ codes: own('answer-codes', ['value-set', 'Uri', 'urn:other']) }),
    INCOMPLETE,
    /urn:other of the answers/,
  ],
  [
    'an unknown code',
    serviceOf({ codes: own('answer-codes', ...codes, ['notice', 'Code', 'MAYBE']) }),
    INCOMPLETE,
    /has no code MAYBE/,
  ],
  [
    'a claim of another that is not given',
    serviceOf({ who: own('token-claim', ['claim', 'String', 'who'], ['first-of', 'String', 'scope']) }),
    INCOMPLETE,
    /takes the value of scope/,
  ],
];
/** The service that the model has, and what was reported. */
async function modelled(
  ...services: readonly Json[]
): Promise<{ readonly canonical?: string; readonly found: readonly Diagnostic[] }> {
  const { diagnostics, ...loaded } = await load([...definitions('shelf', 'floor'), ...services]);
  const found = [...diagnostics];
  const packageInfo = { name: 'acme', version: '0.0.0', description: '' };
  const { service } = makeModel(base, loaded, { naming: inventedNaming, packageInfo }, (one) => found.push(one));
  return { found, ...(service && { canonical: service.canonical }) };
}

for (const [what, service, code, text] of faults)
  test(`${what} is reported, and there is no service`, async () => {
    const { found, canonical } = await modelled(service);
    assert.equal(
      found.map((one) => one.code),
      [code],
      found.map((one) => one.message).join(),
    );
    assert.match(found[0]?.message ?? '', text);
    assert.is(canonical, undefined);
  });

test('of two services one counts, and the other is reported', async () => {
  const other = serviceOf({}, { id: 'zother', url: 'https://acme.example/message/CapabilityStatement/zother' });
  const { found, canonical } = await modelled(serviceOf(), other);
  assert.equal(
    found.map(({ code, at }) => [code, at.canonical]),
    [[INCOMPLETE, other['url']]],
  );
  assert.is(canonical, 'https://acme.example/message/CapabilityStatement/parcels');
});

test('text of a definition never becomes code', async () => {
  // All of them at once, and those that are worst alone.
  for (const text of [nasty.join(' '), '*/ export const broken = 1; /*', '__proto__', "'; broken(); '"]) {
    const generated = await hostile(text);
    assert.equal(faultsOf(generated.text('send')), [], text);
  }
});

/** The service with a text wherever it may have any. */
function hostile(text: string): Promise<Generated> {
  const words = (name: string): Part[] => [
    ['name', 'String', name],
    ['short', 'String', text],
    ['pattern', 'String', 'x'],
    ['form', 'String', text],
  ];
  const service = serviceOf(
    {
      key: own('request-header', ['header', 'String', 'X-Key'], ...words('key'), ['prefix', 'String', text]),
      scope: own('token-claim', ['claim', 'String', text], ['short', 'String', text], ['value', 'String', text]),
      van: own(
        'transport',
        ['name', 'String', 'vanLabels'],
        ['description', 'String', text],
        ['header', 'String', 'Van'],
        ['catalogue', 'String', text],
      ),
    },
    {
      description: text,
      format: [text],
      messaging: [{ documentation: text, supportedMessage: [{ mode: 'receiver', definition: { reference: event } }] }],
    },
  );
  return generateInvented([...definitions('shelf', 'floor', text), service]);
}

test.run();
