import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { typeName, valueName } from '../../generator/code/code.ts';
import { importsOf, symbolsIn } from '../../generator/code/symbols.ts';

/** A name and its module; `value` where it is needed at run time. */
type Use = [name: string, module: string, value?: 'value'];

interface Outcome {
  readonly locals: string[];
  readonly statements: string[];
}

/** Uses names, as a file does, and gives what they are called in the end. */
function use(uses: readonly Use[], declared: readonly string[] = [], module = 'acme/patient'): Outcome {
  const codes = uses.map(([name, from, value]) => (value ? valueName(name, from) : typeName({ name, module: from })));
  const { nameOf, statements } = importsOf(module, declared, symbolsIn(codes));
  return {
    locals: codes.map(({ node }) => (typeof node === 'object' && node.kind === 'symbol' ? nameOf(node) : String(node))),
    statements: statements.map(({ text }) => text),
  };
}
const r3 = 'fhir/r3.js';
const test = suite('symbols');

const cases: [what: string, uses: Use[], declared: string[], locals: string[], statements: string[]][] = [
  ['none', [], [], [], []],
  ['a name of the file itself', [['Patient', 'acme/patient']], ['Patient'], ['Patient'], []],
  ['a name of the language', [['string', '']], [], ['string'], []],
  [
    'sorted by path, then name, each once',
    [
      ['Extension', r3],
      ['Shoe', 'acme/shoe'],
      ['Coding', r3],
      ['Extension', r3],
      ['Ref', '#runtime/core/reference.js'],
      ['Colour', 'acme/value-sets/colour'],
      ['Identifier', 'base/identifier'],
    ],
    [],
    ['Extension', 'Shoe', 'Coding', 'Extension', 'Ref', 'Colour', 'Identifier'],
    [
      "import type { Ref } from '#runtime/core/reference.js';",
      "import type { Identifier } from '../base/identifier.js';",
      "import type { Shoe } from './shoe.js';",
      "import type { Colour } from './value-sets/colour.js';",
      "import type { Coding, Extension } from 'fhir/r3.js';",
    ],
  ],
  [
    'values with types in one statement',
    [
      ['a', 'acme/a', 'value'],
      ['A', 'acme/a'],
      ['b', 'acme/a', 'value'],
    ],
    [],
    ['a', 'A', 'b'],
    ["import { type A, a, b } from './a.js';"],
  ],
  [
    'what is needed as both is a value',
    [
      ['Colour', 'acme/colour'],
      ['Colour', 'acme/colour', 'value'],
    ],
    [],
    ['Colour', 'Colour'],
    ["import { Colour } from './colour.js';"],
  ],
  [
    'the plain type beside our own',
    [['Patient', r3]],
    ['Patient'],
    ['R3Patient'],
    ["import type { Patient as R3Patient } from 'fhir/r3.js';"],
  ],
  [
    'the base type beside our own',
    [['Patient', 'base/patient']],
    ['Patient'],
    ['BasePatient'],
    ["import type { Patient as BasePatient } from '../base/patient.js';"],
  ],
  [
    'a function beside our own',
    [['patientShape', 'base/patient', 'value']],
    ['patientShape'],
    ['basePatientShape'],
    ["import { patientShape as basePatientShape } from '../base/patient.js';"],
  ],
  [
    'of two imports the one from nearer keeps its name',
    [
      ['Quantity', r3],
      ['Quantity', 'base/quantity'],
      ['Quantity', 'acme/quantity'],
      ['Quantity', 'core/quantity'],
    ],
    [],
    ['R3Quantity', 'BaseQuantity', 'Quantity', 'CoreQuantity'],
    [
      "import type { Quantity as BaseQuantity } from '../base/quantity.js';",
      "import type { Quantity as CoreQuantity } from '../core/quantity.js';",
      "import type { Quantity } from './quantity.js';",
      "import type { Quantity as R3Quantity } from 'fhir/r3.js';",
    ],
  ],
  [
    'a prefix does not make the name of something else',
    [
      ['coreShoeRules', 'core/core-shoe', 'value'],
      ['shoeRules', 'core/shoe', 'value'],
      ['shoeRules', 'shop/shoe', 'value'],
    ],
    ['shopShoeRules'],
    ['coreShoeRules', 'coreShoeRules2', 'shopShoeRules2'],
    [
      "import { coreShoeRules } from '../core/core-shoe.js';",
      "import { shoeRules as coreShoeRules2 } from '../core/shoe.js';",
      "import { shoeRules as shopShoeRules2 } from '../shop/shoe.js';",
    ],
  ],
  [
    'two from other families are both told apart',
    [
      ['Shoe', 'core/shoe'],
      ['Shoe', 'shop-two/shoe'],
    ],
    [],
    ['CoreShoe', 'ShopTwoShoe'],
    [
      "import type { Shoe as CoreShoe } from '../core/shoe.js';",
      "import type { Shoe as ShopTwoShoe } from '../shop-two/shoe.js';",
    ],
  ],
];

for (const [what, uses, declared, locals, statements] of cases) {
  test(what, () => {
    assert.equal(use(uses, declared), { locals, statements });
    assert.equal(use(uses.toReversed(), declared).statements, statements, 'in any order');
  });
}

test('paths lead out of folders of any depth', () => {
  const got = use([['Patient', 'base/patient']], [], 'acme/value-sets/colour');
  assert.equal(got.statements, ["import type { Patient } from '../../base/patient.js';"]);
});

test('a name that is none is refused', () => {
  assert.throws(() => use([['a b', 'acme/a']]), /not an identifier/);
});

test.run();
