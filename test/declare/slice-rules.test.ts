/** What is declared of slices: how items are told apart, and what those of each slice are held to. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { calls, declareRows, wantOf, type AddedRow } from '../support/declared-rules.ts';
import { acme, element, slicing, type Json } from '../support/definitions.ts';

const unknown = `${acme}/ValueSet/unknown`;
const badge = 'https://acme.example/badge';
const pass = 'https://acme.example/pass';
const discriminator = (...paths: readonly string[]): Json[] => paths.map((path) => ({ type: 'value', path }));
const ofBadge = element('Basic.identifier:badge.system', { min: 1, fixedUri: badge });
const told = { name: 'badge', is: badge };

const rows: readonly AddedRow[] = [
  [
    'slices that one text tells apart',
    'Basic',
    [
      slicing('Basic.identifier', 'system'),
      element('Basic.identifier:badge', { min: 1, max: '1' }),
      ofBadge,
      element('Basic.identifier:badge.value', { min: 1 }),
      element('Basic.identifier:pass', { max: '2' }),
      element('Basic.identifier:pass.system', { min: 1, fixedUri: pass }),
    ],
    {
      elements: {
        identifier: {
          slicing: {
            by: 'system',
            slices: [
              { ...told, min: 1, max: 1, inside: { elements: { value: { min: 1 } } } },
              { name: 'pass', is: pass, max: 2, inside: {} },
            ],
          },
        },
      },
    },
  ],
  [
    'slices that several values tell apart',
    'Basic',
    [
      element('Basic.identifier', { slicing: { discriminator: discriminator('system', 'use'), rules: 'open' } }),
      element('Basic.identifier:badge', { max: '1' }),
      ofBadge,
      element('Basic.identifier:badge.use', { min: 1, fixedCode: 'official' }),
    ],
    {
      elements: {
        identifier: {
          slicing: {
            slices: [
              {
                name: 'badge',
                marks: [
                  [['system'], badge],
                  [['use'], 'official'],
                ],
                max: 1,
                inside: {},
              },
            ],
          },
        },
      },
    },
  ],
  [
    'slices that the only slice inside tells apart, whether it has to be there or not',
    'Basic',
    [
      slicing('Basic.identifier', 'type.coding.code'),
      element('Basic.identifier:badge', { max: '1' }),
      slicing('Basic.identifier:badge.type.coding', 'code'),
      element('Basic.identifier:badge.type.coding:kind', { min: 1 }),
      element('Basic.identifier:badge.type.coding:kind.code', { min: 1, fixedCode: 'badge' }),
      element('Basic.identifier:pass', { max: '1' }),
      slicing('Basic.identifier:pass.type.coding', 'code'),
      element('Basic.identifier:pass.type.coding:kind', { min: 0 }),
      element('Basic.identifier:pass.type.coding:kind.code', { min: 1, fixedCode: 'pass' }),
    ],
    {
      elements: {
        identifier: {
          slicing: {
            slices: [
              {
                name: 'badge',
                marks: [[['type', 'coding', 'code'], 'badge']],
                max: 1,
                inside: {
                  elements: {
                    type: {
                      binding: ['extensible', 'http://hl7.org/fhir/ValueSet/identifier-type'],
                      inside: {
                        elements: {
                          coding: {
                            slicing: { by: 'code', slices: [{ name: 'kind', is: 'badge', min: 1, inside: {} }] },
                          },
                        },
                      },
                    },
                  },
                },
              },
              {
                name: 'pass',
                marks: [[['type', 'coding', 'code'], 'pass']],
                max: 1,
                inside: {
                  elements: {
                    type: {
                      binding: ['extensible', 'http://hl7.org/fhir/ValueSet/identifier-type'],
                      inside: {
                        elements: {
                          coding: { slicing: { by: 'code', slices: [{ name: 'kind', is: 'pass', inside: {} }] } },
                        },
                      },
                    },
                  },
                },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'slices that a test tells apart',
    'Basic',
    [
      element('Basic.identifier', { slicing: { discriminator: [{ type: 'exists', path: 'period' }], rules: 'open' } }),
      element('Basic.identifier:timed', { max: '1' }),
      element('Basic.identifier:timed.period', { min: 1 }),
    ],
    {
      elements: {
        identifier: {
          slicing: {
            slices: [
              {
                name: 'timed',
                marks: [{ '(item, run) =>': calls('existsAt', '=item', ['period']) }],
                max: 1,
                inside: { elements: { period: { min: 1 } } },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'slices of which nobody may be able to tell',
    'Basic',
    [
      element('Basic.identifier', { slicing: { discriminator: discriminator('type'), rules: 'open' } }),
      element('Basic.identifier:coloured', { max: '1' }),
      element('Basic.identifier:coloured.type', { binding: { strength: 'required', valueSetUri: unknown } }),
    ],
    {
      elements: {
        identifier: {
          slicing: {
            slices: [
              {
                name: 'coloured',
                marks: [
                  {
                    '(item, run) =>': calls('isMemberOfUnknownAt', '=item', ['type'], unknown, '=undefined', '=run'),
                  },
                ],
                doubtful: true,
                max: 1,
                inside: { elements: { type: { binding: ['required', unknown] } } },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'slices that nothing tells apart',
    'Basic',
    [element('Basic.identifier', { slicing: { rules: 'open' } }), element('Basic.identifier:any', { min: 1 })],
    { elements: { identifier: { undiscriminated: [['any', 1]] } } },
  ],
  [
    'closed slices in their order',
    'Basic',
    [
      slicing('Basic.identifier', 'system', { rules: 'closed', ordered: true }),
      element('Basic.identifier:badge'),
      ofBadge,
    ],
    {
      elements: {
        identifier: {
          slicing: {
            by: 'system',
            rest: 'refused',
            ordered: true,
            text: `badge (system is "${badge}")`,
            slices: [{ ...told, inside: {} }],
          },
        },
      },
    },
  ],
  [
    'slices that come before all others',
    'Basic',
    [slicing('Basic.identifier', 'system', { rules: 'openAtEnd' }), element('Basic.identifier:badge'), ofBadge],
    { elements: { identifier: { slicing: { by: 'system', rest: 'last', slices: [{ ...told, inside: {} }] } } } },
  ],
  [
    'slices of slices',
    'Basic',
    [
      slicing('Basic.identifier', 'system'),
      element('Basic.identifier:badge', { min: 1, slicing: { discriminator: discriminator('use'), rules: 'open' } }),
      ofBadge,
      element('Basic.identifier:badge/current', { max: '1' }),
      element('Basic.identifier:badge/current.use', { min: 1, fixedCode: 'official' }),
    ],
    {
      elements: {
        identifier: {
          slicing: {
            by: 'system',
            slices: [
              {
                ...told,
                min: 1,
                inside: {},
                slicing: { by: 'use', slices: [{ name: 'badge/current', is: 'official', max: 1, inside: {} }] },
              },
            ],
          },
        },
      },
    },
  ],
];

const constant = await declareRows(rows, []);

const slices = suite('declare the rules of slices');

for (const [index, row] of rows.entries()) {
  slices(row[0], () => assert.equal(constant(`acme/row${index}`, `row${index}Additions`), wantOf(row, index)));
}

slices.run();
