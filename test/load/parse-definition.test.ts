import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ElementDefinition, StructureDefinition } from '../../generator/fhir/definitions.ts';
import { acme, codeSystem, element, profile, valueSet, type Json } from '../support/definitions.ts';
import { load, troubles } from '../support/pipeline.ts';

async function structureOf(definition: Json): Promise<StructureDefinition> {
  const { structures, diagnostics } = await load([definition]);
  assert.equal(troubles(diagnostics), []);
  const [structure] = structures;
  if (!structure) throw new Error('nothing was read');
  return structure;
}

async function elementOf(more: Json): Promise<ElementDefinition> {
  const { differential } = await structureOf(
    profile('a', 'Patient', [{ path: 'Patient.name', ...more }], { fhirVersion: '3.0.2' }),
  );
  const [read] = differential;
  if (!read) throw new Error('no element was read');
  return read;
}

const structures = suite('StructureDefinition');

const contexts: [what: string, context: unknown, want: string[]][] = [
  ['STU3', ['Patient', 'Patient.contact'], ['Patient', 'Patient.contact']],
  ['R4', [{ type: 'element', expression: 'Patient' }, { type: 'fhirpath' }], ['Patient']],
  ['none', undefined, []],
];

for (const [what, context, want] of contexts) {
  structures(`context as in ${what}`, async () => {
    assert.equal((await structureOf(profile('a', 'Extension', [], { context, fhirVersion: '3.0.2' }))).context, want);
  });
}

const views: [what: string, derivation: string, differential: Json[] | undefined, isRead: boolean][] = [
  ['of a profile without a differential', 'constraint', undefined, true],
  ['of a profile with an empty differential', 'constraint', [], true],
  ['of a profile with a differential', 'constraint', [element('Patient.name')], false],
  ['of a type', 'specialization', [element('Patient.name')], true],
];

for (const [what, derivation, differential, isRead] of views) {
  structures(`a snapshot ${what} is ${isRead ? 'read' : 'left out'}`, async () => {
    const { snapshot } = await structureOf({
      ...profile('a', 'Patient', [], { derivation, fhirVersion: '3.0.2' }),
      differential: differential && { element: differential },
      snapshot: { element: [element('Patient'), element('Patient.name')] },
    });
    assert.equal(
      snapshot?.map(({ path }) => path),
      isRead ? ['Patient', 'Patient.name'] : undefined,
    );
  });
}

structures('keeps what it says and leaves out what it does not', async () => {
  const got = await structureOf(
    profile('a', 'Patient', [element('Patient')], {
      version: '2',
      title: 'A title',
      name: undefined,
      abstract: undefined,
    }),
  );
  assert.is(JSON.parse(new TextDecoder().decode(got.source.json)).url, got.url);
  assert.equal(
    { ...got, source: { file: got.source.file } },
    {
      resourceType: 'StructureDefinition',
      url: `${acme}/StructureDefinition/a`,
      version: '2',
      name: 'a',
      title: 'A title',
      kind: 'resource',
      abstract: false,
      type: 'Patient',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
      derivation: 'constraint',
      context: [],
      differential: [{ id: 'Patient', path: 'Patient' }],
      source: { file: 'a.json' },
    },
  );
});

structures.run();

const elements = suite('ElementDefinition');

const reference = 'http://hl7.org/fhir/StructureDefinition';
const types: [what: string, type: readonly Json[], want: readonly Json[] | undefined][] = [
  ['a code', [{ code: 'string' }], [{ code: 'string' }]],
  [
    'a target, STU3',
    [
      { code: 'Reference', targetProfile: `${reference}/Patient` },
      { code: 'Reference', targetProfile: `${reference}/Group` },
    ],
    [
      { code: 'Reference', targetProfile: `${reference}/Patient` },
      { code: 'Reference', targetProfile: `${reference}/Group` },
    ],
  ],
  [
    'a list of targets, R4',
    [{ code: 'Reference', targetProfile: [`${reference}/Patient`, `${reference}/Group`] }],
    [
      { code: 'Reference', targetProfile: `${reference}/Patient` },
      { code: 'Reference', targetProfile: `${reference}/Group` },
    ],
  ],
  [
    'a list of profiles, R4',
    [{ code: 'Extension', profile: ['https://acme.example/x'] }],
    [{ code: 'Extension', profile: 'https://acme.example/x' }],
  ],
  [
    'aggregation and versioning',
    [{ code: 'Reference', aggregation: ['bundled'], versioning: 'either' }],
    [{ code: 'Reference', aggregation: ['bundled'], versioning: 'either' }],
  ],
  ['a system type', [{ code: 'http://hl7.org/fhirpath/System.String' }], [{ code: 'string' }]],
  ['a type with its code in extensions', [{ _code: { extension: [] } }], undefined],
  ['no types', [], undefined],
];

