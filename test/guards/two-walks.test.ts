/**
 * The fast walk and the explaining walk say the same of thousands of mutants, the same ones on every run. A limit that
 * is stated, though it is the usual one, leaves a value to the explaining walk alone.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as careconnect from 'careconnect-ems/careconnect';
import { check } from 'careconnect-ems/check';
import { isFault, type CheckOptions, type Issue } from 'careconnect-ems/runtime';
import { eventOf, messageNamed, messageNames } from '../support/event-messages.ts';
import { mutate, randomFrom } from '../support/mutants.ts';
import { samples } from '../support/sample-resources.ts';

const explainedOnly: CheckOptions = { maxDepth: 64 };
const mutantsPerMessage = 20;
const mutantsPerResource = 400;

type Check = (value: unknown, options?: CheckOptions) => readonly Issue[];

/** Fails where the two walks differ; returns whether the value is sound. */
function agree(name: string, value: unknown, of: Check, options: CheckOptions = {}): boolean {
  const fast = of(value, options);
  const explained = of(value, { ...options, ...explainedOnly });
  assert.equal(fast, explained, `${name}: both walks find the same`);
  return !fast.some(isFault);
}

const test = suite('two walks');

for (const name of messageNames) {
  test(`messages like ${name}`, () => {
    const event = eventOf(name);
    const message: unknown = messageNamed(name);
    const random = randomFrom(20_261_129);
    const ofEvent: Check = (value, options) => event.check(value, options).issues;
    for (let i = 0; i < mutantsPerMessage; i++) {
      const mutant = i === 0 ? message : mutate(message, random);
      const isSound = agree(`${name} ${i}`, mutant, ofEvent);
      assert.is(event.is(mutant), isSound, `${name} ${i}: is`);
      agree(`${name} ${i}, received`, mutant, ofEvent, { direction: 'receive' });
      agree(`${name} ${i}, of any kind`, mutant, check);
    }
  });
}

const guarded: Readonly<Record<string, readonly [value: unknown, check: Check]>> = {
  patient: [samples.ada, careconnect.checkPatient],
  immunization: [samples.jab, careconnect.checkImmunization],
  encounter: [samples.visit, careconnect.checkEncounter],
  observation: [samples.weight, careconnect.checkObservation],
  organization: [samples.practice, careconnect.checkOrganization],
};

for (const [name, [value, checkOne]] of Object.entries(guarded)) {
  test(`resources like ${name}`, () => {
    const random = randomFrom(20_261_130);
    for (let i = 0; i < mutantsPerResource; i++) agree(`${name} ${i}`, mutate(value, random), checkOne);
  });
}

test('a resource that the event does not list and that claims the profile of another type', () => {
  const basic = (claim: string): object => ({
    fullUrl: 'urn:uuid:2b1a6c9e-5d0f-4c39-8a77-3f1f0a5e9b10',
    resource: { resourceType: 'Basic', meta: { profile: [claim] }, code: { text: 'Kept with the record' } },
  });
  for (const name of messageNames) {
    const event = eventOf(name);
    const ofEvent: Check = (value, options) => event.check(value, options).issues;
    const withClaim = (claim: string): unknown => {
      const message = structuredClone(messageNamed(name)) as { entry: object[] };
      message.entry.push(basic(claim));
      return message;
    };
    const wrong = withClaim('http://hl7.org/fhir/StructureDefinition/Patient');
    assert.not(agree(`${name}, wrong claim`, wrong, ofEvent), `${name}: a Basic is no Patient`);
    assert.not(event.is(wrong), `${name}: is`);
    agree(`${name}, unknown claim`, withClaim('https://example.com/StructureDefinition/Unknown'), ofEvent);
  }
});

/** A collection of medicines, each with a code of SNOMED CT, which cannot be decided. */
function medicines(...resources: readonly object[]): { readonly entry: readonly object[] } {
  const entry = resources.map((resource, index) => ({ fullUrl: `urn:oid:1.2.${index}`, resource }));
  return { resourceType: 'Bundle', type: 'collection', entry } as { entry: object[] };
}

const profile = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Medication-1';
const medicine = (): object => ({
  resourceType: 'Medication',
  meta: { profile: [profile] },
  code: { coding: [{ system: 'http://snomed.info/sct', code: '22298006' }] },
});
const openCodes = (value: unknown): string[] =>
  check(value).flatMap(({ code, expression }) => (code === 'not-supported' ? [expression] : []));

test('what the walk has learnt of open codes it says with the indexes of each value', () => {
  const one = medicines(medicine());
  const two = medicines({ resourceType: 'Basic', code: { text: 'Kept with the record' } }, medicine(), medicine());
  assert.equal(openCodes(one), ['Bundle.entry[0].resource.code']);
  assert.equal(openCodes(two), ['Bundle.entry[1].resource.code', 'Bundle.entry[2].resource.code']);
  for (const value of [one, two]) assert.ok(agree('learnt', value, check));
});

test('no more open codes are reported than a check reports, whether their places are known or not', () => {
  assert.ok(agree('learnt', medicines(medicine()), check));
  const found = check(medicines(...Array.from({ length: 10_001 }, medicine)));
  assert.is(found.length, 10_000);
});

test('an object in two places has its notes at both', () => {
  const shared = medicine();
  const twice = medicines(shared, shared);
  assert.is(openCodes(twice).length, 2);
  assert.ok(agree('shared', twice, check));
});

test('a value that can be read only once has one issue, and nothing is thrown', () => {
  let reads = 0;
  const value = medicines(medicine());
  const { entry } = value;
  Object.defineProperty(value, 'entry', {
    enumerable: true,
    get: () => {
      if (++reads > 3) throw new Error('read too often');
      return entry;
    },
  });
  const [issue, ...more] = check(value);
  assert.is(issue?.code, 'exception');
  assert.is(more.length, 0);
});

test.run();
