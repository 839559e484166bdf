import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compareCorpus, readVerdicts } from './compare-corpus.ts';
import { explain } from './explain.ts';
import { agreementOf, reasons, summarise, writePage } from './page.ts';
import { verdictsFrom } from './read-answers.ts';
import { propertyAt } from './value-at.ts';
import { faultsIn, isSamePlace } from './verdict.ts';

const test = suite('parity');
const parity = compareCorpus();

test('the reference has seen every case as it is', () => {
  assert.equal(parity.stale, [], 'ask the reference anew: npm run parity:ask');
  const kept = Object.values(readVerdicts()).reduce((total, verdicts) => total + Object.keys(verdicts).length, 0);
  assert.is(kept, summarise(parity).cases, 'a stored verdict belongs to no case');
});

test('each difference has a reason', () => {
  const open = parity.differences.filter(({ unexplained }) => unexplained.length > 0);
  assert.equal(open, []);
});

test('each reason explains a difference', () => {
  const used = new Set(parity.differences.flatMap((difference) => difference.reasons));
  assert.equal(
    reasons.filter(({ id }) => !used.has(id)).map(({ id }) => id),
    [],
  );
});

test('verdicts agree in 99.5 % of the cases outside of the reasons', () => {
  assert.ok(agreementOf(summarise(parity)) >= 99.5);
});

test('docs/parity.md shows these figures', async () => {
  const page = readFileSync(new URL('../../docs/parity.md', import.meta.url), 'utf8');
  assert.is(page, await writePage(parity), 'npm run parity');
});

test('a reason explains its own errors and no other', () => {
  const patient = { resourceType: 'Patient', name: [], gender: 'x' };
  const { reasons: found, unexplained } = explain('alarm', faultsIn(patient), [], {
    mutation: 'empty-array',
    value: patient,
  });
  assert.equal(found, ['empty-array']);
  assert.is(unexplained.length, 1);
  assert.match(unexplained[0] ?? '', /Patient\.gender/);
  const missed = explain('missed', [], ['Patient.gender'], { mutation: 'wrong-code', value: patient });
  assert.equal(missed, { reasons: [], unexplained: ['Patient.gender'] });
});

test('the place of a choice is found by its name without a type', () => {
  const value = { resourceType: 'Basic', extension: [{ url: 'a', valueBase64Binary: 'x' }] };
  assert.equal(propertyAt(value, 'Basic.extension[0].value'), { key: 'valueBase64Binary', value: 'x' });
  assert.is(propertyAt(value, 'Basic.code.text'), undefined);
});

test('places are the same if one is in the other', () => {
  assert.ok(isSamePlace('Patient.name[0]', 'Patient.name[0].family'));
  assert.ok(isSamePlace('', 'Patient'));
  assert.not.ok(isSamePlace('Patient.name[1]', 'Patient.name[10]'));
  assert.not.ok(isSamePlace('Patient.name', 'Patient.nameUse'));
});

test('answers of the reference become verdicts', () => {
  const answers = [
    '0\tDONE',
    '1\tDONE',
    '1\terror\tBasic.value.ofType(Coding)',
    '1\tunknown\tx',
    '2\tfailed',
    '3\tunknown\ty',
  ];
  assert.equal(
    [...verdictsFrom(answers.join('\n'))],
    [
      ['0', [0]],
      ['1', [1, 'Basic.value']],
      ['2', [2]],
      ['3', [0, 'y']],
    ],
  );
});

test.run();
