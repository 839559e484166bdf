import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { distinctSliceNames, slicePropertyName, type SliceNaming } from '../../generator/model/slice-names.ts';

function naming(sliceName: string, element: string, more: Partial<SliceNaming> = {}): SliceNaming {
  return { sliceName, element, owner: 'Patient', isNamedAfterCode: false, ...more };
}

const single = suite('name of a slice');

const coded = { isNamedAfterCode: true };
const singles: [slice: SliceNaming, want: string][] = [
  [naming('nhsNumber', 'identifier'), 'nhsNumber'],
  [naming('NHS Number', 'identifier'), 'nhsNumber'],
  [naming('nhs-number', 'identifier'), 'nhsNumber'],
  [naming('official', 'name', coded), 'officialName'],
  [naming('official', 'name'), 'official'],
  [naming('home', 'telecom', coded), 'homeTelecom'],
  [naming('first', 'diagnosis', coded), 'firstDiagnosis'],
  [naming('main', 'specialties', coded), 'mainSpecialty'],
  [naming('patient-birthTime', 'extension'), 'birthTime'],
  [naming('PatientBirthTime', 'extension'), 'birthTime'],
  [naming('patients', 'extension'), 'patients'],
  [naming('patient', 'extension'), 'patient'],
  [naming('organization-period', 'extension'), 'organizationPeriod'],
  [naming('organization-period', 'extension', { owner: 'Organization' }), 'period'],
  [naming('default', 'identifier'), 'default_'],
  [naming('constructor', 'identifier'), 'constructor_'],
  [naming('__proto__', 'identifier'), 'proto'],
  [naming('2nd', 'identifier'), 'n2nd'],
  [naming('*/ }', 'identifier'), 'slice'],
  [naming('', 'identifier'), 'slice'],
];

for (const [slice, want] of singles) {
  single(`${slice.element}:${slice.sliceName} of ${slice.owner}`, () => assert.is(slicePropertyName(slice), want));
}

single.run();

const several = suite('names of slices side by side');

const sets: [what: string, slices: SliceNaming[], elements: string[], want: string[]][] = [
  ['all are their own', [naming('a', 'name'), naming('b', 'name')], ['name'], ['a', 'b']],
  ['one is that of an element', [naming('gender', 'extension')], ['gender'], ['genderExtension']],
  [
    'of two elements the same',
    [naming('main', 'identifier'), naming('main', 'telecom'), naming('other', 'telecom')],
    [],
    ['mainIdentifier', 'mainTelecom', 'other'],
  ],
  [
    'without its owner it is that of another',
    [naming('patient-shoe', 'extension'), naming('shoe', 'extension')],
    [],
    ['patientShoeExtension', 'shoeExtension'],
  ],
  [
    'with its element it is that of an element',
    [naming('birth', 'extension'), naming('birth', 'identifier')],
    ['birthExtension'],
    ['birthExtension2', 'birthIdentifier'],
  ],
  [
    'beside two primitives the same',
    [
      { ...naming('guessed', 'extension'), beside: 'start' },
      { ...naming('guessed', 'extension'), beside: 'end' },
    ],
    [],
    ['startGuessed', 'endGuessed'],
  ],
  [
    'spelled alike',
    [naming('nhs-number', 'identifier'), naming('nhsNumber', 'identifier')],
    [],
    ['nhsNumberIdentifier', 'nhsNumberIdentifier2'],
  ],
  [
    'spelled alike, with a number that another has',
    [naming('a-b', 'identifier'), naming('aB', 'identifier'), naming('aBIdentifier2', 'name')],
    [],
    ['aBIdentifier', 'aBIdentifier3', 'aBIdentifier2'],
  ],
];

for (const [what, slices, elements, want] of sets) {
  several(what, () => {
    assert.equal(distinctSliceNames(slices, new Set(elements)), want);
    assert.equal(distinctSliceNames(slices.toReversed(), new Set(elements)), want.toReversed(), 'in any order');
  });
}

several('any: are identifiers, and differ where their words do', () => {
  const slice = fc.record({
    sliceName: fc.oneof(fc.stringMatching(/^[a-c]{1,2}$/), fc.constantFrom('patientA', 'aName', 'class')),
    element: fc.constantFrom('name', 'identifier', 'extension'),
    owner: fc.constant('Patient'),
    isNamedAfterCode: fc.boolean(),
  });
  const slices = fc.uniqueArray(slice, { selector: (one) => `${one.element}:${one.sliceName}`, maxLength: 8 });
  fc.assert(
    fc.property(slices, (all) => {
      const names = distinctSliceNames(all, new Set(['name', 'identifier', 'extension']));
      for (const name of names) assert.match(name, /^[A-Za-z_][A-Za-z0-9_]*$/);
      assert.is(new Set(names).size, all.length);
    }),
  );
});

several.run();
