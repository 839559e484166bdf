/** What FHIR asks of the addresses in a Bundle, and of ids inside a resource: what is wrong is named. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkBundle, checkNarrative, checkPatient, isBundle, isPatient } from 'careconnect-ems/base';
import { check } from 'careconnect-ems/check';
import type { Issue } from 'careconnect-ems/runtime';

/** Issues but for notes, such as that what is inside is not looked into by the guard of one type. */
const said = (issues: readonly Issue[]): string[] =>
  issues
    .filter(({ severity }) => severity !== 'information')
    .map(({ severity, code, expression, message }) => `${severity} ${code} ${expression}: ${message}`);

const uuid = (digit: number): string => `0e8d7a5b-4f12-4c61-9a7e-${String(digit).repeat(12)}`;
const urn = (digit: number): string => `urn:uuid:${uuid(digit)}`;
const base = 'https://larkspur.example/fhir';
const organization = { resourceType: 'Organization', id: 'a', name: 'Larkspur' };

const addresses = suite('addresses of entries');

const rows: readonly (readonly [what: string, fullUrl: string, resource: object, want: readonly string[]])[] = [
  ['its own', `${base}/Organization/a`, organization, []],
  [
    'another type',
    `${base}/Patient/a`,
    organization,
    [`"${base}/Patient/a" is the address of a Patient, but the resource is an Organization`],
  ],
  [
    'another id',
    `${base}/Organization/b`,
    organization,
    [`"${base}/Organization/b" does not match the id of the resource, "a"`],
  ],
  [
    'both',
    `${base}/Patient/b`,
    organization,
    [
      `"${base}/Patient/b" is the address of a Patient, but the resource is an Organization`,
      `"${base}/Patient/b" does not match the id of the resource, "a"`,
    ],
  ],
  [
    'another type, of a resource without an id',
    `${base}/Patient/a`,
    { ...organization, id: undefined },
    [`"${base}/Patient/a" is the address of a Patient, but the resource is an Organization`],
  ],
  ['what names no type', `${base}/Papers/a`, organization, []],
  ['a URN of the id', urn(1), { ...organization, id: uuid(1) }, []],
  ['a URN says nothing of a type', urn(1), { ...organization, id: undefined }, []],
];

for (const [what, fullUrl, resource, want] of rows) {
  addresses(what, () => {
    const bundle = JSON.parse(
      JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl, resource }] }),
    );
    assert.equal(
      said(checkBundle(bundle)),
      want.map((message) => `error value Bundle.entry[0].fullUrl: ${message}`),
    );
    assert.is(isBundle(bundle), want.length === 0);
  });
}

addresses.run();

const relative = suite('relative references among URNs');

const patientWith = (reference: string): object => ({
  fullUrl: urn(2),
  resource: { resourceType: 'Patient', id: uuid(2), managingOrganization: { reference } },
});
const organizationAt = (fullUrl: string | undefined): object => ({
  fullUrl,
  resource: { ...organization, id: uuid(1) },
});
const bundleOf = (type: string, ...entry: object[]): object =>
  JSON.parse(JSON.stringify({ resourceType: 'Bundle', type, entry })) as object;
const place = 'warning not-found Bundle.entry[1].resource.managingOrganization.reference: ';
const unresolved = 'is relative, but all addresses in this Bundle are URNs, so no receiver can resolve it';
const hint = `; the entry with that type and id has the address "${urn(1)}"`;

const bundles: readonly (readonly [what: string, bundle: object, want: readonly string[]])[] = [
  [
    'to an entry',
    bundleOf('collection', organizationAt(urn(1)), patientWith(`Organization/${uuid(1)}`)),
    [`${place}"Organization/${uuid(1)}" ${unresolved}${hint}`],
  ],
  [
    'to elsewhere',
    bundleOf('document', organizationAt(urn(1)), patientWith('Organization/b')),
    [`${place}"Organization/b" ${unresolved}`],
  ],
  [
    'URNs of OIDs',
    bundleOf(
      'collection',
      { ...organizationAt('urn:oid:1.2.3'), resource: organization },
      patientWith('Organization/b'),
    ),
    [`${place}"Organization/b" ${unresolved}`],
  ],
  ['an address as URN', bundleOf('collection', organizationAt(urn(1)), patientWith(urn(1))), []],
  ['an absolute address', bundleOf('collection', organizationAt(urn(1)), patientWith(`${base}/Organization/b`)), []],
  [
    'one address that is a URL',
    bundleOf('collection', organizationAt(`${base}/Organization/${uuid(1)}`), patientWith('Organization/b')),
    [],
  ],
  [
    'a transaction, which is relative to its server',
    bundleOf('transaction', organizationAt(urn(1)), patientWith('Organization/b')),
    [],
  ],
];

