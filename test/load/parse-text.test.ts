import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import type { Definition } from '../../generator/fhir/definitions.ts';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions, locatorOf, parseText } from '../../generator/load/load-definitions.ts';
import { packageSource } from '../../generator/packages/package-source.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { createLocator } from '../../generator/load/locate.ts';
import { acme, codeSystem, element, profile, valueSet, type Json } from '../support/definitions.ts';
import { withoutOddities } from '../support/without-oddities.ts';

interface Parsed {
  readonly definition: Definition | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function parse(text: string): Parsed {
  const diagnostics: Diagnostic[] = [];
  const [definition] = parseText(text, 'a.json', withoutOddities(diagnostics));
  return { definition, diagnostics };
}

/** `code line:column message` of each diagnostic. */
function lines({ diagnostics }: Parsed): string[] {
  return diagnostics.map(({ code, message, at }) => `${code} ${at.line ?? '-'}:${at.column ?? '-'} ${message}`);
}

const syntax = suite('text that is not JSON');

const broken: [what: string, text: string, place: string, message: RegExp][] = [
  ['nothing', '', '1:1', /it is empty/],
  ['white space', '\n \n', '1:1', /it is empty/],
  ['a comma too many', '{\n  "a": 1,\n}', '3:1', /the comma before this has nothing behind it/],
  ['a comma too many in a list', '[1,\n]', '2:1', /the comma before this has nothing behind it/],
  ['a comma too few', '{"a": 1\n"b": 2}', '2:1', /a comma is missing before this/],
  ['a colon too few', '{\r\n  "a" 1\r\n}', '2:7', /a colon is missing between a property and its value/],
  ['a comment', '{\n  // why\n  "a": 1\n}', '2:3', /JSON has no comments/],
  ['a word without quotes', '{"a": draft}', '1:7', /"draft" is no value of JSON; text has to be in double quotes/],
  ['a name without quotes', '{a: 1}', '1:2', /the name of a property has to be in double quotes/],
  ['no name', '{: 1}', '1:2', /the name of a property has to stand here, in double quotes/],
  ['no value', '{"a": }', '1:7', /a value is missing here/],
  ['an end too early', '{"a": [1', '1:9', /a list is not closed by \]/],
  ['a text without end', '{"a": "b\n}', '1:7', /a text is not closed by a double quote on its line/],
  ['curly quotes', '{“a”: 1}', '1:2', /straight double quotes/],
  ['single quotes', '{"a": \'b\'}', '1:7', /straight double quotes/],
  ['a tab inside a text', '{"a": "b\tc"}', '1:7', /a text has a control character/],
  ['text that goes on', '{"a": 1}\n{"b": 2}', '2:1', /something follows where the text should end/],
  ['a comma too many after a byte order mark', '\uFEFF{\n  "a": 1,\n}', '3:1', /the comma before this/],
  ['a fault in the first line after a byte order mark', '\uFEFF{"a" 1}', '1:6', /a colon is missing/],
];

for (const [what, text, place, message] of broken) {
  syntax(what, () => {
    const got = parse(text);
    assert.is(got.definition, undefined);
    assert.is(got.diagnostics.length, 1);
    assert.match(lines(got)[0] ?? '', `load/not-json ${place} `);
    assert.match(lines(got)[0] ?? '', message);
  });
}

const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

for (const isBig of [false, true]) {
  syntax(`UTF-16, the ${isBig ? 'greater' : 'lesser'} byte first, is read, and places are found in it`, () => {
    const text = `{\n"title": "Größe",\n${JSON.stringify(profile('Acme-Patient-1', 'Patient', [])).slice(1)}`;
    const [definition] = parseText(utf16(text, isBig), 'a.json', () => undefined);
    assert.is(definition?.url, `${acme}/StructureDefinition/Acme-Patient-1`);
    assert.is(definition?.title, 'Größe');
    const tables = elementTablesOf(loadBaseModel());
    assert.equal(locatorOf(utf16(text, isBig), tables).property('url')?.line, 3);
  });
}

syntax('a file in UTF-16 is read from a folder and from a package', async () => {
  const text = JSON.stringify(profile('Acme-Patient-1', 'Patient', []));
  await withScratchFolder({}, async (folder) => {
    writeFileSync(join(folder, 'a.json'), utf16(text, false));
    for (const source of [folderSource(join(folder, 'a.json')), packageSource(folder)]) {
      const { structures } = await loadDefinitions([source], () => undefined);
      assert.is(structures.length, 1, source.name);
    }
  });
});

