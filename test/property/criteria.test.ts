/** Criteria survive the way from objects to text and back, and no text makes the parser throw. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EventType } from 'careconnect-ems/ems';
import { modulus11 } from 'careconnect-ems/runtime';
import {
  CountryCode,
  explicitCriteria,
  genericCriteria,
  GpRegistration,
  parseCriteria,
  RuleType,
  ServiceType,
  type ExplicitCriteria,
  type GenericCriteria,
} from 'careconnect-ems/subscriptions';

const runs = { seed: 20260304, numRuns: 500 };

/** Any code of a value set. */
function codeOf<Code extends string>(concepts: Readonly<Record<string, { readonly code: Code }>>): fc.Arbitrary<Code> {
  return fc.constantFrom(...Object.values(concepts).map(({ code }) => code));
}

const nhsNumber = fc
  .integer({ min: 0, max: 999_999 })
  .chain((middle) =>
    fc.constantFrom(...Array.from({ length: 10 }, (_, digit) => `999${String(middle).padStart(6, '0')}${digit}`)),
  )
  .filter(modulus11);
const bound = fc.nat({ max: 150 });
const age = fc.oneof(
  bound.map((over) => ({ over })),
  bound.map((under) => ({ under })),
  fc.tuple(bound, fc.integer({ min: 2, max: 60 })).map(([over, width]) => ({ over, under: over + width })),
);
const tag = fc.stringMatching(/^[A-Za-z0-9_|,-]{1,100}$/);
const shared = {
  serviceType: codeOf(ServiceType),
  age,
  gpRegistration: codeOf(GpRegistration),
  tag,
};
const code = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
const explicit: fc.Arbitrary<ExplicitCriteria> = fc.record(
  {
    ...shared,
    nhsNumber,
    events: fc
      .uniqueArray(codeOf(EventType), { minLength: 1 })
      .map(([first, ...others]) => [first, ...others] as [EventType, ...EventType[]]),
  },
  { noNullPrototype: true, requiredKeys: ['nhsNumber', 'events'] },
);
const others = codeOf(RuleType).filter((rule) => rule !== 'COUNTRYCODE');
const generic: fc.Arbitrary<GenericCriteria> = fc.oneof(
  fc.record(
    { ...shared, ruleType: others, organization: code, event: codeOf(EventType) },
    { noNullPrototype: true, requiredKeys: ['ruleType', 'organization', 'event'] },
  ),
  fc.record(
    {
      ...shared,
      ruleType: fc.constant('COUNTRYCODE' as const),
      organization: codeOf(CountryCode),
      event: codeOf(EventType),
    },
    { noNullPrototype: true, requiredKeys: ['ruleType', 'organization', 'event'] },
  ),
) as fc.Arbitrary<GenericCriteria>;

const either = fc.oneof(
  explicit.map((criteria) => ({ form: 'explicit', criteria, text: explicitCriteria(criteria) })),
  generic.map((criteria) => ({ form: 'generic', criteria, text: genericCriteria(criteria) })),
);

const test = suite('criteria');

test('what is written is read back', () => {
  const property = fc.property(either, ({ form, criteria, text }) => {
    const parsed = parseCriteria(text);
    assert.is(parsed.valid, true);
    assert.is(parsed.form, form);
    assert.equal(parsed.criteria, criteria);
    assert.ok(parsed.issues.every(({ severity }) => severity === 'warning'));
  });
  fc.assert(property, runs);
});

test('the order of parameters does not matter', () => {
  const property = fc.property(
    either.chain((one) => {
      const [start = '', ...parameters] = one.text.split(/(?=&)/);
      const orders = fc.shuffledSubarray(parameters, { minLength: parameters.length });
      return orders.map((order) => ({ ...one, text: start + order.join('') }));
    }),
    ({ form, criteria, text }) => {
      const parsed = parseCriteria(text);
      assert.is(parsed.form, form);
      const events = (value: object | undefined): object => ({
        ...value,
        ...(value && 'events' in value && Array.isArray(value.events) && { events: [...value.events].sort() }),
      });
      assert.equal(events(parsed.criteria), events(criteria));
    },
  );
  fc.assert(property, runs);
});

test('a character that is put in, left out or replaced is found, or makes other criteria', () => {
  const character = fc.constantFrom('&', '=', '|', '%', ' ', '.', '0', 'a', 'é', '\u200b', '\ud83d', '\n');
  const property = fc.property(
    either,
    fc.nat(),
    character,
    fc.constantFrom(0, 1),
    fc.boolean(),
    ({ text, criteria }, place, put, left, isPut) => {
      const at = place % (text.length + 1);
      const changed = text.slice(0, at) + (isPut ? put : '') + text.slice(at + left);
      const { valid, form, criteria: read, issues } = parseCriteria(changed);
      for (const { column } of issues) assert.ok(column >= 1 && column <= changed.length + 1);
      if (!valid) return assert.ok(issues.some(({ severity }) => severity === 'error'));
      // What is still criteria says what it says: written anew, it is read as the same.
      const again = form === 'explicit' ? explicitCriteria(read as never) : genericCriteria(read as never);
      assert.equal(parseCriteria(again).criteria, read);
      if (changed !== text && again === text) assert.equal(read, criteria);
    },
  );
  fc.assert(property, { ...runs, numRuns: 2000 });
});

test('any text is read without an exception', () => {
  const word = fc.oneof(
    fc.constantFrom('/Bundle?type=message', '&', '=', '|', 'Patient.age', 'gt5', 'tag', 'MessageHeader.event', '%7C'),
    fc.string({ unit: 'binary' }),
  );
  const property = fc.property(
    fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
    (text) => {
      const { valid, issues } = parseCriteria(text);
      assert.is(valid, !issues.some(({ severity }) => severity === 'error'));
    },
  );
  fc.assert(property, { ...runs, numRuns: 2000 });
});

test.run();
