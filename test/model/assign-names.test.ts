import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { assignNames, type AssignedName, type Nameable } from '../../generator/model/assign-names.ts';
import { isReservedWord } from '../../generator/model/identifiers.ts';
import type { NamingConfig } from '../../generator/model/naming-config.ts';

const acme = 'https://acme.example/fhir';
const shop = 'https://shop.example/fhir';

const config: NamingConfig = {
  families: [
    { subpath: 'events', base: acme, prefix: 'Acme-Event-' },
    { subpath: 'acme', base: acme, prefix: 'Acme-' },
    { subpath: 'acme', base: acme, prefix: '' },
    { subpath: 'shop', base: shop, prefix: 'Shop-' },
  ],
  titles: {},
  names: {},
};

interface Naming {
  readonly names: ReadonlyMap<string, AssignedName>;
  readonly diagnostics: readonly Diagnostic[];
}

function assign(all: readonly Nameable[], naming: NamingConfig = config): Naming {
  const diagnostics: Diagnostic[] = [];
  return { names: assignNames(all, naming, (one) => diagnostics.push(one)), diagnostics };
}

const structure = (canonical: string): Nameable => ({ canonical, file: `${canonical}.json`, kind: 'structure' });
const extension = (canonical: string): Nameable => ({ ...structure(canonical), kind: 'extension' });
const valueSet = (canonical: string): Nameable => ({ ...structure(canonical), kind: 'value-set' });
const bundle = (canonical: string): Nameable => ({ ...structure(canonical), kind: 'message-bundle' });
const header = (canonical: string): Nameable => ({ ...structure(canonical), kind: 'message-header' });
const base = (name: string): Nameable => ({
  ...structure(`http://hl7.org/fhir/StructureDefinition/${name}`),
  baseName: name,
});

const single = suite('one name');

const singles: [nameable: Nameable, name: string, module: string][] = [
  [structure(`${acme}/StructureDefinition/Acme-Patient-1`), 'Patient', 'acme/patient'],
  [structure(`${acme}/StructureDefinition/Acme-Patient-2`), 'Patient2', 'acme/patient2'],
  [structure(`${acme}/StructureDefinition/Acme-Patient-11`), 'Patient11', 'acme/patient11'],
  [structure(`${acme}/StructureDefinition/Acme-Patient`), 'Patient', 'acme/patient'],
  [structure(`${acme}/StructureDefinition/Patient-1`), 'Patient', 'acme/patient'],
  [structure(`${acme}/StructureDefinition/Acme-Event-Birth-1`), 'Birth', 'events/birth'],
  [structure(`${acme}/StructureDefinition/Acme--1`), 'Acme', 'acme/acme'],
  [structure(`${acme}/StructureDefinition/Acme-ODSSite-1`), 'OdsSite', 'acme/ods-site'],
  [structure(`${acme}/StructureDefinition/Acme-Index-1`), 'Index', 'acme/index_'],
  [structure(`${acme}/StructureDefinition/1-2`), 'n1_2', 'acme/n1-2'],
  [structure(`${acme}/StructureDefinition/`), 'unnamed', 'acme/unnamed'],
  [structure(`${acme}/StructureDefinition/__proto__`), 'Proto', 'acme/proto'],
  [structure(`${acme}/StructureDefinition/Acme-Patient/0.2`), 'Patient', 'acme/patient'],
  [structure(`${acme}/StructureDefinition/clinic/Acme-Patient-1`), 'Patient', 'acme/patient'],
  [structure(`${acme}/StructureDefinition/0.2`), 'n0_2', 'acme/n0-2'],
  [valueSet(`${acme}/ValueSet/Acme-Colour/v1`), 'Colour', 'acme/value-sets/colour'],
  [structure(`${acme}/StructureDefinition/Infinity`), 'Infinity_', 'acme/infinity'],
  [structure(`${shop}/any/where/Shop-Till-1`), 'Till', 'shop/till'],
  [extension(`${acme}/StructureDefinition/Extension-Acme-Shoe-1`), 'ShoeExtension', 'acme/extensions/shoe'],
  [extension(`${acme}/StructureDefinition/Acme-Shoe-1`), 'ShoeExtension', 'acme/extensions/shoe'],
  [
    extension(`${acme}/StructureDefinition/patient-birthTime`),
    'PatientBirthTimeExtension',
    'acme/extensions/patient-birth-time',
  ],
  [extension(`${acme}/StructureDefinition/Acme-Index-1`), 'IndexExtension', 'acme/extensions/index'],
  [structure(`${acme}/StructureDefinition/Acme-Message-1`), 'Message', 'acme/message_'],
  [bundle(`${acme}/StructureDefinition/Acme-Sent-1`), 'Sent', 'acme/profiles/sent'],
  [header(`${acme}/StructureDefinition/Acme-Header-1`), 'Header', 'acme/header'],
  [valueSet(`${acme}/ValueSet/Acme-Colour-1`), 'Colour', 'acme/value-sets/colour'],
  [valueSet(`${acme}/ValueSet/Acme-Index-1`), 'Index', 'acme/value-sets/index'],
  [base('Patient'), 'Patient', 'base/patient'],
  [base('base64Binary'), 'Base64Binary', 'base/base64-binary'],
];

