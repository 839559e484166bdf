/** Where extensions may be used: what their definitions say, and where profiles have a slice for them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { extensionUsages, type ExtensionUsage } from '../../generator/model/extension-usage.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { acme, element, extension, extensionType, profile, slicing, type Json } from '../support/definitions.ts';
import { resolve } from '../support/pipeline.ts';

const url = (id: string): string => `${acme}/StructureDefinition/${id}`;

/** A profile with a slice for the extension `x` on an element. */
function slicedOn(path: string, type = path.split('.', 1)[0] ?? '', name = 'extension'): Json {
  return profile('p', type, [slicing(`${path}.${name}`, 'url'), element(`${path}.${name}:x`, extensionType('x'))]);
}

const value = element('Extension.valueString');
const usedOn = (context: readonly string[], more: Json = {}): Json => extension('x', [value], { context, ...more });

async function usageOf(definitions: readonly Json[]): Promise<ExtensionUsage & { told: readonly Diagnostic[] }> {
  const got = await resolve(definitions);
  const all = ['x', 'p', 'q'].flatMap((id) => got.structure(id) ?? []);
  const told: Diagnostic[] = [];
  const usages = extensionUsages(all, (one) => told.push(one));
  const own = got.structure('x');
  assert.ok(own);
  return { ...usages(own), told };
}

const stated: readonly (readonly [context: readonly string[], want: readonly string[]])[] = [
  [['Patient'], ['Patient']],
  [
    ['Patient', 'Patient', ' Person.name '],
    ['Patient', 'Person.name'],
  ],
  [['Observation.value[x]'], ['Observation.value']],
  [['Element,Resource'], []],
  [['*'], []],
  [['Any', 'Patient'], []],
  [['Element'], ['Element']],
  [['two words'], []],
  [[], []],
];

const test = suite('where extensions may be used');

for (const [context, want] of stated) {
  test(`context ${context.join(' and ') || 'not stated'}`, async () => {
    assert.equal((await usageOf([usedOn(context)])).contexts, want);
  });
}

const slices: readonly (readonly [what: string, context: string, profile: Json, further: readonly string[]])[] = [
  ['on the resource named', 'Patient', slicedOn('Patient'), []],
  ['on another resource', 'Patient', slicedOn('Person'), ['Person']],
  ['on any resource', 'DomainResource', slicedOn('Person'), []],
  ['on the datatype named', 'Identifier', slicedOn('Patient.identifier'), []],
  ['on the element named', 'Patient.identifier', slicedOn('Patient.identifier'), []],
  ['on an element of the datatype named', 'CodeableConcept.coding', slicedOn('Condition.code.coding'), []],
  ['on a datatype of the resource named', 'Condition', slicedOn('Condition.code.coding'), ['Condition.code.coding']],
  ['on a part', 'Patient.contact', slicedOn('Patient.contact'), []],
  ['on any element', 'Element', slicedOn('Patient.contact'), []],
  ['in another extension', 'Patient', slicedOn('Extension'), [url('p')]],
  ['in the extension named', url('p'), slicedOn('Extension'), []],
];

for (const [what, context, sliced, further] of slices) {
  test(`a slice ${what}`, async () => {
    const { contexts, told } = await usageOf([usedOn([context]), sliced]);
    assert.equal(contexts, [context, ...further]);
    assert.equal(
      told.map(({ code, severity, at }) => [code, severity, at.canonical]),
      further.map(() => ['model/extension-out-of-context', 'info', url('p')]),
    );
  });
}

test('an extension for all elements stays one', async () => {
  const { contexts, told } = await usageOf([usedOn(['*']), slicedOn('Person')]);
  assert.equal([contexts, told], [[], []]);
});

test('a modifier is told by its root, or by a slice among modifiers', async () => {
  const modifier = extension('x', [element('Extension', { isModifier: true }), value], { context: ['Patient'] });
  assert.ok((await usageOf([modifier])).isModifier);
  assert.ok((await usageOf([usedOn(['Patient']), slicedOn('Patient', 'Patient', 'modifierExtension')])).isModifier);
  assert.not((await usageOf([usedOn(['Patient']), slicedOn('Patient')])).isModifier);
});

test.run();
