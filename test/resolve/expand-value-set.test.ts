import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import type {
  CodeSystem,
  CodeSystemConcept,
  ValueSet,
  ValueSetFilter,
  ValueSetInclude,
} from '../../generator/fhir/definitions.ts';
import { createValueSetExpander, expandValueSet } from '../../generator/resolve/expand-value-set.ts';
import type {
  ExpandedValueSet,
  ListedValueSet,
  TerminologyLookup,
} from '../../generator/resolve/expanded-value-set.ts';

const sct = 'http://snomed.info/sct';
const fruit = 'http://example.org/CodeSystem/fruit';
const main = 'http://example.org/ValueSet/main';

function concept(code: string, more: Partial<CodeSystemConcept> = {}): CodeSystemConcept {
  return { code, display: `The ${code}`, properties: [], concepts: [], ...more };
}

/** apple (cooking, eating (early)), pear, plum. */
const fruitConcepts = [
  concept('apple', {
    concepts: [
      concept('cooking', { properties: [{ code: 'taste', value: 'sour' }] }),
      concept('eating', {
        properties: [
          { code: 'taste', value: 'sweet' },
          { code: 'keeps', value: true },
        ],
        concepts: [concept('early', { properties: [{ code: 'taste', value: 'sweet' }] })],
      }),
    ],
  }),
  concept('pear', { properties: [{ code: 'taste', value: 'sweet' }] }),
  concept('plum'),
];

function codeSystem(more: Partial<CodeSystem> = {}): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    url: fruit,
    name: 'Fruit',
    caseSensitive: true,
    content: 'complete',
    concepts: fruitConcepts,
    source: { file: 'fruit.json', line: 3 },
    ...more,
  };
}

function include(more: Partial<ValueSetInclude> = {}): ValueSetInclude {
  return { concepts: [], filters: [], valueSets: [], ...more };
}

function codes(system: string, ...list: string[]): ValueSetInclude {
  return include({ system, concepts: list.map((code) => ({ code })) });
}

function filtered(system: string, ...filters: [property: string, op: string, value: string][]): ValueSetInclude {
  return include({
    system,
    filters: filters.map(([property, op, value]): ValueSetFilter => ({ property, op, value })),
  });
}

function valueSet(includes: ValueSetInclude[], more: Partial<ValueSet> = {}): ValueSet {
  return {
    resourceType: 'ValueSet',
    url: main,
    name: 'Main',
    include: includes,
    exclude: [],
    source: { file: 'main.json' },
    ...more,
  };
}

function lookupOf(
  definitions: readonly (ValueSet | CodeSystem)[],
  listed: readonly ListedValueSet[] = [],
): TerminologyLookup {
  const byUrl = new Map(definitions.map((each) => [`${each.resourceType} ${each.url}`, each]));
  return {
    valueSet: (url) => byUrl.get(`ValueSet ${url}`) as ValueSet | undefined,
    codeSystem: (url) => byUrl.get(`CodeSystem ${url}`) as CodeSystem | undefined,
    expanded: (url) => listed.find((each) => each.url === url),
  };
}

interface Outcome {
  readonly set: ExpandedValueSet;
  readonly found: readonly Diagnostic[];
}

function expand(
  definitions: readonly (ValueSet | CodeSystem)[],
  listed: readonly ListedValueSet[] = [],
  url = main,
): Outcome {
  const found: Diagnostic[] = [];
  return { set: expandValueSet(url, lookupOf(definitions, listed), (each) => found.push(each)), found };
}

const listOf = (set: ExpandedValueSet): string => set.concepts.map(({ code }) => code).join(' ');
const openOf = (set: ExpandedValueSet): string => set.open.map(({ system }) => system ?? 'any').join(' ');
const codesOf = (found: readonly Diagnostic[]): string => found.map(({ code }) => code).join(' ');

const composing = suite('expandValueSet: includes and excludes');

