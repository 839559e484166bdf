/**
 * The kinds of oddities that published definitions have, each in a definition of our own, and the code that tells it.
 * Those without a code are no faults: what is published that way means what it seems to mean.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
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
import { codesByCase } from '../support/codes-by-case.ts';

const colour = codeSystem('Colour', { red: 'Red' }, { caseSensitive: true });
const system = 'https://acme.example/fhir/CodeSystem/Colour';
const include = (code: string, more: Json = {}): Json[] => [{ system, concept: [{ code, ...more }] }];
const reference = (type: string, key: string): Json => ({ type: [{ code: 'Reference', [key]: `${r3}/${type}` }] });
const flag = (...elements: Json[]): Json[] => [profile('Flag', 'Flag', elements)];
const observation = (...elements: Json[]): Json[] => [profile('Observation', 'Observation', elements)];
const codes = [
  element('Flag.code'),
  slicing('Flag.code.coding', 'system'),
  element('Flag.code.coding:colour'),
  element('Flag.code.coding:colour.system', { min: 1, fixedUri: system }),
];
const snapshot = { snapshot: { element: [element('Flag'), element('Flag.nothingOfTheKind')] } };

const kinds: readonly (readonly [kind: string, definitions: readonly Json[], code: string | undefined])[] = [
  [
    'a profile of an abstract type',
    [profile('Visit', 'DomainResource', [element('DomainResource.text', { min: 1 })], { abstract: true })],
    'load/abstract-type',
  ],
  [
    'a logical model',
    [profile('Visit', 'Visit', [element('Visit.day')], { kind: 'logical', baseDefinition: `${r3}/Element` })],
    'load/logical-model',
  ],
  ['a concept without display', [{ ...colour, concept: [{ code: 'red' }] }], 'load/display-missing'],
  ['a code system whose id differs from its URL', [{ ...colour, id: 'Colours' }], 'load/id-differs-from-url'],
  [
    'a value set whose id differs from its URL',
    [colour, { ...valueSet('Warm', 'Colour'), id: 'W' }],
    'load/id-differs-from-url',
  ],
  [
    'a profile whose id differs from its URL',
    [{ ...profile('Flag', 'Flag', []), id: 'Other' }],
    'load/id-differs-from-url',
  ],
  ['a code system without caseSensitive', [{ ...colour, caseSensitive: undefined }], 'load/case-sensitivity-unstated'],
  ['a complete code system without concepts', [{ ...colour, concept: undefined }], 'load/code-system-empty'],
  [
    'a value set with a code that the code system lacks',
    [colour, valueSet('Warm', include('rde'))],
    'resolve/code-not-in-system',
  ],
  [
    'a display that differs from the code system',
    [colour, valueSet('Warm', include('red', { display: 'Rde' }))],
    'resolve/display-differs',
  ],
  [
    'a binding of something without codes',
    flag(
      element('Flag.subject', {
        binding: { strength: 'required', valueSetUri: 'http://hl7.org/fhir/ValueSet/flag-category' },
      }),
    ),
    'resolve/binding-not-bindable',
  ],
  [
    'a binding without a value set',
    flag(element('Flag.code', { binding: { strength: 'extensible' } })),
    'resolve/binding-without-value-set',
  ],
  ['a code with white space', [colour, valueSet('Warm', include('red '))], 'resolve/stray-white-space'],
  [
    'a display with white space',
    [{ ...colour, concept: [{ code: 'red', display: ' Red' }] }, valueSet('Warm', 'Colour')],
    'resolve/stray-white-space',
  ],
  [
    'an element that the own snapshot lacks',
    [profile('Flag', 'Flag', [element('Flag.code', { min: 1 })], snapshot)],
    undefined,
  ],
  [
    'a code twice in an include',
    [colour, valueSet('Warm', [{ system, concept: [{ code: 'red' }, { code: 'red' }] }])],
    'resolve/duplicate-code',
  ],
  [
    'a slice of extensions without a slicing',
    [extension('E', [element('Extension.valueString')]), ...flag(element('Flag.extension:e', extensionType('E')))],
    undefined,
  ],
  [
    'a slice inside an extension, whose URL is that of the extension',
    [
      extension('E', [
        element('Extension.extension:part'),
        element('Extension.extension:part.url', { fixedUri: 'part' }),
        element('Extension.extension:part.valueString'),
      ]),
      ...flag(element('Flag.extension:e', extensionType('E')), element('Flag.extension:e.extension:part', { min: 1 })),
    ],
    undefined,
  ],
  ['fhirVersion 3.0.0', [profile('Flag', 'Flag', [], { fhirVersion: '3.0.0' })], 'load/early-version'],
  [
    'an id that disagrees with its path',
    flag({ ...element('Flag.code.text', { min: 1 }), id: 'code.text' }),
    'resolve/id-differs-from-path',
  ],
  [
    'rules inside an element with the maximum 0',
    flag(element('Flag.code.text', { max: '0' }), element('Flag.code.text.extension', { max: '0' })),
    'resolve/inside-prohibited',
  ],
  ['a name that differs from the URL', [profile('Flag', 'Flag', [], { name: 'SomethingElse' })], undefined],
  ['a slice that states nothing of its discriminator', flag(...codes.slice(0, 3)), 'model/discriminator-unusable'],
  [
    'a slicing without discriminator',
    flag(element('Flag.code.coding', { slicing: { rules: 'open' } }), element('Flag.code.coding:colour')),
    'resolve/slice-without-discriminator',
  ],
  [
    'a slicing in order',
    flag(element('Flag.code'), slicing('Flag.code.coding', 'system', { ordered: true }), ...codes.slice(2)),
    undefined,
  ],
  [
    'a closed slicing',
    flag(element('Flag.code'), slicing('Flag.code.coding', 'system', { rules: 'closed' }), ...codes.slice(2)),
    undefined,
  ],
  [
    'a target that the base does not allow',
    flag(element('Flag.author', reference('HealthcareService', 'targetProfile'))),
    'resolve/target-not-allowed',
  ],
  [
    'a profile of another type',
    flag(element('Flag.period', { type: [{ code: 'Period', profile: `${r3}/SimpleQuantity` }] })),
    'resolve/profile-of-other-type',
  ],
  [
    'a profile of the target where a Reference is meant',
    flag(element('Flag.subject', reference('Patient', 'profile'))),
    'resolve/profile-on-reference',
  ],
  ['a code system that is not there', [valueSet('Warm', 'Colour')], 'resolve/code-system-not-found'],
  [
    'a target profile that is not there',
    flag(element('Flag.subject', reference('Nobody', 'targetProfile'))),
    'resolve/target-not-found',
  ],
  [
    'an extensible value set that is not there',
    flag(element('Flag.code', { binding: { strength: 'extensible', valueSetUri: 'https://acme.example/none' } })),
    'resolve/value-set-not-found',
  ],
  [
    'a required value set that is not there',
    flag(element('Flag.code', { binding: { strength: 'required', valueSetUri: 'https://acme.example/none' } })),
    'resolve/value-set-not-found',
  ],
  [
    'a slice of a choice called like its type',
    observation({
      ...element('Observation.valueQuantity:valueQuantity', { min: 1 }),
      path: 'Observation.valueQuantity',
    }),
    undefined,
  ],
];

const test = suite('oddities');
const files = kinds.map(([, definitions]) =>
  definitions.map((one, index) => [`${index}.json`, JSON.stringify(one)] as const),
);
const found = await codesByCase(files, ['Flag', 'Observation', 'HealthcareService']);

for (const [index, [kind, , code]] of kinds.entries()) {
  test(`${kind}: ${code ?? 'no fault'}`, () => assert.equal(found[index], code === undefined ? [] : [code]));
}

test.run();
