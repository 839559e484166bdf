import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/** What a room may import, by the start of the path below its root; its own files always. */
interface Row {
  readonly any: readonly string[];
  /** With `import type` only. */
  readonly types?: readonly string[];
}

/** Arrows point one way, and a stage never imports another: `run.ts` hands the values on. */
const rows: Readonly<Record<string, Row>> = {
  'generator/diagnostics/': { any: [] },
  'generator/fhir/': { any: ['generator/diagnostics/'] },
  'generator/base/': {
    any: ['generator/fhir/', 'generator/diagnostics/', 'generator/freeze-deep.ts', 'runtime/core/elements.ts'],
  },
  'generator/load/': {
    // Definitions in XML are read as messages are.
    any: [
      'generator/input-files.js',
      'generator/fhir/',
      'generator/diagnostics/',
      'runtime/xml/',
      'runtime/core/positions.ts',
      'runtime/core/suggest.ts',
    ],
    types: ['runtime/'],
  },
  'generator/resolve/': { any: ['generator/fhir/', 'generator/diagnostics/'] },
  'generator/model/': { any: ['generator/fhir/', 'generator/diagnostics/'], types: ['generator/resolve/'] },
  'generator/compare/': {
    any: ['generator/fhir/canonical.ts', 'generator/model/contents.ts'],
    types: ['generator/model/', 'generator/fhir/'],
  },
  'generator/code/': { any: [] },
  'generator/fhirpath/': { any: ['generator/code/', 'generator/diagnostics/'], types: ['generator/fhir/'] },
  'generator/declare/': {
    // `contents.ts` only walks the model; of FHIRPath it asks what an expression comes to, and has no code made of it.
    any: [
      'generator/targets.ts',
      'generator/fhir/canonical.ts',
      'generator/freeze-deep.ts',
      'generator/model/contents.ts',
      'generator/diagnostics/',
      ...['coded-selection', 'compile-invariant', 'compile-selection', 'presence'].map(
        (file) => `generator/fhirpath/${file}.ts`,
      ),
    ],
    types: ['generator/model/', 'generator/fhirpath/type-lookup.ts'],
  },
  // What turns declarations into code: it knows no definition.
  ...Object.fromEntries(
    ['type-code.ts', 'emitted-file.ts', 'templates.ts', 'check-template.ts', 'template-context.ts'].map((file) => [
      `generator/emit/${file}`,
      {
        any: ['generator/code/', 'generator/emit/', 'generator/diagnostics/thrown.ts'],
        types: ['generator/declare/'],
      },
    ]),
  ),
  // Conditions in declarations become code here.
  ...Object.fromEntries(
    ['declaration-code.ts', 'doc-lines.ts', 'message-view.ts', 'value-code.ts'].map((file) => [
      `generator/emit/${file}`,
      { any: ['generator/code/', 'generator/emit/', 'generator/fhirpath/'], types: ['generator/declare/'] },
    ]),
  ),
  // The files about the package are made from the model itself, with names and words of `declare`.
  'generator/emit/': {
    any: [
      'generator/targets.ts',
      'generator/fhir/canonical.ts',
      'generator/fhirpath/pattern-in.ts',
      'runtime/core/display-of-code.ts',
      'generator/model/contents.ts',
      'generator/code/',
      ...['names', 'doc-text', 'elements', 'message/message-names', 'message/pascal'].map(
        (file) => `generator/declare/${file}.ts`,
      ),
    ],
    types: ['generator/model/', 'generator/declare/'],
  },
  // What users put in place of ours, and beside it: where that meets the disk and the stages.
  'generator/customise/': {
    any: [
      'generator/diagnostics/',
      'generator/input-files.js',
      'generator/freeze-deep.ts',
      'generator/emit/templates.ts',
      'generator/emit/check-template.ts',
      'runtime/core/suggest.ts',
    ],
    types: ['generator/emit/', 'generator/declare/', 'generator/model/'],
  },
  'generator/freeze-deep.ts': { any: [] },
  'generator/targets.ts': { any: [] },
  'generator/write/': { any: ['generator/input-files.js', 'generator/diagnostics/'] },
  'generator/config.ts': {
    any: [
      'generator/load/',
      'generator/diagnostics/',
      'generator/model/naming-config.ts',
      'generator/targets.ts',
      'runtime/core/suggest.ts',
    ],
    types: ['generator/model/'],
  },
  'generator/run.ts': {
    any: [
      ...['resolve/', 'model/', 'declare/', 'emit/', 'customise/', 'fhirpath/', 'base/', 'fhir/', 'diagnostics/'].map(
        (room) => `generator/${room}`,
      ),
      'generator/targets.ts',
    ],
    types: ['generator/load/'],
  },
  'generator/packages/': {
    any: ['generator/input-files.js', 'generator/load/', 'generator/fhir/', 'generator/diagnostics/'],
  },
  'generator/commands/': {
    any: [
      ...[
        'run.ts',
        'config.ts',
        'targets.ts',
        'unchanged.js',
        'input-files.js',
        'load/',
        'packages/',
        'write/',
        'base/',
        'customise/',
        'compare/',
        'diagnostics/',
      ].map((room) => `generator/${room}`),
      'runtime/core/suggest.ts',
      // Where these stages meet the disk, which `run.ts` does not.
      ...['emit/templates.ts', 'emit/emitted-file.ts', 'emit/command-files.ts', 'emit/manifest.ts'].map(
        (file) => `generator/${file}`,
      ),
    ],
  },
  'generator/cli.ts': { any: ['generator/commands/'] },
  'generator/main.ts': { any: ['generator/cli.ts', 'generator/unchanged.js'] },
  'generator/start.js': { any: ['generator/bundle.js', 'generator/unchanged.js'] },
  'generator/bundle.js': { any: ['generator/cli.ts'] },
  // Plain Node starts these, before anything else is loaded.
  'generator/unchanged.js': { any: ['generator/input-files.js'] },
  'generator/input-files.js': { any: [] },
  'generator/index.ts': { any: ['generator/'] },
  'generator/copy-assets.ts': { any: [] },
  'runtime/core/': { any: [], types: ['fhir/r3.js'] },
  'runtime/primitives/': { any: ['runtime/core/'] },
  'runtime/fhirpath/': { any: ['runtime/core/', 'runtime/primitives/'] },
  'runtime/guard/': { any: ['runtime/core/', 'runtime/primitives/', 'runtime/fhirpath/'] },
  'runtime/build/': { any: ['runtime/core/', 'runtime/primitives/', 'runtime/guard/'], types: ['fhir/r3.js'] },
  'runtime/subscription/': {
    any: ['core/', 'primitives/', 'guard/', 'build/', 'json/', 'send/'].map((room) => `runtime/${room}`),
  },
  'runtime/message/': {
    any: ['runtime/core/', 'runtime/guard/', 'runtime/build/'],
    types: ['runtime/fhirpath/', 'fhir/r3.js'],
  },
  'runtime/xml/': { any: ['runtime/core/', 'runtime/primitives/', 'saxes'] },
  'runtime/json/': { any: ['runtime/core/', 'lossless-json'] },
  // The doors: what every app may import, and what knows every definition.
  'runtime/receive/': {
    any: ['runtime/core/', 'runtime/message/', 'runtime/json/'],
    types: ['runtime/guard/', 'fhir/r3.js'],
  },
  'runtime/code/': {
    any: ['runtime/core/', 'runtime/guard/', 'runtime/build/', 'runtime/message/'],
    types: ['runtime/fhirpath/'],
  },
  'runtime/code.ts': { any: ['runtime/code/'] },
  'runtime/random/': {
    any: [...['core/', 'primitives/check-digit.ts', 'guard/', 'message/', 'check.ts'].map((room) => `runtime/${room}`)],
    types: ['runtime/fhirpath/'],
  },
  'runtime/random.ts': {
    any: ['runtime/core/', 'runtime/guard/rules.ts', 'runtime/random/'],
    types: ['runtime/check.ts', 'runtime/build/', 'runtime/message/'],
  },
  'runtime/send/': {
    any: [
      ...['core/', 'primitives/check-digit.ts', 'message/message.ts', 'xml/', 'receive/read-input.ts'].map(
        (room) => `runtime/${room}`,
      ),
    ],
  },
  'runtime/receive.ts': { any: ['runtime/core/', 'runtime/receive/', 'runtime/check.ts'], types: ['runtime/message/'] },
  'runtime/index.ts': { any: ['runtime/'] },
  'runtime/builders.ts': { any: ['runtime/core/', 'runtime/primitives/', 'runtime/build/', 'runtime/types.ts'] },
  'runtime/types.ts': { any: ['runtime/core/'] },
  'runtime/check.ts': { any: ['runtime/core/', 'runtime/guard/', 'runtime/message/'] },
  // Copied into every package: it knows only what all of them have.
  'sdk/': { any: ['#package/'] },
};