for (const [nameable, name, module] of singles) {
  single(`${nameable.kind} ${nameable.canonical}`, () => {
    const got = assign([nameable]);
    assert.equal(got.names.get(nameable.canonical), { subpath: module.split('/')[0], name, module });
    assert.equal(got.diagnostics, []);
  });
}

single('the first row that fits decides', () => {
  const turned: NamingConfig = { ...config, families: config.families.toReversed() };
  const canonical = `${acme}/StructureDefinition/Acme-Patient-1`;
  assert.is(assign([structure(canonical)], turned).names.get(canonical)?.name, 'AcmePatient');
});

single('a name of its own wins, made fit to be declared', () => {
  const canonical = `${acme}/StructureDefinition/Acme-Patient-1`;
  const named = (name: string): string | undefined =>
    assign([structure(canonical)], { ...config, names: { [canonical]: name } }).names.get(canonical)?.name;
  assert.is(named('Person'), 'Person');
  assert.is(named('1 person; x()'), 'n1personx');
});

const derived: [canonical: string, module: string][] = [
  ['https://other.example/x', 'other-example/x'],
  ['https://other.example/r3/StructureDefinition/x', 'other-example-r3/x'],
  [`${shop}/Till`, `${shop.replace(/^https?:../, '').replace(/[^a-z0-9]+/g, '-')}/till`],
  ['urn:oid:1.2.3', 'urn-oid/urn-oid1-2-3'],
  ['http://runtime/StructureDefinition/x', 'runtime-2/x'],
  ['http://../../StructureDefinition/x', 'definitions/x'],
  ['http://acme/StructureDefinition/x', 'acme-2/x'],
  ['https://www.other.example/fhir/StructureDefinition/Shoe', 'www-other-example-fhir/shoe'],
  ['https://other.example:8443/fhir/StructureDefinition/Shoe', 'other-example-8443-fhir/shoe'],
  ['http://192.168.0.1/fhir/StructureDefinition/Shoe', '192-168-0-1-fhir/shoe'],
  ['http://[2001:db8::1]:80/StructureDefinition/Shoe', '2001-db8-1-80/shoe'],
  ['HTTPS://Other.Example/FHIR/StructureDefinition/SHOE', 'other-example-fhir/shoe'],
  ['https://other.example/a%20b/StructureDefinition/My%20Shoe', 'other-example-a-20b/my20-shoe'],
  ['https://other.example/%2e%2e/StructureDefinition/Shoe', 'other-example-2e-2e/shoe'],
  ['urn:uuid:11111111-2222-4333-8444-555555555555', 'urn-uuid/urn-uuid11111111-2222-4333-8444-555555555555'],
  ['http://hl7.org/fhir/us/acme/StructureDefinition/Shoe', 'hl7-org-fhir-us-acme/shoe'],
  ['https://other.example/StructureDefinition/shoe-basis/0.2', 'other-example/shoe-basis'],
  ['https://other.example/StructureDefinition/0.2', 'other-example/n0-2'],
  ['https://other.example/StructureDefinition/Feet.Left/Shoe', 'other-example/shoe'],
];

for (const [canonical, module] of derived) {
  single(`a family is derived for ${canonical}`, () => {
    const got = assign([structure(canonical)]);
    assert.is(got.names.get(canonical)?.module, module);
    assert.equal(
      got.diagnostics.map(({ code, severity, at }) => ({ code, severity, at })),
      [{ code: 'model/no-family', severity: 'info', at: { file: `${canonical}.json`, canonical } }],
    );
  });
}

