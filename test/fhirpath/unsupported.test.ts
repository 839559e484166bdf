import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileInvariant } from '../../generator/fhirpath/compile-invariant.ts';
import { compile, types } from './compiled.ts';

const rows: readonly (readonly [expression: string, at: string, reason: RegExp])[] = [
  ['name.', 'Patient', /does not parse/],
  ['element.first().path = #39;a#39;', 'StructureDefinition.snapshot', /does not parse/],
  ['true', 'Nothing', /no element Nothing/],
  ['true', 'Patient.nothing', /no element Patient.nothing/],
  ['name.foo()', 'Patient', /the function foo\(\)/],
  ['name.toString()', 'Patient', /toString\(\) of what is not one primitive/],
  ['name.constructor()', 'Patient', /the function constructor\(\)/],
  ['name.exists(use, given)', 'Patient', /exists\(\) with 2 arguments/],
  ['%other', 'Patient', /the variable %other/],
  ['communication.preferred', 'Patient', /a list of booleans where one is expected/],
  ['communication.preferred and active', 'Patient', /a list of booleans where one is expected/],
  ["name.given.startsWith('a')", 'Patient', /startsWith\(\) of what is not one text/],
  ['birthDate > 5', 'Patient', /> between date and System.Integer/],
  ['active = 5', 'Patient', /= between boolean and System.Integer/],
  ['birthDate ~ @2026', 'Patient', /the operator ~/],
  ["value > 5 'mg'", 'Quantity', /QuantityLiteral/],
  ['name.given + name.family = 1', 'Patient', /\+ with a list as an operand/],
  ['active is System.Boolean', 'Patient', /the type Boolean/],
  ['active is Nothing', 'Patient', /the type Nothing/],
  ['name.is(HumanName)', 'Patient', /is of what is not one item/],
  ['id.matches(name.family)', 'Patient', /a pattern that is no literal/],
  ["id.matches('^(a+)+$')", 'Patient', /which may take long/],
  ["id.matches('a+$')", 'Patient', /which may take long/],
  ["id.matches('^(.)\\\\1$')", 'Patient', /which may take long/],
  ["id.matches('(')", 'Patient', /the pattern \(/],
  ["value = '2026'", 'Observation', /= between a date and Quantity, CodeableConcept, string and \d+ more types/],
  ['descendants().value.exists()', 'Patient', /\.value is a choice in some types only/],
  ['descendants().id.exists()', 'Patient', /\.id of elements of any type/],
  ['entry.resource.all($this is DomainResource)', 'Bundle', /is DomainResource of a resource/],
  ['name.resolve().exists()', 'Patient', /resolve\(\) of HumanName/],
  ['name.where($this.given).first() & $index = 1', 'Patient', /IndexInvocation|& of/],
];

const test = suite('fhirpath: unsupported');

test('what has been compiled is kept, by expression, place and type', () => {
  const first = compileInvariant('exists()', 'Observation.value[x]', types);
  assert.is(compileInvariant('exists()', 'Observation.value[x]', types), first);
  const others = [
    compileInvariant('exists()', 'Observation.code', types),
    compileInvariant('exists() and true', 'Observation.value[x]', types),
    compileInvariant('exists()', 'Observation.value[x]', types, { only: 'Quantity' }),
  ];
  for (const other of others) assert.is.not(other, first);
});

for (const [expression, at, reason] of rows) {
  test(`${expression} at ${at}`, () => {
    const result = compileInvariant(expression, at, types);
    assert.is(result.kind, 'unsupported');
    assert.match(result.kind === 'unsupported' ? result.reason : '', reason);
  });
}

test('an element that no type has is remarked on', () => {
  assert.equal(compile('name.nothing.exists() or active', 'Patient').remarks, ['no element nothing in HumanName']);
  assert.equal(compile('name.family.exists()', 'Patient').remarks, []);
});

test.run();
