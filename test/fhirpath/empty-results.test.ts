import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../runtime/fhirpath/env.ts';
import { compile, envOf, evaluate, toFunction } from './compiled.ts';

process.env['TZ'] = 'UTC';

/** Where FHIRPath says neither true nor false: what an invariant then comes to is told at `compileInvariant`. */
type Row = readonly [title: string, expression: string, at: string, value: Json, want: boolean];

const only = { extension: [{ url: 'http://example.org/a', valueString: 'x' }] };
const con4 =
  "abatement.empty() or (abatement as boolean).not()  or clinicalStatus='resolved' or clinicalStatus='remission' or clinicalStatus='inactive'";
const ref1 =
  "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %resource.contained.id.trace('ids'))";
const per1 = 'start.empty() or end.empty() or (start <= end)';
const cmr1 = '(agent.resolve() is Practitioner) or (agent.resolve() is Device) or onBehalfOf.exists().not()';
const requester = (reference: string): Json => ({ agent: { reference }, onBehalfOf: { reference: 'Organization/1' } });
const people = (...name: readonly Json[]): Json => ({ resourceType: 'Patient', ...(name.length > 0 && { name }) });
const unit = (value: number, code: string): Json => ({ value, code, system: 'http://example.org/units' });

const rows: readonly Row[] = [
  ['a list does not hold where it has no items', 'telecom or name', 'Patient', people(), false],
  ['so does the whole constraint', 'name', 'Patient', people(), false],
  ['and what it implies', 'name implies telecom', 'Patient', people({ text: 'a' }), false],
  ['a text test of an absent element is negated', ref1, 'Reference', { display: 'a' }, true],
  ['so it is in bdl-8', "fullUrl.contains('/_history/').not()", 'Bundle.entry', {}, true],
  ['not negated, it is not passed', "id.startsWith('a')", 'Patient', { resourceType: 'Patient' }, false],
  [
    '!= of absent elements holds',
    'value.empty() or code!=component.code',
    'Observation',
    { resourceType: 'Observation', status: 'final', code: { text: 'a' }, valueString: 'a' },
    true,
  ],
  [
    '= of an absent element does not',
    'notDoneReason.empty() or notDone = true',
    'Procedure',
    { resourceType: 'Procedure', notDoneReason: { text: 'a' } },
    false,
  ],
  ['what = implies then holds', "use = 'official' implies family.exists()", 'HumanName', { text: 'a' }, true],
  ['in of an absent element does not hold', "use in ('official' | 'usual')", 'HumanName', { text: 'a' }, false],
  [
    'an absent boolean is not true',
    'notDone or notDoneReason.exists().not()',
    'Communication',
    { resourceType: 'Communication', notDoneReason: { text: 'a' } },
    false,
  ],
  [
    'an absent boolean is negated',
    con4,
    'Condition',
    { resourceType: 'Condition', abatementDateTime: '2026', clinicalStatus: 'active' },
    true,
  ],
  [
    'an absent choice is of no type',
    'probability is decimal implies probability.as(decimal) <= 100',
    'RiskAssessment.prediction',
    {},
    true,
  ],
  [
    'a value set that is absent is no uri',
    "valueSet.is(uri).not() or valueSet.as(uri).startsWith('http:')",
    'ElementDefinition.binding',
    { strength: 'required' },
    true,
  ],
  [
    'one that has no value is',
    "valueSet.is(uri).not() or valueSet.as(uri).startsWith('http:')",
    'ElementDefinition.binding',
    { strength: 'required', _valueSetUri: only },
    false,
  ],
  [
    'a number that is none is not compared',
    "max='*' or (max.toInteger() > 0)",
    'MessageDefinition.focus',
    { code: 'Patient', min: 0, max: 'x' },
    false,
  ],
  [
    'an absent one neither',
    "max='*' or (max.toInteger() > 0)",
    'MessageDefinition.focus',
    { code: 'Patient', min: 0 },
    false,
  ],
  [
    'a number without a value speaks for it',
    'period.exists() implies period >= 0',
    'Timing.repeat',
    { _period: only },
    true,
  ],
  ['a date without a value does', per1, 'Period', { start: '2026', _end: only }, true],
  ['dates that agree as far as both go do', per1, 'Period', { start: '2026-05', end: '2026' }, true],
  ['a moment of that day does', per1, 'Period', { start: '2026-05-04T10:00:00Z', end: '2026-05-04' }, true],
  ['whichever way it is asked', '(start > end).not()', 'Period', { start: '2026-05', end: '2026' }, true],
  [
    'quantities in other units do',
    'low <= high',
    'Range',
    {
      low: { value: 5, code: 'mg', system: 'http://unitsofmeasure.org' },
      high: { value: 1, code: 'm', system: 'http://unitsofmeasure.org' },
    },
    true,
  ],
  ['a reference that is not found does', cmr1, 'CommunicationRequest.requester', requester('Practitioner/none'), true],
  ['inside where(), empty is false', "where((use = 'home').not()).exists()", 'Address', { text: 'a' }, false],
];

