import { diagnosticCodes, isDiagnosticCode } from '../diagnostics/codes.ts';
import { exampleLines } from '../diagnostics/explanations/example-text.ts';
import { allCodes, explainCode, type ExplainedCode } from '../diagnostics/explanations/index.ts';
import { suggestion } from '../../runtime/core/suggest.ts';
import type { ExplainOptions } from './arguments.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

/** Prints what a diagnostic code means, or lists all codes; returns the exit code. */
export async function explain({ code, format }: ExplainOptions): Promise<number> {
  if (code === undefined) console.log(format === 'json' ? asJson(allCodes.map(explainCode)) : listCodes());
  else {
    const explained = explainCode(knownCode(code));
    console.log(format === 'json' ? asJson(explained) : describe(explained));
  }
  return exitCodes.clean;
}

function knownCode(code: string): keyof typeof diagnosticCodes {
  if (isDiagnosticCode(code)) return code;
  // Many remember what is wrong, but not the stage that finds it.
  const sameEnd = allCodes.find((one) => one.endsWith(`/${code.slice(code.indexOf('/') + 1)}`));
  const meant = sameEnd === undefined ? suggestion(code, allCodes) : `; did you mean "${sameEnd}"?`;
  throw new WrongUse(`${code} is not a diagnostic code${meant || '; explain without a code lists all of them.'}`);
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function describe({ code, severity, what, why, example, hint, spec }: ExplainedCode): string {
  const part = (title: string, lines: readonly string[]): string[] => [
    '',
    title,
    ...lines.flatMap((line) => line.split('\n')).map((line) => `    ${line}`),
  ];
  return [
    `${code} (${severity})`,
    ...(what === undefined ? [] : part('What', [what])),
    ...(why === undefined ? [] : part('Why it matters', [why])),
    ...(example
      ? [...part('Before', exampleLines(example, 'before')), ...part('After', exampleLines(example, 'after'))]
      : []),
    ...part('Remedy', [hint]),
    ...(spec === undefined ? [] : part('Specification', [spec])),
  ].join('\n');
}

function listCodes(): string {
  const longest = Math.max(...allCodes.map(({ length }) => length));
  const stages = new Set(allCodes.map(stageOf));
  return [...stages]
    .map((stage) => {
      const codes = allCodes.filter((code) => stageOf(code) === stage).map(explainCode);
      const rows = codes.map(
        ({ code, severity, what = '' }) => `  ${code.padEnd(longest)}  ${severity.padEnd(7)}  ${what}`,
      );
      return `${stage}\n${rows.join('\n')}`;
    })
    .join('\n\n');
}

function stageOf(code: string): string {
  return code.slice(0, code.indexOf('/'));
}
