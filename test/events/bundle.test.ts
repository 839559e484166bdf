/** What FHIR asks of the entries of a Bundle, and of references between them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ResourceType } from 'careconnect-ems/base';
import { check } from 'careconnect-ems/check';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { isResourceType } from '../../runtime/core/resource-types.ts';
import { messageNamed, resourcesOf, type Json } from '../support/event-messages.ts';

const id = '0898c442-4915-535c-9837-176503501131';
const otherId = '0898c442-4915-535c-9837-176503501132';
const urn = `urn:uuid:${id}`;
const otherUrn = `urn:uuid:${otherId}`;

const ada = (more: Json = {}): Json => ({ resourceType: 'Patient', id, ...more });
const surgery = (more: Json = {}): Json => ({ resourceType: 'Organization', id: otherId, name: 'Larkspur', ...more });
const entryOf = (resource: Json, fullUrl: unknown = `urn:uuid:${resource.id}`): Json => ({ fullUrl, resource });
const bundleOf = (entry: unknown, more: Json = {}): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry,
  ...more,
});
const addressed = (fullUrl: string, own = id): Json => bundleOf([entryOf(ada({ id: own }), fullUrl)]);
const managedBy = (reference: string, more: Json = {}): Json => ada({ managingOrganization: { reference }, ...more });
const version = (versionId: string): Json => entryOf(ada({ meta: { versionId } }));
const anonymous = { resource: ada({ id: undefined, active: true }) };
const post = { request: { method: 'POST', url: 'Patient' } };
const header: Json = {
  resourceType: 'MessageHeader',
  id,
  event: { system: 'https://larkspur.example/events', code: 'moved' },
  timestamp: '2026-01-05T09:00:00Z',
  source: { endpoint: 'urn:x:larkspur' },
};
const composition: Json = {
  resourceType: 'Composition',
  id,
  status: 'final',
  type: { text: 'Letter' },
  subject: { display: 'Ada' },
  date: '2026-01-05',
  author: [{ display: 'Dr Reed' }],
  title: 'Letter',
};
const inMessage = (...entry: Json[]): Json => bundleOf(entry, { type: 'message' });
const reason = { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' };
const put = { request: { method: 'PUT', url: `Patient/${id}` } };

/** Error for error: code and expression. */
type Row = readonly [what: string, value: Json, ...errors: string[]];

function run(name: string, rows: readonly Row[], options: Parameters<typeof check>[1]): void {
  const test = suite(name);
  for (const [what, value, ...errors] of rows)
    test(`${what}: ${errors.length === 0 ? 'no error' : errors.join('; ')}`, () => {
      const found = check(value, options).filter(({ severity }) => severity === 'error' || severity === 'fatal');
      assert.equal(
        found.map((issue) => `${issue.code} ${issue.expression}`),
        errors,
      );
    });
  test.run();
}

const url = 'Bundle.entry[0].fullUrl';
const org = 'Bundle.entry[0].resource.managingOrganization.reference';

