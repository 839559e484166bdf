import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { ElementReport } from './element-report.ts';

/** Stops the work on one definition; the reason has been reported. */
export class Unresolvable extends Error {}

/** Reports why the work on a definition cannot go on; returns what to throw. */
export function stop(report: ElementReport, code: DiagnosticCode, message: string): Unresolvable {
  report(code, message);
  return new Unresolvable(message);
}
