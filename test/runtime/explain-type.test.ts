/** The rules of a type of FHIR, written by hand: what elements hold, and which of its parts say so. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { resourceElements, typeElements } from '../../runtime/core/elements.ts';
import { codeSet } from '../../runtime/guard/code-set.ts';
import { codes } from '../../runtime/guard/codes.ts';
import { knownTo } from '../../runtime/guard/named-extensions.ts';
import { typeRules, type TypeContent } from '../../runtime/guard/rules.ts';
import { added, foundBy, ruled } from '../support/hand-written-rules.ts';
import {
  extensionElements,
  extensionRules,
  humanNameElements,
  humanNameRules,
  identifierElements,
  identifierRules,
  referenceElements,
  referenceRules,
} from '../support/sample-rules.ts';

const table = resourceElements('Sample', () => ({
  id: 'id',
  extension: [extensionElements],
  modifierExtension: [extensionElements],
  use: 'code',
  codes: ['code'],
  name: humanNameElements,
  owner: [referenceElements],
  identifier: identifierElements,
  'value[x]': { valueBoolean: 'boolean', valueReference: referenceElements, valueIdentifier: identifierElements },
}));
const parts = [extensionRules, humanNameRules, identifierRules, referenceRules];
const colour = codes('Colour', ['red', 'blue']);
const short = codeSet('Short', { 'urn:a': 'a' });

/** What a type says of its elements, members of a value, and what is found. */
const rows: readonly (readonly [what: string, elements: TypeContent['elements'], members: object, want: string[]])[] = [
  ['nothing', {}, { name: { family: 'a' }, valueBoolean: true }, []],
  ['a part of a wrong type', {}, { name: { famly: 'a' } }, ['structure Sample.name.famly']],
  ['an element that is needed', { use: { min: 1 } }, {}, ['required Sample.use']],
  [
    'an element that is needed: beside it',
    { use: { min: 1 } },
    { _use: { extension: [{ url: 'a:b', valueString: 'c' }] } },
    [],
  ],
  ['a choice that is needed', { 'value[x]': { min: 1 } }, {}, ['required Sample.value']],
  ['a choice that is needed: there', { 'value[x]': { min: 1 } }, { valueIdentifier: { value: 'a' } }, []],
  ['two of a choice', {}, { valueBoolean: true, valueIdentifier: { value: 'a' } }, ['structure Sample.value']],
  ['codes', { use: { codes: colour } }, { use: 'rot' }, ['code-invalid Sample.use']],
  ['codes: kept', { use: { codes: colour } }, { use: 'red' }, []],
  ['codes of a list', { codes: { codes: colour } }, { codes: ['red', 'rot'] }, ['code-invalid Sample.codes[1]']],
  ['a form', {}, { use: ' ' }, ['value Sample.use']],
  [
    'types that a reference may lead to',
    { owner: { targets: ['Patient'] } },
    { owner: [{ reference: 'Patient/1' }, { reference: 'Person/1' }] },
    ['value Sample.owner[1].reference'],
  ],
  [
    'the same of a type of a choice',
    { 'value[x]': { members: { valueReference: { targets: ['Patient'] } } } },
    { valueReference: { reference: 'Person/1' } },
    ['value Sample.value.reference'],
  ],
  [
    'a value set',
    { identifier: { binding: ['required', short] } },
    { identifier: { system: 'urn:a', value: 'b' } },
    ['code-invalid Sample.identifier'],
  ],
  [
    'a profile in place of a type',
    { name: { as: ruled('HumanName', { elements: { family: { min: 1 } } }) } },
    { name: { text: 'a' } },
    ['required Sample.name.family'],
  ],
  [
    'a profile besides a type',
    { name: { follows: [added('HumanName', 'named', { elements: { family: { min: 1 } } })] } },
    { name: { text: 'a' } },
    ['required Sample.name.family'],
  ],
  ['an address that is none', {}, { owner: [{ reference: 'a b' }] }, ['value Sample.owner[0].reference']],
  [
    'a modifier that is not known',
    {},
    { modifierExtension: [{ url: 'a:b', valueString: 'c' }] },
    ['extension Sample.modifierExtension[0].url'],
  ],
];

const types = suite('the rules of a type');

for (const [what, elements, members, want] of rows) {
  types(what, () => {
    const rules = typeRules(table, () => ({ parts, ...(elements && { elements }) }));
    assert.equal(foundBy(rules, { resourceType: 'Sample', ...members }), want);
  });
}

types('what it says is made once, when it is first needed', () => {
  let made = 0;
  const rules = typeRules(table, () => ({ parts, elements: { use: { min: ++made } } }));
  assert.is(made, 0);
  foundBy(rules, { resourceType: 'Sample', use: 'a' });
  foundBy(rules, { resourceType: 'Sample' });
  assert.is(made, 1);
});

types('a part that it does not name is a mistake of ours', () => {
  const rules = typeRules(table, () => ({ parts: [extensionRules] }));
  assert.equal(foundBy(rules, { resourceType: 'Sample' }), ['fatal exception Sample']);
});

types('it finds its parts by their elements', () => {
  const rules = typeRules(table, () => ({ parts }));
  assert.is(rules.partOf(humanNameElements), humanNameRules);
  assert.is(rules.partOf(table), rules);
  assert.is(rules.partOf(typeElements('HumanName', () => ({}))), undefined);
  assert.equal([rules.extension, extensionRules.extension], [extensionRules, extensionRules]);
});

types('the extensions that a profile of a resource names are known to it', () => {
  const named = (name: string): string => `https://example.org/${name}`;
  const slicing = (name: string) => ({
    slicing: { by: 'url', slices: [{ name, is: named(name), follows: [added('Extension', name, {})] }] },
  });
  const base = ruled('Patient', { elements: { extension: slicing('one') } });
  const rules = ruled(
    'Patient',
    {
      elements: {
        name: { inside: { elements: { extension: slicing('two') } } },
        'deceased[x]': { members: { deceasedBoolean: { inside: { elements: { extension: slicing('three') } } } } },
        identifier: {
          slicing: {
            slices: [
              {
                name: 'a',
                marks: [],
                inside: { elements: { extension: slicing('four') } },
                slicing: slicing('five').slicing,
              },
            ],
          },
        },
      },
    },
    base,
  );
  assert.equal([...(knownTo(rules).extensions ?? [])].sort(), ['five', 'four', 'one', 'three', 'two'].map(named));
  assert.equal(knownTo(base).extensions, [named('one')]);
  assert.equal(knownTo(ruled('HumanName', { elements: { extension: slicing('one') } })), {});
  assert.equal(knownTo(humanNameRules), {});
});

types.run();
