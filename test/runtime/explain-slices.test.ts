/** The slices of a list, as rules that are written by hand: to which an item belongs, and what comes of that. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { issuesOf, passes } from '../../runtime/guard/explained.ts';
import { guardOf } from '../../runtime/guard/checks.ts';
import { codeSet } from '../../runtime/guard/code-set.ts';
import type { SliceRules, Slicing } from '../../runtime/guard/rules.ts';
import { existsAt } from '../../runtime/guard/slice-tests.ts';
import { added, foundBy, ruled } from '../support/hand-written-rules.ts';

type Identifier = Readonly<Record<string, unknown>>;

const badge: Identifier = { system: 'urn:badge', value: 'B' };
const pass: Identifier = { system: 'urn:pass', value: 'P' };
const other: Identifier = { system: 'urn:other', value: 'O' };
const untold: Identifier = { value: 'U' };
const ofSystem = (name: string, more: Partial<SliceRules> = {}): SliceRules => ({ name, is: `urn:${name}`, ...more });
const bySystem = (slices: readonly SliceRules[], more: Partial<Slicing> = {}): Slicing => ({
  by: 'system',
  slices,
  ...more,
});
const needsValue: Partial<SliceRules> = { inside: { elements: { value: { min: 1 } } } };

const list = 'structure Patient.identifier';

/** How identifiers are told apart, some of them, and what is found: code, path and the slice. */
const rows: readonly (readonly [what: string, slicing: Slicing, identifiers: readonly Identifier[], want: string[]])[] =
  [
    ['one of each', bySystem([ofSystem('badge', { min: 1, max: 1 }), ofSystem('pass')]), [pass, badge, other], []],
    ['too few', bySystem([ofSystem('badge', { min: 1, max: 1 })]), [pass], ['required Patient.identifier:badge']],
    ['too few of none', bySystem([ofSystem('badge', { min: 1 })]), [], ['required Patient.identifier:badge']],
    ['too many', bySystem([ofSystem('badge', { max: 1 })]), [badge, pass, badge], [`${list}:badge`]],
    [
      'too few of one, too many of another',
      bySystem([ofSystem('badge', { min: 1 }), ofSystem('pass', { max: 0 })]),
      [pass],
      ['required Patient.identifier:badge', `${list}:pass`],
    ],
    [
      'what is inside of the items of a slice, and no others',
      bySystem([ofSystem('badge', needsValue)]),
      [badge, { system: 'urn:pass' }, { system: 'urn:badge' }],
      ['required Patient.identifier[2]:badge.value'],
    ],
    [
      'the profile of the items of a slice',
      bySystem([ofSystem('badge', { follows: [added('Identifier', 'timed', { elements: { period: { min: 1 } } })] })]),
      [pass, badge],
      ['required Patient.identifier[1].period of Identifier.period'],
    ],
    ['what is inherited is no text', bySystem([{ name: 'odd', is: 'toString', max: 0 }]), [untold], []],
    [
      'nothing is allowed but the slices',
      bySystem([ofSystem('badge')], { rest: 'refused', text: 'badge' }),
      [badge, pass, untold],
      ['structure Patient.identifier[1]', 'structure Patient.identifier[2]'],
    ],
    ['others come last: kept', bySystem([ofSystem('badge')], { rest: 'last' }), [badge, badge, pass, other], []],
    [
      'others come last',
      bySystem([ofSystem('badge')], { rest: 'last' }),
      [badge, pass, badge],
      ['structure Patient.identifier[2]'],
    ],
    [
      'in order: kept',
      bySystem([ofSystem('badge'), ofSystem('pass')], { ordered: true }),
      [badge, other, badge, pass],
      [],
    ],
    [
      'in order',
      bySystem([ofSystem('badge'), ofSystem('pass')], { ordered: true }),
      [pass, badge, pass],
      ['structure Patient.identifier[1]'],
    ],
    [
      'in order, and others last',
      bySystem([ofSystem('badge'), ofSystem('pass')], { ordered: true, rest: 'last' }),
      [badge, other, pass],
      ['structure Patient.identifier[2]'],
    ],
    [
      'by several values',
      {
        slices: [
          {
            name: 'old',
            marks: [
              [['system'], 'urn:badge'],
              [['use'], 'secondary'],
            ],
            max: 0,
          },
        ],
      },
      [badge, { ...pass, use: 'secondary' }, { ...badge, use: 'secondary' }],
      [`${list}:old`],
    ],
    [
      'by a value that is no text',
      { slices: [{ name: 'then', marks: [[['period'], { start: '2026' }]], max: 0 }] },
      [badge, { ...badge, period: { start: '2026', end: '2027' } }],
      [`${list}:then`],
    ],
    [
      'by a test',
      { slices: [{ name: 'timed', marks: [(item, run) => existsAt(item, ['period'], run)], max: 0 }] },
      [badge, { ...badge, period: { start: '2026' } }],
      [`${list}:timed`],
    ],
    ['by nothing: all items belong', { slices: [{ name: 'all', marks: [], max: 1 }] }, [badge, pass], [`${list}:all`]],
    [
      'the first slice that an item belongs to',
      {
        slices: [
          { name: 'badge', marks: [[['system'], 'urn:badge']], max: 1 },
          { name: 'all', marks: [], max: 1 },
        ],
      },
      [badge, badge, pass],
      [`${list}:badge`],
    ],
    [
      'slices of slices',
      bySystem([
        ofSystem('badge', {
          max: 2,
          slicing: {
            by: 'use',
            rest: 'refused',
            text: 'badge/old',
            slices: [{ name: 'badge/old', is: 'secondary', min: 1 }],
          },
        }),
      ]),
      [badge, { ...badge, use: 'temp' }, { ...pass, use: 'secondary' }],
      ['required Patient.identifier:badge/old', 'structure Patient.identifier[0]', 'structure Patient.identifier[1]'],
    ],
    [
      'slices of slices: kept',
      bySystem([
        ofSystem('badge', { slicing: { by: 'use', slices: [{ name: 'badge/old', is: 'secondary', max: 1 }] } }),
      ]),
      [badge, badge, { ...badge, use: 'secondary' }, { ...pass, use: 'secondary' }],
      [],
    ],
  ];

