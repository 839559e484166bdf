import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { Declaration, MemberDeclaration, SourceFileDeclaration } from '../../generator/declare/declarations.ts';
import { declarePackage } from '../../generator/declare/declare-package.ts';
import {
  call,
  entry,
  intersection,
  list,
  literal,
  memberOf,
  named,
  object,
  absentable,
  thunk,
  valueOf,
  type ValueExpression,
} from '../../generator/declare/expressions.ts';
import { buildTypeLookup } from '../../generator/fhirpath/build-type-lookup.ts';
import {
  acme,
  codeSystem,
  element,
  extension,
  extensionType,
  profile,
  slicing,
  valueSet,
  type Json,
} from '../support/definitions.ts';
import { generate } from '../support/pipeline.ts';

const colours = `${acme}/ValueSet/Acme-Colour-1`;

const definitions: readonly Json[] = [
  profile('Acme-Basic-1', 'Basic', [
    slicing('Basic.identifier', 'system'),
    element('Basic.identifier:badge', { min: 1, max: '1' }),
    element('Basic.identifier:badge.system', { min: 1, fixedUri: 'https://acme.example/badge' }),
    element('Basic.author', { max: '0' }),
    element('Basic.created', { min: 1, short: 'When it was made' }),
    element('Basic.extension:shoe', extensionType('Acme-Shoe-1')),
  ]),
  profile('Acme-Patient-1', 'Patient', [
    element('Patient.gender', { binding: { strength: 'required', valueSetUri: colours } }),
    element('Patient.name', { min: 1 }),
    element('Patient.photo', { max: '1' }),
  ]),
  extension('Acme-Shoe-1', [element('Extension.valueString')]),
  codeSystem('Acme-Colour-1', { red: 'Red' }),
  valueSet('Acme-Colour-1', 'Acme-Colour-1'),
];

const { model } = await generate(definitions, { resources: ['Patient', 'Basic'] });
const declarations = declarePackage(model, {
  types: buildTypeLookup(loadBaseModel().definitions),
  report: ({ message }) => assert.unreachable(message),
});
const files = declarations.families.flatMap((family) => [
  ...family.structures,
  ...family.valueSets,
  ...family.accessors,
]);

function fileOf(module: string): SourceFileDeclaration {
  const file = files.find((one) => one.module === module);
  if (!file) throw new Error(`there is no ${module}`);
  return file;
}

function declared(module: string, name: string): Declaration {
  const found = fileOf(module).declarations.find((one) => 'name' in one && one.name === name);
  if (!found) throw new Error(`there is no ${name} in ${module}`);
  return found;
}

function memberIn(module: string, name: string, member: string): MemberDeclaration | undefined {
  const found = declared(module, name);
  return found.kind === 'interface' ? found.members.find((one) => one.name === member) : undefined;
}

const text = { kind: 'keyword', name: 'string' };

const members: readonly (readonly [module: string, name: string, member: string, want: object])[] = [
  [
    'acme/basic',
    'Basic',
    'created',
    { name: 'created', isOptional: false, type: text, doc: { paragraphs: ['When it was made. 1..1.'] } },
  ],
  [
    'acme/basic',
    'Basic',
    'author',
    {
      name: 'author',
      isOptional: true,
      type: { kind: 'keyword', name: 'never' },
      doc: { paragraphs: ['Not allowed in this profile. 0..0.'] },
    },
  ],
  [
    'acme/patient',
    'Patient',
    'name',
    {
      name: 'name',
      isOptional: false,
      type: {
        kind: 'name',
        name: 'NonEmptyList',
        module: '#runtime/core/lists.js',
        args: [{ kind: 'name', name: 'HumanName', module: 'base/human-name', args: [] }],
      },
      // Whether it is needed, and that it is a list, is in its type.
      doc: { paragraphs: [] },
    },
  ],
  [
    'acme/patient',
    'PatientInput',
    'gender',
    {
      name: 'gender',
      isOptional: true,
      // The codes of the profile are none of those of FHIR itself, so that both have to hold.
      type: absentable(
        intersection([
          named({ name: 'Colour', module: 'acme/value-sets/colour' }),
          memberOf(named({ name: 'Patient', module: 'base/patient' }), 'gender'),
        ]),
      ),
      doc: { paragraphs: ['0..1. Required binding `Colour`.'] },
    },
  ],
];

const test = suite('declare a package');

for (const [module, name, member, want] of members) {
  test(`${name}.${member}`, () => assert.equal(memberIn(module, name, member), want));
}

const shapes = '#runtime/build/shape.js';

