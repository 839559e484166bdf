/** Whatever a file holds, and whatever is named: an entry, an exit code, and no crash. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Entry } from '../../sdk/entry.ts';
import { longestInput } from '../../sdk/read-input.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { runInProcess, type CommandSetting } from './run-command.ts';

/** Bytes that look like anything, and are the same in every run. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Uint8Array.from({ length }, () => (state = (state * 48_271) % 0x7fffffff)));
}

const utf8 = (text: string): Buffer => Buffer.from(text);
const patient = '<Patient xmlns="http://hl7.org/fhir">';
const patientJson = '{"resourceType":"Patient"}';

const refused: [what: string, bytes: Buffer, message: RegExp][] = [
  ['nothing', Buffer.alloc(0), /^is empty$/],
  ['white space', utf8(' \n\n'), /^is neither XML nor JSON: it contains only white space$/],
  ['prose', utf8('Dear colleague,'), /^is neither XML nor JSON, but text of another kind$/],
  ['zeros', Buffer.alloc(5000), /^is neither XML nor JSON, but binary data$/],
  [
    'a zip archive',
    Buffer.concat([utf8('PK\x03\x04'), noise(5000)]),
    /^is neither XML nor JSON, but a zip archive: unpack/,
  ],
  ['half a gzip archive', gzipSync(patientJson).subarray(0, 20), /^is a gzip archive that cannot be unpacked: /],
  [
    'noise that begins like a gzip archive',
    Buffer.concat([utf8('\x1F'), Buffer.from([0x8b]), noise(500)]),
    /cannot be unpacked/,
  ],
  ['a gzip archive of nothing', gzipSync(''), /^is empty$/],
  ['a gzip archive in another', gzipSync(gzipSync(patientJson)), /^is neither XML nor JSON, but a gzip archive inside/],
  [
    'a gzip bomb',
    gzipSync(Buffer.alloc(longestInput + 1, 0x20)),
    /^has more than \d+ bytes when it is unpacked; it is not/,
  ],
  ['a PDF document', utf8('%PDF-1.7\n'), /^is neither XML nor JSON, but a PDF document$/],
  ['an HL7 version 2 message', utf8('MSH|^~\\&|A|B\r'), /^is neither XML nor JSON, but an HL7 version 2 message$/],
  ['two texts on one line', utf8(`${patientJson}${patientJson}`), /^the text is not valid JSON: /],
  ['noise after <', Buffer.concat([utf8('<'), noise(5000)]), /./],
  ['noise after {', Buffer.concat([utf8('{'), noise(5000)]), /./],
  ['half an element', utf8(patient), /^the text is not well-formed XML: /],
  ['another language of XML', utf8('<html><body/></html>'), /namespace/],
  ['JSON of something else', utf8('{ "name": "settings" }'), /no resourceType/],
  ['a list', utf8('[]'), /no resource/],
  ['a text', utf8('"resourceType"'), /no resource/],
  ['a comma too many', utf8('{"resourceType":"Patient",}'), /^the text is not valid JSON: /],
  ['no UTF-8', Buffer.from('{"resourceType":"Patient","id":"\xE9"}', 'latin1'), /not valid UTF-8/],
  ['an entity', utf8(`<!DOCTYPE a [<!ENTITY b "c">]>${patient}&b;</Patient>`), /document type/],
  ['10,000 levels of XML', utf8(patient + '<contact>'.repeat(10_000)), /nested/],
  ['100,000 levels of JSON', utf8(`{"resourceType":"Patient","a":${'['.repeat(100_000)}`), /nested/],
  ['more than a message has', utf8(`{"resourceType":"Patient","id":"${'a'.repeat(3_200_000)}"}`), /bytes/],
  ['more than is looked at', Buffer.alloc(longestInput + 1, 0x20), /^has more than \d+ bytes; it is not read$/],
];

/** The entries of `validate --format json`, and the exit code. */
async function validateJson(
  folder: string,
  operands: readonly string[],
  setting?: CommandSetting,
): Promise<{ readonly code: number; readonly entries: readonly Entry[] }> {
  const { code, stdout, stderr } = await runInProcess(folder, ['validate', '--format', 'json', ...operands], setting);
  assert.is(stderr, '');
  return { code, entries: JSON.parse(stdout) as Entry[] };
}

const test = suite('hostile input');

for (const [what, bytes, message] of refused) {
  test(`${what}: an entry with a fatal issue, from a file and from standard input`, () =>
    withScratchFolder({}, async (folder) => {
      writeFileSync(join(folder, 'a.xml'), bytes);
      const got = await validateJson(folder, ['a.xml', '-'], { stdin: [bytes] });
      assert.is(got.code, 1);
      assert.equal(
        got.entries.map(({ file, resourceType, valid }) => [file, resourceType, valid]),
        [
          ['a.xml', null, false],
          ['-', null, false],
        ],
      );
      for (const { issues } of got.entries) {
        assert.is(issues.at(-1)?.severity, 'fatal');
        assert.match(issues.at(-1)?.message ?? '', message);
      }
      const converted = await runInProcess(folder, ['convert', '--to', 'json', 'a.xml']);
      assert.equal([converted.code, converted.stdout], [1, '']);
      assert.match(converted.stderr, /^a\.xml(?::\d+:\d+)?: fatal: /m);
    }));
}

test('what cannot be read at all is an entry too, and the others go on', () =>
  withScratchFolder({ 'good.json': '{"resourceType":"Patient"}' }, async (folder) => {
    symlinkSync('loop.xml', join(folder, 'loop.xml'));
    mkdirSync(join(folder, 'looks-like-a-file.xml'));
    const operands = ['missing.xml', 'good.json/below', 'loop.xml', 'good.json', 'a'.repeat(300)];
    const { code, entries } = await validateJson(folder, operands);
    assert.is(code, 1);
    assert.equal(
      entries.map(({ file, valid, issues }) => [file, valid, issues[0]?.code, issues[0]?.message]),
      [
        ['missing.xml', false, 'not-found', 'cannot be read: there is no such file or folder'],
        ['good.json/below', false, 'not-found', 'cannot be read: there is no such file or folder'],
        ['loop.xml', false, 'exception', 'cannot be read: its symbolic links form a loop'],
        ['good.json', true, undefined, undefined],
        ['a'.repeat(300), false, 'exception', 'cannot be read: its name is too long'],
      ],
    );
  }));

const odd: [what: string, json: string, valid: boolean][] = [
  ['names of the language itself', '{"resourceType":"Patient","__proto__":{"a":1},"constructor":1}', false],
  ['a type that is a name of the language', '{"resourceType":"constructor"}', false],
  ['a type that there is not', '{"resourceType":"Pateint"}', false],
  ['profiles that are none', '{"resourceType":"Patient","meta":{"profile":[1,null,{},"toString"]}}', false],
  ['profiles that are no list', '{"resourceType":"Patient","meta":{"profile":"toString"}}', false],
  ['meta that is none', '{"resourceType":"Patient","meta":[]}', false],
];

for (const [what, json, valid] of odd) {
  test(`${what}: checked as anything else`, () =>
    withScratchFolder({ 'a.json': json }, async (folder) => {
      for (const rules of ['base', 'profile', 'event']) {
        const { code, entries } = await validateJson(folder, ['--rules', rules, 'a.json']);
        assert.is(code, valid ? 0 : 1);
        assert.is(entries[0]?.valid, valid);
        assert.ok(entries[0]?.issues.every(({ severity }) => severity !== 'fatal'));
      }
    }));
}

test.run();