syntax('a byte order mark before sound JSON does no harm', () => {
  const got = parse(`\uFEFF${JSON.stringify(profile('Acme-Patient-1', 'Patient', []))}`);
  assert.is(got.definition?.url, `${acme}/StructureDefinition/Acme-Patient-1`);
  assert.equal(got.diagnostics, []);
});

syntax('a text that is too large is refused unread', () => {
  assert.equal(
    parse(' '.repeat(20_000_001)).diagnostics.map((one) => one.code),
    ['load/unreadable'],
  );
});

syntax.run();

const others = suite('JSON that is no definition');

for (const text of ['null', '1', '"x"', '[]', '{}', '{"resourceType": 1}', '{"resourceType": null}']) {
  others(`${text} is reported for information`, () => {
    const got = parse(text);
    assert.is(got.definition, undefined);
    assert.equal(
      got.diagnostics.map((one) => [one.code, one.severity]),
      [['load/not-a-definition', 'info']],
    );
  });
}

for (const resourceType of ['Patient', 'ImplementationGuide', '__proto__', 'constructor', 'toString']) {
  others(`a ${resourceType} is left alone`, () => {
    const got = parse(JSON.stringify({ resourceType, url: 'x', kind: 7 }));
    assert.is(got.definition, undefined);
    assert.equal(got.diagnostics, []);
  });
}

others.run();

const properties = suite('properties that are missing or wrong');

const patient = profile('Acme-Patient-1', 'Patient', [element('Patient'), element('Patient.name', { min: 1 })]);
const bad = 'load/bad-property';
const missing = 'load/missing-property';

function withElement(more: Json): Json {
  return { ...patient, differential: { element: [element('Patient'), { ...element('Patient.name'), ...more }] } };
}

const faults: [what: string, definition: Json, code: string, message: string][] = [
  ['no url', { ...patient, url: undefined }, missing, 'url is missing.'],
  ['no type', { ...patient, type: undefined }, missing, 'type is missing.'],
  ['no kind', { ...patient, kind: undefined }, missing, 'kind is missing.'],
  ['no path', withElement({ path: undefined }), missing, 'differential.element[1].path is missing.'],
  ['blank url', { ...patient, url: ' ' }, bad, 'url is not a string with text; it is'],
  ['url that is a list', { ...patient, url: ['x'] }, bad, 'url is not a string with text; it is'],
  ['title that is null', { ...patient, title: null }, bad, 'title is not a string with text; it is'],
  ['kind of another release', { ...patient, kind: 'datatype' }, bad, 'kind is not one of primitive-type,'],
  ['derivation', { ...patient, derivation: 'copy' }, bad, 'derivation is not one of specialization, constraint; it is'],
  ['differential as list', { ...patient, differential: [] }, bad, 'differential is not an object; it is'],
  [
    'element as object',
    { ...patient, differential: { element: {} } },
    bad,
    'differential.element is not an array; it is',
  ],
  ['an element null', { ...patient, differential: { element: [null] } }, bad, 'differential.element[0] is not an'],
  [
    'min below 0',
    withElement({ min: -1 }),
    bad,
    'differential.element[1].min is not a whole number of at least 0; it is',
  ],
  [
    'min with a fraction',
    withElement({ min: 0.5 }),
    bad,
    'differential.element[1].min is not a whole number of at least',
  ],
  [
    'max in words',
    withElement({ max: 'many' }),
    bad,
    'differential.element[1].max is not * or a number in digits; it is',
  ],
  ['max below 0', withElement({ max: '-1' }), bad, 'differential.element[1].max is not * or a number in digits; it is'],
  ['strength', withElement({ binding: { strength: 'strong' } }), bad, 'differential.element[1].binding.strength is'],
  ['rules', withElement({ slicing: { rules: 'shut' } }), bad, 'differential.element[1].slicing.rules is not one of'],
  ['a type as text', withElement({ type: ['string'] }), bad, 'differential.element[1].type[0] is not an object; it is'],
  [
    'target profiles',
    { ...withElement({ type: [{ code: 'Reference', targetProfile: [1] }] }), fhirVersion: '3.0.2' },
    bad,
    'differential.element[',
  ],
  [
    'a fixed null',
    withElement({ fixedString: null }),
    bad,
    'differential.element[1].fixedString is not a value; it is null.',
  ],
  ['an invariant without key', withElement({ constraint: [{}] }), missing, 'differential.element[1].constraint[0].key'],
  ['a value set without url', { ...valueSet('a', 'b'), url: undefined }, missing, 'url is missing.'],
  ['a filter without value', valueSet('a', [{ filter: [{ property: 'p', op: '=' }] }]), missing, 'compose.include[0].'],
  ['a system without url', { ...codeSystem('a', {}), url: undefined }, missing, 'url is missing.'],
  ['a concept without code', codeSystem('a', {}, { concept: [{}] }), missing, 'concept[0].code is missing.'],
  ['concepts as text', codeSystem('a', {}, { concept: 'x' }), bad, 'concept is not an array; it is'],
];

