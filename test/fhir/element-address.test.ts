import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  addressesOf,
  choiceMember,
  choiceStem,
  elementIdsOf,
  formatAddress,
  isChoiceMember,
  parseAddress,
  spelledAlike,
  type Addressed,
} from '../../generator/fhir/element-address.ts';

const addresses = suite('parseAddress');

/** Steps as text: `name` or `name:slice`. */
const cases: [what: string, id: string, path: string, sliceName: string | undefined, want: string][] = [
  ['root', 'Patient', 'Patient', undefined, 'Patient'],
  ['element', 'Patient.name.family', 'Patient.name.family', undefined, 'Patient name family'],
  ['slice', 'Patient.name:legal', 'Patient.name', 'legal', 'Patient name:legal'],
  ['child of a slice', 'Patient.name:legal.use', 'Patient.name.use', undefined, 'Patient name:legal use'],
  [
    'slice of a child of a slice',
    'Patient.contact:kin.telecom:home.value',
    'Patient.contact.telecom.value',
    undefined,
    'Patient contact:kin telecom:home value',
  ],
  ['id without its first segment', 'name:legal.use', 'Patient.name.use', undefined, 'Patient name:legal use'],
  ['id that says nothing', 'x', 'Patient.name', 'legal', 'Patient name:legal'],
  ['sliceName against the id', 'Patient.name:other', 'Patient.name', 'legal', 'Patient name:legal'],
  ['slice that is in the id alone', 'Patient.name:legal', 'Patient.name', undefined, 'Patient name:legal'],
  ['colon inside a slice name', 'Patient.name:a:b', 'Patient.name', undefined, 'Patient name:a:b'],
  ['re-sliced slice', 'Patient.name:a/b', 'Patient.name', 'a/b', 'Patient name:a/b'],
  ['choice', 'Observation.value[x]', 'Observation.value[x]', undefined, 'Observation value[x]'],
  ['choice, short', 'Observation.valueQuantity', 'Observation.valueQuantity', undefined, 'Observation valueQuantity'],
  [
    'choice, short as its own slice',
    'Observation.valueQuantity:valueQuantity',
    'Observation.valueQuantity',
    'valueQuantity',
    'Observation valueQuantity:valueQuantity',
  ],
  [
    'choice, as a slice',
    'Observation.value[x]:valueQuantity',
    'Observation.value[x]',
    'valueQuantity',
    'Observation value[x]:valueQuantity',
  ],
  [
    'choice, short path and id with slice',
    'Observation.value[x]:valueQuantity',
    'Observation.valueQuantity',
    'valueQuantity',
    'Observation valueQuantity:valueQuantity',
  ],
  [
    'child of a choice, as a slice',
    'Observation.value[x]:valueQuantity.unit',
    'Observation.value[x].unit',
    undefined,
    'Observation value[x]:valueQuantity unit',
  ],
  [
    'child of a choice, short as its own slice',
    'Observation.valueQuantity:valueQuantity.unit',
    'Observation.valueQuantity.unit',
    undefined,
    'Observation valueQuantity:valueQuantity unit',
  ],
  [
    'slice of a choice that names no type',
    'Observation.value[x]:weight',
    'Observation.value[x]',
    'weight',
    'Observation value[x]:weight',
  ],
  [
    'slice that only begins like the choice',
    'Observation.value[x]:values',
    'Observation.value[x]',
    'values',
    'Observation value[x]:values',
  ],
];

for (const [what, id, path, sliceName, want] of cases) {
  addresses(what, () => {
    const steps = parseAddress({ id, path, ...(sliceName !== undefined && { sliceName }) });
    const text = steps.map((step) => (step.slice === undefined ? step.name : `${step.name}:${step.slice}`)).join(' ');
    assert.is(text, want);
  });
}

addresses.run();

const lists = suite('addressesOf');

const at = (path: string, sliceName?: string, id?: string): Addressed => ({
  path,
  ...(sliceName !== undefined && { sliceName }),
  ...(id !== undefined && { id }),
});
const identifier = 'Patient.identifier';
const coding = 'Observation.code.coding';