const colours = codes('urn:colour', 'red', 'green', 'blue');
const sub = (url: string, ...includes: ValueSetInclude[]): ValueSet => valueSet(includes, { url });
const warm = sub('urn:warm', codes('urn:colour', 'red', 'amber'));
const cold = sub('urn:cold', codes('urn:colour', 'blue'));
const unknownSct = sub('urn:open', filtered(sct, ['concept', 'is-a', '404684003']));
const someSct = sub('urn:some', codes(sct, '73211009'));

const compositions: [name: string, set: ValueSet, want: string, open: string][] = [
  [
    'a whole code system, its hierarchy flat and in order',
    valueSet([include({ system: fruit })]),
    'apple cooking eating early pear plum',
    '',
  ],
  ['a list of concepts in its own order', valueSet([codes(fruit, 'plum', 'apple')]), 'plum apple', ''],
  [
    'includes are joined',
    valueSet([codes(fruit, 'plum'), colours, codes(fruit, 'plum', 'pear')]),
    'plum red green blue pear',
    '',
  ],
  ['a value set', valueSet([include({ valueSets: ['urn:warm'] })]), 'red amber', ''],
  ['value sets of one include are cut', valueSet([include({ valueSets: ['urn:warm', 'urn:cold'] })]), '', ''],
  [
    'value sets of two includes are joined',
    valueSet([include({ valueSets: ['urn:warm'] }), include({ valueSets: ['urn:cold'] })]),
    'red amber blue',
    '',
  ],
  ['system and value set of one include are cut', valueSet([{ ...colours, valueSets: ['urn:warm'] }]), 'red', ''],
  ['excluded codes go', valueSet([colours], { exclude: [codes('urn:colour', 'green')] }), 'red blue', ''],
  [
    'an excluded value set goes',
    valueSet([colours], { exclude: [include({ valueSets: ['urn:warm'] })] }),
    'green blue',
    '',
  ],
  [
    'a code of another system stays',
    valueSet([colours], { exclude: [codes('urn:other', 'green')] }),
    'red green blue',
    '',
  ],
  ['an open part joins', valueSet([colours, include({ valueSets: ['urn:open'] })]), 'red green blue', sct],
  ['an open part of another system is cut away', valueSet([{ ...colours, valueSets: ['urn:open'] }]), '', ''],
  [
    'an open part is cut away by codes of another system',
    valueSet([include({ valueSets: ['urn:open', 'urn:warm'] })]),
    '',
    '',
  ],
  [
    'known codes cut with an open part of their system are open',
    valueSet([include({ valueSets: ['urn:some', 'urn:open'] })]),
    '',
    sct,
  ],
  [
    'codes that may be excluded are open',
    valueSet([codes(sct, '73211009'), colours], { exclude: [include({ valueSets: ['urn:open'] })] }),
    'red green blue',
    sct,
  ],
  [
    'a missing value set is open for any system',
    valueSet([colours, include({ valueSets: ['urn:missing'] })]),
    'red green blue',
    'any',
  ],
  ['a missing code system is open', valueSet([include({ system: 'urn:nowhere' })]), '', 'urn:nowhere'],
  ['an include of nothing is open', valueSet([include()]), '', 'any'],
  [
    'concepts and filters at once are open',
    valueSet([{ ...codes(fruit, 'plum'), filters: [{ property: 'concept', op: '=', value: 'pear' }] }]),
    '',
    fruit,
  ],
];

for (const [name, set, want, open] of compositions) {
  composing(name, () => {
    const { set: got } = expand([set, codeSystem(), warm, cold, unknownSct, someSct]);
    assert.is(listOf(got), want);
    assert.is(openOf(got), open);
    assert.is(got.enumerable, open === '');
  });
}

composing('takes display from the list, else from the code system', () => {
  const set = valueSet([
    include({ system: fruit, concepts: [{ code: 'plum', display: 'Victoria' }, { code: 'pear' }] }),
  ]);
  assert.equal(expand([set, codeSystem()]).set.concepts, [
    { system: fruit, code: 'plum', display: 'Victoria' },
    { system: fruit, code: 'pear', display: 'The pear' },
  ]);
});

