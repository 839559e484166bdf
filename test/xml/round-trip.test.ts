/** What is written of a text that was read is, as canonical XML, the same text; by way of JSON text too. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromJson, toJson } from 'careconnect-ems/json';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { canonicalXml } from '../support/canonical-xml.ts';

const FHIR = 'xmlns="http://hl7.org/fhir"';
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';

const texts: [what: string, text: string][] = [
  [
    'a message with all sorts of forms',
    `<?xml version="1.0" encoding="UTF-8"?>
<!-- made up -->
<Bundle ${FHIR} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir a.xsd">
  <id value="a"/>
  <entry id="e1">
    <fullUrl value="urn:uuid:0d5a7c3e-2a7b-4e0c-8a57-1b1f6c0d9e11"/>
    <resource>
      <Observation ${FHIR}>
        <text><status value="generated"/><div ${XHTML}>
          <p class='a'>39.0 &deg;</p></div></text>
        <status value="final"><extension url="urn:a"><valueCode value="007"/></extension></status>
        <valueQuantity><value id="v" value="39.0"/></valueQuantity>
        <component><valueSampledData><origin><value value="0.10"/></origin><data value="1 2&#10;3"/></valueSampledData></component>
      </Observation>
    </resource>
  </entry>
</Bundle>`.replace('&deg;', '&#xB0;'),
  ],
  [
    'a prefix, and XHTML without',
    `<f:Patient xmlns:f="http://hl7.org/fhir" ${XHTML}><f:text><div><p>a<br/></p></div></f:text></f:Patient>`,
  ],
  [
    'a prefix for XHTML, and others in it',
    `<Patient ${FHIR} xmlns:h="http://www.w3.org/1999/xhtml" xmlns:q="urn:q"><text>` +
      '<h:div q:a="1">b<![CDATA[<&]]><h:p><q:r xmlns="urn:s"><s/><h:b/></q:r></h:p></h:div></text></Patient>',
  ],
  [
    'elements of other namespaces in a narrative',
    `<Patient ${FHIR}><text><div ${XHTML}><svg xmlns="http://www.w3.org/2000/svg"><a xml:lang="en"/></svg></div></text></Patient>`,
  ],
  [
    'lists with and without values',
    `<Patient ${FHIR}><name><given><extension url="urn:a"/></given><given value="b"/></name></Patient>`,
  ],
  ['line ends of another system', `<Patient ${FHIR}>\r\n<text><div ${XHTML}>a\r\n\tb\r</div></text>\r\n</Patient>`],
  ['values that are none', `<Patient ${FHIR}><active value="yes"/><birthDate value=""/></Patient>`],
];

const test = suite('XML to XML');

for (const [what, text] of texts) {
  test(what, () => {
    const { resource, issues } = fromXml(text);
    assert.equal(issues, []);
    const viaJson = fromJson(toJson(resource as object)).resource;
    for (const value of [resource, viaJson]) {
      for (const pretty of [false, true]) {
        assert.is(canonicalXml(toXml(value as object, { pretty })), canonicalXml(text));
      }
    }
  });
}

test('what was in the wrong order is written in the right one', () => {
  const text = `<Patient ${FHIR}><gender value="male"/><name><given value="a"/><family value="b"/></name></Patient>`;
  const { resource, issues } = fromXml(text);
  assert.is(issues.length, 2);
  const written = toXml(resource as object);
  assert.equal(fromXml(written).issues, []);
  assert.is(canonicalXml(written, { anyOrder: true }), canonicalXml(text, { anyOrder: true }));
  assert.is.not(canonicalXml(written), canonicalXml(text));
});

test.run();
