import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  arrayOf,
  arrow,
  call,
  entry,
  intersection,
  itemsOf,
  keyword,
  list,
  literal,
  local,
  memberOf,
  named,
  object,
  optional,
  pure,
  runtimeType,
  thunk,
  tuple,
  union,
  valueOf,
  type TypeExpression,
  type ValueExpression,
} from '../../generator/declare/expressions.ts';
import { typeCode } from '../../generator/emit/type-code.ts';
import { valueCode } from '../../generator/emit/value-code.ts';

const patient = named({ name: 'Patient', module: 'base/patient' });
const larkspur = local('Larkspur');

const types: readonly (readonly [type: TypeExpression, want: string])[] = [
  [keyword('string'), 'string'],
  [literal("O'Malley"), `"O'Malley"`],
  [literal(3), '3'],
  [patient, 'Patient'],
  [runtimeType('core/lists', 'ListOf', [patient]), 'ListOf<Patient>'],
  [union([patient]), 'Patient'],
  [union([patient, union([larkspur, patient])]), 'Patient | Larkspur'],
  [optional(union([patient, larkspur])), 'Patient | Larkspur | undefined'],
  [intersection([patient, union([larkspur, keyword('object')])]), 'Patient & (Larkspur | object)'],
  [union([larkspur, intersection([patient, larkspur])]), 'Larkspur | (Patient & Larkspur)'],
  [arrayOf(patient), 'Patient[]'],
  [arrayOf(union([patient, larkspur])), 'Array<Patient | Larkspur>'],
  [tuple([patient]), '[Patient]'],
  [tuple([patient], larkspur), '[Patient, ...Larkspur[]]'],
  [
    { ...tuple([patient], union([patient, larkspur])), isReadonly: true },
    'readonly [Patient, ...Array<Patient | Larkspur>]',
  ],
  [memberOf(patient, 'gender'), "Patient['gender']"],
  [itemsOf(memberOf(patient, 'name')), "NonNullable<Patient['name']>[number]"],
  [
    {
      kind: 'object',
      members: [
        { name: 'a-b', isOptional: true, type: keyword('never') },
        { name: '__proto__', isOptional: false, type: literal(true) },
      ],
    },
    "{ 'a-b'?: never; ['__proto__']: true }",
  ],
];

const shape = { name: 'patientShape', module: 'base/patient' };
const make = { name: 'constrain', module: '#runtime/build/shape.js' };

const values: readonly (readonly [value: ValueExpression, want: string])[] = [
  [literal({ system: 'urn:larkspur', rank: [1, true] }), "{ system: 'urn:larkspur', rank: [1, true] }"],
  [{ kind: 'undefined' }, 'undefined'],
  [valueOf(shape), 'patientShape'],
  [object([entry('patientShape', valueOf({ ...shape, module: '' }))]), '{ patientShape }'],
  [object([entry('__proto__', literal(1))]), "{ ['__proto__']: 1 }"],
  [call(make, [valueOf(shape), thunk(object([]))]), 'constrain(patientShape, () => ({}))'],
  [pure(call(make, [])), '/*@__PURE__*/ constrain()'],
  [pure(valueOf(shape)), 'patientShape'],
  [list([literal('a'), valueOf(shape)]), "['a', patientShape]"],
  [arrow(['item'], call(make, [valueOf({ name: 'item', module: '' })])), '(item) => constrain(item)'],
  [arrow(['a', 'b'], literal(1)), '(a, b) => 1'],
];

const test = suite('expressions');

for (const [type, want] of types) test(`the type ${want}`, () => assert.is(typeCode(type).text, want));
for (const [value, want] of values) test(`the value ${want}`, () => assert.is(valueCode(value).text, want));

test.run();
