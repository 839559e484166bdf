import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { deriveElements, type Sources } from '../../generator/base/stu3/derive/derive-elements.ts';
import { deriveModel } from '../../generator/base/stu3/derive/derive-model.ts';
import { describeDifferences, printDerived } from '../../generator/base/stu3/derive/print-derived.ts';
import { readInterfaces } from '../../generator/base/stu3/derive/read-interfaces.ts';
import type { DerivedElement } from '../../generator/base/stu3/derived.ts';

const derivedFile = new URL('../../generator/base/stu3/derived.json', import.meta.url);

/** Sources for one resource `Thing`; types by path, `Reference>Patient` for a reference with a known target. */
function sourcesOf(text: string, types: Record<string, string>, more: Partial<Sources['paths']> = {}): Sources {
  const entries = Object.entries(types).map(([path, type]) => {
    const [code = '', target] = type.split('>');
    return [path, { code, targets: target === undefined ? [] : [target] }] as const;
  });
  const parents = new Map(['boolean', 'dateTime', 'string', 'Period'].map((name) => [name, 'Element']));
  const paths = { parents, types: new Map(entries), choices: new Map(), contentReferences: new Map(), ...more };
  return { interfaces: readInterfaces(text), paths };
}

function derive(
  text: string,
  types: Record<string, string>,
  more: Partial<Sources['paths']> = {},
): readonly DerivedElement[] {
  const sources = sourcesOf(text, types, more);
  return deriveElements(sources.interfaces.get('Thing')!, 'Thing', sources);
}

const value = { path: 'Thing.value', suffixes: ['DateTime', 'Period'] };
const valueChoice = { choices: new Map(value.suffixes.map((suffix) => [value.path + suffix, value])) };

const committed = suite('base model: derived.json');

committed('is what the installed sources give', () => {
  const differences = describeDifferences(readFileSync(derivedFile, 'utf8'), printDerived(deriveModel()), 10);
  assert.equal(differences, [], 'run generator/base/stu3/derive.ts');
});

committed('differences name the line and show both versions', () => {
  assert.equal(describeDifferences('a\nb\nc', 'a\nx\nc\nd', 10), [
    'line 2',
    '- b',
    '+ x',
    'line 4',
    '- (nothing)',
    '+ d',
  ]);
  assert.equal(describeDifferences('a\nb', 'x\ny', 1), ['line 1', '- a', '+ x']);
  assert.equal(describeDifferences('a', 'a', 10), []);
});