const listCases: [what: string, elements: Addressed[], want: string[]][] = [
  [
    'without ids, children follow the slice before them',
    [
      at(identifier),
      at(`${identifier}.use`),
      at(identifier, 'one'),
      at(`${identifier}.system`),
      at(`${identifier}.type.text`),
      at(identifier, 'two'),
      at(`${identifier}.system`),
    ],
    [
      identifier,
      `${identifier}.use`,
      `${identifier}:one`,
      `${identifier}:one.system`,
      `${identifier}:one.type.text`,
      `${identifier}:two`,
      `${identifier}:two.system`,
    ],
  ],
  [
    'without ids, what stands elsewhere closes a slice',
    [at(identifier, 'one'), at('Patient.active'), at(`${identifier}.use`)],
    [`${identifier}:one`, 'Patient.active', `${identifier}.use`],
  ],
  [
    'without ids, a further statement on the list closes a slice',
    [at(identifier, 'one'), at(identifier), at(`${identifier}.use`)],
    [`${identifier}:one`, identifier, `${identifier}.use`],
  ],
  [
    'without ids, slices inside slices',
    [
      at('Observation.component', 'a'),
      at('Observation.component.code.coding'),
      at('Observation.component.code.coding', 'loinc'),
      at('Observation.component.code.coding.system'),
      at('Observation.component.value[x]'),
      at('Observation.component', 'b'),
      at('Observation.component.code.coding.system'),
    ],
    [
      'Observation.component:a',
      'Observation.component:a.code.coding',
      'Observation.component:a.code.coding:loinc',
      'Observation.component:a.code.coding:loinc.system',
      'Observation.component:a.value[x]',
      'Observation.component:b',
      'Observation.component:b.code.coding.system',
    ],
  ],
  [
    'without ids, a slice of a choice',
    [at('Observation.value[x]', 'valueQuantity'), at('Observation.value[x].unit'), at('Observation.valueString')],
    ['Observation.value[x]:valueQuantity', 'Observation.value[x]:valueQuantity.unit', 'Observation.valueString'],
  ],
  [
    'with ids that name no slices, order decides too',
    [at(identifier, 'one', identifier), at(`${identifier}.system`, undefined, `${identifier}.system`)],
    [`${identifier}:one`, `${identifier}:one.system`],
  ],
  [
    'with ids that are no paths',
    [at(identifier, 'one', 'e1'), at(`${identifier}.system`, undefined, 'e2')],
    [`${identifier}:one`, `${identifier}:one.system`],
  ],
  [
    'with ids that name slices, what names none is outside of them',
    [at(identifier, 'one', `${identifier}:one`), at(`${identifier}.system`, undefined, `${identifier}.system`)],
    [`${identifier}:one`, `${identifier}.system`],
  ],
  [
    'with ids of some elements only',
    [at(identifier, 'one', `${identifier}:one`), at(`${identifier}.system`), at(`${identifier}.type.text`)],
    [`${identifier}:one`, `${identifier}:one.system`, `${identifier}:one.type.text`],
  ],
  [
    'an id in another case than the sliceName: its children go with the slice',
    [
      at(coding, 'HeightCode', `${coding}:heightcode`),
      at(`${coding}.code`, undefined, `${coding}:heightcode.code`),
      at(`${coding}.system`, undefined, `${coding}:HeightCode.system`),
    ],
    [`${coding}:HeightCode`, `${coding}:HeightCode.code`, `${coding}:HeightCode.system`],
  ],
  [
    'an id with another name than the sliceName',
    [at(coding, 'Body', `${coding}:height-code`), at(`${coding}.code`, undefined, `${coding}:height-code.code`)],
    [`${coding}:Body`, `${coding}:Body.code`],
  ],
  [
    'slices that differ by case stay two',
    [
      at(identifier, 'NCT', `${identifier}:NCT`),
      at(`${identifier}.system`, undefined, `${identifier}:NCT.system`),
      at(identifier, 'nct', `${identifier}:nct`),
      at(`${identifier}.system`, undefined, `${identifier}:nct.system`),
    ],
    [`${identifier}:NCT`, `${identifier}:NCT.system`, `${identifier}:nct`, `${identifier}:nct.system`],
  ],
  [
    'a slice that is called as its element',
    [at(identifier, 'identifier', `${identifier}:identifier`), at(`${identifier}.use`)],
    [`${identifier}:identifier`, `${identifier}:identifier.use`],
  ],
];

for (const [what, elements, want] of listCases) {
  lists(what, () => assert.equal(addressesOf(elements).map(formatAddress), want));
}

lists('ids are worked out for elements that have none, and read as the same addresses', () => {
  for (const [what, elements] of listCases) {
    const ids = elementIdsOf(elements);
    elements.forEach(({ id }, index) => id !== undefined && assert.is(ids[index], id, what));
    const again = elements.map((element, index) => ({ ...element, id: ids[index] ?? '' }));
    assert.equal(addressesOf(again).map(formatAddress), addressesOf(elements).map(formatAddress), what);
  }
});

lists.run();

const spellings = suite('spelledAlike');

const spelled: [name: string, names: string[], want: string[]][] = [
  ['heightcode', ['HeightCode', 'WeightCode'], ['HeightCode']],
  ['height-code', ['HeightCode'], ['HeightCode']],
  ['height_code', ['height code'], ['height code']],
  ['NCT', ['NCT', 'nct'], ['NCT']],
  ['Nct', ['NCT', 'nct'], ['NCT', 'nct']],
  ['other', ['NCT', 'nct'], []],
  ['*', ['**'], ['*']],
  ['größe', ['GRÖSSE', 'Größe'], ['Größe']],
];

for (const [name, among, want] of spelled) {
  spellings(`${name} among ${among.join(', ')}`, () => assert.equal(spelledAlike(name, among), want));
}

spellings.run();

const names = suite('choice names');

const members: [choice: string, type: string, want: string][] = [
  ['value[x]', 'Quantity', 'valueQuantity'],
  ['value[x]', 'dateTime', 'valueDateTime'],
  ['value[x]', 'base64Binary', 'valueBase64Binary'],
  ['value', 'string', 'valueString'],
];

for (const [choice, type, want] of members) {
  names(`${choice} of ${type}`, () => {
    assert.is(choiceMember(choice, type), want);
    assert.ok(isChoiceMember(want, choiceStem(choice)));
  });
}

for (const name of ['value', 'values', 'value[x]', 'xvalueString', 'onsetAge']) {
  names(`${name} is no member of value[x]`, () => assert.not(isChoiceMember(name, choiceStem('value[x]'))));
}

names.run();
