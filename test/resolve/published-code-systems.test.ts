/** Value sets that draw on code systems of FHIR itself, which need not be in the input. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acme, valueSet, type Json } from '../support/definitions.ts';
import { generate, troubles } from '../support/pipeline.ts';

const test = suite('code systems that FHIR publishes');

const codesOf = async (include: Json): Promise<readonly [codes: readonly string[] | undefined, found: string[]]> => {
  const { model, diagnostics } = await generate([valueSet('Acme-Category-1', [include])], { resources: [] });
  const sets = model.families.flatMap(({ valueSets }) => valueSets);
  const set = sets.find(({ canonical }) => canonical === `${acme}/ValueSet/Acme-Category-1`);
  return [set?.concepts.map(({ code }) => code), troubles(diagnostics)];
};

test('a set of all codes has them', async () => {
  const got = await codesOf({ system: 'http://hl7.org/fhir/condition-category' });
  assert.equal(got, [['problem-list-item', 'encounter-diagnosis'], []]);
});

test('their hierarchy is not known', async () => {
  const filter = [{ property: 'concept', op: 'is-a', value: 'encounter-diagnosis' }];
  assert.equal(await codesOf({ system: 'http://hl7.org/fhir/condition-category', filter }), [undefined, []]);
});

test('a code system of somebody else is missed', async () => {
  const [codes, found] = await codesOf({ system: 'https://gone.example/colours' });
  assert.equal([codes, found], [undefined, ['resolve/code-system-not-found ValueSet.compose.include[0].system']]);
});

test.run();