composing('takes the display of the first that has one', () => {
  const named = include({ system: 'urn:colour', concepts: [{ code: 'red', display: 'Red' }] });
  const later = include({ system: 'urn:colour', concepts: [{ code: 'red', display: 'Rouge' }] });
  const { set } = expand([valueSet([codes('urn:colour', 'red'), named, later])]);
  assert.equal(set.concepts, [{ system: 'urn:colour', code: 'red', display: 'Red' }]);
});

composing('carries the facts of the definition and freezes all', () => {
  const { set } = expand([valueSet([colours], { version: '1.2', title: 'Main set', description: 'For tests.' })]);
  assert.equal(Object.keys(set), ['url', 'name', 'version', 'title', 'description', 'enumerable', 'concepts', 'open']);
  assert.is(set.version, '1.2');
  assert.ok(
    Object.isFrozen(set) &&
      Object.isFrozen(set.concepts) &&
      Object.isFrozen(set.concepts[0]) &&
      Object.isFrozen(set.open),
  );
});

composing('a fragment gives the codes it has and stays open', () => {
  const { set } = expand([valueSet([include({ system: fruit })]), codeSystem({ content: 'fragment' })]);
  assert.is(set.concepts.length, 6);
  assert.is(openOf(set), fruit);
});

composing('takes a set that is listed already, whole or in part', () => {
  const listed: ListedValueSet[] = [
    { url: 'urn:a', name: 'A', enumerable: true, concepts: [{ system: 'urn:s', code: 'x', display: 'X' }] },
    { url: 'urn:b', name: 'B', enumerable: false, concepts: [], reason: 'its code system is too large' },
  ];
  const { set, found } = expand(
    [valueSet([include({ valueSets: ['urn:a'] }), include({ valueSets: ['urn:b'] })])],
    listed,
  );
  assert.equal(set.concepts, [{ system: 'urn:s', code: 'x', display: 'X' }]);
  assert.equal(set.open, [{ reason: 'its code system is too large' }]);
  assert.is(codesOf(found), 'resolve/not-expandable');
  assert.is(expand([], listed, 'urn:a').set.enumerable, true);
});

composing.run();

const published = suite('expandValueSet: published expansions');

published('the codes that one lists, and others where it is not whole', () => {
  const whole = expand([valueSet([codes(fruit, 'plum')])]);
  assert.is(whole.set.enumerable, true);
  const { set, found } = expand([valueSet([codes(fruit, 'plum')], { isPartial: true })]);
  assert.equal([set.enumerable, set.open], [false, [{ reason: 'the published expansion is not whole' }]]);
  assert.equal(
    found.filter(({ code }) => code === 'resolve/not-expandable').map(({ message }) => message),
    [`Some codes of ${main} cannot be listed: the published expansion is not whole.`],
  );
});

published.run();

const filtering = suite('expandValueSet: filters');

const filterRows: [filters: [string, string, string][], want: string, open?: string][] = [
  [[['concept', '=', 'pear']], 'pear'],
  [[['code', '=', ' pear ']], 'pear'],
  [
    [
      ['concept', '=', 'pear'],
      ['concept', '=', 'plum'],
    ],
    'pear plum',
  ],
  [
    [
      ['concept', 'in', 'pear, plum'],
      ['concept', '=', 'apple'],
    ],
    'pear plum apple',
  ],
  [[['concept', 'not-in', 'pear,plum']], 'apple cooking eating early'],
  [[['concept', 'is-a', 'apple']], 'apple cooking eating early'],
  [[['concept', 'descendent-of', 'apple']], 'cooking eating early'],
  [[['concept', 'is-not-a', 'apple']], 'pear plum'],
  [[['concept', 'generalizes', 'early']], 'apple eating early'],
  [[['taste', '=', 'sweet']], 'eating early pear'],
  [
    [
      ['taste', '=', 'sweet'],
      ['taste', '=', 'sour'],
    ],
    'eating early pear cooking',
  ],
  [[['taste', 'in', 'sour,bitter']], 'cooking'],
  [[['taste', 'not-in', 'sweet']], 'apple cooking plum'],
  [[['taste', 'exists', 'true']], 'cooking eating early pear'],
  [[['taste', 'exists', 'false']], 'apple plum'],
  [[['keeps', '=', 'true']], 'eating'],
  [[['parent', '=', 'apple']], 'cooking eating'],
  [[['parent', 'in', 'apple,eating']], 'cooking eating early'],
  [[['parent', 'exists', 'false']], 'apple pear plum'],
  [[['child', '=', 'early']], 'eating'],
  [[['child', 'exists', 'true']], 'apple eating'],
  [
    [
      ['concept', 'is-a', 'apple'],
      ['taste', '=', 'sweet'],
    ],
    'eating early',
  ],
  [[['concept', 'regex', 'p.*']], '', fruit],
  [[['concept', 'regex', '^p.*$']], 'pear plum'],
  [[['display', 'regex', '.*early']], 'early'],
  [[['concept', 'regex', '(a+)+b']], '', fruit],
  [[['concept', 'regex', '^p?l?u?m?x?$']], '', fruit],
  [[['concept', 'regex', '[']], '', fruit],
  [[['concept', 'is-a', 'quince']], '', fruit],
  [[['colour', '=', 'green']], '', fruit],
  [[['concept', 'resembles', 'pear']], '', fruit],
  [
    [
      ['concept', '=', 'pear'],
      ['colour', '=', 'green'],
    ],
    '',
    fruit,
  ],
];