/** Rooms that run in a browser: they may import no package but those their row names. */
const bare = Object.keys(rows).filter((room) => room.startsWith('runtime/'));

interface SourceText {
  readonly path: string;
  readonly text: string;
}

const statement = /^(?:import|export)\b(\s+type\b)?(?:[^'";=()]*?\bfrom)?\s*'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/gm;

/** Each import that its room may not have, as a line to read; also each file that no row speaks of. */
function wrongArrows(files: readonly SourceText[]): string[] {
  return files.flatMap(({ path, text }) => {
    const room = Object.keys(rows).find((start) => path.startsWith(start));
    if (room === undefined) return [`${path} is in no room`];
    const imports = [...text.matchAll(statement)].map(([, type, from = '', called]) => ({
      target: targetOf(path, called ?? from),
      typeOnly: type !== undefined,
    }));
    const wrong = imports.filter(({ target, typeOnly }) => !isAllowed(room, target, typeOnly));
    return wrong.map(({ target, typeOnly }) => `${path} imports ${target}${typeOnly ? ' (types)' : ''}`);
  });
}

/** The path from the root of the repository for a file of ours, the name for a package. */
function targetOf(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = posix.join(posix.dirname(path), specifier);
  return path.startsWith('runtime/') ? target.replace(/\.js$/, '.ts') : target;
}

function isAllowed(room: string, target: string, typeOnly: boolean): boolean {
  const { any = [], types = [] } = rows[room] ?? {};
  const starts = [room, ...any, ...(typeOnly ? types : [])];
  if (starts.some((start) => target.startsWith(start))) return true;
  const ours =
    /^(?:generator|runtime|generated|sdk|test|bench|templates|profiles|#runtime|#package|careconnect-ems)\b|^\.\./;
  return !ours.test(target) && !bare.includes(room);
}

/** Files that import each other in a circle, types included: of each circle its files, in the order of the imports. */
function circles(files: readonly SourceText[]): string[] {
  const targets = new Map(
    files.map(({ path, text }) => [
      path,
      [...text.matchAll(statement)].map(([, , from = '', called]) => targetOf(path, called ?? from)),
    ]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.add([...way.slice(start), path].join(' -> '));
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) if (targets.has(target)) visit(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return [...found];
}

function read(folder: string): SourceText[] {
  const root = new URL('../', import.meta.url);
  const names = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => folder + name.replaceAll('\\', '/')).filter((path) => /\.[jt]s$/.test(path));
  return paths.sort().map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
}

const test = suite('architecture');

for (const folder of ['generator/', 'runtime/', 'sdk/']) {
  test(`the arrows of ${folder} point one way`, () => {
    const files = read(folder);
    assert.ok(files.length > 0);
    assert.equal(wrongArrows(files), []);
  });

  test(`no files of ${folder} import each other in a circle`, () => assert.equal(circles(read(folder)), []));
}

const examples: [path: string, text: string, wrong: string | undefined][] = [
  ['generator/load/a.ts', "import { x } from '../fhir/b.ts';", undefined],
  ['generator/load/a.ts', "import { x } from './b.ts';", undefined],
  ['generator/load/a.ts', "import { x } from 'node:fs';", undefined],
  ['generator/load/a.ts', "import { x } from '../resolve/b.ts';", 'generator/resolve/b.ts'],
  ['generator/load/a.ts', "export * from '../resolve/b.ts';", 'generator/resolve/b.ts'],
  ['generator/load/a.ts', "export const folder = '../resolve/';", undefined],
  ['generator/load/a.ts', "import '../resolve/b.ts';", 'generator/resolve/b.ts'],
  ['generator/load/a.ts', "const x = await import('../resolve/b.ts');", 'generator/resolve/b.ts'],
  ['generator/load/a.ts', "import {\n  x,\n  y,\n} from '../resolve/b.ts';", 'generator/resolve/b.ts'],
  ['generator/load/a.ts', "import type { X } from '../resolve/b.ts';", 'generator/resolve/b.ts (types)'],
  ['generator/model/a.ts', "import type { X } from '../resolve/b.ts';", undefined],
  ['generator/model/a.ts', "import { x } from '../resolve/b.ts';", 'generator/resolve/b.ts'],
  ['generator/model/a.ts', "import { type X } from '../resolve/b.ts';", 'generator/resolve/b.ts'],
  ['generator/emit/a.ts', "import type { X } from '../fhir/definitions.ts';", 'generator/fhir/definitions.ts (types)'],
  ['generator/compare/a.ts', "import type { X } from '../model/b.ts';", undefined],
  ['generator/compare/a.ts', "import { x } from '../model/b.ts';", 'generator/model/b.ts'],
  ['generator/declare/a.ts', "import type { X } from '../model/b.ts';", undefined],
  ['generator/declare/a.ts', "import { x } from '../code/b.ts';", 'generator/code/b.ts'],
  ['generator/declare/a.ts', "import { x } from '../fhirpath/presence.ts';", undefined],
  ['generator/declare/a.ts', "import { x } from '../fhirpath/condition.ts';", 'generator/fhirpath/condition.ts'],
  ['generator/declare/a.ts', "import { x } from '../emit/b.ts';", 'generator/emit/b.ts'],
  ['generator/emit/value-code.ts', "import { x } from '../fhirpath/b.ts';", undefined],
  ['generator/emit/type-code.ts', "import { x } from '../fhirpath/b.ts';", 'generator/fhirpath/b.ts'],
  ['generator/emit/type-code.ts', "import type { X } from '../model/b.ts';", 'generator/model/b.ts (types)'],
  ['generator/fhir/a.ts', "import { x } from '../load/b.ts';", 'generator/load/b.ts'],
  ['generator/write/a.ts', "import { x } from '../../generated/src/b.ts';", 'generated/src/b.ts'],
  ['generator/write/a.ts', "import { x } from 'careconnect-ems/careconnect';", 'careconnect-ems/careconnect'],
  ['generator/write/a.ts', "import { x } from '../run.ts';", 'generator/run.ts'],
  ['generator/cli.ts', "import { x } from './model/b.ts';", 'generator/model/b.ts'],
  ['runtime/guard/a.ts', "export { x } from './b.js';", undefined],
  ['runtime/guard/a.ts', "export { x } from '../core/b.js';", undefined],
  ['runtime/guard/a.ts', "import { x } from '../message/b.js';", 'runtime/message/b.ts'],
  ['runtime/core/a.ts', "import type { X } from '../guard/b.js';", 'runtime/guard/b.ts (types)'],
  ['runtime/core/a.ts', "import type { X } from 'fhir/r3.js';", undefined],
  ['runtime/core/a.ts', "import { x } from 'node:fs';", 'node:fs'],
  ['runtime/json/a.ts', "import { x } from 'lossless-json';", undefined],
  ['sdk/a.ts', "import { x } from '#package/check.js';", undefined],
  ['sdk/a.ts', "import { x } from 'careconnect-ems/check';", 'careconnect-ems/check'],
  ['sdk/a.ts', "import sade from 'sade';", undefined],
  ['sdk/a.ts', "import { x } from '../runtime/check.ts';", 'runtime/check.ts'],
  ['sdk/a.ts', "import { x } from '../generated/src/check.ts';", 'generated/src/check.ts'],
  ['runtime/core/a.ts', "import { x } from '../../generator/fhir/b.ts';", 'generator/fhir/b.ts'],
];

for (const [path, text, wrong] of examples) {
  test(`${path}: ${text}`, () => {
    assert.equal(wrongArrows([{ path, text }]), wrong === undefined ? [] : [`${path} imports ${wrong}`]);
  });
}

test('a circle is found, of values or of types', () => {
  const files = [
    { path: 'runtime/core/a.ts', text: "import { b } from './b.js';" },
    { path: 'runtime/core/b.ts', text: "import type { C } from './c.js';" },
    { path: 'runtime/core/c.ts', text: "export { a } from './a.js';\nimport { d } from './d.js';" },
    { path: 'runtime/core/d.ts', text: '' },
  ];
  assert.equal(circles(files), ['runtime/core/a.ts -> runtime/core/b.ts -> runtime/core/c.ts -> runtime/core/a.ts']);
});

test('every row speaks of a file or folder that is there', () => {
  const gone = Object.entries(rows).flatMap(([room, { any, types = [] }]) => [room, ...any, ...types]);
  const ours = gone.filter((path) => /^(?:generator|runtime|sdk)\//.test(path));
  assert.equal(
    ours.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url))),
    [],
  );
});

test('a file in a room that the table does not know is wrong', () => {
  assert.equal(wrongArrows([{ path: 'generator/attic/a.ts', text: '' }]), ['generator/attic/a.ts is in no room']);
});

test.run();
