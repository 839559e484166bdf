/**
 * What the pages of the events ask for, row by row: of every row a message that breaks it and one that keeps it. The
 * rows and what breaks them share nothing with the generator.
 *
 * All that is found in a message which breaks a row is kept in `found/`, so that a rule which falls silent is missed even
 * where another one speaks: `UPDATE=1 node --import tsx test/events/rows.test.ts` writes it anew, for a review.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { readCleanMessages, readEventRows } from '../support/event-rows.ts';
import { findingsOf } from '../support/row-findings.ts';
import { greenCases, nameOf, placedRows, redCases, tells, withoutIt, type RedCase } from '../support/row-cases.ts';

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

/** What is found, by event, row and fault; one entry for all kinds of message in which it is the same. */
type Found = Record<string, Record<string, string[]>>;
const found: Record<string, Found> = {};

for (const row of placed) {
  const broken = redCases(row, messages);
  cases += broken.length;
  if (broken.every(({ isShape }) => isShape)) unbroken.push(nameOf(row));
  for (const each of broken)
    red(`${nameOf(row)}, ${each.kind}: ${each.fault}`, () => {
      const issues = check(each.make());
      keep(row.event.event, nameOf(row), each, findingsOf(issues));
      assert.ok(
        issues.some((issue) => tells(each, issue)),
        `${each.severity} at ${each.path} in ${each.message.name}; found: ${JSON.stringify(issues, null, 2)}`,
      );
    });
}

function keep(event: string, name: string, { fault, kind }: RedCase, findings: string[]): void {
  const ofRow = ((found[event] ??= {})[name.slice(event.length + 1)] ??= {});
  const isSame = ofRow[fault] === undefined || JSON.stringify(ofRow[fault]) === JSON.stringify(findings);
  ofRow[isSame ? fault : `${fault}, ${kind}`] = findings;
}

const whole = suite('all that is found');

for (const { event } of events) {
  whole(event, async () => {
    const file = fileURLToPath(new URL(`found/${event}.json`, import.meta.url));
    if (process.env['UPDATE']) await write(file, found[event]);
    assert.ok(existsSync(file), 'UPDATE=1 writes it');
    assert.equal(found[event], JSON.parse(readFileSync(file, 'utf8')));
  });
}

async function write(file: string, content: unknown): Promise<void> {
  mkdirSync(fileURLToPath(new URL('found', import.meta.url)), { recursive: true });
  writeFileSync(file, await format(JSON.stringify(content), { ...(await resolveConfig(file)), parser: 'json' }));
}

/** Rows that ask for nothing that a message could lack, and why. */
const asksForNothing: readonly (readonly [row: RegExp, reason: string, count: number])[] = [
  [/ \w+ \(entries\)$/, 'any number of entries is right, and their elements have rows of their own', 3],
  [/ Patient\.address$/, 'any number of addresses is right, and no part of them is needed', 10],
];

const all = suite('coverage of the rows');

all('every row is there', () => {
  const entries = events.flatMap((event) => event.entries);
  assert.is(entries.length, 95, 'rows of entries');
  assert.is(entries.flatMap(({ variants = [] }) => variants).length, 17, 'variants');
  assert.is(stated.filter(({ from }) => from === 'event' || from === 'derived').length, 429, 'rows of elements');
  assert.is(stated.filter(({ from }) => from === 'generic').length, 122, 'inherited rows');
  assert.is(stated.filter(({ from }) => from === 'diagram').length, 29, 'arrows of diagrams');
});

all('every row has a message that breaks it, or asks for nothing', () => {
  let rest = unbroken;
  for (const [row, reason, count] of asksForNothing) {
    const names = rest.filter((name) => row.test(name));
    assert.is(names.length, count, `${reason}: ${names.join('; ')}`);
    rest = rest.filter((name) => !row.test(name));
  }
  assert.equal(rest, []);
});

all('the numbers', () => {
  const numbers = { rows: placed.length, green: { there, absent }, broken: placed.length - unbroken.length, cases };
  console.log(`rows of the events: ${JSON.stringify(numbers)}`);
  assert.equal(numbers, { rows: 692, green: { there: 692, absent: 157 }, broken: 679, cases: 6325 });
});

green.run();
red.run();
whole.run();
all.run();
