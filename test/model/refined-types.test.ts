import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findRefined, type RefinedTypes } from '../../generator/model/refined-types.ts';
import { element, profile, r3, type Json } from '../support/definitions.ts';
import { elementAt, load, resolveLoaded } from '../support/pipeline.ts';

/** A type of a release that does not exist, with its parts. */
function type(name: string, parts: Readonly<Record<string, Json>>, more: Json = {}): Json {
  const elements = [element(name), ...Object.entries(parts).map(([path, said]) => element(`${name}.${path}`, said))];
  return profile(name, name, [], {
    url: `${r3}/${name}`,
    kind: 'complex-type',
    derivation: 'specialization',
    snapshot: { element: elements },
    ...more,
  });
}

const of = (code: string, more: Json = {}): Json => ({ type: [{ code, ...more }] });
const bound = (strength: string, valueSetUri?: string): Json => ({ binding: { strength, valueSetUri } });

const types: readonly Json[] = [
  type('Plain', { text: of('string'), part: of('BackboneElement'), 'part.text': of('string') }),
  type('Coded', { code: { ...of('code'), ...bound('required', 'https://acme.example/listed') } }),
  type('Unlisted', { code: { ...of('code'), ...bound('required', 'https://acme.example/unlisted') } }),
  type('Extensible', { code: { ...of('code'), ...bound('extensible', 'https://acme.example/listed') } }),
  type('Unnamed', { code: { ...of('code'), ...bound('required') } }),
  type('BoundText', { code: { ...of('string'), ...bound('required', 'https://acme.example/listed') } }),
  type('AnyReference', { to: of('Reference', { targetProfile: `${r3}/Resource` }) }),
  type('Reference', { identifier: of('Coded') }),
  type('OneReference', { to: of('Reference', { targetProfile: `${r3}/Plain` }) }),
  type('Outer', { inner: of('Inner') }),
  type('Inner', { coded: of('Coded') }),
  type('Backbone', { a: of('BackboneElement'), 'a.b': of('Coded'), c: { contentReference: '#Backbone.a' } }),
  type('Repeating', { a: of('Plain'), b: { contentReference: '#Repeating.a' } }),
  type('Profiled', { size: of('Plain', { profile: `${r3}/SimplePlain` }) }),
  type('Extended', { extension: of('Coded'), modifierExtension: of('Coded'), contained: of('Coded') }),
  type('Extension', { code: of('Coded') }),
  type('Circle', { next: of('Circle') }),
  type('Record', { text: of('string') }, { kind: 'resource' }),
];

async function refined(): Promise<{ refinedTypes: RefinedTypes; narrowed(type: string, id: string): boolean }> {
  const { structures } = await load(types);
  const resolved = resolveLoaded(structures);
  const all = structures.flatMap((one) => resolved.structureAt(one.url) ?? []);
  assert.is(all.length, types.length);
  const refinedTypes = findRefined(all, (url) => url === 'https://acme.example/listed');
  return {
    refinedTypes,
    narrowed(name, id) {
      const root = resolved.structureAt(`${r3}/${name}`)?.root;
      if (!root) throw new Error(`there is no ${name}`);
      return refinedTypes.isNarrowed(elementAt(root, id));
    },
  };
}

const test = suite('findRefined');

const paths: [path: string, want: boolean][] = [
  ['Plain', false],
  ['Plain.part', false],
  ['Coded', true],
  ['Unlisted', false],
  ['Extensible', false],
  ['Unnamed', false],
  ['BoundText', false],
  ['AnyReference', false],
  ['Reference', true],
  ['OneReference', true],
  ['Outer', true],
  ['Inner', true],
  ['Backbone', true],
  ['Backbone.a', true],
  ['Repeating', false],
  ['Profiled', true],
  ['Extended', false],
  ['Extension', false],
  ['Circle', false],
  ['Record', true],
  ['Nothing', false],
];

for (const [path, want] of paths) {
  test(`${path} is ${want ? '' : 'not '}refined`, async () => {
    assert.is((await refined()).refinedTypes.isRefined(path), want);
  });
}

const elements: [type: string, id: string, want: boolean][] = [
  ['Coded', 'Coded.code', true],
  ['Plain', 'Plain.text', false],
  ['Outer', 'Outer.inner', true],
  ['Backbone', 'Backbone.c', true],
  ['Repeating', 'Repeating.b', false],
  ['OneReference', 'OneReference.to', true],
  ['AnyReference', 'AnyReference.to', false],
  ['Profiled', 'Profiled.size', true],
  ['Extended', 'Extended.extension', false],
  ['Extended', 'Extended.contained', false],
];

for (const [name, id, want] of elements) {
  test(`${id} is ${want ? '' : 'not '}narrowed`, async () => assert.is((await refined()).narrowed(name, id), want));
}

test.run();
