import { plainText } from '../../runtime/core/marked.ts';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { htmlChecks, scanXhtml, xhtmlFault, type XhtmlVerdict } from '../../runtime/primitives/xhtml.ts';

const namespace = 'http://www.w3.org/1999/xhtml';
const div = (content: string): string => `<div xmlns="${namespace}">${content}</div>`;

const cases: Readonly<Record<XhtmlVerdict, readonly string[]>> = {
  fine: [
    div('a'),
    div('<p>a</p>'),
    div('<p>a<br/>b<br />c</p>'),
    div('a &amp; b &lt; c &#160; &#xA0;'),
    div('&#160;'),
    div('a > b'),
    div('&#9;&#x1F642;&#1114111;'),
    div('<!-- a - b --><p>a</p>'),
    div('<![CDATA[a < b & c ]] d]]>'),
    div('<p id="a" class=\'b\' style="color:red" title="a>b" lang="en" xml:lang="en">a</p>'),
    div('<h1>a</h1><h6>b</h6><hr/>'),
    div('<table border="1"><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2">a</td></tr></tbody></table>'),
    div('<a href="https://example.org/">a</a><sub>b</sub><sup>c</sup>'),
    div('<img src="#a" alt="b"/>'),
    div('<div><div>a</div></div>'),
    div(`<p xmlns="${namespace}">a</p>`),
    ` ${div('a')}\n`,
    `<div id="a" xmlns='${namespace}' >a</div >`,
    `<div xmlns="${namespace}" xmlns:f="http://hl7.org/fhir"><p>a</p></div>`,
    div('<p xmlns:x="urn:a" xmlns:xml="http://www.w3.org/XML/1998/namespace">a</p>'),
    `<h:div xmlns:h="${namespace}"><h:p class="b">a</h:p></h:div>`,
    `<h:div xmlns:h="${namespace}" xmlns="urn:a"><h:img src="b"/></h:div>`,
    div(`<h:p xmlns:h="${namespace}">a<b>c</b></h:p>`),
    div(`<x xmlns="${namespace}" xmlns:a="urn:a"/>a`).replace('<x', '<p'),
  ],
  blank: [div(''), div(' \n\t'), div('<p></p>'), div('<!-- a -->'), `<div xmlns="${namespace}"/>`],
  forbidden: [
    div('<script>a</script>'),
    div('<style>a</style>'),
    div('<form>a</form>'),
    div('<iframe src="a">a</iframe>'),
    div('<object>a</object>'),
    div('<font>a</font>'),
    div('<u>a</u>'),
    div('<ins>a</ins>'),
    div('<h7>a</h7>'),
    div('<P>a</P>'),
    div('<p onclick="a">a</p>'),
    div('<p data-a="1">a</p>'),
    div('<td bgcolor="red">a</td>'),
    div('<p xmlns="urn:example:other">a</p>'),
    div('<body>a</body>'),
    div('<link href="a"/>a'),
    `<div xmlns="${namespace}" xmlns:h="${namespace}" h:class="a">b</div>`,
    div('<p xmlns:f="urn:a" f:b="c">d</p>'),
    div('<p xml:space="preserve">a</p>'),
    div('<f:p xmlns:f="urn:a">b</f:p>'),
    div('<p xmlns="">a</p>'),
    `<h:div xmlns:h="${namespace}"><p>a</p></h:div>`,
    div(`<h:script xmlns:h="${namespace}">a</h:script>`),
  ],
  malformed: [
    div('<a:b/>'),
    `<h:div xmlns:h="urn:a">b</h:div>`,
    `<h:div>a</h:div>`,
    div(`<p><b xmlns:h="urn:a">c</b><h:i>d</h:i></p>`),
    div('<p xmlns:xmlns="urn:a">b</p>'),
    div('<p xmlns:xml="urn:a">b</p>'),
    div('<p xmlns:a="http://www.w3.org/XML/1998/namespace">b</p>'),
    div('<p xmlns:a="urn:a" xmlns:b="urn:a" a:c="d" b:c="e">f</p>'),
    div('<p 1="a">b</p>'),
    div('<p :a="b">c</p>'),
    div('<p a:b="c">a</p>'),
    div('<a:b:c xmlns:a="urn:a"/>'),
    div('<a: xmlns:a="urn:a"/>'),
    div('<a:b xmlns:a=""/>'),
    div('a ]]> b'),
    div('&#0;'),
    div('&#x1F;'),
    div('<p title="&#xD800;">a</p>'),
    div('&#1114112;'),
    '',
    ' ',
    'a',
    '<div>a</div>',
    '<p>a</p>',
    `<p xmlns="${namespace}">a</p>`,
    `<divx xmlns="${namespace}">a</divx>`,
    `<div xmlns="urn:example:other">a</div>`,
    `<div xmlns="${namespace}">a`,
    `<div xmlns="${namespace}">a</p>`,
    `<div xmlns="${namespace}"`,
    div('a') + div('b'),
    `${div('a')}b`,
    `a${div('b')}`,
    div('<p>a'),
    div('a</p>'),
    div('<p><b>a</p></b>'),
    div('a & b'),
    div('&nbsp;'),
    div('&#;'),
    div('&#xG;'),
    div('a < b'),
    div('<p id=a>a</p>'),
    div('<p id="a" id="b">a</p>'),
    div('<p id="a"class="b">a</p>'),
    div('<p title="a<b">a</p>'),
    div('<p title="a & b">a</p>'),
    div('<p id>a</p>'),
    div('<!-- a -- b -->'),
    div('<!-- a'),
    div('<![CDATA[a'),
    div('<?a b?>'),
    `<?xml version="1.0"?>${div('a')}`,
    `<!DOCTYPE div>${div('a')}`,
  ],
};

