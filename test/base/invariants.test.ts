import fhirpath from 'fhirpath';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { readOverlayFile } from '../../generator/base/stu3/read-overlay.ts';
import type { Constraint, ElementDefinition } from '../../generator/fhir/definitions.ts';

const everyElement = loadBaseModel().definitions.flatMap(({ snapshot = [] }) => snapshot);
const elements = new Map(everyElement.map((element) => [element.id, element]));
const uses = everyElement.flatMap(({ id, constraints = [] }) =>
  constraints.map((constraint) => ({ id, ...constraint })),
);

function constraintsOf(id: string): readonly Constraint[] {
  const element: ElementDefinition | undefined = elements.get(id);
  assert.ok(element, id);
  return element.constraints ?? [];
}

const test = suite('base model: invariants');

test('every expression parses', () => {
  for (const { id, key, expression } of uses) {
    assert.ok(expression, `${id} ${key}`);
    assert.not.throws(() => fhirpath.parse(expression), `${id} ${key}: ${expression}`);
  }
});

test('one key with two expressions is one of the keys that STU3 uses twice', () => {
  const byKey = new Map<string, Set<string | undefined>>();
  for (const { key, expression } of uses) byKey.set(key, (byKey.get(key) ?? new Set()).add(expression));
  assert.equal(
    [...byKey].filter(([, expressions]) => expressions.size > 1).map(([key]) => key),
    ['inv-1'],
  );
});

test('every invariant has a human text that fits into an error message', () => {
  for (const { id, key, human = '', expression = '' } of uses) {
    const where = `${id} ${key}: ${human}`;
    assert.match(human, /^[a-z].*[^\s.]$/, where);
    assert.ok(human.length <= 120, where);
    assert.not(human.includes(key) || human.includes(expression), where);
  }
});

test('a human text stands for one expression, and an expression under its key has one human text', () => {
  const expressions = new Map<string | undefined, Set<string | undefined>>();
  const texts = new Map<string, Set<string | undefined>>();
  for (const { key, human, expression } of uses) {
    const rule = `${key}: ${expression ?? ''}`;
    expressions.set(human, (expressions.get(human) ?? new Set()).add(expression));
    texts.set(rule, (texts.get(rule) ?? new Set()).add(human));
  }
  const ambiguous = [...expressions, ...texts].filter(([, partners]) => partners.size !== 1);
  assert.equal(ambiguous, []);
});

const humans: readonly (readonly [string, string, string])[] = [
  ['Patient', 'dom-1', 'a contained resource has no narrative'],
  ['Patient.contact', 'ele-1', 'an element has a value or children, not only an id'],
  ['Quantity:simplequantity', 'sqty-1', 'a simple quantity has no comparator'],
  ['Period', 'per-1', 'a period does not start after it ends'],
  ['Parameters.parameter', 'inv-1', 'a parameter has exactly one of these: a value, a resource, or parts'],
  ['Task', 'inv-1', 'a task is not last modified before it was authored'],
  ['TestReport.setup.action', 'inv-1', 'a setup action is either an operation or an assertion, and not both'],
  ['TestScript.setup.action', 'inv-1', 'a setup action is either an operation or an assertion, and not both'],
];
for (const [id, key, want] of humans)
  test(`${id} ${key}: ${want}`, () => assert.is(constraintsOf(id).find((it) => it.key === key)?.human, want));

const counts: readonly (readonly [string, number])[] = [
  ['ele-1', 383],
  ['ext-1', 1],
  ['dom-1', 115],
  ['dom-2', 115],
  ['dom-3', 115],
  ['dom-4', 115],
  ['qty-3', 7],
  ['inv-1', 4],
  ['txt-1', 1],
  ['bdl-7', 1],
];
for (const [key, want] of counts)
  test(`${key} is used ${want} times`, () => assert.is(uses.filter((use) => use.key === key).length, want));

const keys: readonly (readonly [string, readonly string[]])[] = [
  ['Element', ['ele-1']],
  ['string', ['ele-1']],
  ['xhtml', []],
  ['Extension', ['ele-1', 'ext-1']],
  ['Quantity', ['ele-1', 'qty-3']],
  ['Age', ['qty-3', 'age-1']],
  ['Quantity:simplequantity', ['ele-1', 'qty-3', 'sqty-1']],
  ['Resource', []],
  ['Binary', []],
  ['DomainResource', ['dom-2', 'dom-1', 'dom-4', 'dom-3']],
  ['Observation', ['dom-2', 'dom-1', 'dom-4', 'dom-3', 'obs-7', 'obs-6']],
  ['Patient.contact', ['ele-1', 'pat-1']],
  ['Timing.repeat', ['ele-1', 'tim-9', 'tim-5', 'tim-6', 'tim-7', 'tim-8', 'tim-1', 'tim-10', 'tim-2', 'tim-4']],
  ['Narrative.div', ['txt-1', 'txt-2']],
  ['TestScript.test.action.operation', ['inv-8']],
  ['Patient.extension', []],
  ['Patient.name', []],
];
for (const [id, want] of keys)
  test(`${id}: ${want.join(', ') || 'none'}`, () =>
    assert.equal(
      constraintsOf(id).map((it) => it.key),
      want,
    ));

test('source is the definition that states the invariant', () => {
  const sources = (id: string): readonly string[] =>
    constraintsOf(id).map((it) => it.source?.replace(/.*\//, '') ?? '');
  assert.equal(sources('Age'), ['Quantity', 'Age']);
  assert.equal(sources('Quantity:simplequantity'), ['Element', 'Quantity', 'SimpleQuantity']);
  assert.equal(sources('Patient.contact'), ['Element', 'Patient']);
  assert.is(sources('Patient')[0], 'DomainResource');
});

test('severity is kept', () => {
  const warnings = new Set(uses.filter((use) => use.severity === 'warning').map((use) => use.key));
  assert.ok(warnings.size > 0 && warnings.size < 10);
  assert.not(warnings.has('ele-1'));
});

test('the one corrected expression says why, and compares with quotes', () => {
  const lines = readOverlayFile<{ invariants: { key: string; expression: string; reason?: string }[] }>(
    'invariants',
  ).invariants;
  const corrected = lines.filter((line) => line.reason !== undefined);
  assert.equal(
    corrected.map((line) => line.key),
    ['sdf-8'],
  );
  assert.match(corrected[0]?.expression ?? '', "%resource.kind = 'logical'");
});

test.run();
