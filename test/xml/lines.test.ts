/** Issues of guards have the line and column of the text that the resource was read from, XML or JSON. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isPatient, checkPatient } from 'careconnect-ems/base';
import { check } from 'careconnect-ems/check';
import { fromJson } from 'careconnect-ems/json';
import { locateIssues, type Issue } from 'careconnect-ems/runtime';
import { fromXml } from 'careconnect-ems/xml';

const xml = `<?xml version="1.0"?>
<Bundle xmlns="http://hl7.org/fhir">
  <type value="message"/>
  <entry>
    <resource>
      <Patient>
        <contained><Basic/></contained>
        <extension url="urn:a">
          <valueDateTime value="tomorrow"/>
        </extension>
        <name>
          <given value="Ada"/>
          <given>
            <extension url="urn:b">
              <valueCode value=" b"/>
            </extension>
          </given>
        </name>
        <gender value="F"><extension url="urn:c"/></gender>\r
        <birthDate value="2026-02-30"/><deceasedBoolean value="no"/>
        <contact>
          <gender value="male"/>
        </contact>
        <link><other/></link>
      </Patient>
    </resource>
  </entry>
</Bundle>`;

const json = `{
  "resourceType": "Bundle",
  "type": "message",
  "entry": [
    {
      "resource": {
        "resourceType": "Patient",
        "contained": [{ "resourceType": "Basic" }],
        "extension": [
          { "url": "urn:a",
            "valueDateTime": "tomorrow" }
        ],
        "name": [
          {
            "given": ["Ada", null],
            "_given": [null, {
              "extension": [{ "url": "urn:b", "valueCode": " b" }]
            }]
          }
        ],
        "gender": "F",
        "_gender": { "extension": [{ "url": "urn:c" }] },
        "birth\\u0044ate": "2026-02-30", "deceasedBoolean": "no",
        "contact": [ { "gender": "male" } ],
        "link": [{ "other": {} }]
      }
    }
  ]
}`;

/** Where each issue is, by its expression. */
const wanted: [expression: string, inXml: string, inJson: string][] = [
  ['contained[0].code', '7:9', '8:23'],
  ['extension[0].value', '9:11', '11:13'],
  ['name[0].given[1].extension[0].value', '15:15', '17:47'],
  ['gender', '19:9', '21:9'],
  ['gender.extension[0]', '19:27', '22:36'],
  ['birthDate', '20:9', '23:9'],
  ['deceased', '20:40', '23:41'],
  ['contact[0]', '21:9', '24:22'],
  ['link[0].other', '24:15', '25:20'],
  ['link[0].type', '24:9', '25:18'],
];

const lines = suite('lines and columns');

const at = ({ expression, line, column }: Issue): string => `${expression} ${line}:${column}`;
const inXml = fromXml(xml).resource as unknown as { entry: [{ resource: unknown }] };
const inJson = fromJson(json).resource as unknown as { entry: [{ resource: unknown }] };

lines('both texts say the same', () => assert.equal(inXml, inJson));

for (const [format, bundle, place] of [
  ['XML', inXml, 1],
  ['JSON', inJson, 2],
] as const) {
  lines(`of a whole message in ${format}`, () => {
    const found = check(bundle, { rules: 'base' })
      .filter(({ severity }) => severity === 'error')
      .map(at);
    for (const row of wanted) {
      const line = `Bundle.entry[0].resource.${row[0]} ${row[place]}`;
      assert.ok(found.includes(line), `${line} is not in\n${found.join('\n')}`);
    }
  });

  lines(`of one resource of a message in ${format}`, () => {
    const found = checkPatient(bundle.entry[0].resource).map(at);
    const own = wanted.filter(([expression]) => !expression.startsWith('contained'));
    for (const row of own) assert.ok(found.includes(`Patient.${row[0]} ${row[place]}`), row[0] + found.join('\n'));
    assert.not.ok(isPatient(bundle.entry[0].resource));
  });

  lines(`are no properties of what is read from ${format}`, () => {
    assert.equal(JSON.parse(JSON.stringify(bundle)), inJson);
    assert.is(JSON.stringify(bundle).includes('line'), false);
  });
}

lines('what was not read from a text has none', () => {
  const [issue] = checkPatient({ resourceType: 'Patient', gender: 'F' });
  assert.equal(
    Object.keys(issue ?? {}).filter((key) => key === 'line' || key === 'column'),
    [],
  );
});

lines('what an expression does not lead to is where the nearest element around it is', () => {
  const issue: Issue = { severity: 'error', code: 'invalid', expression: '', message: 'a' };
  const place = (expression: string): string => {
    const [found] = locateIssues(inXml.entry[0].resource, [{ ...issue, expression }]);
    return `${found?.line}:${found?.column}`;
  };
  assert.equal(['Patient', 'Patient.photo[2].data', 'Patient.name[0].family', 'Patient.name[3]'].map(place), [
    '5:5',
    '5:5',
    '11:9',
    '5:5',
  ]);
});

lines('an issue that has a line keeps it', () => {
  const issue: Issue = { severity: 'error', code: 'invalid', expression: 'Patient', message: 'a', line: 7, column: 8 };
  assert.equal(locateIssues(inXml, [issue]), [issue]);
});

lines('elements that are not kept do not move the others', () => {
  const text = `<Patient xmlns="http://hl7.org/fhir">
<contained/>
<contained><Patent/></contained>
<contained><Basic/></contained>
<name><given/>
<given value=" "/></name></Patient>`;
  const found = checkPatient(fromXml(text).resource).map(at);
  assert.ok(found.includes('Patient.name[0].given[0] 6:1'), found.join('\n'));
  const { resource } = fromXml(text);
  const [issue] = locateIssues(resource, [
    { severity: 'error', code: 'invalid', expression: 'Patient.contained[0].code', message: 'a' },
  ]);
  assert.is(issue?.line, 4);
});

lines.run();
