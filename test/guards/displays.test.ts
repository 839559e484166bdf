/** `check` warns of a display that is not that of the code, where the code system is known with its displays. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check, registry } from 'careconnect-ems/check';
import { checkAny, createRegistry } from '../../generated/dist/runtime/check.js';
import { readDisplays, displayInstead, type DisplayRows } from '../../runtime/guard/known-display.ts';

const ethnic = 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-EthnicCategory-1';

/** A Coding, and the display that it should have; undefined if nothing is said of it. */
const rows: readonly (readonly [coding: object, right: string | undefined])[] = [
  [{ system: ethnic, code: 'B', display: 'Irish' }, undefined],
  [{ system: ethnic, code: 'B', display: ' iRISH ' }, undefined],
  [{ system: ethnic, code: 'B' }, undefined],
  [{ system: ethnic, code: 'B', display: 'Welsh' }, 'Irish'],
  [{ system: 'http://hl7.org/fhir/administrative-gender', code: 'male', display: 'Gentleman' }, 'Male'],
  [{ system: 'http://hl7.org/fhir/address-use', code: 'temp', display: 'Temp' }, 'Temporary'],
  [{ system: 'http://hl7.org/fhir/account-status', code: 'entered-in-error', display: 'Mistake' }, 'Entered in error'],
  [{ system: 'http://snomed.info/sct', code: '22298006', display: 'Anything' }, undefined],
  [{ system: 'urn:oid:1.2.3', code: 'B', display: 'Welsh' }, undefined],
];

const test = suite('displays');

for (const [coding, right] of rows) {
  test(JSON.stringify(coding), () => {
    const flag = { resourceType: 'Flag', status: 'active', code: { coding: [coding] }, subject: { display: 'Ada' } };
    const want = right === undefined ? [] : [`warning code-invalid Flag.code.coding[0].display "${right}"`];
    for (const options of [{}, { maxDepth: 64 }]) {
      const found = check(flag, options).map(({ severity, code, expression, message }) => {
        return `${severity} ${code} ${expression} ${message.slice(message.lastIndexOf(' "') + 1)}`;
      });
      assert.equal(found, want, options.maxDepth === undefined ? 'both walks' : 'the explaining walk');
    }
  });
}

test('a code of SNOMED CT is asked about too, where its displays are known', () => {
  const displays = (): DisplayRows[] => [['http://snomed.info/sct', '22298006|Myocardial infarction']];
  const none = (): [] => [];
  const own = createRegistry(() => [...registry.types.values()], none, none, none, none, displays);
  const coding = { system: 'http://snomed.info/sct', code: '22298006', display: 'Cough' };
  const basic = { resourceType: 'Basic', code: { coding: [coding] } };
  for (const options of [{}, { maxDepth: 64 }]) {
    const found = checkAny(own, basic, options);
    assert.equal(
      found.map(({ expression }) => expression),
      ['Basic.code.coding[0].display'],
    );
  }
});

test('a concept may have several displays, of which the first is suggested', () => {
  const displays = readDisplays([['urn:a', 'x|Red|Rouge\nin-use']]);
  const known = { displaysOf: (system: string, code: string) => displays.get(system)?.get(code) };
  const insteadOf = (code: string, display: string): string | undefined =>
    displayInstead(known, { system: 'urn:a', code, display });
  assert.is(insteadOf('x', 'rouge'), undefined);
  assert.is(insteadOf('x', 'Blau'), 'Red');
  assert.is(insteadOf('in-use', 'In  use'), undefined);
  assert.is(insteadOf('in-use', 'Used'), 'In use');
  assert.is(insteadOf('y', 'Used'), undefined);
});

test.run();
