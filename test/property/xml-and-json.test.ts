/** Any resource survives the way from JSON to XML and back, and from XML to JSON and back, with nothing said against it. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromJson, toJson } from 'careconnect-ems/json';
import { fromXml, toXml } from 'careconnect-ems/xml';
import { loadBaseModel } from '../../generator/base/stu3/index.ts';
import { inDigits } from '../../runtime/core/written.ts';
import { canonicalXml } from '../support/canonical-xml.ts';
import { printJson, ResourceArbitrary } from '../support/resource-arbitrary.ts';

const arbitrary = new ResourceArbitrary(loadBaseModel());
const runs = { seed: 20260304, numRuns: 25 };

const read = ({ resource, issues }: ReturnType<typeof fromXml>): object => {
  assert.equal(issues, []);
  return resource as object;
};

const test = suite('XML and JSON');

test('for every resource type', () => assert.is(arbitrary.types.length, 117));

for (const type of arbitrary.types) {
  test(type, () => {
    const property = fc.property(arbitrary.resource(type), fc.boolean(), (made, pretty) => {
      const json = printJson(made);
      const resource = read(fromJson(json));
      const xml = toXml(resource, { pretty });
      const back = read(fromXml(xml));
      assert.equal(back, resource);
      const again = toXml(read(fromJson(toJson(back, { pretty }))));
      assert.is(again, toXml(resource));
      assert.is(canonicalXml(again), canonicalXml(xml));
      // Numbers are written the same, wherever they stand, but for exponents, which XML has not.
      assert.equal(numbersIn(toJson(back)).sort(), numbersIn(json).map(inDigits).sort());
    });
    fc.assert(property, runs);
  });
}

function numbersIn(json: string): string[] {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.eE+-]*/g) ?? [];
}

test.run();
