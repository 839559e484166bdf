/**
 * Two scanners read XML: one that knows nearly all that is ever written, and is fast, and one that knows everything. What
 * the first reads it reads as the other does, and the rest it leaves to the other.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { toXml } from 'careconnect-ems/xml';
import { PlainScanner } from '../../runtime/xml/plain-scanner.ts';
import { SaxesScanner } from '../../runtime/xml/saxes-scanner.ts';
import type { XmlListener, XmlScanner } from '../../runtime/xml/scanner.ts';

/** All that a scanner tells; undefined where it gives up or says that a text is not well-formed. */
function toldBy(scanner: XmlScanner): readonly unknown[] | undefined {
  const told: unknown[] = [];
  let inside = 0;
  const listener: XmlListener = {
    open({ name, prefix, local, uri, attributes, ns, isSelfClosing }, count, value) {
      inside += uri === 'http://hl7.org/fhir' ? 0 : 1;
      const all = Object.values(attributes).map((one) => [one.name, one.prefix, one.local, one.uri, one.value]);
      const { tagStart, position } = scanner;
      told.push([name, prefix, local, uri, all, { ...ns }, isSelfClosing, count, value, tagStart, position]);
    },
    close(name) {
      inside = Math.max(0, inside - 1);
      told.push([name, scanner.tagStart, scanner.position]);
    },
    // The fast scanner does not tell of the text of a narrative, of which only the end is wanted, nor of white space.
    text(text, isCdata) {
      if (isCdata || (inside === 0 && /[^ \t\r\n]/.test(text))) told.push(text);
    },
    instruction: (target) => void told.push(['instruction', target]),
  };
  try {
    return scanner.scan(listener) ? [scanner.version, ...told] : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the fast scanner reads a text; what it tells then is what the other tells. */
function readsAlike(text: string): boolean {
  const told = toldBy(new PlainScanner(text));
  if (told) assert.equal(told, toldBy(new SaxesScanner(text)), text);
  return told !== undefined;
}

const root = (inside: string): string => `<Patient xmlns="http://hl7.org/fhir">${inside}</Patient>`;
const div = (inside: string): string =>
  root(`<text><div xmlns="http://www.w3.org/1999/xhtml">${inside}</div></text><id value="a"/>`);

const plain: Readonly<Record<string, string>> = {
  'no content': '<Patient xmlns="http://hl7.org/fhir"/>',
  'a declaration, white space and comments': `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- a -->${root('\t<!-- <id/> -->\n')} <!---->\n`,
  'a declaration that says that it stands alone': `<?xml version="1.0" standalone="yes" ?>${root('')}`,
  'attributes in quotes of both kinds': root(`<id id='"' value="'>/"  /><name\n id="b"></name>`),
  references: root('<id value="&amp;&lt;&gt;&quot;&apos;&#10;&#x1F642;&#38;lt;"/>'),
  'a resource that names its namespace': root(
    '<contained><Basic xmlns="http://hl7.org/fhir"><id value="a"/></Basic></contained>',
  ),
  'a narrative': div('a &amp; b<br/><!-- c --> <a href="x&amp;y" rel-x="1">]] &#160;</a>'),
  'an empty narrative': root('<text><div xmlns="http://www.w3.org/1999/xhtml"/></text><id value="a"/>'),
  'a narrative that names its namespace again': div('<p xmlns="http://www.w3.org/1999/xhtml">a</p>'),
  'characters beyond the first plane': root('<id value="é🙂"/>'),
};

const left: Readonly<Record<string, string>> = {
  nothing: '',
  'no tag': ' a',
  'no namespace': '<Patient/>',
  'another namespace': '<Patient xmlns="urn:a"/>',
  'another namespace inside': root('<id xmlns="urn:a"/>'),
  'a namespace that is taken back': root('<id xmlns=""/>'),
  'FHIR in a narrative': div('<p xmlns="http://hl7.org/fhir"/>'),
  'a prefix': root('<a:id xmlns:a="urn:a"/>'),
  'an attribute with a prefix': root('<id xml:lang="en"/>'),
  'two roots': root('') + root(''),
  'text after the root': `${root('')}a`,
  'text between elements': root('a'),
  'an element that does not end': '<Patient xmlns="http://hl7.org/fhir">',
  'a tag that does not end': '<Patient xmlns="http://hl7.org/fhir"',
  'another end tag': root('<id></di>'),
  'an end tag too many': `${root('')}</Patient>`,
  'an end tag with a longer name': root('<id></idx>'),
  'an end tag with white space': root('<id></id >'),
  'an attribute without a value': root('<id value/>'),
  'an attribute without quotes': root('<id value=a/>'),
  'an attribute twice': root('<id value="a" value="b"/>'),
  'a namespace twice': '<Patient xmlns="http://hl7.org/fhir" xmlns="http://hl7.org/fhir"/>',
  'attributes without a space between': root('<id id="a"value="b"/>'),
  'a slash before the end': root('<id / >'),
  '< in a value': root('<id value="<"/>'),
  'a line feed in a value': root('<id value="a\nb"/>'),
  'a reference that is not known': root('<id value="&nbsp;"/>'),
  'a reference without its end': root('<id value="&amp"/>'),
  'a reference to no character': root('<id value="&#0;"/>'),
  'a reference beyond all characters': root('<id value="&#x110000;"/>'),
  'a reference to half of a pair': root('<id value="&#xd83d;"/>'),
  'a lonely & in a narrative': div('a & b'),
  ']]> in a narrative': div(']]>'),
  'a control character': root('<id value="\u0001"/>'),
  'a character that is none': root('<id value="\uffff"/>'),
  CDATA: root('<![CDATA[]]>'),
  'a comment with two hyphens': root('<!-- a -- b -->'),
  'a comment with three hyphens at its end': root('<!-- a --->'),
  'a comment that does not end': root('<!-- a'),
  'an instruction': root('<?a?>'),
  'a document type': `<!DOCTYPE a>${root('')}`,
  'a declaration of another version': `<?xml version="1.1"?>${root('')}`,
  'a declaration after white space': ` <?xml version="1.0"?>${root('')}`,
  'a name that begins with a digit': root('<1/>'),
  'a name in other letters': root('<é/>'),
};

const test = suite('the two scanners of XML');

for (const [what, text] of Object.entries(plain)) {
  test(`the fast one reads ${what}`, () => assert.ok(readsAlike(text)));
}
for (const [what, text] of Object.entries(left)) {
  test(`the fast one leaves ${what} to the other`, () => assert.is(readsAlike(text), false));
}

const folder = new URL('../events/messages/', import.meta.url);
const messages = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object);
const texts = messages.flatMap((message) => [toXml(message), toXml(message, { pretty: true })]);

test('the fast one reads every message that is written here', () => {
  assert.ok(texts.length > 50);
  for (const text of texts) assert.ok(readsAlike(text));
});

test('whatever is done to a text, what the fast one reads the other reads alike', () => {
  const pieces = fc.constantFrom(
    ...[
      '<',
      '>',
      '/>',
      '</',
      '"',
      "'",
      '&',
      ';',
      '=',
      ' ',
      '\n',
      '\t',
      '--',
      '-->',
      '<!--',
      '<!-- a -->',
      ']]>',
      '<?a?>',
    ],
    ...[
      '&lt;',
      '&#0;',
      '&#38;',
      '&#x41;',
      ' xmlns=""',
      ' xmlns="http://hl7.org/fhir"',
      ' xmlns:a="urn:a"',
      ' value="x"',
    ],
    ...['<id/>', '<id value="x"/>', '</id>', '<div xmlns="http://www.w3.org/1999/xhtml">a</div>', 'é', '\u0001', 'a:'],
  );
  const small = [...Object.values(plain), div('<p>a</p>'), root('<name><given value="a"/></name>')];
  const change = fc.tuple(fc.nat(), fc.constantFrom(0, 0, 0, 0, 1, 2, 5), pieces);
  let read = 0;
  let all = 0;
  const property = fc.property(
    fc.constantFrom(...small),
    fc.array(change, { minLength: 1, maxLength: 2 }),
    (text, changes) => {
      const mutant = changes.reduce((one, [at, cut, piece]) => {
        // Where one thing ends and another begins.
        const edges = [...one.matchAll(/(?=[<>"'/ ])|(?<=[<>"'/ ])/g)].map(({ index }) => index);
        const start = edges[at % edges.length] ?? 0;
        return one.slice(0, start) + piece + one.slice(start + cut);
      }, text);
      // Half of a pair is found before anybody reads.
      if (/[\ud800-\udfff]/u.test(mutant)) return;
      all++;
      if (readsAlike(mutant)) read++;
    },
  );
  fc.assert(property, { seed: 20261129, numRuns: 15000 });
  assert.ok(read > 500 && all - read > 500, `${read} of ${all} read`);
});

test.run();
