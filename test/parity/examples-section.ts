/** The part of `docs/parity.md` about examples that others publish. */
import { ourExampleReasons, theirExampleReasons } from './example-reasons.ts';
import { setTitles } from './example-sets.ts';
import type { StoredSets } from './example-verdicts.ts';
import { reasonRow } from './reason-row.ts';

export function examplesSection(sets: StoredSets): string {
  const rows = Object.entries(sets).map(([name, { files, bothAccept, bothReject, different, asked }]) => {
    const title = setTitles.get(name) ?? name;
    return `| ${title} | ${files} | ${bothAccept} | ${bothReject} | ${different} | ${asked} |`;
  });
  const reasons = [...ourExampleReasons, ...theirExampleReasons]
    .map((reason) => ({ reason, count: total(sets, reason.id) }))
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => reasonRow(reason, count));
  return `## Examples of others

The same comparison over files that others publish. They are no part of the project: it keeps how many there are, a hash of each, the verdict of the reference on it, and these figures. Where they are at hand, \`npm run parity\` counts anew and fails if the figures differ. An error with a reason does not count for the verdict of the one who reports it.

| Examples | Files | Both accept | Both reject | Different, with a reason | Asked on |
| --- | ---: | ---: | ---: | ---: | --- |
${rows.join('\n')}

| Reason | Kind | Files | What differs | FHIR |
| --- | --- | ---: | --- | --- |
${reasons.join('\n')}`;
}

function total(sets: StoredSets, id: string): number {
  return Object.values(sets).reduce((sum, { reasons }) => sum + (reasons[id] ?? 0), 0);
}