for (const [what, type, want] of types) {
  elements(`types: ${what}`, async () => assert.equal((await elementOf({ type })).types, want));
}

const typedValues: [property: keyof ElementDefinition, type: string, value: unknown, want: string][] = [
  ['fixed', 'Uri', 'https://acme.example', 'uri'],
  ['fixed', 'Code', 'a', 'code'],
  ['fixed', 'Boolean', false, 'boolean'],
  ['fixed', 'Integer', 0, 'integer'],
  ['fixed', 'Base64Binary', 'eA==', 'base64Binary'],
  ['fixed', 'CodeableConcept', { text: 'x' }, 'CodeableConcept'],
  ['pattern', 'Coding', { code: 'x' }, 'Coding'],
  ['pattern', 'String', 'x', 'string'],
  ['defaultValue', 'Code', 'x', 'code'],
  ['minValue', 'Quantity', { value: 1 }, 'Quantity'],
  ['maxValue', 'Integer', 9, 'integer'],
];

for (const [property, type, value, want] of typedValues) {
  elements(property + type, async () => {
    const got = await elementOf({ [property + type]: value });
    assert.equal(got[property], { type: want, value });
  });
}

elements('names that only begin like a value are none', async () => {
  const got = await elementOf({ fixedness: 1, patterns: 'x', _fixedUri: {}, minValues: 1, min: 1 });
  assert.equal(got, { id: 'Patient.name', path: 'Patient.name', min: 1 });
});

const bindings: [what: string, binding: Json, want: Json][] = [
  ['STU3, uri', { strength: 'required', valueSetUri: 'https://a' }, { strength: 'required', valueSet: 'https://a' }],
  [
    'STU3, reference',
    { strength: 'preferred', valueSetReference: { reference: 'https://a|1' } },
    { strength: 'preferred', valueSet: 'https://a|1' },
  ],
  ['R4', { strength: 'example', valueSet: 'https://a' }, { strength: 'example', valueSet: 'https://a' }],
  ['no value set', { strength: 'extensible', description: 'Any' }, { strength: 'extensible', description: 'Any' }],
  [
    'maximum value set',
    {
      strength: 'preferred',
      extension: [
        { url: 'https://acme.example/other', valueUri: 'no' },
        { url: `${reference}/elementdefinition-maxValueSet`, valueReference: { reference: 'https://max' } },
      ],
    },
    { strength: 'preferred', maxValueSet: 'https://max' },
  ],
];

for (const [what, binding, want] of bindings) {
  elements(`binding: ${what}`, async () => assert.equal((await elementOf({ binding })).binding, want));
}

elements('slicing', async () => {
  const discriminator = [{ type: 'value', path: 'use' }, { type: 'exists' }, { path: 'x' }];
  assert.equal((await elementOf({ slicing: { discriminator, rules: 'openAtEnd', ordered: true } })).slicing, {
    discriminators: [{ type: 'value', path: 'use' }],
    ordered: true,
    rules: 'openAtEnd',
  });
  assert.equal((await elementOf({ slicing: {} })).slicing, { discriminators: [], ordered: false, rules: 'open' });
});

elements('everything else', async () => {
  const constraint = { key: 'a-1', severity: 'warning', human: 'Is so', expression: 'true', xpath: 'true()' };
  const got = await elementOf({
    id: 'Patient.name:a',
    sliceName: 'a',
    max: '*',
    maxLength: 9,
    contentReference: '#Patient.contact',
    constraint: [constraint, { key: 'a-2' }],
    isModifier: true,
    isSummary: false,
    mustSupport: true,
    representation: ['xmlAttr'],
    comment: 'not read',
  });
  assert.equal(got, {
    id: 'Patient.name:a',
    path: 'Patient.name',
    sliceName: 'a',
    max: '*',
    contentReference: 'Patient.contact',
    maxLength: 9,
    constraints: [
      { key: 'a-1', severity: 'warning', human: 'Is so', expression: 'true' },
      { key: 'a-2', severity: 'error' },
    ],
    isModifier: true,
    isSummary: false,
    mustSupport: true,
    representation: ['xmlAttr'],
  });
});

