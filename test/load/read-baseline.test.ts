/** The baseline of known errors and warnings: which files are sound, what they accept, and what an update writes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceptKnown, updateRows, type ReadRow } from '../../generator/diagnostics/baseline.ts';
import { diagnostic, type Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { parseBaseline, readBaseline } from '../../generator/load/read-baseline.ts';

const canonical = 'https://acme.example/fhir/CodeSystem/Colour';
const sound = {
  code: 'resolve/stray-white-space',
  canonical,
  elements: ['CodeSystem.concept[0]', 'CodeSystem.concept[2]'],
  reason: 'As published.',
};
const schema = JSON.parse(
  readFileSync(new URL('../../generator/baseline.schema.json', import.meta.url), 'utf8'),
) as object;
const isValid = new Ajv.default().compile(schema);

function parse(content: unknown): { rows: ReadRow[]; said: string[] } {
  const found: Diagnostic[] = [];
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 1);
  const rows = parseBaseline(text, 'b.json', (one) => void found.push(one));
  return { rows, said: found.map(({ code, message, at }) => `${code} ${at.file}:${at.line}: ${message}`) };
}

const list = suite('baseline');

list('has the elements of each row, with their places', () => {
  const file = { code: 'load/not-json', file: 'a/b.json' };
  const given = { accepted: [sound, { ...sound, code: 'load/blank-text', elements: undefined }, file] };
  const { rows, said } = parse(given);
  assert.equal(said, []);
  assert.ok(isValid(JSON.parse(JSON.stringify(given))));
  assert.equal(
    rows.map(({ code, elements, places }) => [code, elements, places.map(({ line, column }) => [line, column])]),
    [
      [
        sound.code,
        sound.elements,
        [
          [7, 5],
          [8, 5],
        ],
      ],
      ['load/blank-text', [undefined], [[12, 3]]],
      ['load/not-json', [undefined], [[17, 3]]],
    ],
  );
});

/** Each is an error, and accepts nothing; the schema refuses it too, if it can. */
const faults: readonly (readonly [what: string, row: object, message: RegExp, isBeyondSchema?: true])[] = [
  ['no code', { ...sound, code: undefined }, /\[0\]\.code is missing/],
  ['no definition', { ...sound, canonical: undefined }, /either canonical or file, and not both/],
  ['a definition and a file', { ...sound, file: 'a.json' }, /either canonical or file, and not both/],
  ['a blank canonical URL', { ...sound, canonical: '' }, /\[0\]\.canonical is not a string with text/],
  ['a blank reason', { ...sound, reason: '' }, /\[0\]\.reason is not a string with text/],
  ['no element', { ...sound, elements: [] }, /\[0\]\.elements is empty/],
  ['an element that is no text', { ...sound, elements: [1] }, /\[0\]\.elements\[0\] is not a string/],
  ['another property', { ...sound, element: 'a' }, /\[0\]\.element is not one of code, canonical, file/],
  [
    'a code that does not exist',
    { ...sound, code: 'resolve/none' },
    /"resolve\/none" is not the code of an error or warning/,
    true,
  ],
  [
    'the name of a property of all objects',
    { ...sound, code: '__proto__' },
    /"__proto__" is not the code of an error or warning/,
  ],
  ['information', { ...sound, code: 'resolve/not-expandable' }, /"resolve\/not-expandable" is not the code/, true],
  ['a fault of a package', { ...sound, code: 'package/not-found' }, /"package\/not-found" is not the code/, true],
  ['a fault of a baseline', { ...sound, code: 'load/baseline-stale' }, /"load\/baseline-stale" is not the code/, true],
];

for (const [what, row, message, isBeyondSchema = false] of faults) {
  list(`${what} is an error`, () => {
    const { rows, said } = parse({ accepted: [row] });
    assert.equal([rows, said.length], [[], 1]);
    assert.match(said[0] ?? '', /^load\/bad-baseline b\.json:\d+: /);
    assert.match(said[0] ?? '', message);
    assert.is(isValid(JSON.parse(JSON.stringify({ accepted: [row] }))), isBeyondSchema);
  });
}

for (const [what, content, message] of [
  ['no JSON', '{\n{,}', /b\.json:2: The file is not JSON/],
  ['no object', '[]', /The file is not an object/],
  ['no list', {}, /accepted is missing/],
  ['a list of something else', { accepted: [[]] }, /accepted\[0\] is not an object/],
  ['another setting', { accepted: [], known: [] }, /known is not one of \$schema, accepted/],
] as const) {
  list(`${what} is an error`, () => {
    const { rows, said } = parse(content);
    assert.equal(rows, []);
    assert.match(said.join(), message);
  });
}

