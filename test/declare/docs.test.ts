import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { memberDoc, sentence, withArticle } from '../../generator/declare/doc-text.ts';
import type { ElementModel } from '../../generator/model/model.ts';

const plain: ElementModel = {
  id: 'Basic.code',
  name: 'code',
  isChoice: false,
  isAttribute: false,
  min: 0,
  max: 1,
  minItems: 0,
  isList: false,
  types: [],
  excluded: [],
  slices: [],
  constraints: [],
  isModifier: false,
  mustSupport: false,
  isStated: true,
};

const binding = { strength: 'preferred', canonical: 'https://acme.example/fhir/ValueSet/colour' } as const;

const docs: readonly (readonly [what: string, said: Partial<ElementModel>, want: readonly string[]])[] = [
  ['nothing of what the type says: 0..1', {}, []],
  ['nothing of what the type says: 1..1', { min: 1, minItems: 1 }, []],
  ['nothing of what the type says: 0..*', { max: Infinity, isList: true }, []],
  ['nothing of what the type says: 1..*', { max: Infinity, isList: true, minItems: 1 }, []],
  ['a maximum that no type says', { max: 3, isList: true }, ['0..3.']],
  ['a minimum that no type says', { max: Infinity, isList: true, minItems: 2 }, ['2..*.']],
  ['a cardinality behind words', { short: 'What it is' }, ['What it is. 0..1.']],
  ['a cardinality before a binding', { binding }, ['0..1. Preferred binding colour.']],
  ['that it is not used', { max: 0 }, ['Not allowed in this profile. 0..0.']],
];

const test = suite('docs');

for (const [what, said, want] of docs) {
  test(`say ${what}`, () => assert.equal(memberDoc({ ...plain, ...said }).paragraphs, want));
}

const sentences: readonly (readonly [text: string | undefined, want: string])[] = [
  [undefined, ''],
  ['  ', ''],
  ['What it is', 'What it is.'],
  ['Is it?', 'Is it?'],
];
for (const [text, want] of sentences) test(`end ${text}`, () => assert.is(sentence(text), want));

test('know the article', () => {
  assert.equal(['Patient', 'Extension', '`Observation`'].map(withArticle), [
    'a Patient',
    'an Extension',
    'an `Observation`',
  ]);
});

test.run();
