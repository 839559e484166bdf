/** What XML becomes in JSON, element by element, and what is said of XML that is not as FHIR has it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromXml } from 'careconnect-ems/xml';

const FHIR = 'xmlns="http://hl7.org/fhir"';
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const patient = (inside: string): string => `<Patient ${FHIR}>${inside}</Patient>`;

/** What a text is read as, and its issues as `line:column severity expression`. */
function read(text: string | Uint8Array): { resource: unknown; issues: string[] } {
  const { resource, issues } = fromXml(text);
  const seen = issues.map(({ line, column, severity, expression }) => `${line}:${column} ${severity} ${expression}`);
  return { resource, issues: seen };
}

const forms = suite('fromXml: forms');

const readAs: [what: string, text: string, members: Record<string, unknown>][] = [
  ['an empty resource', '', {}],
  ['a primitive', '<birthDate value="2026-03-04"/>', { birthDate: '2026-03-04' }],
  ['a primitive with an end tag', '<gender value="male"></gender>', { gender: 'male' }],
  ['the id of a resource, an element', '<id value="a"/>', { id: 'a' }],
  ['a boolean', '<active value="false"/>', { active: false }],
  ['what is no boolean', '<active value="1"/>', { active: '1' }],
  ['an integer', '<multipleBirthInteger value="2"/>', { multipleBirthInteger: 2 }],
  ['an integer with a leading zero', '<multipleBirthInteger value="02"/>', { multipleBirthInteger: '02' }],
  ['an integer with an exponent', '<multipleBirthInteger value="1e1"/>', { multipleBirthInteger: '1e1' }],
  ['a code with leading zeros', '<gender value="007"/>', { gender: '007' }],
  ['an object, a list', '<name><family value="Thistlewood"/></name>', { name: [{ family: 'Thistlewood' }] }],
  ['an object without content', '<name/>', { name: [{}] }],
  [
    'a list of primitives',
    '<name><given value="Ada"/><given value="May"/></name>',
    { name: [{ given: ['Ada', 'May'] }] },
  ],
  [
    'ids and extensions in a list of primitives',
    '<name><given value="Ada"/><given id="b"><extension url="urn:a"/></given><given id="c" value="May"/><given value="Fen"/></name>',
    {
      name: [
        {
          given: ['Ada', null, 'May', 'Fen'],
          _given: [null, { id: 'b', extension: [{ url: 'urn:a' }] }, { id: 'c' }, null],
        },
      ],
    },
  ],
  [
    'a list of primitives without values',
    '<name><given><extension url="urn:a"/></given><given id="b"><extension url="urn:b"/></given></name>',
    { name: [{ _given: [{ extension: [{ url: 'urn:a' }] }, { id: 'b', extension: [{ url: 'urn:b' }] }] }] },
  ],
  [
    'an extension of a primitive',
    '<birthDate value="2026"><extension url="urn:a"><valueTime value="07:15:00"/></extension></birthDate>',
    { birthDate: '2026', _birthDate: { extension: [{ url: 'urn:a', valueTime: '07:15:00' }] } },
  ],
  ['an id beside a primitive', '<birthDate id="a" value="2026"/>', { birthDate: '2026', _birthDate: { id: 'a' } }],
  ['an id inside a resource, an attribute', '<name id="a"/>', { name: [{ id: 'a' }] }],
  ['a choice', '<deceasedDateTime value="2026"/>', { deceasedDateTime: '2026' }],
  [
    'a contained resource',
    '<contained><Organization><name value="Fen"/></Organization></contained>',
    { contained: [{ resourceType: 'Organization', name: 'Fen' }] },
  ],
  ['base64, white space and all', '<photo><data value="aGkx&#10;aGkx"/></photo>', { photo: [{ data: 'aGkx\naGkx' }] }],
  ['comments', '<!-- a --><id value="a"/><!-- b -->', { id: 'a' }],
  ['character references', '<id value="&lt;&#x41;&amp;&#66;&quot;&apos;"/>', { id: '<A&B"\'' }],
  ['white space in a value', '<id value=" a\n\tb&#9;c "/>', { id: ' a  b\tc ' }],
  ['a name of JavaScript as a value', '<id value="__proto__"/>', { id: '__proto__' }],
  [
    'a narrative as it stands there',
    `<text><div ${XHTML} ><p  class='a'>&lt;&#160;<br />é<!-- c --><![CDATA[<]]></p>\r\n</div></text>`,
    { text: { div: `<div ${XHTML} ><p  class='a'>&lt;&#160;<br />é<!-- c --><![CDATA[<]]></p>\n</div>` } },
  ],
  ['a narrative in a single tag', `<text><div ${XHTML}/></text>`, { text: { div: `<div ${XHTML}/>` } }],
];

