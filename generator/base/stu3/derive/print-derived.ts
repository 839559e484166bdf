import type { DerivedModel, DerivedType } from '../derived.ts';

/** Prints `derived.json`: one element per line, so that a change of the sources shows as changed lines. */
export function printDerived(model: DerivedModel): string {
  const types = model.types.map(printType).join(',\n');
  return `{"generics":${JSON.stringify(model.generics)},"types":[\n${types}\n]}\n`;
}

function printType({ elements, ...start }: DerivedType): string {
  const lines = elements.map((element) => `\n${JSON.stringify(element)}`).join(',');
  return `${JSON.stringify(start).slice(0, -1)},"elements":[${lines}${lines === '' ? '' : '\n'}]}`;
}

/**
 * Describes the first lines in which two texts differ, as `line 12` with both versions.
 *
 * @param limit maximum number of lines
 */
export function describeDifferences(committed: string, derived: string, limit: number): readonly string[] {
  const [before, after] = [committed.split('\n'), derived.split('\n')];
  const count = Math.max(before.length, after.length);
  const lines = Array.from({ length: count }, (_, index) => index).filter((index) => before[index] !== after[index]);
  return lines
    .slice(0, limit)
    .flatMap((index) => [`line ${index + 1}`, `- ${before[index] ?? '(nothing)'}`, `+ ${after[index] ?? '(nothing)'}`]);
}
