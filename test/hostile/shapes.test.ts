/** Definitions that are too many, too deep, too long or in a circle: a diagnostic or a sound result, never an error. */
import { closeSync, openSync, ftruncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import type { DefinitionSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions } from '../../generator/load/load-definitions.ts';
import { pathSource } from '../../generator/packages/package-source.ts';
import { makeModel } from '../../generator/run.ts';
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
import { acmeNaming, baseWith, elementsOf, generate, load, resolve } from '../support/pipeline.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { faultsOf } from '../support/source-text.ts';

const range = (length: number): number[] => [...Array(length).keys()];
const deep = (open: string, close: string, count: number, inner = '1'): string =>
  open.repeat(count) + inner + close.repeat(count);

/** Returns how often each code was reported, information left out. */
function countCodes(diagnostics: readonly Diagnostic[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code, severity } of diagnostics) if (severity !== 'info') counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

const tables = elementTablesOf(loadBaseModel());

/** Loads one file; returns the codes of what was reported, but for the consequence that there are no definitions. */
async function loadText(name: string, text: string): Promise<string[]> {
  const found: Diagnostic[] = [];
  const source: DefinitionSource = {
    name,
    files: () => Promise.resolve([{ name, read: () => Promise.resolve(text) }]),
  };
  await loadDefinitions([source], (one) => found.push(one), tables);
  return found.map(({ code }) => code).filter((code) => code !== 'load/no-definitions');
}

const many = 100_000;
const flag = JSON.stringify(profile('Acme-Flag', 'Flag', []));
const withMore = (more: string): string => `${flag.slice(0, -1)},${more}}`;

const texts: [what: string, name: string, text: string, codes: string[]][] = [
  ['lists in lists', 'a.json', deep('[', ']', many), ['load/too-deep']],
  ['objects that do not end', 'a.json', '{"a":'.repeat(many), ['load/not-json']],
  ['a deep narrative', 'a.json', withMore(`"text":${deep('{"a":', '}', many)}`), ['load/too-deep']],
  [
    'a key that sets the prototype',
    'a.json',
    withMore(`"__proto__":${deep('{"a":', '}', 400)}`),
    ['load/unknown-property'],
  ],
  [
    'deep elements of XML',
    'a.xml',
    deep('<Flag xmlns="http://hl7.org/fhir">', '</Flag>', many, ''),
    ['load/xml-form', 'load/not-xml'],
  ],
  [
    'entities in entities',
    'a.xml',
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Flag xmlns="http://hl7.org/fhir">&b;</Flag>',
    ['load/not-xml'],
  ],
  [
    'Bundles in Bundles',
    'a.json',
    deep('{"resourceType":"Bundle","entry":[{"resource":', '}]}', 100, flag),
    ['load/bad-property'],
  ],
  [
    'an element path of 100,000 steps',
    'a.json',
    JSON.stringify(profile('A', 'Flag', [element(`Flag${'.extension'.repeat(many)}`)])),
    ['load/bad-property'],
  ],
];

const loading = suite('files that are too deep');

for (const [what, name, text, codes] of texts) {
  loading(what, async () => {
    assert.equal(await loadText(name, text), codes);
  });
}

loading.run();

const large = suite('files that are too large');

for (const [name, megabytes, code, reason] of [
  ['large.json', 50, 'load/unreadable', /^The file is larger than 20000000 characters\.$/],
  ['large.xml', 50, 'load/not-xml', /./],
  // As large as no string can be: it must not be read at all.
  ['huge.json', 5000, 'load/unreadable', /: it has 5242880000 bytes; the maximum is 80000000\.$/],
] as const) {
  large(`${name} with ${megabytes} MB`, async () => {
    await withScratchFolder({}, async (root) => {
      const file = openSync(join(root, name), 'w');
      // What is left out of a sparse file takes no room on the disk.
      ftruncateSync(file, megabytes * 2 ** 20);
      writeSync(file, name.endsWith('.xml') ? '<' : '{', 0);
      closeSync(file);
      const found: Diagnostic[] = [];
      await loadDefinitions([pathSource(join(root, name))], (one) => found.push(one), tables);
      assert.equal(
        found.map((one) => one.code),
        [code, 'load/no-definitions'],
      );
      assert.match(found[0]?.message ?? '', reason);
    });
  });
}

large.run();

const resolving = suite('long lines and circles of definitions');

/** Profiles of which each has the next as its base; of a circle, the last has the first. */
function lineOfBases(count: number, isCircle: boolean): Json[] {
  return range(count).map((i) => {
    const isLast = i === count - 1 && !isCircle;
    const baseDefinition = `${acme}/StructureDefinition/P${(i + 1) % count}`;
    return profile(`P${i}`, 'Flag', [element('Flag.code', { short: `${i}` })], isLast ? {} : { baseDefinition });
  });
}

resolving('2,500 profiles of which each is the base of the next', async () => {
  const got = await resolve(lineOfBases(2500, false));
  assert.equal(got.diagnostics, []);
  assert.is(elementsOf(got.root('P0')).find(({ id }) => id === 'Flag.code')?.short, '0');
});

for (const count of [1, 4, 500]) {
  resolving(`a circle of ${count} bases`, async () => {
    const { diagnostics, structure } = await resolve(lineOfBases(count, true));
    assert.ok(diagnostics.some(({ code }) => /base-(?:cycle|unusable)/.test(code)));
    assert.is(structure('P0'), undefined);
  });
}

resolving('10,000 slices, and 20,000 elements', async () => {
  const slices = range(10_000).flatMap((i) => [
    element(`Flag.code.coding:s${i}`),
    element(`Flag.code.coding:s${i}.code`, { min: 1, fixedCode: `c${i}` }),
  ]);
  const got = await resolve([profile('A', 'Flag', [slicing('Flag.code.coding', 'code'), ...slices])]);
  assert.equal(got.diagnostics, []);
  assert.is(elementsOf(got.root('A')).filter(({ id }) => /:s\d+\.code$/.test(id)).length, 10_000);
});

/** Builds the model; returns how often each code was reported. */
async function modelCodes(definitions: readonly Json[]): Promise<Readonly<Record<string, number>>> {
  const loaded = await load(definitions);
  const found: Diagnostic[] = [...loaded.diagnostics];
  const packageInfo = { name: 'acme-messages', version: '0.0.0', description: 'Acme messages.' };
  makeModel({ ...baseWith(['Flag']), extensions: [] }, loaded, { naming: acmeNaming, packageInfo }, (one) => {
    found.push(one);
  });
  return countCodes(found);
}

resolving('1,000 extensions of which each contains the next', async () => {
  const contains = (i: number): Json[] => [element('Extension.extension:e', extensionType(`E${i + 1}`))];
  const all = range(1000).map((i) => extension(`E${i}`, i === 999 ? [] : contains(i)));
  assert.equal(await modelCodes(all), {});
});

resolving.run();

const whole = suite('the whole of the generator');

const invariant = (expression: string): Json =>
  element('Flag', { constraint: [{ key: 'a-1', severity: 'error', human: 'It is so.', expression }] });
const circle = (count: number): Json[] =>
  range(count).map((i) => valueSet(`Circle-${i}`, [{ valueSet: [`${acme}/ValueSet/Circle-${(i + 1) % count}`] }]));

/** What is wrong with each, and how often it is told: all of them go through one run. */
const shapes: [what: string, definitions: Json[], codes: Readonly<Record<string, number>>][] = [
  [
    'an expression in parentheses',
    [profile('E1', 'Flag', [invariant(deep('(', ')', many, 'true'))])],
    { 'emit/invariant-unsupported': 1 },
  ],
  [
    'an expression of 20,000 steps',
    [profile('E2', 'Flag', [invariant(`code${'.coding'.repeat(20_000)}.exists()`)])],
    { 'emit/invariant-unsupported': 1 },
  ],
  [
    'an expression of 20,000 terms',
    [profile('E3', 'Flag', [invariant(`true${' or true'.repeat(20_000)}`)])],
    { 'emit/invariant-unsupported': 1 },
  ],
  [
    'a discriminator of 20,000 steps',
    [
      profile('D1', 'Flag', [
        slicing('Flag.code.coding', `${'resolve().'.repeat(20_000)}code`),
        element('Flag.code.coding:x'),
      ]),
    ],
    { 'model/discriminator-unusable': 1 },
  ],
  ['a circle of value sets', circle(4), { 'resolve/value-set-cycle': 4 }],
  [
    'a value set in itself',
    [valueSet('Self', [{ valueSet: [`${acme}/ValueSet/Self`] }])],
    { 'resolve/value-set-cycle': 1 },
  ],
  [
    'two extensions in each other',
    [
      extension('X1', [element('Extension.extension:x', extensionType('X2'))]),
      extension('X2', [element('Extension.extension:x', extensionType('X1'))]),
    ],
    {},
  ],
  [
    'a Bundle of itself',
    [
      profile('B1', 'Bundle', [
        element('Bundle.entry.resource', { type: [{ code: 'Bundle', profile: `${acme}/StructureDefinition/B1` }] }),
      ]),
    ],
    {},
  ],
  [
    '30 items in items',
    [profile('Q1', 'Questionnaire', [element(`Questionnaire${'.item'.repeat(30)}`, { min: 1 })])],
    {},
  ],
  [
    '50 items in items',
    [profile('Q2', 'Questionnaire', [element(`Questionnaire${'.item'.repeat(50)}`, { min: 1 })])],
    { 'resolve/too-deep': 1 },
  ],
  [
    'a code and a display of 100,000 characters',
    [codeSystem('Long', { ['x'.repeat(many)]: 'd'.repeat(many) }), valueSet('Long', 'Long')],
    {},
  ],
  [
    'a URL of 100,000 characters',
    [profile('L1', 'Flag', [], { url: `https://acme.example/${'x/'.repeat(many / 2)}StructureDefinition/L1` })],
    {},
  ],
  [
    'a name of 100,000 characters',
    [profile('L2', 'Flag', [], { url: `${acme}/StructureDefinition/${'x'.repeat(many)}` })],
    { 'model/name-too-long': 1 },
  ],
];

whole('tells each fault once, and emits sound code for the rest', async () => {
  const definitions = shapes.flatMap(([, some]) => some);
  const got = await generate(definitions, { resources: ['Flag', 'Questionnaire', 'Bundle'] });
  const wanted: Record<string, number> = {};
  for (const [, , codes] of shapes)
    for (const [code, count] of Object.entries(codes)) wanted[code] = (wanted[code] ?? 0) + count;
  assert.equal(countCodes(got.diagnostics), wanted);
  const longest = Math.max(...[...got.files.keys()].flatMap((path) => path.split('/').map((step) => step.length)));
  assert.ok(longest <= 243, `a file name has ${longest} characters`);
  for (const [path, text] of got.files) if (/^src\/(?!base)/.test(path)) assert.equal(faultsOf(text, path), []);
});

whole.run();
