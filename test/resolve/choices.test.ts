import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, element, profile, type Json } from '../support/definitions.ts';
import { brief, elementAt, elementsOf, resolve, troubles } from '../support/pipeline.ts';

/** The choice of a snapshot with its slices and all that is said inside, as `id min..max types`. */
async function choiceAfter(elements: readonly Json[], parent?: readonly Json[]): Promise<string[]> {
  const baseDefinition = `${acme}/StructureDefinition/parent`;
  const got = await resolve([
    profile('a', 'Observation', elements, parent === undefined ? {} : { baseDefinition }),
    ...(parent === undefined ? [] : [profile('parent', 'Observation', parent)]),
  ]);
  assert.equal(troubles(got.diagnostics), []);
  return elementsOf(got.root('a'))
    .filter(({ id, touched }) => id.startsWith('Observation.value') && touched !== 'no')
    .map(({ id, min, max, types }) => `${id} ${min}..${max} ${types.map((type) => type.code).join('|')}`.trim());
}

const all = 'Quantity|CodeableConcept|string|boolean|Range|Ratio|SampledData|Attachment|time|dateTime|Period';
const quantity = { type: [{ code: 'Quantity' }] };
const byType = { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' };
const two = { type: [{ code: 'Quantity' }, { code: 'string' }] };

const narrowed = suite('a choice narrowed to one type');

const spellings: [what: string, elements: readonly Json[]][] = [
  ['short', [element('Observation.valueQuantity', { min: 1 })]],
  [
    'short as its own slice',
    [
      {
        id: 'Observation.valueQuantity:valueQuantity',
        path: 'Observation.valueQuantity',
        sliceName: 'valueQuantity',
        min: 1,
      },
    ],
  ],
  ['as a slice of [x]', [element('Observation.value[x]:valueQuantity', { min: 1 })]],
  [
    'short path, id with [x]',
    [
      {
        id: 'Observation.value[x]:valueQuantity',
        path: 'Observation.valueQuantity',
        sliceName: 'valueQuantity',
        min: 1,
      },
    ],
  ],
  ['with its type', [element('Observation.valueQuantity', { min: 1, ...quantity })]],
  ['twice', [element('Observation.valueQuantity'), element('Observation.value[x]:valueQuantity', { min: 1 })]],
  [
    'after [x] with that type',
    [element('Observation.value[x]', quantity), element('Observation.valueQuantity', { min: 1 })],
  ],
];

for (const [what, elements] of spellings) {
  narrowed(what, async () => {
    assert.equal(await choiceAfter(elements), ['Observation.value[x]:valueQuantity 1..1 Quantity']);
  });
}

narrowed('by its types alone it keeps the spelling [x]', async () => {
  assert.equal(await choiceAfter([element('Observation.value[x]', quantity)]), ['Observation.value[x] 0..1 Quantity']);
});

narrowed('parts are found under every spelling', async () => {
  const want = [
    'Observation.value[x]:valueQuantity 0..1 Quantity',
    'Observation.value[x]:valueQuantity.unit 1..1 string',
  ];
  const unit = { min: 1 };
  assert.equal(await choiceAfter([element('Observation.valueQuantity.unit', unit)]), want);
  assert.equal(await choiceAfter([element('Observation.value[x]:valueQuantity.unit', unit)]), want);
  assert.equal(
    await choiceAfter([element('Observation.value[x]', quantity), element('Observation.value[x].unit', unit)]),
    ['Observation.value[x] 0..1 Quantity', 'Observation.value[x].unit 1..1 string'],
  );
});

narrowed('a profile of it may say the same again, or look inside', async () => {
  const parent = [element('Observation.valueQuantity', { min: 1 })];
  const want = 'Observation.value[x]:valueQuantity 1..1 Quantity';
  assert.equal(await choiceAfter([], parent), []);
  assert.equal(await choiceAfter([element('Observation.valueQuantity')], parent), []);
  assert.equal(await choiceAfter([element('Observation.valueQuantity.unit', { min: 1 })], parent), [
    want,
    'Observation.value[x]:valueQuantity.unit 1..1 string',
  ]);
});

narrowed('a profile of it cannot have another type', async () => {
  const got = await resolve([
    profile('parent', 'Observation', [element('Observation.valueQuantity')]),
    profile('a', 'Observation', [element('Observation.valueString')], {
      baseDefinition: `${acme}/StructureDefinition/parent`,
    }),
  ]);
  assert.equal(troubles(got.diagnostics), ['resolve/element-not-found Observation.valueString']);
});

narrowed.run();

const sliced = suite('a choice sliced by type');

sliced('two short forms are two slices, and the other types stay', async () => {
  assert.equal(
    await choiceAfter([element('Observation.valueQuantity.unit', { min: 1 }), element('Observation.valueString')]),
    [
      `Observation.value[x] 0..1 ${all}`,
      'Observation.value[x]:valueQuantity 0..1 Quantity',
      'Observation.value[x]:valueQuantity.unit 1..1 string',
      'Observation.value[x]:valueString 0..1 string',
    ],
  );
});

sliced('[x] with several types and one short form is a slice', async () => {
  assert.equal(
    await choiceAfter([element('Observation.value[x]', two), element('Observation.valueQuantity.unit', { min: 1 })]),
    [
      'Observation.value[x] 0..1 Quantity|string',
      'Observation.value[x]:valueQuantity 0..1 Quantity',
      'Observation.value[x]:valueQuantity.unit 1..1 string',
    ],
  );
});

sliced('a slice that states no minimum need not be there, though the choice must', async () => {
  assert.equal(
    await choiceAfter([
      element('Observation.value[x]', { ...two, min: 1 }),
      element('Observation.valueQuantity', { short: 'A' }),
    ]),
    ['Observation.value[x] 1..1 Quantity|string', 'Observation.value[x]:valueQuantity 0..1 Quantity'],
  );
});

sliced('is told apart by type', async () => {
  const got = await resolve([
    profile('a', 'Observation', [element('Observation.valueQuantity'), element('Observation.valueString')]),
  ]);
  const choice = got.root('a').children.find((child) => child.name === 'value[x]');
  assert.equal(choice?.slicing, { discriminators: [{ type: 'type', path: '$this' }], ordered: false, rules: 'open' });
});

sliced('a profile of it goes on with its slices', async () => {
  const parent = [element('Observation.valueQuantity'), element('Observation.valueString')];
  assert.equal(await choiceAfter([element('Observation.valueQuantity.unit', { min: 1 })], parent), [
    `Observation.value[x] 0..1 ${all}`,
    'Observation.value[x]:valueQuantity 0..1 Quantity',
    'Observation.value[x]:valueQuantity.unit 1..1 string',
  ]);
});

sliced('choices of different elements do not mix', async () => {
  const got = await resolve([
    profile('a', 'Observation', [element('Observation.valueQuantity'), element('Observation.component.valueString')]),
  ]);
  const ids = elementsOf(got.root('a')).filter(({ touched }) => touched === 'here');
  assert.equal(
    ids.map(({ id, types }) => `${id} ${types.length}`),
    ['Observation.value[x]:valueQuantity 1', 'Observation.component.value[x]:valueString 1'],
  );
});

sliced('a slicing entry keeps the other types, though one alone is named', async () => {
  const open = element('Observation.value[x]', { slicing: byType });
  assert.equal(await choiceAfter([open, element('Observation.valueQuantity.unit', { min: 1 })]), [
    `Observation.value[x] 0..1 ${all}`,
    'Observation.value[x]:valueQuantity 0..1 Quantity',
    'Observation.value[x]:valueQuantity.unit 1..1 string',
  ]);
});

sliced('a profile of it may slice a further type', async () => {
  const parent = [element('Observation.valueQuantity'), element('Observation.valueString')];
  assert.equal(await choiceAfter([element('Observation.valueBoolean', { fixedBoolean: true })], parent), [
    `Observation.value[x] 0..1 ${all}`,
    'Observation.value[x]:valueBoolean 0..1 boolean',
  ]);
});

sliced.run();

const settled = suite('what the slices of a choice say of the choice');

const settlings: [what: string, elements: readonly Json[], want: string][] = [
  [
    'a type whose slice may not be there is not allowed',
    [element('Observation.value[x]', two), element('Observation.valueString', { max: '0' })],
    'Observation.value[x] 0..1 Quantity',
  ],
  [
    'under a short form too',
    [element('Observation.valueString', { short: 'A' }), element('Observation.valueQuantity', { max: '0' })],
    `Observation.value[x] 0..1 ${all.replace('Quantity|', '')}`,
  ],
  [
    'where none is left, the choice may not be there',
    [
      element('Observation.value[x]', two),
      element('Observation.valueString', { max: '0' }),
      element('Observation.valueQuantity', { max: '0' }),
    ],
    'Observation.value[x] 0..0 Quantity|string',
  ],
  [
    'closed slices leave no other type',
    [
      element('Observation.value[x]', { slicing: { ...byType, rules: 'closed' } }),
      element('Observation.value[x]:valueString', { maxLength: 20 }),
      element('Observation.value[x]:valueQuantity'),
    ],
    'Observation.value[x] 0..1 Quantity|string',
  ],
  [
    'a slice that has to be there leaves no other type, and the choice has to be there',
    [element('Observation.value[x]', { slicing: byType }), element('Observation.value[x]:valueString', { min: 1 })],
    'Observation.value[x] 1..1 string',
  ],
];

for (const [what, elements, want] of settlings) {
  settled(what, async () => assert.is((await choiceAfter(elements))[0], want));
}

settled('and a profile of it may say so again', async () => {
  const parent = [
    element('Observation.value[x]', { slicing: { ...byType, rules: 'closed' } }),
    element('Observation.value[x]:valueQuantity'),
    element('Observation.value[x]:valueString', { max: '0' }),
  ];
  const again = [element('Observation.valueString', { max: '0' }), element('Observation.valueBoolean', { max: '0' })];
  assert.equal(await choiceAfter(again, parent), []);
});

settled('slices that have to be there both are reported: one of them has to', async () => {
  const got = await resolve([
    profile('a', 'Observation', [
      element('Observation.valueQuantity', { min: 1 }),
      element('Observation.valueString', { min: 1 }),
    ]),
  ]);
  assert.equal(troubles(got.diagnostics), ['resolve/wider-cardinality Observation.value[x]']);
  assert.is(brief(got.root('a'), 'Observation.value[x]'), '1..1 Quantity|string');
});

settled('a slice that more than its type tells is reported and left out', async () => {
  const got = await resolve([
    profile('a', 'Observation', [
      element('Observation.value[x]', { slicing: { ...byType, discriminator: [{ type: 'value', path: 'unit' }] } }),
      element('Observation.value[x]:weight', { ...quantity, short: 'A' }),
    ]),
    profile('b', 'Observation', [
      element('Observation.value[x]', { slicing: { ...byType, rules: 'closed' } }),
      element('Observation.value[x]:weight', { ...quantity, short: 'A' }),
      element('Observation.value[x]:height', { ...quantity, short: 'B' }),
      element('Observation.value[x]:words', { type: [{ code: 'string' }] }),
    ]),
  ]);
  assert.equal(troubles(got.diagnostics), [
    'resolve/choice-slice-unusable Observation.value[x]:weight',
    'resolve/choice-slice-unusable Observation.value[x]:weight',
    'resolve/choice-slice-unusable Observation.value[x]:height',
  ]);
  assert.equal(
    elementAt(got.root('b'), 'Observation.value[x]').slices.map(({ sliceName }) => sliceName),
    ['words'],
  );
  assert.is(brief(got.root('b'), 'Observation.value[x]'), '0..1 Quantity|string');
});

settled.run();

const named = suite('slices of a choice with names of their own');

named('are of the type that they state, and reached by it', async () => {
  const elements = [
    element('Observation.value[x]', { slicing: byType }),
    element('Observation.value[x]:valueAmount', quantity),
    element('Observation.value[x]:valueAmount.unit', { min: 1 }),
    element('Observation.valueQuantity.code', { min: 1 }),
  ];
  const want = [
    `Observation.value[x] 0..1 ${all}`,
    'Observation.value[x]:valueAmount 0..1 Quantity',
    'Observation.value[x]:valueAmount.unit 1..1 string',
    'Observation.value[x]:valueAmount.code 1..1 code',
  ];
  assert.equal(await choiceAfter(elements), want);
  assert.equal(await choiceAfter([element('Observation.value[x]:valueAmount.system', { min: 1 })], elements), [
    want[0],
    want[1],
    'Observation.value[x]:valueAmount.system 1..1 uri',
  ]);
});

named('may stand on a short form', async () => {
  assert.equal(
    await choiceAfter([
      { id: 'Observation.value[x]:amount', path: 'Observation.valueQuantity', sliceName: 'amount' },
      { id: 'Observation.value[x]:amount.unit', path: 'Observation.valueQuantity.unit', min: 1 },
    ]),
    [
      `Observation.value[x] 0..1 ${all}`,
      'Observation.value[x]:amount 0..1 Quantity',
      'Observation.value[x]:amount.unit 1..1 string',
    ],
  );
});

named('a short form has to name a type', async () => {
  const got = await resolve([profile('a', 'Observation', [element('Observation.valueAmount')])]);
  assert.equal(troubles(got.diagnostics), ['resolve/element-not-found Observation.valueAmount']);
});

named.run();
