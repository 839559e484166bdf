import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import type { Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { parseText } from '../../generator/load/load-definitions.ts';
import { acme, codeSystem, element, profile, type Json } from '../support/definitions.ts';
import { withoutOddities } from '../support/without-oddities.ts';

const tables = elementTablesOf(loadBaseModel());

/** `line: message` of each finding; each is a warning, and the definition is used. */
function reported(...resources: Json[]): string[] {
  const [only] = resources;
  const json =
    resources.length === 1 ? only : { resourceType: 'Bundle', entry: resources.map((one) => ({ resource: one })) };
  const diagnostics: Diagnostic[] = [];
  const definitions = parseText(JSON.stringify(json, null, 1), 'a.json', withoutOddities(diagnostics), tables);
  assert.is(definitions.length, resources.length);
  assert.equal(
    diagnostics.filter(({ code, severity }) => code !== 'load/unknown-property' || severity !== 'warning'),
    [],
  );
  return diagnostics.map(({ message, at }) => `${at.line}: ${message}`);
}

const patient = (more: Json, ...elements: Json[]): Json => ({
  ...profile('Acme-Patient-1', 'Patient', elements),
  ...more,
});
const birthDate = (more: Json): Json => patient({}, { ...element('Patient.birthDate'), ...more });

const unknown = suite('properties that FHIR does not have');

const rows: [what: string, definition: Json, want: RegExp][] = [
  [
    'of a definition',
    patient({ diferential: {} }),
    /^\d+: diferential is unknown, so it is ignored; did you mean "differential"\?$/,
  ],
  [
    'of an element',
    birthDate({ minimum: 1 }),
    /^\d+: differential\.element\[0\]\.minimum is unknown, so it is ignored\.$/,
  ],
  [
    'of a choice, from another release',
    birthDate({ fixedUrl: 'x' }),
    /fixedUrl is unknown, .*did you mean "fixedUri"\?$/,
  ],
  [
    'of a datatype',
    birthDate({ binding: { strength: 'example', valueset: 'x' } }),
    /element\[0\]\.binding\.valueset is unknown/,
  ],
  ['of what belongs to a primitive', birthDate({ _short: { extensions: [] } }), /_short\.extensions is unknown/],
  ['of what belongs to an object', birthDate({ _binding: {} }), /element\[0\]\._binding is unknown/],
  [
    'of a concept of a concept',
    codeSystem('Colour', {}, { concept: [{ code: 'a', concept: [{ code: 'b', dsplay: 'B' }] }] }),
    /concept\[0\]\.concept\[0\]\.dsplay is unknown/,
  ],
];

for (const [what, definition, want] of rows) {
  unknown(what, () => {
    const found = reported(definition);
    assert.is(found.length, 1);
    assert.match(found[0] ?? '', want);
  });
}

unknown('are found in each entry of a Bundle, with their place', () => {
  const found = reported(patient({}), { ...patient({ foo: 1 }), url: `${acme}/StructureDefinition/Other` });
  assert.is(found.length, 1);
  assert.match(found[0] ?? '', /^\d+: foo is unknown/);
});

const nothing: [what: string, definition: Json][] = [
  ['a sound definition', birthDate({ _short: { id: 'a', extension: [] }, fixedDate: '2020-01-01', min: 1 })],
  [
    'a snapshot beside a differential',
    patient({ snapshot: { element: [{ path: 'Patient', more: 1 }] } }, element('Patient.name')),
  ],
  ['a resource that is contained', patient({ contained: [{ resourceType: 'ValueSet', more: 1 }] })],
  ['the comments of an earlier release', birthDate({ fhir_comments: ['why'] })],
];

for (const [what, definition] of nothing)
  unknown(`are not reported in ${what}`, () => assert.equal(reported(definition), []));

unknown('are looked for in a snapshot that stands alone', () => {
  const { differential: _, ...bare } = patient({});
  const found = reported({ ...bare, snapshot: { element: [{ id: 'Patient', path: 'Patient', mni: 1 }] } });
  assert.match(found[0] ?? '', /snapshot\.element\[0\]\.mni is unknown, so it is ignored; did you mean "min"\?/);
});

unknown.run();