const xhtml = suite('runtime xhtml');

for (const verdict of Object.keys(cases) as XhtmlVerdict[]) {
  for (const text of cases[verdict]) {
    xhtml(`${verdict}: ${text.replace(` xmlns="${namespace}"`, '')}`, () => {
      assert.is(scanXhtml(text), verdict);
      assert.is(htmlChecks(text), verdict === 'fine');
    });
  }
}

const reasons: readonly (readonly [text: string, reason: string])[] = [
  [div('<script>a</script>'), 'the element <script> is not allowed'],
  [div('<p onclick="a">b</p>'), 'the attribute "onclick" of <p> is not allowed'],
  [
    div('<form onsubmit="a"><u>b</u><i c="d">e</i></form>'),
    'the element <form> is not allowed; the attribute "onsubmit" of <form> is not allowed; the element <u> is not allowed',
  ],
  [
    `<h:div xmlns:h="${namespace}" h:class="a">b</h:div>`,
    'the attribute "h:class" of <h:div> is not allowed: attributes of XHTML have no prefix',
  ],
  [div('<p xmlns:f="urn:a" f:b="c">d</p>'), 'the attribute "f:b" of <p> is not allowed (its namespace is "urn:a")'],
  [div('<f:p xmlns:f="urn:a">b</f:p>'), '<f:p> is not an XHTML element'],
  [div(''), 'it has neither text nor an image'],
  ['<p>a</p>', 'it does not begin with <div'],
  ['<div>a</div>', `its outermost element, <div>, is not a div in the namespace ${namespace}`],
  [div('<p><b>a</p></b>'), '</p> closes <b>'],
  [`<div xmlns="${namespace}"><p>a`, '<p> is not closed'],
  [`${div('a')}b`, '"b" comes after its closing tag'],
  [
    div('a&nbsp;b'),
    '"&nbsp;b" does not start with a valid XML reference; write & as &amp; and an HTML entity as its character',
  ],
  [div('&#0;'), '&#0; is not a character that XML allows'],
  [div('<p id="a" id="b">c</p>'), '<p> has an attribute twice'],
  [div('<a:b/>'), 'the prefix of "a:b" is not declared'],
  [div('a < b'), '"< b</div>" is not well-formed XML'],
  [div('a ]]> b'), '"]]>" is not allowed in its text'],
];

for (const [text, reason] of reasons) {
  xhtml(`says of ${text.replace(` xmlns="${namespace}"`, '')}: ${reason}`, () => {
    assert.is(plainText(xhtmlFault(text)?.reason ?? ''), reason);
  });
}

xhtml('declarations and attributes without end take time in line with their length', () => {
  const many = (make: (index: number) => string): string =>
    Array.from({ length: 20_000 }, (_, at) => make(at)).join('');
  const nested = many((at) => `<b xmlns:a${at}="urn:${at}">`) + 'c' + '</b>'.repeat(20_000);
  const began = performance.now();
  assert.is(scanXhtml(div(nested)), 'fine');
  assert.is(scanXhtml(div(`<p${many((at) => ` a${at}="b"`)}>c</p>`)), 'forbidden');
  assert.ok(performance.now() - began < 5000);
});

xhtml('the checks of the invariant leave to others what is no text', () => {
  for (const value of [undefined, null, 5, {}]) assert.is(htmlChecks(value), true);
});

xhtml.run();
