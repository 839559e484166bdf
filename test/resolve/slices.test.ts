import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, element, extension, extensionType, profile, r3, slicing, type Json } from '../support/definitions.ts';
import { brief, elementAt, elementsOf, resolve, troubles } from '../support/pipeline.ts';

const byUse = slicing('Patient.name', 'use');
const shoe = extension('Acme-Shoe-1', [element('Extension', { min: 1, max: '2' }), element('Extension.valueString')]);
const byUrl = { discriminators: [{ type: 'value', path: 'url' }], ordered: false, rules: 'open' };

const slices = suite('slices');

slices('start out as what they slice, without its slicing and minimum', async () => {
  const base = { ...byUse, min: 2, max: '5', mustSupport: true };
  const { root, diagnostics } = await resolve([profile('a', 'Patient', [base, element('Patient.name:legal')])]);
  const slice = elementAt(root('a'), 'Patient.name:legal');
  assert.equal(troubles(diagnostics), []);
  assert.is(brief(root('a'), 'Patient.name:legal'), '0..5 HumanName');
  assert.equal(
    [slice.sliceName, slice.path, slice.mustSupport, slice.slicing],
    ['legal', 'Patient.name', true, undefined],
  );
});

slices('of a slice start out as that slice, also where a profile is built on its profile', async () => {
  const base = profile('a', 'Patient', [
    byUse,
    element('Patient.name:legal', { max: '3' }),
    element('Patient.name:legal.use', { min: 1, fixedCode: 'official' }),
  ]);
  const derived = profile(
    'b',
    'Patient',
    [slicing('Patient.name:legal', 'family'), element('Patient.name:legal/first.family', { fixedString: 'Larkspur' })],
    { baseDefinition: `${acme}/StructureDefinition/a` },
  );
  const { root, diagnostics } = await resolve([base, derived]);
  const slice = elementAt(root('b'), 'Patient.name:legal/first');
  const use = elementAt(root('b'), 'Patient.name:legal/first.use');
  assert.equal(troubles(diagnostics), []);
  assert.equal([slice.sliceName, slice.min, slice.max, slice.slicing], ['legal/first', 0, 3, undefined]);
  assert.equal([use.min, use.fixed?.value, use.touched], [1, 'official', 'here']);
});

slices('have parts of their own', async () => {
  const { root } = await resolve([
    profile('a', 'Patient', [
      byUse,
      element('Patient.name.text', { max: '0' }),
      element('Patient.name:legal.use', { min: 1, fixedCode: 'official' }),
      element('Patient.name:other.use', { fixedCode: 'nickname' }),
    ]),
  ]);
  assert.equal(
    elementsOf(root('a'))
      .filter((one) => one.name === 'use' && one.path === 'Patient.name.use')
      .map((one) => `${one.id} ${one.min} ${String(one.fixed?.value)}`),
    ['Patient.name.use 0 undefined', 'Patient.name:legal.use 1 official', 'Patient.name:other.use 0 nickname'],
  );
  assert.is(
    brief(root('a'), 'Patient.name:legal.text'),
    '0..0 string',
    'what is said of all holds for the slices made later',
  );
});

slices('of parts of slices', async () => {
  const { root, diagnostics } = await resolve([
    profile('a', 'Patient', [
      slicing('Patient.contact', 'gender'),
      element('Patient.contact:kin', { min: 1 }),
      slicing('Patient.contact:kin.telecom', 'system'),
      element('Patient.contact:kin.telecom:phone', { min: 1, max: '1' }),
      element('Patient.contact:kin.telecom:phone.system', { min: 1, fixedCode: 'phone' }),
    ]),
  ]);
  assert.equal(troubles(diagnostics), []);
  assert.is(brief(root('a'), 'Patient.contact:kin.telecom:phone'), '1..1 ContactPoint');
  assert.is(elementAt(root('a'), 'Patient.contact:kin.telecom:phone.system').fixed?.value, 'phone');
  assert.equal(elementAt(root('a'), 'Patient.contact').slices.length, 1);
  assert.not(elementsOf(root('a')).some(({ id }) => id === 'Patient.contact.telecom:phone'));
});

slices('of the base go on in a profile of it', async () => {
  const { root, diagnostics } = await resolve([
    profile('parent', 'Patient', [byUse, element('Patient.name:legal', { min: 1 })]),
    profile('a', 'Patient', [element('Patient.name:legal.family', { min: 1 }), element('Patient.name:nick')], {
      baseDefinition: `${acme}/StructureDefinition/parent`,
    }),
  ]);
  assert.equal(troubles(diagnostics), []);
  assert.equal(
    elementAt(root('a'), 'Patient.name').slices.map((one) => `${one.id} ${one.min}`),
    ['Patient.name:legal 1', 'Patient.name:nick 0'],
  );
  assert.is(brief(root('a'), 'Patient.name:legal.family'), '1..1 string');
});