list('the same twice is an error', () => {
  const { rows, said } = parse({ accepted: [sound, { ...sound, elements: ['CodeSystem.concept[2]'] }] });
  assert.equal(
    rows.map(({ elements }) => elements.length),
    [2, 0],
  );
  assert.equal(said, ['load/bad-baseline b.json:16: accepted[1].elements[0] accepts what is accepted above.']);
});

list('a file that is not there is an error', async () => {
  const found: Diagnostic[] = [];
  assert.is(await readBaseline('none/b.json', (one) => void found.push(one)), undefined);
  assert.equal(
    found.map(({ code }) => code),
    ['load/bad-baseline'],
  );
});

list.run();

const judgement = suite('accepted diagnostics');
const { rows } = parse({ accepted: [sound] });
const warning = (element?: string): Diagnostic =>
  diagnostic('resolve/stray-white-space', 'm', { canonical, element, line: 7 });
const error = diagnostic('resolve/base-not-found', 'm', { canonical, file: 'a.json' });

judgement('are information that gives the reason, whatever the wording and the line', () => {
  const given = [
    warning('CodeSystem.concept[0]'),
    { ...warning('CodeSystem.concept[2]'), message: 'n', at: { canonical, element: 'CodeSystem.concept[2]', line: 9 } },
  ];
  assert.equal(
    acceptKnown(given, rows),
    given.map((one) => ({ ...one, severity: 'info', accepted: 'As published.' })),
  );
});

judgement('may be errors, and files by their name in the baseline', () => {
  const notJson = diagnostic('load/not-json', 'm', { file: '/x/a.json' });
  const known = parse({
    accepted: [
      { code: error.code, canonical },
      { code: 'load/not-json', file: 'a.json' },
    ],
  }).rows;
  const judged = acceptKnown([error, notJson], known, { nameFile: (file) => file.replace('/x/', '') });
  assert.equal(
    judged.map(({ severity, accepted }) => [severity, accepted]),
    [
      ['info', 'No reason is given.'],
      ['info', 'No reason is given.'],
    ],
  );
});

judgement('are those alone that are listed', () => {
  const others = [
    warning('CodeSystem.concept[1]'),
    warning(),
    { ...warning(), at: { canonical: 'https://acme.example/x', element: 'CodeSystem.concept[0]' } },
    diagnostic('load/blank-text', 'm', { canonical, element: 'CodeSystem.concept[0]' }),
    diagnostic('write/cannot-write', 'm', { file: 'a.json' }),
  ];
  assert.equal(acceptKnown(others, rows).slice(0, others.length), others);
});

judgement('that do not occur any more are reported, at their place in the list', () => {
  const [, gone, ...more] = acceptKnown([warning('CodeSystem.concept[2]')], rows);
  assert.equal(more, []);
  assert.equal([gone?.code, gone?.severity], ['load/baseline-stale', 'warning']);
  assert.equal(gone?.at, { file: 'b.json', canonical, element: 'CodeSystem.concept[0]', line: 7, column: 5 });
  assert.is(gone?.message, `There is no ${sound.code} about ${canonical} CodeSystem.concept[0] any more.`);
  assert.equal(acceptKnown([], rows, { isExpected: () => false }), []);
});

judgement.run();

const update = suite('update of a baseline');

update('has what there is, sorted, with the known reasons, and not what is gone', () => {
  const found = [
    warning('CodeSystem.concept[2]'),
    warning('CodeSystem.concept[1]'),
    error,
    warning('CodeSystem.concept[2]'),
    diagnostic('load/display-missing', 'm', { canonical }),
    diagnostic('write/kept-file', 'm', { file: 'a' }),
  ];
  const brief = (some: readonly Diagnostic[]): unknown[] =>
    updateRows(some, rows).map(({ code, elements, reason }) => [code, elements, reason]);
  assert.equal(brief(found), [
    ['resolve/base-not-found', [undefined], undefined],
    [sound.code, ['CodeSystem.concept[1]'], undefined],
    [sound.code, ['CodeSystem.concept[2]'], 'As published.'],
  ]);
  assert.equal(brief(found.toReversed()), brief(found));
});

update('keeps what the run has not read', () => {
  const kept = updateRows([error], rows, { isExpected: () => false });
  assert.equal(
    kept.map(({ code, elements }) => [code, elements.length]),
    [
      ['resolve/base-not-found', 1],
      [sound.code, 2],
    ],
  );
});

update.run();

const ours = suite('the baseline of the project');

ours('is sound and gives a reason for everything', async () => {
  const found: Diagnostic[] = [];
  const file = fileURLToPath(new URL('../../baseline.json', import.meta.url));
  const own = await readBaseline(file, (one) => void found.push(one));
  assert.equal(found, []);
  assert.ok(isValid(JSON.parse(readFileSync(file, 'utf8'))));
  assert.ok(own && own.length > 0 && own.every(({ reason }) => reason !== undefined));
});

ours.run();
