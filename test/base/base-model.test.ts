import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readPathTables } from '../../generator/base/stu3/derive/read-paths.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { ElementDefinition, StructureDefinition } from '../../generator/fhir/definitions.ts';

const model = loadBaseModel();
const definitions = new Map(model.definitions.map((definition) => [definition.name, definition]));
const everyElement = model.definitions.flatMap((definition) => definition.snapshot ?? []);

function definitionOf(name: string): StructureDefinition {
  const definition = definitions.get(name);
  assert.ok(definition, name);
  return definition;
}

function snapshotOf(name: string): readonly ElementDefinition[] {
  return definitionOf(name).snapshot ?? [];
}

const whole = suite('base model: the whole');

const counts: readonly (readonly [string, () => number, number])[] = [
  ['types', () => model.definitions.length, 173],
  ['distinct canonicals', () => new Set(model.definitions.map((it) => it.url)).size, 173],
  ['primitive types', () => model.definitions.filter((it) => it.kind === 'primitive-type').length, 18],
  [
    'concrete resource types',
    () => model.definitions.filter((it) => it.kind === 'resource' && !it.abstract).length,
    117,
  ],
  ['abstract types', () => model.definitions.filter((it) => it.abstract).length, 4],
  ['elements', () => everyElement.length, 5719],
  ['content references', () => everyElement.filter((it) => it.contentReference !== undefined).length, 35],
  ['bindings', () => everyElement.filter((it) => it.binding !== undefined).length, 970],
  ['required bindings', () => everyElement.filter((it) => it.binding?.strength === 'required').length, 325],
  [
    'bindings with a maximum value set',
    () => everyElement.filter((it) => it.binding?.maxValueSet !== undefined).length,
    130,
  ],
  ['modifier elements', () => everyElement.filter((it) => it.isModifier === true).length, 717],
  ['default values', () => everyElement.filter((it) => it.defaultValue !== undefined).length, 41],
  [
    'reference targets',
    () => everyElement.flatMap((it) => it.types ?? []).filter((it) => it.targetProfile !== undefined).length,
    1102,
  ],
  [
    'types with a profile',
    () => everyElement.flatMap((it) => it.types ?? []).filter((it) => it.profile !== undefined).length,
    39,
  ],
  ['sliced elements', () => everyElement.filter((it) => it.slicing !== undefined).length, 49],
  ['elements with a representation', () => everyElement.filter((it) => it.representation !== undefined).length, 408],
  ['invariant uses', () => everyElement.flatMap((it) => it.constraints ?? []).length, 1035],
  ['invariant keys', () => new Set(everyElement.flatMap((it) => it.constraints ?? []).map((it) => it.key)).size, 187],
];
for (const [what, count, want] of counts) whole(`${want} ${what}`, () => assert.is(count(), want));

/** In the tables, but in no definition of STU3: a type of a later release, and the insides of an extension list. */
const strayPaths = /^(MetadataResource|ElementDefinition\.extension)\./;

whole('covers every path that fhirpath knows', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('fhirpath/package.json')), 'fhir-context/stu3');
  const tables = readPathTables(folder);
  const paths = new Set(everyElement.map((element) => element.path.replace('[x]', '')));
  const missing = [...tables.types.keys()].filter((path) => {
    const choice = tables.choices.get(path);
    return !strayPaths.test(path) && !paths.has(path) && !paths.has(choice?.path ?? '');
  });
  assert.equal(missing, []);
  assert.ok(tables.types.size > 6000);
});

whole('ids are unique within a definition', () => {
  for (const { name, snapshot = [] } of model.definitions) {
    assert.is(new Set(snapshot.map((element) => element.id)).size, snapshot.length, name);
  }
});

whole('parents stand before their children, and children together', () => {
  for (const { name, snapshot = [] } of model.definitions) {
    const open: string[] = [];
    snapshot.forEach(({ id }, index) => {
      if (index === 0) return void open.push(id);
      while (open.length > 0 && !id.startsWith(`${open.at(-1)}.`)) open.pop();
      assert.is(id.slice(0, id.lastIndexOf('.')), open.at(-1), `${name}: ${id}`);
      open.push(id);
    });
  }
});