const slices = suite('slices');

for (const [what, slicing, identifier, want] of rows) {
  slices(what, () => {
    const rules = ruled('Patient', { elements: { identifier: { slicing } } });
    const value = { resourceType: 'Patient', ...(identifier.length > 0 && { identifier }) };
    assert.equal(foundAt(rules, value), want);
  });
}

/** Code, path and, where it says more than that, the element id. */
function foundAt(rules: ReturnType<typeof ruled>, value: unknown): string[] {
  foundBy(rules, value);
  return issuesOf(guardOf(rules), 'Patient', value).map(({ code, expression, elementId = '' }) => {
    const [, slice] = /(:[^.]+)/.exec(elementId) ?? [];
    const isOfType = elementId.startsWith('Patient');
    const path = slice === undefined ? expression : expression.replace(/(identifier(?:\[\d+\])?)/, `$1${slice}`);
    return `${code} ${path}${isOfType ? '' : ` of ${elementId}`}`;
  });
}

slices('by the type of a resource', () => {
  const rules = ruled('Patient', {
    elements: {
      contained: {
        slicing: { by: 'resourceType', slices: [{ name: 'where', is: 'Location', max: 1 }] },
      },
    },
  });
  const contained = ['Location', 'Person', 'Location'].map((resourceType, id) => ({ resourceType, id: `${id}` }));
  const issues = issuesOf(guardOf(rules), 'Patient', { resourceType: 'Patient', contained });
  assert.equal(
    issues.filter(({ severity }) => severity === 'error').map(({ elementId }) => elementId),
    ['Patient.contained:where'],
  );
});

slices('by the type of the resource in a property, whatever stands there', () => {
  const slicing: Slicing = { by: 'resource.resourceType', slices: [{ name: 'where', is: 'Location', max: 1 }] };
  const rules = ruled('Bundle', { elements: { entry: { slicing } } });
  const location = { resource: { resourceType: 'Location' } };
  const faults = (entry: readonly unknown[]): string[] =>
    issuesOf(guardOf(rules), 'Bundle', { resourceType: 'Bundle', type: 'collection', entry }).flatMap(
      ({ elementId = '' }) => (elementId.includes(':') ? [elementId] : []),
    );
  assert.equal(faults([location, { resource: { resourceType: 'Person' } }]), []);
  assert.equal(faults([location, location]), ['Bundle.entry:where']);
  // What is misread has been reported, and belongs to the slice that it was meant for.
  assert.equal(faults([location, { resource: [{ resourceType: 'Location' }] }, null, 'a']), ['Bundle.entry:where']);
});

