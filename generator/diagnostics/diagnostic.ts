import { diagnosticCodes, type DiagnosticCode } from './codes.ts';

export type Severity = 'error' | 'warning' | 'info';

/** The place of a finding. `line` and `column` count from 1. */
export interface DiagnosticLocation {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly canonical?: string | undefined;
  readonly element?: string | undefined;
}

/** One fault in the input, or a note about it, as data; printers turn it into text. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence, with the values in it. */
  readonly message: string;
  readonly at: DiagnosticLocation;
  /** The page of the FHIR specification that states the rule. */
  readonly spec?: string | undefined;
  /** How to remedy it. */
  readonly hint?: string | undefined;
  /**
   * Why the author of the definition accepts it. Set for a warning that is listed as accepted, and so only information.
   */
  readonly accepted?: string | undefined;
}

/** Creates a diagnostic; severity, specification page and remedy come from the table of codes. */
export function diagnostic(code: DiagnosticCode, message: string, at: DiagnosticLocation, hint?: string): Diagnostic {
  const known = diagnosticCodes[code];
  return {
    code,
    severity: known.severity,
    message,
    at,
    spec: 'spec' in known ? known.spec : undefined,
    hint: hint ?? known.hint,
  };
}

/** Receives the diagnostics of a stage, so that the stage can report and go on. */
export type Report = (diagnostic: Diagnostic) => void;