whole('every element but roots, content references and primitive values has a type', () => {
  const untyped = everyElement.filter(
    (it) => it.types === undefined && it.contentReference === undefined && it.path.includes('.'),
  );
  assert.equal(
    untyped.map((it) => it.path),
    Object.keys(model.primitives).map((name) => `${name}.value`),
  );
});

whole('types, targets and bases are types of the model; content references are elements before them', () => {
  const canonicals = new Set(model.definitions.map((definition) => definition.url));
  for (const definition of model.definitions) {
    if (definition.baseDefinition !== undefined) assert.ok(canonicals.has(definition.baseDefinition), definition.name);
    const seen = new Set<string>();
    for (const { id, types = [], contentReference } of definition.snapshot ?? []) {
      for (const type of types) {
        assert.ok(definitions.has(type.code), `${id}: ${type.code}`);
        if (type.targetProfile !== undefined)
          assert.ok(canonicals.has(type.targetProfile), `${id}: ${type.targetProfile}`);
      }
      if (contentReference !== undefined) assert.ok(seen.has(contentReference), `${id}: ${contentReference}`);
      seen.add(id);
    }
  }
});

whole('definitions stand in one order: primitive types, complex types, resources, each by name', () => {
  const kinds = ['primitive-type', 'complex-type', 'resource'];
  const keys = model.definitions.map((it) => `${kinds.indexOf(it.kind)} ${it.name}`);
  assert.equal(keys, [...keys].sort());
});

whole('is frozen through and through, and the same at every call', () => {
  assert.is(loadBaseModel(), model);
  const unfrozen: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) unfrozen.push(path);
    for (const [key, child] of Object.entries(value)) visit(child, `${path}.${key}`);
  };
  visit(model, 'model');
  assert.equal(unfrozen, []);
});

whole('looking up a name of Object.prototype finds nothing', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    assert.is(model.interfaces[name], undefined);
    assert.is(model.primitives[name], undefined);
    assert.is(model.siblings[name], undefined);
  }
});

whole('loading needs neither ts-morph nor fhirpath', () => {
  const seen = new Set<string>();
  const visit = (url: URL): void => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    for (const [, specifier = ''] of readFileSync(url, 'utf8').matchAll(/from '([^']+)'/g)) {
      assert.match(specifier, /^(node:|\.\.?\/)/, url.href);
      if (specifier.startsWith('.')) visit(new URL(specifier, url));
    }
  };
  visit(new URL('../../generator/base/stu3/index.ts', import.meta.url));
  assert.ok(seen.size > 5);
});

whole.run();

const definition = suite('base model: definitions');