/** What is written as another JSON type, with what it is read as. */
const meant: readonly [what: string, definition: Json, want: Json][] = [
  ['abstract as text', { ...patient, abstract: 'false' }, patient],
  ['min as text', withElement({ min: '1' }), withElement({ min: 1 })],
  ['max as number', withElement({ max: 1 }), withElement({ max: '1' })],
];

for (const [what, definition, want] of meant) {
  properties(`${what}, which is read as it is meant`, () => {
    const got = parse(JSON.stringify(definition));
    assert.equal(
      got.diagnostics.map((one) => one.code),
      ['load/json-type'],
    );
    const read = parse(JSON.stringify(want)).definition;
    assert.equal({ ...got.definition, source: undefined }, { ...read, source: undefined });
  });
}

for (const [what, definition, code, message] of faults) {
  properties(what, () => {
    const got = parse(JSON.stringify(definition));
    assert.is(got.definition, undefined, 'the definition is not used');
    assert.equal(
      got.diagnostics.map((one) => one.code),
      [code],
    );
    assert.match(got.diagnostics[0]?.message ?? '', message);
    assert.is(got.diagnostics[0]?.at.canonical, typeof definition['url'] === 'string' ? definition['url'] : undefined);
  });
}

properties('says where a property of the wrong type stands', () => {
  const text = JSON.stringify(withElement({ min: '1' }), null, 2);
  const line = text.split('\n').findIndex((each) => each.includes('"min": "1"')) + 1;
  assert.ok(line > 1);
  assert.is(parse(text).diagnostics[0]?.at.line, line);
});

properties('says where the object stands that lacks a property', () => {
  const text = JSON.stringify(withElement({ path: undefined }), null, 2);
  const line = text.split('\n').findIndex((each) => each.includes('"id": "Patient.name"'));
  assert.is(parse(text).diagnostics[0]?.at.line, line);
});

properties('reports every fault of a definition', () => {
  const got = parse(JSON.stringify({ ...withElement({ min: '1', max: 1 }), kind: undefined }));
  assert.is(got.diagnostics.length, 3);
});

properties('keys with a meaning to JavaScript are keys like any other', () => {
  const text = JSON.stringify(patient).replace(
    '{',
    '{"__proto__": {"url": "x", "title": "from the prototype"}, "constructor": 1, "toString": 2,',
  );
  const got = parse(text);
  assert.equal(got.diagnostics, []);
  assert.is(got.definition?.url, patient['url']);
  assert.is(got.definition?.title, undefined);
});

properties.run();

const releases = suite('definitions for other releases of FHIR');

const r3 = (more: Json): Json => profile('a', 'Patient', [element('Patient.name', more)]);

const refused: [what: string, definition: Json, message: RegExp][] = [
  ['FHIR 4', { ...r3({}), fhirVersion: '4.0.1' }, /is for FHIR 4\.0\.1;/],
  ['FHIR 5', { ...r3({}), fhirVersion: '5.0.0' }, /is for FHIR 5\.0\.0;/],
  ['a ballot of FHIR 4', { ...r3({}), fhirVersion: '3.5.0' }, /is for FHIR 3\.5\.0;/],
  ['DSTU2', { ...r3({}), fhirVersion: '1.0.2' }, /is for FHIR 1\.0\.2;/],
  ['a binding as in FHIR 4', r3({ binding: { strength: 'required', valueSet: 'https://a' } }), /binding\.valueSet/],
  ['profiles as in FHIR 4', r3({ type: [{ code: 'HumanName', profile: ['x'] }] }), /type\[0\]\.profile/],
  ['targets as in FHIR 4', r3({ type: [{ code: 'Reference', targetProfile: ['x'] }] }), /type\[0\]\.targetProfile/],
  ['a type of FHIR 4', r3({ type: [{ code: 'canonical' }] }), /type\[0\]\.code/],
  ['a context as in FHIR 4', { ...r3({}), context: [{ type: 'element', expression: 'x' }] }, /context\[0\]/],
  ['an event as in FHIR 4', { resourceType: 'MessageDefinition', url: 'https://a', eventUri: 'x' }, /eventUri/],
];

for (const [what, definition, message] of refused) {
  releases(`${what}: refused, with an error that says why`, () => {
    const got = parse(JSON.stringify(definition, null, 2));
    assert.is(got.definition, undefined);
    assert.equal(
      got.diagnostics.map(({ code, severity, at }) => [code, severity, at.file, at.canonical]),
      [['load/unsupported-version', 'error', 'a.json', definition['url']]],
    );
    assert.match(got.diagnostics[0]?.message ?? '', message);
    assert.ok((got.diagnostics[0]?.at.line ?? 0) > 1, 'with its line');
  });
}

