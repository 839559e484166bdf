/** References of a received Bundle lead to its resources. */
import { expectTypeOf } from 'expect-type';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { resolve, type Ref } from 'careconnect-ems/runtime';
import type { Bundle, FhirResource, Organization, Practitioner, Reference } from 'fhir/r3.js';

const surgery: Organization = { resourceType: 'Organization', id: '17', name: 'Larkspur Lane Surgery' };
const nurse: Practitioner = { resourceType: 'Practitioner', id: 'b3d1' };
const bundle: Bundle = {
  resourceType: 'Bundle',
  type: 'message',
  entry: [
    { fullUrl: 'urn:uuid:5f0cb4a4-8f3c-4f39-9d4a-6e3f2b1c0d17', resource: surgery },
    { fullUrl: 'https://larkspur.example/fhir/Practitioner/b3d1', resource: nurse },
    { fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000000' },
  ],
};

const leading: Readonly<Record<string, [reference: Reference | undefined, to: FhirResource | undefined]>> = {
  'the address of an entry': [{ reference: 'urn:uuid:5f0cb4a4-8f3c-4f39-9d4a-6e3f2b1c0d17' }, surgery],
  'the full URL of an entry': [{ reference: 'https://larkspur.example/fhir/Practitioner/b3d1' }, nurse],
  'type and id': [{ reference: 'Organization/17' }, surgery],
  'a version of it': [{ reference: 'Organization/17/_history/2' }, surgery],
  'another type': [{ reference: 'Location/17' }, undefined],
  'an entry without resource': [{ reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' }, undefined],
  'what is contained': [{ reference: '#17' }, undefined],
  'a display alone': [{ display: 'Larkspur Lane Surgery' }, undefined],
  'nothing at all': [undefined, undefined],
};

const test = suite('resolve');

for (const [name, [reference, to]] of Object.entries(leading))
  test(`a reference with ${name} leads to ${to === undefined ? 'nothing' : 'the resource'}`, () => {
    assert.is(resolve(bundle, reference), to);
  });

test('a Bundle without entries has nothing that a reference leads to', () => {
  assert.is(resolve({ resourceType: 'Bundle', type: 'message' }, { reference: 'Organization/17' }), undefined);
});

test('the compiler knows the types of what may be there', () => {
  const publisher: Ref<'Organization'> = { reference: 'Organization/17' };
  const either: Ref<'Organization' | 'Practitioner'> = publisher as Ref<'Organization' | 'Practitioner'>;
  expectTypeOf(resolve(bundle, publisher)).toEqualTypeOf<Organization | undefined>();
  expectTypeOf(resolve(bundle, either)).toEqualTypeOf<Organization | Practitioner | undefined>();
  expectTypeOf(resolve(bundle, { reference: 'x' })).toEqualTypeOf<FhirResource | undefined>();
  assert.is(resolve(bundle, publisher)?.name, surgery.name);
});

test.run();
