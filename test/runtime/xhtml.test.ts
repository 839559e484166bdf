import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { htmlChecks, scanXhtml, type XhtmlVerdict } from '../../runtime/xhtml.ts';

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
  ],
  malformed: [
    div('<a:b/>'),
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

xhtml('the checks of the invariant leave to others what is no text', () => {
  for (const value of [undefined, null, 5, {}]) assert.is(htmlChecks(value), true);
});

xhtml.run();