slices('the binding of the items of a slice', () => {
  const set = codeSet('Colour', { 'urn:colours': 'red' });
  const slicing: Slicing = {
    slices: [{ name: 'red', marks: [[['system'], 'urn:colours']], binding: ['required', set] }],
  };
  const rules = ruled('Patient', { elements: { identifier: { slicing } } });
  const identifier = [{ system: 'urn:colours', value: 'a' }];
  assert.equal(foundBy(rules, { resourceType: 'Patient', identifier }), ['code-invalid Patient.identifier[0]']);
});

slices.run();

const doubts = suite('slices of which nobody may be able to tell');

const answers: Readonly<Record<string, boolean>> = { yes: true, no: false };
const doubtful = (more: Partial<SliceRules>): SliceRules => ({
  name: 'known',
  marks: [(item) => answers[(item as Identifier)['value'] as string]],
  doubtful: true,
  ...more,
});
const told: SliceRules = { name: 'told', marks: [[['value'], 'told']], max: 1 };

/** Values of identifiers, and what is found. */
const doubtRows: readonly (readonly [slicing: Slicing, values: readonly string[], want: string[]])[] = [
  [{ slices: [doubtful({ min: 1 })] }, ['yes', 'no'], []],
  [{ slices: [doubtful({ min: 1 })] }, ['no'], ['required Patient.identifier']],
  [{ slices: [doubtful({ min: 1 })] }, ['no', 'who knows'], ['information not-supported Patient.identifier[1]']],
  [
    { slices: [doubtful({ min: 2 })] },
    ['no', 'who knows'],
    ['required Patient.identifier', 'information not-supported Patient.identifier[1]'],
  ],
  [{ slices: [doubtful({ max: 1 })] }, ['yes', 'who knows'], ['information not-supported Patient.identifier[1]']],
  [{ slices: [doubtful({ max: 1 })] }, ['yes', 'yes'], ['structure Patient.identifier']],
  [
    { slices: [doubtful({})], rest: 'refused', text: 'known' },
    ['no', 'who knows'],
    ['structure Patient.identifier[0]', 'information not-supported Patient.identifier[1]'],
  ],
  // What belongs to a slice for sure is not doubted.
  [{ slices: [doubtful({ max: 0 }), told] }, ['told'], []],
  [{ slices: [told, doubtful({ min: 1 })] }, ['told', 'told', 'yes'], ['structure Patient.identifier']],
];

for (const [slicing, values, want] of doubtRows) {
  const [first] = slicing.slices;
  doubts(`${values.join(', ')} with ${JSON.stringify(first)}`, () => {
    const identifier = values.map((value) => ({ value }));
    assert.equal(
      foundBy(ruled('Patient', { elements: { identifier: { slicing } } }), { resourceType: 'Patient', identifier }),
      want,
    );
  });
}

doubts.run();

const softer = suite('slices that are less serious when they are received');

/** Rules of a slice of identifiers, identifiers, and how serious what is found is when it is received. */
const softerRows: readonly (readonly [slice: SliceRules, identifiers: readonly Identifier[], want: string[]])[] = [
  [ofSystem('badge', { min: 1, whenReceived: 'warning' }), [pass], ['warning']],
  [ofSystem('badge', { min: 1 }), [pass], ['error']],
  [ofSystem('badge', { max: 1, whenReceived: 'information' }), [badge, badge], ['information']],
  [ofSystem('badge', { ...needsValue, whenReceived: 'warning' }), [{ system: 'urn:badge' }], ['warning']],
  [ofSystem('badge', { whenReceived: 'warning' }), [{ ...badge, use: 'none' }], ['error']],
];

for (const [slice, identifier, want] of softerRows) {
  softer(`${JSON.stringify(slice)}: ${JSON.stringify(identifier)}`, () => {
    const guard = guardOf(ruled('Patient', { elements: { identifier: { slicing: bySystem([slice]) } } }));
    const value = { resourceType: 'Patient', identifier };
    const severities = (direction: 'publish' | 'receive'): string[] =>
      issuesOf(guard, 'Patient', value, { direction }).map(({ severity }) => severity);
    assert.equal([severities('publish'), severities('receive')], [['error'], want]);
    assert.is(passes(guard, value, { direction: 'receive' }), want[0] !== 'error');
  });
}

softer.run();
