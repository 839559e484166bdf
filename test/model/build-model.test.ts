import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lastSegment } from '../../generator/fhir/canonical.ts';
import { contentsOf } from '../../generator/model/contents.ts';
import type { ElementModel, StructureModel } from '../../generator/model/model.ts';
import {
  acme,
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  r3,
  slicing,
  valueSet,
  type Json,
} from '../support/definitions.ts';
import { generate, troubles, type Generated } from '../support/pipeline.ts';

const resources = ['Patient', 'Observation', 'Basic', 'Flag'];
const colours = `${acme}/ValueSet/Acme-Colour-1`;

const definitions: readonly Json[] = [
  profile('Acme-Basic-1', 'Basic', [
    slicing('Basic.identifier', 'system'),
    element('Basic.identifier', { min: 1 }),
    element('Basic.identifier:badge', { min: 1, max: '1' }),
    element('Basic.identifier:badge.system', { min: 1, fixedUri: 'https://acme.example/badge' }),
    element('Basic.identifier:visit', { min: 1, max: '1' }),
    element('Basic.identifier:visit.system', { patternUri: 'https://acme.example/visit' }),
    element('Basic.identifier:loose'),
    element('Basic.code', { binding: { strength: 'required', valueSetUri: `${colours}|2` } }),
    element('Basic.code.coding', { max: '1' }),
    element('Basic.extension:shoe', extensionType('Acme-Shoe-1')),
    element('Basic.author', { max: '0' }),
  ]),
  profile('Acme-Observation-1', 'Observation', [
    element('Observation.valueQuantity', { min: 1 }),
    element('Observation.effective[x]', { type: [{ code: 'dateTime' }] }),
    element('Observation.category', { max: '1', mustSupport: true }),
    element('Observation.comment', { maxLength: 9, short: 'Words' }),
  ]),
  profile('Acme-Patient-1', 'Patient', [
    slicing('Patient.name', 'use'),
    element('Patient.name:official.use', { min: 1, fixedCode: 'official' }),
    element('Patient.name:gender.use', { patternCode: 'nickname' }),
    element('Patient.gender', { binding: { strength: 'required', valueSetUri: colours } }),
    element('Patient.birthDate.extension:shoe', extensionType('Acme-Shoe-1')),
  ]),
  extension('Acme-Shoe-1', [element('Extension.valueString')]),
  codeSystem('Acme-Colour-1', { red: 'Red' }),
  valueSet('Acme-Colour-1', 'Acme-Colour-1'),
  valueSet('Acme-Taste-1', [{ system: 'http://snomed.info/sct' }]),
];

const generated = await generate(definitions, { resources });

function structure(module: string): StructureModel {
  return generated.structure(module);
}

function elementOf(module: string, name: string): ElementModel {
  const found = structure(module).content.elements.find((one) => one.name === name);
  if (!found) throw new Error(`${module} has no ${name}`);
  return found;
}

const model = suite('buildModel');

model('sound definitions are not reported, but for a slice that nothing tells', () =>
  assert.equal(troubles(generated.diagnostics), ['model/discriminator-unusable Basic.identifier:loose']),
);

model('families, what they hold and what they pass on are sorted', () => {
  const { families } = generated.model;
  const names = (subpath: string): string[] =>
    families.find((one) => one.subpath === subpath)?.structures.map((one) => one.name) ?? [];
  assert.equal(
    families.map(({ subpath, title }) => `${subpath} ${title}`),
    ['acme Acme', 'base FHIR STU3 itself'],
  );
  assert.equal(names('acme'), ['Basic', 'ShoeExtension', 'Observation', 'Patient']);
  assert.equal(
    families[0]?.valueSets.map((one) => one.name),
    ['Colour'],
    'a set of which no code is known has no constants',
  );
  const passedOn = families[1]?.passedOn ?? [];
  assert.ok(passedOn.includes('Period') && passedOn.includes('CodeableConcept'));
  assert.equal(passedOn, [...passedOn].sort());
  const declared = families[1]?.structures.filter((one) => one.content.hasInterface).map((one) => one.name) ?? [];
  assert.ok(declared.includes('Identifier'));
  assert.not(
    declared.some((name) => passedOn.includes(name)),
    'what is passed on has no interface of ours',
  );
});