for (const [what, inside, members] of readAs) {
  forms(what, () => {
    assert.equal(read(patient(inside)), { resource: { resourceType: 'Patient', ...members }, issues: [] });
  });
}

forms('a narrative with a prefix for XHTML is written without', () => {
  const text = `<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p id="a">&amp;<h:br/><![CDATA[<]]></h:p></h:div>`;
  const { resource } = fromXml(patient(`<text>${text}</text>`));
  const div = `<div ${XHTML}><p id="a">&amp;<br/>&lt;</p></div>`;
  assert.equal(resource, { resourceType: 'Patient', text: { div } });
});

forms('a narrative takes along what is declared around it', () => {
  const text =
    '<f:Patient xmlns:f="http://hl7.org/fhir" xmlns="http://www.w3.org/1999/xhtml" xmlns:q="urn:q?a&amp;b">' +
    '<f:text><div><p q:a="1">b</p></div></f:text></f:Patient>';
  const div = '<div xmlns="http://www.w3.org/1999/xhtml" xmlns:q="urn:q?a&amp;b"><p q:a="1">b</p></div>';
  assert.equal(read(text), { resource: { resourceType: 'Patient', text: { div } }, issues: [] });
});

forms('a prefix of any name, and what says where the schema is', () => {
  const text =
    '<x:Patient xmlns:x="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xsi:schemaLocation="http://hl7.org/fhir ../patient.xsd"><x:id value="a"/></x:Patient>';
  assert.equal(read(text), { resource: { resourceType: 'Patient', id: 'a' }, issues: [] });
});

forms('Bundles inside each other', () => {
  const inner = '<Bundle><entry><resource><Patient><id value="a"/></Patient></resource></entry></Bundle>';
  const { resource } = read(`<Bundle ${FHIR}><entry><resource>${inner}</resource></entry></Bundle>`);
  const patients = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient', id: 'a' } }] };
  assert.equal(resource, { resourceType: 'Bundle', entry: [{ resource: patients }] });
});

forms.run();

const encodings = suite('fromXml: bytes');

