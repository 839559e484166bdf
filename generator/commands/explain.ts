import { diagnosticCodes, isDiagnosticCode } from '../diagnostics/codes.ts';
import { suggestion } from '../../runtime/core/suggest.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

/** Prints the meaning and remedy of a diagnostic code; returns the exit code. */
export async function explain(code: string): Promise<number> {
  if (!isDiagnosticCode(code)) {
    const meant = suggestion(code, Object.keys(diagnosticCodes)) || '.';
    throw new WrongUse(`${code} is not a diagnostic code${meant}`);
  }
  const entry = diagnosticCodes[code];
  const lines = [
    `${code} (${entry.severity})`,
    `    ${entry.hint}`,
    ...('spec' in entry ? [`    see ${entry.spec}`] : []),
  ];
  console.log(lines.join('\n'));
  return exitCodes.clean;
}