for (const [what, bundle, want] of bundles) {
  relative(what, () => {
    const found = said(check(bundle, { rules: 'base' })).filter((line) => line.startsWith('warning'));
    assert.equal(found, want);
  });
}

relative('no fault: a guard takes it', () => {
  assert.is(isBundle(bundleOf('collection', organizationAt(urn(1)), patientWith('Organization/b'))), true);
});

relative.run();

const inside = suite('ids of contained resources');

const patient = (ids: readonly string[], references: readonly string[]): object => ({
  resourceType: 'Patient',
  contained: ids.map((id) => ({ ...organization, id })),
  generalPractitioner: references.map((reference) => ({ reference })),
});
const everyOne = 'every contained resource is referred to (as # and its id) somewhere in its resource';
const local = 'a reference that starts with # gives the id of a contained resource';

const ids: readonly (readonly [patient: object, want: readonly string[]])[] = [
  [patient(['a', 'b'], ['#a', '#b']), []],
  [
    patient(['a', 'a'], ['#a']),
    ['duplicate Patient.contained[1].id: "a" is already the id of an earlier contained resource'],
  ],
  [
    patient(['a', 'b', 'a', 'a'], ['#a', '#b']),
    [
      'duplicate Patient.contained[2].id: "a" is already the id of an earlier contained resource',
      'duplicate Patient.contained[3].id: "a" is already the id of an earlier contained resource',
    ],
  ],
  [patient(['a', 'b'], ['#b']), [`invariant Patient: ${everyOne}: "a" (dom-3)`]],
  [patient(['a', 'b', 'c', 'd', 'e'], ['#b']), [`invariant Patient: ${everyOne}: "a", "c", "d" and 1 more (dom-3)`]],
  [patient(['a'], ['#a', '#b']), [`invariant Patient.generalPractitioner[1]: ${local}: "#b" (ref-1)`]],
];

for (const [value, want] of ids) {
  inside(want.join() || 'each once, each referred to', () => {
    assert.equal(
      said(checkPatient(value)).map((line) => line.replace('error ', '')),
      want,
    );
    assert.is(isPatient(value), want.length === 0);
  });
}

inside('resources side by side may have the same ids inside', () => {
  const resource = patient(['a'], ['#a']);
  const entry = ['urn:oid:1.1', 'urn:oid:1.2'].map((fullUrl) => ({ fullUrl, resource }));
  const bundle = { resourceType: 'Bundle', type: 'collection', entry };
  assert.equal(said(check(bundle, { rules: 'base' })), []);
});

inside.run();

const narratives = suite('narratives');

const div = (content: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;
const basic = 'goes beyond the basic formatting, links, images and inline styles that a narrative may have';

const texts: readonly (readonly [div: unknown, want: readonly string[]])[] = [
  [div('<p>a</p>'), []],
  [div('<script>a</script>'), [`invariant Narrative.div: ${basic}: the element <script> is not allowed (txt-1)`]],
  [
    div('<p onclick="b">a</p>'),
    [`invariant Narrative.div: ${basic}: the attribute "onclick" of <p> is not allowed (txt-1)`],
  ],
  [
    div(' '),
    ['invariant Narrative.div: is blank, but a narrative must have content: it has neither text nor an image (txt-2)'],
  ],
  [
    div('<b>a'),
    ['value Narrative.div: is not a single well-formed <div xmlns="http://www.w3.org/1999/xhtml">: </div> closes <b>'],
  ],
  [5, ['structure Narrative.div: 5 is not a single well-formed <div xmlns="http://www.w3.org/1999/xhtml">']],
];

for (const [text, want] of texts) {
  narratives(want.join() || 'sound', () => {
    assert.equal(
      said(checkNarrative({ status: 'generated', div: text })).map((line) => line.replace('error ', '')),
      want,
    );
  });
}

narratives.run();