const sample = patient('<id value="é🙂"/>');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittle);
  return bytes;
};
const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>\n${sample}`;

const decoded: [what: string, bytes: string | Uint8Array][] = [
  ['UTF-8', utf8(sample)],
  ['UTF-8 with a byte order mark', utf8(`\uFEFF${sample}`)],
  ['UTF-8, declared', utf8(declared('utf-8'))],
  ['UTF-16, little end first, with a byte order mark', utf16(`\uFEFF${sample}`, true)],
  ['UTF-16, big end first, with a byte order mark', utf16(`\uFEFF${sample}`, false)],
  ['UTF-16, declared, without a byte order mark', utf16(declared('UTF-16'), true)],
  ['UTF-16, big end first, declared', utf16(declared('UTF-16BE'), false)],
  ['text with a byte order mark', `\uFEFF${sample}`],
  ['text, whatever its declaration says', declared('UTF-16')],
];
for (const [what, bytes] of decoded) {
  encodings(what, () => {
    assert.equal(read(bytes), { resource: { resourceType: 'Patient', id: 'é🙂' }, issues: [] });
  });
}

const undecodable: [what: string, bytes: Uint8Array, at: string][] = [
  ['a byte that UTF-8 does not have', utf8('<a>\n ééx').map((byte) => (byte === 0x78 ? 0xff : byte)), '2:4'],
  ['a character that is cut off', utf8(patient('é')).slice(0, -11), '1:38'],
  ['half a pair in UTF-16', utf16(`\uFEFF${patient('\ud83d')}`, true), '1:39'],
  ['UTF-16 that says it is UTF-8', utf16(declared('UTF-8'), true), '1:1'],
  ['UTF-8 that says it is UTF-16', utf8(declared('UTF-16')), '1:1'],
  ['an encoding that is not read', utf8(declared('ISO-8859-1')), '1:1'],
];
for (const [what, bytes, at] of undecodable) {
  encodings(`${what} is refused`, () => {
    assert.equal(read(bytes), { resource: undefined, issues: [`${at} fatal `] });
  });
}

encodings.run();

const issues = suite('fromXml: issues');

/** Reading goes on after these; `kept` is what the Patient has then. */
const faults: [what: string, inside: string, issues: readonly string[], kept: Record<string, unknown>][] = [
  ['an unknown element', '\n<Foo value="a"><id value="b"/></Foo><id value="a"/>', ['2:1 error Patient'], { id: 'a' }],
  ['an unknown attribute', '<id value="a" b="c"/>', ['1:38 error Patient.id'], { id: 'a' }],
  [
    'an attribute of a resource',
    '<contained><Basic id="a"/></contained>',
    ['1:49 error Patient.contained[0]'],
    { contained: [{ resourceType: 'Basic' }] },
  ],
  ['a value on an object', '<name value="a"/>', ['1:38 error Patient.name[0]'], { name: [{}] }],
  [
    'a URL as an element',
    '<extension><url value="a"/></extension>',
    ['1:49 error Patient.extension[0]'],
    { extension: [{}] },
  ],
  ['an element of another namespace', '<id xmlns="urn:b" value="b"/>', ['1:38 error Patient'], {}],
  [
    'an attribute of another namespace',
    '<id xmlns:b="urn:b" b:value="b" value="a"/>',
    ['1:38 error Patient.id'],
    { id: 'a' },
  ],
  [
    'a schema location that is not on the root',
    '<name xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"/>',
    ['1:38 error Patient.name[0]'],
    { name: [{}] },
  ],
  ['a narrative that is no XHTML', '<text><div>a</div></text>', ['1:44 error Patient.text'], { text: {} }],
  [
    'a repeated primitive',
    '<gender value="male"/><gender value="female"/>',
    ['1:60 error Patient.gender'],
    { gender: 'male' },
  ],
  [
    'a repeated object',
    '<text><status value="a"/></text><text><id value="b"/></text>',
    ['1:70 error Patient.text'],
    { text: { status: 'a' } },
  ],
  [
    'a repeated narrative',
    `<text><div ${XHTML}/><div ${XHTML}>b</div></text>`,
    ['1:87 error Patient.text.div'],
    { text: { div: `<div ${XHTML}/>` } },
  ],
  ['a primitive without a value', '<id/>', ['1:38 error Patient.id'], {}],
  [
    'a primitive without a value, in a list',
    '<name><given value="a"/><given>\n</given><given value="b"/></name>',
    ['1:62 error Patient.name[0].given[1]'],
    { name: [{ given: ['a', 'b'] }] },
  ],
  ['a place for a resource, empty', '<contained/>', ['1:38 error Patient.contained[0]'], {}],
  [
    'an unknown resource',
    '<contained><Patent/></contained><id value="a"/>',
    ['1:49 error Patient.contained[0]', '1:70 error Patient.id'],
    { id: 'a' },
  ],
  [
    'two resources in one place',
    '<contained><Basic/><Basic><id value="b"/></Basic></contained>',
    ['1:57 error Patient.contained[0]'],
    { contained: [{ resourceType: 'Basic' }] },
  ],
  ['text between elements', '\n<id value="a"/>\n  stray\n', ['3:3 error Patient'], { id: 'a' }],
  ['CDATA between elements', '<![CDATA[a]]>', ['1:38 error Patient'], {}],
  ['text in a primitive', '<id value="a">b</id>', ['1:52 error Patient.id'], { id: 'a' }],
  ['a processing instruction', '<?a b?>', ['1:38 warning Patient'], {}],
  [
    'an element in the wrong place',
    '<birthDate value="2026"/>\n<gender value="male"/>',
    ['2:1 error Patient.gender'],
    { birthDate: '2026', gender: 'male' },
  ],
];
for (const [what, inside, want, kept] of faults) {
  issues(what, () => {
    assert.equal(read(patient(inside)), { resource: { resourceType: 'Patient', ...kept }, issues: want });
  });
}

issues('a wrong order says which element has to come before which', () => {
  const [issue] = fromXml(patient('<name/><active value="true"/>')).issues;
  assert.is(issue?.code, 'structure');
  assert.match(issue?.message ?? '', 'active must come before name');
});

issues('a misspelt element gets a suggestion', () => {
  assert.match(fromXml(patient('<birthdate value="a"/>')).issues[0]?.message ?? '', 'did you mean "birthDate"?');
});

/** Nothing is read of these. */
const refused: [what: string, text: string, at: string, message: string][] = [
  ['no text', '', '1:1', 'root element'],
  ['JSON', '{"resourceType": "Patient"}', '1:28', 'It looks like JSON, so use fromJson.'],
  ['another namespace', '<Patient xmlns="urn:a"/>', '1:1', 'namespace'],
  ['no namespace', '\n<Patient/>', '2:1', '(no namespace)'],
  ['an unknown resource type', `<Patent ${FHIR}/>`, '1:1', 'did you mean "Patient"?'],
  ['a datatype', `<HumanName ${FHIR}/>`, '1:1', 'not a known resource type'],
  ['two roots', `${patient('')}\n${patient('')}`, '2:9', 'one root'],
  ['text after the root', `${patient('')}a`, '1:49', 'outside'],
  ['an end tag that is missing', `<Patient ${FHIR}><name>`, '1:43', 'unclosed tag: name'],
  ['an end tag of another element', patient('<name></nome>'), '1:50', 'unexpected close tag'],
  ['a tag that is cut off', `<Patient ${FHIR}><id val`, '1:44', 'unclosed'],
  ['an attribute twice', patient('<id value="a" value="b"/>'), '1:62', 'duplicate attribute'],
  ['an undeclared prefix', patient('<a:id value="b"/>'), '1:54', 'unbound namespace prefix'],
  ['an undeclared prefix of an attribute', patient('<id b:value="b"/>'), '1:54', 'unbound namespace prefix'],
  ['an entity that is not declared', patient('<id value="&nbsp;"/>'), '1:54', 'undefined entity'],
  ['a character that XML does not have', patient('<id value="\u0001"/>'), '1:49', 'disallowed character'],
  ['half of a pair', patient('<id value="\ud83d"/>'), '1:49', 'a surrogate without its pair'],
  ['a document type', `<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE a>${patient('')}`, '3:1', 'not allowed'],
  ['XML 1.1', `<?xml version="1.1"?>${patient('')}`, '1:22', 'XML 1.1'],
];
for (const [what, text, at, message] of refused) {
  issues(`${what} is refused`, () => {
    assert.equal(read(text).resource, undefined);
    const found = fromXml(text).issues;
    assert.is(found.length, 1);
    assert.is(`${found[0]?.line}:${found[0]?.column} ${found[0]?.severity}`, `${at} fatal`);
    assert.match(found[0]?.message ?? '', message);
  });
}

issues.run();