single('what FHIR itself publishes has a family, which no row has to name', () => {
  const canonical = 'http://hl7.org/fhir/StructureDefinition/patient-birthTime';
  const got = assign([extension(canonical)]);
  assert.is(got.names.get(canonical)?.module, 'core/extensions/patient-birth-time');
  assert.is(got.names.get(canonical)?.familyTitle, 'Extensions published with FHIR');
  assert.equal(got.diagnostics, []);
  const taken: NamingConfig = { ...config, families: [{ subpath: 'core', base: acme, prefix: '' }] };
  assert.is(assign([extension(canonical)], taken).names.get(canonical)?.subpath, 'core-2');
  const named: NamingConfig = { ...config, families: [{ subpath: 'hl7', base: 'http://hl7.org/fhir', prefix: '' }] };
  assert.is(assign([extension(canonical)], named).names.get(canonical)?.subpath, 'hl7');
});

single('profiles of the same name from two publishers keep it, each in its family', () => {
  const all = ['https://one.example/fhir', 'https://two.example/fhir', 'https://TWO.example/fhir'].map((publisher) =>
    structure(`${publisher}/StructureDefinition/Patient`),
  );
  for (const some of [all, all.toReversed()]) {
    const { names } = assign(some);
    assert.equal(
      all.map(({ canonical }) => [names.get(canonical)?.name, names.get(canonical)?.subpath]),
      [
        ['Patient', 'one-example-fhir'],
        ['Patient', 'two-example-fhir-2'],
        ['Patient', 'two-example-fhir'],
      ],
    );
  }
});

single('derived families clash with none, whatever the order', () => {
  const all = ['http://a.b/StructureDefinition/x', 'http://a-b/StructureDefinition/x', 'https://a.b/ValueSet/x'].map(
    structure,
  );
  for (const some of [all, all.toReversed()]) {
    const { names } = assign(some);
    assert.equal(
      all.map(({ canonical }) => names.get(canonical)?.subpath),
      ['a-b-2', 'a-b', 'a-b-3'],
    );
  }
});

single('headers of a family with an event are beside its Bundles', () => {
  const [sent, own] = [
    bundle(`${acme}/StructureDefinition/Acme-Sent-1`),
    header(`${acme}/StructureDefinition/Acme-Top-1`),
  ];
  const other = header(`${shop}/StructureDefinition/Shop-Top-1`);
  const { names } = assign([sent, own, other]);
  const modules = [sent, own, other].map(({ canonical }) => names.get(canonical)?.module);
  assert.equal(modules, ['acme/profiles/sent', 'acme/profiles/top', 'shop/top']);
});

single('a name too long for a file is an error', () => {
  const canonical = `${acme}/StructureDefinition/${'x'.repeat(300)}`;
  const got = assign([structure(canonical)]);
  assert.is(got.names.size, 0);
  assert.equal(
    got.diagnostics.map(({ code, severity, at }) => [code, severity, at.canonical]),
    [['model/name-too-long', 'error', canonical]],
  );
});

single.run();

const clashes = suite('clashes');

const sd = (id: string): string => `${acme}/StructureDefinition/${id}`;
const vs = (id: string): string => `${acme}/ValueSet/${id}`;

const settled: [what: string, all: readonly Nameable[], want: string[]][] = [
  ['both give up the short name', [structure(sd('Acme-Shoe-1')), structure(sd('Shoe-1'))], ['AcmeShoe', 'Shoe']],
  [
    'versions of one profile do not clash',
    [structure(sd('Acme-Shoe-1')), structure(sd('Acme-Shoe-2'))],
    ['Shoe', 'Shoe2'],
  ],
  [
    'versions at the end of the URL do not clash',
    [structure(sd('Acme-Shoe/0.2')), structure(sd('Acme-Shoe/0.3'))],
    ['AcmeShoe0_2', 'AcmeShoe0_3'],
  ],
  [
    'profiles in two folders do not clash',
    [structure(sd('left/Shoe')), structure(sd('right/Shoe')), structure(sd('right/Hat'))],
    ['LeftShoe', 'RightShoe', 'Hat'],
  ],
  [
    'an extension and a profile do not clash',
    [structure(sd('Acme-Shoe-1')), extension(sd('Extension-Acme-Shoe-1'))],
    ['Shoe', 'ShoeExtension'],
  ],
  [
    'a value set says that it is one',
    [structure(sd('Acme-Shoe-1')), valueSet(vs('Acme-Shoe-1'))],
    ['AcmeShoe', 'AcmeShoeValueSet'],
  ],
  [
    'names that differ in case alone clash, as their files would',
    [structure(sd('Acme-FooBar-1')), structure(sd('Foobar-1'))],
    ['AcmeFooBar', 'Foobar'],
  ],
  [
    'families do not clash with each other',
    [structure(sd('Acme-Shoe-1')), structure(`${shop}/StructureDefinition/Shop-Shoe-1`)],
    ['Shoe', 'Shoe'],
  ],
  [
    'a base value set makes room for a base type',
    [base('Shoe'), { ...valueSet('http://hl7.org/fhir/ValueSet/shoe'), baseName: 'Shoe' }],
    ['Shoe', 'ShoeValueSet'],
  ],
];

