/** Definitions in XML give what the same in JSON gives, and diagnostics say where in the file. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { elementTablesOf } from '../../generator/base/element-tables.ts';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { diagnostic, type Diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import type { Definition } from '../../generator/fhir/definitions.ts';
import { folderSource } from '../../generator/load/definition-source.ts';
import { loadDefinitions, locatorOf, parseText } from '../../generator/load/load-definitions.ts';
import { locateDiagnostics } from '../../generator/load/locate.ts';
import { withScratchFolder } from '../support/scratch-folder.ts';
import { withoutOddities } from '../support/without-oddities.ts';

const tables = elementTablesOf(loadBaseModel());
const FHIR = 'xmlns="http://hl7.org/fhir"';

interface Parsed {
  readonly definition: Definition | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function parse(content: string | Uint8Array): Parsed {
  const diagnostics: Diagnostic[] = [];
  const [definition] = parseText(content, 'a', withoutOddities(diagnostics), tables);
  return { definition, diagnostics };
}

/** Code and place of each diagnostic. */
function places({ diagnostics }: Parsed): string[] {
  return diagnostics.map(({ code, at }) => `${code} ${at.line}:${at.column}`);
}

const structure = {
  xml: `<?xml version="1.0" encoding="UTF-8"?>
<StructureDefinition ${FHIR}>
  <id value="Acme-Badge-1"/>
  <url value="https://acme.example/StructureDefinition/Acme-Badge-1"/>
  <version value="1.0.0"/>
  <name value="AcmeBadge"/>
  <status value="draft"/>
  <description value="A badge with a number.&#10;Worn on the left."/>
  <fhirVersion value="3.0.1"/>
  <kind value="complex-type"/>
  <abstract value="false"/>
  <type value="Identifier"/>
  <baseDefinition value="http://hl7.org/fhir/StructureDefinition/Identifier"/>
  <derivation value="constraint"/>
  <differential>
    <element id="Identifier">
      <path value="Identifier"/>
      <constraint>
        <key value="badge-1"/>
        <severity value="error"/>
        <human value="a badge has a number"/>
        <expression value="value.exists()"/>
      </constraint>
    </element>
    <element id="Identifier.system">
      <path value="Identifier.system"/>
      <min value="1"/>
      <max value="1"/>
      <fixedUri value="https://acme.example/badges"/>
    </element>
    <element id="Identifier.type">
      <path value="Identifier.type"/>
      <patternCodeableConcept><coding><code value="007"/></coding></patternCodeableConcept>
      <binding>
        <strength value="required"/>
        <valueSetReference><reference value="https://acme.example/ValueSet/badge"/></valueSetReference>
      </binding>
    </element>
  </differential>
</StructureDefinition>
`,
  json: {
    resourceType: 'StructureDefinition',
    id: 'Acme-Badge-1',
    url: 'https://acme.example/StructureDefinition/Acme-Badge-1',
    version: '1.0.0',
    name: 'AcmeBadge',
    status: 'draft',
    description: 'A badge with a number.\nWorn on the left.',
    fhirVersion: '3.0.1',
    kind: 'complex-type',
    abstract: false,
    type: 'Identifier',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Identifier',
    derivation: 'constraint',
    differential: {
      element: [
        {
          id: 'Identifier',
          path: 'Identifier',
          constraint: [
            { key: 'badge-1', severity: 'error', human: 'a badge has a number', expression: 'value.exists()' },
          ],
        },
        {
          id: 'Identifier.system',
          path: 'Identifier.system',
          min: 1,
          max: '1',
          fixedUri: 'https://acme.example/badges',
        },
        {
          id: 'Identifier.type',
          path: 'Identifier.type',
          patternCodeableConcept: { coding: [{ code: '007' }] },
          binding: {
            strength: 'required',
            valueSetReference: { reference: 'https://acme.example/ValueSet/badge' },
          },
        },
      ],
    },
  },
};