for (const [filters, want, open = ''] of filterRows) {
  filtering(filters.map((filter) => filter.join(' ')).join(' and '), () => {
    const { set } = expand([valueSet([filtered(fruit, ...filters)]), codeSystem()]);
    assert.is(listOf(set), want);
    assert.is(openOf(set), open);
  });
}

const onlyCodes: [what: string, part: ValueSetInclude, want: string, open?: string][] = [
  ['all of it', include({ system: fruit }), 'apple cooking eating early pear plum'],
  ['codes that are named', filtered(fruit, ['concept', 'in', 'pear,quince']), 'pear quince'],
  ['codes of a form', filtered(fruit, ['concept', 'regex', '^p.*$']), 'pear plum'],
  ['a hierarchy that is not known', filtered(fruit, ['concept', 'is-a', 'apple']), '', fruit],
  ['a property that is not known', filtered(fruit, ['taste', 'exists', 'false']), '', fruit],
];

for (const [what, part, want, open = ''] of onlyCodes) {
  filtering(`of a code system of which only the codes are known: ${what}`, () => {
    const { set, found } = expand([valueSet([part]), codeSystem({ hasOnlyCodes: true })]);
    assert.equal([listOf(set), openOf(set)], [want, open]);
    assert.not.match(codesOf(found), 'code-not-in-system');
  });
}

filtering('keeps the filter that somebody else has to decide', () => {
  const { set } = expand([valueSet([filtered(sct, ['concept', 'in', '999000051000001100'])])]);
  assert.equal(set.open, [
    {
      system: sct,
      reason: 'the filter needs SNOMED CT',
      filter: { property: 'concept', op: 'in', value: '999000051000001100' },
    },
  ]);
});

filtering('needs no code system for a code that is named', () => {
  const { set, found } = expand([valueSet([filtered('urn:flavour', ['concept', '=', 'NI'])])]);
  assert.equal(set.concepts, [{ system: 'urn:flavour', code: 'NI' }]);
  assert.is(set.enumerable, true);
  assert.equal(found, []);
});

filtering('follows parents that are named as properties, and stops at a circle', () => {
  const concepts = [
    concept('a', { properties: [{ code: 'parent', value: 'c' }] }),
    concept('b', { properties: [{ code: 'subsumedBy', value: 'a' }] }),
    concept('c', {
      properties: [
        { code: 'child', value: 'd' },
        { code: 'parent', value: 'b' },
      ],
    }),
    concept('d'),
  ];
  const { set } = expand([valueSet([filtered(fruit, ['concept', 'descendent-of', 'a'])]), codeSystem({ concepts })]);
  assert.is(listOf(set), 'b c d');
});

filtering('case counts as the code system says', () => {
  const set = valueSet([filtered(fruit, ['concept', '=', 'PEAR'])]);
  assert.is(codesOf(expand([set, codeSystem()]).found), 'resolve/code-not-in-system');
  assert.is(listOf(expand([set, codeSystem({ caseSensitive: false })]).set), 'pear');
});