for (const [what, all, want] of settled) {
  clashes(what, () => {
    for (const order of [all, all.toReversed()]) {
      const got = assign(order);
      assert.equal(
        all.map((one) => got.names.get(one.canonical)?.name),
        want,
      );
      assert.equal(got.diagnostics, []);
    }
  });
}

const unsettled: [what: string, first: Nameable, second: Nameable, name: string][] = [
  ['one id in two folders', structure(sd('Acme-Shoe-1')), structure(`${acme}/draft/Acme-Shoe-1`), 'AcmeShoe'],
  ['ids that are spelled alike', structure(sd('Acme-shoe-1')), structure(sd('Acme-Shoe-1')), 'AcmeShoe'],
  ['ids that differ in case', structure(sd('Acme-FooBar-1')), structure(sd('Acme-Foobar-1')), 'AcmeFooBar'],
  ['with and without the first version', structure(sd('Acme-Shoe')), structure(sd('Acme-Shoe-1')), 'AcmeShoe'],
  ['value sets', valueSet(vs('Acme-Shoe-1')), valueSet(`${acme}/draft/Acme-Shoe-1`), 'AcmeShoeValueSet'],
];

for (const [what, first, second, name] of unsettled) {
  clashes(`${what}: an error names both, and the first stays`, () => {
    const got = assign([first, second]);
    assert.is(got.names.get(first.canonical)?.name, name);
    assert.is(got.names.get(second.canonical), undefined);
    assert.equal(
      got.diagnostics.map(({ code, severity, at }) => ({ code, severity, at })),
      [{ code: 'model/name-collision', severity: 'error', at: { file: second.file, canonical: second.canonical } }],
    );
    assert.match(got.diagnostics[0]?.message ?? '', `already used by ${first.canonical}.`);
  });
}

clashes('names of their own solve it', () => {
  const [first, second] = [structure(sd('Acme-Shoe-1')), structure(`${acme}/draft/Acme-Shoe-1`)];
  const got = assign([first, second], { ...config, names: { [second.canonical]: 'DraftShoe' } });
  assert.equal(
    [...got.names.values()].map(({ name }) => name),
    ['Shoe', 'DraftShoe'],
  );
  assert.equal(got.diagnostics, []);
});

clashes('names of their own may clash too', () => {
  const [first, second] = [structure(sd('Acme-Shoe-1')), structure(sd('Acme-Boot-1'))];
  const got = assign([first, second], { ...config, names: { [first.canonical]: 'Boot', [second.canonical]: 'boot' } });
  assert.equal(
    got.diagnostics.map(({ code }) => code),
    ['model/name-collision'],
  );
});

clashes.run();

const always = suite('any names');

always('are identifiers, and unique in their family, as are their modules', () => {
  const id = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.stringMatching(/^(Extension-)?(Acme-)?[A-Za-z0-9_.-]{0,6}(-[0-9])?$/),
    fc.constantFrom('index', 'class', '__proto__', 'constructor', 'NaN', 'Acme-Index-1', 'Array'),
  );
  const nameable = fc.record({
    canonical: id.map(sd),
    file: fc.constant('a.json'),
    kind: fc.constantFrom('structure' as const, 'extension' as const, 'value-set' as const),
  });
  const all = fc.uniqueArray(nameable, { selector: (one) => one.canonical, maxLength: 12 });
  fc.assert(
    fc.property(all, (some) => {
      const { names, diagnostics } = assign(some);
      const assigned = [...names.values()];
      for (const { name, module } of assigned) {
        assert.match(name, /^[A-Za-z_][A-Za-z0-9_]*$/);
        assert.match(module, /^[a-z]+(\/value-sets|\/extensions|\/profiles)?\/[a-z0-9_-]+$/);
        assert.not(isReservedWord(name), name);
      }
      assert.is(new Set(assigned.map(({ subpath, name }) => `${subpath} ${name.toLowerCase()}`)).size, assigned.length);
      assert.is(new Set(assigned.map(({ module }) => module)).size, assigned.length);
      assert.not(assigned.some(({ module, subpath }) => module === `${subpath}/index`));
      assert.is(assigned.length + diagnostics.length, some.length, 'each is named or reported');
    }),
    { numRuns: 500 },
  );
});

always.run();