const valueSet = {
  xml: `<f:ValueSet xmlns:f="http://hl7.org/fhir"><f:url value="https://acme.example/ValueSet/badge"/><f:name value="Badge"/>
<f:compose><f:include><f:system value="https://acme.example/badge"/><f:concept><f:code value="01"/><f:display value="Old"/></f:concept></f:include></f:compose></f:ValueSet>`,
  json: {
    resourceType: 'ValueSet',
    url: 'https://acme.example/ValueSet/badge',
    name: 'Badge',
    compose: { include: [{ system: 'https://acme.example/badge', concept: [{ code: '01', display: 'Old' }] }] },
  },
};

const codeSystem = {
  xml: `<CodeSystem ${FHIR}>
  <url value="https://acme.example/badge"/>
  <name value="Badge"/>
  <caseSensitive value="true"/>
  <content value="complete"/>
  <concept><code value="01"/><concept><code value="011"/>
    <property><code value="weight"/><valueInteger value="3"/></property></concept></concept>
</CodeSystem>`,
  json: {
    resourceType: 'CodeSystem',
    url: 'https://acme.example/badge',
    name: 'Badge',
    caseSensitive: true,
    content: 'complete',
    concept: [{ code: '01', concept: [{ code: '011', property: [{ code: 'weight', valueInteger: 3 }] }] }],
  },
};

const same = suite('definitions in XML');

for (const [what, { xml, json }] of Object.entries({ structure, valueSet, codeSystem })) {
  same(`${what}: the same as in JSON`, () => {
    const want = parse(JSON.stringify(json));
    assert.equal(want.diagnostics, []);
    assert.ok(want.definition);
    assert.equal(parse(xml), want);
    assert.equal(parse(new TextEncoder().encode(`\uFEFF${xml}`)), want);
  });
}

same('files of a folder, beside those in JSON', async () => {
  const other = { ...valueSet.json, url: 'https://acme.example/ValueSet/other' };
  const files = { 'a.xml': structure.xml, 'b/c.xml': codeSystem.xml, 'd.json': JSON.stringify(other) };
  await withScratchFolder(files, async (folder) => {
    const diagnostics: Diagnostic[] = [];
    const loaded = await loadDefinitions([folderSource(folder)], withoutOddities(diagnostics), tables);
    assert.equal(diagnostics, []);
    assert.equal([loaded.structures.length, loaded.valueSets.length, loaded.codeSystems.length], [1, 1, 1]);
  });
});

same('without tables there is no XML', () => {
  const diagnostics: Diagnostic[] = [];
  assert.equal(parseText(structure.xml, 'a', withoutOddities(diagnostics)), []);
  assert.is(diagnostics[0]?.code, 'load/not-json');
});

same.run();

/** Loads files without the resources as they were read. */
async function loadBare(files: Readonly<Record<string, string>>): Promise<Parsed> {
  const diagnostics: Diagnostic[] = [];
  return withScratchFolder(files, async (folder) => {
    const report = withoutOddities(diagnostics);
    const loaded = await loadDefinitions([folderSource(folder)], report, tables, { keepsResources: false });
    const found = diagnostics.filter(({ code }) => code !== 'load/no-definitions');
    return { definition: loaded.structures[0], diagnostics: found };
  });
}

function withoutFile({ definition }: Parsed): object {
  return { ...definition, source: undefined };
}

const wording = suite('what is wrong with XML');

wording('ends as its sentence does', () => {
  const { diagnostics } = parse(structure.xml.replace('<kind ', '<kynd value="a"/><kind '));
  const [message = ''] = diagnostics.map((one) => one.message);
  assert.match(message, /"kynd" is unknown, so it is ignored; did you mean "kind"\?$/);
});

wording.run();

const besides = suite('snapshots beside a differential');
const snapshot = '<snapshot>\n<element><path value="Identifier"/><mood value="a"/></element>\n</snapshot>';
const both = structure.xml.replace('<differential>', `${snapshot}<differential>`);