filtering('reads a code system of great depth', () => {
  let deep = concept('c0');
  for (let i = 1; i < 20_000; i++) deep = concept(`c${i}`, { concepts: [deep] });
  const { set } = expand([valueSet([include({ system: fruit })]), codeSystem({ concepts: [deep] })]);
  assert.is(set.concepts.length, 20_000);
});

filtering.run();

const ecl = suite('expandValueSet: expressions of SNOMED CT');

const expressions: [text: string, want: string | 'open' | 'wrong'][] = [
  ['73211009', '73211009'],
  ['73211009 |Diabetes mellitus|', '73211009'],
  ['(73211009 |Diabetes mellitus| OR 38341003 |Hypertensive disorder| )', '73211009 38341003'],
  ['73211009 or (38341003 OR ((195967001)))', '73211009 38341003 195967001'],
  ['73211009 |this OR that (here) < there|', '73211009'],
  ['<73211009', 'open'],
  ['<< 73211009 |Diabetes mellitus| OR 38341003', 'open'],
  ['^999000051000001100', 'open'],
  ['memberOf 999000051000001100', 'open'],
  ['73211009 AND 38341003', 'open'],
  ['73211009 MINUS 38341003', 'open'],
  ['73211009 : 38341003 = 195967001', 'open'],
  ['73211009 |Diabetes| 38341003 |Hypertension|', 'wrong'],
  ['(73211009 OR 38341003', 'wrong'],
  ['73211009 OR', 'wrong'],
  ['73211009)', 'wrong'],
  ['73211009) OR (38341003', 'wrong'],
  ['73211009 |less < more| 38341003', 'wrong'],
  ['diabetes', 'wrong'],
  ['1234', 'wrong'],
  ['', 'wrong'],
];

for (const [text, want] of expressions) {
  ecl(JSON.stringify(text), () => {
    const { set, found } = expand([valueSet([filtered(sct, ['constraint', '=', text])])]);
    assert.is(set.enumerable ? listOf(set) : codesOf(found), eclOutcome(want));
  });
}

function eclOutcome(want: string): string {
  if (want === 'open') return 'resolve/not-expandable';
  return want === 'wrong' ? 'resolve/bad-include' : want;
}

ecl('takes the text between bars as display', () => {
  const { set } = expand([valueSet([filtered(sct, ['constraint', '=', '73211009 |  Diabetes   mellitus |'])])]);
  assert.equal(set.concepts, [{ system: sct, code: '73211009', display: 'Diabetes mellitus' }]);
});

ecl('joins several expressions of one include', () => {
  const { set } = expand([
    valueSet([filtered(sct, ['constraint', '=', '73211009'], ['constraint', '=', '<38341003'])]),
  ]);
  assert.is(listOf(set), '73211009');
  assert.is(openOf(set), sct);
});

ecl.run();

const findings = suite('expandValueSet: findings');

