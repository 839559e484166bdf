/**
 * Mutants of messages, the same on every run: nothing throws, `is` says what `check` says in both directions, and every
 * issue names a place that there is.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check as checkAny } from 'careconnect-ems/check';
import { isFault } from 'careconnect-ems/runtime';
import { eventOf, leadsSomewhere, messageNamed, messageNames } from '../support/event-messages.ts';
import { mutate, randomFrom } from '../support/mutants.ts';

const mutants = 5000;
const perMessage = Math.ceil(mutants / messageNames.length);

const test = suite('mutants of messages');

for (const name of messageNames) {
  test(`${perMessage} of ${name}`, () => {
    const { is, check } = eventOf(name);
    const message = messageNamed(name) as unknown;
    const random = randomFrom(20261122);
    let sound = 0;
    for (let i = 0; i < perMessage; i++) {
      const mutant = mutate(message, random);
      for (const direction of ['publish', 'receive'] as const) {
        const { valid, issues } = check(mutant, { direction });
        const said = issues.map(({ severity, code, expression }) => `${severity} ${code} ${expression}`).join('; ');
        const told = `${name} ${i} ${direction}`;
        assert.is(valid, !issues.some(isFault), `${told}: valid is ${valid}, and check says ${said}`);
        assert.is(is(mutant, { direction }), valid, `${told}: is does not say what check says: ${said}`);
        const lost = issues.filter(({ expression }) => !leadsSomewhere(mutant, expression));
        assert.equal(lost, [], `${told}: issues that name no place`);
        if (valid) sound++;
      }
      if (i % 10 === 0) assert.ok(Array.isArray(checkAny(mutant)), 'the dispatching check does not throw either');
    }
    assert.ok(sound > 0 && sound < perMessage * 2, `some mutants are sound and some are not: ${sound}`);
  });
}

test('the messages themselves are sound', () => {
  for (const name of messageNames) {
    const issues = eventOf(name)
      .check(messageNamed(name))
      .issues.filter(({ severity }) => severity !== 'information');
    assert.equal(issues, [], name);
  }
});

test.run();