const test = suite('fhirpath: empty results');

for (const [title, expression, at, value, want] of rows) {
  test(`${title}: ${expression}`, () => {
    const outcome = evaluate(expression, at, { value, resource: value });
    assert.is(outcome, expression.startsWith('where') ? false : 'empty', 'fhirpath.js');
    assert.is(toFunction(compile(expression, at))(value, envOf(value)), want);
  });
}

/** Where fhirpath.js says something, and it is known to say something else: the last is what it says. */
const differences: readonly (readonly [...Row, Json])[] = [
  [
    "a boolean is compared with 'false' as a boolean",
    "notGiven = 'false'",
    'MedicationAdministration',
    { resourceType: 'MedicationAdministration', notGiven: false },
    true,
    false,
  ],
  [
    'each of several items on the left of in',
    "when in ('C' | 'CM')",
    'Timing.repeat',
    { when: ['C', 'CM'] },
    true,
    'error',
  ],
  [
    'of a list in place of a boolean, an item is enough',
    'telecom or name',
    'Patient',
    people({ text: 'a' }, { text: 'b' }),
    true,
    'error',
  ],
  ['has to be on its right', "when in ('C' | 'CM')", 'Timing.repeat', { when: ['C', 'AC'] }, false, 'error'],
  [
    'a false boolean is no criterion',
    'uniqueId.where(preferred).empty()',
    'NamingSystem',
    { resourceType: 'NamingSystem', uniqueId: [{ preferred: false }] },
    true,
    false,
  ],
  [
    'primitives are equal by their values',
    'uniqueId.type.isDistinct()',
    'NamingSystem',
    { resourceType: 'NamingSystem', uniqueId: [{ type: 'a' }, { type: 'a', _type: { id: 'x' } }] },
    false,
    true,
  ],
  ['quantities of any system compare', 'low <= high', 'Range', { low: unit(5, 'a'), high: unit(3, 'a') }, false, true],
  [
    'units are not converted',
    'low <= high',
    'Range',
    {
      low: { value: 5000, code: 'mg', system: 'http://unitsofmeasure.org' },
      high: { value: 1, code: 'g', system: 'http://unitsofmeasure.org' },
    },
    true,
    false,
  ],
  [
    '\\_ is read in patterns',
    "id.matches('^[a-z\\\\_]+$')",
    'Patient',
    { resourceType: 'Patient', id: 'a_b' },
    true,
    'error',
  ],
  [
    'a date is compared with the date a moment is written with',
    per1,
    'Period',
    { start: '2026-07-01', end: '2026-07-01T00:30:00+01:00' },
    true,
    false,
  ],
];

for (const [title, expression, at, value, want, theirs] of differences) {
  test(`${title}: ${expression}`, () => {
    assert.is(evaluate(expression, at, { value, resource: value }), theirs, 'fhirpath.js');
    assert.is(toFunction(compile(expression, at))(value, envOf(value)), want);
  });
}

test.run();