for (const fhirVersion of [undefined, '3.0.0', '3.0.2', '3.0', '3.0.2 (STU3)']) {
  releases(`${fhirVersion ?? 'no version'}: read`, () => {
    const got = parse(JSON.stringify({ ...r3({}), fhirVersion }));
    assert.ok(got.definition);
    assert.equal(got.diagnostics, []);
  });
}

releases.run();

const blanks = suite('blank texts for people');

const blank: [what: string, definition: Json, path: string][] = [
  [
    'the display of a code',
    valueSet('a', [{ concept: [{ code: 'B', display: '' }] }]),
    'compose.include[0].concept[0].display',
  ],
  ['the display of a concept', codeSystem('a', { B: ' ' }), 'concept[0].display'],
  ['a title', valueSet('a', 'b', { title: ' ' }), 'title'],
  ['a description', codeSystem('a', {}, { description: '' }), 'description'],
  ['a short', withElement({ short: '\n' }), 'differential.element[1].short'],
  [
    'the sentence of an invariant',
    withElement({ constraint: [{ key: 'a', human: '' }] }),
    'differential.element[1].constraint[0].human',
  ],
];

for (const [what, definition, path] of blank) {
  blanks(`${what}: a warning, and the definition is used`, () => {
    const got = parse(JSON.stringify(definition));
    assert.is(got.definition?.url, definition['url']);
    assert.equal(
      got.diagnostics.map(({ code, severity, message }) => [code, severity, message]),
      [['load/blank-text', 'warning', `${path} is blank.`]],
    );
  });
}

blanks.run();

const bundles = suite('Bundles of definitions');

const bundleOf = (type: string, ...resources: readonly unknown[]): Json => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({ resource })),
});

for (const type of ['collection', 'transaction', 'batch', 'searchset', 'document', 'history']) {
  bundles(`${type}: every definition in it is read`, () => {
    const inner = bundleOf('collection', codeSystem('c', {}));
    const diagnostics: Diagnostic[] = [];
    const text = JSON.stringify(
      bundleOf(type, profile('a', 'Patient', []), { resourceType: 'Patient' }, valueSet('b', 'c'), inner),
    );
    const found = parseText(text, 'a.json', withoutOddities(diagnostics));
    assert.equal(
      found.map(({ resourceType, source }) => [resourceType, source.resource?.['id']]),
      [
        ['StructureDefinition', 'a'],
        ['ValueSet', 'b'],
        ['CodeSystem', 'c'],
      ],
    );
    assert.equal(diagnostics, []);
  });
}

bundles('what is wrong with one is told with its place, and the others are read', () => {
  const bundle = bundleOf('collection', valueSet('a', 'c', { compose: 7 }), { id: 'nothing' }, valueSet('b', 'c'));
  const diagnostics: Diagnostic[] = [];
  const text = JSON.stringify(bundle, null, 1);
  const found = parseText(text, 'a.json', withoutOddities(diagnostics));
  assert.equal(
    found.map(({ url }) => url),
    [`${acme}/ValueSet/b`],
  );
  const line = text.split('\n').findIndex((one) => one.includes('"compose": 7')) + 1;
  assert.equal(
    diagnostics.map(({ code, message, at }) => [code, message, at.line]),
    [['load/bad-property', 'entry[0].resource.compose is not an object; it is 7.', line]],
  );
});

bundles('one inside another without end is not followed', () => {
  let bundle = bundleOf('collection', valueSet('a', 'c'));
  for (let depth = 0; depth < 200; depth++) bundle = bundleOf('collection', bundle);
  const diagnostics: Diagnostic[] = [];
  assert.equal(parseText(JSON.stringify(bundle), 'a.json', withoutOddities(diagnostics)), []);
  assert.equal(
    diagnostics.map(({ code }) => code),
    ['load/too-deep'],
  );
});

bundles('an element is found in the definition that is meant', () => {
  const one = (id: string): Json => profile(id, 'Patient', [element('Patient.name')]);
  const text = JSON.stringify(bundleOf('collection', one('a'), one('b')), null, 1);
  const places = text.split('\n').flatMap((line, index) => (line.includes('"id": "Patient.name"') ? [index] : []));
  const locator = createLocator(text);
  const found = ['a', 'b'].map((id) => locator.element('Patient.name', `${acme}/StructureDefinition/${id}`)?.line);
  assert.equal(found, places);
});

bundles.run();
