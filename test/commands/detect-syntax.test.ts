import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { detectSyntax } from '../../sdk/detect-syntax.ts';

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const beginnings: [what: string, bytes: Buffer, want: 'xml' | 'json' | undefined][] = [
  ['XML', Buffer.from('<Patient/>'), 'xml'],
  ['XML after white space', Buffer.from(' \r\n\t<Patient/>'), 'xml'],
  ['XML with a mark', Buffer.from('\uFEFF<Patient/>'), 'xml'],
  ['XML in UTF-16', Buffer.from('\uFEFF<Patient/>', 'utf16le'), 'xml'],
  ['XML in UTF-16, big-endian', bigEndian('\uFEFF<Patient/>'), 'xml'],
  ['XML in UTF-16 without a mark', bigEndian('<Patient/>'), 'xml'],
  ['JSON', Buffer.from('{}'), 'json'],
  ['JSON with a mark', Buffer.from('\uFEFF {}'), 'json'],
  ['JSON in UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), 'json'],
  ['JSON that is no object', Buffer.from('[]'), 'json'],
  ['nothing', Buffer.alloc(0), undefined],
  ['white space', Buffer.from(' \n'), undefined],
  ['prose', Buffer.from('Dear all, <b>'), undefined],
  ['an archive', Buffer.from('PK\x03\x04<{'), undefined],
  ['zeros', Buffer.alloc(100), undefined],
];

const detection = suite('syntax of an input');

for (const [what, bytes, want] of beginnings) detection(what, () => assert.is(detectSyntax(bytes), want));

detection.run();
