/** What the commands of a package know of its messages comes from its definitions, and is absent where they say nothing. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { patientFacts, refusedFacts } from '../../generator/emit/command-facts.ts';
import type { SliceModel } from '../../generator/model/model.ts';
import type { PackageModel } from '../../generator/model/package-model.ts';
import { generateInvented } from '../support/invented-event.ts';
import { loadPackageModel } from '../support/package-model.ts';

const model = await loadPackageModel();
const invented = await generateInvented();
const routing = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RoutingDemographics-1';

const test = suite('what the commands know of messages');

test('the identifier by which messages are routed, and where the header repeats it', () => {
  assert.equal(patientFacts(model), {
    identifier: { name: 'nhsNumber', label: 'NHS number', system: 'https://fhir.nhs.uk/Id/nhs-number' },
    header: {
      identifier: [routing, 'nhsNumber', 'valueIdentifier'],
      name: [routing, 'name', 'valueHumanName'],
      birthDate: [routing, 'birthDateTime', 'valueDateTime'],
    },
  });
});

test('a kind of message that an event refuses', () => {
  const { refused } = refusedFacts(model) as { refused: { type: { code: string } } };
  assert.is(refused.type.code, 'update');
});

test('an identifier without a description has the words of its name', () => {
  const words = (short: string): unknown =>
    (patientFacts(describedAs(short)) as { identifier: { label: string } }).identifier.label;
  assert.is(words('VAT, whatever'), 'nhs number');
  assert.is(words('Nhs number of the person'), 'Nhs number');
});

/** The model with another description of the identifier. */
function describedAs(short: string): PackageModel {
  const slice = (one: SliceModel): SliceModel => (one.id === 'Patient.identifier:nhsNumber' ? { ...one, short } : one);
  return {
    ...model,
    families: model.families.map((family) => ({
      ...family,
      structures: family.structures.map((structure) => ({
        ...structure,
        content: {
          ...structure.content,
          elements: structure.content.elements.map((one) => ({ ...one, slices: one.slices.map(slice) })),
        },
      })),
    })),
  };
}

test('none of it, where messages say nothing of a patient and no event refuses a kind', () => {
  assert.is(patientFacts(invented.model), undefined);
  const messages = invented.model.messages.map((message) => ({ ...message, refused: [] }));
  assert.is(refusedFacts({ ...invented.model, messages }), undefined);
  const about = invented.text('cli/about');
  assert.not.match(about, /patient|nhs/i);
  assert.match(about, /name: 'acme-messages'/);
});

test('the schema of what a receiver accepts names no package', () => {
  const schema = readFileSync(new URL('../../sdk/policy.schema.json', import.meta.url), 'utf8');
  assert.not.match(schema, /careconnect/);
});

test.run();
