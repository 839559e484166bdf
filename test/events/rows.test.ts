/**
 * What the pages of the events ask for, row by row: of every row a message that breaks it and one that keeps it. The
 * rows and what breaks them share nothing with the generator.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { readCleanMessages, readEventRows } from '../support/event-rows.ts';
import { greenCases, nameOf, placedRows, redCases, tells, withoutIt } from '../support/row-cases.ts';

const messages = readCleanMessages();
const events = readEventRows();
const placed = events.flatMap(placedRows);
const stated = placed.flatMap(({ row }) => row ?? []);

const green = suite('messages that keep the rows');
let there = 0;
let absent = 0;

for (const { name, bundle } of messages) {
  green(name, () => {
    assert.equal(
      check(bundle).filter(({ severity }) => severity !== 'information'),
      [],
    );
  });
}

/** Rows whose count is not the last word. */
const neededElsewhere: readonly (readonly [row: RegExp, reason: string])[] = [
  [/^pds-birth.* patient-baby Patient\.address$/, 'the lines and the postcode of the address have rows of their own'],
  [/^pds-change-of-address.* Patient\.address$/, 'the present and the previous address have rows of their own'],
  [/ Immunization\.vaccinationProtocol\.doseSequence$/, 'FHIR needs it wherever there is a protocol'],
];

for (const row of placed) {
  green(`${nameOf(row)}, there`, () => {
    const found = greenCases(row, messages);
    assert.equal(found.wrong, [], 'has another number than the row allows');
    assert.ok(found.there > 0, 'is nowhere there');
    there++;
  });
  const without = withoutIt(row, messages);
  if (!without || neededElsewhere.some(([name]) => name.test(nameOf(row)))) continue;
  absent++;
  green(`${nameOf(row)}, absent`, () => assert.equal(check(without.bundle).filter(without.isSaid), []));
}

const red = suite('messages that break a row');
let cases = 0;
const unbroken: string[] = [];

for (const row of placed) {
  const found = redCases(row, messages);
  cases += found.length;
  if (found.every(({ isShape }) => isShape)) unbroken.push(nameOf(row));
  for (const each of found)
    red(`${nameOf(row)}, ${each.kind}: ${each.fault}`, () => {
      const issues = check(each.make());
      assert.ok(
        issues.some((issue) => tells(each, issue)),
        `${each.severity} at ${each.path} in ${each.message.name}; found: ${JSON.stringify(issues, null, 2)}`,
      );
    });
}

/** Rows that ask for nothing that a message could lack, and why. */
const asksForNothing: readonly (readonly [row: RegExp, reason: string, count: number])[] = [
  [/ bundle \(entries\)$/, 'what is checked is one Bundle', 10],
  [/ \w+ \(entries\)$/, 'any number of entries is right, and their elements have rows of their own', 3],
  [/ Patient\.address$/, 'any number of addresses is right, and no part of them is needed', 10],
];

const all = suite('coverage of the rows');

all('every row is there', () => {
  const entries = events.flatMap((event) => event.entries);
  assert.is(entries.length, 95, 'rows of entries');
  assert.is(entries.flatMap(({ variants = [] }) => variants).length, 17, 'variants');
  assert.is(stated.filter(({ from }) => from !== 'generic').length, 429, 'rows of elements');
  assert.is(stated.filter(({ from }) => from === 'generic').length, 122, 'inherited rows');
});

all('every row has a message that breaks it, or asks for nothing', () => {
  let rest = unbroken;
  for (const [row, reason, count] of asksForNothing) {
    const found = rest.filter((name) => row.test(name));
    assert.is(found.length, count, `${reason}: ${found.join('; ')}`);
    rest = rest.filter((name) => !row.test(name));
  }
  assert.equal(rest, []);
});

all('the numbers', () => {
  const found = { rows: placed.length, green: { there, absent }, broken: placed.length - unbroken.length, cases };
  console.log(`rows of the events: ${JSON.stringify(found)}`);
  assert.equal(found, { rows: 663, green: { there: 663, absent: 146 }, broken: 640, cases: 4321 });
});

green.run();
red.run();
all.run();
