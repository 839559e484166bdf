/** `SECURITY.md` names tests that exist, and what can be read off the packages is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LIMITS } from '../runtime/core/read-options.ts';
import { readPage, root } from './support/documents.ts';
import { dependenciesOf, manifestIn } from './support/installed-dependencies.ts';

const page = readPage('SECURITY.md').text;

/** All JavaScript below a folder, by path, without comments. */
function scriptsIn(folder: string): [path: string, text: string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?js$/.test(path) && !/(?:^|\/)(?:test|node_modules)\//.test(path))
    .map((path) => [`${folder}/${path}`, withoutComments(readFileSync(join(root, folder, path), 'utf8'))]);
}

function withoutComments(text: string): string {
  return text.replace(/^\s*(?:\/\*\*?[^]*?\*\/|\/\/.*)/gm, '');
}

const sdk = ['generated/dist', ...dependenciesOf('generated')].flatMap(scriptsIn);
const isCommand = (path: string): boolean => path.startsWith('generated/dist/cli/');

/** The paths of the scripts with something in them. */
function withText(pattern: RegExp, scripts = sdk): string[] {
  return scripts.filter(([, text]) => pattern.test(text)).map(([path]) => path);
}

/** What runs text as code. */
const evaluation = /\beval\s*\(|\bnew\s+Function\b|[^.\w]Function\s*\(\s*["'`]/;
/** What opens connections, in a browser or on Node. */
const connection =
  /[^.\w]fetch\s*\(|\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b|(?:from|import|require)\b\s*\(?\s*["'](?:node:)?(?:https?|http2|net|tls|dgram|dns|child_process)["']/;
const ofNode = /["']node:[a-z_/]+["']/;

const test = suite('security');

test('every row of a promise names tests, and all of them exist', () => {
  const rows = [...page.matchAll(/^\| (.+?) +\| (.*`test\/.*) +\|$/gm)];
  assert.ok(rows.length > 15, String(rows.length));
  const promises = page
    .split('| Promise')
    .slice(1)
    .map((table) => table.split('\n\n', 1)[0] ?? '');
  const all = promises.flatMap((table) => table.split('\n').slice(2));
  assert.is(rows.length, all.length, 'a row without a test');
  const named = [...page.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
  assert.equal(
    named.filter((path) => !existsSync(root + path) || !path.endsWith('.test.ts')),
    [],
  );
});

test('the SDK evaluates no text and opens no connection, nor do its dependencies', () => {
  assert.ok(sdk.length > 500);
  assert.equal(withText(evaluation), []);
  assert.equal(withText(connection), []);
});

test('that would be seen', () => {
  const tries = ['a = eval(b)', 'new Function("a")', 'return Function("a")()'];
  for (const text of tries) assert.equal(withText(evaluation, [['x', text]]), ['x'], text);
  const connections = ['await fetch(a)', 'import { get } from "node:https"', "require('net')", 'new WebSocket(a)'];
  for (const text of connections) assert.equal(withText(connection, [['x', text]]), ['x'], text);
});

test('only the commands import of Node', () => {
  assert.equal(
    withText(ofNode).filter((path) => !isCommand(path)),
    [],
  );
  const imported = sdk
    .filter(([path]) => isCommand(path))
    .flatMap(([, text]) => text.match(/node:[a-z_/]+(?=["'])/g) ?? []);
  assert.equal([...new Set(imported)].sort(), [
    'node:buffer',
    'node:events',
    'node:fs',
    'node:fs/promises',
    'node:module',
    'node:os',
    'node:worker_threads',
    'node:zlib',
  ]);
});

/** Everything that is imported of the file system: none of it writes. */
const reading = [
  'closeSync',
  'createReadStream',
  'existsSync',
  'openSync',
  'readFile',
  'readFileSync',
  'readSync',
  'readdirSync',
  'realpathSync',
  'statSync',
];

/** The names that a text imports of the file system. */
function importedOfFiles(text: string): string[] {
  const imports = [...text.matchAll(/import\s*([^;"'()]*?)\s*from\s*["'](?:node:)?fs(?:\/promises)?["']/g)];
  return imports.flatMap(([, names = '']) => names.split(',').map((one) => one.replace(/[{}]|\bas\b.*/g, '').trim()));
}

test('the commands write no file', () => {
  const commands = sdk.filter(([path]) => isCommand(path));
  const imported = commands.flatMap(([, text]) => importedOfFiles(text));
  assert.equal([...new Set(imported)].sort(), reading);
  assert.equal(withText(/(?:import|require)\s*\(\s*["'](?:node:)?fs\b/, commands), []);
  // A file is opened to be read.
  const sources = readdirSync(`${root}sdk`).filter((name) => name.endsWith('.ts'));
  const opened = sources.flatMap(
    (name) => readFileSync(`${root}sdk/${name}`, 'utf8').match(/\bopenSync\([^)]*\)/g) ?? [],
  );
  assert.equal(opened, ["openSync(path, 'r')"]);
});

test('a file that is written would be seen', () => {
  const text = 'import{readFileSync as a,rmSync as b}from"node:fs";import { writeFile } from "node:fs/promises"';
  assert.equal(importedOfFiles(text), ['readFileSync', 'rmSync', 'writeFile']);
  assert.equal(importedOfFiles("import fs from 'fs'"), ['fs']);
});

const installing = ['preinstall', 'install', 'postinstall', 'prepare'];

test('nothing runs on installation', () => {
  const folders = ['', 'generated', ...dependenciesOf('generated')];
  const found = folders.filter((folder) => {
    const { scripts = {} } = manifestIn(folder);
    // `prepare` of a published package does not run.
    const names = folder.startsWith('node_modules') ? installing.slice(0, 3) : installing;
    return names.some((name) => name in scripts) || existsSync(join(root, folder, 'binding.gyp'));
  });
  assert.equal(found, []);
});

test('dependencies of both packages are pinned, those of the SDK few', () => {
  const versions = (folder: string): string[] => Object.values(manifestIn(folder).dependencies ?? {});
  assert.equal(
    [...versions(''), ...versions('generated')].filter((one) => !/^\d+\.\d+\.\d+$/.test(one)),
    [],
  );
  assert.equal(Object.keys(manifestIn('generated').dependencies ?? {}), [
    '@types/fhir',
    'lossless-json',
    'sade',
    'saxes',
  ]);
});

test('only the script that the page tells of runs on installation of the generator', () => {
  const found = dependenciesOf('').filter((folder) => {
    const { scripts = {} } = manifestIn(folder);
    return installing.slice(0, 3).some((name) => name in scripts);
  });
  assert.equal(found, ['node_modules/fhirpath']);
});

test('the bounds of reading are those of the page', () => {
  const value = (what: string): number => {
    const [, text = ''] = new RegExp(`^\\| ${what} +\\| ([\\d,]+)`, 'm').exec(page) ?? [];
    return Number(text.replaceAll(',', ''));
  };
  assert.is(value('bytes of a text that is read'), LIMITS.maxBytes);
  assert.is(value('depth of a text that is read'), LIMITS.maxDepth);
  assert.is(value('attributes of an element in XML'), LIMITS.maxAttributes);
  assert.is(value('issues of reading'), LIMITS.maxIssues);
});

test.run();