const constants: readonly (readonly [module: string, name: string, want: ValueExpression])[] = [
  [
    'acme/basic',
    'basicShape',
    call({ name: 'constrain', module: shapes }, [
      valueOf({ name: 'basicShape', module: 'base/basic' }),
      thunk(
        object([
          entry('profile', literal(`${acme}/StructureDefinition/Acme-Basic-1`)),
          entry('needs', literal('created')),
          entry('implied', literal('badge')),
          entry('elements', object([entry('author', { kind: 'undefined' })])),
          entry(
            'slices',
            object([
              entry(
                'extension',
                object([
                  entry(
                    'shoe',
                    call({ name: 'slice', module: shapes }, [
                      valueOf({ name: 'shoeExtensionShape', module: 'acme/extensions/shoe' }),
                      object([entry('isList', literal(true))]),
                    ]),
                  ),
                ]),
              ),
              entry(
                'identifier',
                object([
                  entry(
                    'badge',
                    call({ name: 'slice', module: shapes }, [valueOf({ name: 'basicBadgeShape', module: '' })]),
                  ),
                ]),
              ),
            ]),
          ),
        ]),
      ),
    ]),
  ],
  [
    'acme/basic',
    'amendBasic',
    call({ name: 'amender', module: '#runtime/build/builder.js' }, [
      literal('Basic'),
      valueOf({ name: 'basicShape', module: '' }),
    ]),
  ],
  [
    'acme/extensions/shoe',
    'shoeExtensionShape',
    call({ name: 'valueExtension', module: shapes }, [
      literal(`${acme}/StructureDefinition/Acme-Shoe-1`),
      literal('valueString'),
      valueOf({ name: 'stringFormat', module: '#runtime/build/formats.js' }),
    ]),
  ],
];

for (const [module, name, want] of constants) {
  test(`the constant ${name}`, () => {
    const found = declared(module, name);
    assert.equal(found.kind === 'constant' && found.value, want);
  });
}

test('the input of an extension with a value is the value', () => {
  const found = declared('acme/extensions/shoe', 'ShoeExtensionInput');
  assert.equal(found.kind === 'type' && found.type, text);
});

test('what checks a structure', () => {
  const [guard, ...others] = fileOf('acme/basic').declarations.filter((one) => one.kind === 'guard');
  assert.equal(others, []);
  assert.equal(guard && [guard.is.name, guard.check.name, guard.assert.name, guard.schema.name], [
    'isBasic',
    'checkBasic',
    'assertBasic',
    'basicSchema',
  ]);
  assert.equal(guard?.rules, valueOf({ name: 'basicRules', module: '' }));
  assert.equal(guard?.type, named({ name: 'Basic', module: '' }));
});

test('a value set', () => {
  const system = `${acme}/CodeSystem/Acme-Colour-1`;
  const concept = [
    entry('system', valueOf({ name: 'system', module: '' })),
    entry('code', literal('red')),
    entry('display', literal('Red')),
  ];
  assert.equal(declared('acme/value-sets/colour', 'Colour'), {
    kind: 'value-set',
    name: 'Colour',
    doc: { paragraphs: ['The codes of Colour.'], see: colours },
    systems: [{ name: 'system', url: system }],
    parts: [[{ name: 'red', doc: { paragraphs: ['Red (`red`)'] }, value: object(concept) }]],
    namesType: { name: 'ColourName', doc: { paragraphs: ['Names of the codes of `Colour`.'] } },
    codesDoc: { paragraphs: ['A code of `Colour`.'] },
    codes: {
      name: 'colourCodes',
      type: named({ name: 'CodeSet', module: '#runtime/guard/code-set.js' }),
      value: call({ name: 'codeSet', module: '#runtime/guard/code-set.js' }, [
        literal('Colour'),
        object([entry(system, literal('red'))]),
      ]),
    },
  });
});

test('an accessor for each name of a slice', () => {
  const { source, declared: names } = fileOf('acme/accessors');
  assert.equal([source, [...names].sort()], ['the slices of acme', ['badgeOf', 'shoeOf']]);
  assert.equal(declared('acme/accessors', 'shoeOf'), {
    kind: 'accessor',
    name: 'shoeOf',
    isList: true,
    overloads: [
      {
        doc: {
          paragraphs: [
            'Slice `Basic.extension:shoe`, 0..*. The value of the items of the slice; an empty list if there are none.',
          ],
        },
        owner: named({ name: 'Basic', module: 'fhir/r3.js' }),
        result: text,
      },
    ],
    read: { name: 'readSlices', module: '#runtime/build/accessors.js' },
    places: [
      object([
        entry('path', literal(['extension'])),
        entry('marks', list([literal([['url'], `${acme}/StructureDefinition/Acme-Shoe-1`])])),
        entry('member', literal('valueString')),
      ]),
    ],
  });
});

test('an index of each family', () => {
  const index = declarations.families.map((family) => family.index).find(({ module }) => module === 'acme/index');
  const all = ['accessors', 'basic', 'extensions/shoe', 'patient', 'value-sets/colour'];
  assert.equal(
    index?.exports,
    all.map((name) => ({ kind: 'all', from: `./${name}.js` })),
  );
});

test('all of it is frozen, and plain data', () => {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return void assert.not.type(value, 'function');
    assert.ok(Object.isFrozen(value));
    assert.ok(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);
    Object.values(value).forEach(visit);
  };
  visit(declarations);
});

test.run();
