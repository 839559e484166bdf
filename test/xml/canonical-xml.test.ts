/** The comparison that tests of XML rest on: what it must and must not tell apart. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { canonicalXml } from '../support/canonical-xml.ts';

const test = suite('canonical XML');
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';

const same: [what: string, one: string, other: string][] = [
  ['prefixes', '<a xmlns="urn:a"><b c="d"/></a>', '<p:a xmlns:p="urn:a"><p:b c="d"/></p:a>'],
  ['order of attributes', '<a b="1" c="2"/>', '<a c="2" b="1"/>'],
  ['quotes and references', '<a b="&lt;&#65;"/>', "<a b='&#60;A'/>"],
  ['empty elements', '<a/>', '<a></a>'],
  ['white space between elements', '<a>\n <b/>\n</a>', '<a><b/></a>'],
  ['comments', '<a><!-- b --><c/></a>', '<a><c/></a>'],
  ['CDATA', `<div ${XHTML}><![CDATA[<]]>a</div>`, `<div ${XHTML}>&lt;a</div>`],
  ['the declaration', '<?xml version="1.0"?><a/>', '<a/>'],
  ['line ends', `<div ${XHTML}>a\r\nb</div>`, `<div ${XHTML}>a\nb</div>`],
  ['declarations that are not used', '<a xmlns:b="urn:b"/>', '<a/>'],
  [
    'where the schema is',
    '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="b c"/>',
    '<a/>',
  ],
];
for (const [what, one, other] of same)
  test(`${what}: the same`, () => assert.is(canonicalXml(one), canonicalXml(other)));

const different: [what: string, one: string, other: string][] = [
  ['namespaces', '<a xmlns="urn:a"/>', '<a xmlns="urn:b"/>'],
  ['namespaces of attributes', '<a xmlns:b="urn:b" b:c="d"/>', '<a c="d"/>'],
  ['values', '<a b="1"/>', '<a b="1 "/>'],
  ['line feeds in values', '<a b="&#10;"/>', '<a b="&#13;"/>'],
  ['order of elements', '<a><b/><c/></a>', '<a><c/><b/></a>'],
  ['nesting', '<a><b/><c/></a>', '<a><b><c/></b></a>'],
  ['text', '<a>b</a>', '<a>c</a>'],
  ['white space in a narrative', `<div ${XHTML}><p/> <p/></div>`, `<div ${XHTML}><p/><p/></div>`],
  ['processing instructions', '<a><?b c?></a>', '<a/>'],
  [
    'a schema location further down',
    '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><b xsi:schemaLocation="c"/></a>',
    '<a><b/></a>',
  ],
];
for (const [what, one, other] of different) {
  test(`${what}: not the same`, () => assert.is.not(canonicalXml(one), canonicalXml(other)));
}

test('in any order, but those of one name in theirs', () => {
  const canonical = (text: string): string => canonicalXml(text, { anyOrder: true });
  assert.is(canonical('<a><b/><c/></a>'), canonical('<a><c/><b/></a>'));
  assert.is.not(canonical('<a><b c="1"/><b c="2"/></a>'), canonical('<a><b c="2"/><b c="1"/></a>'));
});

test.run();
