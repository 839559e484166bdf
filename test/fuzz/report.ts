/** What a run prints. */
import type { Growth } from './growth.ts';
import type { Result } from './try-target.ts';

const columns = [30, 8, 9, 9, 9, 8, 11] as const;

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(columns[0]) : cell.padStart(columns[at] ?? 9))).join(' ');
}

export function printTable(results: readonly Result[]): void {
  console.log(row(['target', 'values', 'accepted', 'refused', 'findings', 'seconds', 'slowest ms']));
  for (const { target, values, accepted, refused, findings, total, slowest } of results) {
    const numbers = [values, accepted, refused, findings.length].map(String);
    console.log(row([target.name, ...numbers, (total / 1000).toFixed(1), slowest.toFixed(1)]));
  }
  const sum = (pick: (one: Result) => number): string => String(results.reduce((all, one) => all + pick(one), 0));
  const seconds = (Number(sum(({ total }) => total)) / 1000).toFixed(1);
  const counts = [sum(({ values }) => values), sum(({ accepted }) => accepted), sum(({ refused }) => refused)];
  console.log(row(['all', ...counts, sum(({ findings }) => findings.length), seconds]));
}

export function printFindings(results: readonly Result[]): void {
  for (const { target, findings } of results)
    for (const { recipe, error, seed, path } of findings)
      console.log(
        `\n${target.name} (may throw: ${target.throws}), seed ${seed}, path ${path}\n${recipe.slice(0, 2000)}\n${error}`,
      );
}

export function printGrowth(all: readonly Growth[]): void {
  console.log(
    `\n${'time of 4n by time of n'.padEnd(44)} ${'n'.padStart(8)} ${'ms'.padStart(9)} ${'factor'.padStart(7)}`,
  );
  for (const { name, size, once, factor } of all)
    console.log(
      `${name.padEnd(44)} ${String(size).padStart(8)} ${once.toFixed(2).padStart(9)} ${factor.toFixed(1).padStart(7)}`,
    );
}
