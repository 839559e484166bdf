/** Every definition and every kind of message, made at random: valid, the same each time, and the same in XML. */
import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check, registry } from 'careconnect-ems/check';
import { toXml, fromXml } from 'careconnect-ems/xml';
import { observation, patient } from 'careconnect-ems/careconnect';
import { vaccinations } from 'careconnect-ems/events/vaccinations-1';
import { random, RandomError, type RandomSize } from 'careconnect-ems/random';
import { report, test } from '../../generated/dist/runtime/guard/checks.js';
import { isMessage, messageIssues } from '../../generated/dist/runtime/message/message-guard.js';
import { InputError, isFault } from 'careconnect-ems/runtime';
import { holderOf } from '../support/holder-of.ts';

/** Its texts have a grammar, and repeat parts of one another. */
const unsolved = 'https://careconnect-codegen.example/StructureDefinition/subscriptions-NewSubscription';

const sizes: readonly RandomSize[] = ['minimal', 'some', 'everything'];

const definitions = suite('every profile and extension');

for (const [url, rules] of [...registry.profiles, ...registry.extensions]) {
  if (rules.type.elements.path === 'Bundle' || url === unsolved) continue;
  definitions(url, () => {
    for (const [i, size] of sizes.entries()) {
      const value = random(url, { seed: i + 1, size });
      assert.equal(report(rules, value).filter(isFault), []);
      assert.ok(test(rules, value));
      assertSameInXml(isResource(value) ? value : holderOf(value));
    }
  });
}

definitions.run();

const messages = suite('every kind of message');

for (const rules of registry.messages.values()) {
  for (const [place, [code, { profile }]] of Object.entries(rules.kinds).entries()) {
    messages(`${rules.event.code} ${code}`, () => {
      // Everything takes longest, and the kinds of an event have most of it in common.
      for (const [i, size] of sizes.slice(0, place === 0 ? 3 : 2).entries()) {
        const value = random(profile, { seed: i + 1, size });
        assert.equal(messageIssues(rules, value).filter(isFault), []);
        assert.ok(isMessage(rules, value));
        assert.equal(check(value).filter(isFault), []);
        assertSameInXml(value);
      }
    });
  }
}

messages.run();

function isResource(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resourceType' in value;
}

function assertSameInXml(value: unknown): void {
  assert.equal(fromXml(toXml(value as never)), { resource: value, issues: [] });
}

const options = suite('random');

options('returns the same value for the same options', () => {
  const made = (seed: number): string => JSON.stringify(random(patient, { seed }));
  assert.is(made(7), made(7));
  assert.is.not(made(7), made(8));
  // The bytes are part of what is promised: a change of them is a change of every test that uses the seed.
  assert.is(createHash('sha256').update(made(7)).digest('hex').slice(0, 16), 'a896fc635fb1f460');
});

options('makes what a builder builds, and more with each size', () => {
  const lengths = sizes.map((size) => JSON.stringify(random(patient, { size })).length);
  for (const [at, length] of lengths.slice(1).entries()) assert.ok(length > (lengths[at] ?? 0), lengths.join(', '));
  assert.is(random(patient).resourceType, 'Patient');
  assert.ok(vaccinations.is(random(vaccinations.new, { seed: 3, size: 'minimal' })));
});

options('makes each type of a choice in turn', () => {
  const values = new Set<string>();
  for (let seed = 1; seed <= 6; seed++) {
    const { resourceType, ...others } = random(observation, { seed, size: 'everything' });
    for (const name of Object.keys(others)) if (name.startsWith('effective')) values.add(name);
  }
  assert.equal([...values].sort(), ['effectiveDateTime', 'effectivePeriod']);
});

const refused: [target: unknown, options: object, want: RegExp][] = [
  ['https://example.org/unknown', {}, /^target: "https:\/\/example.org\/unknown" is not a builder, a canonical URL/],
  [() => ({}), {}, /^target: /],
  ['Patient', { seed: -1 }, /^seed: -1 is not an integer that is not negative/],
  ['Patient', { seed: 0.5 }, /^seed: 0.5 is not an integer/],
  ['Patient', { size: 'huge' }, /^size: "huge" is not one of minimal, some and everything/],
];

for (const [target, given, want] of refused) {
  options(`refuses ${String(target)} with ${JSON.stringify(given)}`, () => {
    assert.throws(
      () => random(target as string, given),
      (error: Error) => error instanceof InputError && want.test(error.message),
    );
  });
}

options('throws an error with the definition and its rules if no valid value is found', () => {
  assert.throws(
    () => random(unsolved),
    (error: Error) => error instanceof RandomError && error.target === unsolved && error.issues.length > 0,
  );
});

options.run();