const heads: readonly (readonly [string, Partial<StructureDefinition>])[] = [
  ['Element', { kind: 'complex-type', abstract: true, type: 'Element' }],
  [
    'code',
    { kind: 'primitive-type', abstract: false, baseDefinition: 'http://hl7.org/fhir/StructureDefinition/string' },
  ],
  [
    'Age',
    {
      kind: 'complex-type',
      derivation: 'specialization',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Quantity',
    },
  ],
  [
    'SimpleQuantity',
    {
      kind: 'complex-type',
      derivation: 'constraint',
      type: 'Quantity',
      url: 'http://hl7.org/fhir/StructureDefinition/SimpleQuantity',
    },
  ],
  ['DomainResource', { kind: 'resource', abstract: true }],
  ['Bundle', { kind: 'resource', abstract: false, baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Resource' }],
  [
    'Patient',
    { kind: 'resource', fhirVersion: '3.0.2', version: '3.0.2', differential: [], source: { file: 'fhir.core#3.0.2' } },
  ],
];
for (const [name, want] of heads) {
  definition(name, () => {
    const found = definitionOf(name);
    for (const key of Object.keys(want) as (keyof StructureDefinition)[]) assert.equal(found[key], want[key], key);
  });
}

const orders: readonly (readonly [string, readonly string[]])[] = [
  ['id', ['id', 'id.id', 'id.extension', 'id.value']],
  ['Period', ['Period', 'Period.id', 'Period.extension', 'Period.start', 'Period.end']],
  [
    'Bundle',
    [
      'Bundle',
      'Bundle.id',
      'Bundle.meta',
      'Bundle.implicitRules',
      'Bundle.language',
      'Bundle.identifier',
      'Bundle.type',
      'Bundle.total',
      'Bundle.link',
      'Bundle.link.id',
      'Bundle.link.extension',
      'Bundle.link.modifierExtension',
      'Bundle.link.relation',
    ],
  ],
  [
    'Patient',
    [
      'Patient',
      'Patient.id',
      'Patient.meta',
      'Patient.implicitRules',
      'Patient.language',
      'Patient.text',
      'Patient.contained',
      'Patient.extension',
      'Patient.modifierExtension',
      'Patient.identifier',
    ],
  ],
  [
    'Timing',
    [
      'Timing',
      'Timing.id',
      'Timing.extension',
      'Timing.event',
      'Timing.repeat',
      'Timing.repeat.id',
      'Timing.repeat.extension',
      'Timing.repeat.bounds[x]',
    ],
  ],
];
for (const [name, want] of orders) {
  definition(`${name} starts with its inherited elements`, () => {
    assert.equal(
      snapshotOf(name)
        .slice(0, want.length)
        .map((element) => element.path),
      want,
    );
  });
}

definition('SimpleQuantity has ids of its own over the paths of Quantity', () => {
  const found = snapshotOf('SimpleQuantity').map(({ id, path, max }) => [id, path, max]);
  assert.equal(found.slice(0, 2), [
    ['Quantity:simplequantity', 'Quantity', '*'],
    ['Quantity:simplequantity.id', 'Quantity.id', '1'],
  ]);
  assert.equal(found[4], ['Quantity:simplequantity.comparator', 'Quantity.comparator', '0']);
});

definition.run();

const face = suite('base model: interfaces of fhir/r3');

const interfaces: readonly (readonly [string, string | undefined])[] = [
  ['Patient', 'Patient'],
  ['SimpleQuantity', 'SimpleQuantity'],
  ['Patient.contact', 'PatientContact'],
  ['Timing.repeat', 'TimingRepeat'],
  ['Claim.payee', 'ClaimPayee'],
  ['ValueSet.compose.include.concept.designation', 'ValueSetComposeIncludeConceptDesignation'],
  ['Bundle.entry.link', 'BundleLink'],
  ['Patient.name', undefined],
  ['string', undefined],
];
for (const [path, want] of interfaces)
  face(`${path} → ${want ?? 'none'}`, () => assert.is(model.interfaces[path], want));

const siblings: readonly (readonly [string, string | undefined])[] = [
  ['Patient.birthDate', 'one'],
  ['Patient.deceased[x]', 'one'],
  ['Patient.id', 'one'],
  ['Patient.contact.id', 'one'],
  ['HumanName.given', 'list'],
  ['Narrative.div', 'one'],
  ['Patient.name', undefined],
  ['Patient.extension', undefined],
];
for (const [path, want] of siblings)
  face(`sibling of ${path}: ${want ?? 'none'}`, () => assert.is(model.siblings[path], want));

face('nullable siblings are the primitive lists', () => {
  const lists = everyElement
    .filter((it) => it.max === '*' && /^[a-z]/.test(it.types?.[0]?.code ?? ''))
    .map((it) => it.path);
  assert.equal([...model.nullableSiblings].sort(), lists.sort());
  assert.ok(lists.includes('HumanName.given') && lists.includes('Address.line'));
});

face('every primitive property has a sibling', () => {
  const without = everyElement.filter(
    (it) => it.types?.some((type) => /^[a-z]/.test(type.code)) && model.siblings[it.path] === undefined,
  );
  assert.equal(
    without.map((it) => it.path).filter((path) => !/^[a-z]/.test(path)),
    [],
  );
});

face('generic interfaces and their module', () => {
  assert.equal(model.genericInterfaces, ['Bundle', 'BundleEntry']);
  assert.is(model.interfaceModule, 'fhir/r3.js');
});

face.run();
