/** Whatever is done to a text, reading it ends, never throws, and says where it went wrong. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { fromJson, toJson } from 'careconnect-ems/json';
import { check } from 'careconnect-ems/check';
import { fromXml, toXml } from 'careconnect-ems/xml';
import * as resources from '../support/ten-resources.ts';
import { textMutants as mutants } from '../support/text-mutants.ts';

const message = {
  resourceType: 'Bundle',
  type: 'message',
  entry: Object.values(resources).map((resource) => ({ resource })),
};
const texts = { xml: toXml(message, { pretty: true }), json: toJson(message, { pretty: true }) };

const test = suite('mutants of texts');
const runs = { seed: 20260304, numRuns: 600 };

for (const [language, read] of [
  ['xml', fromXml],
  ['json', fromJson],
] as const) {
  test(`${language}: read, checked and located`, () => {
    let refused = 0;
    let kept = 0;
    const property = fc.property(mutants(texts[language]), (text) => {
      const { resource, issues } = read(text);
      const isFatal = issues.some(({ severity }) => severity === 'fatal');
      assert.is(resource === undefined, isFatal, JSON.stringify(issues));
      const lines = text.split(/\r\n?|\n/).length;
      for (const { line, column, message: said } of [...issues, ...check(resource)]) {
        if (resource === undefined && line === undefined) continue;
        assert.ok(line !== undefined && line >= 1 && line <= lines, `${line} of ${lines}: ${said}`);
        assert.ok(column !== undefined && column >= 1, `${column}: ${said}`);
      }
      if (isFatal) refused++;
      else kept++;
    });
    fc.assert(property, runs);
    assert.ok(refused > 50 && kept > 50, `${refused} refused, ${kept} kept`);
  });
}

test('bytes of any kind', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  const property = fc.property(bytes, fc.nat(200), (noise, at) => {
    const text = new TextEncoder().encode(texts.xml.slice(0, at));
    for (const read of [fromXml, fromJson]) {
      assert.is(read(new Uint8Array([...text, ...noise])).resource, undefined);
      assert.is(read(new Uint8Array([...noise, ...text])).resource, undefined);
    }
  });
  fc.assert(property, { seed: 20260304, numRuns: 500 });
});

test('a narrative that can be written is read as it was', () => {
  const xhtml =
    '<div xmlns="http://www.w3.org/1999/xhtml" xmlns:a="urn:a"><p a:b="c" class=\'d\'>&amp;&#65;<br/><!-- e --></p><![CDATA[f]]></div>';
  let written = 0;
  const property = fc.property(mutants(xhtml), (div) => {
    let text: string;
    try {
      text = toXml({ resourceType: 'Patient', text: { div } });
    } catch {
      return;
    }
    written++;
    const { resource, issues } = fromXml(text);
    assert.equal(issues, [], div);
    assert.equal(resource, { resourceType: 'Patient', text: { div: div.trim() } }, div);
  });
  fc.assert(property, { seed: 20260304, numRuns: 8000 });
  assert.ok(written > 100, String(written));
});

test('what could be read can be written, and is then read without issues', () => {
  const property = fc.property(mutants(texts.xml), (text) => {
    const { resource } = fromXml(text);
    if (!resource) return;
    let again: string;
    try {
      again = toXml(resource);
    } catch (error) {
      // Only what is no narrative is not written.
      assert.match(String(error), /\.text\.div: is no well-formed div/);
      return;
    }
    const back = fromXml(again);
    assert.equal(back.issues, []);
    assert.equal(back.resource, resource);
  });
  fc.assert(property, runs);
});

test.run();