committed('one element per line', () => {
  const lines = readFileSync(derivedFile, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"path":'));
  const { types } = JSON.parse(readFileSync(derivedFile, 'utf8')) as { types: { elements: unknown[] }[] };
  assert.is(lines.length, types.flatMap((type) => type.elements).length);
  assert.ok(lines.length > 3000);
});

committed.run();

const elements = suite('base model: deriving elements');

const cases: readonly (readonly [
  string,
  { given: string; types: Record<string, string>; more?: Partial<Sources['paths']>; want: readonly DerivedElement[] },
])[] = [
  [
    'required and optional',
    {
      given: 'interface Thing { a: Period; b?: Period | undefined }',
      types: { 'Thing.a': 'Period', 'Thing.b': 'Period' },
      want: [
        { path: 'Thing.a', min: 1, max: '1', types: ['Period'] },
        { path: 'Thing.b', min: 0, max: '1', types: ['Period'] },
      ],
    },
  ],
  [
    'the exact primitive type, and its sibling',
    {
      given: 'interface Thing { a: string; _a?: Element; b?: string[]; _b?: Element[] }',
      types: { 'Thing.a': 'dateTime', 'Thing.b': 'uri' },
      want: [
        { path: 'Thing.a', min: 1, max: '1', types: ['dateTime'], sibling: 'one' },
        { path: 'Thing.b', min: 0, max: '*', types: ['uri'], sibling: 'list' },
      ],
    },
  ],
  [
    'one array in a union means a list, each Reference a target',
    {
      given: 'interface Thing { a?: Reference | Reference | Reference[] | undefined; b?: Reference; c?: Reference }',
      types: { 'Thing.a': 'Reference>Patient', 'Thing.b': 'Reference>Group', 'Thing.c': 'Reference' },
      want: [
        { path: 'Thing.a', min: 0, max: '*', types: ['Reference'], targets: 3 },
        { path: 'Thing.b', min: 0, max: '1', types: ['Reference'], target: 'Group' },
        { path: 'Thing.c', min: 0, max: '1', types: ['Reference'] },
      ],
    },
  ],
  [
    'only a read-only resourceType is the discriminator',
    {
      given:
        "interface Thing { readonly resourceType: 'Thing'; part?: ThingPart } interface ThingPart { resourceType?: Coding }",
      types: { 'Thing.part': 'BackboneElement', 'Thing.part.resourceType': 'Coding' },
      want: [
        { path: 'Thing.part', min: 0, max: '1', types: ['BackboneElement'], interface: 'ThingPart' },
        { path: 'Thing.part.resourceType', min: 0, max: '1', types: ['Coding'] },
      ],
    },
  ],
  [
    'the path decides between BackboneElement and Element, not what the interface extends',
    {
      given: 'interface Thing { part?: ThingPart } interface ThingPart extends BackboneElement { a?: Period }',
      types: { 'Thing.part': 'Element', 'Thing.part.a': 'Period' },
      want: [
        { path: 'Thing.part', min: 0, max: '1', types: ['Element'], interface: 'ThingPart' },
        { path: 'Thing.part.a', min: 0, max: '1', types: ['Period'] },
      ],
    },
  ],
  [
    'a type parameter stands for its constraint, type arguments are left out',
    {
      given:
        'interface Thing<T extends Resource = Resource> { part?: ThingPart<T>[] } interface ThingPart<T extends Resource = Resource> { a?: T }',
      types: { 'Thing.part': 'BackboneElement', 'Thing.part.a': 'Resource' },
      want: [
        { path: 'Thing.part', min: 0, max: '*', types: ['BackboneElement'], interface: 'ThingPart' },
        { path: 'Thing.part.a', min: 0, max: '1', types: ['Resource'] },
      ],
    },
  ],
  [
    'a choice is one element, where its first member stands',
    {
      given:
        'interface Thing { a: Period; valueDateTime?: string; _valueDateTime?: Element; valuePeriod?: Period; b: Period }',
      types: { 'Thing.a': 'Period', 'Thing.b': 'Period' },
      more: valueChoice,
      want: [
        { path: 'Thing.a', min: 1, max: '1', types: ['Period'] },
        { path: 'Thing.value[x]', min: 0, max: '1', types: ['dateTime', 'Period'], sibling: 'one' },
        { path: 'Thing.b', min: 1, max: '1', types: ['Period'] },
      ],
    },
  ],
  [
    'a content reference names its element and has no types',
    {
      given: 'interface Thing { part?: ThingPart[] } interface ThingPart { part?: ThingPart[] }',
      types: { 'Thing.part': 'BackboneElement' },
      more: { contentReferences: new Map([['Thing.part.part', 'Thing.part']]) },
      want: [
        { path: 'Thing.part', min: 0, max: '*', types: ['BackboneElement'], interface: 'ThingPart' },
        { path: 'Thing.part.part', min: 0, max: '*', contentReference: 'Thing.part', interface: 'ThingPart' },
      ],
    },
  ],
];
for (const [name, { given, types, more, want }] of cases)
  elements(name, () => assert.equal(derive(given, types, more), want));

const faults: readonly (readonly [string, string, Record<string, string>, Partial<Sources['paths']>, RegExp])[] = [
  ['an unknown path', 'interface Thing { a?: Period }', {}, {}, /No type is known for Thing\.a/],
  [
    'an unknown interface',
    'interface Thing { a?: ThingA }',
    { 'Thing.a': 'BackboneElement' },
    {},
    /unknown interface ThingA/,
  ],
  [
    'a choice without one of its members',
    'interface Thing { valueDateTime?: string; _valueDateTime?: Element }',
    {},
    valueChoice,
    /Thing lacks valuePeriod/,
  ],
  ['a primitive without sibling', 'interface Thing { a?: string }', { 'Thing.a': 'string' }, {}, /sibling of Thing\.a/],
  [
    'a sibling of the wrong form',
    'interface Thing { a?: string[]; _a?: Element }',
    { 'Thing.a': 'string' },
    {},
    /sibling of Thing\.a/,
  ],
  [
    'a sibling of a datatype',
    'interface Thing { a?: Period; _a?: Element }',
    { 'Thing.a': 'Period' },
    {},
    /sibling of Thing\.a/,
  ],
  [
    'two interfaces for one structure',
    'interface Thing { a?: X | Y }',
    { 'Thing.a': 'BackboneElement' },
    {},
    /Thing\.a is expected to have one type/,
  ],
];
for (const [name, given, types, more, want] of faults) {
  elements(`refuses ${name}`, () => assert.throws(() => derive(given, types, more), want));
}

elements.run();
