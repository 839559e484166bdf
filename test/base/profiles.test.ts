/** The profiles that FHIR STU3 publishes: facts sampled against the published definitions, and what profiles on them check. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { selectProfiles } from '../../generator/base/select-profiles.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { ElementDefinition, StructureDefinition } from '../../generator/fhir/definitions.ts';
import type { Issue } from '../../runtime/core/issue.ts';
import { element, profile, r3, type Json } from '../support/definitions.ts';
import { importGenerated } from '../support/import-generated.ts';
import { generate, load, troubles } from '../support/pipeline.ts';

const base = loadBaseModel();
const byName = new Map(base.profiles.map((one) => [one.name, one]));
const types = new Map(base.definitions.map((one) => [one.name, one]));

function named(name: string): StructureDefinition {
  const found = byName.get(name);
  assert.ok(found, name);
  return found;
}

const nameOf = (canonical = ''): string => canonical.slice(r3.length + 1);

const form = suite('base model: profiles');

form('29, each once, in the order of their names', () => {
  const names = base.profiles.map(({ name }) => name);
  assert.is(names.length, 29);
  assert.equal(names, [...new Set(names)].sort());
  for (const { url, name } of base.profiles) assert.is(url, `${r3}/${name}`);
});

form('each constrains its type, by way of another profile or directly', () => {
  for (const one of base.profiles) {
    assert.is(types.get(one.type)?.kind, one.kind, one.name);
    const parent = nameOf(one.baseDefinition);
    assert.is(byName.get(parent)?.type ?? parent, one.type, one.name);
  }
});

form('eleven build on the vital signs', () => {
  const built = base.profiles.filter(({ baseDefinition }) => nameOf(baseDefinition) === 'vitalsigns');
  assert.equal(
    built.map(({ name }) => name),
    'bmi bodyheight bodylength bodytemp bodyweight bp headcircum heartrate oxygensat resprate vitalspanel'.split(' '),
  );
});

form('every sentence is whole, and every title once', () => {
  assert.is(new Set(base.profiles.map(({ title }) => title)).size, 29);
  for (const { description = '' } of base.profiles) assert.match(description, /^[A-Z].*\.$/);
});

form('extensions, value sets and targets that they name are known', () => {
  const known = new Set([...base.definitions, ...base.extensions, ...base.profiles].map(({ url }) => url));
  const sets = new Set(base.valueSets.map(({ url }) => url));
  for (const { name, differential } of base.profiles)
    for (const { id, types: some = [], binding } of differential) {
      for (const { profile: of, targetProfile } of some)
        for (const url of [of, targetProfile]) assert.ok(url === undefined || known.has(url), `${name} ${id} ${url}`);
      assert.ok(binding?.valueSet === undefined || sets.has(binding.valueSet), `${name} ${id}`);
    }
});

const coded = (code: string): Partial<ElementDefinition> => ({ fixed: { type: 'code', value: code } });
const set = (name: string): Partial<ElementDefinition> => ({
  binding: { strength: 'required', valueSet: `http://hl7.org/fhir/ValueSet/${name}` },
});
const spots: readonly (readonly [name: string, id: string, want: Partial<ElementDefinition>])[] = [
  ['vitalsigns', 'Observation.category', { min: 1, mustSupport: true }],
  ['vitalsigns', 'Observation.subject', { min: 1, types: [{ code: 'Reference', targetProfile: `${r3}/Patient` }] }],
  ['vitalsigns', 'Observation.valueQuantity', { types: [{ code: 'Quantity' }], ...set('ucum-vitals-common') }],
  ['vitalsigns', 'Observation.related.type', { min: 1, ...coded('has-member') }],
  ['bodyweight', 'Observation.code.coding:BodyWeightCode.code', coded('29463-7')],
  ['bodyheight', 'Observation.code.coding:BodyHeightCode.code', coded('8302-2')],
  ['bodylength', 'Observation.code.coding:BodyLengthCode.code', coded('8306-3')],
  ['bodytemp', 'Observation.code.coding:BodyTempCode.code', coded('8310-5')],
  ['heartrate', 'Observation.code.coding:HeartRateCode.code', coded('8867-4')],
  ['resprate', 'Observation.code.coding:RespRateCode.code', coded('9279-1')],
  ['oxygensat', 'Observation.code.coding:OxygenSatCode.code', coded('59408-5')],
  ['bmi', 'Observation.code.coding:BMICode.code', coded('39156-5')],
  ['headcircum', 'Observation.code.coding:HeadCircumCode.code', coded('8287-5')],
  ['vitalspanel', 'Observation.code.coding:BodyWeightCode.code', coded('85353-1')],
  ['bp', 'Observation.code.coding:BPCode.code', coded('85354-9')],
  ['bp', 'Observation.component:SystolicBP.code.coding:SBPCode.code', coded('8480-6')],
  ['bp', 'Observation.component:DiastolicBP.code.coding:DBPCode.code', coded('8462-4')],
  ['bp', 'Observation.component:DiastolicBP.valueQuantity.code', coded('mm[Hg]')],
  ['bp', 'Observation.valueQuantity', { max: '0' }],
  ['bodyweight', 'Observation.valueQuantity.code', set('ucum-bodyweight')],
  ['bodytemp', 'Observation.valueQuantity.code', set('ucum-bodytemp')],
  ['heartrate', 'Observation.valueQuantity.code', coded('/min')],
  ['ldlcholesterol', 'Observation.code', set('ldlcholesterol-codes')],
  ['shareablevalueset', 'ValueSet.publisher', { min: 1 }],
  ['hlaresult', 'DiagnosticReport.extension:glstring', { max: '1', sliceName: 'glstring' }],
];

for (const [name, id, want] of spots) {
  form(`${name}: ${id}`, () => {
    const found = named(name).differential.find((one) => one.id === id);
    assert.ok(found);
    for (const [key, value] of Object.entries(want)) assert.equal(found[key as keyof ElementDefinition], value, key);
  });
}

form.run();

const selecting = suite('which profiles of FHIR a package has');

const selected = async (definitions: readonly Json[]): Promise<string[]> => {
  const { structures } = await load(definitions);
  return selectProfiles(base, structures).profiles.map(({ name }) => name);
};
const on = (name: string, more: Json = {}): Json =>
  profile(`Acme-${name}-1`, 'Observation', [], { baseDefinition: `${r3}/${name}`, ...more });
const pointing = profile('Acme-Plan-1', 'ClinicalImpression', [
  element('ClinicalImpression.problem', { type: [{ code: 'Reference', targetProfile: `${r3}/bmi|3.0.1` }] }),
]);

const selections: readonly (readonly [what: string, definitions: readonly Json[], want: readonly string[]])[] = [
  ['none, if nothing names one', [profile('Acme-Plain-1', 'Observation', [])], []],
  ['the base, and what that builds on', [on('bodyweight')], ['bodyweight', 'vitalsigns']],
  ['the target of a reference', [pointing], ['bmi', 'vitalsigns']],
  [
    'not what the input defines itself',
    [on('bodyweight'), profile('vitalsigns', 'Observation', [], { url: `${r3}/vitalsigns` })],
    ['bodyweight'],
  ],
];
for (const [what, definitions, want] of selections)
  selecting(what, async () => assert.equal(await selected(definitions), want));

selecting('value sets that only they bind come with them', async () => {
  const known = async (definitions: readonly Json[]): Promise<boolean> => {
    const { structures } = await load(definitions);
    return selectProfiles(base, structures).valueSets.some(({ url }) => url.endsWith('/observation-vitalsignresult'));
  };
  assert.is(await known([]), false);
  assert.is(await known([on('bp')]), true);
});

selecting.run();

const weight = {
  resourceType: 'Observation',
  status: 'final',
  category: [{ coding: [{ system: 'http://hl7.org/fhir/observation-category', code: 'vital-signs' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: 'Patient/otis' },
  effectiveDateTime: '2026-03-04',
  valueQuantity: { value: 70, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
};
const part = (code: string, measure: string): Json => ({
  code: { coding: [{ system: 'http://loinc.org', code }] },
  valueQuantity: { value: 100, unit: measure, system: 'http://unitsofmeasure.org', code: measure },
});
const { valueQuantity: _, ...unmeasured } = weight;
const pressure = (...component: Json[]): Json => ({
  ...unmeasured,
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  component,
});

const generated = await generate(
  [
    profile('Acme-Weight-1', 'Observation', [element('Observation.performer', { max: '0' })], {
      baseDefinition: `${r3}/bodyweight`,
    }),
    on('bp'),
  ],
  { resources: ['Observation'] },
);
const module = await importGenerated(generated, 'acme/index');

const rules = suite('profiles that build on those of FHIR');

rules('need no definition beside them', () => assert.equal(troubles(generated.diagnostics), []));

const rows: readonly (readonly [profile: string, what: string, value: Json, want?: string])[] = [
  ['Weight', 'a weight', weight],
  ['Weight', 'what it adds itself', { ...weight, performer: [{ display: 'x' }] }, 'Observation.performer'],
  ['Weight', 'a unit that is not one of weight', unit('cm'), 'Observation.value.code'],
  ['Weight', 'no subject', { ...weight, subject: undefined }, 'Observation.subject'],
  ['Weight', 'no value and no reason', unmeasured, 'Observation'],
  ['Weight', 'another category', { ...weight, category: [{ text: 'x' }] }, 'Observation.category[0]'],
  ['Weight', 'a year', { ...weight, effectiveDateTime: '2026' }, 'Observation.effective'],
  ['Weight', 'a text', { ...unmeasured, valueString: '70 kg' }, 'Observation.value'],
  ['Bp', 'a blood pressure', pressure(part('8480-6', 'mm[Hg]'), part('8462-4', 'mm[Hg]'))],
  ['Bp', 'a unit that is not one of pressure', pressure(part('8480-6', 'cm')), 'Observation.component[0].value.code'],
  ['Bp', 'any unit of a further component', pressure(part('8867-4', '/min'))],
];

function unit(code: string): Json {
  return { ...weight, valueQuantity: { ...weight.valueQuantity, unit: code, code } };
}

for (const [name, what, value, want] of rows) {
  rules(`${name}: ${what}`, () => {
    const check = module[`check${name}`] as (given: unknown) => Issue[];
    const found = check(JSON.parse(JSON.stringify(value))).filter(({ severity }) => severity === 'error');
    assert.equal([...new Set(found.map(({ expression }) => expression))], want === undefined ? [] : [want]);
  });
}

rules.run();