model('what a structure is', () => {
  const { role, kind, isExtension, name, fhirType, canonical } = structure('acme/extensions/shoe');
  assert.equal(
    { role, kind, isExtension, name, fhirType, canonical },
    {
      role: 'profile',
      kind: 'complex-type',
      isExtension: true,
      name: 'ShoeExtension',
      fhirType: 'Extension',
      canonical: `${acme}/StructureDefinition/Acme-Shoe-1`,
    },
  );
  assert.equal([structure('base/patient').role, structure('acme/patient').kind], ['base', 'resource']);
});

model('elements are in the order of the base', () => {
  const names = (module: string): string[] => structure(module).content.elements.map((one) => one.name);
  assert.equal(names('acme/basic'), names('base/basic'));
});

model('only what a profile says something of is stated', () => {
  const stated = structure('acme/observation').content.elements.filter((one) => one.isStated);
  assert.equal(
    stated.map((one) => one.name),
    ['category', 'effective', 'value', 'comment'],
  );
});

model('a list stays a list, however narrow', () => {
  const { isList, max, mustSupport } = elementOf('acme/observation', 'category');
  assert.equal({ isList, max, mustSupport }, { isList: true, max: 1, mustSupport: true });
  assert.is(elementOf('acme/observation', 'comment').isList, false);
});

model('a list has as many items as its slices need', () => {
  const { min, minItems } = elementOf('acme/basic', 'identifier');
  assert.equal({ min, minItems }, { min: 1, minItems: 2 });
});

model('types that a choice lost are excluded, primitives with their siblings', () => {
  const { isChoice, types, excluded } = elementOf('acme/observation', 'effective');
  assert.ok(isChoice);
  assert.equal(
    types.map((type) => type.member),
    ['effectiveDateTime'],
  );
  assert.equal(excluded, [{ member: 'effectivePeriod', isPrimitive: false }]);
  const lost = elementOf('acme/observation', 'value').excluded;
  assert.is(lost.length, 10);
  assert.ok(lost.some(({ member, isPrimitive }) => member === 'valueString' && isPrimitive));
});

model('a binding knows the constants it stands for', () => {
  const { binding } = elementOf('acme/patient', 'gender');
  assert.equal(binding, {
    strength: 'required',
    canonical: colours,
    valueSet: {
      name: 'Colour',
      module: 'acme/value-sets/colour',
      systems: [`${acme}/CodeSystem/Acme-Colour-1`],
      size: 1,
      hasDisplays: true,
      isClosed: true,
    },
  });
});

model('a required binding of a concept with one coding speaks of that coding', () => {
  const [concept] = elementOf('acme/basic', 'code').types;
  const [coding] = concept?.content?.elements.find((one) => one.name === 'coding')?.types ?? [];
  const part = (name: string): ElementModel | undefined => coding?.content?.elements.find((one) => one.name === name);
  assert.is(coding?.content?.name, 'BasicCodeCoding');
  assert.is(part('code')?.binding?.valueSet?.name, 'Colour');
  assert.equal(part('system')?.literals, [`${acme}/CodeSystem/Acme-Colour-1`]);
  assert.equal([part('system')?.isStated, part('code')?.isStated, part('display')?.isStated], [true, true, false]);
});

model('slices have names, and what tells them as far as it is fixed', () => {
  const slices = elementOf('acme/basic', 'identifier').slices;
  assert.equal(
    slices.map(({ propertyName, min, max, item, discriminators: [{ path, value, unusable } = { path: '' }] }) => [
      propertyName,
      min,
      max,
      item.name,
      `${path} is ${String(value ?? unusable)}`,
    ]),
    [
      ['badge', 1, 1, 'BasicBadge', 'system is https://acme.example/badge'],
      ['visit', 1, 1, 'BasicVisit', 'system is https://acme.example/visit'],
      ['loose', 0, Infinity, 'Identifier', 'system is the slice fixes nothing there and adds no required binding'],
    ],
  );
});

model('a slice named after its code, or like an element, says what it is', () => {
  assert.equal(
    elementOf('acme/patient', 'name').slices.map((slice) => slice.propertyName),
    ['officialName', 'genderName'],
  );
});

model('an extension slice is told by its URL, and is what its definition is', () => {
  const [slice] = elementOf('acme/basic', 'extension').slices;
  assert.equal(slice?.item, { name: 'ShoeExtension', module: 'acme/extensions/shoe' });
  assert.equal(slice?.discriminators, [
    { type: 'value', path: 'url', value: `${acme}/StructureDefinition/Acme-Shoe-1` },
  ]);
});

