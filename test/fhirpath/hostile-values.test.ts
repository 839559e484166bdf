import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FhirPathEnv, Json } from '../../runtime/fhirpath/env.ts';
import { Maker, randomFrom } from './cases.ts';
import { base, codeOf, compile, envOf, toFunction } from './compiled.ts';

/** Every invariant of the base once for each type it stands on in another form. */
const invariants = new Map(
  base.definitions.flatMap(({ snapshot = [] }) =>
    snapshot.flatMap(({ path, constraints = [] }) =>
      constraints.map(({ key, expression = '' }) => {
        const compiled = compile(expression, path);
        return [codeOf(compiled).text, { key, path, expression, invariant: toFunction(compiled) }] as const;
      }),
    ),
  ),
);

function deep(levels: number): Json {
  let value: Json = {};
  for (let level = 0; level < levels; level++) value = { item: [value], extension: [value], concept: [value] };
  return value;
}

function cyclic(): Json {
  const value: Json = { resourceType: 'Patient', id: 'a' };
  Object.assign(value, { contained: [value], item: [value], element: [value], code: value, reference: value });
  return value;
}

const hostile: readonly (readonly [name: string, value: Json])[] = [
  ['null', null],
  ['undefined', undefined],
  ['a number', 5],
  ['NaN', NaN],
  ['a text', 'text'],
  ['a boolean', false],
  ['a bigint', 5n],
  ['an empty array', []],
  ['an array of null', [null]],
  // oxlint-disable-next-line unicorn/no-new-array
  ['a sparse array', new Array(5)],
  ['an object without a prototype', Object.create(null)],
  ['texts in place of methods', { toString: 'a', valueOf: 'b', length: -1, constructor: 'c', resourceType: {} }],
  ['an own __proto__', JSON.parse('{"__proto__": {"a": 1}, "constructor": {"prototype": 5}}')],
  ['a cycle', cyclic()],
  ['10,000 levels', deep(10_000)],
];

const test = suite('fhirpath: hostile values');

for (const [name, value] of hostile) {
  test(`${name} as the element, as the resource and inside`, () => {
    for (const { key, path, invariant } of invariants.values()) {
      const inside = nested(path, value);
      // Null is the one value that a guard has told from an element before it asks.
      for (const element of [value ?? {}, inside]) {
        for (const resource of [element, inside]) {
          assert.type(invariant(element, envOf(resource), value), 'boolean', `${key} at ${path}`);
        }
      }
    }
  });
}

/** An object that has the value wherever an element of the type could be. */
function nested(path: string, value: Json): Json {
  const made: Json = { resourceType: path };
  for (const { snapshot = [] } of base.definitions) {
    for (const element of snapshot) {
      const step = element.path.startsWith(`${path}.`) ? element.path.slice(path.length + 1) : '';
      if (step !== '' && !step.includes('.') && !step.includes('['))
        Object.assign(made, { [step]: value, [`_${step}`]: value });
    }
  }
  return made;
}

test('one fault in a sound element', () => {
  for (const [index, { key, path, expression, invariant }] of [...invariants.values()].entries()) {
    const random = randomFrom(index);
    const maker = new Maker(expression, random);
    for (let round = 0; round < 10; round++) {
      const { value, sibling, resource } = maker.place(path);
      const broken = breakOne(structuredClone(value), random) ?? {};
      assert.type(invariant(broken, envOf(resource), sibling), 'boolean', `${key}: ${String(broken)}`);
    }
  }
});

/** Puts something else in place of one property at any depth. */
function breakOne(value: Json, random: () => number): Json {
  let holder = value;
  for (;;) {
    const keys = Object.keys(holder ?? {});
    const key = keys[Math.floor(random() * keys.length)];
    if (key === undefined || typeof holder !== 'object') return value;
    const inner = holder[key];
    if (typeof inner !== 'object' || inner === null || random() < 0.4) {
      holder[key] = hostile[Math.floor(random() * hostile.length)]?.[1];
      return value;
    }
    holder = inner;
  }
}

const dom3 = toFunction(
  compile("contained.where(('#'+id in %resource.descendants().reference).not()).empty()", 'Patient'),
);
const ref1 = toFunction(
  compile("reference.startsWith('#').not() or (reference.substring(1) in %resource.contained.id)", 'Reference'),
);

/** Counts how often properties of the resource are read. */
function watched(resource: Json): { env: FhirPathEnv; reads: () => number } {
  let reads = 0;
  const handler: ProxyHandler<Json> = {
    get: (target, key) => {
      reads++;
      return target[key] as unknown;
    },
  };
  return { env: { resource: new Proxy(resource, handler) }, reads: () => reads };
}

test('dom-3 does not look at the resource when nothing is contained', () => {
  const { env, reads } = watched({ resourceType: 'Patient', managingOrganization: { reference: '#a' } });
  assert.ok(dom3({ resourceType: 'Patient' }, env));
  assert.is(reads(), 0);
});

test('what is contained and what refers to it is collected once, however much there is', () => {
  const contained = Array.from({ length: 2000 }, (_, index) => ({ resourceType: 'Organization', id: `o${index}` }));
  const generalPractitioner = contained.map(({ id }) => ({ reference: `#${id}` }));
  const resource = { resourceType: 'Patient', contained, generalPractitioner };
  const { env, reads } = watched(resource);
  assert.ok(dom3(resource, env));
  const once = reads();
  assert.ok(generalPractitioner.every((reference) => ref1(reference, env)));
  assert.ok(dom3(resource, env));
  assert.ok(once > 0 && reads() <= once + 3, `${reads()} reads after ${once}`);
  assert.not(ref1({ reference: '#other' }, env));
});

test.run();