elements.run();

const terminology = suite('ValueSet and CodeSystem');

terminology('value set', async () => {
  const { valueSets } = await load([
    valueSet('set', [
      { system: 'https://s', version: '1', concept: [{ code: 'a', display: 'A' }, { code: 'b' }] },
      { system: 'https://s', filter: [{ property: 'concept', op: 'is-a', value: 'a' }], valueSet: ['https://other'] },
    ]),
  ]);
  assert.equal(valueSets[0]?.include, [
    {
      system: 'https://s',
      version: '1',
      concepts: [{ code: 'a', display: 'A' }, { code: 'b' }],
      filters: [],
      valueSets: [],
    },
    {
      system: 'https://s',
      concepts: [],
      filters: [{ property: 'concept', op: 'is-a', value: 'a' }],
      valueSets: ['https://other'],
    },
  ]);
  assert.equal(valueSets[0]?.exclude, []);
});

const expansion = {
  contains: [
    { system: 'https://s', code: 'a', display: 'A' },
    { system: 'https://s', abstract: true, code: 'group', contains: [{ system: 'https://t', code: 'b' }] },
    { display: 'Others', contains: [{ system: 'https://s', code: 'c' }] },
  ],
};
const costly = { url: 'http://hl7.org/fhir/StructureDefinition/valueset-toocostly', valueBoolean: true };
const expansions: readonly (readonly [what: string, more: Json, want: string, isPartial?: true])[] = [
  ['alone', { compose: undefined, expansion }, 'https://s a c, https://t b'],
  ['beside an empty content', { compose: {}, expansion }, 'https://s a c, https://t b'],
  ['beside its content, which counts', { expansion }, 'https://u d'],
  [
    'of which all is there',
    { compose: undefined, expansion: { total: 5, ...expansion } },
    'https://s a c, https://t b',
  ],
  [
    'of which more is elsewhere',
    { compose: undefined, expansion: { total: 9, ...expansion } },
    'https://s a c, https://t b',
    true,
  ],
  [
    'that begins later',
    { compose: undefined, expansion: { offset: 9, ...expansion } },
    'https://s a c, https://t b',
    true,
  ],
  [
    'that was too costly',
    { compose: undefined, expansion: { extension: [costly], ...expansion } },
    'https://s a c, https://t b',
    true,
  ],
  ['with a code of no system', { compose: undefined, expansion: { contains: [{ code: 'a' }] } }, '', true],
];

for (const [what, more, want, isPartial] of expansions) {
  terminology(`an expansion ${what}`, async () => {
    const set = { ...valueSet('set', [{ system: 'https://u', concept: [{ code: 'd' }] }]), ...more };
    const [got] = (await load([set])).valueSets;
    const codes = got?.include.map(({ system, concepts }) => [system, ...concepts.map(({ code }) => code)].join(' '));
    assert.equal([codes?.join(', '), got?.isPartial], [want, isPartial]);
  });
}

terminology('code system', async () => {
  const property = [
    { code: 'level', valueInteger: 1 },
    { code: 'parent', valueCode: 'b' },
    { code: 'old', valueBoolean: false },
    { code: 'like', valueCoding: { code: 'x' } },
    { code: 'empty' },
  ];
  const concept = [{ code: 'a', display: 'A', definition: 'An a.', property, concept: [{ code: 'a1' }] }];
  const { codeSystems } = await load([codeSystem('system', {}, { concept, caseSensitive: false, content: undefined })]);
  const [got] = codeSystems;
  assert.is(got?.caseSensitive, false);
  assert.is(got?.content, 'complete');
  assert.equal(got?.concepts, [
    {
      code: 'a',
      display: 'A',
      definition: 'An a.',
      properties: [
        { code: 'level', value: 1 },
        { code: 'parent', value: 'b' },
        { code: 'old', value: false },
      ],
      concepts: [{ code: 'a1', properties: [], concepts: [] }],
    },
  ]);
});

terminology('case counts unless the code system says otherwise', async () => {
  assert.is((await load([codeSystem('system', {})])).codeSystems[0]?.caseSensitive, true);
});

terminology.run();
