/** Warnings that the author of a definition accepts: which lists are sound, and what they accept. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceptWarnings, type AcceptedWarning } from '../../generator/diagnostics/accept-warnings.ts';
import { diagnostic, type Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { loadAcceptedWarnings, parseAcceptedWarnings } from '../../generator/load/accepted-warnings.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

const canonical = 'https://acme.example/fhir/CodeSystem/Colour';
const sound = {
  code: 'resolve/stray-white-space',
  canonical,
  elements: ['CodeSystem.concept[0]', 'CodeSystem.concept[2]'],
  reason: 'As published.',
};

function parse(content: unknown): { accepted: AcceptedWarning[]; said: string[] } {
  const found: Diagnostic[] = [];
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 1);
  const accepted = parseAcceptedWarnings(text, 'list.json', (one) => void found.push(one));
  return { accepted, said: found.map(({ code, message, at }) => `${code} ${at.file}:${at.line}: ${message}`) };
}

const list = suite('list of accepted warnings');

list('has a row for each element, with its place', () => {
  const { accepted, said } = parse([sound, { ...sound, code: 'load/blank-text', elements: undefined }]);
  assert.equal(said, []);
  assert.equal(
    accepted.map(({ code, element, at }) => [code, element, at.line, at.column]),
    [
      [sound.code, 'CodeSystem.concept[0]', 6, 4],
      [sound.code, 'CodeSystem.concept[2]', 7, 4],
      ['load/blank-text', undefined, 11, 2],
    ],
  );
});

/** Each is an error, and accepts nothing. */
const faults: readonly (readonly [what: string, content: unknown, message: RegExp])[] = [
  ['no JSON', '[\n{,}]', /list\.json:2: The file is not JSON/],
  ['no array', {}, /The file is not an array/],
  ['a row that is no object', [[]], /\[0\] is not an object/],
  ['no code', [{ ...sound, code: undefined }], /\[0\]\.code is missing/],
  ['no canonical URL', [{ ...sound, canonical: '' }], /\[0\]\.canonical is not a string with text/],
  ['no reason', [{ ...sound, reason: undefined }], /\[0\]\.reason is missing/],
  ['no element', [{ ...sound, elements: [] }], /\[0\]\.elements is empty/],
  ['an element that is no text', [{ ...sound, elements: [1] }], /list\.json:6: \[0\]\.elements\[0\] is not a string/],
  ['another property', [{ ...sound, element: 'a' }], /\[0\]\.element is not one of code, canonical, elements, reason/],
  ['a code that does not exist', [{ ...sound, code: 'resolve/none' }], /"resolve\/none" is no code of a diagnostic/],
  ['the name of a property of all objects', [{ ...sound, code: '__proto__' }], /"__proto__" is no code/],
  ['an error', [{ ...sound, code: 'resolve/base-cycle' }], /"resolve\/base-cycle" is no warning/],
  ['information', [{ ...sound, code: 'resolve/not-expandable' }], /"resolve\/not-expandable" is no warning/],
];

for (const [what, content, message] of faults) {
  list(`${what} is an error`, () => {
    const { accepted, said } = parse(content);
    assert.equal([accepted, said.length], [[], 1]);
    assert.match(said[0] ?? '', /^load\/bad-accepted-warnings list\.json:\d+: /);
    assert.match(said[0] ?? '', message);
  });
}

list('the same twice is an error', () => {
  const { accepted, said } = parse([sound, { ...sound, elements: ['CodeSystem.concept[2]'] }]);
  assert.is(accepted.length, 2);
  assert.equal(said, ['load/bad-accepted-warnings list.json:15: [1].elements[0] accepts what is accepted above.']);
});

list('is found directly in each folder, and is no definition', async () => {
  const rows = (reason: string): string => JSON.stringify([{ ...sound, canonical: `${canonical}/${reason}`, reason }]);
  const files = {
    'a/accepted-warnings.json': rows('a'),
    'b/accepted-warnings.json': rows('b'),
    'b/deeper/accepted-warnings.json': rows('deeper'),
    'c/one.json': '{}',
  };
  await withScratchFolder(files, async (folder) => {
    const found: Diagnostic[] = [];
    const folders = ['a', 'b', 'c', 'c/one.json', 'none', 'a'].map((name) => `${folder}/${name}`);
    const accepted = await loadAcceptedWarnings(folders, (one) => void found.push(one));
    assert.equal(found, []);
    assert.equal(
      accepted.map(({ reason }) => reason),
      ['a', 'a', 'b', 'b'],
    );
    const read = await folderSource(`${folder}/b`).files();
    assert.equal(
      read.map(({ name }) => name.slice(folder.length)),
      ['/b/deeper/accepted-warnings.json'],
    );
  });
});

list.run();

const judgement = suite('accepted warnings');
const { accepted } = parse([sound]);
const warning = (element?: string): Diagnostic =>
  diagnostic(sound.code as 'resolve/stray-white-space', 'm', { canonical, element });

judgement('are information that gives the reason', () => {
  const given = [warning('CodeSystem.concept[0]'), warning('CodeSystem.concept[2]'), warning('CodeSystem.concept[0]')];
  assert.equal(
    acceptWarnings(given, accepted),
    given.map((one) => ({ ...one, severity: 'info', accepted: 'As published.' })),
  );
});

judgement('are those alone that are listed', () => {
  const others = [
    warning('CodeSystem.concept[1]'),
    warning(),
    {
      ...warning('CodeSystem.concept[0]'),
      at: { canonical: 'https://acme.example/x', element: 'CodeSystem.concept[0]' },
    },
    diagnostic('load/blank-text', 'm', { canonical, element: 'CodeSystem.concept[0]' }),
    { ...warning('CodeSystem.concept[0]'), severity: 'error' as const },
  ];
  assert.equal(acceptWarnings(others, accepted).slice(0, others.length), others);
});

judgement('that do not occur are reported, at their place in the list', () => {
  const [, gone, ...more] = acceptWarnings([warning('CodeSystem.concept[2]')], accepted);
  assert.equal(more, []);
  assert.equal(
    [gone?.code, gone?.severity, gone?.at],
    [
      'load/accepted-warning-gone',
      'warning',
      { file: 'list.json', canonical, element: 'CodeSystem.concept[0]', line: 6, column: 4 },
    ],
  );
  assert.is(gone?.message, `There is no warning ${sound.code} about ${canonical} CodeSystem.concept[0].`);
});

judgement.run();

const ours = suite('the list of the project');

ours('has the warnings about our own definitions', async () => {
  const folder = fileURLToPath(new URL('../../profiles', import.meta.url));
  assert.ok(existsSync(`${folder}/accepted-warnings.json`));
  const found: Diagnostic[] = [];
  const rows = await loadAcceptedWarnings([folder], (one) => void found.push(one));
  assert.equal([found, rows.length > 0], [[], true]);
});

ours.run();