run(
  'addresses of entries',
  [
    ['a URN of a UUID', addressed(urn)],
    ['in capitals', addressed(`urn:uuid:${id.toUpperCase()}`)],
    ['a URN of no UUID', addressed('urn:uuid:1'), `value ${url}`],
    ['a UUID without URN', addressed(id), `value ${url}`],
    ['a URN of an OID', addressed('urn:oid:2.16.840.1')],
    ['an OID that none is', addressed('urn:oid:3.1'), `value ${url}`],
    ['an OID with a leading zero', addressed('urn:oid:1.02'), `value ${url}`],
    ['another URN', addressed('urn:isbn:1'), `value ${url}`],
    ['a relative one', addressed(`Patient/${id}`), `value ${url}`],
    ['a URL', addressed(`https://larkspur.example/fhir/Patient/${id}`)],
    ['a URL that is no resource', addressed('https://larkspur.example/ada')],
    ['a URL with a query', addressed(`https://larkspur.example/Patient/${id}?x=1`), `value ${url}`],
    [
      'a URL with a version',
      addressed(`https://larkspur.example/Patient/${id}/_history/1`),
      'invariant Bundle.entry[0]',
    ],
    ['a URN that is not that of the id', addressed(otherUrn), `value ${url}`],
    ['a URL that is not that of the id', addressed('https://larkspur.example/fhir/Patient/1'), `value ${url}`],
    ['no id to agree with', bundleOf([{ fullUrl: urn, resource: { resourceType: 'Patient', active: true } }])],
    ['none, but an id', bundleOf([{ resource: ada() }])],
    ['nothing that identifies it', bundleOf([anonymous]), `required ${url}`],
    ['nothing that identifies it, found by a search', bundleOf([anonymous], { type: 'searchset' }), `required ${url}`],
    ['nothing that identifies it, to be created', bundleOf([{ ...anonymous, ...post }], { type: 'transaction' })],
    ['none in a message', inMessage({ resource: header }), `required ${url}`],
    ['none in a message, for a reason', inMessage({ resource: header, _fullUrl: { extension: [reason] } })],
    [
      'none but for the header',
      inMessage(entryOf(header), { resource: ada({ id: otherId }) }),
      'required Bundle.entry[1].fullUrl',
    ],
    [
      'none in a document',
      bundleOf([{ resource: composition }], { type: 'document', identifier: { system: 'urn:x:y', value: '1' } }),
      `required ${url}`,
    ],
    ['the same twice', bundleOf([entryOf(ada()), entryOf(ada())]), 'duplicate Bundle.entry[1].fullUrl'],
    ['of two versions', bundleOf([version('1'), version('2')])],
    ['of the same version', bundleOf([version('1'), version('1')]), 'duplicate Bundle.entry[1].fullUrl'],
    [
      'of two versions in a history',
      bundleOf(
        [
          { ...version('1'), ...put },
          { ...version('2'), ...put },
        ],
        { type: 'history' },
      ),
    ],
    [
      'of one version in a history, by the invariant alone',
      bundleOf(
        [
          { ...version('1'), ...put },
          { ...version('1'), ...put },
        ],
        { type: 'history' },
      ),
      'invariant Bundle',
    ],
  ],
  { rules: 'base' },
);

const nested = (inner: Json, ...others: Json[]): Json =>
  bundleOf([entryOf({ ...bundleOf([inner]), id: '0898c442-4915-535c-9837-176503501133' }), ...others]);

run(
  'references between entries',
  [
    ['to an entry by its URN', bundleOf([entryOf(managedBy(otherUrn)), entryOf(surgery())])],
    ['to an entry by type and id', bundleOf([entryOf(managedBy(`Organization/${otherId}`)), entryOf(surgery())])],
    ['to a version of it', bundleOf([entryOf(managedBy(`Organization/${otherId}/_history/1`)), entryOf(surgery())])],
    ['to an entry that comes before', bundleOf([entryOf(surgery()), entryOf(managedBy(otherUrn))])],
    ['by a URN to none', bundleOf([entryOf(managedBy(otherUrn))]), `not-found ${org}`],
    ['by the URN of an OID to none', bundleOf([entryOf(managedBy('urn:oid:1.2'))]), `not-found ${org}`],
    ['by another URN', bundleOf([entryOf(managedBy('urn:isbn:1'))])],
    ['by type and id to none', bundleOf([entryOf(managedBy('Organization/1'))])],
    ['by a URL', bundleOf([entryOf(managedBy('https://larkspur.example/Organization/1'))])],
    ['to an entry of the wrong type', bundleOf([entryOf(managedBy(urn))]), `value ${org}`],
    ['by text to the wrong type', bundleOf([entryOf(managedBy('Patient/1'))]), `value ${org}`],
    ['by URL to the wrong type', bundleOf([entryOf(managedBy('https://larkspur.example/Patient/1'))]), `value ${org}`],
    [
      'to what is contained',
      bundleOf([entryOf(managedBy('#o', { contained: [{ resourceType: 'Organization', id: 'o', name: 'x' }] }))]),
    ],
    [
      'from what is contained, to none',
      bundleOf([
        entryOf(
          managedBy('#o', {
            contained: [{ resourceType: 'Organization', id: 'o', name: 'x', partOf: { reference: otherUrn } }],
          }),
        ),
      ]),
      'not-found Bundle.entry[0].resource.contained[0].partOf.reference',
    ],
    ['in a resource alone', managedBy(otherUrn)],
    [
      'in a Bundle inside, to an entry of that',
      nested(entryOf(ada({ link: [{ type: 'seealso', other: { reference: urn } }] }))),
    ],
    [
      'in a Bundle inside, to an entry of the one around',
      nested(entryOf(managedBy(otherUrn)), entryOf(surgery())),
      'not-found Bundle.entry[0].resource.entry[0].resource.managingOrganization.reference',
    ],
    [
      'behind a Bundle inside, to an entry of that',
      nested(entryOf(surgery()), entryOf(managedBy(otherUrn))),
      'not-found Bundle.entry[1].resource.managingOrganization.reference',
    ],
    [
      'behind a Bundle inside, to its own',
      nested(entryOf(ada({ id: '1' }), 'urn:oid:1.1'), entryOf(surgery()), entryOf(managedBy(otherUrn))),
    ],
  ],
  { rules: 'base' },
);

