import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { diagnostic } from '../../generator/diagnostics/diagnostic.ts';
import { createLocator, locateDiagnostics } from '../../generator/load/locate.ts';

const structure = `{
  "resourceType": "StructureDefinition",
  "differential": {
    "element": [
      { "id": "Patient" },
      { "path": "Patient.name", "id": "Patient.name:legal" },
        {
        "path": "Patient.gender",
        "min": "1"
      }
    ]
  },
  "snapshot": {
    "element": [
      { "id": "Patient" }, { "id": "Patient.photo" }
    ]
  }
}`;

const unnamed = `{"differential": {"element": [
{ "path": "Patient.name", "sliceName": "legal" },
{ "path": "Patient.name.use", "min": 1 }, { "path": "Patient.name" },
{ "path": "Patient.name.use" }
]}}`;

const system = `{
  "resourceType": "CodeSystem",
  "concept": [
    { "code": "a" },
    { "code": "b",
      "concept": [
        { "code": "c" }
      ] }
  ]
}`;

const elements = suite('places of elements');

const places: [what: string, text: string, id: string, want: string | undefined][] = [
  ['the root', structure, 'Patient', '5:7'],
  ['a slice', structure, 'Patient.name:legal', '6:7'],
  ['an element without id', structure, 'Patient.gender', '7:9'],
  ['a child of a slice, neither with an id', unnamed, 'Patient.name:legal.use', '3:1'],
  ['the same child outside of the slice', unnamed, 'Patient.name.use', '4:1'],
  ['an element of the snapshot alone', structure, 'Patient.photo', '15:28'],
  ['a path that is not the id', structure, 'Patient.name', undefined],
  ['an unknown element', structure, 'Patient.telecom', undefined],
  ['a concept', system, 'CodeSystem.concept[0]', '4:5'],
  ['a concept of a concept', system, 'CodeSystem.concept[1].concept[0]', '7:9'],
  ['an element of another kind', system, 'ValueSet.compose.include[0]', undefined],
  ['text that is no JSON', 'no', 'Patient', undefined],
  ['no text', '', 'Patient', undefined],
  ['after a byte order mark', `\uFEFF${structure}`, 'Patient', '5:7'],
  ['after a byte order mark, in the first line', '\uFEFF{"snapshot":{"element":[{"id":"A"}]}}', 'A', '1:25'],
  ['with the line ends of Windows', structure.replaceAll('\n', '\r\n'), 'Patient.gender', '7:9'],
];

for (const [what, text, id, want] of places) {
  elements(what, () => {
    const got = createLocator(text).element(id);
    assert.is(got && `${got.line}:${got.column}`, want);
  });
}

const properties: [path: string, want: string][] = [
  ['resourceType', '2:19'],
  ['differential.element[2].min', '9:16'],
  ['differential.element[2].max', '7:9'],
  ['differential.element[7].max', '4:16'],
  ['version', '1:1'],
];

for (const [path, want] of properties) {
  elements(`property ${path}`, () => {
    const got = createLocator(structure).property(path);
    assert.is(got && `${got.line}:${got.column}`, want);
  });
}

elements.run();

const locating = suite('locateDiagnostics');

locating('adds the place to what names a file and an element', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'locate-'));
  const file = join(folder, 'a.json');
  writeFileSync(file, structure);
  const at = [
    { file, element: 'Patient.name:legal' },
    { file, element: 'Patient.telecom' },
    { file, element: 'Patient', line: 99 },
    { file },
    { element: 'Patient' },
    { file: join(folder, 'gone.json'), element: 'Patient' },
  ];
  const got = await locateDiagnostics(at.map((one) => diagnostic('resolve/element-not-found', 'x', one)));
  rmSync(folder, { recursive: true });
  assert.equal(
    got.map((one) => [one.at.line, one.at.column]),
    [
      [6, 7],
      [undefined, undefined],
      [99, undefined],
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ],
  );
});

locating.run();
