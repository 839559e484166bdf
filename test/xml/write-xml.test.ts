/** What JSON becomes in XML, and what XML has no place for. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { InputError } from 'careconnect-ems/runtime';
import { bundleElements, patientElements } from 'careconnect-ems/elements';
import { elementTables, fromXml, readXml, toXml, writeXml } from 'careconnect-ems/xml';

const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const start = '<Patient xmlns="http://hl7.org/fhir">';

/** Writes a Patient, and returns what is between its tags. */
function inside(members: Record<string, unknown>): string {
  const text = toXml({ resourceType: 'Patient', ...members }, { declaration: false });
  assert.is(text.startsWith(start), true, text);
  return text.slice(start.length, -'</Patient>'.length);
}

const forms = suite('toXml: forms');

const written: [what: string, members: Record<string, unknown>, text: string][] = [
  ['a primitive', { birthDate: '2026' }, '<birthDate value="2026"/>'],
  ['a boolean', { active: false }, '<active value="false"/>'],
  ['zero', { multipleBirthInteger: 0 }, '<multipleBirthInteger value="0"/>'],
  ['an object', { name: [{ family: 'Fen' }] }, '<name><family value="Fen"/></name>'],
  ['an empty object', { name: [{}] }, '<name/>'],
  ['an empty list', { name: [], id: 'a' }, '<id value="a"/>'],
  ['undefined', { gender: undefined, id: 'a' }, '<id value="a"/>'],
  [
    'properties in the wrong order',
    { gender: 'male', id: 'a', active: true },
    '<id value="a"/><active value="true"/><gender value="male"/>',
  ],
  [
    'attributes after elements',
    { extension: [{ valueString: 'b', id: 'c', url: 'urn:a' }] },
    '<extension id="c" url="urn:a"><valueString value="b"/></extension>',
  ],
  ['a sibling after its value', { birthDate: '2026', _birthDate: { id: 'a' } }, '<birthDate id="a" value="2026"/>'],
  ['a sibling before its value', { _birthDate: { id: 'a' }, birthDate: '2026' }, '<birthDate id="a" value="2026"/>'],
  [
    'a sibling alone',
    { _birthDate: { extension: [{ url: 'urn:a' }] } },
    '<birthDate><extension url="urn:a"/></birthDate>',
  ],
  ['a sibling that is null', { birthDate: '2026', _birthDate: null }, '<birthDate value="2026"/>'],
  [
    'siblings in a list',
    { name: [{ given: ['a', null, 'c'], _given: [null, { id: 'b' }, { id: 'c' }] }] },
    '<name><given value="a"/><given id="b"/><given id="c" value="c"/></name>',
  ],
  ['siblings alone in a list', { name: [{ _given: [{ id: 'b' }] }] }, '<name><given id="b"/></name>'],
  [
    'more siblings than values',
    { name: [{ given: ['a'], _given: [null, { id: 'b' }] }] },
    '<name><given value="a"/><given id="b"/></name>',
  ],
  [
    'a contained resource',
    { contained: [{ resourceType: 'Basic', id: 'a' }] },
    '<contained><Basic><id value="a"/></Basic></contained>',
  ],
  [
    'a narrative',
    { text: { div: `<div ${XHTML}><p>a&amp;b</p></div>` } },
    `<text><div ${XHTML}><p>a&amp;b</p></div></text>`,
  ],
  ['markup in a value', { id: `<a>&"'` }, '<id value="&lt;a&gt;&amp;&quot;\'"/>'],
  ['white space in a value', { id: ' a\t\n\r ' }, '<id value=" a&#9;&#10;&#13; "/>'],
  ['characters of all kinds', { id: 'é\u2028🙂\ufeff' }, '<id value="é\u2028🙂\ufeff"/>'],
  [
    'a value that is none of its type',
    { active: 'yes', multipleBirthInteger: 'two', id: 3 },
    '<id value="3"/><active value="yes"/><multipleBirthInteger value="two"/>',
  ],
];
for (const [what, members, text] of written) {
  forms(what, () => assert.is(inside(members), text));
}

const numbers: [value: number, text: string][] = [
  [39, '39'],
  [0.1, '0.1'],
  [-0.5, '-0.5'],
  [1e21, '1000000000000000000000'],
  [1.5e22, '15000000000000000000000'],
  [1e-7, '0.0000001'],
  [-1.25e-9, '-0.00000000125'],
];
for (const [value, text] of numbers) {
  forms(`the number ${value} without exponent`, () => {
    assert.is(
      toXml({ resourceType: 'Observation', valueQuantity: { value } }).includes(`<value value="${text}"/>`),
      true,
    );
    assert.is(Number(text), value);
  });
}

forms('a declaration comes first unless told otherwise', () => {
  assert.is(
    toXml({ resourceType: 'Basic' }),
    '<?xml version="1.0" encoding="UTF-8"?><Basic xmlns="http://hl7.org/fhir"/>',
  );
});

forms('pretty: a line for each element', () => {
  const bundle = {
    resourceType: 'Bundle',
    entry: [{ resource: { resourceType: 'Patient', text: { div: `<div ${XHTML}>a\n b</div>` }, _id: { id: 'c' } } }],
  };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Bundle xmlns="http://hl7.org/fhir">',
    '  <entry>',
    '    <resource>',
    '      <Patient>',
    '        <id id="c"/>',
    '        <text>',
    `          <div ${XHTML}>a`,
    ' b</div>',
    '        </text>',
    '      </Patient>',
    '    </resource>',
    '  </entry>',
    '</Bundle>',
    '',
  ];
  assert.is(toXml(bundle, { pretty: true }), lines.join('\n'));
});

