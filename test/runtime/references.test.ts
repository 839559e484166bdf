import type { Organization, Patient, Resource } from 'fhir/r3.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from '../../runtime/core/errors.ts';
import { idOf, isUuid, keepId, newUuid } from '../../runtime/core/ids.ts';
import { readReference, ref, refTo, resourceOf, toReference, type RefInput } from '../../runtime/core/references.ts';

const uuid = '0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0';
const surgery = (id?: string): Organization => ({ resourceType: 'Organization', ...(id !== undefined && { id }) });
const counter = (): (() => string) => {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
};

const ids = suite('runtime ids');

ids('a fresh id is a UUID in lower case, and another each time', () => {
  assert.ok(isUuid(newUuid()));
  assert.is.not(newUuid(), newUuid());
  assert.is(newUuid({ uuid: () => uuid }), uuid);
});

ids('a resource keeps its own id', () => assert.is(idOf(surgery('a-1')), 'a-1'));

ids('a resource without id gets one, once, and is not changed', () => {
  const options = { uuid: counter() };
  const practice = surgery();
  const first = idOf(practice, options);
  assert.is(idOf(practice, options), first);
  assert.is.not(idOf(surgery(), options), first);
  assert.equal(practice, { resourceType: 'Organization' });
});

ids('a changed copy goes by the id of the original', () => {
  const practice = surgery();
  const copy = keepId({ ...practice, name: 'Larkspur Lane Surgery' }, practice);
  assert.is(idOf(copy), idOf(practice));
  assert.is(idOf(keepId(surgery('b'), surgery('a'))), 'b', 'an id of its own comes first');
});

ids.run();

const reading = suite('runtime references: reading');

const literals: readonly (readonly [string, ReturnType<typeof readReference>])[] = [
  ['Patient/1', { form: 'relative', type: 'Patient', id: '1' }],
  ['Patient/a-B.2/_history/3', { form: 'relative', type: 'Patient', id: 'a-B.2' }],
  ['https://example.org/fhir/Patient/1', { form: 'absolute', type: 'Patient', id: '1' }],
  ['https://example.org/Patient/1/_history/2', { form: 'absolute', type: 'Patient', id: '1' }],
  ['https://example.org/ODS/STU3/Organization/X26', { form: 'absolute', type: 'Organization', id: 'X26' }],
  ['https://example.org/', { form: 'absolute' }],
  ['https://example.org/patient/1', { form: 'absolute' }],
  [`urn:uuid:${uuid}`, { form: 'urn' }],
  ['urn:oid:1.2.3', { form: 'urn' }],
  ['urn:example:Patient/1', { form: 'urn' }],
  ['#a', { form: 'fragment', id: 'a' }],
  ['#Patient/1', { form: 'fragment', id: 'Patient/1' }],
  ...['', '#', 'Patient', 'Patient/', '/Patient/1', 'patient/1', 'Patient/a_b', 'Patient/1/2', 'not a reference'].map(
    (text) => [text, undefined] as const,
  ),
  ...[
    'Patient?identifier=1',
    'https://example.org/a b',
    'urn:',
    ' Patient/1',
    'Patient/1#a',
    `Patient/${'a'.repeat(65)}`,
  ].map((text) => [text, undefined] as const),
];

for (const [text, parts] of literals) reading(`'${text}'`, () => assert.equal(readReference(text), parts));

reading('long texts are decided', () => {
  for (const part of ['/A', 'A', 'a:', '/', 'Patient/', '#', '.']) {
    assert.type(readReference(`https://${part.repeat(500_000)} `), 'undefined');
  }
});

reading.run();

const making = suite('runtime references: making');

making('ref gives a plain reference', () => {
  assert.equal(ref('Organization/Z99901'), { reference: 'Organization/Z99901' });
  assert.is(
    JSON.stringify(ref('https://example.org/Organization/1')),
    '{"reference":"https://example.org/Organization/1"}',
  );
});

making('ref refuses what is no literal reference', () => {
  assert.throws(
    () => ref('Larkspur Lane'),
    (error: unknown) => error instanceof InputError && error.path === 'reference',
  );
});

making('refTo points to the id of the resource', () => {
  const options = { uuid: () => uuid };
  assert.equal(refTo(surgery(), options), { reference: `urn:uuid:${uuid}` });
  assert.equal(refTo(surgery(uuid)), { reference: `urn:uuid:${uuid}` });
  assert.equal(refTo(surgery('a-1')), { reference: 'Organization/a-1' });
  assert.equal(refTo(surgery(uuid.toUpperCase())), { reference: `Organization/${uuid.toUpperCase()}` });
});

making('refTo gives the same reference each time, and what it leads to is known', () => {
  const practice = surgery();
  assert.equal(refTo(practice), refTo(practice));
  assert.is(resourceOf(refTo(practice)), practice);
  assert.is(resourceOf({ ...refTo(practice) }), undefined);
});

making('toReference takes a resource or a reference', () => {
  const practice = surgery();
  assert.equal(toReference(practice, 'a'), refTo(practice));
  const given = { reference: 'Organization/1', display: 'Larkspur Lane Surgery' };
  assert.is(toReference(given, 'a'), given);
  assert.equal(toReference({ display: 'Larkspur' }, 'a'), { display: 'Larkspur' });
});

const refused: readonly (readonly [value: unknown, path: string])[] = [
  ['Organization/1', 'p.o'],
  [undefined, 'p.o'],
  [null, 'p.o'],
  [[], 'p.o'],
  [7, 'p.o'],
  [{ reference: 'not a reference' }, 'p.o.reference'],
  [{ reference: 7 }, 'p.o.reference'],
];

for (const [value, path] of refused) {
  making(`toReference refuses ${JSON.stringify(value) ?? 'nothing'}`, () => {
    assert.throws(
      () => toReference(value, 'p.o'),
      (error: unknown) => error instanceof InputError && error.path === path,
    );
  });
}

/** Compiled, never run: what the compiler lets through as a reference to an Organization. */
export function typed(patient: Patient, practice: Organization, any: Resource, text: string): void {
  const take = (given: RefInput<'Organization' | 'Practitioner'>): unknown => given;
  take(ref('Organization/1'));
  take(ref('urn:uuid:1'));
  take(ref('https://example.org/Patient/1'));
  take(ref('#a'));
  take(ref(text));
  take(ref<'Organization'>(text));
  take(refTo(practice));
  // @ts-expect-error a reference to another type
  take(ref('Patient/1'));
  // @ts-expect-error a reference to another type
  take(ref<'Patient'>(text));
  // @ts-expect-error a reference to a resource of another type
  take(refTo(patient));
  // @ts-expect-error a plain literal tells no type
  take({ reference: 'Organization/1' });
  // @ts-expect-error a resource of any type
  take(refTo(any));
}

making.run();