besides('are passed over, with what is wrong in them', async () => {
  assert.equal(
    parse(both).diagnostics.map(({ code }) => code),
    ['load/xml-form'],
  );
  const bare = await loadBare({ 'a.xml': both });
  assert.equal(bare.diagnostics, []);
  assert.equal(withoutFile(bare), withoutFile(parse(structure.xml)));
});

besides('are read where there is no differential', async () => {
  const alone = both.replace(/<differential>[^]*<\/differential>/, '').replace('<mood value="a"/>', '');
  assert.equal(withoutFile(await loadBare({ 'a.xml': alone })), withoutFile(parse(alone)));
  assert.match(JSON.stringify(parse(alone).definition), '"snapshot":');
});

/** With whether all of the file has to be read. */
const unusual: readonly [what: string, xml: string, isWhole: boolean][] = [
  ['beside a comment with a start before', both.replace('<name', '<!-- <snapshot> --><name'), true],
  ['with an end in a comment inside', both.replace('</snapshot>', '<!-- </snapshot> --></snapshot>'), true],
  ['beside a comment with an end behind', both.replace('<differential>', '<!-- </snapshot> --><differential>'), false],
  ['with an attribute', both.replace('<snapshot>', '<snapshot id="a">'), true],
  ['without an end', both.replace('</snapshot>', ''), true],
  ['in a definition with a fault behind', both.replace('<min value="1"/>', '<min value="one"/>'), true],
];
for (const [what, xml, isWhole] of unusual) {
  besides(what, async () => {
    const [bare, whole] = [await loadBare({ 'a.xml': xml }), parse(xml)];
    assert.equal(withoutFile(bare), withoutFile(whole));
    assert.equal(places(bare), isWhole ? places(whole) : []);
  });
}

besides.run();

const faults = suite('faults of definitions in XML');

faults('what is no XML', () => {
  const got = parse(structure.xml.replace('</differential>', ''));
  assert.is(got.definition, undefined);
  assert.equal(places(got), ['load/not-xml 40:22']);
});

faults('what is no FHIR', () => {
  assert.equal(places(parse(structure.xml.replace(FHIR, ''))), ['load/not-xml 2:1']);
});

faults('an element in the wrong place and one that is not known leave a definition that can be used', () => {
  const xml = structure.xml
    .replace('  <fhirVersion value="3.0.1"/>\n', '')
    .replace('<abstract', '<mood value="a"/><fhirVersion value="3.0.1"/><abstract');
  const got = parse(xml);
  assert.equal(got.definition, parse(structure.xml).definition);
  assert.equal(places(got), ['load/xml-form 10:3', 'load/xml-form 10:20']);
  assert.equal([...new Set(got.diagnostics.map(({ severity }) => severity))], ['warning']);
});

faults('a property that is wrong or missing', () => {
  const wrong = parse(structure.xml.replace('<min value="1"/>', '<min value="one"/>'));
  assert.equal([wrong.definition, places(wrong)], [undefined, ['load/bad-property 27:7']]);
  const missing = parse(structure.xml.replace(/ *<url.*\n/, ''));
  assert.equal([missing.definition, places(missing)], [undefined, ['load/missing-property 2:1']]);
});

faults('what later stages find has its place too', async () => {
  await withScratchFolder(
    { 'a.xml': structure.xml, 'b.xml': codeSystem.xml, 'c.json': '{\n"resourceType": "ValueSet",\n"compose": {}}' },
    async (folder) => {
      const at: [file: string, element: string][] = [
        ['a.xml', 'Identifier.type'],
        ['b.xml', 'CodeSystem.concept[0].concept[0]'],
        ['b.xml', 'ValueSet.compose'],
        ['c.json', 'ValueSet.compose'],
      ];
      const found = await locateDiagnostics(
        at.map(([file, element]) =>
          diagnostic('resolve/element-not-found', 'a', { file: `${folder}/${file}`, element }),
        ),
        (content) => locatorOf(content, tables),
      );
      assert.equal(
        found.map((one) => `${one.at.line}:${one.at.column}`),
        ['31:5', '6:30', 'undefined:undefined', '3:12'],
      );
    },
  );
});

faults.run();
