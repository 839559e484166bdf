import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, element, profile, r3, type Json } from '../support/definitions.ts';
import { brief, resolve, troubles } from '../support/pipeline.ts';

const url = (id: string): string => `${acme}/StructureDefinition/${id}`;

const bases = suite('base chain');

bases('a profile of a profile keeps what its base says, and adds to it', async () => {
  const got = await resolve([
    profile('child', 'Patient', [element('Patient.name', { max: '1' })], { baseDefinition: `${url('parent')}|1.0` }),
    profile('parent', 'Patient', [element('Patient.name', { min: 1 }), element('Patient.photo', { max: '0' })]),
  ]);
  assert.equal(troubles(got.diagnostics), []);
  assert.is(brief(got.root('child'), 'Patient.name'), '1..1 HumanName');
  assert.is(brief(got.root('child'), 'Patient.photo'), '0..0 Attachment');
  assert.is(brief(got.root('parent'), 'Patient.name'), '1..* HumanName', 'and leaves its base alone');
  assert.equal(got.structure('child')?.lineage, [url('child'), url('parent'), `${r3}/Patient`]);
});

const failures: [what: string, definitions: readonly Json[], want: string[]][] = [
  [
    'no base stated, and no such type',
    [profile('a', 'Shoe', [], { baseDefinition: undefined })],
    ['resolve/type-not-found'],
  ],
  [
    'base not in the input, and no such type',
    [profile('a', 'Shoe', [], { baseDefinition: url('z') })],
    ['resolve/type-not-found'],
  ],
  [
    'base of another type',
    [profile('a', 'Patient', [], { baseDefinition: `${r3}/Group` })],
    ['resolve/base-type-mismatch'],
  ],
  [
    'its own base',
    [profile('a', 'Patient', [], { baseDefinition: url('a') })],
    ['resolve/base-cycle', 'resolve/base-unusable'],
  ],
  [
    'a circle of bases',
    [
      profile('a', 'Patient', [], { baseDefinition: url('b') }),
      profile('b', 'Patient', [], { baseDefinition: url('a') }),
    ],
    ['resolve/base-cycle', 'resolve/base-unusable', 'resolve/base-unusable'],
  ],
  [
    'a base that is wrong itself',
    [profile('a', 'Patient', [], { baseDefinition: url('b') }), profile('b', 'Patient', [element('Patient.shoe')])],
    ['resolve/element-not-found Patient.shoe', 'resolve/base-unusable'],
  ],
  [
    'a snapshot without root, and no base',
    [profile('a', 'Shoe', [], { derivation: 'specialization', baseDefinition: undefined, snapshot: { element: [] } })],
    ['resolve/type-not-found'],
  ],
  [
    'a snapshot that begins below its root, and no base',
    [
      profile('a', 'Shoe', [], {
        derivation: 'specialization',
        baseDefinition: undefined,
        snapshot: { element: [element('Shoe.lace')] },
      }),
    ],
    ['resolve/type-not-found'],
  ],
  [
    'an element that is not there',
    [profile('a', 'Patient', [element('Patient.shoe')])],
    ['resolve/element-not-found Patient.shoe'],
  ],
  ['another root', [profile('a', 'Patient', [element('Person.name')])], ['resolve/element-not-found Person.name']],
  [
    'a part of a choice of many types',
    [profile('a', 'Observation', [element('Observation.value[x].unit')])],
    ['resolve/element-not-found Observation.value[x].unit'],
  ],
  [
    'a type that the choice does not have',
    [profile('a', 'Observation', [element('Observation.valueMoney')])],
    ['resolve/element-not-found Observation.valueMoney'],
  ],
  [
    'a path that is too deep',
    [profile('a', 'Questionnaire', [element(`Questionnaire${'.item'.repeat(40)}`, { min: 1 })])],
    [`resolve/too-deep Questionnaire${'.item'.repeat(40)}`],
  ],
];

for (const [what, definitions, want] of failures) {
  bases(`${what} is reported, and the definition is left out`, async () => {
    const got = await resolve([...definitions, profile('sound', 'Patient', [])]);
    assert.equal(troubles(got.diagnostics), want);
    assert.is(got.structure('a'), undefined);
    assert.ok(got.structure('sound'), 'the others go on');
    assert.ok(got.diagnostics.every(({ at }) => at.file !== undefined && at.canonical !== undefined));
  });
}

bases('a path of 40 segments is read', async () => {
  const got = await resolve([
    profile('a', 'Questionnaire', [element(`Questionnaire${'.item'.repeat(39)}`, { min: 1 })]),
  ]);
  assert.equal(troubles(got.diagnostics), []);
});

bases('names the elements that there are instead', async () => {
  const got = await resolve([profile('a', 'Patient', [element('Patient.link.shoe')])]);
  assert.match(got.diagnostics[0]?.message ?? '', 'Patient.link has no element shoe; it has id, extension, ');
  assert.match(got.diagnostics[0]?.message ?? '', /, other, type\.$/);
});

bases.run();