const rows: [name: string, definitions: (ValueSet | CodeSystem)[], code: string, at: Diagnostic['at']][] = [
  ['value set missing', [], 'resolve/value-set-not-found', { canonical: main }],
  [
    'included value set missing',
    [valueSet([colours, include({ valueSets: ['urn:missing'] })])],
    'resolve/value-set-not-found',
    { file: 'main.json', line: undefined, canonical: main, element: 'ValueSet.compose.include[1].valueSet[0]' },
  ],
  [
    'code system missing',
    [valueSet([include({ system: 'urn:nowhere' })])],
    'resolve/code-system-not-found',
    { file: 'main.json', line: undefined, canonical: main, element: 'ValueSet.compose.include[0].system' },
  ],
  [
    'code not in its system',
    [valueSet([codes(fruit, 'plum', 'quince')]), codeSystem()],
    'resolve/code-not-in-system',
    { file: 'main.json', line: undefined, canonical: main, element: 'ValueSet.compose.include[0].concept[1]' },
  ],
  [
    'code listed twice',
    [valueSet([codes(fruit, 'plum', 'plum')]), codeSystem()],
    'resolve/duplicate-code',
    { file: 'main.json', line: undefined, canonical: main, element: 'ValueSet.compose.include[0].concept[1]' },
  ],
  [
    'code twice in its system',
    [valueSet([include({ system: fruit })]), codeSystem({ concepts: [concept('a', { concepts: [concept('a')] })] })],
    'resolve/duplicate-code',
    { file: 'fruit.json', line: 3, canonical: fruit, element: 'CodeSystem.concept[0].concept[0]' },
  ],
  [
    'white space round a code',
    [valueSet([codes('urn:x', ' a')])],
    'resolve/stray-white-space',
    { file: 'main.json', line: undefined, canonical: main, element: 'ValueSet.compose.include[0].concept[0]' },
  ],
  [
    'white space in a display',
    [valueSet([include({ system: fruit })]), codeSystem({ concepts: [concept('a', { display: 'A  b ' })] })],
    'resolve/stray-white-space',
    { file: 'fruit.json', line: 3, canonical: fruit, element: 'CodeSystem.concept[0]' },
  ],
  [
    'another version of a value set',
    [valueSet([include({ valueSets: ['urn:warm|2'] })]), { ...warm, version: '1' }],
    'resolve/version-differs',
    { file: 'main.json', line: undefined, canonical: main, element: 'ValueSet.compose.include[0].valueSet[0]' },
  ],
  [
    'another version of a code system',
    [valueSet([{ ...codes(fruit, 'plum'), version: '2' }]), codeSystem({ version: '1' })],
    'resolve/version-differs',
    { file: 'main.json', line: undefined, canonical: main, element: 'ValueSet.compose.include[0]' },
  ],
  ['nothing left', [valueSet([])], 'resolve/value-set-empty', { file: 'main.json', line: undefined, canonical: main }],
];

for (const [name, definitions, code, at] of rows) {
  findings(name, () => {
    const { found } = expand(definitions);
    assert.is(codesOf(found), code);
    assert.equal(found[0]?.at, at);
  });
}

findings('says when a system is the URL of a value set', () => {
  const { found } = expand([valueSet([include({ system: 'urn:warm' })]), warm]);
  assert.match(found[0]?.message ?? '', 'That is the URL of a value set.');
});

findings('tidies what it reports', () => {
  const set = valueSet([include({ system: 'urn:x', concepts: [{ code: ' a ', display: ' A\n b' }, { code: ' ' }] })]);
  assert.equal(expand([set]).set.concepts, [{ system: 'urn:x', code: 'a', display: 'A b' }]);
});

findings('a circle is an error, and the same from wherever one starts', () => {
  const a = sub('urn:a', codes('urn:x', 'a'), include({ valueSets: ['urn:b'] }));
  const b = sub('urn:b', codes('urn:x', 'b'), include({ valueSets: ['urn:a'] }));
  const { set, found } = expand([a, b], [], 'urn:a');
  assert.is(listOf(set), 'a');
  assert.is(openOf(set), 'any');
  assert.is(codesOf(found), 'resolve/value-set-cycle');
  const together = createValueSetExpander(lookupOf([a, b]), () => {});
  together('urn:b');
  assert.equal(together('urn:a'), set);
});

findings('a long chain of value sets ends in a finding', () => {
  const chain = Array.from({ length: 5_000 }, (_, i) => sub(`urn:${i}`, include({ valueSets: [`urn:${i + 1}`] })));
  const { set, found } = expand(chain, [], 'urn:0');
  assert.is(set.enumerable, false);
  assert.is(codesOf(found), 'resolve/too-deep');
});

findings('one expander reports a shared code system once', () => {
  const found: Diagnostic[] = [];
  const sets = ['urn:a', 'urn:b'].map((url) => sub(url, include({ system: fruit })));
  const expander = createValueSetExpander(
    lookupOf([...sets, codeSystem({ concepts: [concept('a ', { display: 'A' }), concept('b')] })]),
    (each) => found.push(each),
  );
  assert.is(listOf(expander('urn:a')), 'a b');
  assert.is(listOf(expander('urn:b')), 'a b');
  assert.is(codesOf(found), 'resolve/stray-white-space');
});

findings.run();