const messageOf = (...resources: Json[]): Json =>
  bundleOf(
    resources.map((one) => entryOf(one)),
    { type: 'message' },
  );

run(
  'the start of a message',
  [
    ['the header', messageOf(header, surgery())],
    ['another resource', messageOf(surgery(), header), 'structure Bundle.entry[0].resource'],
    [
      'no resource',
      bundleOf([{ fullUrl: urn }], { type: 'message' }),
      'invariant Bundle.entry[0]',
      'structure Bundle.entry[0].resource',
    ],
    ['no entry', bundleOf(undefined, { type: 'message' }), 'required Bundle.entry'],
    ['in another type of Bundle, anything', bundleOf([entryOf(surgery()), entryOf(header)])],
  ],
  { rules: 'base' },
);

/** A message of ours with one change; `profile` takes the rules of profiles, and none of the event. */
function changed(change: (message: Json) => void): Json {
  const message = messageNamed('vaccinations-new-given');
  change(message);
  return message;
}

const nameless = changed((message) => {
  delete resourcesOf(message, 'Patient')[0].name;
  delete resourcesOf(message, 'Patient')[0].meta;
});

run(
  'what a reference leads to follows the profile that is asked for',
  [
    ['as it is', changed(() => undefined)],
    [
      'a Patient without a name is none of CareConnect',
      nameless,
      'value Bundle.entry[1].resource.patient.reference',
      'value Bundle.entry[5].resource.subject.reference',
    ],
  ],
  { rules: 'profile' },
);

const event = suite('an event');

const leadsOut = changed((message) => {
  resourcesOf(message, 'Immunization')[0].patient = { reference: 'https://larkspur.example/Patient/1' };
});
const withUnlisted = changed((message) => {
  message.entry.push(entryOf({ resourceType: 'Basic', id: otherId, code: { text: 'x' } }));
});
const withUnknown = changed((message) => {
  message.entry.push(entryOf({ resourceType: 'Basik', id: otherId, code: { text: 'x' } }));
});

const toVersion = changed((message) => {
  const [{ id: own }] = resourcesOf(message, 'Patient');
  resourcesOf(message, 'Immunization')[0].patient = { reference: `Patient/${own}/_history/1` };
});

const eventRows: [what: string, value: Json, wanted: string[]][] = [
  // Among entries with URNs for addresses no receiver can resolve it.
  ['a version of what is inside', toVersion, ['warning not-found Bundle.entry[1].resource.patient.reference']],
  ['a reference that has to stay inside', leadsOut, ['error not-found Bundle.entry[1].resource.patient.reference']],
  [
    'a resource that is not listed goes along, unseen',
    withUnlisted,
    [`information not-supported Bundle.entry[${withUnlisted.entry.length - 1}].resource`],
  ],
  [
    'no type of resource',
    withUnknown,
    [`error value Bundle.entry[${withUnknown.entry.length - 1}].resource.resourceType`],
  ],
];

for (const [what, value, wanted] of eventRows) {
  event(what, () => {
    const before = new Set(vaccinations.check(changed(() => undefined)).issues.map(({ expression }) => expression));
    const issues = vaccinations.check(value).issues.filter(({ expression }) => !before.has(expression));
    assert.equal(
      issues.map(({ severity, code, expression }) => `${severity} ${code} ${expression}`),
      wanted,
    );
    assert.is(vaccinations.is(value), !wanted.some((one) => one.startsWith('error')));
  });
}

event('knows the names of all types of resources', () => {
  const names = Object.values(ResourceType).map(({ code }) => code);
  const abstract = ['DomainResource', 'Resource'];
  assert.equal(
    names.filter((name) => isResourceType(name) === abstract.includes(name)),
    [],
  );
  assert.is(names.length, 119);
});

event.run();
