/** Builders over shapes that no profile of ours has. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { amender, builder, type Amender, type Builder } from '../../runtime/build/builder.ts';
import { InputError } from '../../runtime/core/errors.ts';
import { booleanFormat, codeFormat, stringFormat } from '../../runtime/build/formats.ts';
import {
  choice,
  coded,
  constrain,
  many,
  reference,
  single,
  slice,
  wholeResource,
  type Shape,
} from '../../runtime/build/shape.ts';
import { resourceShape, shape } from '../support/hand-made-shapes.ts';

type Json = Record<string, unknown>;
type Make = Builder<Json, Json>;
type Change = Amender<Json, Json>;

const coding = shape(() => ({ system: single(stringFormat), code: single(codeFormat), display: single(stringFormat) }));
const concept = shape(() => ({ coding: many(coded('Coding', coding)), text: single(stringFormat) }));
/** An item holds items. */
const item: Shape = shape(() => ({ name: single(stringFormat), item: many(item) }), 'name');
const plan = resourceShape('Plan', () => ({ id: single(stringFormat), item: many(item) }));

const errorOf = (make: () => unknown): InputError => {
  try {
    make();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

const recursion = suite('shapes that hold themselves');
const makePlan: Make = builder('Plan', plan);

recursion('are followed as deep as the input goes', () => {
  const input = { item: { name: 'a', item: [{ name: 'b' }, { name: 'c', item: { name: 'd' } }] } };
  assert.equal(makePlan(input), {
    resourceType: 'Plan',
    item: [{ name: 'a', item: [{ name: 'b' }, { name: 'c', item: [{ name: 'd' }] }] }],
  });
  assert.is(errorOf(() => makePlan({ item: { name: 'a', item: [{ name: 'b' }, {}] } })).path, 'Plan.item.item[1].name');
});

recursion('do not lead into an input that holds itself', () => {
  const cycle: Json = { name: 'a' };
  cycle['item'] = [cycle];
  const error = errorOf(() => makePlan({ item: cycle }));
  assert.is(error.message, 'Plan: is nested too deeply, or contains itself');
});

recursion.run();

const filling = suite('fixed values');

filling('of lists, objects and primitives are filled in where nothing is given', () => {
  const thing = constrain(
    shape(() => ({ flag: single(booleanFormat), tags: many(stringFormat), code: single(concept) })),
    () => ({ fixed: { flag: false, tags: ['a'], code: { coding: [{ system: 's', code: 'c' }] } } }),
  );
  const make: Make = builder('Thing', thing);
  const filled = { flag: false, tags: ['a'], code: { coding: [{ system: 's', code: 'c' }] } };
  assert.equal(make({}), filled);
  assert.equal(make({ tags: [], flag: undefined }), filled);
  assert.equal(make({ tags: 'b', code: { text: 'x' } }), { flag: false, tags: ['b'], code: { text: 'x' } });
  ((make({})['code'] as Json)['coding'] as Json[]).push({});
  assert.equal(make({}), filled);
});

filling('of a base hold, and a constraint adds to them', () => {
  const base = constrain(coding, () => ({ fixed: { system: 's' }, needs: 'code' }));
  const make: Make = builder(
    'Coding',
    constrain(base, () => ({ fixed: { display: 'd' }, needs: 'system' })),
  );
  assert.equal(make({ code: 'c' }), { system: 's', code: 'c', display: 'd' });
  assert.is(errorOf(() => make({})).message, 'Coding.code: is required');
});

filling.run();

const needs = suite('what is needed');

needs('may be a choice', () => {
  const make: Make = builder(
    'Value',
    shape(() => ({ value: choice({ string: stringFormat, boolean: booleanFormat }) }), 'value'),
  );
  assert.equal(make({ value: { boolean: false } }), { valueBoolean: false });
  for (const input of [{}, { value: {} }, { value: { string: undefined } }])
    assert.is(errorOf(() => make(input)).message, 'Value.value: is required');
});

needs('may be a slice that is a list', () => {
  const thing = constrain(
    shape(() => ({ code: many(concept) })),
    () => ({ needs: 'own', slices: { code: { own: slice(coded('CodeableConcept', concept), { isList: true }) } } }),
  );
  const make: Make = builder('Thing', thing);
  assert.equal(make({ own: { system: 's', code: 'c' }, code: { text: 't' } }), {
    code: [{ coding: [{ system: 's', code: 'c' }] }, { text: 't' }],
  });
  for (const input of [{}, { own: [] }, { code: [{ text: 't' }] }])
    assert.is(errorOf(() => make(input)).message, 'Thing.own: is required');
});

needs('is said after what is misspelt', () => {
  const make: Make = builder('Item', item);
  assert.is(errorOf(() => make({ nmae: 'a' })).path, 'Item.nmae');
});

needs.run();

const slices = suite('slices');

/** Two slices told by a code inside a concept, one by a whole value, and one of which nothing is known. */
const told = constrain(
  shape(() => ({ code: many(concept), tag: many(stringFormat), note: many(item) })),
  () => ({
    slices: {
      code: {
        second: slice(concept, { marks: [[['coding', 'code'], 'b']] }),
        first: slice(concept, { marks: [[['coding', 'code'], 'a']] }),
      },
      tag: { main: slice(stringFormat, { marks: [[[], 'm']] }) },
      note: { any: slice(item) },
    },
  }),
);
const make: Make = builder('Told', told);
const change: Change = amender('Told', told);
const a = { coding: [{ code: 'a' }] };
const b = { coding: [{ code: 'b' }] };
const c = { text: 'c' };

slices('stand in the order of the definition, whatever they are told by', () => {
  assert.equal(make({ first: a, code: c, second: b }), { code: [b, a, c] });
  assert.equal(change({ code: [c, a, b] }, { first: { ...a, text: 'A' } }), { code: [b, { ...a, text: 'A' }, c] });
  assert.equal(change({ code: [c] }, { second: b }), { code: [b, c] });
  assert.equal(change({ code: [a, b] }, { code: c }), { code: [b, a, c] });
});

slices('may be values themselves', () => {
  assert.equal(change({ tag: ['x', 'm', 'y'] }, { main: 'm' }), { tag: ['m', 'x', 'y'] });
  assert.equal(change({ tag: ['x', 'm'] }, { tag: 'z' }), { tag: ['m', 'z'] });
});

slices('of which nothing is known are added', () => {
  assert.equal(change({ note: [{ name: 'x' }] }, { any: { name: 'y' } }), { note: [{ name: 'y' }, { name: 'x' }] });
});

slices.run();

const kinds = suite('kinds of content');

kinds('a whole resource is copied, a reference is made', () => {
  const entry: Make = builder(
    'Entry',
    shape(() => ({ resource: single(wholeResource), link: single(reference) })),
  );
  const resource = { resourceType: 'Plan', id: 'p', item: [{ name: 'a', nothing: undefined }] };
  const built = entry({ resource, link: resource });
  assert.equal(built, {
    resource: { resourceType: 'Plan', id: 'p', item: [{ name: 'a' }] },
    link: { reference: 'Plan/p' },
  });
  assert.is.not(built['resource'], resource);
});

kinds('a part that is not used is unknown', () => {
  const thing = constrain(coding, () => ({ elements: { display: undefined } }));
  const error = errorOf(() => (builder('Thing', thing) as Make)({ code: 'c', display: 'd' }));
  assert.is(error.message, 'Thing.display: unknown property');
});

kinds.run();
