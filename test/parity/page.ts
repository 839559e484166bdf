/** Writes `docs/parity.md` from the comparison. */
import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import type { Difference, Parity, Tally } from './compare-corpus.ts';
import { examplesSection } from './examples-section.ts';
import { readSets, type StoredSets } from './example-verdicts.ts';
import { reasonRow } from './reason-row.ts';
import { noAnswers, ourReasons, theirReasons, type Described } from './reasons.ts';

/** Every reason, in the order of the page. */
export const reasons: readonly Described[] = [...ourReasons, ...theirReasons, ...noAnswers];

/** The figures at the top of the page. */
export interface Summary {
  readonly cases: number;
  readonly agreed: number;
  /** Differences with a reason that is no miss of ours. */
  readonly explained: number;
  readonly missed: number;
  readonly unexplained: number;
}

export function summarise({ tallies, differences }: Parity): Summary {
  const cases = sum(tallies, 'cases');
  const unexplained = differences.filter((difference) => difference.unexplained.length > 0).length;
  const missed = differences.filter((difference) => difference.unexplained.length === 0 && isMiss(difference)).length;
  return {
    cases,
    agreed: sum(tallies, 'agreed'),
    explained: differences.length - unexplained - missed,
    missed,
    unexplained,
  };
}

/** Returns the share of agreement among the cases that no reason excludes, in per cent. */
export function agreementOf({ cases, agreed, explained }: Summary): number {
  return (100 * agreed) / (cases - explained);
}

/** Returns the page. */
export async function writePage(parity: Parity, sets: StoredSets = readSets()): Promise<string> {
  const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Reference;
  const parts = [introduction(parity, reference), classTable(parity), reasonTable(parity)];
  const text = [...parts, examplesSection(sets), method(reference)].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
}

interface Reference {
  readonly name: string;
  readonly version: string;
  readonly asked: string;
}

function introduction(parity: Parity, { name, asked }: Reference): string {
  const summary = summarise(parity);
  const { cases, agreed, explained, missed, unexplained } = summary;
  return `# Parity with the reference validator

Can you trust a verdict of the guards? This page compares them with the ${name}, as asked on ${asked}. It is written by \`npm run parity\`, and a test holds it to the code.

The corpus has ${count(cases)} cases: valid random values of every profile and extension of CareConnect and of the NHS and of every extension that FHIR itself publishes (an extension stands in a Basic), of every kind of message, our examples, and mutants: one of each for every class of fault that fits, and for two of the classes of an extension of FHIR. We check them by the rules of FHIR and of the published profiles (\`rules: 'profile'\`); the rules of the events are ours alone and are left out.

| | Cases |
| --- | ---: |
| Same verdict | ${count(agreed)} |
| Different, with a [reason](#reasons) outside of our checks | ${count(explained)} |
| Missed by us | ${count(missed)} |
| Different, without a reason | ${count(unexplained)} |
| **Agreement outside of the reasons** | **${agreementOf(summary).toFixed(2)} %** |`;
}

function classTable({ tallies }: Parity): string {
  const rows = [...tallies].map(
    ([name, tally]) =>
      `| ${name} | ${tally.cases} | ${tally.agreed} | ${tally.rejected} | ${tally.samePlace} | ${tally.missed} | ${tally.alarms} | ${tally.unanswered} |`,
  );
  return `## Classes

Each class changes one value in one way; \`none\` is the valid instance. "Same element" counts the cases that both reject and in which one of our errors is in the same element as one of theirs, or in one inside the other. "Only reference" and "only we" count all differences in who rejects a case, with and without a reason.

| Class | Cases | Same verdict | Both reject | Same element | Only reference rejects | Only we reject | No answer |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
| **all** | ${['cases', 'agreed', 'rejected', 'samePlace', 'missed', 'alarms', 'unanswered'].map((key) => sum(tallies, key as keyof Tally)).join(' | ')} |`;
}

function reasonTable({ differences }: Parity): string {
  const rows = reasons.map((reason) =>
    reasonRow(reason, differences.filter((difference) => difference.reasons.includes(reason.id)).length),
  );
  return `## Reasons

A case is excluded from the agreement only if each of its errors has a reason. A difference without a reason fails the tests, and so does a reason that explains nothing. A case with two reasons counts for both.

| Reason | Kind | Cases | What differs | FHIR |
| --- | --- | ---: | --- | --- |
${rows.join('\n')}`;
}

function method({ name, version }: Reference): string {
  return `## How the figures are made

- Reference: ${name}, ${version}, with the published definitions of CareConnect and of the NHS.
- Seeds: random instances have seed 1; those of the kinds of message have the size \`minimal\`. A mutant draws its place from its instance and its class.
- Left out: \`contained-unreferenced\` and \`remove-property\` for extensions in a Basic, whose context is mostly another resource (we check invariants only where nothing else is wrong).
- \`test/parity/verdicts.json\` keeps the reference's verdict on each case with a hash of the case: a verdict never stands for a value that the reference has not seen.
- [CONTRIBUTING](../CONTRIBUTING.md#parity-with-the-reference) says how to ask the reference anew.
`;
}

function isMiss({ reasons: ids }: Difference): boolean {
  return ids.some((id) => reasons.find((reason) => reason.id === id)?.kind === 'miss');
}

function sum(tallies: Parity['tallies'], key: keyof Tally): number {
  return [...tallies.values()].reduce((total, tally) => total + tally[key], 0);
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