model('extensions of a primitive are content of its sibling', () => {
  const [type] = elementOf('acme/patient', 'birthDate').types;
  assert.equal([type?.kind, type?.content?.name], ['primitive', 'PatientBirthDateElement']);
  assert.equal(
    type?.content?.elements.flatMap((one) => one.slices.map((slice) => slice.propertyName)),
    ['shoe'],
  );
});

model.run();

const clashes = suite('names inside definitions');

/** Definitions of one family with names that clash, and what its interfaces, value sets and slices are called instead. */
const clashing: [what: string, family: string, definitions: (family: string) => readonly Json[], want: string[]][] = [
  [
    'a part of one that has the name of another is called a part',
    'a',
    (id) => [
      profile(`${id}-Patient-1`, 'Patient', [element('Patient.contact.gender', { min: 1 })]),
      profile(`${id}-PatientContact-1`, 'Basic', []),
    ],
    ['Patient', 'PatientContact', 'PatientContactPart'],
  ],
  [
    'a value set has the name of the names of another',
    'b',
    (id) => [valueSet(`${id}-Colour-1`, 'colours'), valueSet(`${id}-ColourName-1`, 'colours')],
    ['Colour', 'ColourName2'],
  ],
  [
    'two parts of one have the same name',
    'c',
    (id) => [
      profile(`${id}-Patient-1`, 'Patient', [
        element('Patient.contact.name.use', { min: 1 }),
        slicing('Patient.identifier', 'system'),
        element('Patient.identifier:contactName.system', { min: 1 }),
      ]),
    ],
    ['Patient', 'PatientContact', 'PatientContactName', 'PatientContactName2', 'contactName'],
  ],
  [
    'two slices are spelled alike',
    'd',
    (id) => [
      profile(`${id}-Patient-1`, 'Patient', [
        slicing('Patient.identifier', 'system'),
        element('Patient.identifier:nhs-number'),
        element('Patient.identifier:nhsNumber'),
      ]),
    ],
    ['Patient', 'nhsNumberIdentifier', 'nhsNumberIdentifier2'],
  ],
  [
    'slices of two elements may have one name',
    'e',
    (id) => [
      profile(`${id}-Patient-1`, 'Patient', [
        slicing('Patient.identifier', 'system'),
        element('Patient.identifier:main.system', { fixedUri: r3 }),
        slicing('Patient.telecom', 'system'),
        element('Patient.telecom:main.system', { fixedCode: 'phone' }),
      ]),
    ],
    ['Patient', 'PatientMainIdentifier', 'PatientMainTelecom', 'mainIdentifier', 'mainTelecom'],
  ],
  [
    'a profile has the name of the input of another, or of its guard',
    'f',
    (id) => [
      profile(`${id}-Shoe-1`, 'Basic', []),
      profile(`${id}-ShoeInput-1`, 'Basic', []),
      profile(`${id}-isShoe-1`, 'Basic', []),
    ],
    ['IsShoe2', 'Shoe', 'ShoeInput2'],
  ],
];

/** All of them at once, each in a family of its own. */
async function generateClashing(): Promise<Generated> {
  const families = clashing.map(([, family]) => ({ subpath: family, base: acme, prefix: `${family}-` }));
  const all = clashing.flatMap(([, family, definitionsOf]) => definitionsOf(family));
  const colour = codeSystem('colours', { red: 'Red' });
  return generate([...all, colour], { resources, naming: { families, titles: {}, names: {} } });
}

const clashed = await generateClashing();

for (const [what, family, , want] of clashing) {
  clashes(what, () => {
    const all = clashed.diagnostics.filter(({ at }) => lastSegment(at.canonical ?? '').startsWith(`${family}-`));
    // That nothing tells these slices is another matter.
    const own = all.filter(({ code }) => code !== 'model/discriminator-unusable');
    assert.equal(own, []);
    const { structures = [], valueSets = [] } = clashed.model.families.find(({ subpath }) => subpath === family) ?? {};
    const contents = structures.flatMap(({ content }) => contentsOf(content));
    const slices = contents.flatMap(({ elements }) => elements.flatMap((one) => one.slices));
    const names = [...contents, ...valueSets].map(({ name }) => name);
    assert.equal([...names, ...slices.map(({ propertyName }) => propertyName)].sort(), want);
  });
}

clashes.run();
