/** Definitions that others refer to and that are not in the input: a warning each, and everything else goes on. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFor, remedyFor } from '../../generator/resolve/missing-definition.ts';
import {
  acme,
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  r3,
  slicing,
  valueSet,
  type Json,
} from '../support/definitions.ts';
import { brief, elementAt, generate, resolve, troubles } from '../support/pipeline.ts';

const url = (id: string): string => `${acme}/StructureDefinition/${id}`;
const reference = (target: string): Json => ({ type: [{ code: 'Reference', targetProfile: target }] });

const test = suite('missing definitions');

test('a profile without its base is laid over its type', async () => {
  const got = await resolve([
    profile('a', 'Patient', [element('Patient.name', { min: 1 })], { baseDefinition: url('gone') }),
  ]);
  assert.equal(troubles(got.diagnostics), ['resolve/base-not-found']);
  assert.is(got.diagnostics[0]?.severity, 'warning');
  assert.match(got.diagnostics[0]?.hint ?? '', 'until then Patient is the base');
  assert.is(brief(got.root('a'), 'Patient.name'), '1..* HumanName');
  assert.equal(got.structure('a')?.lineage, [url('a'), `${r3}/Patient`]);
});

test('a profile that states no base is laid over its type', async () => {
  const got = await resolve([profile('a', 'Patient', [], { baseDefinition: undefined })]);
  assert.equal(troubles(got.diagnostics), ['resolve/base-not-found']);
  assert.is(got.diagnostics[0]?.message, 'No base is stated.');
  assert.ok(got.structure('a'));
});

test('of a chain of two, the profiles that are there apply', async () => {
  const got = await resolve([
    profile('a', 'Patient', [element('Patient.name', { min: 1 })], { baseDefinition: url('b') }),
    profile('b', 'Patient', [element('Patient.photo', { max: '0' })], { baseDefinition: url('gone') }),
  ]);
  assert.equal(
    got.diagnostics.map(({ code, at }) => [code, at.canonical]),
    [['resolve/base-not-found', url('b')]],
  );
  assert.is(brief(got.root('a'), 'Patient.photo'), '0..0 Attachment');
  assert.is(brief(got.root('a'), 'Patient.name'), '1..* HumanName');
});

test('two profiles whose bases are missing, one warning each', async () => {
  const got = await resolve(['a', 'b'].map((id) => profile(id, 'Patient', [], { baseDefinition: url(`${id}-gone`) })));
  assert.equal(troubles(got.diagnostics), ['resolve/base-not-found', 'resolve/base-not-found']);
  assert.ok(got.structure('a') && got.structure('b'));
});

test('a snapshot without a differential says what the missing base states', async () => {
  const got = await resolve([
    profile('a', 'Patient', [], {
      baseDefinition: url('gone'),
      snapshot: { element: [element('Patient'), element('Patient.photo', { max: '0' })] },
    }),
  ]);
  assert.equal(troubles(got.diagnostics), ['resolve/base-not-found']);
  assert.is(brief(got.root('a'), 'Patient.photo'), '0..0 Attachment');
});

test('a slice whose slicing is in the missing base is kept', async () => {
  const got = await resolve([
    profile('a', 'Patient', [element('Patient.identifier:staff', { min: 1 })], { baseDefinition: url('gone') }),
  ]);
  assert.equal(troubles(got.diagnostics), ['resolve/base-not-found']);
  assert.is(elementAt(got.root('a'), 'Patient.identifier:staff').min, 1);
});

const missing: [what: string, definition: Json, want: string[]][] = [
  [
    'the target of a reference',
    profile('a', 'Patient', [element('Patient.managingOrganization', reference(url('gone')))]),
    ['resolve/target-not-found Patient.managingOrganization'],
  ],
  [
    'one target of two elements, told once',
    profile('a', 'Patient', [
      element('Patient.managingOrganization', reference(url('gone'))),
      element('Patient.generalPractitioner', reference(url('gone'))),
    ]),
    ['resolve/target-not-found Patient.managingOrganization'],
  ],
  [
    'the profile of a datatype',
    profile('a', 'Patient', [element('Patient.name', { type: [{ code: 'HumanName', profile: url('gone') }] })]),
    ['resolve/profile-not-found Patient.name'],
  ],
  [
    'an extension',
    profile('a', 'Patient', [
      slicing('Patient.extension', 'url'),
      element('Patient.extension:x', extensionType('gone')),
    ]),
    ['resolve/profile-not-found Patient.extension:x'],
  ],
  [
    'an extension in an extension',
    extension('a', [slicing('Extension.extension', 'url'), element('Extension.extension:x', extensionType('gone'))]),
    ['resolve/profile-not-found Extension.extension:x'],
  ],
];

for (const [what, definition, want] of missing) {
  test(`${what}: a warning, and the profile is resolved`, async () => {
    const got = await resolve([definition]);
    assert.equal(troubles(got.diagnostics), want);
    assert.ok(got.diagnostics.every(({ severity }) => severity === 'warning'));
    assert.ok(got.structure('a'));
  });
}

test('whatever is missing, the package is generated', async () => {
  const got = await generate(
    [
      profile(
        'a',
        'Patient',
        [
          slicing('Patient.extension', 'url'),
          element('Patient.extension:x', extensionType('gone')),
          element('Patient.managingOrganization', reference(url('gone-target'))),
          element('Patient.maritalStatus', {
            binding: { strength: 'required', valueSetReference: { reference: `${acme}/ValueSet/gone` } },
          }),
        ],
        { baseDefinition: url('gone-base') },
      ),
    ],
    { resources: ['Patient'] },
  );
  assert.equal(troubles(got.diagnostics).sort(), [
    'resolve/base-not-found',
    'resolve/profile-not-found Patient.extension:x',
    'resolve/target-not-found Patient.managingOrganization',
    'resolve/value-set-not-found Patient.maritalStatus',
  ]);
  assert.match(got.text('acme/a'), 'export interface A extends');
});

const misspelt: [base: string, end: string][] = [
  [url('Visitr'), `; did you mean "${url('Visitor')}"?`],
  [`${url('Vistior')}|1.0`, `; did you mean "${url('Visitor')}"?`],
  [url('visitor'), `; did you mean "${url('Visitor')}"?`],
  [`${r3}/Patient`.replace('http:', 'https:'), `; did you mean "${r3}/Patient"?`],
  [`${r3}/Patient`.replace('Definition', 'Definiton'), `; did you mean "${r3}/Patient"?`],
  ['Patient', `; did you mean "${r3}/Patient"?`],
  [url('Visit-2'), '.'],
  [url('Visit-11'), '.'],
  [url('Passenger'), '.'],
];

for (const [base, end] of misspelt)
  test(`the base ${base} may be misspelt`, async () => {
    const others = ['Visitor', 'Visit-1'].map((id) => profile(id, 'Patient', []));
    const got = await resolve([profile('a', 'Patient', [], { baseDefinition: base }), ...others]);
    assert.equal(
      got.diagnostics.map(({ message }) => message),
      [`Base ${base} is not in the input${end}`],
    );
  });

test('a misspelt extension and a misspelt target, with what is meant', async () => {
  const elements = [
    slicing('Patient.extension', 'url'),
    element('Patient.extension:x', extensionType('Shoee')),
    element('Patient.managingOrganization', reference(url('Clinc'))),
  ];
  const others = [extension('Shoe', []), profile('Clinic', 'Organization', [])];
  const got = await resolve([profile('a', 'Patient', elements), ...others]);
  assert.equal(
    got.diagnostics.map(({ message }) => message),
    [
      `Type profile ${url('Shoee')} is not in the input; did you mean "${url('Shoe')}"?`,
      `Target profile ${url('Clinc')} is not in the input; did you mean "${url('Clinic')}"?`,
    ],
  );
});

const paths: [path: string, end: RegExp][] = [
  ['Patient.birthdate', /^Patient has no element birthdate; did you mean "birthDate"\?$/],
  ['Patient.deceased', /; did you mean "deceased\[x\]"\?$/],
  ['Patient.contact.nmae', /^Patient\.contact has no element nmae; did you mean "name"\?$/],
  ['Patient.shoe', /^Patient has no element shoe; it has id, .*, link\.$/],
];

for (const [path, message] of paths)
  test(`the path ${path}`, async () => {
    const { diagnostics } = await resolve([profile('a', 'Patient', [element(path, { min: 1 })])]);
    assert.is(diagnostics.length, 1);
    assert.match(diagnostics[0]?.message ?? '', message);
  });

test('what is in the input and faulty is not said to be missing from it', async () => {
  const faulty = (definition: Json): Json => ({ ...definition, title: 7 });
  const set = { strength: 'required', valueSetReference: { reference: `${acme}/ValueSet/Bad` } };
  const elements = [
    slicing('Patient.extension', 'url'),
    element('Patient.extension:x', extensionType('BadShoe')),
    element('Patient.maritalStatus', { binding: set }),
  ];
  const got = await generate(
    [
      profile('a', 'Patient', elements, { baseDefinition: url('BadBase') }),
      faulty(profile('BadBase', 'Patient', [])),
      faulty(extension('BadShoe', [])),
      faulty(valueSet('Bad', 'Worse')),
      valueSet('Good', 'Worse'),
      faulty(codeSystem('Worse', { a: 'A' })),
    ],
    { resources: ['Patient'] },
  );
  const later = got.diagnostics.filter(({ code }) => code.endsWith('-not-found'));
  assert.is(later.length, 4);
  for (const { message, hint = '' } of later) {
    assert.match(message, / is left out because of its own errors\./);
    assert.match(hint, /orrect its errors/);
  }
});

const packages: [canonical: string, want: string | undefined][] = [
  ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient', 'hl7.fhir.us.core'],
  ['http://hl7.org/fhir/uv/ips/StructureDefinition/Patient-uv-ips|1.0.0', 'hl7.fhir.uv.ips'],
  ['http://hl7.org/fhir/StructureDefinition/Patient', undefined],
  ['https://acme.example/fhir/StructureDefinition/Shoe', undefined],
  ['http://hl7.org/fhir/us/../StructureDefinition/x', undefined],
];

for (const [canonical, want] of packages)
  test(`the package of ${canonical}`, () => assert.is(packageFor(canonical), want));

test('the remedy names the package', () => {
  const remedy = remedyFor('http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient', 'Patient is the base');
  assert.match(remedy, 'careconnect-codegen add hl7.fhir.us.core');
  assert.match(remedy, /; until then Patient is the base\.$/);
});

test.run();
