import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { choiceMember, choiceStem, isChoiceMember, parseAddress } from '../../generator/fhir/element-address.ts';

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
    'Observation valueQuantity',
  ],
  [
    'choice, as a slice',
    'Observation.value[x]:valueQuantity',
    'Observation.value[x]',
    'valueQuantity',
    'Observation valueQuantity',
  ],
  [
    'choice, short path and id with slice',
    'Observation.value[x]:valueQuantity',
    'Observation.valueQuantity',
    'valueQuantity',
    'Observation valueQuantity',
  ],
  [
    'child of a choice, as a slice',
    'Observation.value[x]:valueQuantity.unit',
    'Observation.value[x].unit',
    undefined,
    'Observation valueQuantity unit',
  ],
  [
    'child of a choice, short as its own slice',
    'Observation.valueQuantity:valueQuantity.unit',
    'Observation.valueQuantity.unit',
    undefined,
    'Observation valueQuantity unit',
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
