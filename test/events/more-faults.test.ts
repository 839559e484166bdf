/**
 * What is found in messages that no row speaks of, and what a terminology adds that knows no code: both are kept in
 * `more-found.json`, which `UPDATE=1 node --import tsx test/events/more-faults.test.ts` writes anew, for a review.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from 'careconnect-ems/check';
import { readCleanMessages } from '../support/event-rows.ts';
import { changes, moreFaults, nothingKnown } from '../support/more-faults.ts';
import { findingsOf } from '../support/row-findings.ts';

const file = fileURLToPath(new URL('more-found.json', import.meta.url));
const messages = readCleanMessages();
const faults = moreFaults(messages);
const found = {
  changes: Object.fromEntries(
    changes(messages).flatMap(({ what, bundle }) => {
      const findings = findingsOf(check(bundle));
      return findings.length === 0 ? [] : [[what, findings]];
    }),
  ),
  faults: Object.fromEntries(faults.map(({ what, bundle }) => [what, findingsOf(check(bundle))])),
  unknownCodes: Object.fromEntries(
    messages.map(({ name, bundle }) => [name, findingsOf(check(bundle, { terminology: nothingKnown }))]),
  ),
};

const test = suite('more faults');

test('what is found is what was found', async () => {
  if (process.env['UPDATE'])
    writeFileSync(file, await format(JSON.stringify(found), { ...(await resolveConfig(file)), parser: 'json' }));
  assert.equal(found, JSON.parse(readFileSync(file, 'utf8')));
});

test('each fault is found', () => {
  assert.ok(faults.length > 3);
  for (const [what, findings] of Object.entries(found.faults)) assert.ok(findings.length > 0, what);
});

test('a terminology that knows no code has something to say of most messages, and nothing is found without it', () => {
  const told = Object.values(found.unknownCodes).filter((findings) => findings.length > 0);
  assert.ok(told.length > messages.length / 2);
  for (const { name, bundle } of messages) assert.equal(findingsOf(check(bundle)), [], name);
});

test.run();