slices('keep the order in which they are stated', async () => {
  const names = ['c', 'a', 'b'];
  const { root } = await resolve([
    profile('a', 'Patient', [byUse, ...names.map((name) => element(`Patient.name:${name}`))]),
  ]);
  assert.equal(
    elementAt(root('a'), 'Patient.name').slices.map((one) => one.sliceName),
    names,
  );
});

slices('without a slicing entry are reported once, each', async () => {
  const { diagnostics } = await resolve([
    profile('a', 'Patient', [
      element('Patient.identifier:x', { min: 1 }),
      element('Patient.identifier:x.system', { min: 1 }),
      element('Patient.identifier:y.system', { min: 1 }),
    ]),
  ]);
  assert.equal(troubles(diagnostics), [
    'resolve/slice-not-sliceable Patient.identifier:x',
    'resolve/slice-not-sliceable Patient.identifier:y.system',
  ]);
});

slices('of an element with one value at most are that element', async () => {
  const { root, diagnostics } = await resolve([
    profile('a', 'Patient', [
      element('Patient.maritalStatus:status', { min: 1 }),
      element('Patient.maritalStatus:status.text', { min: 1 }),
      element('Patient.photo', { max: '1' }),
      element('Patient.photo:face', { max: '0' }),
    ]),
  ]);
  assert.equal(troubles(diagnostics), [
    'resolve/slice-of-one Patient.maritalStatus:status',
    'resolve/slice-of-one Patient.photo:face',
  ]);
  const said = (id: string): string => brief(root('a'), id);
  assert.equal(['Patient.maritalStatus', 'Patient.maritalStatus.text', 'Patient.photo'].map(said), [
    '1..1 CodeableConcept',
    '1..1 string',
    '0..0 Attachment',
  ]);
});

slices('of entries are of the types of their profiles', async () => {
  const held = (...profiles: string[]): Json => ({ type: profiles.map((one) => ({ code: 'Resource', profile: one })) });
  const { root, diagnostics } = await resolve([
    profile('b', 'Patient', []),
    profile('c', 'Patient', []),
    profile('a', 'Bundle', [
      element('Bundle.entry', { slicing: { discriminator: [{ type: 'type', path: 'resource' }], rules: 'open' } }),
      element('Bundle.entry:person'),
      element('Bundle.entry:person.resource', held(`${acme}/StructureDefinition/b`, `${acme}/StructureDefinition/c`)),
      element('Bundle.entry:file'),
      element('Bundle.entry:file.resource', held(`${r3}/Binary`)),
      element('Bundle.entry:other'),
      element('Bundle.entry:other.resource', held(`${acme}/StructureDefinition/lost`)),
    ]),
  ]);
  assert.equal(troubles(diagnostics), ['resolve/profile-not-found Bundle.entry:other.resource']);
  assert.equal(
    ['person', 'file', 'other'].map((name) => brief(root('a'), `Bundle.entry:${name}.resource`)),
    ['0..1 Patient', '0..1 Binary', '0..1 Resource'],
  );
});

const byCode = slicing('Observation.code.coding', 'code');
const spellings: [what: string, id: string, slices: string[], problems: string[]][] = [
  ['as their sliceName', 'HeightCode', ['HeightCode 1'], []],
  ['in another case', 'heightcode', ['HeightCode 1'], []],
  ['with other separators', 'height-code', ['HeightCode 1'], []],
  ['otherwise are others', 'heights', ['HeightCode 0', 'heights 0'], []],
];

for (const [what, spelled, want, problems] of spellings) {
  slices(`of the base, named by ids ${what}`, async () => {
    const { root, diagnostics } = await resolve([
      profile('parent', 'Observation', [byCode, element('Observation.code.coding:HeightCode', { max: '1' })]),
      profile(
        'a',
        'Observation',
        [{ id: `Observation.code.coding:${spelled}.code`, path: 'Observation.code.coding.code', min: 1 }],
        { baseDefinition: `${acme}/StructureDefinition/parent` },
      ),
    ]);
    assert.equal(troubles(diagnostics), problems);
    assert.equal(
      elementAt(root('a'), 'Observation.code.coding').slices.map(
        ({ sliceName, children }) =>
          `${sliceName} ${children.find((child) => child.name === 'code' && sliceName === 'HeightCode')?.min ?? 0}`,
      ),
      want,
    );
  });
}

slices('named by an id that may be two of them are reported', async () => {
  const elements = [element('Observation.code.coding:NCT'), element('Observation.code.coding:nct')];
  const { diagnostics } = await resolve([
    profile('a', 'Observation', [
      byCode,
      ...elements,
      { id: 'Observation.code.coding:Nct.code', path: 'Observation.code.coding.code', min: 1 },
    ]),
  ]);
  assert.equal(troubles(diagnostics), ['resolve/element-not-found Observation.code.coding:Nct.code']);
});