forms('a few tables know a few types only', () => {
  const tables = elementTables(bundleElements, patientElements);
  const bundle = {
    resourceType: 'Bundle',
    entry: [{ resource: { resourceType: 'Patient', _active: { extension: [{ url: 'a' }] } } }],
  };
  assert.equal(readXml(tables, writeXml(tables, bundle)).resource, bundle);
  assert.throws(() => writeXml(tables, { resourceType: 'Basic' }), /"Basic" is not a known resource type/);
  assert.match(
    readXml(tables, '<Basic xmlns="http://hl7.org/fhir"/>').issues[0]?.message ?? '',
    'not a known resource type',
  );
});

forms.run();

const told = suite('toXml: with onIssue');

told('what cannot be read is an InputError, and what the function throws is its own', () => {
  const unreadable = Object.defineProperty({ resourceType: 'Patient' }, 'gender', {
    enumerable: true,
    get: () => {
      throw new TypeError('locked');
    },
  });
  const own = new TypeError('enough');
  const thrown = (value: object, onIssue: () => void): unknown => {
    try {
      return toXml(value, { onIssue });
    } catch (error) {
      return error;
    }
  };
  assert.instance(
    thrown(unreadable, () => undefined),
    InputError,
  );
  assert.is(
    thrown({ resourceType: 'Patient', birthdate: 'a' }, () => {
      throw own;
    }),
    own,
  );
});

told.run();

const faults = suite('toXml: refused');

const refused: [what: string, value: unknown, path: string][] = [
  ['nothing', undefined, 'resource'],
  ['a list', [], 'resource'],
  ['no resource type', {}, 'resource.resourceType'],
  ['an unknown resource type', { resourceType: 'Patent' }, 'resource.resourceType'],
  ['a resource type that everything has', { resourceType: 'constructor' }, 'resource.resourceType'],
  ...(
    [
      ['an unknown property', { birthdate: '2026' }, '.birthdate'],
      ['an unknown property inside', { name: [{ famly: 'a' }] }, '.name[0].famly'],
      ['an unknown sibling', { _name: [{ id: 'a' }] }, '._name'],
      ['a sibling of an attribute', { name: [{ _id: { id: 'a' } }] }, '.name[0]._id'],
      ['a sibling of a narrative', { text: { _div: { id: 'a' } } }, '.text._div'],
      ['a property that sets the prototype', JSON.parse('{"__proto__": {"a": 1}}'), '.__proto__'],
      ['an object where a primitive belongs', { birthDate: {} }, '.birthDate'],
      ['an object in a list of primitives', { name: [{ given: ['a', {}] }] }, '.name[0].given[1]'],
      ['a primitive where an object belongs', { name: ['a'] }, '.name[0]'],
      ['null where an object belongs', { maritalStatus: null }, '.maritalStatus'],
      ['null where a primitive belongs', { birthDate: null }, '.birthDate'],
      ['null in a list of primitives', { name: [{ given: [null] }] }, '.name[0].given[0]'],
      ['a list where a single value belongs', { birthDate: ['2026'] }, '.birthDate'],
      ['a single value where a list belongs', { name: {} }, '.name'],
      ['a sibling that is no list', { name: [{ given: ['a'], _given: { id: 'a' } }] }, '.name[0]._given'],
      ['a sibling that is no object', { birthDate: '2026', _birthDate: 'a' }, '.birthDate'],
      ['an unknown property of a sibling', { _birthDate: { value: 'a' } }, '.birthDate.value'],
      ['a number that is none', { multipleBirthInteger: NaN }, '.multipleBirthInteger'],
      ['a number without end', { multipleBirthInteger: Infinity }, '.multipleBirthInteger'],
      ['a number as a URL', { extension: [{ url: 1 }] }, '.extension[0].url'],
      ['a control character', { id: 'a\u0000' }, '.id'],
      ['half of a pair', { id: '\ud83d' }, '.id'],
      ['the other half of a pair', { id: 'a\ude42' }, '.id'],
      ['a character that is none', { name: [{ given: ['\uffff'] }] }, '.name[0].given[0]'],
      ['a narrative that is no XHTML', { text: { div: 'a' } }, '.text.div'],
      ['a narrative that ends early', { text: { div: `<div ${XHTML}></div></text>` } }, '.text.div'],
      ['a narrative with an undeclared prefix', { text: { div: `<div ${XHTML}><a:b/></div>` } }, '.text.div'],
      [
        'a narrative with an undeclared prefix of an attribute',
        { text: { div: `<div ${XHTML} a:b="c"/>` } },
        '.text.div',
      ],
      ['a contained value that is no resource', { contained: [{}] }, '.contained[0].resourceType'],
    ] as [string, Record<string, unknown>, string][]
  ).map(([what, members, path]): [string, unknown, string] => [
    what,
    Object.defineProperties({ resourceType: 'Patient' }, Object.getOwnPropertyDescriptors(members)),
    `Patient${path}`,
  ]),
];
for (const [what, value, path] of refused) {
  faults(what, () => {
    try {
      toXml(value as object);
      assert.unreachable('nothing was thrown');
    } catch (error) {
      assert.instance(error, InputError, String(error));
      assert.is((error as InputError).path, path);
    }
  });
}

faults('a property that is misspelt gets a suggestion', () => {
  assert.throws(() => toXml({ resourceType: 'Patient', birthdate: 'a' }), /did you mean "birthDate"\?/);
});

faults('a narrative may have prefixes that it declares, and talk of others', () => {
  const div = `<div ${XHTML} xmlns:a="urn:a"><a:b a:c="d" xml:lang="en">e:f="g" <!-- <h:i> --></a:b></div>`;
  const text = toXml({ resourceType: 'Patient', text: { div } });
  assert.equal(fromXml(text), { resource: { resourceType: 'Patient', text: { div } }, issues: [] });
});

faults.run();
