import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, element, profile, slicing, type Json } from '../support/definitions.ts';
import { elementAt, elementsOf, resolve } from '../support/pipeline.ts';

const url = (id: string): string => `${acme}/StructureDefinition/${id}`;

const marks = suite('touched');

/** Ids of the elements that a definition says something of, and of those above them. */
async function touchedBy(...elements: Json[]): Promise<{ here: string[]; below: string[] }> {
  const root = (await resolve([profile('a', 'Patient', elements)])).root('a');
  const marked = (mark: string): string[] => elementsOf(root).flatMap((one) => (one.touched === mark ? one.id : []));
  return { here: marked('here'), below: marked('below') };
}

const touches: [what: string, elements: Json[], here: string[], below: string[]][] = [
  ['nothing', [], [], []],
  ['a constraint', [element('Patient.name', { min: 1 })], ['Patient.name'], ['Patient']],
  ['what the base says already', [element('Patient.name', { min: 0, max: '*' })], [], []],
  ['texts alone', [element('Patient.name', { short: 'Names', definition: 'All of them' })], [], []],
  ['a part', [element('Patient.name.use', { min: 1 })], ['Patient.name.use'], ['Patient', 'Patient.name']],
  ['a flag', [element('Patient.name', { mustSupport: true })], ['Patient.name'], ['Patient']],
  ['a binding', [element('Patient.gender', { binding: { strength: 'preferred' } })], ['Patient.gender'], ['Patient']],
  [
    'a slice that says nothing more',
    [slicing('Patient.name', 'use'), element('Patient.name:legal')],
    ['Patient.name', 'Patient.name:legal'],
    ['Patient'],
  ],
  [
    'a choice narrowed by its short form',
    [element('Patient.deceasedBoolean')],
    ['Patient.deceased[x]:deceasedBoolean'],
    ['Patient'],
  ],
];

for (const [what, elements, here, below] of touches) {
  marks(what, async () => assert.equal(await touchedBy(...elements), { here, below }));
}

marks('a profile of a profile marks only what it says itself', async () => {
  const got = await resolve([
    profile('parent', 'Patient', [element('Patient.name', { min: 1 })]),
    profile('a', 'Patient', [element('Patient.gender', { min: 1 })], { baseDefinition: url('parent') }),
  ]);
  assert.is(elementAt(got.root('a'), 'Patient.name').touched, 'no');
  assert.is(elementAt(got.root('a'), 'Patient.gender').touched, 'here');
});

marks.run();