slices('may be called as their element', async () => {
  const { root, diagnostics } = await resolve([
    profile('a', 'Observation', [
      slicing('Observation.category', 'coding.system'),
      element('Observation.category:category', { max: '1' }),
      element('Observation.category:category.coding', { min: 1 }),
    ]),
  ]);
  assert.equal(troubles(diagnostics), []);
  assert.is(brief(root('a'), 'Observation.category'), '0..* CodeableConcept');
  assert.is(brief(root('a'), 'Observation.category:category'), '0..1 CodeableConcept');
  assert.is(brief(root('a'), 'Observation.category:category.coding'), '1..* Coding');
});

slices('need no ids', async () => {
  const path = 'Patient.identifier';
  const { root, diagnostics } = await resolve([
    profile('a', 'Patient', [
      { path, slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' } },
      { path, sliceName: 'one', min: 1 },
      { path: `${path}.system`, fixedUri: 'https://one.example' },
      { path, sliceName: 'two' },
      { path: `${path}.system`, fixedUri: 'https://two.example' },
    ]),
  ]);
  assert.equal(troubles(diagnostics), []);
  const fixed = (id: string): unknown => elementAt(root('a'), id).fixed?.value;
  assert.equal(
    [fixed(`${path}:one.system`), fixed(`${path}:two.system`)],
    ['https://one.example', 'https://two.example'],
  );
  assert.is(elementsOf(root('a')).filter((one) => one.path === `${path}.system` && one.fixed).length, 2);
});

slices('without ids are reported by the ids that they would have', async () => {
  const path = 'Patient.identifier';
  const { diagnostics } = await resolve([
    profile('a', 'Patient', [
      { path, slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' } },
      { path, sliceName: 'one' },
      { path: `${path}.system`, max: '3' },
    ]),
  ]);
  assert.equal(troubles(diagnostics), ['resolve/wider-cardinality Patient.identifier:one.system']);
});

slices.run();

const extensions = suite('extension slices');

extensions('need no slicing entry: they are told apart by URL', async () => {
  const { root, diagnostics } = await resolve([
    profile('a', 'Patient', [
      element('Patient.extension:shoe', extensionType('Acme-Shoe-1')),
      element('Patient.modifierExtension:shoe', extensionType('Acme-Shoe-1')),
      element('Patient.name.extension:shoe', extensionType('Acme-Shoe-1')),
    ]),
    shoe,
  ]);
  assert.equal(troubles(diagnostics), []);
  for (const id of ['Patient.extension', 'Patient.modifierExtension', 'Patient.name.extension']) {
    assert.equal(elementAt(root('a'), id).slicing, byUrl, id);
  }
});

const cardinalities: [what: string, more: Json, want: string][] = [
  ['of the extension, where none is stated', {}, '1..2 Extension'],
  ['of its own minimum, with the maximum of the extension', { min: 2 }, '2..2 Extension'],
  ['of its own maximum, with the minimum of the extension', { max: '1' }, '1..1 Extension'],
  ['of its own', { min: 0, max: '1' }, '0..1 Extension'],
];

for (const [what, more, want] of cardinalities) {
  extensions(`have the cardinality ${what}`, async () => {
    const slice = element('Patient.extension:shoe', { ...more, ...extensionType('Acme-Shoe-1') });
    const { root, diagnostics } = await resolve([profile('a', 'Patient', [slice]), shoe]);
    assert.equal(troubles(diagnostics), []);
    assert.is(brief(root('a'), 'Patient.extension:shoe'), want);
  });
}

extensions('unfold into what their own definition says', async () => {
  const { root } = await resolve([
    profile('a', 'Patient', [
      element('Patient.extension:shoe', extensionType('Acme-Shoe-1')),
      element('Patient.extension:shoe.valueString', { min: 1 }),
    ]),
    shoe,
  ]);
  assert.is(brief(root('a'), 'Patient.extension:shoe.value[x]:valueString'), '1..1 string');
  assert.is(elementAt(root('a'), 'Patient.extension:shoe.url').fixed?.value, `${acme}/StructureDefinition/Acme-Shoe-1`);
});

extensions('nest', async () => {
  const { root, diagnostics } = await resolve([
    extension('Acme-Wardrobe-1', [
      element('Extension.extension:shoe', { min: 1 }),
      element('Extension.extension:shoe.extension:lace.valueString', { min: 1 }),
    ]),
  ]);
  assert.equal(troubles(diagnostics), []);
  const id = 'Extension.extension:shoe.extension:lace.value[x]:valueString';
  assert.is(brief(root('Acme-Wardrobe-1'), id), '1..1 string');
});

extensions.run();
