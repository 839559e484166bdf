import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findFiles } from '../../sdk/find-files.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';

/** The files found, without the name of the folder that all is in. */
function found(folder: string, ...operands: string[]): string[] {
  const { files } = findFiles(operands.map((operand) => (operand === '-' ? operand : join(folder, operand))));
  return files.map((file) => (file.startsWith(folder) ? file.slice(folder.length + 1) : file));
}

const message = '<?xml version="1.0"?>\n<Bundle xmlns="http://hl7.org/fhir"/>';

const rows: [what: string, files: Readonly<Record<string, string>>, operands: string[], want: string[]][] = [
  [
    'files in the order named, whatever they are',
    { b: '', 'a.md': '' },
    ['b', 'a.md', 'c.xml'],
    ['b', 'a.md', 'c.xml'],
  ],
  ['standard input is no file', {}, ['-', 'a.xml'], ['-', 'a.xml']],
  [
    'a folder, sorted, with all below',
    { 'in/c.xml': '', 'in/b/z.json': '', 'in/b/a/y.XML': '', 'in/a.Json': '', 'in/B.xml': '' },
    ['in'],
    ['in/B.xml', 'in/a.Json', 'in/b/a/y.XML', 'in/b/z.json', 'in/c.xml'],
  ],
  ['a folder named with a slash', { 'in/a.xml': '' }, ['in/'], ['in/a.xml']],
  ['the same twice', { 'in/a.xml': '' }, ['in', 'in/a.xml', 'in'], ['in/a.xml', 'in/a.xml', 'in/a.xml']],
  [
    'by content what has another name',
    {
      'in/xml.dat': message,
      'in/none': message,
      'in/json.txt': '{ "resourceType": "Patient" }',
      'in/mark.dat': `\uFEFF${message}`,
      'in/wide.dat': [...message].join('\0'),
      'in/readme.md': '# Notes\n<a href="http://hl7.org/fhir">FHIR</a>',
      'in/other.ctl': '<Control/>',
      'in/settings': '{}',
      'in/empty': '',
    },
    ['in'],
    ['in/json.txt', 'in/mark.dat', 'in/none', 'in/wide.dat', 'in/xml.dat'],
  ],
  [
    'nothing hidden, and no packages',
    { 'in/.a.xml': '', 'in/.git/b.xml': '', 'in/node_modules/c.xml': '', 'in/d.xml': '' },
    ['in'],
    ['in/d.xml'],
  ],
  ['a hidden folder that is named', { '.in/a.xml': '' }, ['.in'], ['.in/a.xml']],
  ['an empty folder', { 'in/sub/a.txt': '' }, ['in'], []],
];

const test = suite('finding files');

for (const [what, files, operands, want] of rows) {
  test(what, () =>
    withScratchFolder(files, (folder) => {
      assert.equal(found(folder, ...operands), want);
    }),
  );
}

test('links are followed, but not in circles', () =>
  withScratchFolder({ 'in/a.xml': '', 'in/sub/b.xml': '', 'out/c.xml': '' }, (folder) => {
    const link = (to: string, from: string): void => symlinkSync(join(folder, to), join(folder, from));
    link('in', 'in/sub/back');
    link('in/sub', 'in/sub/self');
    link('out', 'in/out');
    link('out/c.xml', 'in/sub/d.xml');
    link('nowhere', 'in/dangling.xml');
    link('nowhere', 'in/dangling');
    link('in/loop.xml', 'in/loop.xml');
    assert.equal(found(folder, 'in'), [
      'in/a.xml',
      'in/dangling.xml',
      'in/loop.xml',
      'in/out/c.xml',
      'in/sub/b.xml',
      'in/sub/d.xml',
    ]);
  }));

test('a folder that cannot be read is given, for whoever reads it to report', () =>
  withScratchFolder({ 'in/a.xml': '', 'in/b/c.xml': '' }, (folder) => {
    chmodSync(join(folder, 'in/b'), 0);
    const isRoot = process.getuid?.() === 0;
    assert.equal(found(folder, 'in'), ['in/a.xml', isRoot ? 'in/b/c.xml' : 'in/b']);
    chmodSync(join(folder, 'in/b'), 0o755);
  }));

test.run();
