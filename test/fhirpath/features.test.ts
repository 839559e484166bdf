import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../runtime/fhirpath/env.ts';
import { compile, envOf, evaluate, toFunction } from './compiled.ts';

process.env['TZ'] = 'UTC';

type Row = readonly [expression: string, at: string, value: Json, want: boolean];

const ext = [{ url: 'http://example.org/a', valueString: 'x' }];
const only = { extension: ext };
const ucum = (value: number, code: string): Json => ({ value, code, system: 'http://unitsofmeasure.org' });
const patient = (rest: Json): Json => ({ resourceType: 'Patient', ...rest });
const observation = (rest: Json): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'a' },
  ...rest,
});
const entry = (...resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

const features: Readonly<Record<string, readonly Row[]>> = {
  'exists() and empty()': [
    ['birthDate.exists()', 'Patient', patient({ birthDate: '2026' }), true],
    ['birthDate.exists()', 'Patient', patient({ _birthDate: only }), true],
    ['birthDate.exists()', 'Patient', patient({}), false],
    ['birthDate.empty()', 'Patient', patient({ _birthDate: only }), false],
    ['name.exists()', 'Patient', patient({ name: [{ family: 'Thistlewood' }] }), true],
    ['name.given.exists()', 'Patient', patient({ name: [{ family: 'Thistlewood' }] }), false],
    ['name.given.exists()', 'Patient', patient({ name: [{ _given: [null, only] }] }), true],
    ['name.period.start.empty()', 'Patient', patient({ name: [{ period: { end: '2026' } }] }), true],
    ['deceased.exists()', 'Patient', patient({ deceasedBoolean: false }), true],
    ['deceased.exists()', 'Patient', patient({ _deceasedDateTime: only }), true],
    ['value.exists()', 'Observation', observation({ valueString: 'a' }), true],
    ['value.exists()', 'Observation', observation({ _valueTime: only }), true],
    ['value.exists()', 'Observation', observation({}), false],
    ["name.exists(use = 'official')", 'Patient', patient({ name: [{ use: 'usual' }, { use: 'official' }] }), true],
    ["name.exists(use = 'official')", 'Patient', patient({ name: [{ use: 'usual' }] }), false],
    ["maritalStatus.exists(text = 'a')", 'Patient', patient({ maritalStatus: { text: 'a' } }), true],
    ['birthDate.extension.exists()', 'Patient', patient({ birthDate: '2026', _birthDate: only }), true],
    ["extension('http://example.org/a').value.ofType(string) = 'x'", 'Patient', patient({ extension: ext }), true],
    ['birthDate.extension.exists()', 'Patient', patient({ birthDate: '2026', extension: ext }), false],
  ],
  'hasValue()': [
    ['birthDate.hasValue()', 'Patient', patient({ birthDate: '2026' }), true],
    ['birthDate.hasValue()', 'Patient', patient({ _birthDate: only }), false],
    ['name.hasValue()', 'Patient', patient({ name: [{ family: 'Thistlewood' }] }), false],
    ['name.given.hasValue()', 'Patient', patient({ name: [{ given: ['Ada'] }] }), true],
    ['name.given.hasValue()', 'Patient', patient({ name: [{ given: ['Ada', 'Bea'] }] }), false],
    ['name.given.hasValue()', 'Patient', patient({ name: [{ _given: [only] }] }), false],
    [
      'name.given.all(hasValue())',
      'Patient',
      patient({ name: [{ given: ['Ada', null], _given: [null, only] }] }),
      false,
    ],
    ['value.hasValue()', 'Observation', observation({ valueQuantity: ucum(1, 'mg') }), false],
  ],
  'count()': [
    ['name.count() = 2', 'Patient', patient({ name: [{ text: 'a' }, { text: 'b' }] }), true],
    [
      'name.given.count() = 3',
      'Patient',
      patient({ name: [{ given: ['a', null], _given: [null, only] }, { given: ['b'] }] }),
      true,
    ],
    ['birthDate.count() = 1', 'Patient', patient({ _birthDate: only }), true],
    ['contact.count() = 0', 'Patient', patient({}), true],
    ['name.count() + telecom.count() > 1', 'Patient', patient({ name: [{ text: 'a' }] }), false],
    [
      "name.where(use = 'usual').count() <= 1",
      'Patient',
      patient({ name: [{ use: 'usual' }, { use: 'usual' }] }),
      false,
    ],
  ],
  logic: [
    ['active and deceased', 'Patient', patient({ active: true, deceasedBoolean: true }), true],
    ['active and deceased', 'Patient', patient({ active: true, deceasedBoolean: false }), false],
    ['active and deceased', 'Patient', patient({ active: false }), false],
    ['active or deceased', 'Patient', patient({ active: true }), true],
    ['active xor deceased', 'Patient', patient({ active: true, deceasedBoolean: false }), true],
    ['active xor deceased', 'Patient', patient({ active: true, deceasedBoolean: true }), false],
    ['active implies deceased', 'Patient', patient({ active: false }), true],
    ['active implies deceased', 'Patient', patient({ active: true, deceasedBoolean: false }), false],
    ['active implies deceased', 'Patient', patient({ deceasedBoolean: true }), true],
    ['active.not()', 'Patient', patient({ active: false }), true],
    ['(active = true).not() or birthDate.exists()', 'Patient', patient({ active: true }), false],
    ['birthDate and gender', 'Patient', patient({ birthDate: '2026', gender: 'female' }), true],
    ['birthDate.exists() xor gender.exists()', 'Patient', patient({ birthDate: '2026' }), true],
    ['birthDate.exists() != gender.exists()', 'Patient', patient({ birthDate: '2026', gender: 'female' }), false],
    ['birthDate.exists() = gender.exists()', 'Patient', patient({}), true],
    ['true', 'Patient', patient({}), true],
    ['false or true', 'Patient', patient({}), true],
    ['name.exists() | birthDate.exists()', 'Patient', patient({ birthDate: '2026' }), true],
    ['name.exists() | birthDate.exists()', 'Patient', patient({}), false],
  ],
  '= and !=': [
    ["gender = 'female'", 'Patient', patient({ gender: 'female' }), true],
    ["gender = 'female'", 'Patient', patient({ gender: 'male' }), false],
    ["gender = 'female'", 'Patient', patient({ _gender: only }), false],
    ["gender != 'female'", 'Patient', patient({ _gender: only }), true],
    ['active = false', 'Patient', patient({ active: false }), true],
    ['multipleBirth = 2', 'Patient', patient({ multipleBirthInteger: 2 }), true],
    ["name.family = 'Thistlewood'", 'Patient', patient({ name: [{ family: 'Thistlewood' }] }), true],
    [
      "name.family = 'Thistlewood'",
      'Patient',
      patient({ name: [{ family: 'Thistlewood' }, { family: 'Thistlewood' }] }),
      false,
    ],
    [
      'name.family = contact.name.family',
      'Patient',
      patient({
        name: [{ family: 'a' }, { family: 'b' }],
        contact: [{ name: { family: 'a' } }, { name: { family: 'b' } }],
      }),
      true,
    ],
    [
      'name.family = contact.name.family',
      'Patient',
      patient({
        name: [{ family: 'a' }, { family: 'b' }],
        contact: [{ name: { family: 'b' } }, { name: { family: 'a' } }],
      }),
      false,
    ],
    [
      'maritalStatus = contact.relationship',
      'Patient',
      patient({ maritalStatus: { text: 'a', id: 'x' }, contact: [{ relationship: [{ id: 'x', text: 'a' }] }] }),
      true,
    ],
    [
      'maritalStatus = contact.relationship',
      'Patient',
      patient({ maritalStatus: { text: 'a' }, contact: [{ relationship: [{ text: 'b' }] }] }),
      false,
    ],
    ['start = end', 'Period', { start: '2026-03-04T10:00:00Z', end: '2026-03-04T11:00:00+01:00' }, true],
    ['start = end', 'Period', { start: '2026', end: '2025' }, false],
    ['id = url', 'StructureDefinition', { resourceType: 'StructureDefinition', id: 'a', url: 'a' }, true],
  ],
  order: [
    ['start <= end', 'Period', { start: '2026', end: '2026' }, true],
    ['start < end', 'Period', { start: '2026-03-04', end: '2026-03-05' }, true],
    ['start < end', 'Period', { start: '2026-03', end: '2025-04-05' }, false],
    ['start >= end', 'Period', { start: '2026-03-04T10:00:00+01:00', end: '2026-03-04T09:30:00Z' }, false],
    ['start > end', 'Period', { start: '2026-03-04T10:00:00.5Z', end: '2026-03-04T10:00:00Z' }, true],
    ['start > @2025', 'Period', { start: '2026' }, true],
    ['period >= 0', 'Timing.repeat', { period: 0 }, true],
    ['period >= 0', 'Timing.repeat', { period: -0.5 }, false],
    ['low <= high', 'Range', { low: ucum(1, 'mg'), high: ucum(2, 'mg') }, true],
    ['low <= high', 'Range', { low: ucum(3, 'mg'), high: ucum(2, 'mg') }, false],
    ['max.toInteger() > 1', 'ElementDefinition', { path: 'a', max: '2' }, true],
    ['max.toInteger() > 1', 'ElementDefinition', { path: 'a', max: '1' }, false],
    ['name.given.count() < name.count()', 'Patient', patient({ name: [{ text: 'a' }] }), true],
  ],
  'in, contains and |': [
    ["gender in ('male' | 'female')", 'Patient', patient({ gender: 'female' }), true],
    ["gender in ('male' | 'female' | 'other')", 'Patient', patient({ gender: 'unknown' }), false],
    ["('male' | 'female') contains gender", 'Patient', patient({ gender: 'male' }), true],
    ["'Ada' in name.given", 'Patient', patient({ name: [{ given: ['Bea', 'Ada'] }] }), true],
    ["'Ada' in name.given", 'Patient', patient({ name: [{ given: ['Bea'] }] }), false],
    [
      'code in component.code',
      'Observation',
      observation({ component: [{ code: { text: 'b' } }, { code: { text: 'a' } }] }),
      true,
    ],
    [
      '(name.family | name.given).count() = 2',
      'Patient',
      patient({ name: [{ family: 'a', given: ['a', 'b'] }] }),
      true,
    ],
    ['reference.substring(1) in %resource.contained.id', 'Reference', { reference: '#x' }, false],
  ],
  'is, as and ofType()': [
    ['value is Quantity', 'Observation', observation({ valueQuantity: ucum(1, 'mg') }), true],
    ['value is Quantity', 'Observation', observation({ valueString: 'a' }), false],
    ['value.is(string)', 'Observation', observation({ _valueString: only }), true],
    ['(value as Quantity).exists()', 'Observation', observation({ valueString: 'a' }), false],
    ["value.as(string) = 'a'", 'Observation', observation({ valueString: 'a' }), true],
    ['value.ofType(Quantity).value > 2', 'Observation', observation({ valueQuantity: ucum(3, 'mg') }), true],
    ['onset is Quantity', 'Condition', { resourceType: 'Condition', onsetAge: ucum(3, 'a') }, true],
    ['onset is FHIR.Age', 'Condition', { resourceType: 'Condition', onsetAge: ucum(3, 'a') }, true],
    ['entry.resource.ofType(Patient).exists()', 'Bundle', entry(observation({}), patient({})), true],
    ['entry.resource.ofType(Patient).exists()', 'Bundle', entry(observation({})), false],
    [
      'entry.resource.where($this is Patient).birthDate.exists()',
      'Bundle',
      entry(observation({}), patient({ birthDate: '2026' })),
      true,
    ],
    ['entry.resource.all($this is Patient)', 'Bundle', entry(patient({}), observation({})), false],
    ['Patient.active', 'Patient', patient({ active: true }), true],
  ],
  'where(), select() and all()': [
    [
      "name.where(use = 'official').family = 'a'",
      'Patient',
      patient({ name: [{ use: 'official', family: 'a' }, { family: 'b' }] }),
      true,
    ],
    [
      "name.where(use = 'official').where(family = 'b').empty()",
      'Patient',
      patient({ name: [{ use: 'official', family: 'a' }, { family: 'b' }] }),
      true,
    ],
    ['name.where(family).count() = 1', 'Patient', patient({ name: [{ _family: only }, { text: 'b' }] }), true],
    ['name.where(family).count() = 1', 'Patient', patient({ name: [{ family: 'a' }, { text: 'b' }] }), true],
    ["maritalStatus.where(text = 'a').exists()", 'Patient', patient({ maritalStatus: { text: 'b' } }), false],
    ['name.select(given).count() = 3', 'Patient', patient({ name: [{ given: ['a', 'b'] }, { given: ['c'] }] }), true],
    ["name.select(family & '.').isDistinct()", 'Patient', patient({ name: [{ family: 'a' }, { family: 'a' }] }), false],
    ['name.select(family.exists()).count() = 2', 'Patient', patient({ name: [{ family: 'a' }, { text: 'b' }] }), true],
    ['name.all(family.exists())', 'Patient', patient({ name: [{ family: 'a' }, { text: 'b' }] }), false],
    ['name.all(family.exists())', 'Patient', patient({}), true],
    ['name.all(given.exists() and use.exists())', 'Patient', patient({ name: [{ given: ['a'], use: 'usual' }] }), true],
    ['name.all(given.all(length() > 1))', 'Patient', patient({ name: [{ given: ['ab', 'c'] }] }), false],
    ["maritalStatus.all(text = 'a')", 'Patient', patient({}), true],
    ["extension('http://example.org/a').exists()", 'Patient', patient({ extension: ext }), true],
    ["extension('http://example.org/b').exists()", 'Patient', patient({ extension: ext }), false],
    ["birthDate.extension('http://example.org/a').value = 'x'", 'Patient', patient({ _birthDate: only }), true],
  ],
  'first(), tail() and [n]': [
    ["name.first().family = 'a'", 'Patient', patient({ name: [{ family: 'a' }, { family: 'b' }] }), true],
    ["name.tail().family = 'b'", 'Patient', patient({ name: [{ family: 'a' }, { family: 'b' }] }), true],
    ["name[1].family = 'b'", 'Patient', patient({ name: [{ family: 'a' }, { family: 'b' }] }), true],
    ['name[1].exists()', 'Patient', patient({ name: [{ family: 'a' }] }), false],
    ["name.given.first() = 'b'", 'Patient', patient({ name: [{ text: 'a' }, { given: ['b'] }] }), true],
    ['name.first().first().exists()', 'Patient', patient({}), false],
  ],
  'isDistinct() and distinct()': [
    ['name.family.isDistinct()', 'Patient', patient({ name: [{ family: 'a' }, { family: 'a' }] }), false],
    ['name.family.isDistinct()', 'Patient', patient({ name: [{ family: 'a' }, { family: 'b' }] }), true],
    [
      'name.isDistinct()',
      'Patient',
      patient({
        name: [
          { family: 'a', use: 'usual' },
          { use: 'usual', family: 'a' },
        ],
      }),
      false,
    ],
    ['name.isDistinct()', 'Patient', patient({}), true],
    ['name.family.distinct().count() = 1', 'Patient', patient({ name: [{ family: 'a' }, { family: 'a' }] }), true],
    ['birthDate.isDistinct()', 'Patient', patient({ birthDate: '2026' }), true],
  ],
  'children() and descendants()': [
    ['children().count() = 3', 'HumanName', { family: 'a', given: ['b'], _given: [null, only] }, true],
    ['children().count() > id.count()', 'HumanName', { id: 'a' }, false],
    ['children().count() > id.count()', 'HumanName', { id: 'a', _text: only }, true],
    [
      'descendants().linkId.count() = 3',
      'Questionnaire',
      { resourceType: 'Questionnaire', item: [{ linkId: 'a', item: [{ linkId: 'b' }] }, { linkId: 'c' }] },
      true,
    ],
    [
      "'x' in descendants().reference",
      'Patient',
      patient({ _birthDate: { extension: [{ url: 'a', valueReference: { reference: 'x' } }] }, birthDate: '2026' }),
      true,
    ],
    ["'x' in descendants().reference", 'Patient', patient({ managingOrganization: { reference: 'y' } }), false],
    ["children().family = 'a'", 'Patient', patient({ name: [{ family: 'a' }] }), true],
  ],
  texts: [
    ["id.startsWith('ab')", 'Patient', patient({ id: 'abc' }), true],
    ["id.endsWith('bc')", 'Patient', patient({ id: 'abc' }), true],
    ["id.contains('x')", 'Patient', patient({ id: 'abc' }), false],
    ["id.matches('^[a-c]+$')", 'Patient', patient({ id: 'abc' }), true],
    ["id.matches('^[a-b]+$')", 'Patient', patient({ id: 'abc' }), false],
    ["id.matches('b')", 'Patient', patient({ id: 'abc' }), true],
    ["id.substring(1) = 'bc'", 'Patient', patient({ id: 'abc' }), true],
    ["id.substring(1, 1) = 'b'", 'Patient', patient({ id: 'abc' }), true],
    ['id.substring(3).empty()', 'Patient', patient({ id: 'abc' }), true],
    ['id.length() = 3', 'Patient', patient({ id: 'abc' }), true],
    ["id.upper() = 'ABC'", 'Patient', patient({ id: 'abc' }), true],
    ["id.lower() = 'abc'", 'Patient', patient({ id: 'ABC' }), true],
    ['id.toInteger() = 12', 'Patient', patient({ id: '12' }), true],
    ['id.toInteger().empty()', 'Patient', patient({ id: 'x' }), true],
    ["active.toString() = 'true'", 'Patient', patient({ active: true }), true],
    ["value.toString().contains('.')", 'Quantity', { value: 1.5 }, true],
    ["id & '-' & language = 'abc-'", 'Patient', patient({ id: 'abc' }), true],
    ["id + 'd' = 'abcd'", 'Patient', patient({ id: 'abc' }), true],
    ["id = 'it\\'s'", 'Patient', patient({ id: "it's" }), true],
    ["id = '\\u0041'", 'Patient', patient({ id: 'A' }), true],
  ],
  arithmetic: [
    ['name.count() + 1 = 2', 'Patient', patient({ name: [{ text: 'a' }] }), true],
    ['name.count() - 1 < 0', 'Patient', patient({}), true],
    ['period * 2 = 3', 'Timing.repeat', { period: 1.5 }, true],
    ['period / 2 > 1', 'Timing.repeat', { period: 1.5 }, false],
    ['count mod 2 = 1', 'Timing.repeat', { count: 3 }, true],
    ['count div 2 = 1', 'Timing.repeat', { count: 3 }, true],
    ['(count / 0).empty()', 'Timing.repeat', { count: 3 }, true],
    ['count = -1', 'Timing.repeat', { count: -1 }, true],
  ],
  'variables and trace()': [
    ['system = %ucum', 'Quantity', { system: 'http://unitsofmeasure.org' }, true],
    ['%context.system = %ucum', 'Quantity', { system: 'http://unitsofmeasure.org' }, true],
    ["%resource.type = 'collection'", 'Bundle', entry(), true],
    ["active.trace('a').not()", 'Patient', patient({ active: false }), true],
    ["name.trace('a', family).exists()", 'Patient', patient({ name: [{ text: 'a' }] }), true],
  ],
  'resolve()': [
    [
      'generalPractitioner.resolve().all($this is Practitioner)',
      'Patient',
      patient({ generalPractitioner: [{ reference: 'Practitioner/1' }] }),
      true,
    ],
    [
      'generalPractitioner.resolve().all($this is Practitioner)',
      'Patient',
      patient({ generalPractitioner: [{ reference: 'Practitioner/1' }, { reference: 'Device/1' }] }),
      false,
    ],
    [
      'managingOrganization.resolve().exists()',
      'Patient',
      patient({ managingOrganization: { reference: 'Organization/none' } }),
      false,
    ],
    [
      'managingOrganization.resolve() is Organization',
      'Patient',
      patient({ managingOrganization: { reference: '#a' }, contained: [{ resourceType: 'Organization', id: 'a' }] }),
      true,
    ],
    [
      'managingOrganization.resolve() is Organization',
      'Patient',
      patient({ managingOrganization: { reference: '#a' }, contained: [{ resourceType: 'Patient', id: 'a' }] }),
      false,
    ],
    [
      "entry.resource.where($this is Observation).subject.resolve().ofType(Patient).name.family = 'Thistlewood'",
      'Bundle',
      entry(observation({ subject: { reference: 'Patient/1' } })),
      true,
    ],
    [
      'entry.resource.where($this is Observation).subject.resolve().all($this is Patient)',
      'Bundle',
      entry(observation({ subject: { reference: 'Device/1' } })),
      false,
    ],
  ],
};

for (const [feature, rows] of Object.entries(features)) {
  const test = suite(`fhirpath: ${feature}`);
  for (const [expression, at, value, want] of rows) {
    test(`${expression} of ${JSON.stringify(value)}`, () => {
      const place = { value, resource: value };
      assert.is(evaluate(expression, at, place), want, 'fhirpath.js');
      assert.is(toFunction(compile(expression, at))(value, envOf(value)), want);
    });
  }
  test.run();
}
