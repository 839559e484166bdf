/** What the model knows of code systems: their codes, and the displays that a Coding of theirs may have. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CodeSystem, CodeSystemConcept } from '../../generator/fhir/definitions.ts';
import { buildCodeSystems, type CodeSystemInput } from '../../generator/model/build-code-systems.ts';

type ValueSets = CodeSystemInput['baseValueSets'];

const url = 'https://acme.example/colours';

function concept(code: string, more: Partial<CodeSystemConcept> = {}): CodeSystemConcept {
  return { code, properties: [], concepts: [], ...more };
}

function system(concepts: readonly CodeSystemConcept[], more: Partial<CodeSystem> = {}): CodeSystem {
  const source = { id: 'colours.json' } as unknown as CodeSystem['source'];
  const fixed = {
    resourceType: 'CodeSystem',
    name: 'Colours',
    caseSensitive: true,
    content: 'complete',
    source,
  } as const;
  return { ...fixed, url, concepts, ...more };
}

function valueSet(code: string, display: string): ValueSets[number] {
  const concepts = [{ system: url, code, display }];
  return { url: `${url}-${display}`, name: display, enumerable: true, concepts, open: [] };
}

const model = suite('code systems in the model');

model('displays with designations, also of concepts inside others', () => {
  const concepts = [
    concept('red', { display: 'Red', designations: ['Rouge'], concepts: [concept('pink', { display: 'Pink' })] }),
    concept('blue', { designations: ['Bleu'] }),
  ];
  assert.equal(buildCodeSystems({ codeSystems: [system(concepts)], baseCodeSystems: [], baseValueSets: [] }), [
    {
      canonical: url,
      codes: ['red', 'pink', 'blue'],
      displays: [
        { code: 'red', displays: ['Red', 'Rouge'] },
        { code: 'pink', displays: ['Pink'] },
      ],
    },
  ]);
});

model('a code system that is not whole, or ignores case, is left out', () => {
  const concepts = [concept('red')];
  const codeSystems = [system(concepts, { content: 'fragment' }), system(concepts, { caseSensitive: false })];
  assert.equal(buildCodeSystems({ codeSystems, baseCodeSystems: [], baseValueSets: [] }), []);
});

model('of the release: its codes, with all displays that its value sets give them', () => {
  const baseCodeSystems = [{ url, codes: ['red', 'blue'] }];
  const baseValueSets = [
    valueSet('red', 'Red'),
    valueSet('red', 'Crimson'),
    valueSet('red', 'Red'),
    valueSet('x', 'X'),
  ];
  assert.equal(buildCodeSystems({ codeSystems: [], baseCodeSystems, baseValueSets }), [
    { canonical: url, codes: ['red', 'blue'], displays: [{ code: 'red', displays: ['Red', 'Crimson'] }] },
  ]);
  const [own] = buildCodeSystems({ codeSystems: [system([concept('green')])], baseCodeSystems, baseValueSets });
  assert.equal(own, { canonical: url, codes: ['green'], displays: [] }, 'the input takes precedence');
});

model.run();
